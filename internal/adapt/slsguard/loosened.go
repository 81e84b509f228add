package slsguard

import (
	"errors"
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// The rules that a declaration promises to keep also where they are left to taste for resources that promise nothing.
const (
	unvalidated = "SLS203"
	unfiltered  = "SLS205"
	unbounded   = "SLS603"
)

// loosenedFunction gives what a function gives up of what it promises.
func loosenedFunction(f *spec.Function) []model.Loosened {
	if f.Concurrency == nil || *f.Concurrency != harden.Unreserved {
		return nil
	}
	return []model.Loosened{{
		Rule: unbounded, Attribute: "concurrency", Fix: fmt.Sprintf("concurrency = %d", harden.DefaultConcurrency),
		Message: fmt.Sprintf("Function %q can take up all of the account's concurrency.", f.Name),
	}}
}

// loosenedTrigger gives what a trigger gives up: what hardening refuses unless there is an exception for it.
func loosenedTrigger(t spec.Trigger) []model.Loosened {
	t.Exceptions = nil
	_, refused := harden.MakeTrigger(t, harden.UnknownScope())
	t.Exceptions = []spec.Exception{{Rule: unvalidated}, {Rule: unfiltered}}
	if _, err := harden.MakeTrigger(t, harden.UnknownScope()); refused == nil || err != nil {
		return nil
	}
	var loosened []model.Loosened
	for _, problem := range harden.Problems(refused) {
		field, ok := errors.AsType[*harden.FieldError](problem)
		if !ok {
			continue
		}
		l := model.Loosened{
			Rule: unvalidated, Attribute: planPath(field.Path), Fix: `schema = jsonencode({ type = "object", properties = { … } })`,
			Message: fmt.Sprintf("Bodies of requests to trigger %q reach its function unchecked: the route has no schema.", t.Name),
		}
		if field.Path == "filter" {
			l.Rule, l.Fix = unfiltered, `filter = [jsonencode({ … })]`
			l.Message = fmt.Sprintf("Trigger %q takes every event of its source: it has no filter.", t.Name)
		}
		loosened = append(loosened, l)
	}
	return loosened
}
