package access

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// publicInvocation finds functions that a stranger may invoke.
func publicInvocation() rule.Rule {
	return rule.Rule{
		ID: "SLS101", Name: "public-invocation",
		Severity: rule.Critical, Profile: rule.Essential,
		Title: "Anyone can invoke the function",
		Why: "An endpoint without authentication runs your code, with your function's permissions and at your cost, " +
			"for every scanner on the internet. One injection flaw in the handler is then enough to act as its " +
			"identity; without one, a loop of requests is enough to empty the account's concurrency.",
		Remedy: map[model.Cloud]string{
			model.AWS: `authorization_type = "AWS_IAM"`,
		},
		Unknown: "The authorization type or the principal comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A5:2017"}, CSA: []string{"SAS-2"}, CWE: []int{306},
			FSBP: []string{"Lambda.1"}, NIST: []string{"AC-3", "AC-6"},
		},
		Covers: []string{"checkov:CKV_AWS_258", "checkov:CKV_AWS_301", "fsbp:Lambda.1"},
		Check:  rule.ForEach(model.Functions, checkPublicInvocation),
	}
}

func checkPublicInvocation(f *model.Function, r *rule.Reporter) {
	for _, e := range f.Endpoints {
		if e.Kind == model.FunctionURL {
			r.FailIf(model.Equals(e.Auth, model.NoAuth), e.Auth.Place,
				"Anyone on the internet can run function %q: its URL asks for no credentials.", f.Label())
		}
	}
	for _, g := range f.Grants {
		if !g.Can(model.Invoke) {
			continue
		}
		open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain)
		r.FailIf(open, g.Place, "Any AWS account can run function %q.", f.Label()).
			Remedy("principal_org_id = data.aws_organizations_organization.current.id")
	}
}
