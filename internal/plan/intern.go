package plan

import (
	"hash/maphash"
	"slices"
)

// maxInterned is the length up to which a text is looked up among those already kept: longer ones seldom
// repeat.
const maxInterned = 2048

// interner keeps one copy of what a plan repeats: names, texts, and whole lists and objects. Half of a plan
// repeats the other half (tags on every resource), so this takes a third of the memory.
type interner struct {
	texts  chunked[string]
	byText numbering
	shapes map[uint64]*shape
	recent [256]*shape // the shapes of late, found without hashing all names
	byCell numbering   // by value
	groups map[uint64]*group
	pool   *pool
	row    []uint32 // cells of the group being made
	groupN uint32   // how many groups were made

	constants  map[Value]*expression
	references map[string]*expression // by the references, joined
	joined     []byte
	split      map[string]*reference
	hash       maphash.Hash
	seed       maphash.Seed
}

func newInterner() *interner {
	return &interner{
		seed: maphash.MakeSeed(), shapes: map[uint64]*shape{}, groups: map[uint64]*group{},
		pool:      &pool{},
		constants: map[Value]*expression{}, references: map[string]*expression{}, split: map[string]*reference{},
	}
}

func (in *interner) text(b []byte) string {
	if len(b) > maxInterned {
		return string(b)
	}
	hash := folded(maphash.Bytes(in.seed, b))
	at, ok := in.byText.find(hash, func(at uint32) bool { return in.texts.at(at) == string(b) })
	if ok {
		return in.texts.at(at)
	}
	text := string(b)
	in.byText.add(hash, in.texts.add(text))
	return text
}

func folded(hash uint64) uint32 { return uint32(hash ^ hash>>32) }

// shape gives the shared shape of objects with these names.
func (in *interner) shape(names []string) *shape {
	recent := &in.recent[recentAt(names)]
	if *recent == nil || !slices.Equal((*recent).names, names) {
		*recent = in.hashedShape(names)
	}
	return *recent
}

// recentAt spreads shapes by what is at hand without reading the names.
func recentAt(names []string) int {
	at := len(names)
	for i := 0; i < len(names); i += 4 {
		at = at*31 + len(names[i])
	}
	return at & 0xff
}

func (in *interner) hashedShape(names []string) *shape {
	in.hash.Reset()
	for _, n := range names {
		in.hash.WriteString(n)
		in.hash.WriteByte(0)
	}
	sum := in.hash.Sum64()
	known, taken := in.shapes[sum]
	if taken && slices.Equal(known.names, names) {
		return known
	}
	made := newShape(names, in.pool)
	if !taken {
		in.shapes[sum] = made
	}
	return made
}

// cell gives the place of a value in the pool.
func (in *interner) cell(v Value) uint32 {
	hash := in.hashOf(v)
	at, ok := in.byCell.find(hash, func(at uint32) bool { return in.pool.at(at) == v })
	if !ok {
		at = in.pool.add(v)
		in.byCell.add(hash, at)
	}
	return at
}

func (in *interner) hashOf(v Value) uint32 {
	hash := uint64(v.kind)
	if v.sensitive {
		hash |= 1 << 8
	}
	switch {
	case v.group != nil:
		hash |= uint64(v.group.number) << 16
	case v.text != "":
		hash ^= maphash.String(in.seed, v.text)
	}
	const spread = 0x9e3779b97f4a7c15 // numbers that follow each other must not hash to such
	return folded(hash * spread)
}

// group gives a shared group of copies of items and names.
func (in *interner) group(kind Kind, items []Value, names []string) *group {
	in.row = in.row[:0]
	for _, v := range items {
		in.row = append(in.row, in.cell(v))
	}
	var s *shape
	if kind == Object {
		s = in.shape(names)
	}
	sum := in.sum(kind, names)
	known, taken := in.groups[sum]
	if taken && known.is(s, in.row, items) {
		return known
	}
	made := in.fresh(s, items)
	if !taken {
		in.groups[sum] = made
	}
	return made
}

func (g *group) is(s *shape, row []uint32, items []Value) bool {
	if g.shape != s {
		return false
	}
	if s == nil {
		return slices.Equal(g.items.all, items)
	}
	return slices.Equal(g.cells(), row)
}

func (in *interner) fresh(s *shape, list []Value) *group {
	in.groupN++
	if s == nil {
		return &group{items: &items{slices.Clone(list)}, number: in.groupN}
	}
	return &group{shape: s, row: in.pool.keep(in.row), number: in.groupN}
}

// sum is FNV-1a over the cells of row. Groups with the same sum by chance are not shared, and that is all.
func (in *interner) sum(kind Kind, names []string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	sum := (uint64(offset) ^ uint64(kind)) * prime
	if len(names) > 0 {
		sum = (sum ^ uint64(recentAt(names))) * prime
	}
	for _, at := range in.row {
		sum = (sum ^ uint64(at)) * prime
	}
	return sum
}

// reference gives the shared reference with a text.
func (in *interner) reference(text string) *reference {
	ref, ok := in.split[text]
	if !ok {
		ref = newReference(text)
		in.split[text] = ref
	}
	return ref
}

// expression gives a shared copy of an expression without nested blocks: a module that is called often stands
// in the configuration as often.
func (in *interner) expression(e expression) *expression {
	switch e.form {
	case constant, computed:
		return shared(in.constants, e.constant, e)
	case references:
		in.joined = in.joined[:0]
		for _, ref := range e.references {
			in.joined = append(append(in.joined, ref.text...), '\n')
		}
		if k, ok := in.references[string(in.joined)]; ok && k.is(e) {
			return k
		}
		return shared(in.references, string(in.joined), e)
	default:
		made := e // not e itself, which would then be allocated for every expression
		made.references = slices.Clone(e.references)
		return &made
	}
}

func shared[K comparable](known map[K]*expression, key K, e expression) *expression {
	if k, ok := known[key]; ok && k.is(e) {
		return k
	}
	made := e
	made.references = slices.Clone(e.references)
	known[key] = &made
	return &made
}

func (e *expression) is(other expression) bool {
	return e.form == other.form && slices.Equal(e.references, other.references)
}
