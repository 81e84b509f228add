package rules_test

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// planned reads and models an example's plan.
func planned(t *testing.T, e rules.Example) (*plan.Plan, *model.System) {
	t.Helper()
	text, err := fs.ReadFile(e.FS, path.Join(e.Dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Read(context.Background(), bytes.NewReader(text), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		t.Fatalf("%s: %v", e.Dir, err)
	}
	sys := adapt.Model(p)
	sys.Now, sys.RuntimeNotice, sys.LogRetention = today(), model.DefaultRuntimeNotice, model.DefaultLogRetention
	return p, sys
}

// today is the day of the examples.
func today() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) }

// TestEveryRuleOverEveryExample: whatever a plan is about, and on whichever cloud, no rule stumbles over it, and what a
// rule says it says of what stands in the plan.
func TestEveryRuleOverEveryExample(t *testing.T) {
	all := rules.All()
	for i := range all {
		of, err := rules.ExamplesOf(all[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range of {
			p, sys := planned(t, e)
			known := addresses(p)
			for j := range all {
				for _, v := range verdicts(t, &all[j], sys, e) {
					known.hold(t, &all[j], v, e)
				}
			}
			if _, err := engine.Run(context.Background(), sys, engine.Options{Rules: all}); err != nil {
				t.Errorf("%s: %v", e.Dir, err)
			}
		}
	}
}

// verdicts runs one rule by itself, so that it is known which one stumbles.
func verdicts(t *testing.T, r *rule.Rule, sys *model.System, e rules.Example) []*rule.Verdict {
	t.Helper()
	defer func() {
		if stumbled := recover(); stumbled != nil {
			t.Errorf("%s over %s: %v", r.ID, e.Dir, stumbled)
		}
	}()
	if r.Check == nil {
		return nil // it answers for what others have found; the engine has run it
	}
	var all []*rule.Verdict
	for _, j := range r.Check(sys) {
		all = append(all, j.Verdicts...)
	}
	return all
}

// places are the addresses of what stands in a plan.
type places map[string]bool

func addresses(p *plan.Plan) places {
	known := places{"(plan)": true}
	for _, r := range p.Resources {
		known[r.Address] = true
	}
	for _, o := range p.Outputs {
		known["output."+o.Name] = true
	}
	return known
}

// hold holds a verdict to the plan.
func (known places) hold(t *testing.T, r *rule.Rule, v *rule.Verdict, e rules.Example) {
	t.Helper()
	told := []string{v.Place.Address()}
	for _, ev := range v.Evidence {
		told = append(told, ev.Address)
	}
	for _, address := range told {
		if !known[address] {
			t.Errorf("%s over %s tells of %q, which is not in the plan", r.ID, e.Dir, address)
		}
	}
	if strings.TrimSpace(v.Message) == "" || v.Outcome == rule.Unknown && v.Reason == "" {
		t.Errorf("%s over %s says %q because %q", r.ID, e.Dir, v.Message, v.Reason)
	}
}

// TestExampleHCL checks that what only tests read is left out of what is shown.
func TestExampleHCL(t *testing.T) {
	const file = "# want (plan) SLS610 unknown\n# A title.\na = 1 # want SLS101, SLS102\n  b = 2 # why\n"
	e := rules.Example{Dir: "x", FS: fstest.MapFS{"x/main.tf": {Data: []byte(file)}}}
	got, err := e.HCL()
	if want := "# A title.\na = 1\n  b = 2 # why\n"; err != nil || got != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}
