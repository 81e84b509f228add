package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// filters are the blocks by which Eventarc picks events: each asks for a value of an attribute (Eventarc documentation,
// "Event filters and path patterns").
type filters struct {
	r    resource
	path string
}

// of gives the path of the value that is asked of an attribute.
func (f filters) of(attribute string) (path string, ok bool) {
	n, _ := f.r.Blocks(f.path)
	for i := range n {
		block := f.path + "." + base.Itoa(i)
		if f.r.Attr(block+".attribute").Text() == attribute {
			return block + ".value", true
		}
	}
	return "", false
}

// has tells whether anything is asked of an attribute; unknown when the name of one is.
func (f filters) has(attribute string) model.Truth {
	if _, ok := f.of(attribute); ok {
		return model.True()
	}
	n, known := f.r.Blocks(f.path)
	for i := range n {
		known = known && !f.r.Attr(f.path+"."+base.Itoa(i)+".attribute").IsUnknown()
	}
	if !known {
		return model.Undecided(f.path + " is known only after apply")
	}
	return model.False()
}

// patterns are the values that are patterns of resource names.
func (f filters) patterns() []model.Value[string] {
	var all []model.Value[string]
	n, _ := f.r.Blocks(f.path)
	for i := range n {
		block := f.path + "." + base.Itoa(i)
		if f.r.Attr(block+".operator").Text() == "match-path-pattern" {
			all = append(all, f.r.Str(block+".value"))
		}
	}
	return all
}

// fill tells a trigger where its events come from: a topic, a bucket, or the audit log and what else has no channel.
func (f filters) fill(t *model.Trigger, eventType model.Value[string], topic string) {
	typ, _ := eventType.Get()
	t.Patterns = f.patterns()
	bucket, hasBucket := f.of("bucket")
	switch {
	case strings.HasPrefix(typ, "google.cloud.pubsub.topic."):
		t.Kind, t.Source, t.FilterPlace = model.Subscription, sourceAt(f.r, topic), f.r.Place(f.path)
	case strings.HasPrefix(typ, "google.cloud.storage.object.") && hasBucket:
		t.Kind, t.Source = model.Notification, sourceAt(f.r, bucket)
	default:
		t.Kind, t.Source = model.RuleTarget, fromNowhere(f.r.Place(f.path))
	}
	t.Filtered = model.Of(len(t.Patterns) > 0)
	t.ForeignSource = foreignProject(f.r, t.Source)
	if strings.HasPrefix(typ, "google.cloud.audit.log.") {
		t.Rule = f.auditRule(t)
	}
}

// auditRule is what picks entries of the audit log: a service and a method of it, or else everything. Only Google itself
// writes that log.
func (f filters) auditRule(t *model.Trigger) model.Link[*model.Rule] {
	at := f.r.Place(f.path)
	rule := &model.Rule{
		Head: f.r.Head(), Pattern: model.Known("google.cloud.audit.log.v1.written", at), NamesSource: model.True(),
		CatchAll: f.has("serviceName").And(f.has("methodName")).Not(), Targets: []*model.Trigger{t},
		Enabled: model.Known(true, f.r.Place("")), Bus: fromNowhere(at),
	}
	t.CatchAll, t.NamesSource, t.Filtered = rule.CatchAll, rule.NamesSource, rule.CatchAll.Not()
	f.r.b.Sys.Rules = append(f.r.b.Sys.Rules, rule)
	return model.Link[*model.Rule]{Place: at, To: []*model.Rule{rule}}
}
