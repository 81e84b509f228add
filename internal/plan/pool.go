package plan

import "slices"

// pool holds every different value of a plan's objects once. Objects refer to it by number: that takes an eighth
// of the memory of the values themselves, since most attributes of most resources are alike, and leaves the
// garbage collector little to follow.
type pool struct {
	chunked[Value]
	rows [][]uint32 // see keep
	free int        // what is left of the last of rows
}

// rowChunk is how many cells are allocated at a time. A row's number is that of its chunk, and below it where in the
// chunk it begins.
const rowChunk = 4096

// keep gives a lasting copy of a row of cells a number. One that is longer than a chunk has a chunk of its own.
func (p *pool) keep(row []uint32) uint32 {
	if len(row) == 0 {
		return 0
	}
	if p.free < len(row) {
		p.free = max(len(row), rowChunk)
		p.rows = append(p.rows, make([]uint32, p.free))
	}
	last := len(p.rows) - 1
	begin := len(p.rows[last]) - p.free
	copy(p.rows[last][begin:], row)
	p.free -= len(row)
	return uint32(last*rowChunk + begin)
}

// row gives the n cells of a row.
func (p *pool) row(at uint32, n int) []uint32 {
	if n == 0 {
		return nil
	}
	begin := int(at % rowChunk)
	return p.rows[at/rowChunk][begin : begin+n : begin+n]
}

// chunked is a list that grows by chunks: one that doubled would hold up to half of itself unused.
type chunked[T any] struct{ chunks [][]T }

// chunk is how many elements are allocated at a time.
const chunk = 512

func (c *chunked[T]) at(i uint32) T { return c.chunks[i/chunk][i%chunk] }

// add gives the number of a new element.
func (c *chunked[T]) add(v T) uint32 {
	last := len(c.chunks) - 1
	if last < 0 || len(c.chunks[last]) == chunk {
		c.chunks = append(c.chunks, make([]T, 0, chunk))
		last++
	}
	c.chunks[last] = append(c.chunks[last], v)
	return uint32(last*chunk + len(c.chunks[last]) - 1)
}

// shape is the names of an object, shared by all objects with the same names.
type shape struct {
	names  []string         // in the order of the plan
	byName map[string]int32 // positions in names; nil for few names
	pool   *pool            // holds the values of those objects
}

func newShape(names []string, values *pool) *shape {
	const few = 6
	s := &shape{names: slices.Clone(names), pool: values}
	if len(names) <= few {
		return s
	}
	s.byName = make(map[string]int32, len(names))
	for i, name := range names {
		s.byName[name] = int32(i)
	}
	return s
}

// find gives the position of a name, -1 when there is none.
func (s *shape) find(name string) int {
	if s.byName == nil {
		return slices.Index(s.names, name)
	}
	if at, ok := s.byName[name]; ok {
		return int(at)
	}
	return -1
}
