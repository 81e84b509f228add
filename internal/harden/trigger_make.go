package harden

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// MakeTrigger gives the hardened desired state of a declared trigger. Its error joins one *FieldError for each value that
// can't be.
func MakeTrigger(declared spec.Trigger, scope Scope) (Trigger, error) {
	kind, err := declared.Kind()
	if err != nil {
		return Trigger{}, wrong("", "%v", err)
	}
	if err := checkTrigger(&declared, kind); err != nil {
		return Trigger{}, err
	}
	t := Trigger{
		Scope: scope, Name: declared.Name, Kind: kind, Function: declared.Function,
		Enabled: orPointer(declared.Enabled, true), Tags: maps.Clone(declared.Tags),
	}
	switch kind {
	case spec.QueueKind:
		err = t.queue(&declared)
	case spec.StreamKind:
		err = t.stream(&declared)
	case spec.TopicKind:
		err = t.topic(&declared)
	case spec.BusKind:
		err = t.bus(&declared)
	case spec.StorageKind:
		err = t.storage(&declared)
	case spec.ScheduleKind:
		err = t.schedule(&declared)
	case spec.HTTPKind:
		err = t.http(&declared)
	}
	slices.SortFunc(t.Grants, func(a, b Grant) int { return strings.Compare(a.Function+a.Sid, b.Function+b.Sid) })
	return t, err
}

var triggerName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,48}$`)

func checkTrigger(d *spec.Trigger, kind spec.Kind) error {
	var errs []error
	if spec.IsKnown(d.Name) && !triggerName.MatchString(d.Name) {
		errs = append(errs, wrong("name", "%q is not 1 to 48 letters, digits, - and _", d.Name))
	}
	errs = append(errs, checkARN("function", d.Function, "lambda"), checkFilters(d, kind))
	if d.DeadLetter != "" && (kind == spec.QueueKind || kind == spec.HTTPKind) {
		errs = append(errs, wrong("dead_letter", "a trigger of kind %s has none: a queue has its own redrive policy", kind))
	}
	if d.BatchSize != 0 && kind != spec.QueueKind && kind != spec.StreamKind {
		errs = append(errs, wrong("batch_size", "only queue and stream triggers have batches"))
	}
	if d.Enabled != nil && !*d.Enabled && (kind == spec.TopicKind || kind == spec.HTTPKind) {
		errs = append(errs, wrong("enabled", "a trigger of kind %s can't be switched off; remove it", kind))
	}
	return errors.Join(append(errs, within("batch_size", d.BatchSize, 1, 10000, "records"))...)
}

// checkFilters asks for a filter where many kinds of events may come, unless an exception says that all are wanted.
func checkFilters(d *spec.Trigger, kind spec.Kind) error {
	var errs []error
	for i, pattern := range d.Filter {
		if _, err := normalJSON(pattern); err != nil {
			errs = append(errs, wrong("filter["+strconv.Itoa(i)+"]", "%v", err))
		}
	}
	most := map[spec.Kind]int{spec.QueueKind: 5, spec.StreamKind: 5, spec.TopicKind: 1, spec.BusKind: 1, spec.StorageKind: 1}[kind]
	switch {
	case len(d.Filter) > most && most == 0:
		errs = append(errs, wrong("filter", "a trigger of kind %s takes no filter", kind))
	case len(d.Filter) > most:
		errs = append(errs, wrong("filter", "%d patterns, but a trigger of kind %s takes %d", len(d.Filter), kind, most))
	case len(d.Filter) == 0 && kind == spec.BusKind:
		errs = append(errs, wrong("filter", "EventBridge asks for a pattern; write one that names the source of the events"))
	case needsFilter(d, kind) && !d.Unknown.Has("filter") && !excused(d.Exceptions, "SLS205", "unfiltered-event-source"):
		errs = append(errs, wrong("filter", "say which events the function is for; "+
			"to take everything, give an exception for SLS205"))
	}
	return errors.Join(errs...)
}

func needsFilter(d *spec.Trigger, kind spec.Kind) bool {
	switch kind {
	case spec.QueueKind, spec.StreamKind, spec.TopicKind:
		return len(d.Filter) == 0
	case spec.StorageKind:
		return len(d.Filter) == 0 && d.Storage.Prefix == "" && d.Storage.Suffix == ""
	default:
		return false
	}
}

// key gives the key for what the trigger makes: the given one, or its own with what the services need to use it.
func (t *Trigger) key(given string, uses ...Statement) {
	if given != "" {
		t.Key = Key{ARN: given}
		return
	}
	t.Key = ownKey(t.Scope, t.keyName(), "slsguard: logs and failed events of trigger "+t.Name)
	for _, s := range uses {
		t.Key.Policy = t.Key.Policy.With(s)
	}
}

// deadLetter gives the queue for failed events. A service that sends as itself needs leave from the queue's policy, and
// from the key's; one that acts with a role (sender "") has it from there.
func (t *Trigger) deadLetter(d *spec.Trigger, sender, source string) {
	if sender == "" {
		t.queueFor(d)
		return
	}
	queue := or(d.DeadLetter, t.Scope.ARN("sqs", t.queueName()))
	account := accountOf(source, t.Scope)
	send := pinned(allow(t.Sid(), []string{"sqs:SendMessage"}, queue).service(sender), source, account)
	if d.DeadLetter != "" {
		t.DeadLetter = DeadLetter{ARN: d.DeadLetter, Grant: &send}
		return
	}
	t.queueFor(d, pinned(
		allow("Send", []string{"kms:Decrypt", "kms:GenerateDataKey"}, "*").service(sender), source, account))
	t.DeadLetter.Queue.Policy = t.DeadLetter.Queue.Policy.With(send)
}

func (t *Trigger) queueFor(d *spec.Trigger, uses ...Statement) {
	if d.DeadLetter != "" {
		t.DeadLetter = DeadLetter{ARN: d.DeadLetter}
		return
	}
	t.key(d.Key, uses...)
	t.DeadLetter = ownQueue(t.Scope, t.queueName(), t.Key.ARN)
}

// pinned ties a statement for a service to one source in one account, so that it can't be made to act for others.
func pinned(s Statement, source, account string) Statement {
	return s.where("ArnEquals", "aws:SourceArn", source).where("StringEquals", "aws:SourceAccount", account)
}

// grant lets a service run the function for one source.
func (t *Trigger) grant(principal, source string) {
	t.Grants = append(t.Grants, Grant{
		Sid: t.Sid(), Function: t.Function, Principal: principal,
		SourceARN: source, SourceAccount: accountOf(source, t.Scope),
	})
}

// busName gives the name in what may be a name or an ARN.
func busName(bus string) string {
	if a, ok := parseARN(bus); ok {
		return strings.TrimPrefix(a.resource, "event-bus/")
	}
	return bus
}
