package network

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// adminEndpoint finds addresses for administrators and developers that are there for everybody.
func adminEndpoint() rule.Rule {
	return rule.Rule{
		ID: "SLS708", Name: "metadata-or-admin-endpoint",
		Severity: rule.Medium, Profile: rule.Strict,
		Title: "An administrator's address is open to the internet",
		Why: "Routes such as /admin, /debug or /metrics are the first that scanners try. They do more, or tell more, than others, " +
			"and are watched less: one mistake in their authentication gives away the whole system, unless nobody from outside " +
			"gets that far.",
		Remedy: map[model.Cloud]string{
			model.AWS: "resource \"aws_api_gateway_rest_api_policy\" \"api\" {\n  rest_api_id = aws_api_gateway_rest_api.this.id\n" +
				"  policy      = data.aws_iam_policy_document.office_only.json # with a condition on aws:SourceIp\n}",
			model.Google: "ingress = \"INGRESS_TRAFFIC_INTERNAL_ONLY\"",
			model.Azure: "site_config {\n  scm_ip_restriction_default_action = \"Deny\"\n  scm_ip_restriction {\n" +
				"    ip_address = \"203.0.113.0/24\" # the office\n  }\n}",
		},
		Unknown: "The path, or the API's resource policy, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
			"https://learn.microsoft.com/azure/app-service/app-service-ip-restrictions",
			"https://learn.microsoft.com/azure/app-service/resources-kudu",
			"https://cloud.google.com/run/docs/securing/ingress",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017", "A6:2017"}, CSA: []string{"SAS-2", "SAS-3"}, CWE: []int{419, 489, 749}, NIST: []string{"AC-4", "SC-7"},
		},
		Check: rule.Join(rule.ForEach(model.Endpoints, checkAdminEndpoint), rule.ForEach(model.Sites, checkDeploySite)),
	}
}

func checkAdminEndpoint(e *model.Endpoint, r *rule.Reporter) {
	switch e.Kind {
	case model.RESTMethod, model.HTTPRoute:
		open := openRoute(e)
		v := r.FailIf(e.Path.Match(adminPath).And(open), e.Place(),
			"Route %q is for administrators or developers, and everybody on the internet can try it.", e.Label())
		if model.Equals(e.Auth, model.NoAuth) == model.False() {
			v.As(rule.Low)
		}
		if e.API != nil && e.API.Kind != model.RESTAPI {
			v.RemedyOn(model.AWS, "# move the route to a REST API of type PRIVATE, or to one with a resource policy").
				RemedyOn(model.Google, "# leave the route out of the API, and call the service behind it from its network")
		}
	case model.FunctionURL:
		for _, f := range e.Function.To {
			open, at := model.Equals(e.Auth, model.NoAuth), e.Auth.Place
			if f.Cloud == model.Google {
				open, at = open.Or(f.AdmitsAnyone()).And(f.OpenNetwork), f.OpenNetworkPlace
			}
			r.FailIf(f.Name.Match(adminName).And(open), at,
				"Function %q is for administrators or developers, and has an address on the internet.", f.Label()).
				RemedyOn(model.AWS, `authorization_type = "AWS_IAM"`)
		}
	case model.HTTPTrigger:
		open := e.OpenToStrangers().And(model.Equals(e.Auth, model.NoAuth))
		r.FailIf(e.Path.Match(adminPath).And(open), e.Place(),
			"%q is for administrators or developers, and everybody on the internet can try it.", e.Label()).
			Remedy("# let in known networks only: ip_restriction blocks on the app, with ip_restriction_default_action = \"Deny\"")
	default: // has no path, or one that another address answers
	}
}

// openRoute tells whether requests of any network reach a route with credentials other than the account's own.
func openRoute(e *model.Endpoint) model.Truth {
	open := e.Preflight.Not().And(e.Mock.Not(), e.Private.Not(), model.Equals(e.Auth, model.IAMAuth).Not())
	if e.API == nil || e.API.Kind != model.RESTAPI {
		return open
	}
	return open.And(limitedByNetwork(e.API).Not())
}

// limitedByNetwork tells whether everybody whom a resource policy admits has to come from certain networks, or is a
// named identity.
func limitedByNetwork(api *model.API) model.Truth {
	limited := api.PolicySet
	for _, g := range api.Grants {
		if g.Can(model.Invoke) {
			open := g.Certain.And(g.Principal.Is(model.Anyone, model.AnyAccount), g.LimitedBy(model.Network).Not())
			limited = limited.And(open.Not())
		}
	}
	if api.PolicyWhy != "" {
		limited = limited.And(model.Undecided(api.PolicyWhy))
	}
	return limited
}

// adminPath knows paths that are there for those who run a system, by their parts.
func adminPath(path string) bool {
	for part := range strings.SplitSeq(strings.ToLower(path), "/") {
		if adminWord(part) {
			return true
		}
	}
	return false
}

// adminName knows names of functions that are, by their words.
func adminName(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return c == '-' || c == '_' || c == '.' })
	for _, word := range words {
		if adminWord(word) {
			return true
		}
	}
	return false
}

func adminWord(word string) bool {
	switch word {
	case "admin", "administrator", "administration", "debug", "internal", "management", "actuator", "metrics", "pprof",
		"console", "phpmyadmin", "_debug", "__debug__", "swagger", "swagger-ui", "heapdump":
		return true
	default:
		return false
	}
}

// checkDeploySite judges the second address of a web host, at which files, processes and settings are looked at and
// changed.
func checkDeploySite(s *model.Site, r *rule.Reporter) {
	v := r.FailIf(s.Doors.Deploy, s.Doors.DeployPlace, "The deployment site of %s %q, from which it can be taken over, answers the whole internet.",
		rule.SiteWords(s), s.Label())
	if s.Doors.DeployPlace.Attribute() == "site_config.0.scm_ip_restriction" { // of a type that can't refuse all others
		v.Remedy("site_config {\n  scm_ip_restriction {\n    ip_address = \"203.0.113.0/24\" # the office\n  }\n}")
	}
	if model.Certainly(model.Equals(s.DeployPassword, false)) {
		v.As(rule.Low) // only an identity of the tenant opens it
	}
}
