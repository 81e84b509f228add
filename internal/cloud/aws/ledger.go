package aws

import (
	"errors"
	"fmt"
	"maps"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
)

// The kinds of objects that resources make.
const (
	tokenObject        = "token" // no object: the mark by which a resource knows its own
	keyObject          = "key"
	logGroupObject     = "log group"
	foreignLogGroup    = "log group found"    // it was there before, so it stays when the resource goes
	formerLogGroup     = "log group as found" // its retention and key, to which it then goes back
	queueObject        = "queue"
	roleObject         = "role"
	functionObject     = "function"
	aliasObject        = "alias"
	consumerObject     = "role policy"
	grantObject        = "grant"
	queueGrantObject   = "queue statement"
	mappingObject      = "event source mapping"
	subscriptionObject = "subscription"
	ruleObject         = "rule"
	bucketObject       = "bucket notification"
	scheduleObject     = "schedule"
	apiObject          = "API"
	domainObject       = "domain"
	usagePlanObject    = "usage plan"
)

// begun follows the kind of an object of which it is not known whether it was made; its id is then its name.
const begun = " begun"

// The tags that everything a resource makes bears. They are no part of the declared tags.
const (
	tagResource = "slsguard:resource" // "function orders": by this, import finds what belongs together
	tagToken    = "slsguard:token"    // by this, a resource knows its own objects again
)

// ledger keeps what a resource has made, and saves it at each change.
type ledger struct {
	objects  cloud.Objects
	save     func(cloud.Objects)
	resource string
	declared map[string]string // tags
	token    string
}

// newLedger opens the ledger of a resource, with a token of its own when it has none yet.
func newLedger(resource string, declared map[string]string, objects cloud.Objects, newID func() string, save func(cloud.Objects)) *ledger {
	l := &ledger{objects: objects, save: save, resource: resource, declared: declared, token: objects.ID(tokenObject)}
	if l.token == "" {
		l.token = newID()
		l.made(tokenObject, l.token)
	}
	return l
}

// id gives the id of the object of a kind; "" when there is none.
func (l *ledger) id(kind string) string { return l.objects.ID(kind) }

// begin notes what is about to be made, before the call that makes it: its answer may be lost, or the run may end. What is
// begun and bears the token is then known to be the resource's own.
func (l *ledger) begin(kind, name string) {
	l.objects = l.objects.With(kind+begun, name)
	l.save(l.objects)
}

// made notes that an object exists.
func (l *ledger) made(kind, id string) {
	for _, name := range l.objects.All(kind + begun) {
		l.objects = l.objects.Without(kind+begun, name)
	}
	l.objects = l.objects.With(kind, id)
	l.save(l.objects)
}

func (l *ledger) removed(kind, id string) {
	l.objects = l.objects.Without(kind, id)
	l.save(l.objects)
}

// tags gives what a new object is tagged with.
func (l *ledger) tags() map[string]string {
	tags := maps.Clone(l.declared)
	if tags == nil {
		tags = map[string]string{}
	}
	tags[tagResource], tags[tagToken] = l.resource, l.token
	return tags
}

// owns tells whether an object with these tags was made by this resource: the answer to a call may have been lost.
func (l *ledger) owns(tags map[string]string) bool { return l.token != "" && tags[tagToken] == l.token }

// errForeign says that a name is taken.
var errForeign = errors.New("it is already there, and this resource did not make it; import it, remove it or choose another name")

func foreign(kind, name string) error { return fmt.Errorf("make %s %s: %w", kind, name, errForeign) }

// reopen opens the ledger of a resource that is only read or removed.
func reopen(objects cloud.Objects, save func(cloud.Objects)) *ledger {
	return &ledger{objects: objects, save: save, token: objects.ID(tokenObject)}
}

// declaredTags gives tags as they were declared.
func declaredTags(tags map[string]string) map[string]string {
	var out map[string]string
	for k, v := range tags {
		if k == tagResource || k == tagToken {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[k] = v
	}
	return out
}

// tagChange gives what has to be set and removed to come from one set of tags to another. Tags of AWS's own are left.
func tagChange(have, want map[string]string) (set map[string]string, remove []string) {
	set = map[string]string{}
	for k, v := range want {
		if old, ok := have[k]; !ok || old != v {
			set[k] = v
		}
	}
	for k := range declaredTags(have) {
		if _, ok := want[k]; !ok && !isAWSTag(k) {
			remove = append(remove, k)
		}
	}
	return set, remove
}
