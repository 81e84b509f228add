package access

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// looseRoleTrust finds identities that more than their function may act as.
func looseRoleTrust() rule.Rule {
	return rule.Rule{
		ID: "SLS111", Name: "loose-role-trust",
		Severity: rule.High, Profile: rule.Essential,
		Title: "Others than the function can act as its identity",
		Why: "The trust policy says who may take on the role. Whoever it admits besides the function's service gets the " +
			"function's permissions directly, without touching the function or its logs.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "principals {\n  type        = \"Service\"\n  identifiers = [\"lambda.amazonaws.com\"]\n}",
			model.Azure:  "subject = \"repo:example/orders:environment:production\" # one workload, without a wildcard",
			model.Google: "role   = \"roles/iam.workloadIdentityUser\"\nmember = \"principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.ci.name}/attribute.repository/example/orders\"",
		},
		Unknown: "The trust policy is built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
			"https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
			"https://cloud.google.com/iam/docs/best-practices-for-using-workload-identity-federation",
			"https://cloud.google.com/iam/docs/service-account-permissions",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{284, 863}, NIST: []string{"AC-3", "AC-6"},
		},
		Check: rule.ForEachIn(model.Identities, checkRoleTrust),
	}
}

func checkRoleTrust(id *model.Identity, s *model.System, r *rule.Reporter) {
	if !judged(id) {
		return
	}
	r.Pass()
	for _, g := range id.Trust {
		if g.Can(model.Assume) {
			checkTrustGrant(id, g, s, r)
		}
	}
	if id.TrustWhy != "" {
		r.FailIf(model.Undecided(id.TrustWhy), id.At("assume_role_policy"), "Cannot tell who may act as %s.", named(id))
	}
}

func checkTrustGrant(id *model.Identity, g *model.Grant, s *model.System, r *rule.Reporter) {
	free := g.Pinned().Or(g.LimitedBy(model.ExternalID)).Not().And(g.Certain)
	switch g.Principal.Kind {
	case model.Anyone, model.AnyAccount:
		hopUsers(r.FailIf(free, g.Place, "%s can act as %s of %s.", strangers(g, id.Cloud), named(id), usersOf(id)), id)
	case model.AccountPrincipal:
		checkTrustedAccount(id, g, free, s, r)
	case model.Federated:
		checkFederated(id, g, r)
	case model.ServicePrincipal:
		checkTrustedService(id, g, r)
	case model.UnknownPrincipal:
		hopUsers(r.FailIf(model.Undecided(g.Principal.Why).And(free), g.Place, "Cannot tell who may act as %s.", named(id)), id)
	case model.IdentityHolder:
		// One named role or user is a decision that somebody made.
	}
}

// checkTrustedAccount: in the own account only those with sts:AssumeRole on the role can take it on, which the account
// can still mend.
func checkTrustedAccount(id *model.Identity, g *model.Grant, free model.Truth, s *model.System, r *rule.Reporter) {
	if foreign(g.Principal.Account, s) == model.True() {
		hopUsers(r.FailIf(free, g.Place, "Every identity of account %s can act as role %q of %s.",
			g.Principal.Account, id.Label(), usersOf(id)), id)
		return
	}
	v := r.FailIf(free, g.Place, "Every identity of account %s that has sts:AssumeRole can act as role %q of %s.",
		orUnknown(g.Principal.Account), id.Label(), usersOf(id)).As(rule.Medium).In(rule.Recommended).
		RemedyOn(model.AWS, "identifiers = [aws_iam_role.debugger.arn] # the one role that has to, instead of the account")
	hopUsers(v, id)
}

// checkFederated asks for both claims that tie a token to one workload: whom it is about, and whom it is for.
func checkFederated(id *model.Identity, g *model.Grant, r *rule.Reporter) {
	remedy := "condition {\n  test     = \"StringEquals\"\n" +
		"  variable = \"token.actions.githubusercontent.com:sub\"\n" +
		"  values   = [\"repo:example/orders:ref:refs/heads/main\"]\n}"
	if id.Cloud != model.AWS {
		remedy = "" // the rule's own
	}
	subject, audience := g.LimitedBy(model.Subject), g.LimitedBy(model.Audience)
	v := r.FailIf(subject.Or(audience).Not().And(g.Certain), g.Place,
		"Every user of identity provider %q can act as %s.", g.Principal.Text, named(id)).Remedy(remedy)
	hopUsers(v, id)
	if strings.Contains(g.Principal.Text, "oidc-provider/") || id.Cloud != model.AWS {
		v = r.FailIf(subject.Not().And(audience, g.Certain), g.Place,
			"Every workload of identity provider %q can act as %s: no condition names the token's subject.",
			g.Principal.Text, named(id)).Remedy(remedy)
		hopUsers(v, id)
	}
}

func checkTrustedService(id *model.Identity, g *model.Grant, r *rule.Reporter) {
	needed := neededServices(id)
	if len(needed) == 0 || slices.Contains(needed, serviceName(g.Principal.Text)) {
		return
	}
	v := r.FailIf(g.Certain, g.Place, "%s can act as role %q, too, which is that of %s.", g.Principal.Text, id.Label(), usersOf(id)).
		As(rule.Medium).In(rule.Recommended)
	hopUsers(v, id)
}

// neededServices gives the services that act for what runs as the identity; none when one is not known.
func neededServices(id *model.Identity) []string {
	var services []string
	for _, u := range id.Users {
		more := servicesOf(u)
		if len(more) == 0 {
			return nil
		}
		services = append(services, more...)
	}
	slices.Sort(services)
	return slices.Compact(services)
}

// servicesOf names the services that take on the role of a kind of user, as the first part of their principals.
func servicesOf(u model.RunsAs) []string {
	switch o := u.Object.(type) {
	case *model.Function:
		// edgelambda is needed once a CDN runs the function, and acts for no other functions.
		return []string{"lambda", "edgelambda"}
	case *model.Workload:
		return map[model.WorkloadKind][]string{
			model.StateMachine: {"states"},
			model.Pipe:         {"pipes"},
			model.Schedule:     {"scheduler"},
			model.EventRule:    {"events"},
			model.Build:        {"codebuild"},
		}[o.Kind]
	}
	return nil
}
