package source

import (
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Part is a piece of a template: literal text, or a hole, which is what an attribute of a resource instance will
// be. Of a hole the absolute address of the instance and the attribute's dotted path are given. It is an alias,
// so that packages that do not know each other can hand templates on.
type Part = struct{ Text, Address, Attribute string }

// Template is a text with holes for what only apply will tell.
type Template = []Part

// Planned tells what a plan knows. Its texts are JSON.
type Planned interface {
	// AttributeJSON gives an attribute of an instance. known is false when the plan has no such instance, and when
	// the attribute is known only after apply, even in part, or is sensitive; text is "" when the instance
	// certainly has no value there.
	AttributeJSON(address, path string) (text string, known bool)
	// VariableJSON gives a variable of the root module. found is false when the plan does not hold it, text is ""
	// when it is sensitive.
	VariableJSON(name string) (text string, found bool)
}

// SetPlan lets templates hold what a plan knows. Without one, every attribute of a resource is a hole.
func (t *Tree) SetPlan(p Planned) { t.planned = p }

var (
	// errUnclear ends an evaluation whose result cannot be told for certain.
	errUnclear = errors.New("not certain")
	// errFails ends an evaluation that certainly fails in Terraform, too, as try() wants to know.
	errFails = errors.New("fails")
)

// Template evaluates a string at the dotted path of an attribute, such as "policy" or
// "environment.0.variables.QUEUE", of the instance with an address of the plan. Everything but attributes of
// resources must be certain from the configuration and the plan: ok is false where anything is not, such as a
// condition that depends on a hole. A hole stands for any text without quotes.
func (t *Tree) Template(address, attribute string) (tpl Template, ok bool) {
	ev := newEvaluator(t)
	v, err := ev.attribute(address, attribute)
	if err != nil {
		return nil, false
	}
	return ev.parts(v)
}

// Decoded is Template for an attribute that is written as base64encode(TEXT): it gives TEXT.
func (t *Tree) Decoded(address, attribute string) (tpl Template, ok bool) {
	ev := newEvaluator(t)
	ev.decoding = true
	v, err := ev.attribute(address, attribute)
	if err != nil {
		return nil, false
	}
	return ev.parts(v)
}

// encoded gives the argument of a call of base64encode.
func encoded(e hcl.Expression) (hcl.Expression, error) {
	if inner, ok := e.(*hclsyntax.ParenthesesExpr); ok {
		e = inner.Expression
	}
	call, ok := e.(*hclsyntax.FunctionCallExpr)
	if !ok || strings.TrimPrefix(call.Name, "core::") != "base64encode" || len(call.Args) != 1 || call.ExpandFinal {
		return nil, errUnclear
	}
	return call.Args[0], nil
}

// TemplateList evaluates a list or set of strings, as Template does one string. The elements stand in the order
// in which they are written.
func (t *Tree) TemplateList(address, attribute string) (list []Template, ok bool) {
	ev := newEvaluator(t)
	v, err := ev.attribute(address, attribute)
	if err != nil || !isSequence(v) || ev.spend(v) != nil {
		return nil, false
	}
	list = make([]Template, 0, v.LengthInt())
	for _, element := range v.AsValueSlice() {
		if r, alone := ev.ref(element); alone && !r.isText() {
			return nil, false
		}
		tpl, ok := ev.parts(element)
		if !ok {
			return nil, false
		}
		list = append(list, tpl)
	}
	return list, true
}

// parts takes a text apart at its holes.
func (ev *evaluator) parts(v cty.Value) (Template, bool) {
	text, err := ev.text(v)
	if err != nil {
		return nil, false
	}
	tpl := Template{}
	for text != "" {
		i := strings.IndexFunc(text, isHole)
		if i < 0 {
			return append(tpl, Part{Text: text}), true
		}
		if i > 0 {
			tpl = append(tpl, Part{Text: text[:i]})
		}
		r, rest := ev.firstRef(text[i:])
		tpl = append(tpl, Part{Address: r.address(), Attribute: r.path})
		text = rest
	}
	return tpl, true
}

// Bounds of one evaluation, for hostile configurations: a policy of 100 statements takes some 3,000 steps.
const (
	maxEvalSteps = 10_000
	maxEvalBytes = 512 << 10
	maxEvalDepth = 250
)

// evaluator evaluates expressions. Holes are runes of a private plane, which index refs; no operator and no
// function that looks at its arguments' content is ever given one.
type evaluator struct {
	tree   *Tree
	refs   []*ref
	memo   map[memoKey]result
	steps  int // that are left
	bytes  int // of text that are left
	depth  int
	trying int // try() calls around, in which it matters whether an expression fails
	// decoding is true when what is asked for is the text that an attribute encodes.
	decoding bool
}

// memoKey is a local, variable or output in a module instance.
type memoKey struct {
	module, name string
	trying       bool
}

type result struct {
	value cty.Value
	err   error
}

func newEvaluator(t *Tree) *evaluator {
	return &evaluator{tree: t, memo: map[memoKey]result{}, steps: maxEvalSteps, bytes: maxEvalBytes}
}

// step counts work.
func (ev *evaluator) step(n int) error {
	if ev.steps -= n; ev.steps < 0 {
		return errUnclear
	}
	return nil
}

// spend counts the work of walking through a value.
func (ev *evaluator) spend(v cty.Value) error {
	if v.IsNull() || !v.CanIterateElements() {
		return ev.step(1)
	}
	return ev.step(1 + v.LengthInt())
}

// made checks a text that was made, and counts its bytes.
func (ev *evaluator) made(text string) (cty.Value, error) {
	if ev.bytes -= len(text); ev.bytes < 0 {
		return cty.NilVal, errUnclear
	}
	return cty.StringVal(text), nil
}

// attribute evaluates what stands at a dotted path in the declaration of an instance.
func (ev *evaluator) attribute(address, path string) (cty.Value, error) {
	s, err := ev.tree.instanceScope(address)
	if err != nil || path == "" {
		return cty.NilVal, errUnclear
	}
	steps := strings.Split(path, ".")
	for i := len(s.block.layers) - 1; i >= 0; i-- {
		v, err := ev.inLayer(s.block.layers[i], steps, s, address, "")
		if !errors.Is(err, errMissing) {
			return v, err
		}
	}
	return cty.NilVal, errUnclear
}

// errMissing says that a body does not hold what a path begins with.
var errMissing = errors.New("missing")

func (ev *evaluator) inLayer(l layer, path []string, s *scope, address, at string) (cty.Value, error) {
	if err := ev.step(1); err != nil {
		return cty.NilVal, err
	}
	if e := l.attribute(path[0]); e != nil {
		return ev.inside(e, path[1:], s)
	}
	body, native := l.(nativeBody)
	if !native {
		return cty.NilVal, errMissing
	}
	blocks, err := ev.expandBlocks(body, path[0], s)
	if err != nil || len(blocks) == 0 || len(path) < 3 && (len(path) != 2 || isNumber(path[1])) {
		return cty.NilVal, either(err, errMissing)
	}
	at = strings.TrimPrefix(at+"."+path[0], ".")
	made, rest, err := ev.pick(blocks, path[1:], address, at)
	if err != nil {
		return cty.NilVal, err
	}
	at += strings.TrimSuffix("."+strings.Join(path[1:len(path)-len(rest)], "."), ".")
	v, err := ev.inLayer(made.body, rest, made.scope, address, at)
	if errors.Is(err, errMissing) {
		err = errUnclear
	}
	return v, err
}

func either(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// inside evaluates a part of an expression. What stands beside it need not be certain.
func (ev *evaluator) inside(e hcl.Expression, path []string, s *scope) (cty.Value, error) {
	if len(path) > 0 {
		if err := ev.step(1); err != nil {
			return cty.NilVal, err
		}
		if items, diags := hcl.ExprMap(e); !diags.HasErrors() && allLiteral(items) {
			if next, rest, ok := stepObject(items, path); ok {
				return ev.inside(next, rest, s)
			}
		}
		if list, diags := hcl.ExprList(e); !diags.HasErrors() && len(list) == 1 && path[0] == "0" {
			return ev.inside(list[0], path[1:], s)
		}
	}
	if ev.decoding {
		var err error
		if e, err = encoded(e); err != nil || len(path) > 0 {
			return cty.NilVal, errUnclear
		}
	}
	v, err := ev.eval(e, s)
	for _, name := range path {
		if err != nil {
			return v, err
		}
		v, err = ev.part(v, name)
	}
	return v, err
}

// part gives a named part of an object or map. Elements of lists have no place of their own: it may be a set,
// whose order is the plan's.
func (ev *evaluator) part(v cty.Value, name string) (cty.Value, error) {
	if v.IsNull() || !v.Type().IsObjectType() && !v.Type().IsMapType() {
		return cty.NilVal, errUnclear
	}
	return ev.get(v, cty.StringVal(name))
}

func allLiteral(items []hcl.KeyValuePair) bool {
	for _, item := range items {
		if _, ok := literalString(item.Key); !ok {
			return false
		}
	}
	return true
}
