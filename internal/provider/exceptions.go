package provider

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// longestException is a year, and a day for leap years.
const longestException = 366

// findRule finds a rule by its id or name; peers' ids, which may stand for several rules, are not taken.
func findRule(word string) (rule.Rule, bool) {
	for _, r := range rules.All() {
		if strings.EqualFold(r.ID, word) || strings.EqualFold(r.Name, word) {
			return r, true
		}
	}
	return rule.Rule{}, false
}

// exceptions are those of one resource, on one day.
type exceptions struct {
	all   []spec.Exception
	today time.Time
	used  map[int]bool
}

func newExceptions(all []spec.Exception, now time.Time) *exceptions {
	return &exceptions{all: all, today: now.UTC().Truncate(24 * time.Hour), used: map[int]bool{}}
}

// excuse tells whether an exception that holds today is for the finding's rule.
func (e *exceptions) excuse(f *finding.Finding) bool {
	excused := false
	for i, x := range e.all {
		if strings.EqualFold(x.Rule, f.Rule) || strings.EqualFold(x.Rule, f.Name) {
			e.used[i] = true
			excused = excused || e.holds(x)
		}
	}
	return excused
}

// holds: the last day counts.
func (e *exceptions) holds(x spec.Exception) bool { return !x.Expires.Before(e.today) }

// check refuses days that an exception cannot have. Unknown ones are judged at apply.
func (e *exceptions) check(diags *diag.Diagnostics) {
	for i, x := range e.all {
		at := path.Root("exceptions").AtListIndex(i).AtName("expires")
		switch {
		case x.Expires.IsZero():
		case !e.holds(x):
			diags.AddAttributeError(at, "Expired exception", fmt.Sprintf(
				"The exception for %s has expired on %s. Remove what it excuses, or give it a new day and say why.",
				x.Rule, x.Expires.Format(time.DateOnly)))
		case x.Expires.After(e.today.AddDate(0, 0, longestException)):
			diags.AddAttributeError(at, "Exception for too long", fmt.Sprintf(
				"The exception for %s ends on %s. The latest day today is %s (%d days ahead).", x.Rule,
				x.Expires.Format(time.DateOnly), e.today.AddDate(0, 0, longestException).Format(time.DateOnly), longestException))
		}
	}
}

// unused warns of exceptions that no finding needed, once all findings were asked about.
func (e *exceptions) unused(diags *diag.Diagnostics) {
	for i, x := range e.all {
		if !e.used[i] && spec.IsKnown(x.Rule) {
			diags.AddAttributeWarning(path.Root("exceptions").AtListIndex(i), "Exception for nothing", fmt.Sprintf(
				"Nothing in this resource breaks %s. Remove the exception, so that it does not excuse something later.", x.Rule))
		}
	}
}
