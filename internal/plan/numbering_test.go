package plan

import "testing"

func TestNumbering(t *testing.T) {
	var s numbering
	const all = 3000
	hash := func(i uint32) uint32 { return i / 3 } // three of a kind, and all in one run
	for i := range uint32(all) {
		if _, ok := s.find(hash(i), func(n uint32) bool { return n == i }); ok {
			t.Fatalf("%d is found before it is added", i)
		}
		s.add(hash(i), i)
	}
	for i := range uint32(all) {
		if n, ok := s.find(hash(i), func(n uint32) bool { return n == i }); !ok || n != i {
			t.Fatalf("%d is found %v as %d", i, ok, n)
		}
	}
}
