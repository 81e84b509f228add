package awstest

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Bus is an EventBridge bus.
type Bus struct {
	Policy, KMSKey string
}

// EventRule is a rule of EventBridge.
type EventRule struct {
	Config  wire.Values // EventPattern, ScheduleExpression, State, Description, RoleArn
	Targets map[string]wire.Values
	Tags    map[string]string
}

func eventsHandlers() map[string]handler {
	return map[string]handler{
		"events.DescribeEventBus":    (*World).describeBus,
		"events.PutRule":             (*World).putRule,
		"events.DescribeRule":        (*World).describeRule,
		"events.ListRules":           (*World).listRules,
		"events.DeleteRule":          (*World).deleteRule,
		"events.EnableRule":          func(w *World, in wire.Values) (wire.Values, error) { return w.setRuleState(in, "ENABLED") },
		"events.DisableRule":         func(w *World, in wire.Values) (wire.Values, error) { return w.setRuleState(in, "DISABLED") },
		"events.PutTargets":          (*World).putTargets,
		"events.RemoveTargets":       (*World).removeTargets,
		"events.ListTargetsByRule":   (*World).listTargets,
		"events.TagResource":         (*World).tagRule,
		"events.UntagResource":       (*World).untagRule,
		"events.ListTagsForResource": (*World).listRuleTags,
	}
}

// busName gives the name of a bus from a name or an ARN; empty is the default bus.
func busName(nameOrARN string) string {
	if nameOrARN == "" {
		return "default"
	}
	_, name, ok := strings.Cut(nameOrARN, ":event-bus/")
	if !ok {
		return nameOrARN
	}
	return name
}

func (w *World) bus(nameOrARN string) (string, error) {
	name := busName(nameOrARN)
	if _, ok := w.Buses[name]; !ok {
		return name, fail("ResourceNotFoundException", "Event bus %s does not exist.", name)
	}
	return name, nil
}

func (w *World) describeBus(in wire.Values) (wire.Values, error) {
	name, err := w.bus(in.Str("Name"))
	if err != nil {
		return nil, err
	}
	out := wire.Values{"Name": name, "Arn": w.arn("events", "event-bus/"+name)}
	if b := w.Buses[name]; b.Policy != "" {
		out["Policy"] = b.Policy
	}
	if b := w.Buses[name]; b.KMSKey != "" {
		out["KmsKeyIdentifier"] = b.KMSKey
	}
	return out, nil
}

func (w *World) ruleARN(bus, name string) string {
	if bus == "default" {
		return w.arn("events", "rule/"+name)
	}
	return w.arn("events", "rule/"+bus+"/"+name)
}

func (w *World) putRule(in wire.Values) (wire.Values, error) {
	bus, err := w.bus(in.Str("EventBusName"))
	if err != nil {
		return nil, err
	}
	if err := checkRule(bus, in); err != nil {
		return nil, err
	}
	key := bus + "/" + in.Str("Name")
	r, ok := w.Rules[key]
	if !ok {
		r = &EventRule{Targets: map[string]wire.Values{}, Tags: tagsToMap(in.Maps("Tags"), "Key", "Value")}
		w.Rules[key] = r
	}
	// A rule is replaced as a whole; what isn't given is gone. Tags of an existing rule are left alone:
	// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
	in.Or("State", "ENABLED")
	r.Config = wire.Values{}
	r.Config.Take(in, "EventPattern", "ScheduleExpression", "State", "Description", "RoleArn")
	return wire.Values{"RuleArn": w.ruleARN(bus, in.Str("Name"))}, nil
}

func checkRule(bus string, in wire.Values) error {
	pattern, schedule := in.Str("EventPattern"), in.Str("ScheduleExpression")
	switch {
	case pattern == "" && schedule == "":
		return fail("ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.")
	case schedule != "" && bus != "default":
		return fail("ValidationException", "ScheduleExpression is supported only on the default event bus.")
	case schedule != "" && !regexp.MustCompile(`^(rate|cron)\(.+\)$`).MatchString(schedule):
		return fail("ValidationException", "Parameter ScheduleExpression is not valid.")
	case pattern != "":
		return checkPattern(pattern)
	}
	return nil
}

// checkPattern: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
func checkPattern(text string) error {
	var pattern map[string]any
	if json.Unmarshal([]byte(text), &pattern) != nil || len(pattern) == 0 {
		return fail("InvalidEventPatternException", "Event pattern is not valid. Reason: Filter is not an object")
	}
	return checkPatternObject(pattern)
}

func checkPatternObject(pattern map[string]any) error {
	for key, value := range pattern {
		switch v := value.(type) {
		case map[string]any:
			if err := checkPatternObject(v); err != nil {
				return err
			}
		case []any:
			if len(v) == 0 {
				return fail("InvalidEventPatternException", "Event pattern is not valid. Reason: Empty arrays are not allowed")
			}
		default:
			return fail("InvalidEventPatternException", "Event pattern is not valid. Reason: \"%s\" must be an object or an array", key)
		}
	}
	return nil
}

// rule finds a rule. The member that names it differs from call to call.
func (w *World) rule(in wire.Values, member string) (bus string, r *EventRule, err error) {
	bus, err = w.bus(in.Str("EventBusName"))
	if err != nil {
		return bus, nil, err
	}
	if r, ok := w.Rules[bus+"/"+in.Str(member)]; ok {
		return bus, r, nil
	}
	return bus, nil, fail("ResourceNotFoundException", "Rule %s does not exist on EventBus %s.", in.Str(member), bus)
}

func (w *World) describeRule(in wire.Values) (wire.Values, error) {
	bus, r, err := w.rule(in, "Name")
	if err != nil {
		return nil, err
	}
	return r.Config.With(wire.Values{
		"Name": in.Str("Name"), "Arn": w.ruleARN(bus, in.Str("Name")), "EventBusName": bus, "CreatedBy": w.Account,
	}), nil
}

func (w *World) listRules(in wire.Values) (wire.Values, error) {
	bus, err := w.bus(in.Str("EventBusName"))
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, key := range sortedKeys(w.Rules) {
		name, ok := strings.CutPrefix(key, bus+"/")
		if ok && strings.HasPrefix(name, in.Str("NamePrefix")) {
			out = append(out, w.Rules[key].Config.With(wire.Values{"Name": name, "Arn": w.ruleARN(bus, name), "EventBusName": bus}))
		}
	}
	return page(w, in, "Rules", out, eventsPaging())
}

// deleteRule says nothing about a rule that isn't there, as AWS does.
func (w *World) deleteRule(in wire.Values) (wire.Values, error) {
	bus, err := w.bus(in.Str("EventBusName"))
	if err != nil {
		return nil, err
	}
	key := bus + "/" + in.Str("Name")
	if r, ok := w.Rules[key]; ok && len(r.Targets) > 0 {
		return nil, fail("ValidationException", "Rule can't be deleted since it has targets.")
	}
	delete(w.Rules, key)
	return nil, nil
}

func (w *World) setRuleState(in wire.Values, state string) (wire.Values, error) {
	_, r, err := w.rule(in, "Name")
	if err != nil {
		return nil, err
	}
	r.Config["State"] = state
	return nil, nil
}

func (w *World) putTargets(in wire.Values) (wire.Values, error) {
	_, r, err := w.rule(in, "Rule")
	if err != nil {
		return nil, err
	}
	failed := []wire.Values{}
	for _, t := range in.Maps("Targets") {
		if dead := t.Map("DeadLetterConfig").Str("Arn"); dead != "" && !isQueue(dead) {
			return nil, fail("ValidationException", "Parameter DeadLetterConfig.Arn is not valid. Reason: Provided Arn is not an SQS queue.")
		}
		if _, known := r.Targets[t.Str("Id")]; !known && len(r.Targets) >= 5 {
			// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
			return nil, fail("LimitExceededException", "The requested resource exceeds the maximum number allowed.")
		}
		r.Targets[t.Str("Id")] = t
	}
	return wire.Values{"FailedEntryCount": len(failed), "FailedEntries": failed}, nil
}

// removeTargets reports an id that isn't there as a failed entry of a call that succeeds, as AWS does.
func (w *World) removeTargets(in wire.Values) (wire.Values, error) {
	_, r, err := w.rule(in, "Rule")
	if err != nil {
		return nil, err
	}
	failed := []wire.Values{}
	for _, id := range in.Strs("Ids") {
		if _, ok := r.Targets[id]; !ok {
			failed = append(failed, wire.Values{
				"TargetId": id, "ErrorCode": "ResourceNotFoundException",
				"ErrorMessage": "Rule " + in.Str("Rule") + " does not have any targets with the Id " + id,
			})
		}
		delete(r.Targets, id)
	}
	return wire.Values{"FailedEntryCount": len(failed), "FailedEntries": failed}, nil
}

func (w *World) listTargets(in wire.Values) (wire.Values, error) {
	_, r, err := w.rule(in, "Rule")
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, id := range sortedKeys(r.Targets) {
		out = append(out, r.Targets[id])
	}
	return page(w, in, "Targets", out, eventsPaging())
}

// ruleByARN finds the rule of a tag call.
func (w *World) ruleByARN(in wire.Values) (*EventRule, error) {
	_, resource, _ := strings.Cut(in.Str("ResourceARN"), ":rule/")
	if !strings.Contains(resource, "/") {
		resource = "default/" + resource
	}
	if r, ok := w.Rules[resource]; ok {
		return r, nil
	}
	return nil, fail("ResourceNotFoundException", "Rule %s does not exist.", resource)
}

func (w *World) tagRule(in wire.Values) (wire.Values, error) {
	r, err := w.ruleByARN(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(r.Tags, tagsToMap(in.Maps("Tags"), "Key", "Value"))
	return nil, nil
}

func (w *World) untagRule(in wire.Values) (wire.Values, error) {
	r, err := w.ruleByARN(in)
	if err != nil {
		return nil, err
	}
	keys := in.Strs("TagKeys")
	maps.DeleteFunc(r.Tags, func(k, _ string) bool { return slices.Contains(keys, k) })
	return nil, nil
}

func (w *World) listRuleTags(in wire.Values) (wire.Values, error) {
	r, err := w.ruleByARN(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"Tags": tagsToList(r.Tags, "Key", "Value")}, nil
}
