package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"
)

const localsFile = `
locals {
  arn      = aws_sqs_queue.dlq.arn
  counted  = aws_sqs_queue.dlq[0].arn
  keyed    = data.aws_x.y["a"].list[1].z
  splat    = aws_sqs_queue.all[*].arn
  each     = each.value.name
  chain    = "${var.prefix}-${local.arn}"
  output   = module.m.out.arn
  outkeyed = module.m["k"].out
  whole    = module.m
  instance = module.m[0]
  variable = var.object.field[0]
  resource = resource.aws_sqs_queue.dlq.arn
  path     = path.module
  unclear  = aws_sqs_queue.dlq[var.i].arn
  either   = var.on ? aws_a.b.c : null
  loop     = [for x in var.list : x.y]
  self     = self.arn
  odd      = aws_lonely
  text     = "plain"
  object   = { a = [1, true, null], "b" = "${"x"}" }
  sum      = 1 + 2
  call     = upper("x")
  loops    = [for x in [1, 2] : x]
  broken   = 1 + "x"
}
`

func TestLocalReferences(t *testing.T) {
	tree := openFiles(t, map[string]string{"x.tf": localsFile}, ".")
	tests := map[string][]string{
		"arn":      {"aws_sqs_queue.dlq.arn", "aws_sqs_queue.dlq"},
		"counted":  {"aws_sqs_queue.dlq[0].arn", "aws_sqs_queue.dlq[0]", "aws_sqs_queue.dlq"},
		"keyed":    {`data.aws_x.y["a"].list[1].z`, `data.aws_x.y["a"].list[1]`, `data.aws_x.y["a"].list`, `data.aws_x.y["a"]`, `data.aws_x.y`},
		"splat":    {"aws_sqs_queue.all"},
		"each":     {"each.value.name", "each.value"},
		"chain":    {"var.prefix", "local.arn"},
		"output":   {"module.m.out.arn", "module.m.out", "module.m"},
		"outkeyed": {`module.m["k"].out`, `module.m["k"]`},
		"whole":    {"module.m"},
		"instance": {"module.m[0]", "module.m"},
		"variable": {"var.object.field[0]", "var.object.field", "var.object"},
		"resource": {"aws_sqs_queue.dlq.arn", "aws_sqs_queue.dlq"},
		"path":     {"path.module"},
		"unclear":  {"aws_sqs_queue.dlq", "var.i"},
		"either":   {"var.on", "aws_a.b.c", "aws_a.b"},
		"loop":     {"var.list"},
		"self":     {"self.arn", "self"},
		"text":     nil,
		"object":   nil,
		"call":     nil,
	}
	for name, want := range tests {
		refs, constant, ok := tree.LocalReferences("", name)
		if diff := cmp.Diff(want, refs); diff != "" || constant != (want == nil) || !ok {
			t.Errorf("local %s: constant = %v, ok = %v\n%s", name, constant, ok, diff)
		}
	}
	if refs, constant, ok := tree.LocalReferences("", "odd"); len(refs) > 0 || constant || !ok {
		t.Errorf("a reference that Terraform does not know: %v, constant = %v, ok = %v", refs, constant, ok)
	}
	for _, name := range []string{"other", "", ".", "x.y", "text.x"} {
		if refs, _, ok := tree.LocalReferences("", name); ok {
			t.Errorf("local %q: %v", name, refs)
		}
	}
}

func TestLocalReferencesInModules(t *testing.T) {
	tree := openFiles(t, map[string]string{
		"main.tf":     "module \"m\" {\n source = \"./m\"\n}\nmodule \"far\" {\n source = \"a/b/c\"\n}\n",
		"m/main.tf":   "locals {\n x = var.x\n}\nmodule \"n\" {\n source = \"../n\"\n}\n",
		"n/x.tf.json": `{"locals": {"x": "${aws_a.b[0].c}", "y": {"k": ["${var.z}", 1]}, "z": "plain", "t": "%{if true}x%{endif}"}}`,
	}, ".")
	tests := []struct {
		module, name string
		want         []string
	}{
		{"module.m", "x", []string{"var.x"}},
		{"module.m.module.n", "x", []string{"aws_a.b[0].c", "aws_a.b[0]", "aws_a.b"}},
		{"module.m.module.n", "y", []string{"var.z"}},
		{"module.m.module.n", "z", nil},
		{"module.m.module.n", "t", nil},
	}
	for _, tt := range tests {
		refs, constant, ok := tree.LocalReferences(tt.module, tt.name)
		if diff := cmp.Diff(tt.want, refs); diff != "" || constant != (tt.want == nil) || !ok {
			t.Errorf("%s local %s: constant = %v, ok = %v\n%s", tt.module, tt.name, constant, ok, diff)
		}
	}
	for _, module := range []string{"module.far", "module.other", "m", "module.m.module.n.module.o", "module", "module.m."} {
		if refs, _, ok := tree.LocalReferences(module, "x"); ok {
			t.Errorf("local x of %q: %v", module, refs)
		}
	}
	if _, ok := tree.LocalValue("module.m.module.n", "t"); ok {
		t.Error("a template in JSON has a value without being evaluated")
	}
	if v, ok := tree.LocalValue("module.m.module.n", "z"); !ok || !v.RawEquals(cty.StringVal("plain")) {
		t.Errorf("local z = %#v, %v", v, ok)
	}
}

func TestLocalValue(t *testing.T) {
	tree := openFiles(t, map[string]string{"x.tf": localsFile}, ".")
	tests := map[string]cty.Value{
		"text": cty.StringVal("plain"),
		"object": cty.ObjectVal(map[string]cty.Value{
			"a": cty.TupleVal([]cty.Value{cty.NumberIntVal(1), cty.True, cty.NullVal(cty.DynamicPseudoType)}),
			"b": cty.StringVal("x"),
		}),
		"sum": cty.NumberIntVal(3),
	}
	for name, want := range tests {
		if got, ok := tree.LocalValue("", name); !ok || !got.RawEquals(want) {
			t.Errorf("local %s = %#v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"arn", "call", "loops", "broken", "odd", "path", "other"} {
		if got, ok := tree.LocalValue("", name); ok {
			t.Errorf("local %s = %#v, want none", name, got)
		}
	}
}
