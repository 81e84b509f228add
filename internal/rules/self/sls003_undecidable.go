package self

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// Undecidable is the name of the unknown verdict, for explain and the documentation. It checks nothing: each rule gives
// that verdict under its own id.
func Undecidable() rule.Rule {
	return rule.Rule{
		ID: "SLS003", Name: "undecidable",
		Title: "A rule could not decide",
		Why: "A value that a rule asks for is known only after apply, or leads out of the plan. The rule then neither " +
			"passes nor fails: it reports the verdict \"unknown\" under its own id, with the reason. Such verdicts " +
			"count as no finding. With --strict they make check exit with 3, so that nothing undecided goes out unseen.",
		Remedy:   everywhere("# give the .tf files with --source, and plan with a value for what the reason names"),
		Mappings: rule.Mappings{CWE: []int{1059}},
	}
}
