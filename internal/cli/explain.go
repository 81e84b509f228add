package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mitchellh/go-wordwrap"
	"github.com/spf13/cobra"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

const explainHelp = `Explain a rule, by its id (SLS101), its name (public-invocation) or a peer's id that it covers
(CKV_AWS_258).

What to write, and examples, are shown by cloud. Without --cloud the text has one example of each kind for each
cloud; with it, all examples for that one.`

func newExplain(env Env) *cobra.Command {
	var format, cloud string
	cmd := &cobra.Command{
		Use: "explain RULE", Short: "Explain a rule: why it matters, examples, remedy", Long: explainHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("explain: want one rule id or name, such as SLS101")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return explain(env.Stdout, args[0], format, cloud) },
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, markdown or json")
	cmd.Flags().StringVar(&cloud, "cloud", "", "only what is about one cloud: aws, azure or google")
	return cmd
}

func explain(w io.Writer, word, format, cloud string) error {
	if cloud != "" && !oneOf(cloud, model.Clouds()) {
		return fmt.Errorf("--cloud %q is not known (want aws, azure or google)", cloud)
	}
	all := rules.Documented()
	found := rules.Find(all, word)
	if len(found) == 0 {
		return fmt.Errorf("explain: no rule %q (nearest: %s)", word, strings.Join(nearest(all, word, 3), ", "))
	}
	for i := range found {
		examples, err := rules.ExamplesOf(found[i].ID)
		if err != nil {
			return err
		}
		p := page{rule: &found[i], examples: examples, only: model.Cloud(cloud)}
		if err := p.write(w, format); err != nil {
			return err
		}
	}
	return nil
}

// page is what is told of one rule.
type page struct {
	rule     *rule.Rule
	examples []rules.Example
	only     model.Cloud // "" for every cloud
}

func (p *page) write(w io.Writer, format string) error {
	render := map[string]func() (string, error){"text": p.text, "markdown": p.markdown}[format]
	switch {
	case render != nil:
		text, err := render()
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, text)
		return err
	case format == "json":
		return writeJSON(w, document(p.rule, p.only))
	default:
		return fmt.Errorf("--format %q is not known (want text, markdown or json)", format)
	}
}

// clouds are those that there is something to tell of, in a fixed order.
func (p *page) clouds() []model.Cloud {
	return slices.DeleteFunc(model.Clouds(), func(c model.Cloud) bool {
		return p.only != "" && p.only != c || p.rule.Remedy[c] == "" && p.rule.Impossible[c] == ""
	})
}

// text is the page for a terminal.
func (p *page) text() (string, error) {
	var b strings.Builder
	r := p.rule
	fmt.Fprintf(&b, "%s %s    %s\n%s.\n", r.ID, r.Name, rank(r), r.Title)
	section(&b, "Why it matters", r.Why)
	for _, cloud := range p.clouds() {
		if err := p.cloudText(&b, cloud); err != nil {
			return "", err
		}
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

// rank is how bad the rule's findings are, and who gets them.
func rank(r *rule.Rule) string {
	if r.Severity == "" {
		return "no severity of its own"
	}
	return fmt.Sprintf("%s · profile %s", r.Severity, r.Profile)
}

func (p *page) cloudText(b *strings.Builder, cloud model.Cloud) error {
	if why := p.rule.Impossible[cloud]; why != "" {
		section(b, cloud.Title(), "Does not apply: "+why)
		return nil
	}
	block(b, "Write ("+cloud.Title()+")", p.rule.Remedy[cloud])
	shown, more := p.chosen(cloud)
	for _, e := range shown {
		hcl, err := e.HCL()
		if err != nil {
			return err
		}
		block(b, fmt.Sprintf("%s (%s): %s", heading(e), cloud.Title(), e.Words()), hcl)
	}
	if more > 0 {
		fmt.Fprintf(b, "\n%d more of %s: slsguard explain %s --cloud %s\n", more, cloud.Title(), p.rule.ID, cloud)
	}
	return nil
}

// chosen gives the examples to show of a cloud, and how many more there are: all, when the cloud was asked for, else one
// that fails and one that passes.
func (p *page) chosen(cloud model.Cloud) (shown []rules.Example, more int) {
	seen := map[string]bool{"unknown": p.only == ""}
	examples := p.of(cloud)
	if p.only == "" {
		plainFirst(examples)
	}
	for _, e := range examples {
		if p.only == "" && seen[e.Kind] {
			more++
			continue
		}
		seen[e.Kind] = true
		shown = append(shown, e)
	}
	return shown, more
}

// plainFirst puts the shortest of the passing examples first: what most people should write, and not what excuses a few.
func plainFirst(examples []rules.Example) {
	length := map[string]int{}
	for _, e := range examples {
		hcl, err := e.HCL()
		if err != nil {
			return // tells who shows it
		}
		if e.Kind == "pass" {
			length[e.Dir] = len(hcl)
		}
	}
	slices.SortStableFunc(examples, func(a, b rules.Example) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(length[a.Dir], length[b.Dir]))
	})
}

func (p *page) of(cloud model.Cloud) []rules.Example {
	return slices.DeleteFunc(slices.Clone(p.examples), func(e rules.Example) bool { return e.Cloud != cloud })
}

// heading says what becomes of an example: "Fails".
func heading(e rules.Example) string {
	return map[string]string{"fail": "Fails", "pass": "Passes", "unknown": "Undecided"}[e.Kind]
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
