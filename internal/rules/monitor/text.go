package monitor

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

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

func isTrue(t model.Truth) bool { return t == model.True() }

func isFalse(t model.Truth) bool { return t == model.False() }

// names names a few functions: function "orders", or functions "orders", "users" and others.
func names(fs []*model.Function) string {
	const most = 3
	if len(fs) == 1 {
		return `function "` + fs[0].Label() + `"`
	}
	var quoted []string
	for _, f := range fs[:min(len(fs), most)] {
		quoted = append(quoted, `"`+f.Label()+`"`)
	}
	if len(fs) > most {
		return "functions " + strings.Join(quoted, ", ") + " and others"
	}
	return "functions " + strings.Join(quoted, ", ")
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
