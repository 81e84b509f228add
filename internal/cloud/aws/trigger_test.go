package aws_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// stage is an account with a function and everything that triggers take events from.
type stage struct {
	*account
	function             string
	queue, stream, table string
	topic, dead, acl     string
}

func newStage(t *testing.T, o awstest.Options) *stage {
	t.Helper()
	s := &stage{account: open(t, o)}
	made := s.mustApply(cloud.FunctionState{}, s.harden(declared(t)))
	s.function = made.Computed["arn"]
	s.Change(func(w *awstest.World) {
		s.queue = w.AddQueue("incoming", map[string]string{"VisibilityTimeout": "180"})
		s.dead = w.AddQueue("dead", nil)
		s.stream = w.AddStream("clicks")
		s.table = w.AddTable("orders")
		s.topic = w.AddTopic("news")
		s.acl = w.AddWebACL("shop")
		w.AddObject("uploads", "in/a", nil)
		w.APIAccount["cloudwatchRoleArn"] = "arn:aws:iam::123456789012:role/api-logs"
	})
	s.MarkFixtures()
	s.ForgetCalls()
	return s
}

const schema = `{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}`

// kinds declares one trigger of each kind.
func (s *stage) kinds() map[string]spec.Trigger {
	all := map[string]spec.Trigger{
		"queue":  {Queue: &spec.Queue{Source: s.queue}, Filter: []string{`{"body":{"type":["order"]}}`}},
		"stream": {Stream: &spec.Stream{Source: s.stream}, Filter: []string{`{"data":{"type":["click"]}}`}},
		"table":  {Stream: &spec.Stream{Source: s.table}, Filter: []string{`{"eventName":["INSERT"]}`}},
		"topic":  {Topic: &spec.Topic{Source: s.topic}, Filter: []string{`{"type":["order"]}`}},
		"bus":    {Bus: &spec.Bus{}, Filter: []string{`{"source":["shop.orders"]}`}},
		"given dead letter": {
			Bus: &spec.Bus{}, Filter: []string{`{"source":["shop.orders"]}`}, DeadLetter: s.dead,
		},
		"storage":  {Storage: &spec.Storage{Bucket: "uploads", Prefix: "in/", Suffix: ".csv"}},
		"schedule": {Schedule: &spec.Schedule{Expression: "rate(1 hour)", Input: `{"b":1,"a":2}`}},
		"http":     {HTTP: &spec.HTTP{Routes: []spec.Route{{Method: "POST", Path: "/orders", Schema: schema}, {Method: "GET", Path: "/orders/{id}"}}}},
		"http with all": {HTTP: &spec.HTTP{
			Authorizer: spec.Authorizer{Kind: spec.JWTAuthorizer, Function: s.function},
			Routes:     []spec.Route{{Method: "POST", Path: "/v/orders", Schema: schema, Headers: []string{"Idempotency-Key"}}},
			WebACL:     s.acl, SourceCIDRs: []string{"192.0.2.0/24"},
			Domain: &spec.Domain{Name: "api.example.com", Certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/1234", Truststore: "s3://uploads/in/a"},
		}},
	}
	for name, t := range all {
		t.Name, t.Function = strings.ReplaceAll(name, " ", "-"), s.function
		t.Tags = map[string]string{"team": "shop"}
		all[name] = t
	}
	return all
}

func (s *stage) hardenTrigger(d spec.Trigger) harden.Trigger {
	s.t.Helper()
	want, err := harden.MakeTrigger(d, s.scope)
	if err != nil {
		s.t.Fatal(err)
	}
	return want
}

func (s *stage) applyTrigger(have cloud.TriggerState, want harden.Trigger) (cloud.TriggerState, error) {
	s.t.Helper()
	got, err := s.ApplyTrigger(s.t.Context(), have, want, func(cloud.TriggerState) {})
	return stored(s.t, got), err
}

func (s *stage) mustApplyTrigger(have cloud.TriggerState, want harden.Trigger) cloud.TriggerState {
	s.t.Helper()
	got, err := s.applyTrigger(have, want)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, d := range harden.DiffTrigger(got.Settings, want) {
		s.t.Errorf("drift right after apply: %s", d)
	}
	return got
}

func (s *stage) destroyTrigger(have cloud.TriggerState) {
	s.t.Helper()
	if err := s.DeleteTrigger(s.t.Context(), have, func(n cloud.TriggerState) { have = n }); err != nil {
		s.t.Fatal(err)
	}
	if left := s.left(); len(left) > 0 {
		s.t.Errorf("left behind: %s", strings.Join(left, "\n"))
	}
}

// left is what is left in the account. A policy without statements is none.
func (s *stage) left() []string {
	var all []string
	for _, one := range s.Left() {
		_, change, _ := strings.Cut(strings.ReplaceAll(one, `"Policy":{"":[]}`, `"Policy":{}`), ": ")
		before, after, changed := strings.Cut(change, " is now ")
		if !changed || before != after {
			all = append(all, one)
		}
	}
	return all
}

func TestTriggerLifecycle(t *testing.T) {
	for name := range newStage(t, awstest.Options{}).kinds() {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, awstest.Options{})
			want := s.hardenTrigger(s.kinds()[name])
			made := s.mustApplyTrigger(cloud.TriggerState{}, want)

			s.ForgetCalls()
			again := s.mustApplyTrigger(made, want)
			for _, c := range s.Calls() {
				if !c.IsRead() {
					t.Errorf("a second apply wrote: %s", c.Name())
				}
			}
			if d := cmp.Diff(made, again); d != "" {
				t.Errorf("a second apply changed the state:\n%s", d)
			}
			read, ok, err := s.ReadTrigger(t.Context(), made)
			if err != nil || !ok {
				t.Fatalf("read: %v %v", ok, err)
			}
			if d := cmp.Diff(made, stored(t, read)); d != "" {
				t.Errorf("reading changed the state:\n%s", d)
			}
			s.imports(name, made, want)
			s.destroyTrigger(made)
			if _, ok, err := s.ReadTrigger(t.Context(), made); ok || err != nil {
				t.Errorf("after destroy: %v %v", ok, err)
			}
		})
	}
}

// imports finds the trigger again, with nothing to change.
func (s *stage) imports(name string, made cloud.TriggerState, want harden.Trigger) {
	s.t.Helper()
	if name == "http with all" {
		return // the stand-in lists no domains
	}
	found, err := s.ImportTrigger(s.t.Context(), made.Computed["arn"])
	if err != nil {
		s.t.Fatal(err)
	}
	for _, d := range harden.DiffTrigger(found.Settings, want) {
		if d.Path != "Tags.team" { // Scheduler keeps no tags
			s.t.Errorf("after import: %s", d)
		}
	}
	if len(found.Objects) != len(made.Objects) && name != "storage" { // who switched the bucket on can't be told
		s.t.Errorf("import found %v, want %v", found.Objects, made.Objects)
	}
}

func TestTriggerIsSlow(t *testing.T) {
	for name := range newStage(t, awstest.Options{}).kinds() {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, awstest.Options{Delays: awstest.Delays{
				IAMChecks: 2, IAMTime: 8 * time.Second, MappingReads: 3, QueueReuse: time.Minute,
			}})
			made := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()[name]))
			s.destroyTrigger(made)
			s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()[name]))
		})
	}
}

// TestTriggerFaults fails each call of a create and a destroy once in every way; the next apply, or a destroy, must find
// everything. By default it leaves out kinds that are made like others, and tries a sample of the faults (awstest.Sample);
// SLSGUARD_FAULTS=all tries all.
func TestTriggerFaults(t *testing.T) {
	effects := map[string]awstest.Effect{
		"500": awstest.ServerError(), "denied": awstest.Denied(), awstest.LostAnswer: awstest.AnswerLost(), "request lost": awstest.RequestLost(),
		"throttled": awstest.Throttled(),
	}
	for name := range newStage(t, awstest.Options{}).kinds() {
		if os.Getenv("SLSGUARD_FAULTS") != "all" && (name == "table" || name == "http with all" || name == "given dead letter") {
			continue // much like others
		}
		s := newStage(t, awstest.Options{})
		made := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()[name]))
		calls := awstest.Invocations(s.Calls())
		undisturbed := s.Snapshot()
		s.ForgetCalls()
		s.destroyTrigger(made)
		removals := awstest.Invocations(s.Calls())
		for what, effect := range effects {
			t.Run(name+" "+what, func(t *testing.T) {
				for _, n := range awstest.Sample(what, calls) {
					t.Run(fmt.Sprintf("create %d", n), func(t *testing.T) { failTrigger(t, name, effect, n, undisturbed, true) })
					t.Run(fmt.Sprintf("give up %d", n), func(t *testing.T) { failTrigger(t, name, effect, n, undisturbed, false) })
				}
				for _, n := range awstest.Sample(what, removals) {
					t.Run(fmt.Sprintf("destroy %d", n), func(t *testing.T) { failTriggerRemoval(t, name, effect, n) })
				}
			})
		}
	}
}

func failTrigger(t *testing.T, name string, effect awstest.Effect, n int, undisturbed []string, goOn bool) {
	t.Parallel()
	s := newStage(t, awstest.Options{})
	s.Inject(awstest.Fault{First: n, Count: 1, Do: effect})
	have, _ := s.applyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()[name]))
	s.ClearFaults()
	if !goOn {
		s.destroyTrigger(have)
		return
	}
	have, ok, err := s.ReadTrigger(t.Context(), have)
	if err != nil {
		t.Fatal(err)
	}
	if !ok && len(s.left()) > 0 {
		t.Fatalf("lost: %v", s.left())
	}
	have = s.mustApplyTrigger(stored(t, have), s.hardenTrigger(s.kinds()[name]))
	if d := cmp.Diff(undisturbed, s.Snapshot()); d != "" {
		t.Errorf("differs from an undisturbed run:\n%s", d)
	}
	s.destroyTrigger(have)
}

func failTriggerRemoval(t *testing.T, name string, effect awstest.Effect, n int) {
	t.Parallel()
	s := newStage(t, awstest.Options{})
	have := s.mustApplyTrigger(cloud.TriggerState{}, s.hardenTrigger(s.kinds()[name]))
	s.Inject(awstest.Fault{First: n, Count: 1, Do: effect})
	_ = s.DeleteTrigger(t.Context(), have, func(next cloud.TriggerState) { have = next })
	s.ClearFaults()
	s.destroyTrigger(stored(t, have))
}
