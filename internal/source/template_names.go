package source

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// traverse evaluates a name with the steps that follow it.
func (ev *evaluator) traverse(t hcl.Traversal, s *scope) (cty.Value, error) {
	root := t.RootName()
	if v, ok := s.bound(root); ok {
		return ev.follow(v, t[1:])
	}
	if root == "resource" { // another way to write a managed resource
		t = t[1:]
	}
	names := 2
	if root == "data" {
		names = 3
	}
	parts := make([]string, 0, names)
	for _, step := range t[:min(names, len(t))] {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			parts = append(parts, step.Name)
		case hcl.TraverseAttr:
			parts = append(parts, step.Name)
		}
	}
	if len(parts) != names {
		return cty.NilVal, errUnclear
	}
	v, err := ev.name(parts, s)
	if err != nil {
		return v, err
	}
	return ev.follow(v, t[names:])
}

// name evaluates local.x, var.x, each.x, count.x, module.x, and the blocks of resources.
func (ev *evaluator) name(parts []string, s *scope) (cty.Value, error) {
	switch parts[0] {
	case "local", "var":
		return ev.remembered(s.in, parts[0]+"."+parts[1])
	case "each":
		return ev.each(parts[1], s)
	case "count":
		if parts[1] != "index" || s.key == cty.NilVal || s.key.Type() != cty.Number {
			return cty.NilVal, errUnclear
		}
		return s.key, nil
	case "path", "terraform", "tofu", "self", "ephemeral", "action":
		return cty.NilVal, errUnclear
	}
	return ev.block(s.in, strings.Join(parts, "."))
}

// remembered evaluates a name of a module instance once.
func (ev *evaluator) remembered(in *instance, name string) (cty.Value, error) {
	key := memoKey{in.address, name, ev.trying > 0}
	if known, ok := ev.memo[key]; ok {
		return known.value, known.err
	}
	ev.memo[key] = result{err: errUnclear} // should it refer to itself
	v, err := ev.declaredValue(in, name)
	ev.memo[key] = result{v, err}
	return v, err
}

func (ev *evaluator) declaredValue(in *instance, name string) (cty.Value, error) {
	if ev.depth >= maxEvalDepth {
		return cty.NilVal, errUnclear
	}
	ev.depth++
	defer func() { ev.depth-- }()
	d, err := ev.tree.declared(in, name)
	if err != nil {
		return cty.NilVal, err
	}
	if d.value != nil {
		return ev.eval(d.value, in.outside())
	}
	if isSecret(d) {
		return cty.NilVal, errUnclear
	}
	if strings.HasPrefix(name, "output.") {
		return ev.eval(d.attribute("value"), in.outside())
	}
	return ev.variable(in, d, strings.TrimPrefix(name, "var."))
}

// isSecret reports whether a variable or output is declared as sensitive, or may be.
func isSecret(d *decl) bool {
	for _, name := range []string{"sensitive", "ephemeral"} {
		e := d.attribute(name)
		if e == nil {
			continue
		}
		if text, ok := literalString(e); !ok || text != "false" {
			return true
		}
	}
	return false
}

// variable evaluates what a module is called with, in the caller's scope, or the default.
func (ev *evaluator) variable(in *instance, d *decl, name string) (cty.Value, error) {
	v, given, err := ev.argument(in, name)
	if err != nil {
		return v, err
	}
	if given && v.IsNull() {
		given = nullable(d)
	}
	if !given {
		fallback := d.attribute("default")
		if fallback == nil {
			return cty.NilVal, errUnclear
		}
		if v, err = ev.eval(fallback, in.outside()); err != nil {
			return v, err
		}
	}
	return ev.typed(v, d)
}

func nullable(d *decl) bool {
	e := d.attribute("nullable")
	if e == nil {
		return true
	}
	text, _ := literalString(e)
	return text != "false"
}

func (ev *evaluator) argument(in *instance, name string) (v cty.Value, given bool, err error) {
	if in.parent != nil {
		e := in.module.call.attribute(name)
		if e == nil {
			return cty.NilVal, false, nil
		}
		v, err = ev.eval(e, &scope{in: in.parent, block: in.module.call, key: in.key})
		return v, true, err
	}
	if ev.tree.planned == nil {
		return cty.NilVal, false, nil
	}
	text, found := ev.tree.planned.VariableJSON(name)
	if !found {
		return cty.NilVal, false, nil
	}
	v, err = ev.fromJSON(text)
	return v, true, err
}

// typed converts a value to the type that a variable declares.
func (ev *evaluator) typed(v cty.Value, d *decl) (cty.Value, error) {
	e := d.attribute("type")
	if e == nil {
		return v, nil
	}
	typ, defaults, diags := typeexpr.TypeConstraintWithDefaults(e)
	if diags.HasErrors() {
		return cty.NilVal, errUnclear
	}
	if err := ev.spend(v); err != nil {
		return cty.NilVal, err
	}
	if defaults != nil && !v.IsNull() {
		v = defaults.Apply(v)
	}
	if r, ok := ev.ref(v); ok && typ != cty.DynamicPseudoType && (r.whole || r.path == "" || typ != cty.String) {
		return cty.NilVal, errUnclear // an object whose attributes the type would cut down
	}
	converted, err := convert.Convert(v, typ)
	if err != nil {
		return cty.NilVal, errUnclear
	}
	return converted, nil
}

// each gives each.key and each.value of the block that the scope stands in.
func (ev *evaluator) each(name string, s *scope) (cty.Value, error) {
	if s.block == nil || s.key == cty.NilVal || s.key.Type() != cty.String {
		return cty.NilVal, errUnclear
	}
	e := s.block.attribute("for_each")
	switch {
	case e == nil || name != "key" && name != "value":
		return cty.NilVal, errUnclear
	case name == "key":
		return s.key, nil
	}
	v, err := ev.eval(e, s.in.outside())
	if err != nil {
		return v, err
	}
	if r, ok := ev.ref(v); ok && r.whole {
		return ev.pickInstance(r, s.key)
	}
	if v.Type().IsSetType() {
		return s.key, nil
	}
	return ev.get(v, s.key)
}

// output follows an output of a module instance.
func (ev *evaluator) output(r *ref, key cty.Value) (cty.Value, error) {
	name, err := ev.text(key)
	if err != nil {
		return cty.NilVal, err
	}
	in, err := ev.tree.call(r.in, strings.TrimPrefix(r.name, "module."), r.key)
	if err != nil {
		return cty.NilVal, err
	}
	return ev.remembered(in, "output."+name)
}
