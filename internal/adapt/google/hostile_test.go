package google

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// TestHostilePlans puts values of other kinds, or none, anywhere into planned values: nothing may panic.
func TestHostilePlans(t *testing.T) {
	for _, name := range []string{"functions", "iam", "data", "gateway", "oversight"} {
		text, err := os.ReadFile(filepath.Join("testdata", name, "plan.json"))
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(1, 2))
		for range 30 {
			var doc map[string]any
			if err := json.Unmarshal(text, &doc); err != nil {
				t.Fatal(err)
			}
			changes, _ := doc["resource_changes"].([]any)
			for _, c := range changes {
				change, _ := c.(map[string]any)["change"].(map[string]any)
				change["after"] = spoiled(random, change["after"], 3)
				change["after_unknown"] = spoiled(random, change["after_unknown"], 6)
			}
			adaptSpoiled(t, doc)
		}
	}
}

// spoiled replaces one in many of the values below v.
func spoiled(random *rand.Rand, v any, odds int) any {
	switch x := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			x[k] = spoiled(random, x[k], odds*2)
		}
	case []any:
		for i := range x {
			x[i] = spoiled(random, x[i], odds*2)
		}
	}
	if random.IntN(odds*4) > 0 {
		return v
	}
	return []any{nil, true, 7.5, "x", "", "a/b/c@d:e", []any{}, []any{nil}, map[string]any{}, map[string]any{"": nil}}[random.IntN(10)]
}

func adaptSpoiled(t *testing.T, doc map[string]any) {
	t.Helper()
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Read(context.Background(), bytes.NewReader(text), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err) // values of any kind are for the adapters to deal with
	}
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
}
