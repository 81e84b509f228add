package plan

import (
	"context"
	"slices"
	"testing"
)

func TestRelease(t *testing.T) {
	p, err := ReadFile(context.Background(), "testdata/graph/plan.json", Options{})
	if err != nil {
		t.Fatal(err)
	}
	type told struct {
		actions []string
		text    string
		known   bool
	}
	ask := func(address string) (of told) {
		of.actions = p.ActionsOf(address)
		of.text, of.known = p.Text(address, "input")
		return of
	}
	before := map[string]told{"x.y": ask("x.y")}
	for _, r := range p.Resources {
		before[r.Address] = ask(r.Address)
	}
	if text, ok := p.Text("terraform_data.plain", "triggers_replace"); ok {
		t.Fatalf("triggers_replace is %q", text)
	}
	for range 2 { // the second time there is nothing left to let go of
		p.Release("input", "triggers_replace")
		for address, want := range before {
			got := ask(address)
			if !slices.Equal(got.actions, want.actions) || got.text != want.text || got.known != want.known {
				t.Errorf("%s: %+v, want %+v", address, got, want)
			}
		}
	}
	if _, ok := p.Text("terraform_data.plain", "triggers_replace"); ok {
		t.Error("an attribute that was not known has a text")
	}
	if _, ok := p.Text("terraform_data.plain", "id"); ok {
		t.Error("an attribute that was not kept has a text")
	}
	if r, ok := p.Resource("terraform_data.plain"); ok || p.Resources != nil {
		t.Errorf("%v is still there", r)
	}
}
