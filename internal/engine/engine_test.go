package engine_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// functions makes a system of functions at the addresses; a timeout of 0 is unknown.
func functions(timeouts map[string]int) *model.System {
	sys := &model.System{}
	for address, timeout := range timeouts {
		at := model.PlaceOf(address, "timeout")
		v := model.Known(timeout, at)
		if timeout == 0 {
			v = model.UnknownValue[int]("var.timeout is known only after apply", at)
		}
		sys.Functions = append(sys.Functions, &model.Function{
			Head: model.Head{Cloud: model.AWS, Address: address, Managed: true}, Timeout: v,
		})
	}
	return sys
}

// slow fails timeouts over 10 s.
func slow() rule.Rule {
	return rule.Rule{
		ID: "SLS999", Name: "slow", Severity: rule.Medium, Profile: rule.Recommended, Title: "Too slow",
		Remedy: map[model.Cloud]string{model.AWS: "timeout = 10"},
		Check: rule.ForEach(model.Functions, func(f *model.Function, r *rule.Reporter) {
			bad := f.Timeout.Match(func(s int) bool { return s > 10 })
			r.FailIf(bad, f.Timeout.Place, "Function %q is slow.", f.Label()).Hop(f.Place(), "here")
		}),
	}
}

func run(t *testing.T, sys *model.System, opts engine.Options) engine.Result {
	t.Helper()
	res, err := engine.Run(context.Background(), sys, opts)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestInstancesOfOneBlockAreOneFinding(t *testing.T) {
	sys := functions(map[string]int{
		`module.m["b"].aws_lambda_function.f[0]`:          20,
		`module.m["a.[x]\"y"].aws_lambda_function.f["k"]`: 30,
		`module.m["a"].aws_lambda_function.f[1]`:          0,
		`module.m["a"].aws_lambda_function.g`:             30,
		`module.m["a"].aws_lambda_function.h`:             5,
	})
	res := run(t, sys, engine.Options{Rules: []rule.Rule{slow()}, Actions: func(string) []string { return []string{"create"} }})
	if res.Checked != 5 {
		t.Errorf("checked %d objects, want 5", res.Checked)
	}
	var got [][]string
	for _, f := range res.Findings {
		got = append(got, append([]string{string(f.Verdict), f.Address}, f.Instances...))
	}
	want := [][]string{
		{"fail", `module.m["a"].aws_lambda_function.g`},
		{"fail", `module.m["a.[x]\"y"].aws_lambda_function.f["k"]`, `module.m["b"].aws_lambda_function.f[0]`},
		{"unknown", `module.m["a"].aws_lambda_function.f[1]`},
	}
	slices.SortFunc(want, func(a, b []string) int { return slices.Compare(a[1:], b[1:]) })
	slices.SortFunc(got, func(a, b []string) int { return slices.Compare(a[1:], b[1:]) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestUnknownIsSaidToBe(t *testing.T) {
	f := run(t, functions(map[string]int{"aws_lambda_function.f": 0}), engine.Options{Rules: []rule.Rule{slow()}}).Findings[0]
	if f.Verdict != finding.Unknown || f.Reason != "var.timeout is known only after apply" {
		t.Errorf("verdict %s because %q", f.Verdict, f.Reason)
	}
	if want := `Undecided: Function "aws_lambda_function.f" is slow.`; f.Message != want {
		t.Errorf("message %q, want %q", f.Message, want)
	}
}

// TestOrderOfThePlanChangesNothing shuffles the model: the findings must be the same to the byte.
func TestOrderOfThePlanChangesNothing(t *testing.T) {
	timeouts := map[string]int{}
	for _, key := range []string{"a", "b", "c", "d", "e"} {
		timeouts[`aws_lambda_function.f["`+key+`"]`] = 20
		timeouts[`aws_lambda_function.`+key] = 20
	}
	var first []byte
	for range 20 { // the order of a map is another each time
		b, err := json.Marshal(run(t, functions(timeouts), engine.Options{Rules: []rule.Rule{slow()}}).Findings)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b
		}
		if diff := cmp.Diff(string(first), string(b)); diff != "" {
			t.Fatalf("another order, other findings (-first +this):\n%s", diff)
		}
	}
}

func TestFingerprintStays(t *testing.T) {
	mark := func(sys *model.System, r rule.Rule) string {
		return run(t, sys, engine.Options{Rules: []rule.Rule{r}}).Findings[0].Fingerprint
	}
	base := mark(functions(map[string]int{`aws_lambda_function.f["a"]`: 20}), slow())
	harsher := slow()
	harsher.Severity = rule.Critical
	same := map[string]string{
		"another key":      mark(functions(map[string]int{`aws_lambda_function.f["b"]`: 20}), slow()),
		"another value":    mark(functions(map[string]int{`aws_lambda_function.f["a"]`: 99}), slow()),
		"another severity": mark(functions(map[string]int{`aws_lambda_function.f["a"]`: 20}), harsher),
	}
	for what, got := range same {
		if got != base {
			t.Errorf("%s changes the fingerprint", what)
		}
	}
	if mark(functions(map[string]int{`aws_lambda_function.g`: 20}), slow()) == base {
		t.Error("another block has the same fingerprint")
	}
}

func TestProfileFilters(t *testing.T) {
	sys := functions(map[string]int{"aws_lambda_function.f": 20})
	for profile, want := range map[finding.Profile]int{finding.Essential: 0, finding.Recommended: 1, finding.Strict: 1, "": 1} {
		if got := len(run(t, sys, engine.Options{Rules: []rule.Rule{slow()}, Profile: profile}).Findings); got != want {
			t.Errorf("profile %q: %d findings, want %d", profile, got, want)
		}
	}
}

func TestUnmanagedObjectsAreNotJudged(t *testing.T) {
	sys := functions(map[string]int{"data.aws_lambda_function.f": 20})
	sys.Functions[0].Managed = false
	if res := run(t, sys, engine.Options{Rules: []rule.Rule{slow()}}); res.Checked != 0 || len(res.Findings) != 0 {
		t.Errorf("%d checked, %d found; want none", res.Checked, len(res.Findings))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := engine.Run(ctx, &model.System{}, engine.Options{Rules: []rule.Rule{slow()}}); err == nil {
		t.Error("no error after cancel")
	}
}

func TestBlock(t *testing.T) {
	for address, want := range map[string]string{
		`aws_x.y`:    `aws_x.y`,
		`aws_x.y[0]`: `aws_x.y`,
		`module.a["k"].module.b[1].aws_x.y["z.[]\"q"]`: `module.a.module.b.aws_x.y`,
		`module.a["]"].aws_x.y`:                        `module.a.aws_x.y`,
		`broken["x`:                                    `broken`,
		`]x`:                                           `]x`,
	} {
		if got := engine.Block(address); got != want {
			t.Errorf("Block(%s) = %s, want %s", address, got, want)
		}
	}
}

func TestSummarise(t *testing.T) {
	got := engine.Summarise([]finding.Finding{
		{Verdict: finding.Fail, Severity: finding.High},
		{Verdict: finding.Unknown, Severity: finding.High},
		{Verdict: finding.Fail, Severity: finding.Low, State: finding.Excepted},
	})
	if got.Findings != 1 || got.Unknown != 1 || got.Suppressed != 1 || got.BySeverity[finding.High] != 1 || len(got.BySeverity) != 4 {
		t.Errorf("summary %+v", got)
	}
}
