package model

// Origin is the plan or declaration that a system was read from, so that rules can judge whether it is whole.
type Origin struct {
	Head
	// Partial says why it covers only a part of the configuration; "" when it is complete.
	Partial string
}

// Origins gives what the system was read from.
func Origins(s *System) []*Origin { return s.Origins }
