package engine

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// Changed keeps the findings on instances that a plan creates or changes, and those that rest on one: a path that
// runs through it, a role that it now uses. actions gives Terraform's planned actions of an instance.
func Changed(fs []finding.Finding, actions func(address string) []string) []finding.Finding {
	return slices.DeleteFunc(fs, func(f finding.Finding) bool {
		addresses := append([]string{f.Address}, f.Instances...)
		for _, e := range f.Evidence {
			addresses = append(addresses, e.Address)
		}
		return !slices.ContainsFunc(addresses, func(a string) bool { return changes(actions(a)) })
	})
}

func changes(actions []string) bool {
	return slices.ContainsFunc(actions, func(a string) bool { return a != "no-op" && a != "read" })
}

// Against keeps the findings that a baseline does not have. Findings are the same when their fingerprints are, so
// that neither moved lines nor further instances of a known cause make one new. What the baseline could not
// decide and now fails is new.
func Against(fs, baseline []finding.Finding) []finding.Finding {
	type known struct {
		fingerprint string
		verdict     finding.Verdict
	}
	seen := map[known]bool{}
	for _, f := range baseline {
		seen[known{f.Fingerprint, f.Verdict}] = true
		if f.Verdict == finding.Fail {
			seen[known{f.Fingerprint, finding.Unknown}] = true
		}
	}
	return slices.DeleteFunc(fs, func(f finding.Finding) bool { return seen[known{f.Fingerprint, f.Verdict}] })
}
