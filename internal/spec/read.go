package spec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Value is what stands at one place of a declaration, in the form in which it is handed over: as Terraform gives it to
// the provider, or as a plan has it. It is absent, unknown until apply, or known, though parts of it may not be.
type Value interface {
	IsAbsent() bool
	IsUnknown() bool
	// Text gives a text, with a Gap for each piece that is not known; "" for what is no text.
	Text() string
	// Number and Bool give what is known to be one.
	Number() (number float64, ok bool)
	Bool() (flag, ok bool)
	// Items gives the elements of a known list.
	Items() []Value
	// Names gives the names in a known object or map, in any order.
	Names() []string
	// Get gives what stands under a name: an absent value where nothing does, and in what is absent or unknown itself.
	Get(name string) Value
}

// node is a value and where it stands. It reads what is known and notes what is not, at any depth: a plan may know a list
// but not its elements, or nothing of an object.
type node struct {
	value   Value
	path    string // as Unknowns writes it
	unknown *Unknowns
}

// at gives an attribute of an object.
func (n node) at(name string) node {
	return node{n.value.Get(name), strings.TrimPrefix(n.path+"."+name, "."), n.unknown}
}

// note marks a value as unknown if it is, and tells whether it can be read.
func (n node) note() bool {
	if n.value.IsUnknown() {
		n.unknown.Add(n.path)
		return false
	}
	return !n.value.IsAbsent()
}

func (n node) text() string { return n.value.Text() }

func (n node) fraction() float64 {
	if !n.note() {
		return 0
	}
	number, _ := n.value.Number()
	return number
}

func (n node) number() int { return int(n.fraction()) }

// optionalNumber tells a number that is left out from 0.
func (n node) optionalNumber() *int {
	if !n.note() {
		return nil
	}
	number, ok := n.value.Number()
	if !ok {
		return nil
	}
	whole := int(number)
	return &whole
}

// flag tells one that is left out from false.
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

// each calls f for the elements of a list.
func (n node) each(f func(element node)) {
	if !n.note() {
		return
	}
	for i, v := range n.value.Items() {
		f(node{v, fmt.Sprintf("%s[%d]", n.path, i), n.unknown})
	}
}

// eachKey calls f for the elements of a map in the order of their keys.
func (n node) eachKey(f func(key string, element node)) {
	if !n.note() {
		return
	}
	for _, key := range slices.Sorted(slices.Values(n.value.Names())) {
		f(key, node{n.value.Get(key), n.path + "[" + strconv.Quote(key) + "]", n.unknown})
	}
}

func (n node) texts() []string {
	var texts []string
	n.each(func(element node) { texts = append(texts, element.text()) })
	return texts
}

func (n node) textMap() map[string]string { return mapOf(n, node.text) }

// mapOf reads a map; one without elements is nil.
func mapOf[T any](n node, read func(node) T) map[string]T {
	var all map[string]T
	n.eachKey(func(key string, element node) {
		if all == nil {
			all = map[string]T{}
		}
		all[key] = read(element)
	})
	return all
}

// listOf reads a list of objects.
func listOf[T any](n node, read func(node) T) []T {
	var all []T
	n.each(func(element node) {
		element.note()
		all = append(all, read(element))
	})
	return all
}

// ifGiven reads an object, unless it is left out.
func ifGiven[T any](n node, read func(node) T) *T {
	if n.value.IsAbsent() {
		return nil
	}
	n.note()
	value := read(n)
	return &value
}

func readException(n node) Exception {
	// A day that cannot be read, or is not known yet, is long past until it is judged at apply.
	day, _ := time.Parse(time.DateOnly, n.at("expires").text())
	return Exception{Rule: n.at("rule").text(), Reason: n.at("reason").text(), Expires: day}
}
