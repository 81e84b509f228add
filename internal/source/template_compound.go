package source

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

func (ev *evaluator) tuple(list []hcl.Expression, s *scope) (cty.Value, error) {
	values := make([]cty.Value, 0, len(list))
	for _, e := range list {
		v, err := ev.eval(e, s)
		if err != nil {
			return v, err
		}
		values = append(values, v)
	}
	return cty.TupleVal(values), nil
}

func (ev *evaluator) object(items []hcl.KeyValuePair, s *scope) (cty.Value, error) {
	values := make(map[string]cty.Value, len(items))
	for _, item := range items {
		key, err := ev.key(item.Key, s)
		if err != nil {
			return cty.NilVal, err
		}
		v, err := ev.eval(item.Value, s)
		if err != nil {
			return v, err
		}
		values[key] = v
	}
	return ev.objectOf(values)
}

// objectOf makes an object of names that certainly differ.
func (ev *evaluator) objectOf(values map[string]cty.Value) (cty.Value, error) {
	for name := range values {
		if !strings.ContainsFunc(name, isHole) {
			continue
		}
		for other := range values {
			if ev.step(1) != nil || other != name && !differ([]rune(name), []rune(other)) {
				return cty.NilVal, errUnclear
			}
		}
	}
	return cty.ObjectVal(values), nil
}

// differ reports whether two texts are different whatever their holes stand for.
func differ(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return hasLetter(a) || hasLetter(b)
	}
	return !isHole(a[0]) && !isHole(b[0]) || !isHole(a[len(a)-1]) && !isHole(b[len(b)-1])
}

func hasLetter(text []rune) bool {
	for _, r := range text {
		if !isHole(r) {
			return true
		}
	}
	return false
}

func (ev *evaluator) key(e hcl.Expression, s *scope) (string, error) {
	v, err := ev.eval(e, s)
	if err != nil {
		return "", err
	}
	return ev.text(v)
}

// objectKey gives a bare key as it is written.
func (ev *evaluator) objectKey(e *hclsyntax.ObjectConsKeyExpr, s *scope) (cty.Value, error) {
	if name := hcl.ExprAsKeyword(e.Wrapped); name != "" && !e.ForceNonLiteral {
		return ev.made(name)
	}
	return ev.eval(e.Wrapped, s)
}

// elements gives the elements of a collection with their keys. A set that holds holes has no certain order.
func (ev *evaluator) elements(v cty.Value) (keys, values []cty.Value, err error) {
	v, err = ev.expand(v)
	if err != nil {
		return nil, nil, err
	}
	if _, ok := ev.ref(v); ok {
		return nil, nil, errUnclear
	}
	if v.IsNull() || !v.CanIterateElements() {
		return nil, nil, errFails
	}
	if err := ev.ordered(v); err != nil {
		return nil, nil, err
	}
	for it := v.ElementIterator(); it.Next(); {
		key, value := it.Element()
		if v.Type().IsSetType() {
			key = value
		}
		keys, values = append(keys, key), append(values, value)
	}
	return keys, values, ev.step(len(values))
}

// ordered refuses what sorts by texts that hold holes.
func (ev *evaluator) ordered(v cty.Value) error {
	if v.Type().IsSetType() && v.LengthInt() > 1 {
		if holed, err := ev.holed(v); holed || err != nil {
			return errUnclear
		}
	}
	if !v.Type().IsObjectType() && !v.Type().IsMapType() || v.LengthInt() < 2 {
		return nil
	}
	for it := v.ElementIterator(); it.Next(); {
		if key, _ := it.Element(); strings.ContainsFunc(key.AsString(), isHole) {
			return errUnclear
		}
	}
	return nil
}

func (ev *evaluator) loop(e *hclsyntax.ForExpr, s *scope) (cty.Value, error) {
	collection, err := ev.eval(e.CollExpr, s)
	if err != nil {
		return collection, err
	}
	keys, values, err := ev.elements(collection)
	if err != nil {
		return cty.NilVal, err
	}
	l := looped{object: map[string]cty.Value{}, groups: map[string][]cty.Value{}}
	for i := range keys {
		inner := s.with(e.ValVar, values[i])
		if e.KeyVar != "" {
			inner = s.with(e.KeyVar, keys[i]).with(e.ValVar, values[i])
		}
		if err := ev.iterate(e, inner, &l); err != nil {
			return cty.NilVal, err
		}
	}
	switch {
	case e.KeyExpr == nil:
		return cty.TupleVal(l.list), nil
	case e.Group:
		for name, group := range l.groups {
			l.object[name] = cty.TupleVal(group)
		}
	}
	return ev.objectOf(l.object)
}

// looped is what a for expression has made so far.
type looped struct {
	list   []cty.Value
	object map[string]cty.Value
	groups map[string][]cty.Value
}

func (ev *evaluator) iterate(e *hclsyntax.ForExpr, s *scope, l *looped) error {
	if e.CondExpr != nil {
		if take, err := ev.flag(e.CondExpr, s); !take || err != nil {
			return err
		}
	}
	key := ""
	if e.KeyExpr != nil {
		var err error
		if key, err = ev.key(e.KeyExpr, s); err != nil {
			return err
		}
	}
	v, err := ev.eval(e.ValExpr, s)
	if err != nil {
		return err
	}
	_, taken := l.object[key]
	switch {
	case e.KeyExpr == nil:
		l.list = append(l.list, v)
	case e.Group:
		l.groups[key] = append(l.groups[key], v)
	case taken:
		return errFails
	default:
		l.object[key] = v
	}
	return nil
}

// splat applies an expression to every element of a list; what is no list counts as one of a single element.
func (ev *evaluator) splat(e *hclsyntax.SplatExpr, s *scope) (cty.Value, error) {
	v, err := ev.eval(e.Source, s)
	if err != nil {
		return v, err
	}
	r, isRef := ev.ref(v)
	var values []cty.Value
	switch {
	case isRef && r.whole && r.block.attribute("count") == nil, isRef && !r.whole && r.path != "":
		return cty.NilVal, errUnclear
	case isRef && !r.whole:
		values = []cty.Value{v}
	case isRef || isSequence(v):
		_, values, err = ev.elements(v)
	case !v.IsNull():
		values = []cty.Value{v}
	}
	if err != nil {
		return cty.NilVal, err
	}
	made := make([]cty.Value, 0, len(values))
	for _, element := range values {
		one, err := ev.eval(e.Each, s.withItem(e.Item, element))
		if err != nil {
			return one, err
		}
		made = append(made, one)
	}
	return cty.TupleVal(made), nil
}

// conditional chooses a branch. Terraform converts both to one type, which changes no text, but may change numbers.
func (ev *evaluator) conditional(e *hclsyntax.ConditionalExpr, s *scope) (cty.Value, error) {
	yes, err := ev.flag(e.Condition, s)
	if err != nil {
		return cty.NilVal, err
	}
	chosen, other := e.TrueResult, e.FalseResult
	if !yes {
		chosen, other = other, chosen
	}
	v, err := ev.eval(chosen, s)
	if err != nil || ev.onlyTexts(v) {
		return v, err
	}
	w, err := ev.eval(other, s)
	if err != nil {
		return cty.NilVal, errUnclear
	}
	if w.IsNull() || w.Type().Equals(v.Type()) {
		return v, nil
	}
	return ev.unified(v, w)
}

func (ev *evaluator) unified(v, w cty.Value) (cty.Value, error) {
	typ, conversions := convert.UnifyUnsafe([]cty.Type{v.Type(), w.Type()})
	if typ == cty.NilType {
		return cty.NilVal, errUnclear
	}
	if conversions[0] == nil {
		return v, nil
	}
	v, err := conversions[0](v)
	if err != nil {
		return cty.NilVal, errUnclear
	}
	return v, nil
}

// onlyTexts reports whether a value is a string, null, or made of nothing else. Conversions keep such a one.
func (ev *evaluator) onlyTexts(v cty.Value) bool {
	if ev.spend(v) != nil {
		return false
	}
	if v.IsNull() || v.Type() == cty.String {
		return true
	}
	if !v.CanIterateElements() {
		return false
	}
	for it := v.ElementIterator(); it.Next(); {
		if _, element := it.Element(); !ev.onlyTexts(element) {
			return false
		}
	}
	return true
}
