package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// eventLoop finds functions that can start themselves over and over again.
func eventLoop() rule.Rule {
	return rule.Rule{
		ID: "SLS207", Name: "event-loop",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function can start itself without end",
		Why: "A function that writes to what triggers it multiplies its own events: one upload or message, sent by an " +
			"attacker or by mistake, keeps it running until the account's concurrency and budget are used up, and all " +
			"other functions of the account stand still meanwhile.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `resources = ["${aws_s3_bucket.results.arn}/*"] # write to another channel than the one that triggers`,
			model.Azure:  "scope = azurerm_storage_container.results.id # write to another container than the one that triggers",
			model.Google: "bucket = google_storage_bucket.results.name # write to another bucket than the one that triggers",
		},
		Unknown: "What the function's role may do, or where the trigger leads, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger",
			"https://cloud.google.com/functions/docs/bestpractices/tips",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-8", "SAS-9"}, CWE: []int{400, 674, 835}, NIST: []string{"SC-5"},
		},
		Check: func(s *model.System) []rule.Judgement {
			graph := newLoopGraph(s)
			return rule.ForEach(model.Functions, func(f *model.Function, r *rule.Reporter) {
				r.FailIf(model.IsTrue(f.Loop), f.Loop.Place,
					"Nothing stops function %q when it starts itself without end: recursion detection is off.", f.Label()).
					Remedy(`recursive_loop = "Terminate"`)
				for _, t := range f.Triggers {
					checkDirectLoop(f, t, r)
				}
				reportLongLoop(graph.longWay(f), f, r)
			})(s)
		},
	}
}

func checkDirectLoop(f *model.Function, t *model.Trigger, r *rule.Reporter) {
	c, ok := t.Source.One()
	if !ok || c.Kind == model.Archive {
		return
	}
	if checkBoundLoop(f, t, c, r) {
		return
	}
	var answer model.Answer
	writes := f.Identity.Leads(func(id *model.Identity) model.Truth {
		answer = id.May(model.Publish, watched(t, c))
		return answer.Allowed
	})
	v := r.FailIf(writes.And(passesBack(t, c)), t.Source.Place,
		"Function %q may write to %s %q, which starts it again.", f.Label(), c.Kind, c.Label()).
		Remedy(otherChannel(c)).Hop(t.Place(), "events of %s %q start function %q", c.Kind, c.Label(), f.Label())
	if model.Certainly(answer.Allowed) {
		v.Hop(answer.Place, "the function's %s allows %s", f.Cloud.Identity(), answer.Note)
	}
	if onEverything(answer) || model.Certainly(t.Filtered) || severalIn(f) {
		// Nothing says that it does write there, or it would have to hit the filter, or another function of the same app may
		// be the one that writes: worth a look, no more.
		v.As(rule.Medium).In(rule.Recommended)
	}
}

// otherChannel is the rule's remedy in the words for queues, topics and event hubs; "" where its own says it.
func otherChannel(c *model.Channel) string {
	switch c.Type {
	case "azurerm_storage_queue", "azurerm_servicebus_queue", "azurerm_servicebus_topic", "azurerm_eventhub":
		return "scope = " + c.Type + ".results.id # write to another one than the one that triggers"
	case "google_pubsub_topic":
		return "topic = google_pubsub_topic.results.name # send to another topic than the one that triggers"
	default:
		return ""
	}
}

// checkBoundLoop judges a function whose own output binding leads to what triggers it. Other functions of the app may pass
// events on to each other.
func checkBoundLoop(f *model.Function, t *model.Trigger, c *model.Channel, r *rule.Reporter) bool {
	for i := range f.Writes {
		w := &f.Writes[i]
		if w.Channel.Place.Address() != t.Address || !w.Hits(t, c) {
			continue
		}
		r.FailIf(model.Running(t.Enabled), w.Channel.Place,
			"Function %q writes to %s %q, which starts it again.", t.Label(), c.Kind, c.Label()).
			Remedy("# an output binding to another channel than that of the trigger")
		return true
	}
	return false
}

// severalIn tells apps in which the plan shows several functions, of which it can't tell who writes what.
func severalIn(f *model.Function) bool { return f.Site != nil && len(f.Triggers)+len(f.Endpoints) > 1 }

func reportLongLoop(way []hop, f *model.Function, r *rule.Reporter) {
	if len(way) == 0 {
		return
	}
	first := way[0]
	v := r.FailIf(model.True(), first.answer.Place,
		"Function %q starts itself again by way of %s %q.", f.Label(), first.channel.Kind, first.channel.Label())
	for _, h := range way {
		v.Hop(h.answer.Place, "function %q may write to %s %q (%s)", h.from.Label(), h.channel.Kind, h.channel.Label(), h.answer.Note)
		for _, t := range h.triggers {
			v.Hop(t.Place(), "which passes events on to %s", rule.TargetName(t))
		}
	}
}
