package input

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// targets gives every object that a trigger may lead to.
func targets(t *model.Trigger) []model.Object {
	var all []model.Object
	for _, f := range t.Function.To {
		all = append(all, f)
	}
	for _, w := range t.Workload.To {
		all = append(all, w)
	}
	for _, c := range t.Channel.To {
		all = append(all, c)
	}
	return all
}
