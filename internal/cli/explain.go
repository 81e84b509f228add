package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/mitchellh/go-wordwrap"
	"github.com/spf13/cobra"

	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

func newExplain(env Env) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "explain RULE", Short: "Explain a rule: why it matters, examples, remedy",
		Long: "Explain a rule, by its id (SLS101), its name (public-invocation) or a peer's id that it covers (CKV_AWS_258).",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("explain: want one rule id or name, such as SLS101")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return explain(env.Stdout, args[0], format) },
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, markdown or json")
	return cmd
}

func explain(w io.Writer, word, format string) error {
	found := rules.Find(rules.All(), word)
	if len(found) == 0 {
		return fmt.Errorf("explain: no rule %q (nearest: %s)", word, strings.Join(nearest(rules.All(), word, 3), ", "))
	}
	for i := range found {
		if err := explainOne(w, &found[i], format); err != nil {
			return err
		}
	}
	return nil
}

func explainOne(w io.Writer, r *rule.Rule, format string) error {
	switch format {
	case "text":
		text, err := explanation(r)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, text)
		return err
	case "markdown":
		text, err := Markdown(r)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, text)
		return err
	case "json":
		return writeJSON(w, document(r))
	default:
		return fmt.Errorf("--format %q is not known (want text, markdown or json)", format)
	}
}

// explanation is the text for a terminal.
func explanation(r *rule.Rule) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s    %s · profile %s\n%s.\n", r.ID, r.Name, r.Severity, r.Profile, r.Title)
	section(&b, "Why it matters", r.Why)
	for _, cloud := range r.Clouds() {
		block(&b, fmt.Sprintf("Write (%s)", cloud), r.Remedy[cloud])
	}
	examples, err := rules.ExamplesOf(r.ID)
	if err != nil {
		return "", err
	}
	for _, e := range examples {
		hcl, err := e.HCL()
		if err != nil {
			return "", err
		}
		block(&b, heading(e), hcl)
	}
	if r.Unknown != "" {
		section(&b, "Unknown when", r.Unknown)
	}
	if maps := mapsTo(r); maps != "" {
		section(&b, "Maps to", maps)
	}
	if len(r.Covers) > 0 {
		section(&b, "Also found by", strings.Join(r.Covers, ", "))
	}
	if len(r.References) > 0 {
		block(&b, "References", strings.Join(r.References, "\n"))
	}
	return b.String(), nil
}

func heading(e rules.Example) string {
	kind := map[string]string{"fail": "Fails", "pass": "Passes", "unknown": "Undecided"}[e.Kind]
	return fmt.Sprintf("%s (%s): %s", kind, e.Cloud, strings.ReplaceAll(e.Name, "-", " "))
}

func section(b *strings.Builder, title, text string) {
	block(b, title, wordwrap.WrapString(text, 96))
}

func block(b *strings.Builder, title, text string) {
	fmt.Fprintf(b, "\n%s\n", title)
	for line := range strings.Lines(strings.TrimSpace(text)) {
		b.WriteString(strings.TrimRight("  "+line, " \n") + "\n")
	}
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

// Markdown is a rule's page in docs/rules, and what explain prints with --format markdown.
func Markdown(r *rule.Rule) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s\n\n%s.\n\nSeverity **%s**, profile **%s**.\n\n## Why it matters\n\n%s\n",
		r.ID, r.Name, r.Title, r.Severity, r.Profile, r.Why)
	for _, cloud := range r.Clouds() {
		fmt.Fprintf(&b, "\n## Remedy on %s\n\n```terraform\n%s\n```\n", cloud, strings.TrimSpace(r.Remedy[cloud]))
	}
	examples, err := rules.ExamplesOf(r.ID)
	if err != nil {
		return "", err
	}
	for _, e := range examples {
		hcl, err := e.HCL()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "\n## %s\n\n```terraform\n%s\n```\n", heading(e), strings.TrimSpace(hcl))
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
