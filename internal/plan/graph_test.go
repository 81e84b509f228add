package plan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGraph follows references in a plan of real Terraform: see testdata/graph/main.tf.
func TestGraph(t *testing.T) {
	p, err := ReadFile(context.Background(), "testdata/graph/plan.json", Options{})
	if err != nil {
		t.Fatal(err)
	}
	const res = "terraform_data."
	both := []string{res + "plain id", res + "counted[0] id"}
	counted := []string{res + "counted[0] id", res + "counted[1] id"}
	always := func(origin string) resolved { return resolved{Origins: []string{origin}, Always: true} }
	constant := func(text string) resolved { return resolved{Constants: []string{text}} }
	tests := map[string]resolved{
		res + "plain":                        constant("constant"),
		res + "counted[1]":                   always(res + "plain id"),
		res + "static_index":                 always(res + "counted[1] id"),
		res + "static_key":                   always(res + `keyed["b.c"] id`),
		res + "splat":                        {Origins: []string{res + "counted[0] ", res + "counted[1] "}},
		res + "try":                          always(res + "counted[0] id"),
		res + "conditional":                  {Origins: both},
		res + "template":                     always(res + "plain id"),
		res + "same_number[1]":               always(res + "counted[1] "),
		res + `keyed["b.c"]`:                 constant("b.c"),
		res + `same_key["b.c"]`:              always(res + `keyed["b.c"] `),
		res + `same_key["d\"e"]`:             always(res + `keyed["d\"e"] `),
		res + `each_value["d\"e"]`:           always(res + `keyed["d\"e"] id`),
		res + `chosen_value["x"]`:            {Origins: both},
		res + "local":                        {Incomplete: "local.made cannot be followed without HCL"},
		res + "variable":                     constant("from-the-root"),
		res + "output":                       always("module.one.module.store[0]." + res + "this id"),
		res + "output_of_key":                always(`module.many["y"].module.store[0].` + res + "this id"),
		res + `output_of_each["x"]`:          always(`module.many["x"].module.store[0].` + res + "this id"),
		"module.one." + res + "named":        constant("by-default"),
		`module.many["x"].` + res + "named":  constant("given"),
		"module.one." + res + "worker":       always(res + "plain id"),
		`module.many["y"].` + res + "worker": {Origins: counted},
		`module.one.module.store[1].` + res + "this": {
			Origins: []string{"module.one." + res + "worker id", res + "plain id"},
		},
		`module.many["y"].module.store[1].` + res + "this": {
			Origins: slices.Concat([]string{`module.many["y"].` + res + "worker id"}, counted),
		},
		res + `output_whole["y"]`: {
			Origins:    []string{`module.many["y"].module.store[0].` + res + "this id", `module.many["y"].` + res + "worker "},
			Incomplete: `which output of module.many["y"] is read is not in the plan`,
		},
	}
	for address, want := range tests {
		r, ok := p.Resource(address)
		if !ok {
			t.Errorf("%s is not in the plan", address)
			continue
		}
		if diff := cmp.Diff(want, describe(p.Resolve(r, "input"))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", address, diff)
		}
	}
	secret, _ := p.Resource(res + "sensitive")
	if got := p.Resolve(secret, "input.closed"); len(got.Constants) != 1 || !got.Constants[0].Sensitive() {
		t.Errorf("constants of a sensitive variable: %+v", got.Constants)
	}
	if _, ok := p.Resource(res + "one[0]"); ok || p.Count != 43 || p.PartialWhy != "" || p.Targeted {
		t.Errorf("count %d, partial %q", p.Count, p.PartialWhy)
	}
}

// TestApplied follows references where all values are known: only the origin that gave the value is left.
func TestApplied(t *testing.T) {
	p, err := ReadFile(context.Background(), "testdata/applied/plan.json", Options{})
	if err != nil {
		t.Fatal(err)
	}
	const res = "terraform_data."
	tests := map[string]resolved{
		res + "conditional":                  {Origins: []string{res + "plain id"}},
		res + `chosen_value["x"]`:            {Origins: []string{res + "plain id"}},
		res + `chosen_value["y"]`:            {Origins: []string{res + "counted[0] id"}},
		`module.many["y"].` + res + "worker": {Origins: []string{res + "counted[1] id"}},
		res + `output_whole["y"]`:            {Origins: []string{`module.many["y"].module.store[0].` + res + "this id"}},
		res + "template":                     {Origins: []string{res + "plain id"}, Always: true},
		res + "local":                        {Origins: []string{res + "plain id (by value)"}, Always: true},
	}
	for address, want := range tests {
		r, ok := p.Resource(address)
		if !ok {
			t.Errorf("%s is not in the plan", address)
			continue
		}
		if diff := cmp.Diff(want, describe(p.Resolve(r, "input"))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", address, diff)
		}
	}
	// An element of a list is told apart by its value.
	r, _ := p.Resource("module.one.module.store[0]." + res + "this")
	if diff := cmp.Diff(resolved{Origins: []string{"module.one." + res + "worker id"}}, describe(p.Resolve(r, "input.0"))); diff != "" {
		t.Error(diff)
	}
}

func TestOutputs(t *testing.T) {
	p, err := ReadFile(context.Background(), "testdata/applied/plan.json", Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := resolved{Origins: []string{"module.one.module.store[0].terraform_data.this id"}, Always: true}
	if diff := cmp.Diff(want, describe(p.ResolveOutput("store"))); diff != "" {
		t.Error(diff)
	}
	secret := p.ResolveOutput("secret")
	if len(secret.Constants) != 1 || !secret.Constants[0].Sensitive() {
		t.Errorf("secret: %+v", secret)
	}
	if none := p.ResolveOutput("none"); none.Complete || none.Always {
		t.Errorf("none: %+v", none)
	}
	if got := p.ActionsOf("terraform_data.plain"); !slices.Equal(got, []string{"no-op"}) {
		t.Errorf("actions %v", got)
	}
	if text, ok := p.Text("terraform_data.plain", "input"); !ok || text != "constant" {
		t.Errorf("text %q, %v", text, ok)
	}
	if _, ok := p.Text("terraform_data.sensitive", "input"); ok || p.ActionsOf("x.y") != nil {
		t.Error("an object has no text, and what there is not has no actions")
	}
}

type locals map[string][]string

func (l locals) LocalReferences(modulePath, name string) (refs []string, constant, ok bool) {
	refs, ok = l[modulePath+"/"+name]
	return refs, ok && len(refs) == 0, ok
}

func TestLocals(t *testing.T) {
	text := small(comma(queue("", "q", ""), user("module.a", "m", ""), user("module.a", "n", "")),
		`{"resources":[`+written(queueType, "q", "", "")+`],"module_calls":{"a":{"expressions":{"arn":`+refs("local.arn")+
			`},"module":{"variables":{"arn":{}},"resources":[`+comma(written(userType, "m", source("local.made.x", "local.made"), ""),
			written(userType, "n", source("local.literal"), ""))+`]}}}}`)
	p := read(t, text)
	p.SetLocals(locals{
		"module.a/made": {"var.arn"}, "module.a/literal": nil,
		"/arn": {"aws_sqs_queue.q.arn", "aws_sqs_queue.q", "local.circle"}, "/circle": {"local.circle"},
	})
	m, _ := p.Resource("module.a." + userType + ".m")
	n, _ := p.Resource("module.a." + userType + ".n")
	if diff := cmp.Diff(resolved{Origins: []string{"aws_sqs_queue.q arn"}}, describe(p.Resolve(m, "event_source_arn"))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(resolved{}, describe(p.Resolve(n, "event_source_arn"))); diff != "" {
		t.Error(diff)
	}
}

func TestDeclaredAndReferences(t *testing.T) {
	p := read(t, small(created("", "x_y", "z", "", `{"given":1,"made":"x","blocks":[{"a":1},{"a":2}],"dynamic":[{"a":1}],"list":["x"]}`,
		`{"computed":true,"timeouts":{"create":true}}`),
		`{"resources":[`+written("x_y", "z", `"given":`+refs("var.a", "each.value.b", "each.value")+`,"null":{},"blocks":[{"a":`+
			refs("local.x")+`},{"a":{},"b":`+refs("aws_x.y.arn", "aws_x.y")+`}],"short":[{}],"timeouts":{"create":`+refs("var.t")+`}`, "")+`]}`))
	r := p.Resources[0]
	tests := []struct {
		path         string
		declared, ok bool
		references   string
	}{
		{"given", true, true, "var.a each.value.b"},
		{"null", true, true, ""},
		{"made", false, true, ""},
		{"list", false, true, ""},
		{"none", false, true, ""},
		{"blocks", true, true, "local.x aws_x.y.arn"},
		{"blocks.0.a", true, true, "local.x"},
		{"blocks.1.b", true, true, "aws_x.y.arn"},
		{"blocks.0.b", false, true, ""},
		{"dynamic", false, false, ""},
		{"dynamic.0.a", false, false, ""},
		{"timeouts.create", true, true, "var.t"},
	}
	for _, tt := range tests {
		declared, ok := r.Declared(tt.path)
		references := strings.Join(r.References(tt.path), " ")
		if declared != tt.declared || ok != tt.ok || references != tt.references {
			t.Errorf("%s: declared %v, ok %v, references %q; want %v, %v, %q",
				tt.path, declared, ok, references, tt.declared, tt.ok, tt.references)
		}
	}
	if _, ok := (&Resource{}).Declared("x"); ok {
		t.Error("a resource without configuration tells what is declared")
	}
}

// TestFanOut resolves 10,000 instances of which each may refer to 10,000 others.
func TestFanOut(t *testing.T) {
	const n = 10_000
	var changes []string
	for i := range n {
		changes = append(changes, queue("", "q", fmt.Sprintf(`"k%d"`, i)), user("", "m", fmt.Sprintf(`"k%d"`, i)), user("", "s", fmt.Sprintf(`"k%d"`, i)))
	}
	forEach := `,"for_each_expression":{}`
	p := read(t, small(comma(changes...), `{"resources":[`+comma(written(queueType, "q", "", forEach),
		written(userType, "m", source("aws_sqs_queue.q", "each.key"), forEach), written(userType, "s", source("aws_sqs_queue.q"), forEach))+`]}`))
	for _, r := range p.Resources {
		res := p.Resolve(r, "event_source_arn")
		switch {
		case r.Name == "m" && (len(res.Origins) != 1 || res.Origins[0].Resource.Key != r.Key || !res.Complete):
			t.Fatalf("%s: %+v", r.Address, res)
		case r.Name == "s" && (len(res.Origins) != maxOrigins || res.Complete):
			t.Fatalf("%s: %d origins, complete %v", r.Address, len(res.Origins), res.Complete)
		}
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct {
		address, module, key string
		parts                []part
	}{
		{"aws_x.y", "", "", []part{{text: "aws_x"}, {text: "y"}}},
		{"module.a.aws_x.y[0]", "module.a", "0", []part{{text: "module"}, {text: "a"}, {text: "aws_x"}, {text: "y"}, {text: "0", index: true, number: true}}},
		{
			`module.a["x.y]\"z"].module.b[1].data.t.n["$${k}"]`, `module.a["x.y]\"z"].module.b[1]`, "${k}",
			[]part{
				{text: "module"},
				{text: "a"},
				{text: `x.y]"z`, index: true},
				{text: "module"},
				{text: "b"},
				{text: "1", index: true, number: true},
				{text: "data"},
				{text: "t"},
				{text: "n"},
				{text: "${k}", index: true},
			},
		},
		{"module.module.aws_x.module", "module.module", "", []part{{text: "module"}, {text: "module"}, {text: "aws_x"}, {text: "module"}}},
		{"", "", "", []part{}},
		{"a..b", "", "", []part{{text: "a"}}},
		{"a[0", "", "", []part{{text: "a"}}},
		{"module.", "module.", "", []part{{text: "module"}}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.parts, traversal(tt.address), cmp.AllowUnexported(part{})); diff != "" {
			t.Errorf("%q: %s", tt.address, diff)
		}
		key, _ := keyOf(tt.address)
		if module := moduleOf(tt.address); module != tt.module || key != tt.key {
			t.Errorf("%q: module %q, key %q", tt.address, module, key)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var changes []string
	for i := range 2000 {
		key := fmt.Sprintf(`"k%d"`, i)
		changes = append(changes, queue("", "q", key), user("", "m", key))
	}
	forEach := `,"for_each_expression":{}`
	text := small(comma(changes...), `{"resources":[`+comma(written(queueType, "q", "", forEach),
		written(userType, "m", source("aws_sqs_queue.q", "each.key"), forEach))+`]}`)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		p, err := Read(context.Background(), strings.NewReader(text), Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(p.Resources)), "resources")
	}
}

func BenchmarkResolve(b *testing.B) {
	p, err := ReadFile(context.Background(), "testdata/graph/plan.json", Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, r := range p.Resources {
			p.Resolve(r, "input")
		}
	}
	b.ReportMetric(float64(len(p.Resources)), "resources/op")
}
