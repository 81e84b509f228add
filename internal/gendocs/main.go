// Command gendocs writes the documentation that is made from the rules: docs/rules/SLSnnn.md and docs/rules.md.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cli"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

func main() {
	if err := run("docs"); err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	pages := filepath.Join(dir, "rules")
	if err := os.RemoveAll(pages); err != nil {
		return err
	}
	if err := os.MkdirAll(pages, 0o755); err != nil { //nolint:gosec // documentation is for everybody
		return err
	}
	all := rules.Documented()
	for i := range all {
		examples, err := rules.ExamplesOf(all[i].ID)
		if err != nil {
			return err
		}
		page, err := cli.Markdown(&all[i], examples)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(pages, all[i].ID+".md"), page); err != nil {
			return err
		}
	}
	return write(filepath.Join(dir, "rules.md"), index(all))
}

func write(path, text string) error {
	return os.WriteFile(path, []byte(text), 0o644) //nolint:gosec // documentation is for everybody
}

const intro = `# Rules

Made from the rules by ` + "`make generate`" + `.

A rule that cannot be violated on a cloud has a – there; its page says why.

`

// index is the table of all rules, with a column for each cloud.
func index(all []rule.Rule) string {
	var b strings.Builder
	head, line := "| id | name | severity | profile |", "|---|---|---|---|"
	for _, c := range model.Clouds() {
		head, line = head+" "+c.Title()+" |", line+"---|"
	}
	b.WriteString(intro + head + " what |\n" + line + "---|\n")
	for i := range all {
		b.WriteString(row(&all[i]))
	}
	return b.String()
}

func row(r *rule.Rule) string {
	page := "rules/" + r.ID + ".md"
	cells := []string{fmt.Sprintf("[%s](%s)", r.ID, page), r.Name, orDash(string(r.Severity)), orDash(string(r.Profile))}
	for _, c := range model.Clouds() {
		cells = append(cells, cell(r, c, page))
	}
	cells = append(cells, strings.ReplaceAll(r.Title, "|", `\|`))
	return "| " + strings.Join(cells, " | ") + " |\n"
}

// cell leads to what the rule's page tells of a cloud.
func cell(r *rule.Rule, c model.Cloud, page string) string {
	switch {
	case r.Remedy[c] != "":
		return fmt.Sprintf("[yes](%s%s)", page, cli.Anchor(c))
	case r.Impossible[c] != "":
		return fmt.Sprintf("[–](%s%s)", page, cli.Anchor(c))
	default:
		return ""
	}
}

func orDash(word string) string {
	if word == "" {
		return "–"
	}
	return word
}
