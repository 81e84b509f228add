package adapt_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// TestReleasedPlans holds adapters to have read all that rules ask for before a plan is let go of.
func TestReleasedPlans(t *testing.T) {
	all := rules.All()
	for _, file := range examples(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if whole, released := foundOnce(t, text, all, false), foundOnce(t, text, all, true); whole != released {
			t.Errorf("%s: findings of the whole plan\n%s\nof the released one\n%s", file, whole, released)
		}
	}
}

// foundOnce gives the findings in a plan, which is released before rules see its model.
func foundOnce(t *testing.T, text []byte, all []rule.Rule, release bool) string {
	t.Helper()
	p, err := plan.Read(context.Background(), bytes.NewReader(text), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		t.Fatal(err)
	}
	sys := adapt.Model(p)
	if release {
		adapt.Release(p, sys)
	}
	res, err := engine.Run(context.Background(), sys, engine.Options{Rules: all, Actions: p.ActionsOf})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(res.Findings, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
