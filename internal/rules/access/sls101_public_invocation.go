package access

import (
	"slices"

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
			model.AWS:    `authorization_type = "AWS_IAM"`,
			model.Azure:  "auth_settings_v2 {\n  auth_enabled           = true\n  require_authentication = true\n}",
			model.Google: `member = "serviceAccount:${google_service_account.caller.email}" # instead of allUsers`,
		},
		Unknown: "The authorization type or the principal comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html",
			"https://learn.microsoft.com/azure/azure-functions/security-concepts",
			"https://learn.microsoft.com/azure/app-service/overview-authentication-authorization",
			"https://cloud.google.com/run/docs/authenticating/overview",
			"https://cloud.google.com/functions/docs/securing/managing-access-iam",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A5:2017"}, CSA: []string{"SAS-2"}, CWE: []int{306},
			FSBP: []string{"Lambda.1"}, NIST: []string{"AC-3", "AC-6"},
		},
		Covers: []string{
			"checkov:CKV_AWS_258", "checkov:CKV_AWS_301", "fsbp:Lambda.1", "kics:e08ed7eb",
			"checkov:CKV_GCP_102", "checkov:CKV_GCP_107",
		},
		Check: rule.ForEach(model.Functions, checkPublicInvocation),
	}
}

func checkPublicInvocation(f *model.Function, r *rule.Reporter) {
	for _, e := range f.Endpoints {
		if e.Kind == model.FunctionURL {
			checkURL(f, e, r)
		}
		if e.Kind == model.HTTPTrigger {
			checkHTTPTrigger(f, e, r)
		}
	}
	for _, g := range f.Grants {
		if g.Can(model.Invoke) {
			checkOpenGrant(f, g, r)
		} else if g.Can(model.UpdateCode, model.Manage, model.Read) {
			v := r.FailIf(g.Open(), g.Place, "%s can %s function %q.", strangers(g, f.Cloud), controlled(g), f.Label()).ByGrant(g, "caller")
			if !g.Can(model.UpdateCode, model.Manage) {
				v.As(rule.High)
			}
		}
	}
}

// innerCaller is said of functions whose addresses only private networks reach.
const innerCaller = "Whatever runs in the project's networks can run function %q: nothing asks who calls."

// checkURL judges a function's own address.
func checkURL(f *model.Function, e *model.Endpoint, r *rule.Reporter) {
	open := model.Equals(e.Auth, model.NoAuth)
	if model.Certainly(e.Private) {
		r.FailIf(open, e.Auth.Place, innerCaller, f.Label()).As(rule.Medium).In(rule.Recommended).
			RemedyOn(model.Google, checked(f))
		return
	}
	r.FailIf(open.And(e.Private.Not()), e.Auth.Place,
		"Anyone on the internet can run function %q: its URL asks for no credentials.", f.Label()).
		RemedyOn(model.Google, checked(f))
}

// checkHTTPTrigger judges one of several functions of an app: neither its own level nor the app's login keeps strangers
// out.
func checkHTTPTrigger(f *model.Function, e *model.Endpoint, r *rule.Reporter) {
	open := model.Equals(e.Auth, model.NoAuth).And(model.IsFalse(e.APIKey), e.OpenToStrangers())
	v := r.FailIf(open, e.Auth.Place, "Anyone on the internet can run %q of function app %q: it asks for neither a key nor a login.", e.Label(), f.Label())
	if f.Site != nil {
		v.Hop(f.Site.Login.Place, "the login of the app, which would guard all of its functions")
	}
}

func checkOpenGrant(f *model.Function, g *model.Grant, r *rule.Reporter) {
	open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Certain)
	who := strangers(g, f.Cloud)
	if urlWithoutAuth(g) {
		who = "Anyone on the internet, through a function URL without authentication,"
	}
	if model.Certainly(f.Inner()) {
		r.FailIf(open.And(g.Pinned().Not()), g.Place, innerCaller, f.Label()).ByGrant(g, "caller").As(rule.Medium).In(rule.Recommended)
		return
	}
	if f.Cloud == model.Google && model.Never(f.OpenNetwork) {
		checkBalanced(f, g, open, r)
		return
	}
	r.FailIf(open.And(g.Pinned().Not(), f.Inner().Not()), g.Place, "%s can run function %q.", who, f.Label()).ByGrant(g, "caller").
		RemedyOn(model.AWS, "principal_org_id = data.aws_organizations_organization.current.id")
	// An organisation can be named in no other way; a source is a service's, which can be named as the principal.
	bySource := g.LimitedBy(model.SourceResource, model.SourceAccount).And(g.LimitedBy(model.Organisation).Not())
	r.FailIf(open.And(bySource), g.Place,
		"Only its source keeps strangers from function %q: the permission itself is for everyone.", f.Label()).
		As(rule.Low).In(rule.Strict).RemedyOn(model.AWS, `principal = "events.amazonaws.com" # the service that the source belongs to`)
}

// checkBalanced judges a grant on a function that requests from outside reach only through a load balancer: that is the door,
// as where SLS201 judges routes, and it can have a firewall and a login.
func checkBalanced(f *model.Function, g *model.Grant, open model.Truth, r *rule.Reporter) {
	v := r.FailIf(open.And(g.Pinned().Not(), f.Inner().Not()), g.Place,
		"%s can run function %q, by way of a load balancer.", g.Strangers(f.Cloud), f.Label()).ByGrant(g, "caller").As(rule.High)
	if b := f.Balancer(); b != nil {
		v.Hop(b.Place(), "passes requests on to function %q", f.Label())
	}
}

// controlled says what a grant other than to invoke lets somebody do.
func controlled(g *model.Grant) string {
	switch {
	case g.Can(model.UpdateCode):
		return "change the code of"
	case g.Can(model.Manage):
		return "change who may run"
	default:
		return "read the settings of"
	}
}

// urlWithoutAuth tells permissions that hold for requests to a function URL that asks for no credentials. It only
// chooses words.
func urlWithoutAuth(g *model.Grant) bool {
	for _, l := range g.Limits {
		if values, ok := l.Values.Get(); ok && l.Kind == model.URLAuth && slices.Contains(values, "NONE") {
			return true
		}
	}
	return false
}
