package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// locator gives the attribute of a declaration that a finding is about; "" is the whole resource.
type locator = func(*finding.Finding) string

// judge runs the rule catalogue over a declared resource, with its exceptions as the only way out. Rules that cannot
// decide yet say nothing: the resource is judged again at apply, when everything is known.
func judge(ctx context.Context, sys *model.System, where locator, loose []loosened, excuses *exceptions, unknowns spec.Unknowns, diags *diag.Diagnostics) {
	excuses.check(diags)
	result, err := engine.Run(ctx, sys, engine.Options{Rules: rules.All(), Profile: finding.Recommended})
	if err != nil {
		diags.AddError("Cannot judge the resource", sentence(err.Error()))
		return
	}
	undecided := len(unknowns) > 0
	for i := range result.Findings {
		f := &result.Findings[i]
		excused := excuses.excuse(f)
		undecided = undecided || f.Verdict == finding.Unknown
		if f.Verdict == finding.Fail && !excused {
			diags.AddAttributeError(attributePath(where(f)), findingTitle(f), findingText(f))
		}
	}
	for _, l := range loose {
		f := l.finding()
		if !excuses.excuse(&f) && !slices.ContainsFunc(result.Findings, func(o finding.Finding) bool { return o.Rule == f.Rule }) {
			diags.AddAttributeError(attributePath(l.attribute), findingTitle(&f), findingText(&f))
		}
	}
	if !undecided {
		excuses.unused(diags)
	}
}

// loosened is a default that a declaration gives up, where the rule leaves it to taste for resources that promise
// nothing. A secure resource promises it, so that giving it up takes an exception.
type loosened struct{ rule, attribute, message, remedy string }

func (l loosened) finding() finding.Finding {
	f := finding.Finding{Rule: l.rule, Verdict: finding.Fail, Message: l.message, Remediation: l.remedy}
	if r, ok := findRule(l.rule); ok {
		f.Name, f.Title, f.Severity = r.Name, r.Title, r.Severity
	}
	return f
}

func findingTitle(f *finding.Finding) string {
	return fmt.Sprintf("%s: %s (%s)", f.Rule, f.Title, f.Severity)
}

// findingText says what is wrong, why it matters and what to write. Lines that start with a blank are not wrapped by
// Terraform.
func findingText(f *finding.Finding) string {
	var b strings.Builder
	b.WriteString(f.Message + "\n")
	if r, ok := findRule(f.Rule); ok {
		b.WriteString("\n" + r.Why + "\n")
	}
	if f.Remediation != "" {
		b.WriteString("\nWrite:\n\n    " + strings.ReplaceAll(strings.TrimSpace(f.Remediation), "\n", "\n    ") + "\n")
	}
	fmt.Fprintf(&b, "\nIf it has to be so:\n\n    exceptions = [{ rule = %q, reason = \"…\", expires = \"YYYY-MM-DD\" }]", f.Rule)
	return b.String()
}

// fieldErrors puts each value that cannot be onto its attribute. Values that are not known yet are passed over, and
// ok tells whether the rest was fine.
func fieldErrors(err error, unknowns spec.Unknowns, diags *diag.Diagnostics) (ok bool) {
	ok = true
	for _, one := range harden.Problems(err) {
		field := &harden.FieldError{}
		switch {
		case !errors.As(one, &field):
			diags.AddError("Invalid declaration", sentence(one.Error()))
			ok = false
		case !undecidedAt(unknowns, field.Path):
			diags.AddAttributeError(attributePath(field.Path), "Invalid value", sentence(field.Problem))
			ok = false
		}
	}
	return ok
}

// undecidedAt tells whether an attribute, or something around or in it, is not known yet.
func undecidedAt(unknowns spec.Unknowns, attribute string) bool {
	for _, u := range unknowns.Paths() {
		if within(u, attribute) || within(attribute, u) {
			return true
		}
	}
	return false
}

// within tells whether an attribute is another one or stands in it.
func within(attribute, outer string) bool {
	rest, ok := strings.CutPrefix(attribute, outer)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// attributePath reads a path as packages spec and harden write it ("aws.permissions[0].actions") or as rules do
// ("aws.permissions.0.actions"). The empty one is the whole resource.
func attributePath(text string) path.Path {
	p := path.Empty()
	for _, step := range steps(renamed(text)) {
		switch {
		case step.isKey:
			p = p.AtMapKey(step.name)
		case step.isIndex:
			p = p.AtListIndex(step.index)
		default:
			p = p.AtName(step.name)
		}
	}
	return p
}
