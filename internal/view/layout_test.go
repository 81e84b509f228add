package view_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/view"
)

func TestLayout(t *testing.T) {
	for name, dir := range examples() {
		t.Run(name, func(t *testing.T) { checkLayout(t, drawingOf(t, dir)) })
	}
}

func TestLayoutOfAFleet(t *testing.T) {
	for _, modules := range []bool{true, false} {
		d := fleet(500, modules).draw()
		checkLayout(t, d)
		if d.Summary.Functions != 500 {
			t.Errorf("%d functions", d.Summary.Functions)
		}
		parts := 0
		for _, g := range d.Groups {
			if g.Parent >= 0 {
				parts++
			}
		}
		if parts != 500 {
			t.Errorf("%d groups within others, want one for each service", parts)
		}
	}
}

// TestOrder draws the same whatever order the plan's resources come in.
func TestOrder(t *testing.T) {
	w := fleet(40, false)
	want := render(t, w.draw(), "json")
	r := rand.New(rand.NewPCG(1, 2))
	shuffled := &model.System{
		Functions: shuffle(r, w.sys.Functions), Identities: shuffle(r, w.sys.Identities), Channels: shuffle(r, w.sys.Channels),
		Triggers: shuffle(r, w.sys.Triggers), Endpoints: shuffle(r, w.sys.Endpoints),
	}
	w.sys = shuffled
	if got := render(t, w.draw(), "json"); !bytes.Equal(got, want) {
		t.Error("the order of the plan shows in the drawing")
	}
}

func shuffle[T any](r *rand.Rand, list []T) []T {
	out := append([]T{}, list...)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// TestCycle lays out functions that start each other, and a role that may write to the queue its function reads.
func TestCycle(t *testing.T) {
	w := newWorld()
	a, b := w.service("", "a"), w.service("module.b.", "b")
	a.Next = append(a.Next, link(a.Address, "destination", b))
	b.Next = append(b.Next, link(b.Address, "destination", a))
	a.DeadLetter = link(a.Address, "dead_letter_config", w.sys.Channels...)
	checkLayout(t, w.draw())
}

// TestLongChain must not take a column for each of many functions in a row.
func TestLongChain(t *testing.T) {
	w := fleet(200, false)
	for i, f := range w.sys.Functions[1:] {
		f.Next = append(f.Next, link(f.Address, "destination", w.sys.Functions[i]))
	}
	d := w.draw()
	checkLayout(t, d)
	if len(d.Columns) > 12 {
		t.Errorf("%d columns", len(d.Columns))
	}
}

// TestLoneTrigger draws a schedule, which the graph has no edge of.
func TestLoneTrigger(t *testing.T) {
	w := newWorld()
	f := w.service("", "f")
	timer := &model.Trigger{Head: head("aws_cloudwatch_event_target.tick", "tick"), Kind: model.Timer}
	timer.Function = link(timer.Address, "arn", f)
	w.sys.Triggers = append(w.sys.Triggers, timer)
	w.findings = append(w.findings, finding.Finding{Rule: "SLS206", Severity: finding.Low, Verdict: finding.Fail, Address: timer.Address})
	for _, n := range w.draw().Nodes {
		if n.Address == timer.Address && n.Kind == view.Trigger && len(n.Findings) == 1 {
			return
		}
	}
	t.Error("the schedule is not drawn")
}

// TestPlaces puts findings on what they are about: a policy's on what it opens, a key's on what it protects.
func TestPlaces(t *testing.T) {
	w := newWorld()
	f := w.service("", "f")
	f.Grants = []*model.Grant{{Place: model.PlaceOf("aws_lambda_permission.f", ""), Abilities: []model.Ability{model.Invoke}, Certain: model.True()}}
	f.EnvKey = link(f.Address, "kms_key_arn", &model.Key{Head: head("aws_kms_key.f", "key")})
	for _, address := range []string{"aws_lambda_permission.f", "aws_kms_key.f", "aws_nothing.f"} {
		w.findings = append(w.findings, finding.Finding{Rule: "SLS100", Severity: finding.Low, Verdict: finding.Fail, Address: address})
	}
	w.findings[3].Evidence = []finding.Evidence{{Address: "aws_other.f"}}
	d := w.draw()
	for i, want := range []string{"aws_lambda_function_url.f", f.Address, f.Address} {
		if nodes := d.Findings[i].Nodes; len(nodes) != 1 || d.Nodes[nodes[0]].Address != want {
			t.Errorf("finding on %s is shown on %v, want %s", d.Findings[i].Address, nodes, want)
		}
	}
	if len(d.Unplaced) != 1 || d.Unplaced[0] != 3 {
		t.Errorf("unplaced: %v", d.Unplaced)
	}
	for _, n := range d.Nodes {
		if n.Kind == graph.Key {
			t.Error("a key is drawn")
		}
	}
}

// TestMermaidLimits keeps to what Mermaid draws (maxEdges 500, maxTextSize 50000).
func TestMermaidLimits(t *testing.T) {
	for _, n := range []int{100, 500, 3000} {
		text := string(render(t, fleet(n, true).draw(), "mermaid"))
		if edges := strings.Count(text, "-->"); edges > 500 || len(text) > 50_000 {
			t.Errorf("%d services: %d edges, %d characters", n, edges, len(text))
		}
		if !strings.Contains(text, "too large for Mermaid") || !strings.Contains(text, "functions: 8") {
			t.Errorf("%d services: modules are not drawn as nodes:\n%.400s", n, text)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	w := fleet(500, true)
	for b.Loop() {
		w.draw()
	}
}
