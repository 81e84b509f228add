package source

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Values gives the text of a known string, number or bool that a plan has at a dotted path of an instance.
// ok is false for everything else.
type Values func(address, path string) (text string, ok bool)

// SetValues lets Locate compare what is written with what is planned. A plan lists the elements of a set in
// an order of its own, and only the values tell which of them stands where.
func (t *Tree) SetValues(v Values) { t.values = v }

// query is a path that is being looked for, with the planned values of its instance.
type query struct {
	address string
	path    []string
	values  Values // nil when there are none
}

func (t *Tree) query(address, attribute string) query {
	q := query{address: address, values: t.values}
	if attribute != "" {
		q.path = strings.Split(attribute, ".")
	}
	return q
}

// before gives the part of the path that was followed when rest is left.
func (q query) before(rest []string) string {
	return strings.Join(q.path[:len(q.path)-len(rest)], ".")
}

// fit says how something in the source and a planned value go together.
type fit uint8

const (
	neutral    fit = iota // nothing to compare is written out
	contradict            // they differ
	agree                 // all that is written out is the same
	equal                 // the value is written out
)

// element fits element i of the source with position n of the plan.
type element func(i, n int) fit

// inOrder reports whether the first count elements of the source can stand in the plan's order.
func inOrder(count int, fits element) bool {
	for i := range count {
		if fits(i, i) == contradict {
			return false
		}
	}
	return true
}

// choose gives the element of the source that the plan has at position n of a set. Unless its very value is
// written out, it must be the only one that can be meant.
func choose(n, count int, fits element) (i int, ok bool) {
	var found [equal + 1][]int
	for i := range count {
		f := fits(i, n)
		found[f] = append(found[f], i)
	}
	switch {
	case len(found[equal]) > 0:
		return found[equal][0], true
	case len(found[agree]) > 0:
		return found[agree][0], len(found[agree]) == 1
	case len(found[neutral]) > 0:
		return found[neutral][0], len(found[neutral]) == 1
	}
	return 0, false
}

// fitElement compares an element of a list: a plain value, or the plain values of an object.
func (q query) fitElement(e hcl.Expression, at string) fit {
	if items, diags := hcl.ExprMap(e); !diags.HasErrors() {
		return q.fitItems(items, at)
	}
	if f := q.fitValue(e, at); f != agree {
		return f
	}
	return equal
}

func (q query) fitItems(items []hcl.KeyValuePair, at string) fit {
	all := neutral
	for _, item := range items {
		if name, ok := literalString(item.Key); ok {
			all = both(all, q.fitValue(item.Value, at+"."+name))
		}
	}
	return all
}

func (q query) fitBody(body *hclsyntax.Body, at string) fit {
	all := neutral
	for name, a := range body.Attributes {
		if a.Expr != nil {
			all = both(all, q.fitValue(a.Expr, at+"."+name))
		}
	}
	return all
}

func both(a, b fit) fit {
	if a == contradict || b == contradict {
		return contradict
	}
	return max(a, b)
}

func (q query) fitValue(e hcl.Expression, at string) fit {
	written, ok := literalString(e)
	if !ok {
		return neutral
	}
	planned, ok := q.values(q.address, at)
	switch {
	case !ok:
		return neutral
	case planned != written:
		return contradict
	}
	return agree
}

// pickElement gives the element of a list that the plan has at the position that path starts with.
func (q query) pickElement(elements []hcl.Expression, path []string) (hcl.Expression, bool) {
	n, err := strconv.Atoi(path[0])
	if err != nil {
		return nil, false
	}
	list := q.before(path) + "."
	fits := func(i, n int) fit { return q.fitElement(elements[i], list+strconv.Itoa(n)) }
	ok := n >= 0 && n < len(elements)
	if q.values != nil && len(elements) > 1 && !inOrder(len(elements), fits) {
		n, ok = choose(n, len(elements), fits)
	}
	if !ok {
		return nil, false
	}
	return elements[n], true
}

// pickBlock gives the block that the plan has at position n of the list at a path.
func (q query) pickBlock(blocks []nested, n int, list string) (nested, bool) {
	fits := func(i, n int) fit {
		if blocks[i].dynamic {
			return neutral
		}
		return q.fitBody(blocks[i].body.Body, list+"."+strconv.Itoa(n))
	}
	static := slices.IndexFunc(blocks, func(b nested) bool { return b.dynamic })
	if static < 0 {
		static = len(blocks)
	}
	ok := n >= 0 && n < static
	switch {
	case q.values != nil && len(blocks) > 1 && !inOrder(static, fits):
		n, ok = choose(n, len(blocks), fits)
	case n >= static && static == len(blocks)-1:
		// How many blocks a dynamic one makes is not known, so what comes after it has no position.
		n, ok = static, true
	}
	if !ok {
		return nested{}, false
	}
	return blocks[n], true
}
