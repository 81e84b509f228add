package integrity

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

func isTrue(t model.Truth) bool { return t == model.True() }

func isFalse(t model.Truth) bool { return t == model.False() }
