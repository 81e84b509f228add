package source

import (
	"errors"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// function evaluates a call. Functions that only hand their arguments on may be given holes; the others that are
// known here only what is certain.
func (ev *evaluator) function(e *hclsyntax.FunctionCallExpr, s *scope) (cty.Value, error) {
	name := strings.TrimPrefix(e.Name, "core::")
	if name == "try" {
		return ev.try(e, s)
	}
	args, err := ev.arguments(e, s)
	if err != nil {
		return cty.NilVal, err
	}
	if v, err := ev.handOn(name, args); !errors.Is(err, errNoSuch) {
		return v, err
	}
	impl, ok := pureFunctions()[name]
	if !ok {
		return cty.NilVal, errUnclear
	}
	return ev.callPure(impl, args)
}

// errNoSuch says that a function is not one of those that hand their arguments on.
var errNoSuch = errors.New("no such function")

func (ev *evaluator) arguments(e *hclsyntax.FunctionCallExpr, s *scope) ([]cty.Value, error) {
	args := make([]cty.Value, 0, len(e.Args))
	for i, arg := range e.Args {
		v, err := ev.eval(arg, s)
		if err != nil {
			return nil, err
		}
		if v, err = ev.expand(v); err != nil {
			return nil, err
		}
		if !e.ExpandFinal || i < len(e.Args)-1 {
			args = append(args, v)
			continue
		}
		_, values, err := ev.elements(v)
		if err != nil {
			return nil, err
		}
		args = append(args, values...)
	}
	return args, nil
}

// try gives the first argument that does not fail; whether one does must be certain.
func (ev *evaluator) try(e *hclsyntax.FunctionCallExpr, s *scope) (cty.Value, error) {
	ev.trying++
	defer func() { ev.trying-- }()
	for _, arg := range e.Args {
		v, err := ev.eval(arg, s)
		if !errors.Is(err, errFails) {
			return v, err
		}
	}
	return cty.NilVal, errFails
}

// handOn calls a function whose result is made of its arguments, whatever they say.
func (ev *evaluator) handOn(name string, args []cty.Value) (cty.Value, error) {
	if len(args) == 0 {
		return cty.NilVal, errNoSuch
	}
	switch name {
	case "concat":
		return ev.concat(args)
	case "merge":
		return ev.merge(args)
	case "join":
		return ev.join(args)
	case "format":
		return ev.format(args)
	case "formatlist":
		return ev.formatList(args)
	}
	if len(args) > 1 {
		return ev.handOnTwo(name, args)
	}
	switch v := args[0]; name {
	case "flatten":
		var flat []cty.Value
		if err := ev.flatten(v, &flat); err != nil {
			return cty.NilVal, err
		}
		return cty.TupleVal(flat), nil
	case "jsonencode":
		return ev.jsonEncode(v)
	case "tostring", "tolist", "toset", "tomap":
		return ev.convertTo(name, v)
	case "values", "keys":
		return ev.column(name, v)
	case "length":
		return ev.length(v)
	case "one":
		return ev.one(v)
	case "nonsensitive":
		return v, nil
	}
	return cty.NilVal, errNoSuch
}

func (ev *evaluator) handOnTwo(name string, args []cty.Value) (cty.Value, error) {
	switch {
	case name == "element" && len(args) == 2:
		return ev.element(args[0], args[1])
	case name == "lookup" && len(args) <= 3:
		v, err := ev.get(args[0], args[1])
		if len(args) == 3 && errors.Is(err, errFails) && isMapping(args[0]) {
			return args[2], nil
		}
		return v, err
	}
	return cty.NilVal, errNoSuch
}

func (ev *evaluator) concat(args []cty.Value) (cty.Value, error) {
	var all []cty.Value
	for _, arg := range args {
		if _, isRef := ev.ref(arg); isRef || arg.IsNull() || !isSequence(arg) {
			return cty.NilVal, errUnclear
		}
		_, values, err := ev.elements(arg)
		if err != nil {
			return cty.NilVal, err
		}
		all = append(all, values...)
	}
	return cty.TupleVal(all), nil
}

func (ev *evaluator) merge(args []cty.Value) (cty.Value, error) {
	merged := map[string]cty.Value{}
	for _, arg := range args {
		if arg.IsNull() {
			continue
		}
		if !isMapping(arg) || ev.spend(arg) != nil {
			return cty.NilVal, errUnclear
		}
		for it := arg.ElementIterator(); it.Next(); {
			key, v := it.Element()
			merged[key.AsString()] = v
		}
	}
	return ev.objectOf(merged)
}

func (ev *evaluator) flatten(v cty.Value, flat *[]cty.Value) error {
	if !isSequence(v) {
		return errUnclear
	}
	_, values, err := ev.elements(v)
	if err != nil {
		return err
	}
	for _, element := range values {
		if r, ok := ev.ref(element); ok && (r.whole || r.path != "" && !r.isText()) || ev.depth >= maxEvalDepth {
			return errUnclear // it may be a list
		}
		if !isSequence(element) {
			*flat = append(*flat, element)
			continue
		}
		ev.depth++
		err := ev.flatten(element, flat)
		ev.depth--
		if err != nil {
			return err
		}
	}
	return nil
}

func (ev *evaluator) join(args []cty.Value) (cty.Value, error) {
	separator, err := ev.text(args[0])
	if err != nil {
		return cty.NilVal, err
	}
	var b strings.Builder
	first := true
	for _, arg := range args[1:] {
		if !isSequence(arg) {
			return cty.NilVal, errUnclear
		}
		_, values, err := ev.elements(arg)
		if err != nil {
			return cty.NilVal, err
		}
		for _, v := range values {
			if !first {
				b.WriteString(separator)
			}
			first = false
			if err := ev.write(&b, v); err != nil {
				return cty.NilVal, err
			}
		}
	}
	return ev.made(b.String())
}

// format knows the plain verbs.
func (ev *evaluator) format(args []cty.Value) (cty.Value, error) {
	text, err := ev.text(args[0])
	if err != nil || strings.ContainsFunc(text, isHole) {
		return cty.NilVal, either(err, errUnclear)
	}
	var b strings.Builder
	args = args[1:]
	for {
		before, after, found := strings.Cut(text, "%")
		b.WriteString(before)
		if !found {
			break
		}
		verb := after[:min(1, len(after))]
		switch {
		case verb == "%":
			b.WriteString("%")
		case len(args) == 0 || !ev.formats(verb, args[0]):
			return cty.NilVal, errUnclear
		default:
			if err := ev.write(&b, args[0]); err != nil {
				return cty.NilVal, err
			}
			args = args[1:]
		}
		text = after[1:]
	}
	if len(args) > 0 {
		return cty.NilVal, errFails
	}
	return ev.made(b.String())
}

// formats reports whether a verb writes a value as a template does.
func (ev *evaluator) formats(verb string, v cty.Value) bool {
	switch verb {
	case "s":
		return true
	case "v":
		return !v.IsNull() && v.Type() == cty.String
	case "d":
		_, err := ev.number(v)
		return err == nil && v.Type() == cty.Number
	}
	return false
}

// formatList formats once for each element of its one list.
func (ev *evaluator) formatList(args []cty.Value) (cty.Value, error) {
	list := slices.IndexFunc(args, isSequence)
	if list < 1 || slices.ContainsFunc(args[list+1:], isSequence) {
		return cty.NilVal, errUnclear
	}
	_, values, err := ev.elements(args[list])
	if err != nil {
		return cty.NilVal, err
	}
	made := make([]cty.Value, 0, len(values))
	for _, v := range values {
		one := slices.Clone(args)
		one[list] = v
		text, err := ev.format(one)
		if err != nil || ev.step(len(args)) != nil {
			return cty.NilVal, either(err, errUnclear)
		}
		made = append(made, text)
	}
	return cty.TupleVal(made), nil
}

// jsonEncode writes a value as JSON. A hole must certainly be a string there.
func (ev *evaluator) jsonEncode(v cty.Value) (cty.Value, error) {
	if err := ev.encodable(v); err != nil {
		return cty.NilVal, err
	}
	out, err := stdlib.JSONEncode(v)
	if err != nil {
		return cty.NilVal, errFails
	}
	return ev.made(out.AsString())
}

func (ev *evaluator) encodable(v cty.Value) error {
	if r, ok := ev.ref(v); ok && !r.isText() || ev.spend(v) != nil {
		return errUnclear
	}
	if v.IsNull() || !v.CanIterateElements() {
		return nil
	}
	for it := v.ElementIterator(); it.Next(); {
		if _, element := it.Element(); ev.encodable(element) != nil {
			return errUnclear
		}
	}
	return nil
}

func (ev *evaluator) convertTo(name string, v cty.Value) (cty.Value, error) {
	types := map[string]cty.Type{
		"tostring": cty.String, "tolist": cty.List(cty.DynamicPseudoType),
		"toset": cty.Set(cty.DynamicPseudoType), "tomap": cty.Map(cty.DynamicPseudoType),
	}
	if _, isRef := ev.ref(v); isRef && name != "tostring" || ev.spend(v) != nil {
		return cty.NilVal, errUnclear
	}
	if name == "tolist" && !v.IsNull() && v.Type().IsSetType() {
		if err := ev.ordered(v); err != nil {
			return cty.NilVal, err
		}
	}
	converted, err := convert.Convert(v, types[name])
	if err != nil {
		return cty.NilVal, errFails
	}
	return converted, nil
}

// column gives the keys or the values of a map.
func (ev *evaluator) column(name string, v cty.Value) (cty.Value, error) {
	if !isMapping(v) {
		return cty.NilVal, errUnclear
	}
	keys, values, err := ev.elements(v)
	if err != nil {
		return cty.NilVal, err
	}
	if name == "keys" {
		return cty.TupleVal(keys), nil
	}
	return cty.TupleVal(values), nil
}

func isMapping(v cty.Value) bool {
	return !v.IsNull() && (v.Type().IsObjectType() || v.Type().IsMapType())
}

// length counts; what the elements say does not matter, except in a set.
func (ev *evaluator) length(v cty.Value) (cty.Value, error) {
	if !v.IsNull() && v.Type() == cty.String {
		if holed, err := ev.holed(v); holed || err != nil {
			return cty.NilVal, errUnclear
		}
		return ev.callPure(stdlib.StrlenFunc, []cty.Value{v})
	}
	if v.IsNull() || !v.CanIterateElements() {
		return cty.NilVal, errFails
	}
	if err := ev.ordered(v); err != nil {
		return cty.NilVal, err
	}
	return cty.NumberIntVal(int64(v.LengthInt())), nil
}

func (ev *evaluator) one(v cty.Value) (cty.Value, error) {
	if !isSequence(v) {
		return cty.NilVal, errUnclear
	}
	_, values, err := ev.elements(v)
	switch {
	case err != nil:
		return cty.NilVal, err
	case len(values) == 0:
		return cty.NullVal(cty.DynamicPseudoType), nil
	case len(values) == 1:
		return values[0], nil
	}
	return cty.NilVal, errFails
}

func (ev *evaluator) element(v, at cty.Value) (cty.Value, error) {
	i, err := ev.number(at)
	if err != nil || !isSequence(v) || v.Type().IsSetType() || v.LengthInt() == 0 {
		return cty.NilVal, either(err, errUnclear)
	}
	n := v.LengthInt()
	return ev.get(v, cty.NumberIntVal(int64((i%n+n)%n)))
}

// callPure calls a function with arguments that are certain.
func (ev *evaluator) callPure(impl function.Function, args []cty.Value) (cty.Value, error) {
	converted := make([]cty.Value, len(args))
	params, rest := impl.Params(), impl.VarParam()
	for i, arg := range args {
		if holed, err := ev.holed(arg); holed || err != nil {
			return cty.NilVal, errUnclear
		}
		p := rest
		if i < len(params) {
			p = &params[i]
		}
		if p == nil || arg.IsNull() && !p.AllowNull {
			return cty.NilVal, errUnclear
		}
		v, err := convert.Convert(arg, p.Type)
		if err != nil {
			return cty.NilVal, errUnclear
		}
		converted[i] = v
	}
	v, err := impl.Call(converted)
	if err != nil { // or a bound was met, which try() must not take for a failure
		return cty.NilVal, errUnclear
	}
	return ev.checked(v)
}
