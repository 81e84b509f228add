// Package rules is the catalogue: every rule, in order.
package rules

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/access"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/data"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/input"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/integrity"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/monitor"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/network"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/paths"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/resilience"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/self"
)

// All gives every rule, ordered by id.
func All() []rule.Rule {
	return slices.Concat(self.Rules(), access.Rules(), input.Rules(), integrity.Rules(), data.Rules(), monitor.Rules(), resilience.Rules(), network.Rules(), paths.Rules())
}

// Documented gives every rule that is documented, ordered by id: All, and what stands for the verdict of a rule that could
// not decide, which nobody can run or leave out.
func Documented() []rule.Rule {
	all := append(All(), self.Undecidable())
	slices.SortStableFunc(all, func(a, b rule.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Examples gives the files of every rule's examples: slsNNN/CLOUD/{fail,pass,unknown}-NAME/main.tf.
func Examples() []fs.FS {
	return []fs.FS{self.Examples(), access.Examples(), input.Examples(), integrity.Examples(), data.Examples(), monitor.Examples(), resilience.Examples(), network.Examples(), paths.Examples()}
}

// Find gives the rules that a user means by an id, a name or a peer's id ("CKV_AWS_258", "checkov:CKV_AWS_258"),
// in any case. One peer's check may be covered by several rules.
func Find(all []rule.Rule, word string) []rule.Rule {
	var found []rule.Rule
	for _, r := range all {
		if strings.EqualFold(r.ID, word) || strings.EqualFold(r.Name, word) {
			return []rule.Rule{r}
		}
		if slices.ContainsFunc(r.Covers, func(c string) bool { return sameCheck(c, word) }) {
			found = append(found, r)
		}
	}
	return found
}

func sameCheck(covered, word string) bool {
	_, id, _ := strings.Cut(covered, ":")
	return strings.EqualFold(covered, word) || strings.EqualFold(id, word)
}
