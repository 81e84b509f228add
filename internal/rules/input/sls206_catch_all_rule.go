package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// catchAllRule finds event rules that match everything, or events of any sender.
func catchAllRule() rule.Rule {
	return rule.Rule{
		ID: "SLS206", Name: "catch-all-rule",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The event rule does not say whose events it takes",
		Why: "Everyone who may put events on the bus chooses their source and content. A rule that names no source, or " +
			"matches everything, passes a forged event to its targets as if the real sender had sent it.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `event_pattern = jsonencode({ source = ["com.example.orders"], "detail-type" = ["OrderPlaced"] })`,
			model.Azure:  "included_event_types = [\"Microsoft.Resources.ResourceWriteSuccess\"]",
			model.Google: "matching_criteria {\n  attribute = \"methodName\"\n  value     = \"storage.objects.create\"\n}",
		},
		Unknown: "The event pattern comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-patterns-best-practices.html",
			"https://learn.microsoft.com/azure/event-grid/event-schema-subscriptions",
			"https://cloud.google.com/eventarc/docs/event-types",
			"https://cloud.google.com/eventarc/advanced/docs/overview",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017", "A6:2017"}, CSA: []string{"SAS-1"}, CWE: []int{345, 346}, NIST: []string{"SI-10"},
		},
		Check: rule.ForEach(model.Rules, checkCatchAll),
	}
}

func checkCatchAll(e *model.Rule, r *rule.Reporter) {
	on := model.Running(e.Enabled).And(e.Pattern.IsSet())
	if e.Cloud == model.Azure {
		r.FailIf(e.CatchAll.And(on), e.Pattern.Place, "Subscription %q takes every event of all resources in its scope.", e.Label())
		return
	}
	if len(e.Bus.To) == 0 && e.Bus.Elsewhere {
		r.FailIf(e.CatchAll.And(on), e.Pattern.Place, "Trigger %q takes audit log entries of every service or method.", e.Label())
		return
	}
	r.FailIf(e.CatchAll.And(on), e.Pattern.Place, "Rule %q passes every event of its bus to its targets.", e.Label()).
		RemedyOn(model.Google, `cel_match = "message.type == 'com.example.order.placed' && message.source == '/orders'"`)
	r.FailIf(e.NamesSource.Not().And(e.CatchAll.Not(), on), e.Pattern.Place,
		"Rule %q takes events of any source: whoever may put events on the bus can forge them.", e.Label()).
		RemedyOn(model.Google, `cel_match = "message.type == 'com.example.order.placed' && message.source == '/orders'"`)
}
