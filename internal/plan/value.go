package plan

import "strconv"

// Kind says what a Value holds.
type Kind uint8

// The kinds of a Value. Terraform's null and a missing attribute are both Absent.
const (
	Absent Kind = iota
	Unknown
	Bool
	Number
	String
	List
	Object
)

// Value is one node of a planned value: known, unknown until apply, or absent.
// Lists, sets and tuples are List; maps, objects and single nested blocks are Object.
type Value struct {
	kind      Kind
	sensitive bool
	text      string // String: the string; Number: its JSON text; Bool: "true" or "false"
	group     *group // List, Object
}

// group holds the parts of a list or an object. Equal groups of one plan are shared (tags and tags_all,
// say), so a group is never written to once it is made.
type group struct {
	shape  *shape // Object: nil for a list
	items  *items // List: nil for an object, of which there are many more
	row    uint32 // Object: where in the pool the cells of its values stand
	number uint32 // tells groups apart where their values are hashed
}

// items are the elements of a list.
type items struct{ all []Value }

func (g *group) len() int {
	if g.shape == nil {
		return len(g.items.all)
	}
	return len(g.shape.names)
}

func (g *group) at(i int) Value {
	if g.shape == nil {
		return g.items.all[i]
	}
	return g.shape.pool.at(g.cells()[i])
}

// cells say where in the pool the value of each name of an object stands.
func (g *group) cells() []uint32 { return g.shape.pool.row(g.row, len(g.shape.names)) }

// Kind says what the value holds.
func (v Value) Kind() Kind { return v.kind }

// IsAbsent reports whether the value is null or was not given.
func (v Value) IsAbsent() bool { return v.kind == Absent }

// IsUnknown reports whether the value itself is known only after apply. A list with unknown elements is not
// unknown itself.
func (v Value) IsUnknown() bool { return v.kind == Unknown }

// Sensitive reports whether Terraform marks the value, or a part of it, as sensitive.
// A sensitive value must never be shown.
func (v Value) Sensitive() bool { return v.sensitive }

// Text gives a known string, or the JSON text of a known number or bool. It is "" for every other kind.
func (v Value) Text() string { return v.text }

// Bool gives a known bool. ok is false for other kinds, except for the strings "true" and "false",
// which older providers keep for booleans.
func (v Value) Bool() (b, ok bool) {
	if v.kind != Bool && v.kind != String {
		return false, false
	}
	switch v.text {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

// Number gives a known number; numbers that a provider keeps as strings are understood.
func (v Value) Number() (n float64, ok bool) {
	if v.kind != Number && v.kind != String {
		return 0, false
	}
	n, err := strconv.ParseFloat(v.text, 64)
	return n, err == nil
}

// Len is the number of elements of a list, or of names of an object.
func (v Value) Len() int {
	if v.group == nil {
		return 0
	}
	return v.group.len()
}

// Items gives the elements of a list. The slice must not be changed.
func (v Value) Items() []Value {
	if v.kind != List || v.group == nil {
		return nil
	}
	return v.group.items.all
}

// Index gives element i of a list; Absent outside of it.
func (v Value) Index(i int) Value {
	if v.kind != List || i < 0 || i >= v.Len() {
		return Value{}
	}
	return v.group.at(i)
}

// Names gives the names of an object, in the order of the plan. The slice must not be changed.
func (v Value) Names() []string {
	if v.group == nil || v.group.shape == nil {
		return nil
	}
	return v.group.shape.names
}

// Get gives a named part of an object; Absent when there is none, Unknown when the object is unknown.
func (v Value) Get(name string) Value {
	if v.kind == Unknown {
		return Value{kind: Unknown, sensitive: v.sensitive}
	}
	if v.group == nil || v.group.shape == nil {
		return Value{}
	}
	if i := v.group.shape.find(name); i >= 0 {
		return v.group.at(i)
	}
	return Value{}
}

// At follows a dotted path such as "dead_letter_config.0.target_arn": names of objects, positions in lists.
// Absent when a part is missing, Unknown when a part on the way is unknown.
func (v Value) At(path string) Value {
	for path != "" && v.kind != Absent {
		step := path
		path = ""
		for i := range len(step) {
			if step[i] == '.' {
				step, path = step[:i], step[i+1:]
				break
			}
		}
		v = v.step(step)
	}
	return v
}

func (v Value) step(step string) Value {
	switch v.kind {
	case Unknown:
		return Value{kind: Unknown, sensitive: v.sensitive}
	case List:
		i, err := strconv.Atoi(step)
		if err != nil {
			return Value{}
		}
		return v.Index(i)
	default:
		return v.Get(step)
	}
}
