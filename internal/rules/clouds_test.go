package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// TestEveryRuleAnswersForEveryCloud: a rule tells what to write where it can be violated, and why it can't be where it
// can't.
func TestEveryRuleAnswersForEveryCloud(t *testing.T) {
	for _, r := range rules.Documented() {
		for _, c := range model.Clouds() {
			remedy, why := r.Remedy[c], r.Impossible[c]
			switch {
			case remedy == "" && why == "":
				t.Errorf("%s %s has neither a remedy for %s nor says why it needs none", r.ID, r.Name, c.Title())
			case remedy != "" && why != "":
				t.Errorf("%s %s has a remedy for %s, and says why it needs none", r.ID, r.Name, c.Title())
			case why != "" && (!strings.HasSuffix(why, ".") || strings.Contains(strings.TrimSuffix(why, "."), ". ")):
				t.Errorf("%s %s does not say in one sentence why it does not apply to %s: %q", r.ID, r.Name, c.Title(), why)
			}
		}
		for c := range r.Remedy {
			if !slices.Contains(model.Clouds(), c) {
				t.Errorf("%s %s has a remedy for %q, which is no cloud", r.ID, r.Name, c)
			}
		}
	}
}

// TestEveryFindingHasARemedy: what a rule finds in a cloud it can mend there.
func TestEveryFindingHasARemedy(t *testing.T) {
	all := rules.All()
	missing := map[string]string{}
	for i := range all {
		of, err := rules.ExamplesOf(all[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range of {
			_, sys := planned(t, e)
			for j := range all {
				for _, c := range unmended(&all[j], sys) {
					missing[all[j].ID+" on "+c.Title()] = e.Dir
				}
			}
		}
	}
	for what, dir := range missing {
		t.Errorf("%s finds something in %s, and has no remedy", what, dir)
	}
}

// unmended gives the clouds in which a rule finds something that it has no remedy for.
func unmended(r *rule.Rule, sys *model.System) []model.Cloud {
	if r.Check == nil {
		return nil
	}
	var clouds []model.Cloud
	for _, j := range r.Check(sys) {
		cloud := j.Object.Base().Cloud
		if r.Impossible[cloud] != "" {
			continue // the engine asks nothing of it there
		}
		for _, v := range j.Verdicts {
			if v.Fix == "" && r.Remedy[cloud] == "" {
				clouds = append(clouds, cloud)
			}
		}
	}
	return clouds
}
