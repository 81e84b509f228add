package monitor

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// functions gives the functions that the plan itself declares.
func functions(s *model.System) []*model.Function {
	var own []*model.Function
	for _, f := range s.Functions {
		if !f.Outside {
			own = append(own, f)
		}
	}
	return own
}

// observations gives the ways of watching of some kinds.
func observations(kinds ...model.ObservationKind) func(*model.System) []*model.Observation {
	return func(s *model.System) []*model.Observation {
		var all []*model.Observation
		for _, o := range s.Observations {
			for _, kind := range kinds {
				if o.Kind == kind {
					all = append(all, o)
				}
			}
		}
		return all
	}
}
