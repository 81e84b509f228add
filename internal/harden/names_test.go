package harden_test

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// named declares one trigger of each kind, all with the same name.
func named(name string) map[string]spec.Trigger {
	all := map[string]spec.Trigger{
		"queue":    {Queue: &spec.Queue{Source: queueARN}, Filter: []string{`{"body":{"type":["order"]}}`}},
		"stream":   {Stream: &spec.Stream{Source: streamARN}, Filter: []string{`{"data":{"type":["click"]}}`}},
		"topic":    {Topic: &spec.Topic{Source: topicARN}, Filter: []string{`{"type":["order"]}`}},
		"bus":      {Bus: &spec.Bus{}, Filter: []string{`{"source":["shop.orders"]}`}},
		"storage":  {Storage: &spec.Storage{Bucket: "uploads", Prefix: "in/"}},
		"schedule": {Schedule: &spec.Schedule{Expression: "rate(1 hour)"}},
		"http": {HTTP: &spec.HTTP{
			Authorizer: spec.Authorizer{Kind: spec.JWTAuthorizer, Function: functionARN}, Routes: []spec.Route{{Method: "GET", Path: "/orders"}},
		}},
	}
	for kind, d := range all {
		d.Name, d.Function = name, functionARN
		all[kind] = d
	}
	return all
}

// objects gives the names that a function takes, each with its kind.
func objects(f *harden.Function) map[string]string {
	return map[string]string{
		"role " + f.Role.Name: "role", "log group " + f.LogGroup.Name: "logs",
		"key " + f.Key.Alias: "key", "queue " + f.DeadLetter.Queue.Name: "queue",
	}
}

// triggerObjects does the same for a trigger. Statements count too: a given queue or the function may have several triggers.
func triggerObjects(t *harden.Trigger) map[string]string {
	all := map[string]string{"statement " + t.Sid(): "sid"}
	if t.Key.Alias != "" {
		all["key "+t.Key.Alias] = "key"
	}
	if t.DeadLetter.Queue != nil {
		all["queue "+t.DeadLetter.Queue.Name] = "queue"
	}
	if t.Consumer != nil {
		all["inline policy "+t.Consumer.Name] = "consumer"
	}
	if t.Rule != nil {
		all["rule "+t.Rule.Name] = "rule"
	}
	if t.Schedule != nil {
		all["role "+t.Schedule.Role.Name], all["schedule "+t.Schedule.Name] = "role", "schedule"
	}
	if t.API != nil {
		all["log group "+t.API.LogGroup.Name] = "logs"
	}
	for _, g := range t.Grants {
		all["statement "+g.Sid] = "grant"
	}
	return all
}

// TestNamesDiffer: a function and triggers of all kinds may bear one name; also a function may be named as if it were a
// trigger's object.
func TestNamesDiffer(t *testing.T) {
	long := strings.Repeat("o", 48)
	for name, functions := range map[string][]string{
		"orders": {"orders", "trigger-orders", "orders-trigger", "orders-bus", "bus-orders", "schedule-orders", "orders-schedule", "orders-dead-letter"},
		long:     {long, long + "-schedule"},
	} {
		seen := map[string]string{}
		add := func(owner string, objects map[string]string) {
			for object := range objects {
				if other, taken := seen[object]; taken {
					t.Errorf("%s and %s both make the %s", other, owner, object)
				}
				seen[object] = owner
			}
		}
		for _, function := range functions {
			declared := plain()
			declared.Name = function
			f, err := harden.MakeFunction(declared, scope())
			if err != nil {
				t.Fatal(err)
			}
			add("function "+function, objects(&f))
		}
		for kind, declared := range named(name) {
			made, err := harden.MakeTrigger(declared, scope())
			if err != nil {
				t.Fatal(err)
			}
			add("trigger of kind "+kind, triggerObjects(&made))
		}
	}
}

// TestNamesFit: the longest names stay within what AWS takes.
func TestNamesFit(t *testing.T) {
	longest := map[string]int{"role": 64, "consumer": 128, "logs": 512, "key": 256, "queue": 80, "rule": 64, "schedule": 64, "sid": 100, "grant": 100}
	for kind, declared := range named(strings.Repeat("o", 48)) {
		made, err := harden.MakeTrigger(declared, scope())
		if err != nil {
			t.Fatal(err)
		}
		for object, what := range triggerObjects(&made) {
			name := object[strings.LastIndex(object, " ")+1:]
			if len(name) > longest[what] {
				t.Errorf("%s: the %s is %d characters long, AWS takes %d", kind, object, len(name), longest[what])
			}
		}
	}
}
