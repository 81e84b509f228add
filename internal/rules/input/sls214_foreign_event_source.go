package input

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// foreignEventSource finds events and code that come from an account other than the plan's.
func foreignEventSource() rule.Rule {
	return rule.Rule{
		ID: "SLS214", Name: "foreign-event-source",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "Events or code come from another account",
		Why: "Who controls the other account decides what starts the function, and with a layer, what runs in it with the " +
			"function's permissions. If that account is broken into, closed, or was a typing mistake, yours is theirs.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `event_source_arn = aws_sqs_queue.orders.arn # a channel of your own, to which the other account may send`,
			model.Google: "topic = google_pubsub_topic.orders.id # a topic of your own, to which the other project may publish",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "A binding or subscription names its source by a connection or an id of the own tenant, and another tenant can give neither.",
		},
		Unknown: "The plan does not say in which account it works.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html",
			"https://cloud.google.com/pubsub/docs/access-control",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017", "A9:2017"}, CSA: []string{"SAS-1", "SAS-6"}, CWE: []int{829, 346},
			NIST: []string{"AC-4", "SA-12"},
		},
		Check: rule.Join(
			rule.ForEachIn(model.Triggers, checkForeignSource),
			rule.ForEachIn(model.Functions, checkForeignLayers),
		),
	}
}

func checkForeignSource(t *model.Trigger, s *model.System, r *rule.Reporter) {
	if t.Kind == model.RuleTarget || t.Kind == model.Timer || len(t.Source.To) > 0 {
		return // a rule is on a bus of its own account, and what the plan declares is its own
	}
	if project, ok := t.ForeignSource.Get(); ok {
		r.FailIf(t.ForeignSource.IsSet(), t.Source.Place,
			"Project %s decides what reaches %s: the events come from there.", project, rule.TargetName(t)).As(rule.Medium)
		return
	}
	account := arnAccount(t.Source.Text)
	if account == "" {
		return
	}
	r.FailIf(otherAccount(s, account), t.Source.Place,
		"Account %s decides what reaches %s: the events come from there.", account, rule.TargetName(t))
}

func checkForeignLayers(f *model.Function, s *model.System, r *rule.Reporter) {
	for _, l := range f.Layers {
		account := arnAccount(l.Text)
		if _, known := facts.LayerPublisher(account); account == "" || known || len(l.To) > 0 {
			continue
		}
		r.FailIf(otherAccount(s, account), l.Place,
			"Code of account %s runs in function %q with its permissions: a layer comes from there.", account, f.Label()).
			Remedy("layers = [aws_lambda_layer_version.own.arn] # publish a checked copy yourself")
	}
}

func otherAccount(s *model.System, account string) model.Truth {
	return s.Account.Match(func(own string) bool { return own != account })
}

// arnAccount gives the account in a literal ARN, "" when it names none: arn:partition:service:region:account:resource.
func arnAccount(v model.Value[string]) string {
	text, _ := v.Get()
	parts := strings.SplitN(text, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || len(parts[4]) != 12 || strings.Trim(parts[4], "0123456789") != "" {
		return ""
	}
	return parts[4]
}
