package plan

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"
)

// maxInterned is the length up to which a text is looked up among those already kept: longer ones seldom
// repeat.
const maxInterned = 2048

// interner keeps one copy of what a plan repeats: names, texts, and whole lists and objects. Half of a plan
// repeats the other half (tags on every resource), so this halves the memory it takes.
type interner struct {
	texts  map[string]string
	shapes map[uint64][]string
	groups map[uint64]*group
	last   uint32

	constants  map[Value]*expression
	references map[string]*expression // by the references, joined
	hash       maphash.Hash
}

func newInterner() *interner {
	return &interner{
		texts: map[string]string{}, shapes: map[uint64][]string{}, groups: map[uint64]*group{},
		constants: map[Value]*expression{}, references: map[string]*expression{},
	}
}

func (in *interner) text(b []byte) string {
	if len(b) > maxInterned {
		return string(b)
	}
	if s, ok := in.texts[string(b)]; ok {
		return s
	}
	s := string(b)
	in.texts[s] = s
	return s
}

// shape gives a shared copy of names.
func (in *interner) shape(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	in.hash.Reset()
	for _, n := range names {
		in.hash.WriteString(n)
		in.hash.WriteByte(0)
	}
	sum := in.hash.Sum64()
	known, taken := in.shapes[sum]
	if taken && slices.Equal(known, names) {
		return known
	}
	made := slices.Clone(names)
	if !taken {
		in.shapes[sum] = made
	}
	return made
}

// group gives a shared group of copies of items and names.
func (in *interner) group(items []Value, names []string) *group {
	names = in.shape(names)
	sum := in.sum(items, names)
	known, taken := in.groups[sum]
	if taken && slices.Equal(known.items, items) && slices.Equal(known.names, names) {
		return known
	}
	made := in.fresh(items, names)
	if !taken {
		in.groups[sum] = made
	}
	return made
}

// fresh gives a group that is not shared.
func (in *interner) fresh(items []Value, names []string) *group {
	in.last++
	return &group{items: slices.Clone(items), names: names, id: in.last}
}

func (in *interner) sum(items []Value, names []string) uint64 {
	in.hash.Reset()
	for _, n := range names {
		in.hash.WriteString(n)
		in.hash.WriteByte(0)
	}
	var head [6]byte
	for _, v := range items {
		head[0], head[1] = byte(v.kind), 0
		if v.sensitive {
			head[1] = 1
		}
		var id uint32
		if v.group != nil {
			id = v.group.id
		}
		binary.LittleEndian.PutUint32(head[2:], id)
		in.hash.Write(head[:])
		in.hash.WriteString(v.text)
	}
	return in.hash.Sum64()
}

// expression gives a shared copy of an expression without nested blocks: a module that is called often stands
// in the configuration as often.
func (in *interner) expression(e *expression) *expression {
	switch e.form {
	case constant, computed:
		return shared(in.constants, e.constant, e, e.form)
	case references:
		return shared(in.references, strings.Join(e.references, "\n"), e, e.form)
	default:
		return e
	}
}

func shared[K comparable](known map[K]*expression, key K, e *expression, f form) *expression {
	if k, ok := known[key]; ok && k.form == f && slices.Equal(k.references, e.references) {
		return k
	}
	known[key] = e
	return e
}
