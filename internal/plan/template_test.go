package plan

import (
	"strings"
	"testing"
)

// sourceParts is the HCL of one attribute.
type sourceParts struct {
	parts    []struct{ Text, Address, Attribute string }
	elements [][]struct{ Text, Address, Attribute string }
}

func (s sourceParts) Template(string, string) ([]struct{ Text, Address, Attribute string }, bool) {
	return s.parts, s.parts != nil
}

func (s sourceParts) Decoded(string, string) ([]struct{ Text, Address, Attribute string }, bool) {
	return s.parts, s.parts != nil
}

func (s sourceParts) TemplateList(string, string) ([][]struct{ Text, Address, Attribute string }, bool) {
	return s.elements, s.elements != nil
}

type writtenPart = struct{ Text, Address, Attribute string }

const templatePlan = `{"format_version":"1.2","variables":{"v":{"value":{"a":[1,"x",null,true]}},"s":{"value":"secret"}},
"resource_changes":[
 {"address":"aws_a.one","mode":"managed","type":"aws_a","name":"one","provider_name":"p","change":{"actions":["create"],
  "after":{"known":"k\"","list":["a",null],"secret":"x","deep":{"n":1e2,"u":null}},
  "after_unknown":{"later":true,"list":[false,true],"deep":{"u":true}},"after_sensitive":{"secret":true}}},
 {"address":"module.m[\"a.b\"].aws_a.two","module_address":"module.m[\"a.b\"]","mode":"managed","type":"aws_a","name":"two",
  "provider_name":"p","change":{"actions":["create"],"after":{},"after_unknown":{"later":true}}}],
"configuration":{"root_module":{"variables":{"v":{},"s":{"sensitive":true}},"resources":[
 {"address":"aws_a.one","mode":"managed","type":"aws_a","name":"one","expressions":{}}]}}}`

func templatesOf(t *testing.T, s Templates) (*Plan, *Resource) {
	t.Helper()
	p, err := Read(t.Context(), strings.NewReader(templatePlan), Options{Keep: func(_ Mode, typ string) bool { return typ == "aws_a" }})
	if err != nil {
		t.Fatal(err)
	}
	p.SetTemplates(s)
	r, ok := p.Resource("aws_a.one")
	if !ok {
		t.Fatal("no aws_a.one")
	}
	return p, r
}

func TestTemplate(t *testing.T) {
	hole := writtenPart{Address: `module.m["a.b"].aws_a.two`, Attribute: "arn"}
	tests := []struct {
		name, path string
		parts      []writtenPart
		ok         bool
	}{
		{"text around a hole", "later", []writtenPart{{Text: "x"}, hole}, true},
		{"of a type that is not kept", "later", []writtenPart{{Address: "aws_b.x", Attribute: "arn"}}, true},
		{"data of a type that is not kept", "later", []writtenPart{{Address: "module.x.data.aws_b.x", Attribute: "arn"}}, true},
		{"of other HCL", "later", []writtenPart{{Address: "aws_a.other", Attribute: "arn"}}, false},
		{"no hole though it is unknown", "later", []writtenPart{{Text: "x"}}, false},
		{"empty though it is unknown", "later", []writtenPart{}, false},
		{"known", "known", []writtenPart{hole}, false},
		{"absent", "none", []writtenPart{hole}, false},
		{"sensitive", "secret", []writtenPart{hole}, false},
		{"not in the HCL", "later", nil, false},
	}
	for _, tt := range tests {
		p, r := templatesOf(t, sourceParts{parts: tt.parts})
		parts, ok := p.Template(r, tt.path)
		if ok != tt.ok {
			t.Errorf("%s: %v, %v", tt.name, parts, ok)
		}
		if ok && tt.parts[len(tt.parts)-1] == hole && parts[len(parts)-1].Resource.Name != "two" {
			t.Errorf("%s: %+v", tt.name, parts)
		}
	}
	if _, ok := (&Plan{}).Template(&Resource{}, "x"); ok {
		t.Error("a template without HCL")
	}
}

func TestTemplateList(t *testing.T) {
	a, b, hole := []writtenPart{{Text: "a"}}, []writtenPart{{Text: "b"}}, []writtenPart{{Address: "aws_a.one", Attribute: "arn"}, {Text: "/*"}}
	tests := []struct {
		name, path string
		elements   [][]writtenPart
		ok         bool
	}{
		{"another order", "list", [][]writtenPart{hole, a}, true},
		{"wholly unknown", "later", [][]writtenPart{hole, a, b}, true},
		{"wholly unknown but writtenPart out", "later", [][]writtenPart{a}, false},
		{"more than the plan has", "list", [][]writtenPart{hole, a, b}, false},
		{"other than the plan has", "list", [][]writtenPart{hole, b}, false},
		{"without what is unknown", "list", [][]writtenPart{a}, false},
		{"not in the HCL", "list", nil, false},
		{"a text", "known", [][]writtenPart{hole}, false},
	}
	for _, tt := range tests {
		p, r := templatesOf(t, sourceParts{elements: tt.elements})
		if got, ok := p.TemplateList(r, tt.path); ok != tt.ok || ok && len(got) != len(tt.elements) {
			t.Errorf("%s: %v, %v", tt.name, got, ok)
		}
	}
}

func TestKnownJSON(t *testing.T) {
	p, _ := templatesOf(t, nil)
	for _, tt := range []struct {
		path, want string
		known      bool
	}{
		{"known", `"k\""`, true},
		{"deep.n", "1e2", true},
		{"deep", "", false},
		{"deep.u", "", false},
		{"later", "", false},
		{"secret", "", false},
		{"list.0", `"a"`, true},
		{"none", "", true},
	} {
		if got, known := p.AttributeJSON("aws_a.one", tt.path); known != tt.known || known && got != tt.want {
			t.Errorf("%s = %q, %v", tt.path, got, known)
		}
	}
	if got, known := p.AttributeJSON("aws_a.other", "known"); known {
		t.Errorf("no instance: %q", got)
	}
	for name, want := range map[string]string{"v": `{"a":[1,"x",null,true]}`, "s": ""} {
		if got, found := p.VariableJSON(name); got != want || !found {
			t.Errorf("var.%s = %q, %v", name, got, found)
		}
	}
	if got, found := p.VariableJSON("none"); found {
		t.Errorf("var.none = %q", got)
	}
}
