// Package engine runs rules over a model and makes findings of their verdicts: filtered by profile, with their
// place in the HCL, one for each cause, in a stable order.
package engine

import (
	"context"
	"sort"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// Locator finds the place of an attribute in HCL; internal/source implements it.
type Locator interface {
	Locate(address, attribute string) (finding.Location, bool)
}

// Options say what to judge by.
type Options struct {
	Rules []rule.Rule
	// Catalogue has every rule there is, for exceptions from rules that this run leaves out; nil when Rules are all.
	Catalogue []rule.Rule
	Profile   finding.Profile // findings of larger profiles are left out; "" for all
	// Locator may be nil: then no finding has a location.
	Locator Locator
	// Actions gives Terraform's planned actions for a resource instance; nil for none.
	Actions func(address string) []string
	Plan    string // path of the plan, noted in each finding
}

// Result is what one run found.
type Result struct {
	Findings []finding.Finding // folded and sorted
	Checked  int               // objects judged, summed over rules
	Open     int               // of these, how many could not be decided
}

// Run judges a system by every rule.
func Run(ctx context.Context, sys *model.System, opts Options) (Result, error) {
	var result Result
	told := newDeclared(sys)
	f := newFolder(opts, told)
	for i := range opts.Rules {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		if r := &opts.Rules[i]; r.Check != nil {
			result.take(f, r, r.Check(sys))
			f.addLoosened(r)
		}
	}
	if err := result.afterwards(ctx, f, sys); err != nil {
		return Result{}, err
	}
	result.Findings = f.findings()
	Sort(result.Findings)
	return result, nil
}

// take takes a rule's judgements. Of a cloud that can't violate the rule it takes none: what such an object lacks is
// nothing that it could have.
func (result *Result) take(f *folder, r *rule.Rule, judgements []rule.Judgement) {
	for _, j := range judgements {
		if r.Impossible[j.Object.Base().Cloud] != "" {
			continue
		}
		result.Checked++
		f.whole.tell(r, j.Verdicts)
		f.add(r, j)
		if undecided(j) {
			result.Open++
		}
	}
}

// undecided reports whether a judgement comes to neither pass nor fail.
func undecided(j rule.Judgement) bool {
	for _, v := range j.Verdicts {
		if v.Outcome == rule.Fail {
			return false
		}
	}
	return len(j.Verdicts) > 0
}

// Sort puts findings into the order of reports: worst severity first, then by address, then by rule. What is
// still equal is ordered by attribute and message, so that two runs give the same bytes.
func Sort(fs []finding.Finding) {
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := &fs[i], &fs[j]
		if ra, rb := a.Severity.Rank(), b.Severity.Rank(); ra != rb {
			return ra < rb
		}
		for _, k := range [][2]string{
			{a.Address, b.Address}, {a.Rule, b.Rule}, {a.Attribute, b.Attribute}, {a.Message, b.Message}, {a.Plan, b.Plan},
		} {
			if k[0] != k[1] {
				return k[0] < k[1]
			}
		}
		return false
	})
}

// Summarise counts findings.
func Summarise(fs []finding.Finding) finding.Summary {
	s := finding.Summary{BySeverity: map[finding.Severity]int{}}
	for _, sev := range finding.Severities() {
		s.BySeverity[sev] = 0
	}
	for _, f := range fs {
		switch {
		case f.State == finding.Excepted:
			s.Suppressed++
		case f.Verdict == finding.Unknown:
			s.Unknown++
		default:
			s.Findings++
			s.BySeverity[f.Severity]++
		}
	}
	return s
}
