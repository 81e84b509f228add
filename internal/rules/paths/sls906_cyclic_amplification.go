package paths

import (
	"fmt"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// cyclicAmplification finds functions that start each other without end. A dead-letter queue takes only events that
// fail, so that it ends no such cycle.
func cyclicAmplification() rule.Rule {
	return rule.Rule{
		ID: "SLS906", Name: "cyclic-amplification",
		Severity: rule.High, Profile: rule.Essential, Path: true,
		Title: "Functions can start each other without end",
		Why: "One event is enough to keep the cycle running, and each function on it that sends two events for one doubles " +
			"them with every round, until the account's concurrency and budget are used up. No limit ends it.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "reserved_concurrent_executions = 10 # on one of the functions, or take one of the permissions away",
			model.Azure:  "app_scale_limit = 10 # in site_config of one of the functions, or take one of the permissions away",
			model.Google: "max_instance_count = 10 # on one of the functions, or take one of the permissions away",
		},
		Unknown: "Whether one of the functions has a limit of its own is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
			"https://learn.microsoft.com/azure/azure-functions/event-driven-scaling",
			"https://cloud.google.com/functions/docs/configuring/max-instances",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-8", "SAS-9"}, CWE: []int{400, 674, 835}, NIST: []string{"SC-5"},
		},
		Check: checkCycles,
	}
}

func checkCycles(s *model.System) []rule.Judgement {
	cycles := map[*model.Function]way{}
	g := graph.Of(s)
	for _, group := range g.Cycles(startsAgain) {
		if w := cycleOf(g, group); len(w) > 0 {
			f, _ := w[0].From.Object.(*model.Function)
			cycles[f] = w
		}
	}
	return rule.ForEach(model.Functions, func(f *model.Function, r *rule.Reporter) {
		if f.Outside {
			return
		}
		r.Pass()
		if w := cycles[f]; len(w) > 0 {
			reportCycle(w, r)
		}
	})(s)
}

// startsAgain tells edges along which functions certainly start functions. What is allowed on everything is left out, as
// with it a function could start all others; and a filter is how AWS advises to break a cycle.
func startsAgain(e *graph.Edge) bool {
	if !model.Certainly(e.Certain) || e.Picks {
		return false
	}
	switch e.Kind {
	case graph.RunsAs:
		return e.From.Kind == graph.Function
	case graph.MayPublish, graph.MayInvoke:
		return e.From.Kind == graph.Identity && !e.From.Guest && !e.Wide
	case graph.Triggers, graph.Invokes:
		return true
	case graph.Contains:
		return !e.To.Code
	default:
		return false
	}
}

// cycleOf gives the way from the first function of a group to the nearest other one, and back; none when the group has
// one function only.
func cycleOf(g *graph.Graph, group []*graph.Node) way {
	functions := slices.DeleteFunc(slices.Clone(group), func(n *graph.Node) bool { return n.Kind != graph.Function })
	if len(functions) < 2 {
		return nil
	}
	there := g.Search(functions[:1], startsAgain)
	for _, n := range there.Reached() {
		if n != functions[0] && slices.Contains(functions, n) {
			back := g.Search([]*graph.Node{n}, startsAgain)
			return append(way(there.Path(n)), back.Path(functions[0])...)
		}
	}
	return nil
}

func reportCycle(w way, r *rule.Reporter) {
	cut, unlimited, uncaught := w[0], model.True(), model.False()
	for _, e := range w {
		if f, ok := e.From.Object.(*model.Function); ok {
			unlimited = unlimited.And(f.Bounded.IsSet().Not())
			uncaught = uncaught.Or(model.IsTrue(f.Loop))
		}
		if c, ok := e.From.Object.(*model.Channel); ok {
			uncaught = uncaught.Or(model.Of(c.Cloud != model.AWS || !caught(c.Kind)))
		}
		if cost(e) > 0 && cost(cut) == 0 {
			cut = e
		}
	}
	f, _ := w[0].From.Object.(*model.Function)
	v := r.FailIf(unlimited.And(uncaught), cut.Place, "One event keeps %s starting each other without end, and no limit stops them.", names(w)).
		Remedy(fmt.Sprintf("# %sgive function %q a limit, or %s\n%s", finding.CheapestCut, f.Label(), cutWords(cut), limitHCL(f.Cloud)))
	w.show(v)
}

// limitHCL bounds how many copies of a function run at once.
func limitHCL(c model.Cloud) string {
	switch c {
	case model.Azure:
		return "app_scale_limit = 10"
	case model.Google:
		return "max_instance_count = 10"
	default:
		return "reserved_concurrent_executions = 10"
	}
}

// caught tells whether Lambda's recursion detection, which is on unless switched off, ends a cycle over a kind of channel
// (Lambda Developer Guide, "Supported AWS services and SDKs" of recursive loop detection).
func caught(k model.ChannelKind) bool {
	return k == model.Queue || k == model.Topic || k == model.Bucket
}

// names lists the functions of a cycle, at most three.
func names(w way) string {
	const most = 3
	var labels []string
	for _, e := range w {
		if f, ok := e.From.Object.(*model.Function); ok {
			labels = append(labels, fmt.Sprintf("%q", f.Label()))
		}
	}
	text := "functions "
	for i, l := range labels[:min(len(labels), most)] {
		switch {
		case i == 0:
		case i == len(labels)-1:
			text += " and "
		default:
			text += ", "
		}
		text += l
	}
	if n := len(labels) - most; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}
