package plan

import (
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// Release lets go of all that only adapters need: resources with their values, the configuration, and what was made to
// follow references, which together are a third of what a run holds. What is left is what can be asked about every
// instance afterwards: ActionsOf, and Text of the attributes given here. A plan is released once its model is made.
func (p *Plan) Release(attributes ...string) {
	if p.rest == nil {
		p.rest = newRest(p.Resources, attributes)
	}
	p.Resources, p.index = nil, index{}
	p.config, p.variables, p.modules, p.leads = nil, nil, nil, nil
	p.locals, p.templates = nil, nil
}

// rest is what is kept of the instances of a released plan: a number for each thing that is told of each instance.
type rest struct {
	addresses []string // sorted
	actions   column[tfjson.Actions]
	texts     map[string]column[Value] // by attribute; only scalars
}

// column is one thing that is told of each instance. Few differ.
type column[T any] struct {
	numbers []uint32
	values  []T
}

func (c column[T]) at(i int) T { return c.values[c.numbers[i]] }

func newRest(resources []*Resource, attributes []string) *rest {
	// The first of several with the same address is the one that is found.
	sorted := slices.Clone(resources)
	slices.SortStableFunc(sorted, func(a, b *Resource) int { return strings.Compare(a.Address, b.Address) })
	sorted = slices.CompactFunc(sorted, func(a, b *Resource) bool { return a.Address == b.Address })
	left := &rest{addresses: make([]string, 0, len(sorted)), texts: map[string]column[Value]{}}
	for _, r := range sorted {
		left.addresses = append(left.addresses, r.Address)
	}
	left.actions = newColumn(sorted, func(r *Resource) (tfjson.Actions, string) { return r.Actions, joined(r.Actions) })
	for _, attribute := range attributes {
		left.texts[attribute] = newColumn(sorted, func(r *Resource) (value, key Value) {
			v := r.Attr(attribute)
			if !v.isScalar() {
				return Value{}, Value{}
			}
			return v, v
		})
	}
	return left
}

// newColumn keeps what of gives of each resource, one of each key.
func newColumn[T any, K comparable](resources []*Resource, of func(*Resource) (value T, key K)) column[T] {
	c := column[T]{numbers: make([]uint32, 0, len(resources))}
	known := map[K]uint32{}
	for _, r := range resources {
		value, key := of(r)
		number, ok := known[key]
		if !ok {
			number = uint32(len(c.values))
			known[key] = number
			c.values = append(c.values, value)
		}
		c.numbers = append(c.numbers, number)
	}
	return c
}

func joined(actions tfjson.Actions) string {
	if len(actions) == 1 {
		return string(actions[0])
	}
	var b strings.Builder
	for _, a := range actions {
		b.WriteString(string(a) + "\n")
	}
	return b.String()
}

// actionsOf gives the actions for an instance; ok is false when there is no such instance.
func (left *rest) actionsOf(address string) (planned tfjson.Actions, ok bool) {
	at, ok := slices.BinarySearch(left.addresses, address)
	if !ok {
		return nil, false
	}
	return left.actions.at(at), true
}

// text gives the text of an attribute that was kept; ok is false when it was not, and when it had none.
func (left *rest) text(address, attribute string) (text string, ok bool) {
	at, found := slices.BinarySearch(left.addresses, address)
	column, kept := left.texts[attribute]
	if !found || !kept {
		return "", false
	}
	v := column.at(at)
	return v.text, v.isScalar()
}
