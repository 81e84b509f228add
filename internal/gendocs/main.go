// Command gendocs writes the documentation that is made from the rules: docs/rules/SLSnnn.md and docs/rules.md.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cli"
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
	all := rules.All()
	for i := range all {
		page, err := cli.Markdown(&all[i])
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

// index is the table of all rules.
func index(all []rule.Rule) string {
	var b strings.Builder
	b.WriteString("# Rules\n\nMade from the rules by `make generate`.\n\n| id | name | severity | profile | clouds | what |\n|---|---|---|---|---|---|\n")
	for i := range all {
		r := &all[i]
		var clouds []string
		for _, c := range r.Clouds() {
			clouds = append(clouds, string(c))
		}
		fmt.Fprintf(&b, "| [%s](rules/%s.md) | %s | %s | %s | %s | %s |\n",
			r.ID, r.ID, r.Name, r.Severity, r.Profile, strings.Join(clouds, ", "), strings.ReplaceAll(r.Title, "|", `\|`))
	}
	return b.String()
}
