package provider

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// node is a value of a declaration as Terraform hands it over. It reads what is known and notes what is not, at any
// depth: a plan may know a list but not its elements, or nothing of an object.
type node struct {
	value   tftypes.Value
	path    string // as spec.Unknowns writes it
	unknown *spec.Unknowns
}

// at gives an attribute of an object. Of an object that is absent or unknown it is the same.
func (n node) at(name string) node {
	child := node{path: join(n.path, name), unknown: n.unknown}
	var attributes map[string]tftypes.Value
	if n.known() && n.value.As(&attributes) == nil {
		child.value = attributes[name]
	}
	return child
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// given tells whether there is a value, though it may not be known.
func (n node) given() bool { return n.value.Type() != nil && !n.value.IsNull() }

// known tells whether there is a value that can be read.
func (n node) known() bool { return n.given() && n.value.IsKnown() }

// note marks a value as unknown if it is, and tells whether it can be read.
func (n node) note() bool {
	if n.given() && !n.value.IsKnown() {
		n.unknown.Add(n.path)
	}
	return n.known()
}

// text gives a text, with a gap for an unknown one.
func (n node) text() string {
	switch {
	case !n.given():
		return ""
	case !n.value.IsKnown():
		return spec.Gap
	}
	var text string
	if n.value.As(&text) != nil {
		return ""
	}
	return text
}

func (n node) optionalNumber() *int {
	if !n.note() {
		return nil
	}
	f := new(big.Float)
	if n.value.As(&f) != nil {
		return nil
	}
	number, _ := f.Int64()
	i := int(number)
	return &i
}

func (n node) number() int {
	if i := n.optionalNumber(); i != nil {
		return *i
	}
	return 0
}

func (n node) fraction() float64 {
	f := new(big.Float)
	if !n.note() || n.value.As(&f) != nil {
		return 0
	}
	number, _ := f.Float64()
	return number
}

func (n node) flag() *bool {
	var flag bool
	if !n.note() || n.value.As(&flag) != nil {
		return nil
	}
	return &flag
}

// list gives the elements of a list.
func (n node) list() []node {
	var values []tftypes.Value
	if !n.note() || n.value.As(&values) != nil {
		return nil
	}
	nodes := make([]node, len(values))
	for i, v := range values {
		nodes[i] = node{v, fmt.Sprintf("%s[%d]", n.path, i), n.unknown}
	}
	return nodes
}

func (n node) texts() []string {
	var texts []string
	for _, element := range n.list() {
		texts = append(texts, element.text())
	}
	return texts
}

// each calls f for the elements of a map in the order of their keys.
func (n node) each(f func(key string, value node)) {
	var values map[string]tftypes.Value
	if !n.note() || n.value.As(&values) != nil {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		f(key, node{values[key], n.path + "[" + strconv.Quote(key) + "]", n.unknown})
	}
}

func (n node) textMap() map[string]string {
	var texts map[string]string
	n.each(func(key string, value node) {
		if texts == nil {
			texts = map[string]string{}
		}
		texts[key] = value.text()
	})
	return texts
}
