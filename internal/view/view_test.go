package view_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
	"github.com/slsguard/terraform-provider-slsguard/internal/view"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// examples are directories with a plan and its HCL.
func examples() map[string]string {
	return map[string]string{
		"check":   "../../examples/check",
		"queue":   "../rules/paths/testdata/sls905/aws/fail-queue",
		"modules": "../rules/paths/testdata/sls901/aws/fail-modules",
		"guests":  "../rules/paths/testdata/sls901/aws/fail-guests",
	}
}

// drawingOf draws an example with its HCL, as the command does.
func drawingOf(t testing.TB, dir string) *view.Drawing {
	t.Helper()
	ctx := context.Background()
	p, err := plan.ReadFile(ctx, filepath.Join(dir, "plan.json"), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		t.Fatal(err)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := source.Options{WorkDir: abs}.Open(ctx, abs)
	if err != nil {
		t.Fatal(err)
	}
	p.SetLocals(tree)
	p.SetTemplates(tree)
	tree.SetValues(p.Text)
	tree.SetPlan(p)
	sys := adapt.Model(p)
	sys.Now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	res, err := engine.Run(ctx, sys, engine.Options{Rules: someRules(), Profile: finding.Recommended, Locator: tree})
	if err != nil {
		t.Fatal(err)
	}
	return view.Draw(view.Input{
		System: sys, Graph: graph.Of(sys), Findings: res.Findings, Locate: tree.Locate,
		Tool: finding.Tool{Name: "slsguard", Version: "test"}, Plan: "plan.json",
	})
}

// someRules are those of paths and a few others: golden files need not change with every rule.
func someRules() []rule.Rule {
	return slices.DeleteFunc(rules.All(), func(r rule.Rule) bool {
		return !strings.HasPrefix(r.ID, "SLS9") && !slices.Contains([]string{"SLS101", "SLS105", "SLS204", "SLS205", "SLS503"}, r.ID)
	})
}

// TestGolden holds the text formats to the files in testdata; -update rewrites them. The html format holds the json one.
func TestGolden(t *testing.T) {
	for name, dir := range examples() {
		d := drawingOf(t, dir)
		for _, format := range []string{"dot", "mermaid", "json"} {
			t.Run(name+"/"+format, func(t *testing.T) {
				got := render(t, d, format)
				file := filepath.Join("testdata", name+"."+format)
				if *update {
					if err := os.WriteFile(file, got, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s differs (go test -update rewrites it):\n%s", file, got)
				}
			})
		}
	}
}

func render(t testing.TB, d *view.Drawing, format string) []byte {
	t.Helper()
	write, ok := view.ByName(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var b bytes.Buffer
	if err := write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPath follows the path of the example through a trigger, which is a node of its own, to the privilege.
func TestPath(t *testing.T) {
	d := drawingOf(t, examples()["check"])
	for _, p := range d.Paths {
		if d.Findings[p.Finding].Rule != "SLS903" {
			continue
		}
		var names []string
		for _, id := range p.Nodes {
			names = append(names, string(d.Nodes[id].Kind))
		}
		if got, want := strings.Join(names, " "), "entry channel trigger function identity privilege"; got != want {
			t.Errorf("nodes %s, want %s", got, want)
		}
		if got, want := len(p.Edges), 5; got != want {
			t.Errorf("%d edges, want %d", got, want)
		}
		for i, h := range p.Hops {
			if h.From < 0 || h.To < 0 || h.Place == nil || len(h.Edges) == 0 {
				t.Errorf("hop %d leads nowhere: %+v", i, h)
			}
		}
		return
	}
	t.Fatal("no path of SLS903")
}

// TestEveryExample draws every example of the path rules: each path that is drawn starts and goes on at known nodes.
func TestEveryExample(t *testing.T) {
	dirs, err := filepath.Glob("../rules/paths/testdata/*/aws/fail-*")
	if err != nil || len(dirs) < 20 {
		t.Fatal(dirs, err)
	}
	for _, dir := range dirs {
		d := drawingOf(t, dir)
		if len(d.Paths) == 0 {
			t.Errorf("%s: no path", dir)
		}
		for _, p := range d.Paths {
			if len(p.Nodes) < 2 || len(p.Edges) == 0 {
				t.Errorf("%s: %s is drawn with %d nodes and %d edges", dir, d.Findings[p.Finding].Rule, len(p.Nodes), len(p.Edges))
			}
		}
		checkLayout(t, d)
	}
}

// TestSharedAddress checks that findings stand on a function, not on the endpoint and the identity that its resource brings
// along, in whichever order these come.
func TestSharedAddress(t *testing.T) {
	for _, name := range []string{"api", "zoo"} {
		w := newWorld()
		f := w.service("", name)
		id, url := w.sys.Identities[0], w.sys.Endpoints[0]
		id.Address, url.Address = f.Address, f.Address
		w.findings[0].Address = f.Address
		for i := range w.draw().Nodes {
			n := w.draw().Nodes[i]
			if want := n.Kind == graph.Function; n.Address == f.Address && want != (len(n.Findings) == 1) {
				t.Errorf("%s %q has %d findings", n.Kind, n.Name, len(n.Findings))
			}
		}
	}
}

func TestNoNullInJSON(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(render(t, view.Draw(view.Input{System: newWorld().sys, Graph: graph.Of(newWorld().sys)}), "json"), &doc); err != nil {
		t.Fatal(err)
	}
	for name, value := range doc {
		if value == nil {
			t.Errorf("%s is null", name)
		}
	}
}
