package access

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// foreignAccountInvocation finds functions that every identity of another account may invoke.
func foreignAccountInvocation() rule.Rule {
	return rule.Rule{
		ID: "SLS102", Name: "foreign-account-invocation",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "Every identity of another account can invoke the function",
		Why: "A permission for a whole account hands the decision who may call the function to that account's " +
			"administrators. Whoever takes over any user or role there can run your code with input of their choice.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `principal  = "arn:aws:iam::111122223333:role/caller" # one role, not the account`,
			model.Azure:  "tenant_auth_endpoint = \"https://login.microsoftonline.com/${data.azurerm_client_config.current.tenant_id}/v2.0\"",
			model.Google: "member = \"serviceAccount:${google_service_account.caller.email}\" # one account, not a domain",
		},
		Unknown: "The plan does not say which account it works in, so that an account id may be its own.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html",
			"https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad",
			"https://cloud.google.com/iam/docs/principal-identifiers",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{284}, NIST: []string{"AC-3", "AC-6"},
		},
		Check: rule.Join(
			rule.ForEachIn(model.Functions, checkForeignAccount),
			rule.ForEach(model.Functions, checkForeignLogin),
		),
	}
}

func checkForeignAccount(f *model.Function, s *model.System, r *rule.Reporter) {
	for _, g := range f.Grants {
		if !g.Can(model.Invoke) {
			continue
		}
		if g.Principal.Kind == model.AccountPrincipal {
			bad := foreign(g.Principal.Account, s).And(g.Pinned().Not(), g.Certain)
			r.FailIf(bad, g.Place, "Every identity of %s %s can run function %q.", accountWord(f.Cloud), g.Principal.Account, f.Label()).ByGrant(g, "caller")
		}
		if email, ok := strings.CutPrefix(g.Principal.Text, "serviceAccount:"); ok && g.Principal.Account != "" {
			bad := foreign(g.Principal.Account, s).And(g.Certain)
			r.FailIf(bad, g.Place, "Account %s, which is of another project, can run function %q.", email, f.Label()).ByGrant(g, "caller").As(rule.Low).In(rule.Strict)
		}
		if domain, ok := strings.CutPrefix(g.Principal.Text, "domain:"); ok {
			r.FailIf(g.Certain, g.Place, "Everybody with an account of domain %s can run function %q.", domain, f.Label()).ByGrant(g, "caller").As(rule.Medium)
		}
	}
}

// checkForeignLogin finds logins that the users of every organisation pass, where no list says which of them may.
func checkForeignLogin(f *model.Function, r *rule.Reporter) {
	if f.Site == nil || f.Outside {
		return
	}
	for _, p := range f.Site.Login.Providers {
		r.FailIf(f.Site.Login.Required.And(p.AnyTenant, p.Pinned.Not()), p.Issuer.Place,
			"The users of every organisation can log in to function %q.", f.Label())
	}
}

// accountWord is what a cloud calls what it keeps customers apart by, in short.
func accountWord(c model.Cloud) string {
	switch c {
	case model.Azure:
		return "tenant"
	case model.Google:
		return "project"
	default:
		return "account"
	}
}

// foreign tells whether an account is another than the plan's own.
func foreign(account string, s *model.System) model.Truth {
	if account == "" {
		return model.Undecided("the account is known only after apply")
	}
	return model.Equals(s.Account, account).Not()
}
