package access

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// sharedIdentity finds identities that several functions run as.
func sharedIdentity() rule.Rule {
	return rule.Rule{
		ID: "SLS109", Name: "shared-identity",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Several functions share one identity",
		Why: "Each function has the permissions of all of them: a flaw in the one that resizes pictures reads the table " +
			"that only the one for payments needs. Logs can't tell which of them did something.",
		Remedy: map[model.Cloud]string{
			model.AWS: "role = aws_iam_role.orders.arn # a role of its own for each function",
		},
		References: []string{"https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"},
		Mappings:   rule.Mappings{OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{653}, NIST: []string{"AC-6"}},
		Check:      rule.ForEach(model.Identities, checkSharedIdentity),
	}
}

func checkSharedIdentity(id *model.Identity, r *rule.Reporter) {
	fs := functionsOf(id)
	if len(fs) == 0 {
		return
	}
	shared := model.Of(certainUsers(id) > 1)
	if certainUsers(id) <= 1 && len(fs) > 1 {
		shared = model.Undecided("a function may run as one of several roles")
	}
	v := r.FailIf(shared, id.Place(), "%d functions run as role %q.", len(fs), id.Label())
	hopUsers(v, id)
}

// certainUsers counts the functions that certainly run as the identity.
func certainUsers(id *model.Identity) int {
	n := 0
	for _, u := range id.Users {
		if _, ok := u.Object.(*model.Function); ok {
			u.Certain.Decide(func() { n++ }, func() {}, func(string) {})
		}
	}
	return n
}
