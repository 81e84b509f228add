package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func eventRule(r resource) {
	rule := &model.Rule{Head: r.Head(), Pattern: r.Str("event_pattern"), Enabled: ruleEnabled(r)}
	rule.CatchAll, rule.NamesSource = patternFacts(rule.Pattern)
	r.b.Sys.Rules = append(r.b.Sys.Rules, rule)
	r.b.Declare(r, rule)
}

// ruleEnabled reads state (provider 5.20 and later) and is_enabled, which it replaces and which wins when given.
// Both default to on.
func ruleEnabled(r resource) model.Value[bool] {
	if on, ok := r.Flag("is_enabled").Get(); ok && !on {
		return model.Known(false, r.Place("is_enabled"))
	}
	return model.Map(r.Str("state").Or("ENABLED"), func(s string) bool { return s != "DISABLED" })
}

func eventRuleLinks(r resource) {
	rule, ok := r.b.Objects[r.Resource].(*model.Rule)
	if !ok {
		return
	}
	rule.Bus = busLink(r, "event_bus_name")
	addWorkload(r, model.EventRule, "role_arn")
}

// addWorkload adds a workload for a resource that acts as a role, and nothing when it names none.
func addWorkload(r resource, kind model.WorkloadKind, rolePath string) *model.Workload {
	identity := base.Link[*model.Identity](r, rolePath)
	if model.Never(identity.IsSet()) {
		return nil
	}
	w := &model.Workload{Head: r.Head(), Kind: kind, Identity: identity}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	return w
}

func eventTarget(r resource) {
	t := &model.Trigger{
		Head: r.HeadNamed("target_id"), Kind: model.RuleTarget,
		// An event is tried again for 24 hours, at most 185 times (EventBridge User Guide, "Retry policy").
		Retries: r.Num("retry_policy.0.maximum_retry_attempts").Or(185),
	}
	t.ID = model.NotSet[string](r.Place("")) // its attribute arn is what it leads to
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
	r.b.Declare(r, t)
	document(r, "input", "event target input")
	document(r, "input_transformer.0.input_template", "event target input")
	mapFields(r, "http_target.0.header_parameters", "HTTP header")
	mapFields(r, "http_target.0.query_string_parameters", "query string parameter")
}

func eventTargetLinks(r resource) {
	t, ok := r.b.Objects[r.Resource].(*model.Trigger)
	if !ok {
		return
	}
	feed(t, r, "arn")
	if n, _ := r.Blocks("ecs_target"); n > 0 {
		// arn is the cluster; what runs is the task.
		t.Workload = base.Link[*model.Workload](r, "ecs_target.0.task_definition_arn")
	}
	t.DeadLetter = base.Link[*model.Channel](r, "dead_letter_config.0.arn")
	t.Identity = base.Link[*model.Identity](r, "role_arn")
	t.Rule = base.Link[*model.Rule](r, "rule")
	for _, rule := range t.Rule.To {
		rule.Targets = append(rule.Targets, t)
	}
	if w := addWorkload(r, model.EventRule, "role_arn"); w != nil {
		w.Untrusted = transformerFields(r)
		_, w.UntrustedWhy = plainText(r.Str("input_transformer.0.input_template"))
	}
}

// eventTargetSource takes over what the target's rule says, once every rule knows its bus.
func eventTargetSource(r resource) {
	t, ok := r.b.Objects[r.Resource].(*model.Trigger)
	if !ok {
		return
	}
	t.FilterPlace = r.Place("rule")
	if len(t.Rule.To) == 0 {
		sourceWithoutRule(r, t)
		return
	}
	rule := t.Rule.To[0]
	t.Source, t.Enabled = rule.Bus, rule.Enabled
	if one, ok := t.Rule.One(); ok {
		t.FilterPlace = one.At("event_pattern")
		if model.Never(one.Pattern.IsSet()) {
			t.Kind = model.Timer
			t.Source = fromNowhere(one.At("schedule_expression"))
		}
	} else {
		t.Source.Why = "the target may belong to several rules"
		t.Enabled = model.UnknownValue[bool](t.Source.Why, r.Place("rule"))
	}
	t.CatchAll = t.Rule.Leads(func(rule *model.Rule) model.Truth { return rule.CatchAll })
	t.NamesSource = t.Rule.Leads(func(rule *model.Rule) model.Truth { return rule.NamesSource })
	t.Filtered = t.CatchAll.Not()
}

func sourceWithoutRule(r resource, t *model.Trigger) {
	why := t.Rule.Why
	if why == "" {
		why = "its rule is not in the plan"
	}
	unknown := model.Undecided(why)
	t.Source = busLink(r, "event_bus_name")
	t.CatchAll, t.NamesSource, t.Filtered = unknown, unknown, unknown
	t.Enabled = model.UnknownValue[bool](why, r.Place("rule"))
}

// transformerFields finds the fields of the event that a target's input template uses as names of resources.
func transformerFields(r resource) []model.UntrustedField {
	const path = "input_transformer.0.input_template"
	template, _ := plainText(r.Str(path))
	paths := r.Attr("input_transformer.0.input_paths")
	return templateFields(template, r.Place(path), func(variable string) string {
		return paths.Get(variable).Text() // "" for aws.events.*, which EventBridge fills in itself
	})
}

// templateFields finds placeholders of a template, "Bucket": "<name>", that stand where a resource is named.
// source gives the path in the event that fills a placeholder, or "" when none does.
func templateFields(template string, at model.Place, source func(string) string) []model.UntrustedField {
	var fields []model.UntrustedField
	for rest := template; ; {
		before, after, found := strings.Cut(rest, "<")
		placeholder, next, closed := strings.Cut(after, ">")
		if !found || !closed {
			return fields
		}
		path := source(placeholder)
		if use := lastKey(before); namesResource(use, "") && senderDecides(path) {
			fields = append(fields, model.UntrustedField{Place: at, Path: path, Use: use})
		}
		rest = next
	}
}

// lastKey gives the JSON key whose value a text breaks off in: `{"Bucket": "my-` gives Bucket.
func lastKey(before string) string {
	colon := strings.LastIndexByte(before, ':')
	for colon >= 0 {
		head := strings.TrimRight(before[:colon], " \t\r\n")
		if strings.HasSuffix(head, `"`) {
			head = head[:len(head)-1]
			return head[strings.LastIndexByte(head, '"')+1:]
		}
		colon = strings.LastIndexByte(before[:colon], ':') // a colon of the value: "arn:aws:s3:::<name>"
	}
	return ""
}

// senderDecides reports whether a path of an event is filled by its sender. AWS itself sets the others.
func senderDecides(path string) bool {
	switch path {
	case "", "$.account", "$.region", "$.time", "$.id", "$.version":
		return false
	default:
		return strings.HasPrefix(path, "$")
	}
}
