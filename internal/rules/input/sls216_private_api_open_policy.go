package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// privateAPIOpenPolicy finds private APIs that do not say from which networks they may be called.
func privateAPIOpenPolicy() rule.Rule {
	return rule.Rule{
		ID: "SLS216", Name: "private-api-open-policy",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Any private network can call the private API",
		Why: "A private API is reachable through the interface endpoints of every network in every account, not only of " +
			"yours. What keeps the others out is a policy that names your endpoints; without one, an attacker calls the API " +
			"from an account of their own.",
		Remedy: map[model.Cloud]string{
			model.AWS: `condition { test = "StringEquals" variable = "aws:SourceVpce" values = [aws_vpc_endpoint.api.id] }`,
		},
		Impossible: map[model.Cloud]string{
			model.Azure:  "API Management has no resource policy: in a virtual network, who reaches it is for the network to say.",
			model.Google: "API Gateway has no private APIs with a resource policy: who may reach a function is said by its ingress settings and its invokers.",
		},
		Unknown: "The API's policy, or a condition of it, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017", "A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{284, 923}, NIST: []string{"AC-3", "SC-7"},
		},
		Check: rule.ForEach(model.APIs, checkPrivateAPI),
	}
}

func checkPrivateAPI(api *model.API, r *rule.Reporter) {
	if api.Kind != model.RESTAPI || model.Never(api.Private) {
		return
	}
	r.FailIf(api.Private.And(api.PolicySet.Not()), api.Policy,
		"Private API %q has no policy that says which networks may call it.", api.Label())
	for _, g := range api.Grants {
		if g.Can(model.Invoke) {
			r.FailIf(api.Private.And(g.Open()), g.Place,
				"Every private network, also of other accounts, can call private API %q.", api.Label())
		}
	}
	if api.PolicyWhy != "" {
		r.FailIf(api.Private.And(model.Undecided(api.PolicyWhy)), api.Policy,
			"The policy of private API %q may let every private network in.", api.Label())
	}
}
