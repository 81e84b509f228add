package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// asyncSettings adapts aws_lambda_function_event_invoke_config.
func asyncSettings() adapter {
	a := functionSetting(setAsync)
	a.Finish = doubtAsync
	return a
}

// unlessEmpty takes an empty text for an edge that is not there, as the provider does.
func unlessEmpty[T model.Object](l model.Link[T]) model.Link[T] {
	if text, ok := l.Text.Get(); ok && text == "" {
		return model.Link[T]{Place: l.Place}
	}
	return l
}

// doubtAsync keeps open which function the settings are about when that cannot be followed.
func doubtAsync(r resource) {
	l := functionNamed(r, "function_name")
	if _, ok := l.One(); ok || l.Text.IsKnown() {
		return
	}
	candidates := l.To
	if len(candidates) == 0 {
		candidates = r.b.Sys.Functions
	}
	why := r.Address + " may be about it: " + base.Either(l.Why, "function_name may lead to several functions")
	for _, f := range candidates {
		if len(f.Failure) == 0 {
			at := r.Place("destination_config")
			f.Failure = append(f.Failure, model.Link[*model.Channel]{Place: at, Text: model.UnknownValue[string](why, at)})
		}
		if f.EventAge.Place.Address() == f.Address {
			f.EventAge = model.UnknownValue[int](why, r.Place("maximum_event_age_in_seconds"))
			f.Retries = model.UnknownValue[int](why, r.Place("maximum_retry_attempts"))
		}
	}
}
