package engine_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// idle fails exceptions that nothing needs.
func idle() rule.Rule {
	return rule.Rule{
		ID: "SLS998", Name: "idle", Severity: rule.Low, Profile: rule.Recommended, Title: "Idle",
		Remedy: map[model.Cloud]string{model.AWS: "# remove it"},
		Afterwards: func(s *model.System, needs rule.Needs) []rule.Judgement {
			return rule.ForEach(model.Declared, func(d *model.Declaration, r *rule.Reporter) {
				for _, x := range d.Exceptions {
					r.FailIf(needs(d, x).Not(), x.Place, "Exception from %s is idle.", model.Show(x.Rule))
				}
			})(s)
		},
	}
}

// strictly is a rule as a larger profile has it.
func strictly(r rule.Rule) rule.Rule {
	r.Profile = rule.Strict
	return r
}

// excepting makes a system of declared functions with their timeouts, each with an exception from the same rule.
func excepting(word model.Value[string], timeouts map[string]int) *model.System {
	sys := functions(timeouts)
	sys.Declarations = map[string]*model.Part{}
	sys.Now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, f := range sys.Functions {
		at := model.PlaceOf(f.Address, "exceptions.0")
		sys.Declarations[f.Address] = &model.Part{
			Attribute: func(attribute string) string { return attribute },
			Of: &model.Declaration{Head: f.Head, Exceptions: []*model.Exception{{
				Place: at, Rule: word, Expires: model.Known(sys.Now.AddDate(0, 1, 0), at),
			}}},
		}
	}
	return sys
}

func TestIdleExceptions(t *testing.T) {
	known := func(word string) model.Value[string] { return model.Known(word, model.Place{}) }
	both := []rule.Rule{idle(), slow()}
	f := func(timeout int) map[string]int { return map[string]int{"x.f": timeout} }
	open := model.UnknownSet[string]("why", model.Place{})
	whole, chosen := engine.Options{Rules: both}, engine.Options{Rules: both[:1], Catalogue: both}
	excepted := []string{"SLS999 fail excepted"}
	for name, c := range map[string]struct {
		word     model.Value[string]
		timeouts map[string]int
		opts     engine.Options
		want     []string
	}{
		"needed":                  {known("SLS999"), f(20), whole, excepted},
		"needed, by name":         {known("Slow"), f(20), whole, excepted},
		"needed for the unknown":  {known("SLS999"), f(0), whole, []string{"SLS999 unknown excepted"}},
		"idle":                    {known("SLS999"), f(5), whole, []string{"SLS998 fail new"}},
		"of no rule":              {known("SLS777"), f(20), whole, []string{"SLS998 fail new", "SLS999 fail new"}},
		"of the rule that asks":   {known("SLS998"), f(5), whole, nil},
		"of an unknown rule":      {open, f(5), whole, []string{"SLS998 unknown new"}},
		"needed by another":       {known("SLS999"), map[string]int{"x.f[0]": 5, "x.f[1]": 20}, whole, excepted},
		"needed for what is left": {known("SLS999"), f(20), chosen, nil},
		"idle for what is left":   {known("SLS999"), f(5), chosen, []string{"SLS998 fail new"}},
		"needed in a larger profile": {
			known("SLS999"), f(20), engine.Options{Rules: []rule.Rule{idle(), strictly(slow())}, Profile: finding.Recommended}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range run(t, excepting(c.word, c.timeouts), c.opts).Findings {
				got = append(got, f.Rule+" "+string(f.Verdict)+" "+string(f.State))
			}
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestFoundAs: what is found here is found under another rule where it is declared, so that the exception is from that.
func TestFoundAs(t *testing.T) {
	sys := excepting(model.Known("literal", model.Place{}), map[string]int{"x.f": 20})
	literal := slow()
	literal.ID, literal.Name = "SLS997", "literal"
	literal.Check = func(*model.System) []rule.Judgement { return nil }
	all := []rule.Rule{literal, idle(), slow()}
	for _, want := range []int{2, 1} {
		if got := run(t, sys, engine.Options{Rules: all}).Findings; len(got) != want {
			t.Errorf("found %+v, want %d", got, want)
		}
		sys.Declarations["x.f"].Of.FoundAs = map[string]string{"SLS999": "SLS997"}
	}
	if got := run(t, sys, engine.Options{Rules: all[1:2], Catalogue: all}).Findings; len(got) != 0 {
		t.Errorf("without the rule: found %+v", got)
	}
}

// TestExpired: an exception holds on its last day, whatever the hour.
func TestExpired(t *testing.T) {
	last := time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
	x := &model.Exception{Expires: model.Known(last, model.Place{})}
	for hours, want := range map[time.Duration]bool{-1: false, 0: false, 23: false, 24: true, 24 * 365: true} {
		if got := model.Certainly(x.Expired(last.Add(hours * time.Hour))); got != want {
			t.Errorf("%d h after: expired %v", hours, got)
		}
	}
}
