package input

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// targetName names what a trigger leads to, for messages.
func targetName(t *model.Trigger) string {
	switch {
	case len(t.Function.To) > 0:
		return fmt.Sprintf("function %q", t.Function.To[0].Label())
	case len(t.Workload.To) > 0:
		return fmt.Sprintf("%s %q", t.Workload.To[0].Noun(), t.Workload.To[0].Label())
	case len(t.Channel.To) > 0:
		return fmt.Sprintf("%s %q", t.Channel.To[0].Kind, t.Channel.To[0].Label())
	default:
		return fmt.Sprintf("the target of %s", t.Address)
	}
}

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

// running tells whether a trigger or rule is switched on. One that says nothing is.
func running(enabled model.Value[bool]) model.Truth { return model.Equals(enabled, false).Not() }
