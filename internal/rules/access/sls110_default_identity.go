package access

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// defaultIdentity finds functions that run as a role which the cloud's console makes.
func defaultIdentity() rule.Rule {
	return rule.Rule{
		ID: "SLS110", Name: "default-identity",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function has no identity that was made for it",
		Why: "An identity that a console made, or that a project has by default, was made for another purpose, is shared by " +
			"whatever was clicked together since, and is changed by hand: nobody reviews what this function may do. A function " +
			"without an identity has to use keys, which work from anywhere and for everything.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "role = aws_iam_role.orders.arn # declared with the function",
			model.Google: "service_account_email = google_service_account.orders.email # declared with the function",
			model.Azure:  "identity {\n  type = \"SystemAssigned\"\n}\nstorage_uses_managed_identity = true # instead of storage_account_access_key",
		},
		Unknown: "The role comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-identity-based-connections-tutorial",
			"https://cloud.google.com/functions/docs/securing/function-identity",
			"https://cloud.google.com/iam/docs/service-account-types#default",
		},
		Mappings: rule.Mappings{OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-4"}, CWE: []int{1188}, NIST: []string{"AC-6", "CM-6"}},
		Covers:   []string{"kics:c87749b3", "checkov:CKV_AZURE_71", "trivy:AZU-0002", "kics:b61cce4b"},
		Check:    rule.Join(rule.ForEach(model.Functions, checkDefaultIdentity), rule.ForEach(model.Sites, checkSiteIdentity)),
	}
}

// checkSiteIdentity judges plain web applications, which may have nothing to ask of the cloud.
func checkSiteIdentity(s *model.Site, r *rule.Reporter) {
	if s.Kind != model.WebApp || !s.Managed || s.Slot {
		return
	}
	r.FailIf(s.Identity.Not(), s.IdentityPlace, "%s %q has no identity, so that it can only use keys.", rule.SiteTitle(s), s.Label()).
		As(rule.Low).In(rule.Strict).Remedy("identity {\n  type = \"SystemAssigned\"\n}")
}

func checkDefaultIdentity(f *model.Function, r *rule.Reporter) {
	if f.Outside {
		return
	}
	if f.Cloud == model.Azure {
		checkNoIdentity(f, r)
		return
	}
	made := f.Identity.Text.Match(consoleRole)
	if len(f.Identity.To) > 0 {
		made = f.Identity.Leads(madeByConsole)
	}
	if f.Cloud == model.Google {
		r.FailIf(made, f.Identity.Place, "Function %q runs as %s of its project, which everything without an account of its own shares.",
			f.Label(), roleOf(f)).Remedy(accountOf(f))
		return
	}
	r.FailIf(made, f.Identity.Place, "Function %q runs as %s, a role that the console made.", f.Label(), roleOf(f))
}

// checkNoIdentity finds apps without an identity: at least for the storage that the host itself needs, they use its keys.
// It is what the cloud makes of an app that says nothing, so that few have it on purpose. A slot goes with its app.
func checkNoIdentity(f *model.Function, r *rule.Reporter) {
	if f.Managed && !slot(f) {
		r.FailIf(f.Identity.IsSet().Not(), f.Identity.Place, "Function %q has no identity, so that it can only use keys.", f.Label()).
			As(rule.Medium).In(rule.Recommended).Remedy("identity {\n  type = \"SystemAssigned\"\n}\n" + identityStorage(f))
	}
}

// roleOf names the role that a function runs as.
func roleOf(f *model.Function) string {
	if id, ok := f.Identity.One(); ok {
		return id.Label()
	}
	return model.Show(f.Identity.Text)
}

// madeByConsole judges a role that the plan knows: one that it declares was declared by somebody, whatever it is
// called; one that it looks up may be anybody's.
func madeByConsole(id *model.Identity) model.Truth {
	if id.Managed {
		return id.Default
	}
	named := model.In(id.Name, oldConsoleRole)
	if id.ID.IsKnown() {
		return id.Default.Or(named, id.ID.Match(consoleRole))
	}
	// The name alone does not tell: the path is what only the console gives.
	return id.Default.Or(named, id.Name.Match(consoleName).And(model.Undecided("the path of role "+id.Label()+" is known only after apply")))
}

// oldConsoleRole is the one role that the Lambda console made for all functions before 2018.
const oldConsoleRole = "lambda_basic_execution"

// consoleRole knows the roles that the consoles of Lambda and Step Functions make for each function and state
// machine: service-role/NAME-role-abcd1234.
func consoleRole(arn string) bool {
	_, name, ok := strings.Cut(arn, ":role/")
	if !ok {
		return false
	}
	made, ok := strings.CutPrefix(name, "service-role/")
	return name == oldConsoleRole || ok && consoleName(made)
}

// consoleName tells names that end in what the console adds to make them unique.
func consoleName(name string) bool {
	i := strings.LastIndex(name, "-role-")
	if i < 0 {
		return false
	}
	unique := name[i+len("-role-"):]
	return len(unique) >= 8 && len(unique) <= 10 && strings.Trim(unique, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}
