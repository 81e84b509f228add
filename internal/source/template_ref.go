package source

import (
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// A hole in a string is one rune of the second private plane, whose offset indexes evaluator.refs. Texts that hold
// such runes themselves are refused.
const (
	firstHole = 0xF0000
	lastHole  = 0xFFFFD
)

func isHole(r rune) bool { return firstHole <= r && r <= lastHole }

// ref is what a hole stands for: a block (with all its instances), an instance of one, or an attribute of that. A
// module call is a block, too; attributes of its instances are followed, so they never become holes.
type ref struct {
	in    *instance
	block *decl
	name  string // in the module: aws_s3_bucket.b, data.aws_x.y, module.m
	whole bool   // the block has count or for_each, and no instance was chosen
	key   cty.Value
	path  string // dotted; "" for the instance
}

func (r *ref) isModule() bool { return strings.HasPrefix(r.name, "module.") }

// address gives the instance's absolute address.
func (r *ref) address() string {
	return strings.TrimPrefix(r.in.address+"."+r.name+formatKey(r.key), ".")
}

// isText tells attributes that are strings, by their names, because the provider's schema is not at hand. It matters
// where a hole stands alone: inside of a text it must be one.
func (r *ref) isText() bool {
	name := r.path[strings.LastIndexByte(r.path, '.')+1:]
	switch name[strings.LastIndexByte(name, '_')+1:] {
	case "arn", "id", "name", "url", "uri", "json", "endpoint", "domain", "region", "partition", "suffix", "bucket",
		"email", "hex", "fqdn", "function", "queue", "topic", "policy":
		return true
	}
	return false
}

// hole makes the value that stands for a ref.
func (ev *evaluator) hole(r *ref) (cty.Value, error) {
	if firstHole+len(ev.refs) > lastHole {
		return cty.NilVal, errUnclear
	}
	ev.refs = append(ev.refs, r)
	return cty.StringVal(string(rune(firstHole + len(ev.refs) - 1))), nil
}

// ref gives what a value stands for that is nothing but a hole.
func (ev *evaluator) ref(v cty.Value) (*ref, bool) {
	if v.IsNull() || v.Type() != cty.String {
		return nil, false
	}
	text := v.AsString()
	if len(text) != utf8.UTFMax {
		return nil, false
	}
	if r, _ := utf8.DecodeRuneInString(text); !isHole(r) {
		return nil, false
	}
	r, _ := ev.firstRef(text)
	return r, true
}

// firstRef gives what the hole at the start of a text stands for.
func (ev *evaluator) firstRef(text string) (r *ref, rest string) {
	hole, size := utf8.DecodeRuneInString(text)
	return ev.refs[hole-firstHole], text[size:]
}

// holed reports whether a value holds holes.
func (ev *evaluator) holed(v cty.Value) (bool, error) {
	if err := ev.spend(v); err != nil || v.IsNull() {
		return false, err
	}
	if v.Type() == cty.String {
		return strings.ContainsFunc(v.AsString(), isHole), nil
	}
	if !v.CanIterateElements() {
		return false, nil
	}
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		if key.Type() == cty.String && strings.ContainsFunc(key.AsString(), isHole) {
			return true, nil
		}
		if found, err := ev.holed(element); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// block gives the value of a block that an expression names.
func (ev *evaluator) block(in *instance, name string) (cty.Value, error) {
	d, err := ev.tree.declared(in, name)
	if err != nil || len(d.layers) == 0 {
		return cty.NilVal, errUnclear
	}
	keyed := d.attribute("count") != nil || d.attribute("for_each") != nil
	return ev.hole(&ref{in: in, block: d, name: name, whole: keyed, key: cty.NilVal})
}

// keys lists the instance keys of a block with count or for_each.
func (ev *evaluator) keys(r *ref) ([]cty.Value, error) {
	if e := r.block.attribute("count"); e != nil {
		v, err := ev.eval(e, r.in.outside())
		if err != nil {
			return nil, err
		}
		return ev.counted(v)
	}
	v, err := ev.eval(r.block.attribute("for_each"), r.in.outside())
	if err != nil {
		return nil, err
	}
	if v, err = ev.expand(v); err != nil {
		return nil, err
	}
	return ev.eachKeys(v)
}

func (ev *evaluator) counted(v cty.Value) ([]cty.Value, error) {
	n, err := ev.number(v)
	if err != nil || n < 0 || ev.step(n) != nil {
		return nil, errUnclear
	}
	keys := make([]cty.Value, n)
	for i := range keys {
		keys[i] = cty.NumberIntVal(int64(i))
	}
	return keys, nil
}

// eachKeys gives the keys that for_each makes of a map or a set of strings.
func (ev *evaluator) eachKeys(v cty.Value) ([]cty.Value, error) {
	if v.IsNull() || !v.CanIterateElements() || v.Type().IsTupleType() || v.Type().IsListType() || ev.spend(v) != nil {
		return nil, errUnclear
	}
	var keys []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		key, _ := it.Element()
		if key.IsNull() || key.Type() != cty.String || strings.ContainsFunc(key.AsString(), isHole) {
			return nil, errUnclear
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// pickInstance chooses an instance of a block. Outside of try() there is one, or there would be no plan.
func (ev *evaluator) pickInstance(r *ref, key cty.Value) (cty.Value, error) {
	if !isKey(key) {
		return cty.NilVal, errUnclear
	}
	if r.block.attribute("count") != nil {
		n, err := ev.number(key)
		if err != nil {
			return cty.NilVal, err
		}
		key = cty.NumberIntVal(int64(n))
	}
	one := *r
	one.whole, one.key = false, key
	if ev.trying == 0 {
		return ev.hole(&one)
	}
	keys, err := ev.keys(r)
	if err != nil {
		return cty.NilVal, err
	}
	for _, k := range keys {
		if k.RawEquals(key) {
			return ev.hole(&one)
		}
	}
	return cty.NilVal, errFails
}

// expand turns a block with count or for_each into the tuple or object of its instances, and leaves other values.
func (ev *evaluator) expand(v cty.Value) (cty.Value, error) {
	r, ok := ev.ref(v)
	if !ok || !r.whole {
		return v, nil
	}
	keys, err := ev.keys(r)
	if err != nil {
		return cty.NilVal, err
	}
	list, object := make([]cty.Value, len(keys)), map[string]cty.Value{}
	for i, key := range keys {
		one := *r
		one.whole, one.key = false, key
		if list[i], err = ev.hole(&one); err != nil {
			return cty.NilVal, err
		}
		if key.Type() == cty.String {
			object[key.AsString()] = list[i]
		}
	}
	if r.block.attribute("count") != nil {
		return cty.TupleVal(list), nil
	}
	return cty.ObjectVal(object), nil
}

// getRef follows one step from a hole.
func (ev *evaluator) getRef(r *ref, key cty.Value) (cty.Value, error) {
	switch {
	case r.whole:
		return ev.pickInstance(r, key)
	case r.isModule():
		return ev.output(r, key)
	case ev.trying > 0 && r.path != "": // a part of what is not known need not be there
		return cty.NilVal, errUnclear
	}
	step, err := ev.text(key)
	if err != nil || step == "" || strings.ContainsFunc(step, isHole) || strings.Contains(step, ".") {
		return cty.NilVal, errUnclear
	}
	next := *r
	next.path = strings.TrimPrefix(r.path+"."+step, ".")
	return ev.planned(&next)
}

// planned gives what the plan knows of an attribute, else a hole.
func (ev *evaluator) planned(r *ref) (cty.Value, error) {
	if ev.tree.planned != nil {
		if text, known := ev.tree.planned.AttributeJSON(r.address(), r.path); known {
			return ev.fromJSON(text)
		}
	}
	return ev.hole(r)
}

// fromJSON reads a value that the plan knows.
func (ev *evaluator) fromJSON(text string) (cty.Value, error) {
	if ev.bytes -= len(text); text == "" || ev.bytes < 0 || strings.ContainsFunc(text, isHole) {
		return cty.NilVal, errUnclear
	}
	typ, err := ctyjson.ImpliedType([]byte(text))
	if err != nil {
		return cty.NilVal, errUnclear
	}
	v, err := ctyjson.Unmarshal([]byte(text), typ)
	if err != nil {
		return cty.NilVal, errUnclear
	}
	return ev.checked(v)
}
