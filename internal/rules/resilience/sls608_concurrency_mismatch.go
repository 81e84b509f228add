package resilience

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// concurrencyMismatch finds event sources that start more copies of a function than it may have.
func concurrencyMismatch() rule.Rule {
	return rule.Rule{
		ID: "SLS608", Name: "concurrency-mismatch",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "The event source starts more copies than the function may have",
		Why: "What the source hands over beyond the function's reserved concurrency is throttled, and counts as a failed try. " +
			"Under load good messages run out of tries and end in the dead-letter queue, or are lost: a flood is enough to " +
			"make that happen to everybody's.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "scaling_config {\n  maximum_concurrency = 10 # not above reserved_concurrent_executions\n}",
			model.Google: "rate_limits {\n  max_concurrent_dispatches = 100 # not above what the function may take at once\n}",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "How much a source hands over at once is set in the app's host.json, which no plan shows, and instances that are busy are handed nothing.",
		},
		Unknown: "One of the two limits comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
			"https://cloud.google.com/tasks/docs/configuring-queues",
			"https://cloud.google.com/run/docs/about-concurrency",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-8"}, CWE: []int{770}, NIST: []string{"SC-5", "SC-6"},
		},
		Check: rule.ForEach(model.Functions, checkMismatch),
	}
}

func checkMismatch(f *model.Function, r *rule.Reporter) {
	if f.Outside || f.Bounded.IsSet() == model.False() {
		return
	}
	together, limits := 0, 0
	for _, t := range f.Triggers {
		if t.Concurrency.IsSet() == model.False() {
			continue
		}
		r.FailIf(greater(t.Concurrency, room(f)).And(model.Running(t.Enabled), t.Function.ToOne()), t.Concurrency.Place,
			startsTooMany(f),
			number(t.Concurrency), f.Label(), number(room(f))).
			Hop(f.Bounded.Place, "function %q may run %s times at once", f.Label(), number(room(f)))
		if n, ok := t.Concurrency.Get(); ok && model.Certainly(model.Running(t.Enabled).And(t.Function.ToOne(), greater(t.Concurrency, room(f)).Not())) {
			together, limits = together+n, limits+1
		}
	}
	if limits > 1 {
		checkTogether(f, together, r)
	}
}

// checkTogether judges sources none of which asks for too much alone.
func checkTogether(f *model.Function, together int, r *rule.Reporter) {
	v := r.FailIf(room(f).Match(func(n int) bool { return together > n }), f.Bounded.Place,
		"The event sources together start up to %d copies of function %q, which may have %s.", together, f.Label(), number(room(f))).
		RemedyOn(model.AWS, "reserved_concurrent_executions = 100 # at least the sum of the sources' maximum_concurrency")
	for _, t := range f.Triggers {
		if t.Concurrency.IsKnown() {
			v.Hop(t.Concurrency.Place, "starts up to %s of them", number(t.Concurrency))
		}
	}
}

// room is how many events a function can work on at once: on Google Cloud, each of its copies may take several.
func room(f *model.Function) model.Value[int] {
	each, ok := f.Requests.Get()
	if !ok {
		return f.Bounded
	}
	return model.Map(f.Bounded, func(copies int) int { return copies * each })
}

// startsTooMany is what to say of a source: on Google Cloud it sends events, and the function chooses how many copies take
// them.
func startsTooMany(f *model.Function) string {
	if f.Cloud == model.Google {
		return "The queue sends up to %s tasks at once to function %q, which can take %s."
	}
	return "The event source starts up to %s copies of function %q, which may have %s."
}
