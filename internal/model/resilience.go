package model

// Collected is one object that gives up on events and leaves them in a dead-letter channel.
type Collected struct {
	Object  Object
	Place   Place // the attribute that says so
	Certain Truth
}

// Throttle limits how many requests a stage takes in a second, for all of its routes or for one.
type Throttle struct {
	Place Place
	Route string // "GET /orders"; "" for all routes
	On    Truth  // whether it gives a limit
}

// CostGuard tells somebody when costs rise: a budget or an anomaly monitor.
type CostGuard struct{ Head }

// CostGuards gives the budgets and anomaly monitors.
func CostGuards(s *System) []*CostGuard { return s.CostGuards }
