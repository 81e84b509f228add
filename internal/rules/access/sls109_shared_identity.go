package access

import (
	"slices"

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
			model.AWS:    "role = aws_iam_role.orders.arn # a role of its own for each function",
			model.Azure:  "identity {\n  type = \"SystemAssigned\" # an identity of its own for each app\n}",
			model.Google: "service_account_email = google_service_account.orders.email # an account of its own for each function",
		},
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
			"https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations",
			"https://cloud.google.com/iam/docs/best-practices-service-accounts",
		},
		Mappings: rule.Mappings{OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{653}, NIST: []string{"AC-6"}},
		Check: rule.Join(
			rule.ForAll(model.Identities, checkSharedIdentity),
			rule.ForEachIn(model.Functions, checkSharedName),
		),
	}
}

func checkSharedIdentity(id *model.Identity, r *rule.Reporter) {
	fs := slices.DeleteFunc(id.Functions(), slot)
	if len(fs) == 0 || model.Certainly(id.Default) {
		return // the account that all share who have none of their own is SLS110's matter
	}
	shared := model.Of(certainUsers(id) > 1)
	if certainUsers(id) <= 1 && len(fs) > 1 {
		shared = model.Undecided("a function may run as one of several " + id.Cloud.Identities())
	}
	v := r.FailIf(shared, id.Place(), "%d functions run as %s.", len(fs), named(id)).RemedyOn(model.Google, accountOf(fs[0]))
	hopUsers(v, id)
}

// checkSharedName compares roles that the plan knows only by their names. It judges the first function of each.
func checkSharedName(f *model.Function, s *model.System, r *rule.Reporter) {
	role, ok := namedRole(f)
	if !ok {
		return
	}
	var others []*model.Function
	for _, o := range s.Functions {
		if name, ok := namedRole(o); !ok || name != role {
			continue
		}
		if o == f || len(others) > 0 {
			others = append(others, o)
			continue
		}
		return // an earlier one has been judged for all
	}
	v := r.FailIf(model.Of(len(others) > 1), f.Identity.Place, "%d functions run as %s %q.", len(others), f.Cloud.Identity(), role)
	for _, o := range others {
		v.Hop(o.Identity.Place, "function %q runs as it", o.Label())
	}
}

// namedRole gives the role of a function where the plan has its ARN and nothing more.
func namedRole(f *model.Function) (string, bool) {
	role, known := f.Identity.Text.Get()
	return role, known && role != "" && len(f.Identity.To) == 0 && !f.Outside
}

// certainUsers counts the functions that certainly run as the identity.
func certainUsers(id *model.Identity) int {
	n := 0
	for _, u := range id.Users {
		if f, ok := u.Object.(*model.Function); ok && !slot(f) {
			u.Certain.Decide(func() { n++ }, func() {}, func(string) {})
		}
	}
	return n
}
