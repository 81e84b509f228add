package aws_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// changed gives a trigger a second form.
func changed(d spec.Trigger) spec.Trigger {
	off, four, none := false, 4, 0
	d.Tags = map[string]string{"team": "orders"}
	switch {
	case d.Queue != nil:
		d.Queue = &spec.Queue{Source: d.Queue.Source, MaximumConcurrency: 5, BatchingWindow: 20}
		d.BatchSize, d.Enabled, d.Filter = 7, &off, []string{`{"body":{"type":["refund"]}}`}
	case d.Stream != nil:
		d.Stream = &spec.Stream{Source: d.Stream.Source, MaximumRetries: &four, MaximumAge: 120, Parallelization: 2}
		d.BatchSize, d.Enabled = 50, &off
	case d.Topic != nil:
		d.Topic = &spec.Topic{Source: d.Topic.Source, FilterOn: "MessageAttributes"}
		d.Filter = []string{`{"type":["refund"]}`}
	case d.Bus != nil:
		d.Enabled, d.Filter = &off, []string{`{"source":["shop.refunds"]}`}
	case d.Storage != nil:
		d.Storage = &spec.Storage{Bucket: d.Storage.Bucket, Prefix: "out/", Events: []string{"Object Deleted"}}
	case d.Schedule != nil:
		d.Schedule = &spec.Schedule{Expression: "cron(0 3 * * ? *)", TimeZone: "Europe/Berlin", FlexibleWindow: &none}
	case d.HTTP != nil:
		d.HTTP = &spec.HTTP{
			Routes:       []spec.Route{{Method: "POST", Path: "/orders", Schema: `{"type":"object"}`}, {Method: "GET", Path: "/refunds/{id}"}},
			ThrottleRate: 5, ThrottleBurst: 2, LogRetention: 400, SourceCIDRs: []string{"192.0.2.0/24"},
		}
	}
	return d
}

func TestTriggerUpdate(t *testing.T) {
	for name := range newStage(t, awstest.Options{}).kinds() {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, awstest.Options{})
			d := s.kinds()[name]
			made := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(d))
			made = s.mustApplyTrigger(made, s.hardenTrigger(changed(d)))
			made = s.mustApplyTrigger(made, s.hardenTrigger(d))
			s.destroyTrigger(made)
		})
	}
}

// TestTriggerUpdateFaults fails each call of an update once, or a sample of them (awstest.Sample).
func TestTriggerUpdateFaults(t *testing.T) {
	for name := range newStage(t, awstest.Options{}).kinds() {
		s := newStage(t, awstest.Options{})
		d := s.kinds()[name]
		made := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(d))
		s.ForgetCalls()
		s.mustApplyTrigger(made, s.hardenTrigger(changed(d)))
		calls, undisturbed := awstest.Invocations(s.Calls()), s.Snapshot()
		for what, effect := range map[string]awstest.Effect{
			"500": awstest.ServerError(), "denied": awstest.Denied(), awstest.LostAnswer: awstest.AnswerLost(),
		} {
			for _, n := range awstest.Sample(what, calls) {
				t.Run(name+" "+what, func(t *testing.T) {
					t.Parallel()
					s := newStage(t, awstest.Options{})
					have := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()[name]))
					want := s.hardenTrigger(changed(s.kinds()[name]))
					s.Inject(awstest.Fault{First: n, Count: 1, Do: effect})
					have, _ = s.applyTrigger(have, want)
					s.ClearFaults()
					have, _, err := s.ReadTrigger(t.Context(), have)
					if err != nil {
						t.Fatal(err)
					}
					have = s.mustApplyTrigger(stored(t, have), want)
					if d := cmp.Diff(undisturbed, s.Snapshot()); d != "" {
						t.Errorf("call %d: differs from an undisturbed run:\n%s", n, d)
					}
					s.destroyTrigger(have)
				})
			}
		}
	}
}

// TestTriggerDrift changes settings behind the provider's back: reading shows it, and the next apply heals it.
func TestTriggerDrift(t *testing.T) {
	mapping := func(change func(wire.Values)) func(*awstest.World) {
		return func(w *awstest.World) {
			for _, m := range w.Mappings {
				change(m.Config)
			}
		}
	}
	api := func(change func(*awstest.API)) func(*awstest.World) {
		return func(w *awstest.World) {
			for _, a := range w.APIs {
				change(a)
			}
		}
	}
	methods := func(change func(wire.Values)) func(*awstest.World) {
		return api(func(a *awstest.API) {
			for _, r := range a.Resources {
				for _, m := range r.Methods {
					change(m)
				}
			}
		})
	}
	for _, c := range []struct {
		kind, path string
		drift      func(*awstest.World)
	}{
		{"queue", "Mapping.Filters", mapping(func(c wire.Values) { delete(c, "FilterCriteria") })},
		{"queue", "Mapping.PartialFailures", mapping(func(c wire.Values) { c["FunctionResponseTypes"] = []any{} })},
		{"queue", "Mapping.MaximumConcurrency", mapping(func(c wire.Values) { delete(c, "ScalingConfig") })},
		{"queue", "Consumer", func(w *awstest.World) { delete(w.Roles[roleName].Inline, "slsguard-trigger-queue-queue") }},
		{"queue", "Mapping", func(w *awstest.World) { clear(w.Mappings) }},
		{"stream", "Mapping.Bisect", mapping(func(c wire.Values) { c["BisectBatchOnFunctionError"] = false })},
		{"stream", "Mapping.MaximumRetries", mapping(func(c wire.Values) { c["MaximumRetryAttempts"] = int64(-1) })},
		{"stream", "DeadLetter.ARN", mapping(func(c wire.Values) { delete(c, "DestinationConfig") })},
		{"topic", "Subscription", func(w *awstest.World) { clear(w.Subscriptions) }},
		{"bus", "Rule", func(w *awstest.World) { clear(w.Rules) }},
		{"bus", "Function", func(w *awstest.World) {
			for _, r := range w.Rules {
				clear(r.Targets)
			}
		}},
		{"bus", "Grants", func(w *awstest.World) { clear(w.Functions["orders"].Policy) }},
		{"bus", "DeadLetter.Queue", func(w *awstest.World) { delete(w.Queues, "bus-dead-letter-bus") }},
		{"given dead letter", "DeadLetter.Grant", func(w *awstest.World) { delete(w.Queues["dead"].Attributes, "Policy") }},
		{"schedule", "Schedule", func(w *awstest.World) { clear(w.Schedules) }},
		{"storage", "Bucket", func(w *awstest.World) { w.Buckets["uploads"].Notification = wire.Values{} }},
		{"http", "API.Routes[0].Authorization", methods(func(m wire.Values) { m["authorizationType"] = "NONE" })},
		{"http", "API.Routes[0].Validated", methods(func(m wire.Values) { delete(m, "requestValidatorId") })},
		{"http", "API.TLS", api(func(a *awstest.API) { a.Config["securityPolicy"] = "TLS_1_0" })},
		{"http", "API.Policy", api(func(a *awstest.API) { delete(a.Config, "policy") })},
		{"http", "API.Stage.Name", api(func(a *awstest.API) { clear(a.Stages) })},
		{"http", "API.LogGroup.Retention", func(w *awstest.World) { w.LogGroups["/slsguard/api/http"].Retention = 1 }},
	} {
		t.Run(c.kind+" "+c.path, func(t *testing.T) {
			s := newStage(t, awstest.Options{})
			want := s.hardenTrigger(s.kinds()[c.kind])
			made := s.mustApplyTrigger(cloud.TriggerState{}, want)
			s.Change(c.drift)
			read, ok, err := s.ReadTrigger(t.Context(), made)
			if err != nil || !ok {
				t.Fatalf("read: %v %v", ok, err)
			}
			if found := harden.DiffTrigger(read.Settings, want); !shows(found, c.path) {
				t.Errorf("reading does not show %s: %v", c.path, found)
			}
			made = s.mustApplyTrigger(stored(t, read), want)
			if c.kind == "bus" && c.path == "Grants" {
				return // the fixture lost its policies as well
			}
			s.destroyTrigger(made)
		})
	}
}

// TestOthersAreKept: what others put into the same queue's policy and bucket stays as it was.
func TestOthersAreKept(t *testing.T) {
	s := newStage(t, awstest.Options{})
	const theirs = `{"Version":"2012-10-17","Id":"theirs","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*","NotAction":"sqs:SendMessage","Resource":"*"}]}`
	s.Change(func(w *awstest.World) {
		w.Queues["dead"].Attributes["Policy"] = theirs
		w.Buckets["uploads"].Notification = wire.Values{"QueueConfigurations": []any{wire.Values{
			"Id": "theirs", "QueueArn": s.queue, "Events": []any{"s3:ObjectCreated:*"},
		}}}
	})
	s.MarkFixtures()
	queue := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()["given dead letter"]))
	bucket := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()["storage"]))
	s.Change(func(w *awstest.World) {
		if p := w.Queues["dead"].Attributes["Policy"]; !strings.Contains(p, `"NotAction":"sqs:SendMessage"`) || !strings.Contains(p, "slsguard-bus-given-dead-letter") {
			t.Errorf("policy is %s", p)
		}
		if n := w.Buckets["uploads"].Notification; len(n.List("QueueConfigurations")) != 1 {
			t.Errorf("notifications are %v", n)
		}
	})
	if err := s.DeleteTrigger(t.Context(), bucket, func(cloud.TriggerState) {}); err != nil {
		t.Fatal(err)
	}
	s.destroyTrigger(queue)
}

// TestTriggerOfAlias grants on the alias, and on nothing else.
func TestTriggerOfAlias(t *testing.T) {
	for _, kind := range []string{"queue", "topic", "bus", "http"} {
		t.Run(kind, func(t *testing.T) {
			s := newStage(t, awstest.Options{})
			f := declared(t)
			f.Name, f.AWS.Alias = "shop", "live"
			made := s.mustApply(cloud.FunctionState{}, s.harden(f))
			s.MarkFixtures()
			d := s.kinds()[kind]
			d.Function = made.Computed["alias_arn"]
			trigger := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(d))
			s.Change(func(w *awstest.World) {
				if kind != "queue" && len(w.Functions["shop"].Policy["live"]) == 0 || len(w.Functions["shop"].Policy[""]) > 0 {
					t.Errorf("policies are %v", w.Functions["shop"].Policy)
				}
			})
			if err := s.DeleteTrigger(t.Context(), trigger, func(cloud.TriggerState) {}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestTriggerFollowsFunction: a function that is made anew has lost its grants; the trigger brings them back.
func TestTriggerFollowsFunction(t *testing.T) {
	s := newStage(t, awstest.Options{})
	want := s.hardenTrigger(s.kinds()["topic"])
	trigger := s.mustApplyTrigger(cloud.TriggerState{}, want)
	s.Change(func(w *awstest.World) { delete(w.Functions, "orders") })
	read, ok, err := s.ReadTrigger(t.Context(), trigger)
	if err != nil || !ok || len(read.Settings.Grants) > 0 {
		t.Fatalf("read: %v %v %v", read.Settings.Grants, ok, err)
	}
	function, err := s.ImportFunction(t.Context(), "orders")
	if err == nil {
		t.Fatalf("imported a function that is gone: %v", function.Objects)
	}
	have := cloud.FunctionState{}
	s.Change(func(w *awstest.World) {
		delete(w.Roles, roleName)
		delete(w.Queues, "orders-dead-letter")
		clear(w.KeyAliases)
	})
	s.mustApply(have, s.harden(declared(t)))
	s.mustApplyTrigger(read, want)
}
