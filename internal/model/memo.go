package model

// memo keeps what is worked out from a system as a whole. It belongs to the system, so that it lives as long, and that
// two systems never share anything.
type memo map[any]any

// Memo gives what build makes of the system. It is built on first use and kept with the system, one for each type: many
// rules ask for it, and a system does not change once rules see it.
func Memo[T any](s *System, build func(*System) T) T {
	key := any((*T)(nil))
	if kept, ok := s.memo[key].(T); ok {
		return kept
	}
	made := build(s)
	if s.memo == nil {
		s.memo = memo{}
	}
	s.memo[key] = made
	return made
}
