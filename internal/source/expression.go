package source

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// descend follows a path into an expression as far as its parts are written literally, and gives the
// innermost expression that certainly holds what the path names.
func (q query) descend(e hcl.Expression, path []string) hcl.Expression {
	for len(path) > 0 {
		next, rest, ok := q.step(e, path)
		if !ok {
			break
		}
		e, path = next, rest
	}
	return e
}

// step goes one expression inwards. It may use up no part of the path: parentheses hold the same value.
func (q query) step(e hcl.Expression, path []string) (next hcl.Expression, rest []string, ok bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return e.Expression, path, true
	case *hclsyntax.TemplateWrapExpr:
		return e.Wrapped, path, true
	case *hclsyntax.ObjectConsExpr:
		return stepObject(e.ExprMap(), path)
	case *hclsyntax.TupleConsExpr:
		return q.stepTuple(e.ExprList(), path)
	case *hclsyntax.ForExpr: // every element is made by the one expression
		return e.ValExpr, path[1:], !e.Group
	case *hclsyntax.ConditionalExpr:
		return stepConditional(e, path)
	case *hclsyntax.FunctionCallExpr:
		return stepCall(e, path)
	case hclsyntax.Expression:
		return nil, nil, false
	}
	return q.stepJSON(e, path)
}

// stepObject finds the item of a name. Names may hold dots, so that one is several parts of the path.
func stepObject(items []hcl.KeyValuePair, path []string) (hcl.Expression, []string, bool) {
	for n := 1; n <= len(path); n++ {
		name := strings.Join(path[:n], ".")
		for _, item := range slices.Backward(items) { // of two items of one name the last counts
			if key, ok := literalString(item.Key); ok && key == name {
				return item.Value, path[n:], true
			}
		}
	}
	return nil, nil, false
}

func (q query) stepTuple(elements []hcl.Expression, path []string) (hcl.Expression, []string, bool) {
	next, ok := q.pickElement(elements, path)
	return next, path[1:], ok
}

// stepConditional goes into the one branch that holds anything: "enabled ? {...} : null".
func stepConditional(e *hclsyntax.ConditionalExpr, path []string) (hcl.Expression, []string, bool) {
	switch {
	case isEmpty(e.FalseResult):
		return e.TrueResult, path, true
	case isEmpty(e.TrueResult):
		return e.FalseResult, path, true
	}
	return nil, nil, false
}

func isEmpty(e hclsyntax.Expression) bool {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return isEmpty(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		return e.Val.IsNull()
	case *hclsyntax.ObjectConsExpr:
		return len(e.Items) == 0
	case *hclsyntax.TupleConsExpr:
		return len(e.Exprs) == 0
	}
	return false
}

// stepCall goes into the argument that a function hands on with the same parts.
func stepCall(e *hclsyntax.FunctionCallExpr, path []string) (hcl.Expression, []string, bool) {
	if e.ExpandFinal || len(e.Args) == 0 {
		return nil, nil, false
	}
	switch strings.TrimPrefix(e.Name, "core::") {
	case "merge":
		return stepMerge(e.Args, path)
	case "concat":
		return stepConcat(e.Args, path)
	case "jsonencode", "yamlencode", "tomap", "tolist", "sensitive", "nonsensitive", "ephemeralasnull":
		return e.Args[0], path, len(e.Args) == 1
	case "toset": // has no order
		list, ok := e.Args[0].(*hclsyntax.TupleConsExpr)
		return e.Args[0], path, ok && len(list.Exprs) == 1
	}
	return nil, nil, false
}

// stepMerge finds the last argument with the name; one that cannot be seen through may have it as well.
func stepMerge(args []hclsyntax.Expression, path []string) (hcl.Expression, []string, bool) {
	for i, arg := range slices.Backward(args) {
		object, ok := arg.(*hclsyntax.ObjectConsExpr)
		if !ok {
			return arg, path, i == 0
		}
		if next, rest, ok := stepObject(object.ExprMap(), path); ok {
			return next, rest, true
		}
		if slices.ContainsFunc(object.Items, hasHiddenKey) {
			return nil, nil, false
		}
	}
	return nil, nil, false
}

func hasHiddenKey(item hclsyntax.ObjectConsItem) bool {
	_, ok := literalString(item.KeyExpr)
	return !ok
}

// stepConcat counts through the lists that are written out.
func stepConcat(args []hclsyntax.Expression, path []string) (hcl.Expression, []string, bool) {
	n, err := strconv.Atoi(path[0])
	if err != nil || n < 0 {
		return nil, nil, false
	}
	for i, arg := range args {
		list, ok := arg.(*hclsyntax.TupleConsExpr)
		if !ok {
			return arg, path[1:], i == len(args)-1 && i == 0
		}
		if n < len(list.Exprs) {
			return list.Exprs[n], path[1:], true
		}
		n -= len(list.Exprs)
	}
	return nil, nil, false
}

// literalString gives the text of a string, number or bool that is written out, and of an object's bare key.
func literalString(e hcl.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.ObjectConsKeyExpr:
		if name := hcl.ExprAsKeyword(e.Wrapped); name != "" && !e.ForceNonLiteral {
			return name, true
		}
		return literalString(e.Wrapped)
	case *hclsyntax.ParenthesesExpr:
		return literalString(e.Expression)
	case *hclsyntax.TemplateExpr:
		if !e.IsStringLiteral() {
			return "", false
		}
		return literalString(e.Parts[0])
	case *hclsyntax.LiteralValueExpr:
		return primitive(e.Val)
	case hclsyntax.Expression:
		return "", false
	}
	v, diags := e.Value(nil) // JSON: the string as it stands
	if diags.HasErrors() {
		return "", false
	}
	return primitive(v)
}

func primitive(v cty.Value) (string, bool) {
	if v.IsNull() || !v.IsKnown() {
		return "", false
	}
	switch v.Type() {
	case cty.String:
		return v.AsString(), true
	case cty.Number:
		return v.AsBigFloat().Text('f', -1), true
	case cty.Bool:
		return strconv.FormatBool(v.True()), true
	}
	return "", false
}
