package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unpublishedVersionInvoked finds functions of which the internet gets whatever was deployed last.
func unpublishedVersionInvoked() rule.Rule {
	return rule.Rule{
		ID: "SLS312", Name: "unpublished-version-invoked",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "A public endpoint runs whatever code was deployed last",
		Why: "What runs for the public changes the moment that somebody, or something, updates the function: there is no version to " +
			"compare with and none to go back to. Behind an alias, new code gets there in a step of its own.",
		Remedy: map[model.Cloud]string{
			model.AWS: "publish = true # on the function\n" +
				"integration_uri = aws_lambda_alias.live.invoke_arn # at the endpoint",
		},
		Impossible: map[model.Cloud]string{
			model.Azure:  "Azure Functions has no published versions: an app runs what was deployed to it, and a slot is an app of its own.",
			model.Google: "A function or service of Google Cloud runs one revision for everybody unless traffic is split, and keeps the former ones.",
		},
		Unknown: "Where the endpoint leads is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html",
		},
		Mappings: rule.Mappings{OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{494}, NIST: []string{"CM-3"}},
		Check:    rule.ForEach(functions, checkVersion),
	}
}

// checkVersion gives one finding a function, however many routes lead to it.
func checkVersion(f *model.Function, r *rule.Reporter) {
	latest := model.False()
	var first *model.Endpoint
	for _, e := range f.Endpoints {
		public := e.Latest.And(e.Private.Not())
		r.Pass()
		if first == nil && !isFalse(public) {
			first = e
		}
		latest = latest.Or(public)
	}
	if first != nil {
		r.FailIf(latest, first.Function.Place, "The public gets whatever version of function %q was deployed last.", f.Label()).
			Hop(first.Place(), "%s leads to $LATEST", first.Kind)
	}
}
