// Package ruletest runs a rule group's examples: each is HCL with the plan made from it, and says on its lines
// which findings it expects.
//
//	authorization_type = "NONE" # want SLS101
//	source_arn         = var.x  # want SLS103 unknown
//
// A comment on a block's first line expects the finding on the block itself, "# want (plan) SLS005" one on the plan. An example named fail-… must have
// a finding of its rule, pass-… none, unknown-… an undecided one; besides, no example may have an essential
// finding that it does not expect.
package ruletest

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/report"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest/fresh"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

var update = flag.Bool("update", false, "rewrite the rules' golden reports")

// Run runs every example under testdata against the whole catalogue, and requires that each rule of the group
// has examples that fail and that pass in every cloud it applies to.
func Run(t *testing.T, group, catalogue []rule.Rule) {
	t.Helper()
	for i := range group {
		r := &group[i]
		t.Run(r.ID, func(t *testing.T) {
			for _, cloud := range r.Clouds() {
				kinds := map[string]int{}
				parent := filepath.Join("testdata", strings.ToLower(r.ID), string(cloud))
				t.Run(string(cloud)+"/report", func(t *testing.T) { golden(t, r, parent, catalogue) })
				for _, dir := range dirs(t, parent) {
					kind, _, _ := strings.Cut(filepath.Base(dir), "-")
					kinds[kind]++
					t.Run(string(cloud)+"/"+filepath.Base(dir), func(t *testing.T) { example(t, r, kind, dir, catalogue) })
				}
				if kinds["fail"] == 0 || kinds["pass"] == 0 {
					t.Errorf("%s has %d failing and %d passing examples for %s; want at least one of each", r.ID, kinds["fail"], kinds["pass"], cloud)
				}
			}
		})
	}
}

func dirs(t *testing.T, parent string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(parent, "*-*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// golden holds what users read of a rule's examples against report.golden beside them; -update rewrites it.
func golden(t *testing.T, r *rule.Rule, parent string, catalogue []rule.Rule) {
	t.Helper()
	var b bytes.Buffer
	for _, dir := range dirs(t, parent) {
		if strings.HasPrefix(filepath.Base(dir), "pass-") {
			continue
		}
		findings, tree := check(t, dir, []rule.Rule{*r}, catalogue)
		fmt.Fprintf(&b, "== %s\n", filepath.Base(dir))
		text, _ := report.ByName("text")
		rep := finding.Report{Findings: findings, Profile: finding.Strict, HCL: true}
		if err := text(&b, &rep, report.Options{Sources: tree}); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n")
	}
	file := filepath.Join(parent, "report.golden")
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (make it with: go test ./internal/rules/... -update)", err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got; accept with -update):\n%s", file, diff)
	}
}

// silence is about roles that may not write logs. Examples are short: their roles have the permissions that they are
// about, and no others.
const silence = "SLS502"

func example(t *testing.T, r *rule.Rule, kind, dir string, catalogue []rule.Rule) {
	t.Helper()
	upToDate(t, dir)
	findings, _ := Check(t, dir, catalogue)
	wants := Wants(t, dir)
	var got []string
	own := map[finding.Verdict]int{}
	for _, f := range findings {
		if f.Rule == r.ID {
			own[f.Verdict]++
		}
		if f.Rule == silence && r.ID != silence && !mentions(wants, silence) {
			continue
		}
		if f.Rule != r.ID && (f.Profile != finding.Essential || f.Verdict != finding.Fail) && !mentions(wants, f.Rule) {
			continue
		}
		got = append(got, Describe(&f))
	}
	slices.Sort(got)
	slices.Sort(wants)
	if diff := cmp.Diff(slices.Compact(wants), slices.Compact(got)); diff != "" {
		t.Errorf("findings in %s (-want +got):\n%s", dir, diff)
	}
	ok := map[string]bool{
		"fail":    own[finding.Fail] > 0,
		"pass":    own[finding.Fail] == 0 && own[finding.Unknown] == 0,
		"unknown": own[finding.Unknown] > 0,
	}
	if holds, known := ok[kind]; !known || !holds {
		t.Errorf("%s: %d failures and %d undecided of %s; the name says %q", dir, own[finding.Fail], own[finding.Unknown], r.ID, kind)
	}
}

// Check runs the catalogue over an example's plan, with the example's HCL.
func Check(t *testing.T, dir string, catalogue []rule.Rule) ([]finding.Finding, *source.Tree) {
	t.Helper()
	return check(t, dir, catalogue, catalogue)
}

func check(t *testing.T, dir string, chosen, catalogue []rule.Rule) ([]finding.Finding, *source.Tree) {
	t.Helper()
	ctx := context.Background()
	p, err := plan.ReadFile(ctx, filepath.Join(dir, "plan.json"), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		t.Fatalf("%v (make it with: make examples)", err)
	}
	tree, err := source.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	p.SetLocals(tree)
	p.SetTemplates(tree)
	tree.SetValues(p.Text)
	tree.SetPlan(p)
	sys := adapt.Model(p)
	sys.Now, sys.RuntimeNotice, sys.LogRetention = today(t, dir), model.DefaultRuntimeNotice, model.DefaultLogRetention
	res, err := engine.Run(ctx, sys, engine.Options{Rules: chosen, Catalogue: catalogue, Locator: tree, Actions: p.ActionsOf})
	if err != nil {
		t.Fatal(err)
	}
	return res.Findings, tree
}

// today is the day of an example: dates of support are compared with it. An example that is about days says in a file of
// that name on which one it is checked.
func today(t *testing.T, dir string) time.Time {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "today"))
	if errors.Is(err, os.ErrNotExist) {
		return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	}
	day, err := time.Parse(time.DateOnly, strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatalf("%s/today: %v", dir, err)
	}
	return day
}

func mentions(wants []string, id string) bool {
	return slices.ContainsFunc(wants, func(w string) bool { return strings.Contains(w, id) })
}

// Describe gives a finding as wants are written: main.tf:12 SLS101, main.tf:12 SLS101 unknown.
func Describe(f *finding.Finding) string {
	where := f.Address
	if f.Location != nil {
		where = fmt.Sprintf("%s:%d", filepath.Base(f.Location.File), f.Location.Line)
	}
	if f.Verdict == finding.Unknown {
		return where + " " + f.Rule + " unknown"
	}
	return where + " " + f.Rule
}

// Wants reads the expectations of an example's HCL.
func Wants(t *testing.T, dir string) []string {
	t.Helper()
	files := append(glob(t, dir, "*.tf"), glob(t, dir, "*", "*.tf")...) // also those of its modules
	re := regexp.MustCompile(`(SLS\d{3})( unknown)?`)
	var wants []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(b), "\n") {
			_, comment, ok := strings.Cut(line, "# want ")
			if !ok {
				continue
			}
			where := fmt.Sprintf("%s:%d", filepath.Base(file), n+1)
			if strings.HasPrefix(comment, "(plan)") {
				where = "(plan)"
			}
			for _, m := range re.FindAllString(comment, -1) {
				wants = append(wants, where+" "+m)
			}
		}
	}
	return wants
}

func glob(t *testing.T, parts ...string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// upToDate fails when the plan was made from other HCL than what stands there now. Comments of the test don't count.
func upToDate(t *testing.T, dir string) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join(dir, "plan.sha256"))
	if err != nil {
		t.Fatalf("%v (make it with: make examples)", err)
	}
	got, err := fresh.Hash(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.TrimSpace(string(want)) {
		t.Errorf("%s/plan.json was made from other HCL (make it again with: make examples)", dir)
	}
}
