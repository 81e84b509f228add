package input

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// permissiveCORS finds endpoints that let the scripts of every web site change things.
func permissiveCORS() rule.Rule {
	return rule.Rule{
		ID: "SLS208", Name: "permissive-cors",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Every web site may call the endpoint from its visitors' browsers",
		Why: "With the origin * the browser lets the scripts of any page that a user visits send requests and read the " +
			"answers. With credentials, or with methods that write, such a page acts in the name of whoever looks at it, " +
			"from inside of the networks that they are in.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `allow_origins = ["https://app.example.com"]`,
			model.Azure:  "site_config {\n  cors {\n    allowed_origins = [\"https://app.example.com\"]\n  }\n}",
			model.Google: "cors {\n  origin = [\"https://app.example.com\"]\n  method = [\"GET\"]\n}",
		},
		Unknown: "The origins, methods or the credentials flag come from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-how-to-use-azure-function-app-settings",
			"https://cloud.google.com/storage/docs/cross-origin",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{942}, NIST: []string{"AC-4"},
		},
		Covers: []string{"checkov:CKV2_AWS_75", "checkov:CKV_AZURE_57", "checkov:CKV_AZURE_62"},
		Check: rule.Join(
			rule.ForEach(model.Endpoints, func(e *model.Endpoint, r *rule.Reporter) { checkCORS(e.CORS, e, r) }),
			rule.ForEach(model.APIs, func(api *model.API, r *rule.Reporter) { checkCORS(api.CORS, api, r) }),
			rule.ForEach(model.Sites, func(s *model.Site, r *rule.Reporter) { checkCORS(s.CORS, s, r) }),
			rule.ForEach(model.OwnChannels, checkBucketCORS),
		),
	}
}

func checkCORS(c *model.CORS, on model.Object, r *rule.Reporter) {
	if c == nil {
		return
	}
	anywhere := c.Origins.Match(anyOrigin)
	credentials := model.IsTrue(c.Credentials)
	hopBehind(r.FailIf(anywhere.And(credentials), c.Origins.Place,
		"The scripts of any web site can call %q with the credentials of whoever visits it.", on.Base().Label()).Remedy(corsRemedy(on)), on)
	hopBehind(r.FailIf(anywhere.And(c.Methods.Match(writes), credentials.Not()), c.Origins.Place,
		"The scripts of any web site can send %q requests that change things.", on.Base().Label()).Remedy(corsRemedy(on)), on)
}

// checkBucketCORS judges buckets that start functions. Their users bring no cookies, but a signed address that one was given
// for an upload: it is the least form.
func checkBucketCORS(c *model.Channel, r *rule.Reporter) {
	for _, cors := range c.CORS {
		if len(c.Feeds) == 0 {
			return
		}
		v := r.FailIf(cors.Origins.Match(anyOrigin).And(cors.Methods.Match(writes)), cors.Origins.Place,
			"The scripts of any web site can put objects into bucket %q, if their visitor may.", c.Label()).As(rule.Low)
		v.Hop(c.Feeds[0].Place(), "what is put there starts %q", c.Feeds[0].Label())
	}
}

// corsRemedy is what to write in a gateway's policy; "" for the rule's own.
func corsRemedy(on model.Object) string {
	if _, api := on.(*model.API); api && on.Base().Cloud == model.Azure {
		return "<allowed-origins><origin>https://app.example.com</origin></allowed-origins>"
	}
	return ""
}

// hopBehind adds the functions that an endpoint passes requests on to.
func hopBehind(v *rule.Verdict, on model.Object) {
	if e, ok := on.(*model.Endpoint); ok {
		for _, f := range e.Function.To {
			v.Hop(f.Place(), "requests to it run function %q", f.Label())
		}
	}
}

// anyOrigin tells whether one of the origins is every host.
func anyOrigin(origins []string) bool {
	return slices.ContainsFunc(origins, func(o string) bool {
		return slices.Contains([]string{"*", "http://*", "https://*"}, o)
	})
}

// writes tells whether one of the methods changes things.
func writes(methods []string) bool {
	return slices.ContainsFunc(methods, func(m string) bool {
		return slices.Contains([]string{"*", "ANY", "POST", "PUT", "PATCH", "DELETE"}, m)
	})
}
