package model

// Conflict is a resource that states who has a role on something, where another resource states it, too: each run takes
// away what the other gave.
type Conflict struct {
	Head
	With  Place
	Whole bool   // it states all roles on the thing; else all holders of Role
	Role  string // "roles/run.invoker"; "" when Whole
}

// Conflicts gives the resources that overwrite each other's permissions.
func Conflicts(s *System) []*Conflict { return s.Conflicts }
