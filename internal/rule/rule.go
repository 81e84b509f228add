// Package rule says what a rule is: its metadata, the check, and the reporter through which a check gives its
// verdicts. A rule reads the model only; it knows no provider and no output format.
package rule

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

type (
	// Severity is finding's, under the name that rules use.
	Severity = finding.Severity
	// Profile is finding's, under the name that rules use.
	Profile = finding.Profile
)

// The severities and profiles that a rule can have.
const (
	Critical = finding.Critical
	High     = finding.High
	Medium   = finding.Medium
	Low      = finding.Low

	Essential   = finding.Essential
	Recommended = finding.Recommended
	Strict      = finding.Strict
)

// Rule is one weakness, detected in every cloud where it can exist.
type Rule struct {
	ID       string   // SLS101; never changes, never reused
	Name     string   // public-invocation; stands for the id wherever ids are accepted
	Severity Severity // of a finding, unless the check says otherwise
	Profile  Profile  // the smallest profile that has the rule
	Title    string   // one line, as a statement of what is wrong
	// Why it matters: an attack in two or three sentences.
	Why string
	// Remedy is the HCL to write, by cloud. It may have several lines. A cloud without an entry can not
	// violate the rule.
	Remedy map[model.Cloud]string
	// Impossible says why a cloud without a Remedy can not violate the rule, in one sentence.
	Impossible map[model.Cloud]string
	// Unknown says when the rule can not decide, for explain.
	Unknown    string
	References []string // pages of the vendor or standard
	Mappings   Mappings
	// Covers are the peers' checks that the rule detects: "checkov:CKV_AWS_258", "trivy:AWS-0067",
	// "kics:<id>", "fsbp:Lambda.1".
	Covers []string
	// Secret is true when the attribute found holds a secret, so that no source line is shown as it is.
	Secret bool
	// Path is true when the evidence of a finding is an attack path, hop by hop.
	Path bool
	// Check judges the system; nil for a rule that has Afterwards instead.
	Check Check
	// Afterwards judges exceptions by what the other rules have found.
	Afterwards func(*model.System, Needs) []Judgement
}

// Needs tells whether there is anything in a declaration that an exception lets it do.
type Needs func(*model.Declaration, *model.Exception) model.Truth

// Mappings to catalogues of weaknesses.
type Mappings struct {
	OWASP []string // OWASP Serverless Top 10 (2017 interpretation): "A2:2017"
	CSA   []string // CSA, The 12 Most Critical Risks for Serverless Applications: "SAS-2"
	CWE   []int
	FSBP  []string // AWS Foundational Security Best Practices: "Lambda.1"
	NIST  []string // NIST SP 800-53 r5: "AC-3"
}

// Clouds are the clouds in which the rule can be violated, in a fixed order.
func (r *Rule) Clouds() []model.Cloud {
	clouds := []model.Cloud{}
	for _, c := range model.Clouds() {
		if _, ok := r.Remedy[c]; ok {
			clouds = append(clouds, c)
		}
	}
	return clouds
}

// Check runs a rule over a system and gives one Judgement for each object it looked at.
type Check func(*model.System) []Judgement

// Judgement is what a check found out about one object: no verdicts means that it passed. A check that asks
// nothing of an object gives no judgement: the rule does not apply to it.
type Judgement struct {
	Object   model.Object
	Verdicts []*Verdict
}

// ForEach makes a check that looks at each object of a kind on its own. Objects that the plan does not manage
// are skipped: they are somebody else's.
func ForEach[T model.Object](list func(*model.System) []T, check func(T, *Reporter)) Check {
	return ForEachIn(list, func(o T, _ *model.System, r *Reporter) { check(o, r) })
}

// ForEachIn is ForEach for checks that need to look around in the system.
func ForEachIn[T model.Object](list func(*model.System) []T, check func(T, *model.System, *Reporter)) Check {
	return forEach(list, check, func(o T) bool { return o.Base().Managed })
}

// ForAll is ForEach with what the plan only looks up: for what it adds to such an object.
func ForAll[T model.Object](list func(*model.System) []T, check func(T, *Reporter)) Check {
	return forEach(list, func(o T, _ *model.System, r *Reporter) { check(o, r) }, func(T) bool { return true })
}

func forEach[T model.Object](list func(*model.System) []T, check func(T, *model.System, *Reporter), ours func(T) bool) Check {
	return func(s *model.System) []Judgement {
		var all []Judgement
		for _, o := range list(s) {
			if !ours(o) {
				continue
			}
			r := &Reporter{object: o}
			check(o, s, r)
			if r.judged {
				all = append(all, Judgement{o, r.verdicts})
			}
		}
		return all
	}
}

// Join makes one check of several: a rule that looks at functions and at APIs.
func Join(checks ...Check) Check {
	return func(s *model.System) []Judgement {
		var all []Judgement
		for _, check := range checks {
			all = append(all, check(s)...)
		}
		return all
	}
}
