package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// choose picks the rules to run: those named, else all that may have findings in the profile, without the skipped.
func choose(all []rule.Rule, only, skip []string, profile finding.Profile) ([]rule.Rule, error) {
	wanted, err := identify(all, only)
	if err != nil {
		return nil, fmt.Errorf("--rule: %w", err)
	}
	unwanted, err := identify(all, skip)
	if err != nil {
		return nil, fmt.Errorf("--skip: %w", err)
	}
	chosen := slices.DeleteFunc(slices.Clone(all), func(r rule.Rule) bool {
		if unwanted[r.ID] {
			return true
		}
		if len(only) > 0 {
			return !wanted[r.ID]
		}
		return !profile.Includes(r.Profile)
	})
	if len(chosen) == 0 {
		return nil, fmt.Errorf("--rule and --skip leave no rule to run")
	}
	return chosen, nil
}

func identify(all []rule.Rule, words []string) (map[string]bool, error) {
	ids := map[string]bool{}
	for _, word := range words {
		found := rules.Find(all, strings.TrimSpace(word))
		if len(found) == 0 {
			return nil, fmt.Errorf("no rule %q (nearest: %s)", word, strings.Join(nearest(all, word, 3), ", "))
		}
		for _, r := range found {
			ids[r.ID] = true
		}
	}
	return ids, nil
}

// nearest gives the n rules whose id or name is closest to a mistyped word.
func nearest(all []rule.Rule, word string, n int) []string {
	type near struct {
		text     string
		distance int
	}
	word = strings.ToLower(word)
	list := make([]near, 0, len(all))
	for _, r := range all {
		d := min(distance(word, strings.ToLower(r.ID)), distance(word, r.Name))
		list = append(list, near{r.ID + " " + r.Name, d})
	}
	slices.SortStableFunc(list, func(a, b near) int { return a.distance - b.distance })
	texts := []string{}
	for _, x := range list[:min(n, len(list))] {
		texts = append(texts, x.text)
	}
	return texts
}

// distance is Levenshtein's, over bytes: ids and names are ASCII.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
