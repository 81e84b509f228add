package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

func TestRow(t *testing.T) {
	r := rule.Rule{
		ID: "SLS999", Name: "open-door", Severity: rule.High, Profile: rule.Strict, Title: "Open | ajar",
		Remedy: map[model.Cloud]string{model.AWS: "shut"}, Impossible: map[model.Cloud]string{model.Google: "It has none."},
	}
	const want = "| [SLS999](rules/SLS999.md) | open-door | high | strict | [yes](rules/SLS999.md#aws) |  | " +
		"[–](rules/SLS999.md#google-cloud) | Open \\| ajar |\n"
	if got := row(&r); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestRun writes all of it: a page for each rule, with a heading for each place that the table leads to.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	table := read(t, filepath.Join(dir, "rules.md"))
	for _, r := range rules.Documented() {
		page := read(t, filepath.Join(dir, "rules", r.ID+".md"))
		for _, c := range model.Clouds() {
			linked := cell(&r, c, "rules/"+r.ID+".md")
			if !strings.Contains(table, linked) {
				t.Errorf("%s: the table has no %s", r.ID, linked)
			}
			if told := strings.Contains(page, "\n## "+c.Title()+"\n"); told != (linked != "") {
				t.Errorf("%s: link %q, but heading %v for %s", r.ID, linked, told, c.Title())
			}
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
