package source

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// eval evaluates an expression. hcl's own evaluator would hand holes to every operator and function.
func (ev *evaluator) eval(e hcl.Expression, s *scope) (cty.Value, error) {
	if ev.depth >= maxEvalDepth || ev.step(1) != nil {
		return cty.NilVal, errUnclear
	}
	ev.depth++
	defer func() { ev.depth-- }()
	if native, ok := e.(hclsyntax.Expression); ok {
		return ev.node(native, s)
	}
	return ev.jsonNode(e, s)
}

func (ev *evaluator) node(e hclsyntax.Expression, s *scope) (cty.Value, error) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return ev.eval(e.Expression, s)
	case *hclsyntax.LiteralValueExpr:
		return ev.checked(e.Val)
	case *hclsyntax.TemplateExpr:
		return ev.template(e.Parts, s)
	case *hclsyntax.TemplateWrapExpr:
		return ev.eval(e.Wrapped, s)
	case *hclsyntax.TemplateJoinExpr:
		return ev.templateLoop(e, s)
	case *hclsyntax.ScopeTraversalExpr:
		return ev.traverse(e.Traversal, s)
	case *hclsyntax.RelativeTraversalExpr:
		return ev.relative(e, s)
	case *hclsyntax.IndexExpr:
		return ev.index(e, s)
	case *hclsyntax.SplatExpr:
		return ev.splat(e, s)
	case *hclsyntax.AnonSymbolExpr:
		return s.element(e)
	}
	return ev.compound(e, s)
}

// compound is node for what is made of several expressions.
func (ev *evaluator) compound(e hclsyntax.Expression, s *scope) (cty.Value, error) {
	switch e := e.(type) {
	case *hclsyntax.ObjectConsExpr:
		return ev.object(e.ExprMap(), s)
	case *hclsyntax.ObjectConsKeyExpr:
		return ev.objectKey(e, s)
	case *hclsyntax.TupleConsExpr:
		return ev.tuple(e.ExprList(), s)
	case *hclsyntax.ForExpr:
		return ev.loop(e, s)
	case *hclsyntax.ConditionalExpr:
		return ev.conditional(e, s)
	case *hclsyntax.FunctionCallExpr:
		return ev.function(e, s)
	case *hclsyntax.BinaryOpExpr:
		return ev.operation(e.Op, []hclsyntax.Expression{e.LHS, e.RHS}, s)
	case *hclsyntax.UnaryOpExpr:
		return ev.operation(e.Op, []hclsyntax.Expression{e.Val}, s)
	}
	return cty.NilVal, errUnclear
}

// jsonNode evaluates an expression of a JSON file, whose strings are templates.
func (ev *evaluator) jsonNode(e hcl.Expression, s *scope) (cty.Value, error) {
	if items, diags := hcl.ExprMap(e); !diags.HasErrors() {
		return ev.object(items, s)
	}
	if list, diags := hcl.ExprList(e); !diags.HasErrors() {
		return ev.tuple(list, s)
	}
	v, diags := e.Value(nil) // the string as it stands
	if diags.HasErrors() {
		return cty.NilVal, errUnclear
	}
	if v.IsNull() || v.Type() != cty.String || isPlain(v.AsString()) == nil {
		return ev.checked(v)
	}
	if checkTemplates(v) != nil {
		return cty.NilVal, errUnclear
	}
	tpl, diags := hclsyntax.ParseTemplate([]byte(v.AsString()), "", hcl.InitialPos)
	if diags.HasErrors() || tpl == nil {
		return cty.NilVal, errUnclear
	}
	return ev.eval(tpl, s)
}

// template joins the parts of a string.
func (ev *evaluator) template(parts []hclsyntax.Expression, s *scope) (cty.Value, error) {
	var b strings.Builder
	for _, part := range parts {
		v, err := ev.eval(part, s)
		if err != nil {
			return v, err
		}
		if err := ev.write(&b, v); err != nil {
			return cty.NilVal, err
		}
	}
	return ev.made(b.String())
}

// templateLoop joins what a %{for} in a string makes.
func (ev *evaluator) templateLoop(e *hclsyntax.TemplateJoinExpr, s *scope) (cty.Value, error) {
	v, err := ev.eval(e.Tuple, s)
	if err != nil || !isSequence(v) {
		return cty.NilVal, either(err, errUnclear)
	}
	var b strings.Builder
	for _, element := range v.AsValueSlice() {
		if err := ev.write(&b, element); err != nil {
			return cty.NilVal, err
		}
	}
	return ev.made(b.String())
}

func (ev *evaluator) write(b *strings.Builder, v cty.Value) error {
	text, err := ev.text(v)
	if err != nil || b.Len()+len(text) > ev.bytes {
		return either(err, errUnclear)
	}
	b.WriteString(text)
	return nil
}

// text gives a value as a string does that it stands in. A hole must be that of an attribute.
func (ev *evaluator) text(v cty.Value) (string, error) {
	if r, ok := ev.ref(v); ok && (r.path == "" || r.whole) {
		return "", errUnclear
	}
	if v == cty.NilVal || v.IsNull() || !v.Type().IsPrimitiveType() {
		return "", errFails
	}
	converted, err := convert.Convert(v, cty.String)
	if err != nil {
		return "", errFails
	}
	return converted.AsString(), nil
}

func (ev *evaluator) relative(e *hclsyntax.RelativeTraversalExpr, s *scope) (cty.Value, error) {
	v, err := ev.eval(e.Source, s)
	if err != nil {
		return v, err
	}
	return ev.follow(v, e.Traversal)
}

func (ev *evaluator) index(e *hclsyntax.IndexExpr, s *scope) (cty.Value, error) {
	v, err := ev.eval(e.Collection, s)
	if err != nil {
		return v, err
	}
	key, err := ev.eval(e.Key, s)
	if err != nil {
		return key, err
	}
	return ev.get(v, key)
}

// follow applies the steps of a traversal.
func (ev *evaluator) follow(v cty.Value, steps hcl.Traversal) (cty.Value, error) {
	for _, step := range steps {
		var err error
		switch step := step.(type) {
		case hcl.TraverseAttr:
			v, err = ev.get(v, cty.StringVal(step.Name))
		case hcl.TraverseIndex:
			v, err = ev.get(v, step.Key)
		default:
			err = errUnclear
		}
		if err != nil {
			return cty.NilVal, err
		}
	}
	return v, nil
}

// get follows one step into a value.
func (ev *evaluator) get(v, key cty.Value) (cty.Value, error) {
	if err := ev.step(1); err != nil {
		return cty.NilVal, err
	}
	if r, ok := ev.ref(v); ok {
		return ev.getRef(r, key)
	}
	if holed, err := ev.holed(key); holed || err != nil {
		return cty.NilVal, errUnclear
	}
	if v.IsNull() || key.IsNull() || !key.Type().IsPrimitiveType() {
		return cty.NilVal, errFails
	}
	if v.Type().IsObjectType() || v.Type().IsMapType() {
		return ev.named(v, key)
	}
	if !v.Type().IsTupleType() && !v.Type().IsListType() {
		return cty.NilVal, errFails
	}
	i, err := ev.number(key)
	if err != nil || i < 0 || i >= v.LengthInt() {
		return cty.NilVal, errFails
	}
	return v.Index(cty.NumberIntVal(int64(i))), nil
}

func (ev *evaluator) named(v, key cty.Value) (cty.Value, error) {
	name, err := ev.text(key)
	if err != nil {
		return cty.NilVal, err
	}
	if err := ev.spend(v); err != nil {
		return cty.NilVal, err
	}
	unsure := false
	for it := v.ElementIterator(); it.Next(); {
		k, element := it.Element()
		if k.AsString() == name {
			return element, nil
		}
		unsure = unsure || strings.ContainsFunc(k.AsString(), isHole)
	}
	if unsure {
		return cty.NilVal, errUnclear
	}
	return cty.NilVal, errFails
}

// number gives a small whole number.
func (ev *evaluator) number(v cty.Value) (int, error) {
	if holed, err := ev.holed(v); holed || err != nil {
		return 0, errUnclear
	}
	n, err := convert.Convert(v, cty.Number)
	if err != nil || n.IsNull() {
		return 0, errFails
	}
	if n.LessThan(cty.NumberIntVal(-1<<31)).True() || n.GreaterThan(cty.NumberIntVal(1<<31)).True() {
		return 0, errUnclear
	}
	if !n.AsBigFloat().IsInt() {
		return 0, errFails
	}
	i, _ := n.AsBigFloat().Int64()
	return int(i), nil
}

// flag gives a condition.
func (ev *evaluator) flag(e hcl.Expression, s *scope) (bool, error) {
	v, err := ev.eval(e, s)
	if err != nil {
		return false, err
	}
	if holed, err := ev.holed(v); holed || err != nil {
		return false, errUnclear
	}
	b, err := convert.Convert(v, cty.Bool)
	if err != nil || b.IsNull() {
		return false, errFails
	}
	return b.True(), nil
}

// operation applies an operator to known values.
func (ev *evaluator) operation(op *hclsyntax.Operation, operands []hclsyntax.Expression, s *scope) (cty.Value, error) {
	values := make([]cty.Value, len(operands))
	for i, e := range operands {
		v, err := ev.eval(e, s)
		if err != nil {
			return v, err
		}
		values[i] = v
	}
	return ev.callPure(op.Impl, values)
}

// isSequence tells values whose elements have an order that is certain.
func isSequence(v cty.Value) bool {
	return v != cty.NilVal && !v.IsNull() && (v.Type().IsTupleType() || v.Type().IsListType() || v.Type().IsSetType())
}

// checked refuses what an evaluation could not bear: texts that look like holes, and numbers that take megabytes to
// write.
func (ev *evaluator) checked(v cty.Value) (cty.Value, error) {
	if !v.IsWhollyKnown() || v.IsMarked() {
		return cty.NilVal, errUnclear
	}
	if v.IsNull() {
		return v, ev.step(1)
	}
	switch v.Type() {
	case cty.String:
		if ev.bytes -= len(v.AsString()); ev.bytes < 0 || strings.ContainsFunc(v.AsString(), isHole) {
			return cty.NilVal, errUnclear
		}
		return v, nil
	case cty.Number:
		const maxBinaryExponent = 4096
		if e := v.AsBigFloat().MantExp(nil); v.AsBigFloat().IsInf() || e > maxBinaryExponent || e < -maxBinaryExponent {
			return cty.NilVal, errUnclear
		}
		return v, nil
	}
	if !v.CanIterateElements() {
		return v, nil
	}
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		if _, err := ev.checked(element); err != nil || ev.step(1) != nil {
			return cty.NilVal, errUnclear
		}
		if key.Type() == cty.String && strings.ContainsFunc(key.AsString(), isHole) {
			return cty.NilVal, errUnclear
		}
	}
	return v, nil
}
