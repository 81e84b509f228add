package plan

import (
	"cmp"
	"slices"
)

// pool holds every different value of a plan's objects once. Objects refer to it by number: that takes an eighth
// of the memory of the values themselves, since most attributes of most resources are alike, and leaves the
// garbage collector little to follow.
type pool struct {
	chunks [][]Value
}

// chunk is how many values are allocated at a time: a pool that doubled would hold up to half of itself unused.
const chunk = 512

func (p *pool) at(i uint32) Value { return p.chunks[i/chunk][i%chunk] }

func (p *pool) add(v Value) uint32 {
	last := len(p.chunks) - 1
	if last < 0 || len(p.chunks[last]) == chunk {
		p.chunks = append(p.chunks, make([]Value, 0, chunk))
		last++
	}
	p.chunks[last] = append(p.chunks[last], v)
	return uint32(last*chunk + len(p.chunks[last]) - 1)
}

// shape is the names of an object, shared by all objects with the same names.
type shape struct {
	names  []string // in the order of the plan
	sorted []int32  // positions in names, by name; nil for few names
	pool   *pool    // holds the values of those objects
}

func newShape(names []string, values *pool) *shape {
	const few = 6
	s := &shape{names: slices.Clone(names), pool: values}
	if len(names) <= few {
		return s
	}
	s.sorted = make([]int32, len(names))
	for i := range s.sorted {
		s.sorted[i] = int32(i)
	}
	slices.SortFunc(s.sorted, func(a, b int32) int { return cmp.Compare(names[a], names[b]) })
	return s
}

// find gives the position of a name, -1 when there is none.
func (s *shape) find(name string) int {
	if s.sorted == nil {
		return slices.Index(s.names, name)
	}
	at, ok := slices.BinarySearchFunc(s.sorted, name, func(i int32, name string) int { return cmp.Compare(s.names[i], name) })
	if !ok {
		return -1
	}
	return int(s.sorted[at])
}
