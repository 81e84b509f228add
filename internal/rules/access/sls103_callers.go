package access

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// checkCallers finds service accounts of Google Cloud whose token several functions take from what calls them: push
// subscriptions, schedules and event triggers. Each of those callers may then call all of the functions.
func checkCallers(s *model.System) []rule.Judgement {
	calls := map[*model.Identity][]*model.Trigger{}
	for _, t := range s.Triggers {
		id, ok := t.Identity.One()
		if _, one := t.Function.One(); ok && one && t.Push && t.Cloud == model.Google {
			calls[id] = append(calls[id], t)
		}
	}
	return rule.ForEach(model.Identities, func(id *model.Identity, r *rule.Reporter) {
		if triggers := calls[id]; len(triggers) > 0 {
			checkCallersOf(id, triggers, r)
		}
	})(s)
}

func checkCallersOf(id *model.Identity, triggers []*model.Trigger, r *rule.Reporter) {
	const shown = 3
	var called []*model.Function
	for _, t := range triggers {
		if f := t.Function.To[0]; !slices.Contains(called, f) && len(called) <= shown {
			called = append(called, f)
		}
	}
	v := r.FailIf(model.Of(len(called) > 1), id.Place(), "Whatever calls one of %s may call the others: all send the token of %s.",
		rule.NameFunctions(called), named(id)).As(rule.Low).In(rule.Strict)
	for _, t := range triggers[:min(len(triggers), shown)] {
		v.Hop(t.Identity.Place, "calls %s", rule.TargetName(t))
	}
}
