package aws_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

func TestFunctionLifecycle(t *testing.T) {
	a := open(t, awstest.Options{})
	a.MarkFixtures()
	want := a.harden(declared(t))
	made := a.mustApply(cloud.FunctionState{}, want)

	a.ForgetCalls()
	again := a.mustApply(made, want)
	for _, c := range a.Calls() {
		if !c.IsRead() {
			t.Errorf("a second apply wrote: %s", c.Name())
		}
	}
	if d := cmp.Diff(made, again); d != "" {
		t.Errorf("a second apply changed the state:\n%s", d)
	}

	read, ok, err := a.ReadFunction(t.Context(), made)
	if err != nil || !ok {
		t.Fatalf("read: %v %v", ok, err)
	}
	if d := cmp.Diff(made, stored(t, read)); d != "" {
		t.Errorf("reading changed the state:\n%s", d)
	}
	imported, err := a.ImportFunction(t.Context(), made.Computed["arn"])
	if err != nil {
		t.Fatal(err)
	}
	a.same(imported.Settings, want)

	a.destroy(made)
	if left := a.Left(); len(left) > 0 {
		t.Errorf("left behind: %s", strings.Join(left, "\n"))
	}
	if _, ok, err := a.ReadFunction(t.Context(), made); ok || err != nil {
		t.Errorf("after destroy: %v %v", ok, err)
	}
}

func TestFunctionIsSlow(t *testing.T) {
	a := open(t, awstest.Options{Delays: awstest.Delays{
		IAMChecks: 2, IAMTime: 8 * time.Second, PendingReads: 3, UpdateReads: 3, QueueReuse: time.Minute,
	}})
	d := declared(t)
	d.AWS.Alias = "live"
	made := a.mustApply(cloud.FunctionState{}, a.harden(d))
	d.Timeout, d.Source.Directory = 60, code(t, "def handler(event, context): return 1\n")
	d.Source.SHA256 = ""
	made = a.mustApply(made, a.harden(d))
	if got := made.Computed["version"]; got != "2" {
		t.Errorf("version is %s", got)
	}
	a.destroy(made)
	a.mustApply(cloud.FunctionState{}, a.harden(d))
}

// TestFunctionFaults fails each call of a create once in every way, and then each call of a destroy.
func TestFunctionFaults(t *testing.T) {
	a := open(t, awstest.Options{})
	want := a.harden(declared(t))
	a.ForgetCalls()
	made := a.mustApply(cloud.FunctionState{}, want)
	calls := awstest.Invocations(a.Calls())
	undisturbed := a.Snapshot()
	a.ForgetCalls()
	a.destroy(made)
	removals := awstest.Invocations(a.Calls())

	effects := map[string]awstest.Effect{
		"500": awstest.ServerError(), "throttled": awstest.Throttled(), "denied": awstest.Denied(),
		"answer lost": awstest.AnswerLost(), "request lost": awstest.RequestLost(),
	}
	for name, effect := range effects {
		for n := 1; n <= calls; n++ {
			t.Run(fmt.Sprintf("create %s %d", name, n), func(t *testing.T) {
				a := open(t, awstest.Options{})
				a.MarkFixtures()
				a.Inject(awstest.Fault{First: n, Count: 1, Do: effect})
				have, _ := a.apply(cloud.FunctionState{}, a.harden(declared(t)))
				a.ClearFaults()
				have, ok, err := a.ReadFunction(t.Context(), have)
				if err != nil {
					t.Fatal(err)
				}
				if !ok && len(a.Left()) > 0 {
					t.Fatalf("lost: %v", a.Left())
				}
				have = a.mustApply(stored(t, have), a.harden(declared(t)))
				if d := cmp.Diff(undisturbed, a.Snapshot()); d != "" {
					t.Errorf("differs from an undisturbed run:\n%s", d)
				}
				a.destroy(have)
				if left := a.Left(); len(left) > 0 {
					t.Errorf("left behind: %s", strings.Join(left, "\n"))
				}
			})
			t.Run(fmt.Sprintf("give up %s %d", name, n), func(t *testing.T) {
				a := open(t, awstest.Options{})
				a.MarkFixtures()
				a.Inject(awstest.Fault{First: n, Count: 1, Do: effect})
				have, _ := a.apply(cloud.FunctionState{}, a.harden(declared(t)))
				a.ClearFaults()
				a.destroy(have)
				if left := a.Left(); len(left) > 0 {
					t.Errorf("left behind: %s", strings.Join(left, "\n"))
				}
			})
		}
		for n := 1; n <= removals; n++ {
			t.Run(fmt.Sprintf("destroy %s %d", name, n), func(t *testing.T) {
				a := open(t, awstest.Options{})
				a.MarkFixtures()
				have := a.mustApply(cloud.FunctionState{}, a.harden(declared(t)))
				a.Inject(awstest.Fault{First: n, Count: 1, Do: effect})
				_ = a.DeleteFunction(t.Context(), have, func(s cloud.FunctionState) { have = s })
				a.ClearFaults()
				a.destroy(stored(t, have))
				if left := a.Left(); len(left) > 0 {
					t.Errorf("left behind: %s", strings.Join(left, "\n"))
				}
			})
		}
	}
}
