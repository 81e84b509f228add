package source

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// instance is an instance of a module.
type instance struct {
	module  *module
	path    string // without keys: "a.b"
	address string // module.a["x"].module.b
	parent  *instance
	key     cty.Value // cty.NilVal without count and for_each
}

// scope is where an expression stands.
type scope struct {
	in     *instance
	block  *decl     // whose each and count hold; nil outside of blocks
	key    cty.Value // the block's instance key; cty.NilVal when it has none
	frames *frame
}

// frame is a name, or a splat's element, that a loop binds.
type frame struct {
	name  string
	item  *hclsyntax.AnonSymbolExpr
	value cty.Value
	next  *frame
}

func (s *scope) with(name string, v cty.Value) *scope {
	inner := *s
	inner.frames = &frame{name: name, value: v, next: s.frames}
	return &inner
}

func (s *scope) withItem(item *hclsyntax.AnonSymbolExpr, v cty.Value) *scope {
	inner := *s
	inner.frames = &frame{item: item, value: v, next: s.frames}
	return &inner
}

func (s *scope) bound(name string) (cty.Value, bool) {
	for f := s.frames; f != nil; f = f.next {
		if f.item == nil && f.name == name {
			return f.value, true
		}
	}
	return cty.NilVal, false
}

func (s *scope) element(item *hclsyntax.AnonSymbolExpr) (cty.Value, error) {
	for f := s.frames; f != nil; f = f.next {
		if f.item == item {
			return f.value, nil
		}
	}
	return cty.NilVal, errUnclear
}

// outside is the scope in which count and for_each of an instance's block are evaluated.
func (in *instance) outside() *scope { return &scope{in: in} }

// keyedName is one name of an address with its instance key.
type keyedName struct {
	name string
	key  cty.Value
}

// keyedNames splits an address, keys included.
func keyedNames(address string) ([]keyedName, bool) {
	var names []keyedName
	for address != "" && len(names) < maxSteps {
		end := strings.IndexAny(address, ".[")
		if end < 0 {
			return append(names, keyedName{address, cty.NilVal}), true
		}
		rest, ok := skipKey(address[end:])
		if end == 0 || !ok {
			return nil, false
		}
		key, ok := parseKey(address[end : len(address)-len(rest)])
		if !ok || rest != "" && rest[0] != '.' {
			return nil, false
		}
		names = append(names, keyedName{address[:end], key})
		if rest == "" {
			return names, true
		}
		address = rest[1:]
	}
	return nil, false
}

// parseKey reads an instance key with its brackets; cty.NilVal for none.
func parseKey(text string) (cty.Value, bool) {
	if text == "" {
		return cty.NilVal, true
	}
	text = text[1 : len(text)-1]
	if text[0] != '"' {
		n, err := strconv.Atoi(text)
		return cty.NumberIntVal(int64(n)), err == nil
	}
	key, err := strconv.Unquote(text)
	key = strings.NewReplacer("$${", "${", "%%{", "%{").Replace(key)
	return cty.StringVal(key), err == nil && !strings.ContainsFunc(key, isHole)
}

// formatKey writes an instance key as addresses do; "" for none.
func formatKey(key cty.Value) string {
	switch {
	case key == cty.NilVal:
		return ""
	case key.Type() == cty.Number:
		return "[" + key.AsBigFloat().Text('f', 0) + "]"
	}
	text := strings.NewReplacer("${", "$${", "%{", "%%{").Replace(key.AsString())
	return "[" + strconv.Quote(text) + "]"
}

// isKey tells what can be an instance key.
func isKey(v cty.Value) bool {
	if v.IsNull() {
		return false
	}
	if v.Type() == cty.Number {
		n, accuracy := v.AsBigFloat().Int64()
		return accuracy == big.Exact && n >= 0 && n < 1<<31
	}
	return v.Type() == cty.String && !strings.ContainsFunc(v.AsString(), isHole)
}

// rootInstance is the one instance of the root module.
func (t *Tree) rootInstance() *instance { return &instance{module: t.module(""), key: cty.NilVal} }

// call gives an instance of a module that in calls.
func (t *Tree) call(in *instance, name string, key cty.Value) (*instance, error) {
	path := strings.TrimPrefix(in.path+"."+name, ".")
	m := t.module(path)
	if m == nil || m.call == nil {
		return nil, errUnclear
	}
	address := strings.TrimPrefix(in.address+".module."+name+formatKey(key), ".")
	return &instance{module: m, path: path, address: address, parent: in, key: key}, nil
}

// instanceScope gives the scope inside the block of a resource instance.
func (t *Tree) instanceScope(address string) (*scope, error) {
	names, ok := keyedNames(address)
	if !ok {
		return nil, errUnclear
	}
	in := t.rootInstance()
	for len(names) > 2 && names[0].name == "module" {
		next, err := t.call(in, names[1].name, names[1].key)
		if err != nil {
			return nil, err
		}
		in, names = next, names[2:]
	}
	name, last := make([]string, 0, 3), names[len(names)-1]
	for _, n := range names {
		name = append(name, n.name)
	}
	block, err := t.declared(in, strings.Join(name, "."))
	if err != nil || len(block.layers) == 0 {
		return nil, errUnclear
	}
	return &scope{in: in, block: block, key: last.key}, nil
}

// declared finds a declaration in the module of an instance.
func (t *Tree) declared(in *instance, name string) (*decl, error) {
	if !in.module.atHand() {
		return nil, errUnclear
	}
	if d := t.directory(in.module.dir).decls[name]; d != nil {
		return d, nil
	}
	return nil, errUnclear
}

// attribute gives an attribute of a block, as its last layer has it; nil when it has none.
func (d *decl) attribute(name string) hcl.Expression {
	for i := len(d.layers) - 1; i >= 0; i-- {
		if e := d.layers[i].attribute(name); e != nil {
			return e
		}
	}
	return nil
}
