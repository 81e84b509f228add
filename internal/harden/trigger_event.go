package harden

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

func (t *Trigger) topic(d *spec.Trigger) error {
	if err := errors.Join(
		checkARN("topic.source", d.Topic.Source, "sns"),
		oneOf("topic.filter_on", d.Topic.FilterOn, "MessageBody", "MessageAttributes"),
	); err != nil {
		return err
	}
	t.deadLetter(d, "sns.amazonaws.com", d.Topic.Source)
	t.Subscription = &Subscription{Topic: d.Topic.Source}
	if len(d.Filter) > 0 {
		t.Subscription.Filter = NormalJSON(d.Filter[0])
		t.Subscription.FilterOn = or(d.Topic.FilterOn, "MessageBody")
	}
	t.grant("sns.amazonaws.com", d.Topic.Source)
	return nil
}

func (t *Trigger) bus(d *spec.Trigger) error {
	pattern := NormalJSON(d.Filter[0])
	if spec.IsKnown(pattern) && !namesSource(pattern) && !excused(d.Exceptions, "SLS206", "catch-all-rule") {
		return wrong("filter[0]", "the pattern does not name the source of the events, so that anybody who may put events "+
			"on the bus can start the function; add %q", `"source": ["…"]`)
	}
	t.rule(d, or(d.Bus.Name, "default"), pattern)
	return nil
}

// namesSource tells whether a pattern, or each of its alternatives, says who sends the event.
func namesSource(pattern string) bool {
	var p map[string]json.RawMessage
	if err := json.Unmarshal([]byte(pattern), &p); err != nil {
		return false
	}
	if _, ok := p["source"]; ok {
		return true
	}
	var alternatives []json.RawMessage
	if err := json.Unmarshal(p["$or"], &alternatives); err != nil || len(alternatives) == 0 {
		return false
	}
	for _, a := range alternatives {
		if !namesSource(string(a)) {
			return false
		}
	}
	return true
}

// rule makes a rule with the function as its one target, and the dead-letter queue and grant that go with it.
func (t *Trigger) rule(d *spec.Trigger, bus, pattern string) {
	t.Rule = &Rule{
		Name: t.ruleName(), Description: "slsguard: events for trigger " + t.Name, Bus: bus, Pattern: pattern,
		Retries: DefaultRetries, MaximumAge: DefaultRecordAge,
	}
	source := t.Rule.ARN(t.Scope)
	t.deadLetter(d, "events.amazonaws.com", source)
	t.grant("events.amazonaws.com", source)
}

// storage takes a bucket's events from EventBridge. A bucket has but one list of notifications, in which whoever writes
// last wins; rules don't get into each other's way.
func (t *Trigger) storage(d *spec.Trigger) error {
	pattern, err := bucketPattern(d)
	if err != nil {
		return err
	}
	t.Bucket = d.Storage.Bucket
	t.rule(d, "default", pattern)
	return nil
}

// bucketPattern names S3 as the source, the bucket and the kinds of events; a filter says more about the detail.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
func bucketPattern(d *spec.Trigger) (string, error) {
	detail := map[string]any{}
	if len(d.Filter) > 0 {
		if !spec.IsKnown(d.Filter[0]) {
			return spec.Gap, nil
		}
		if err := json.Unmarshal([]byte(d.Filter[0]), &detail); err != nil {
			return "", wrong("filter[0]", "not a JSON object: %v", err)
		}
	}
	if _, ok := detail["bucket"]; ok {
		return "", wrong("filter[0]", "the bucket is given by storage.bucket; the pattern is about the rest of the detail")
	}
	detail["bucket"] = map[string]any{"name": []string{d.Storage.Bucket}}
	if key := keyPattern(d.Storage); key != nil {
		if _, ok := detail["object"]; ok {
			return "", wrong("filter[0]", "give the object's key either in the pattern or by prefix and suffix")
		}
		detail["object"] = map[string]any{"key": []any{key}}
	}
	events := sorted(d.Storage.Events)
	if events == nil {
		events = []string{"Object Created"}
	}
	return writeJSON(map[string]any{"source": []string{"aws.s3"}, "detail-type": events, "detail": detail})
}

// keyPattern matches keys with a prefix and a suffix. Both at once take a wildcard, in which * and \ stand for themselves
// only after a backslash.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
func keyPattern(s *spec.Storage) any {
	escape := strings.NewReplacer(`\`, `\\`, `*`, `\*`)
	switch {
	case s.Prefix != "" && s.Suffix != "":
		return map[string]string{"wildcard": escape.Replace(s.Prefix) + "*" + escape.Replace(s.Suffix)}
	case s.Prefix != "":
		return map[string]string{"prefix": s.Prefix}
	case s.Suffix != "":
		return map[string]string{"suffix": s.Suffix}
	default:
		return nil
	}
}

func (t *Trigger) schedule(d *spec.Trigger) error {
	s := d.Schedule
	window := orPointer(s.FlexibleWindow, DefaultFlexibleWindow)
	if err := errors.Join(checkExpression(s.Expression), checkInput(s.Input)); err != nil {
		return err
	}
	if window < 0 || window > 1440 {
		return wrong("schedule.flexible_window", "%d is not 0 (off) to 1440 minutes", window)
	}
	t.deadLetter(d, "", "")
	t.Schedule = &Schedule{
		Name: "slsguard-" + t.Name, Expression: s.Expression, TimeZone: or(s.TimeZone, "UTC"), Input: s.Input,
		Window: window, Retries: DefaultRetries, MaximumAge: DefaultRecordAge, Role: t.scheduleRole(),
	}
	if s.Input != "" {
		t.Schedule.Input = NormalJSON(s.Input)
	}
	return nil
}

func checkExpression(text string) error {
	if !spec.IsKnown(text) {
		return nil
	}
	for _, kind := range []string{"rate(", "cron(", "at("} {
		if strings.HasPrefix(text, kind) && strings.HasSuffix(text, ")") {
			return nil
		}
	}
	return wrong("schedule.expression", "%q is none of rate(…), cron(…) and at(…)", text)
}

func checkInput(text string) error {
	if text == "" || !spec.IsKnown(text) || json.Valid([]byte(text)) {
		return nil
	}
	return wrong("schedule.input", "not JSON")
}

// scheduleRole is the role that Scheduler takes on. Scheduler tells the group's ARN as the source, not the schedule's.
// https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
func (t *Trigger) scheduleRole() Role {
	group := t.Scope.ARN("scheduler", "schedule-group/default")
	takeOn := trust("scheduler.amazonaws.com").Statements[0]
	run := []Statement{
		allow("Run", []string{"lambda:InvokeFunction"}, t.Function),
		sendTo(t.DeadLetter.ARN),
	}
	if t.Key.ARN != "" {
		run = append(run, t.useKey())
	}
	return Role{
		Name:        t.roleName(),
		Description: "slsguard: runs the function of trigger " + t.Name,
		Trust:       Policy{[]Statement{pinned(takeOn, group, t.Scope.Account)}}.normal(),
		PolicyName:  "slsguard",
		Policy:      Policy{run}.normal(),
	}
}
