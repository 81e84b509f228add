package adapt_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// examples are the plans of the rules' examples: every shape that a rule is about.
func examples(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../rules/*/testdata/*/*/*/plan.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 300 {
		t.Fatalf("only %d example plans", len(files))
	}
	return files
}

// found gives the findings in a plan as they stand in a report.
func found(t *testing.T, text []byte) string {
	t.Helper()
	p, err := plan.Read(context.Background(), bytes.NewReader(text), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		t.Fatal(err)
	}
	res, err := engine.Run(context.Background(), adapt.Model(p), engine.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(res.Findings, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// altered gives a plan with its resource changes passed through a function.
func altered(t *testing.T, text []byte, alter func([]json.RawMessage) []json.RawMessage) []byte {
	t.Helper()
	var doc map[string]json.RawMessage
	var changes []json.RawMessage
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	if doc["resource_changes"] == nil { // nothing but outputs
		doc["resource_changes"] = []byte("[]")
	}
	if err := json.Unmarshal(doc["resource_changes"], &changes); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(alter(changes))
	if err != nil {
		t.Fatal(err)
	}
	doc["resource_changes"] = b
	if b, err = json.Marshal(doc); err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOrderChangesNothing shuffles the resources of every example plan: the findings stay the same to the byte.
func TestOrderChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, file := range examples(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := found(t, text)
		got := found(t, altered(t, text, func(changes []json.RawMessage) []json.RawMessage {
			random.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
			return changes
		}))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: another order, other findings (-plan +shuffled):\n%s", file, diff)
		}
	}
}

// TestStrangersChangeNothing adds resources that have nothing to do with the rest: the findings stay the same.
func TestStrangersChangeNothing(t *testing.T) {
	strangers := []json.RawMessage{
		[]byte(`{"address":"module.other.aws_vpc.stranger","module_address":"module.other","mode":"managed","type":"aws_vpc","name":"stranger",
"provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"after":{"cidr_block":"10.9.0.0/16"},"after_unknown":{"id":true}}}`),
		[]byte(`{"address":"module.other.null_resource.stranger","module_address":"module.other","mode":"managed","type":"null_resource","name":"stranger",
"provider_name":"registry.terraform.io/hashicorp/null","change":{"actions":["create"],"after":{},"after_unknown":{"id":true}}}`),
	}
	for _, file := range examples(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := found(t, altered(t, text, func(changes []json.RawMessage) []json.RawMessage { return append(strangers[:2:2], changes...) }))
		if diff := cmp.Diff(found(t, text), got); diff != "" {
			t.Errorf("%s: strangers change the findings (-plan +with strangers):\n%s", file, diff)
		}
	}
}
