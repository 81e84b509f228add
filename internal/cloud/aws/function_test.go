package aws_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
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

// change gives the function a second form, in which everything that can be changed in place is different.
func change(t *testing.T, d spec.Function) spec.Function {
	t.Helper()
	d.Description, d.Timeout, d.Memory, d.Runtime = "all orders", 60, 512, "python3.13"
	d.Environment = map[string]string{"OTHER": "x"}
	d.Source = spec.Source{Directory: code(t, "def handler(event, context): return 1\n")}
	archive, err := d.Source.Archive()
	if err != nil {
		t.Fatal(err)
	}
	d.Source.SHA256 = archive.SHA256
	seven, off, one := 7, false, 1
	d.Concurrency, d.Tags = &seven, map[string]string{"team": "orders", "env": "test"}
	d.AWS = &spec.AWSFunction{
		LogRetention: 400, LogLevel: "DEBUG", Tracing: &off, MaximumRetries: &one, MaximumEventAge: 600, EphemeralStorage: 1024, Alias: "live",
	}
	return d
}

// TestFunctionFaults fails each call of a create, an update and a destroy once in every way (by default a sample of them:
// awstest.Sample). After each, the next apply
// comes to where an undisturbed run comes, and a destroy leaves nothing.
func TestFunctionFaults(t *testing.T) {
	a := open(t, awstest.Options{})
	a.ForgetCalls()
	made := a.mustApply(cloud.FunctionState{}, a.harden(declared(t)))
	creations, created := awstest.Invocations(a.Calls()), a.Snapshot()
	a.ForgetCalls()
	made = a.mustApply(made, a.harden(change(t, declared(t))))
	updates, updated := awstest.Invocations(a.Calls()), a.Snapshot()
	a.ForgetCalls()
	a.destroy(made)
	removals := awstest.Invocations(a.Calls())
	for name, effect := range map[string]awstest.Effect{
		"500": awstest.ServerError(), "throttled": awstest.Throttled(), "denied": awstest.Denied(),
		awstest.LostAnswer: awstest.AnswerLost(), "request lost": awstest.RequestLost(),
	} {
		each(t, "create", name, creations, effect, func(a *account, fail func()) {
			fail()
			have, _ := a.apply(cloud.FunctionState{}, a.harden(declared(a.t)))
			a.ClearFaults()
			a.finish(have, declared(a.t), created)
		})
		each(t, "give up", name, creations, effect, func(a *account, fail func()) {
			fail()
			have, _ := a.apply(cloud.FunctionState{}, a.harden(declared(a.t)))
			a.ClearFaults()
			a.destroyAll(have)
		})
		each(t, "update", name, updates, effect, func(a *account, fail func()) {
			have := a.mustApply(cloud.FunctionState{}, a.harden(declared(a.t)))
			changed := change(a.t, declared(a.t))
			fail()
			have, _ = a.apply(have, a.harden(changed))
			a.ClearFaults()
			a.finish(have, changed, updated)
		})
		each(t, "destroy", name, removals, effect, func(a *account, fail func()) {
			have := a.mustApply(cloud.FunctionState{}, a.harden(change(a.t, declared(a.t))))
			fail()
			_ = a.DeleteFunction(a.t.Context(), have, func(s cloud.FunctionState) { have = s })
			a.ClearFaults()
			a.destroyAll(stored(a.t, have))
		})
	}
}

// each runs a test for each of the calls that are to fail.
func each(t *testing.T, action, kind string, calls int, effect awstest.Effect, run func(a *account, fail func())) {
	t.Helper()
	for _, n := range awstest.Sample(kind, calls) {
		t.Run(fmt.Sprintf("%s %s %d", action, kind, n), func(t *testing.T) {
			t.Parallel()
			a := open(t, awstest.Options{})
			a.MarkFixtures()
			run(a, func() { a.Inject(awstest.Fault{First: n, Count: 1, Do: effect}) })
		})
	}
}

// finish applies again after a failure, and destroys.
func (a *account) finish(have cloud.FunctionState, want spec.Function, undisturbed []string) {
	a.t.Helper()
	have, ok, err := a.ReadFunction(a.t.Context(), have)
	if err != nil {
		a.t.Fatal(err)
	}
	if !ok && len(a.Left()) > 0 {
		a.t.Fatalf("lost: %v", a.Left())
	}
	have = a.mustApply(stored(a.t, have), a.harden(want))
	if d := cmp.Diff(undisturbed, a.Snapshot()); d != "" {
		a.t.Errorf("differs from an undisturbed run:\n%s", d)
	}
	a.destroyAll(have)
}

func (a *account) destroyAll(have cloud.FunctionState) {
	a.t.Helper()
	a.destroy(have)
	if left := a.Left(); len(left) > 0 {
		a.t.Errorf("left behind: %s", strings.Join(left, "\n"))
	}
}
