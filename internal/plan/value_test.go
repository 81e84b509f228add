package plan

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValue(t *testing.T) {
	r := read(t, small(created("", "x_y", "z", "",
		`{"yes":true,"no":"false","word":"maybe","n":42,"text":"1e3","list":["a",{"b":"c"}],"null":null}`,
		`{"later":true,"list":[false,{"d":true}]}`), `{}`)).Resources[0]
	tests := []struct {
		path   string
		kind   Kind
		text   string
		b, isB bool
		n      float64
		isN    bool
		length int
	}{
		{path: "yes", kind: Bool, text: "true", b: true, isB: true},
		{path: "no", kind: String, text: "false", isB: true},
		{path: "word", kind: String, text: "maybe"},
		{path: "n", kind: Number, text: "42", n: 42, isN: true},
		{path: "text", kind: String, text: "1e3", n: 1000, isN: true},
		{path: "list", kind: List, length: 2},
		{path: "list.1", kind: Object, length: 2},
		{path: "list.1.b", kind: String, text: "c"},
		{path: "list.1.d", kind: Unknown},
		{path: "list.2", kind: Absent},
		{path: "list.-1", kind: Absent},
		{path: "list.b", kind: Absent},
		{path: "later.x.0", kind: Unknown},
		{path: "null", kind: Absent},
		{path: "yes.x", kind: Absent},
		{path: "none", kind: Absent},
	}
	for _, tt := range tests {
		v := r.Attr(tt.path)
		if v.Kind() != tt.kind || v.Text() != tt.text || v.Len() != tt.length {
			t.Errorf("%s: kind %v, text %q, length %d", tt.path, v.Kind(), v.Text(), v.Len())
		}
		if b, ok := v.Bool(); b != tt.b || ok != tt.isB {
			t.Errorf("%s: bool %v %v", tt.path, b, ok)
		}
		if n, ok := v.Number(); n != tt.n || ok != tt.isN {
			t.Errorf("%s: number %v %v", tt.path, n, ok)
		}
		if v.IsUnknown() != (tt.kind == Unknown) || v.IsAbsent() != (tt.kind == Absent) {
			t.Errorf("%s: unknown %v, absent %v", tt.path, v.IsUnknown(), v.IsAbsent())
		}
	}
	if names := r.Attr("list.1").Names(); !slices.Equal(names, []string{"b", "d"}) {
		t.Errorf("names %v", names)
	}
	if r.Attr("n").Names() != nil || r.Attr("n").Items() != nil || len(r.Attr("list").Items()) != 2 {
		t.Error("only objects have names, and only lists items")
	}
}

// TestEqualPartsAreShared looks at what keeps a plan small, and at what must stay apart.
func TestEqualPartsAreShared(t *testing.T) {
	p := read(t, small(comma(created("", "x_y", "a", "", `{"tags":{"k":"v"},"other":{"k":"w"},"list":["v"]}`, `{}`),
		created("", "x_y", "b", "", `{"tags":{"k":"v"},"other":{"l":"v"},"list":["v"]}`, `{}`)), `{}`))
	a, b := p.Resources[0], p.Resources[1]
	if a.Attr("tags").group != b.Attr("tags").group || a.Attr("list").group != b.Attr("list").group {
		t.Error("equal parts are not shared")
	}
	for _, other := range []Value{a.Attr("other"), b.Attr("other"), a.Attr("list")} {
		if other.group == a.Attr("tags").group {
			t.Error("different parts are shared")
		}
	}
}

func TestResolveConstants(t *testing.T) {
	forEach := `,"for_each_expression":`
	tests := []struct {
		name, after, more, configuration string // more: of the plan
		key, expression                  string
		want                             resolved
	}{
		{
			name: "each.value of a constant map", key: `"a.b"`, expression: refs("each.value.arn", "each.value"),
			configuration: forEach + `{"constant_value":{"a.b":{"arn":"x"},"c":{"arn":"y"}}}`,
			want:          resolved{Constants: []string{"x"}},
		},
		{
			name: "each.value of a set", key: `"x"`, expression: refs("each.value"),
			configuration: forEach + `{"constant_value":["w","x"]}`, want: resolved{Constants: []string{"x"}},
		},
		{
			name: "each.value of a variable's value", key: `"a"`, expression: refs("each.value.arn", "each.value"),
			configuration: forEach + refs("var.map"), more: `"variables":{"map":{"value":{"a":{"arn":"x"},"b":{"arn":"y"}}}},`,
			want: resolved{Constants: []string{"x"}},
		},
		{
			name: "a variable of the root that is not in the plan", expression: refs("var.none"),
			want: resolved{Incomplete: "var.none is not in the plan"},
		},
		{
			name: "each without for_each", expression: refs("each.value"),
			want: resolved{Incomplete: "each.value stands outside of for_each"},
		},
		{
			name: "a computed value that is known", after: `"event_source_arn":"made"`, expression: `{}`,
			want: resolved{Constants: []string{"made"}},
		},
		{
			name: "a resource that is not in the configuration", expression: refs("aws_x.y.arn", "aws_x.y"),
			want: resolved{Incomplete: "aws_x.y is not in the plan's configuration"},
		},
		{
			name: "a reference that cannot be read", expression: refs("[0]", "x"),
			want: resolved{Incomplete: "[0] cannot be followed"},
		},
		{
			name: "paths and workspaces are constants", expression: refs("path.module", "terraform.workspace"),
			after: `"event_source_arn":"./x"`, want: resolved{Constants: []string{"./x"}},
		},
		{
			name: "a module that is not there", expression: refs("module.none.x", "module.none"),
			want: resolved{Incomplete: "module.none is not in the plan's configuration"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mask := `{"event_source_arn":true}`
			if tt.after != "" {
				mask = `{}`
			}
			change := created("", userType, "m", tt.key, `{`+tt.after+`}`, mask)
			text := small(change, `{"resources":[`+written(userType, "m", `"event_source_arn":`+tt.expression, tt.configuration)+`]}`)
			p := read(t, strings.Replace(text, `"resource_changes"`, tt.more+`"resource_changes"`, 1))
			if diff := cmp.Diff(tt.want, describe(p.Resolve(p.Resources[0], "event_source_arn"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOtherTypes refers to a type that is not kept: that is not the same as referring to nothing.
func TestOtherTypes(t *testing.T) {
	text := small(comma(queue("", "q", ""), user("", "m", ""), user("", "n", "")), `{"resources":[`+comma(written(queueType, "q", "", ""),
		written(queueType, "gone", "", `,"count_expression":{"constant_value":0}`), written(userType, "away", "", ""),
		written(userType, "m", source("aws_sqs_queue.q.arn", "aws_sqs_queue.q"), ""),
		written(userType, "n", source(userType+".away.arn", userType+".away"), ""))+`]}`)
	p, err := Read(context.Background(), strings.NewReader(text), Options{Keep: func(_ Mode, typ string) bool { return typ == userType }})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []resolved{
		{Incomplete: "aws_sqs_queue.q is of a type that is not read"},
		{Incomplete: userType + ".away is not in the plan"},
	} {
		if diff := cmp.Diff(want, describe(p.Resolve(p.Resources[i], "event_source_arn"))); diff != "" {
			t.Error(diff)
		}
	}
	if p.Types[queueType] != 1 || p.Count != 3 {
		t.Errorf("types %v, count %d", p.Types, p.Count)
	}
}

func TestIsNotAPlan(t *testing.T) {
	for input, want := range map[string]bool{`{"name":"x"}`: true, `[]`: true, `{`: false, ``: false, `{"format_version":"2.0"}`: false} {
		_, err := Read(context.Background(), strings.NewReader(input), Options{})
		if IsNotAPlan(err) != want {
			t.Errorf("%q: %v", input, !want)
		}
	}
}
