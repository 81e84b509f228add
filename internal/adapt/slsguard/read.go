package slsguard

import (
	"slices"
	"strconv"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// node is a value of a declaration in a plan. It reads what is known and notes what is not, as package provider does with
// what Terraform hands over.
type node struct {
	value    plan.Value
	path     string // as plans write it: aws.permissions.0.actions
	declared string // as spec.Unknowns writes it: aws.permissions[0].actions
	unknown  *spec.Unknowns
	gaps     *gaps
}

// at gives an attribute of an object. Of an object that is absent or unknown it is absent.
func (n node) at(name string) node {
	child := n.child(name, joined(n.declared, name), plan.Value{})
	if n.known() {
		child.value = n.value.Get(name)
	}
	return child
}

func (n node) child(name, declared string, value plan.Value) node {
	return node{value, joined(n.path, name), declared, n.unknown, n.gaps}
}

func joined(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// given tells whether there is a value, though it may not be known.
func (n node) given() bool { return !n.value.IsAbsent() }

func (n node) known() bool { return n.given() && !n.value.IsUnknown() }

// note marks a value as unknown if it is, and tells whether it can be read.
func (n node) note() bool {
	if n.value.IsUnknown() {
		n.unknown.Add(n.declared)
	}
	return n.known()
}

// text gives a text, with gaps for what is not known of it.
func (n node) text() string {
	switch {
	case n.value.IsUnknown():
		return n.gaps.fill(n.path)
	case n.value.Sensitive():
		n.gaps.secret(n.value.Text())
	}
	return n.value.Text()
}

func (n node) optionalNumber() *int {
	if !n.note() {
		return nil
	}
	number, ok := n.value.Number()
	if !ok {
		return nil
	}
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
	if !n.note() {
		return 0
	}
	number, _ := n.value.Number()
	return number
}

func (n node) flag() *bool {
	if !n.note() {
		return nil
	}
	flag, ok := n.value.Bool()
	if !ok {
		return nil
	}
	return &flag
}

// list gives the elements of a list.
func (n node) list() []node {
	if !n.note() {
		return nil
	}
	var nodes []node
	for i, v := range n.value.Items() {
		at := strconv.Itoa(i)
		nodes = append(nodes, n.child(at, n.declared+"["+at+"]", v))
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
	if !n.note() {
		return
	}
	keys := slices.Clone(n.value.Names())
	slices.Sort(keys)
	for _, key := range keys {
		f(key, n.child(key, n.declared+"["+strconv.Quote(key)+"]", n.value.Get(key)))
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

// ifGiven reads an object, unless it is left out.
func ifGiven[T any](n node, read func(node) T) *T {
	if !n.given() {
		return nil
	}
	n.note()
	value := read(n)
	return &value
}

func exceptions(n node) []spec.Exception {
	var all []spec.Exception
	for _, e := range n.list() {
		// A day that cannot be read, or is not known, is long past.
		day, _ := time.Parse(time.DateOnly, e.at("expires").text())
		all = append(all, spec.Exception{Rule: e.at("rule").text(), Reason: e.at("reason").text(), Expires: day})
	}
	return all
}
