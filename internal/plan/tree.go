package plan

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// tree holds JSON values while a resource is read: its after, after_unknown and after_sensitive, which may
// stand in any order. It is used again for the next resource, and so costs no memory per resource.
type tree struct {
	nodes []node
	items []Value  // stack of the parts of unfinished groups
	names []string // stack of their names
	found map[member]int32
}

// member is a name in an object, for objects too large to search one by one.
type member struct {
	parent int32
	name   string
}

// node is one JSON value; Absent is null. Its children form a chain.
type node struct {
	kind   Kind
	sorted bool // Object: its names ascend, as Terraform writes them
	name   string
	text   string
	first  int32
	next   int32
	count  int32
}

// none stands for a value that is not in the tree. Node 0 is never used.
const none int32 = 0

func (t *tree) reset() {
	clear(t.nodes)
	t.nodes = append(t.nodes[:0], node{})
	clear(t.found)
}

func (t *tree) add(n node) int32 {
	t.nodes = append(t.nodes, n)
	return int32(len(t.nodes) - 1)
}

// read adds the value that comes next.
func (t *tree) read(c *cursor) (int32, error) {
	switch c.dec.PeekKind() {
	case jsontext.KindBeginObject:
		return t.readObject(c)
	case jsontext.KindBeginArray:
		return t.readList(c)
	case jsontext.KindString:
		text, err := c.str()
		return t.add(node{kind: String, text: text}), err
	case jsontext.KindNumber:
		text, err := c.raw()
		return t.add(node{kind: Number, text: text}), err
	case jsontext.KindTrue:
		_, err := c.dec.ReadToken()
		return t.add(node{kind: Bool, text: "true"}), err
	case jsontext.KindFalse:
		_, err := c.dec.ReadToken()
		return t.add(node{kind: Bool, text: "false"}), err
	default:
		_, err := c.dec.ReadToken() // null, or the error that PeekKind met
		return t.add(node{}), err
	}
}

// readWithout adds the value that comes next, without some of its members if it is an object.
func (t *tree) readWithout(c *cursor, skip []string) (int32, error) {
	if c.dec.PeekKind() != jsontext.KindBeginObject {
		return t.read(c)
	}
	return t.readMembers(c, skip)
}

func (t *tree) readObject(c *cursor) (int32, error) { return t.readMembers(c, nil) }

func (t *tree) readMembers(c *cursor, skip []string) (int32, error) {
	at, last := t.add(node{kind: Object}), none
	return at, c.members(func(name string) error {
		if slices.Contains(skip, name) {
			return c.skip()
		}
		child, err := t.read(c)
		t.nodes[child].name = name
		last = t.link(at, last, child)
		return err
	})
}

func (t *tree) readList(c *cursor) (int32, error) {
	at, last := t.add(node{kind: List}), none
	return at, c.elements(func() error {
		child, err := t.read(c)
		last = t.link(at, last, child)
		return err
	})
}

func (t *tree) link(parent, last, child int32) int32 {
	p := &t.nodes[parent]
	p.count++
	if last == none {
		p.first, p.sorted = child, true
		return child
	}
	t.nodes[last].next = child
	p.sorted = p.sorted && t.nodes[last].name < t.nodes[child].name
	return child
}

func (t *tree) isTrue(at int32) bool {
	return at != none && t.nodes[at].kind == Bool && t.nodes[at].text == "true"
}

// seeker finds members of one object for the members of another, one after the other.
type seeker struct {
	t      *tree
	parent int32
	at     int32
	merge  bool // both are sorted: one walk along them does it
}

func (t *tree) seek(parent, along int32) seeker {
	if t.kind(parent) != Object {
		return seeker{t: t, merge: true}
	}
	merge := t.nodes[parent].sorted && t.nodes[along].sorted
	return seeker{t: t, parent: parent, at: t.nodes[parent].first, merge: merge}
}

func (s *seeker) find(name string) int32 {
	if !s.merge {
		return s.t.member(s.parent, name)
	}
	for s.at != none && s.t.nodes[s.at].name < name {
		s.at = s.t.nodes[s.at].next
	}
	if s.at != none && s.t.nodes[s.at].name == name {
		return s.at
	}
	return none
}

// member finds a name in an object of any order.
func (t *tree) member(parent int32, name string) int32 {
	const few = 32
	if t.nodes[parent].count > few {
		return t.indexed(parent)[member{parent, name}]
	}
	for at := t.nodes[parent].first; at != none; at = t.nodes[at].next {
		if t.nodes[at].name == name {
			return at
		}
	}
	return none
}

// indexed makes sure that the members of an object can be looked up.
func (t *tree) indexed(parent int32) map[member]int32 {
	if t.found == nil {
		t.found = map[member]int32{}
	}
	first := t.nodes[parent].first
	if _, done := t.found[member{parent, t.nodes[first].name}]; done {
		return t.found
	}
	for at := first; at != none; at = t.nodes[at].next {
		t.found[member{parent, t.nodes[at].name}] = at
	}
	return t.found
}

// first gives the first child of a list or object.
func (t *tree) first(at int32) int32 {
	if at == none {
		return none
	}
	return t.nodes[at].first
}

func (t *tree) next(at int32) int32 {
	if at == none {
		return none
	}
	return t.nodes[at].next
}

func (t *tree) kind(at int32) Kind { return t.nodes[at].kind }

// layers are the same place in after, after_unknown and after_sensitive.
type layers struct {
	after, unknown, sensitive int32
	secret                    bool // a place above is wholly sensitive
}

// value makes a Value of the three trees: unknown wherever after_unknown is true.
func (t *tree) value(in *interner, l layers) Value {
	if t.isTrue(l.sensitive) {
		l.secret = true
	}
	if t.isTrue(l.unknown) {
		return Value{kind: Unknown, sensitive: l.secret}
	}
	after, unknown := t.kind(l.after), t.kind(l.unknown)
	switch {
	case after == Object, after == Absent && unknown == Object:
		return t.object(in, l)
	case after == List, after == Absent && unknown == List:
		return t.list(in, l)
	case after == Absent:
		return Value{}
	default:
		return Value{kind: after, sensitive: l.secret, text: t.nodes[l.after].text}
	}
}

func (t *tree) object(in *interner, l layers) Value {
	base, nameBase := len(t.items), len(t.names)
	unknown, sensitive := t.seek(l.unknown, l.after), t.seek(l.sensitive, l.after)
	for at := t.first(l.after); at != none; at = t.next(at) {
		name := t.nodes[at].name
		t.push(name, t.value(in, layers{at, unknown.find(name), sensitive.find(name), l.secret}))
	}
	t.unknownMembers(in, l)
	return t.close(in, l, Object, base, nameBase)
}

// unknownMembers adds what only after_unknown names: after leaves unknown attributes out.
func (t *tree) unknownMembers(in *interner, l layers) {
	if t.kind(l.unknown) != Object {
		return
	}
	known, sensitive := t.seek(l.after, l.unknown), t.seek(l.sensitive, l.unknown)
	for at := t.first(l.unknown); at != none; at = t.next(at) {
		name := t.nodes[at].name
		if known.find(name) == none {
			t.push(name, t.value(in, layers{none, at, sensitive.find(name), l.secret}))
		}
	}
}

// push keeps a member of the object being made; absent ones are dropped.
func (t *tree) push(name string, v Value) {
	if v.kind == Absent {
		return
	}
	t.items = append(t.items, v)
	t.names = append(t.names, name)
}

// list keeps null elements, so that positions stay true.
func (t *tree) list(in *interner, l layers) Value {
	base := len(t.items)
	a, u, s := t.elements(l.after), t.elements(l.unknown), t.elements(l.sensitive)
	for a != none || u != none {
		t.items = append(t.items, t.value(in, layers{a, u, s, l.secret}))
		a, u, s = t.next(a), t.next(u), t.next(s)
	}
	return t.close(in, l, List, base, len(t.names))
}

func (t *tree) elements(at int32) int32 {
	if t.kind(at) != List {
		return none
	}
	return t.first(at)
}

// close takes the parts above base from the stacks and makes a group of them.
func (t *tree) close(in *interner, l layers, kind Kind, base, nameBase int) Value {
	v := Value{kind: kind, sensitive: l.secret}
	items, names := t.items[base:], t.names[nameBase:]
	for _, part := range items {
		v.sensitive = v.sensitive || part.sensitive
	}
	// A null that after_unknown describes without any true in it is a plain null.
	if len(items) > 0 || t.kind(l.after) == kind {
		v.group = in.group(kind, items, names)
	} else {
		v = Value{}
	}
	clear(items)
	t.items, t.names = t.items[:base], t.names[:nameBase]
	return v
}

// top makes the value of a whole resource: always an object, or unknown.
func (t *tree) top(in *interner, l layers) Value {
	v := t.value(in, l)
	if v.kind == Unknown || v.kind == Object && v.group != nil {
		return v
	}
	return Value{kind: Object, sensitive: t.isTrue(l.sensitive), group: in.group(Object, nil, nil)}
}
