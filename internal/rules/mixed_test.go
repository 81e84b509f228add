package rules_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
)

const mixed = "testdata/mixed"

// TestMixedPlan: one plan may have resources of every cloud, and what is wrong in each is found.
func TestMixedPlan(t *testing.T) { severe(t, mixed) }

// TestAcrossClouds: what leads from one cloud to another is followed.
func TestAcrossClouds(t *testing.T) { severe(t, "testdata/across") }

// severe holds an example to the critical and high findings that it expects.
func severe(t *testing.T, dir string) {
	t.Helper()
	findings, _ := ruletest.Check(t, dir, rules.All())
	var got []string
	for _, f := range findings {
		if (f.Severity == finding.Critical || f.Severity == finding.High) && f.Verdict == finding.Fail {
			got = append(got, ruletest.Describe(&f))
		}
	}
	want := ruletest.Wants(t, dir)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("critical and high findings (-want +got):\n%s", diff)
	}
}

// TestMixedPlanIsItsParts: what is found in a plan of several clouds is what is found in the part of each, and no part
// changes what is found of another.
func TestMixedPlanIsItsParts(t *testing.T) {
	text, err := os.ReadFile(mixed + "/plan.json")
	if err != nil {
		t.Fatal(err)
	}
	whole, parts := found(t, text), []string{}
	for _, provider := range []string{"aws", "azurerm", "google"} {
		part := found(t, only(t, text, provider+"_"))
		if len(part) < 5 {
			t.Errorf("%s: only %d findings", provider, len(part))
		}
		parts = append(parts, part...)
	}
	slices.Sort(parts)
	if diff := cmp.Diff(whole, parts); diff != "" {
		t.Errorf("findings of the whole and of its parts (-whole +parts):\n%s", diff)
	}
}

// only gives a plan with the resources of one provider.
func only(t *testing.T, text []byte, prefix string) []byte {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	keep := func(in map[string]any) {
		resources, _ := in["resources"].([]any)
		in["resources"] = slices.DeleteFunc(resources, func(r any) bool {
			return !strings.HasPrefix(r.(map[string]any)["type"].(string), prefix)
		})
	}
	doc["resource_changes"] = slices.DeleteFunc(doc["resource_changes"].([]any), func(r any) bool {
		return !strings.HasPrefix(r.(map[string]any)["type"].(string), prefix)
	})
	keep(doc["configuration"].(map[string]any)["root_module"].(map[string]any))
	keep(doc["planned_values"].(map[string]any)["root_module"].(map[string]any))
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// found gives what is found in a plan, but for what is said of the plan as a whole.
func found(t *testing.T, text []byte) []string {
	t.Helper()
	p, err := plan.Read(context.Background(), bytes.NewReader(text), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		t.Fatal(err)
	}
	sys := adapt.Model(p)
	sys.Now, sys.RuntimeNotice, sys.LogRetention = today(), model.DefaultRuntimeNotice, model.DefaultLogRetention
	result, err := engine.Run(context.Background(), sys, engine.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range result.Findings {
		if f.Address != "(plan)" {
			told := []string{f.Rule, string(f.Verdict), f.Address, f.Attribute, f.Message, f.Reason}
			all = append(all, strings.Join(told, " "))
		}
	}
	slices.Sort(all)
	return all
}
