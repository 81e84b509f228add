package access

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// wildcardSource finds grants whose source is a pattern wider than the caller needs.
func wildcardSource() rule.Rule {
	return rule.Rule{
		ID: "SLS104", Name: "wildcard-source",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "The permission admits more sources than the one that needs it",
		Why: "A source ARN that ends in /*/* lets every stage, method and path of the API invoke the function, also a " +
			"route added later without an authorizer; one with * in the name admits every bucket or topic of that name's form.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `source_arn = "${aws_api_gateway_rest_api.api.execution_arn}/prod/POST/orders"`,
			model.Google: "matching_criteria {\n  attribute = \"resourceName\"\n  operator  = \"match-path-pattern\"\n  value     = \"/projects/_/buckets/shop-uploads/objects/orders/*\"\n}",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "An app reads from the one queue, topic, hub or container that its binding names; no grant with a pattern stands in between.",
		},
		Unknown: "The source ARN is a template around an ARN that is known only after apply, and the HCL is not at hand.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html",
			"https://cloud.google.com/eventarc/docs/path-patterns",
		},
		Mappings: rule.Mappings{OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{1220}, NIST: []string{"AC-6"}},
		Covers:   []string{"kics:3ef8696c"},
		Check: rule.Join(
			rule.ForEach(model.Functions, checkWildcardSource),
			rule.ForEach(model.Triggers, checkWildcardPattern),
		),
	}
}

func checkWildcardSource(f *model.Function, r *rule.Reporter) {
	for _, g := range f.Grants {
		if !g.Can(model.Invoke) || g.Principal.Kind != model.ServicePrincipal {
			continue
		}
		for _, l := range g.Limits {
			if l.Kind == model.SourceResource {
				r.FailIf(model.MatchAny(l.Values, wild), l.Values.Place,
					"%s may run function %q from more places than one: its source is a pattern.", g.Principal.Text, f.Label())
			}
		}
	}
}

// wild tells patterns that leave the resource open. An API's ARN is
// arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH: one * for the stage or the path's end is ordinary.
//
// Of an ARN that is known only after apply the part after it decides: no ARN holds a wildcard by itself, and a path
// after it is that of an API.
func wild(arn string) bool {
	if rest, ok := strings.CutPrefix(arn, model.Gap); ok {
		if strings.HasPrefix(rest, "/") {
			return strings.HasSuffix(rest, "/*/*")
		}
		return strings.ContainsAny(rest, "*?")
	}
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		return strings.Contains(arn, "*")
	}
	resource := parts[5]
	if parts[2] == "execute-api" {
		return strings.HasSuffix(resource, "/*/*") || strings.HasPrefix(resource, "*")
	}
	return strings.Contains(resource, "*") || strings.Contains(resource, "?")
}

// checkWildcardPattern judges triggers that pick events by a pattern of the resource's name.
func checkWildcardPattern(t *model.Trigger, r *rule.Reporter) {
	for _, p := range t.Patterns {
		r.FailIf(p.Match(anyResource), p.Place, "Trigger %q takes events about every resource of the project: its pattern names none.", t.Label())
	}
}

// anyResource tells patterns such as /projects/_/buckets/*/objects/** that name no resource: a name follows the word for its
// kind, and is no wildcard.
func anyResource(pattern string) bool {
	pattern = strings.Trim(pattern, "/")
	if pattern == "*" || pattern == "**" {
		return true
	}
	parts := strings.Split(pattern, "/")
	if parts[0] != "projects" {
		return false // of documents, within one collection
	}
	for i := 1; i < len(parts); i += 2 {
		switch kind := parts[i-1]; {
		case kind == "projects" || kind == "locations" || kind == "databases":
		case parts[i] != "_" && !strings.Contains(parts[i], "*"):
			return false
		}
	}
	return strings.Contains(pattern, "*")
}
