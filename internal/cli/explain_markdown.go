package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// Markdown is a rule's page in docs/rules, and what explain prints with --format markdown.
func Markdown(r *rule.Rule, examples []rules.Example) (string, error) {
	p := page{rule: r, examples: examples}
	return p.markdown()
}

// Anchor is where a rule's page tells of a cloud.
func Anchor(cloud model.Cloud) string {
	return "#" + strings.ReplaceAll(strings.ToLower(cloud.Title()), " ", "-")
}

func (p *page) markdown() (string, error) {
	var b strings.Builder
	r := p.rule
	fmt.Fprintf(&b, "# %s %s\n\n%s.\n\n%s\n%s\n## Why it matters\n\n%s\n",
		r.ID, r.Name, r.Title, rankMarkdown(r), p.tabs(), r.Why)
	for _, cloud := range p.clouds() {
		if err := p.cloudMarkdown(&b, cloud); err != nil {
			return "", err
		}
	}
	if r.Unknown != "" {
		fmt.Fprintf(&b, "\n## Unknown when\n\n%s\n", r.Unknown)
	}
	if maps := mapsTo(r); maps != "" {
		fmt.Fprintf(&b, "\n## Maps to\n\n%s\n", maps)
	}
	if len(r.Covers) > 0 {
		fmt.Fprintf(&b, "\n## Also found by\n\n%s\n", strings.Join(r.Covers, ", "))
	}
	if len(r.References) > 0 {
		b.WriteString("\n## References\n\n")
		for _, ref := range r.References {
			fmt.Fprintf(&b, "- <%s>\n", ref)
		}
	}
	return b.String(), nil
}

func rankMarkdown(r *rule.Rule) string {
	if r.Severity == "" {
		return "No severity of its own."
	}
	return fmt.Sprintf("Severity **%s**, profile **%s**.", r.Severity, r.Profile)
}

// tabs leads to what the page tells of each cloud.
func (p *page) tabs() string {
	clouds := p.clouds()
	if len(clouds) < 2 {
		return ""
	}
	links := make([]string, 0, len(clouds))
	for _, c := range clouds {
		links = append(links, fmt.Sprintf("[%s](%s)", c.Title(), Anchor(c)))
	}
	return "\n" + strings.Join(links, " · ") + "\n"
}

func (p *page) cloudMarkdown(b *strings.Builder, cloud model.Cloud) error {
	fmt.Fprintf(b, "\n## %s\n", cloud.Title())
	if why := p.rule.Impossible[cloud]; why != "" {
		fmt.Fprintf(b, "\nThe rule does not apply: %s\n", why)
		return nil
	}
	terraform(b, "Remedy", p.rule.Remedy[cloud])
	for _, e := range p.of(cloud) {
		hcl, err := e.HCL()
		if err != nil {
			return err
		}
		terraform(b, heading(e)+": "+e.Words(), hcl)
	}
	return nil
}

func terraform(b *strings.Builder, title, hcl string) {
	fmt.Fprintf(b, "\n### %s\n\n```terraform\n%s\n```\n", title, strings.TrimSpace(hcl))
}

func mapsTo(r *rule.Rule) string {
	m := r.Mappings
	var all []string
	for _, id := range m.OWASP {
		all = append(all, "OWASP Serverless "+id)
	}
	for _, id := range m.CSA {
		all = append(all, "CSA "+id)
	}
	for _, n := range m.CWE {
		all = append(all, "CWE-"+strconv.Itoa(n))
	}
	for _, id := range m.FSBP {
		all = append(all, "AWS FSBP "+id)
	}
	for _, id := range m.NIST {
		all = append(all, "NIST 800-53 "+id)
	}
	return strings.Join(all, " · ")
}
