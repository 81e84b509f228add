package input

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// plaintextEndpoint finds requests that cross the internet without encryption.
func plaintextEndpoint() rule.Rule {
	return rule.Rule{
		ID: "SLS210", Name: "plaintext-endpoint",
		Severity: rule.High, Profile: rule.Essential,
		Title: "Events or requests travel unencrypted",
		Why: "Everyone on the way of a plain HTTP request can read it, tokens included, and can answer in the receiver's " +
			"place or change what arrives. Neither side notices.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `uri = "https://api.example.com" # https in every address`,
			model.Azure:  `url = "https://orders.example.com" # https in every address; protocols = ["https"]`,
			model.Google: "uri = \"https://orders.example.com/events\" # https in every address",
		},
		Unknown: "The address or the protocol comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
			"https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
			"https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers",
			"https://learn.microsoft.com/azure/app-service/configure-ssl-bindings",
			"https://cloud.google.com/pubsub/docs/push",
			"https://cloud.google.com/functions/1stgendocs/calling/http",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{319},
			FSBP: []string{"CloudFront.3", "CloudFront.9"}, NIST: []string{"SC-8", "SC-8(1)", "SC-13"},
		},
		Covers: []string{
			"checkov:CKV_AZURE_215", "checkov:CKV2_AZURE_30", "checkov:CKV_AZURE_14", "checkov:CKV_AZURE_70", "checkov:CKV_AZURE_153",
			"trivy:AZU-0004", "trivy:AZU-0072", "kics:11e9a948", "checkov:CKV2_GCP_10",
		},
		Check: rule.Join(
			rule.ForEach(model.Deliveries, checkPlaintext),
			rule.ForEach(model.Sites, checkPlainSite),
			rule.ForEach(model.Endpoints, checkPlainFunction),
		),
	}
}

func checkPlaintext(d *model.Delivery, r *rule.Reporter) {
	message, remedy := plaintextWords(d.Kind)
	v := r.FailIf(d.Plain.And(d.Private.Not()), d.Place, message, d.Address).Remedy(remedy)
	switch d.Kind {
	case model.PushDelivery, model.JobDelivery, model.TaskDelivery, model.CallDelivery, model.PipeDelivery:
		v.RemedyOn(model.Google, encryptedAddress(d.Place))
	}
	if d.Kind == model.WebHook {
		attribute := d.Place.Attribute()[strings.LastIndexByte(d.Place.Attribute(), '.')+1:]
		v.Remedy(attribute + ` = "https://hooks.example.com/events"`)
	}
	if d.Kind == model.Integration {
		v.RemedyOn(model.Azure, d.Place.Attribute()+` = "https://orders.example.com"`)
	}
}

// checkPlainSite judges web hosts that also answer without TLS, as all do unless they are told not to.
func checkPlainSite(s *model.Site, r *rule.Reporter) {
	if s.Kind == model.StaticApp {
		return // speaks HTTPS only, and leaves no choice
	}
	r.FailIf(model.IsFalse(s.HTTPSOnly), s.HTTPSOnly.Place,
		"%s %q also answers by plain HTTP: whoever is on the way reads keys and data, and changes answers.", rule.SiteTitle(s), s.Label()).
		In(rule.Recommended).Remedy("https_only = true")
	r.FailIf(model.IsTrue(s.HTTPSOnly).And(model.Equals(s.Login.HTTPSOnly, false)), s.Login.HTTPSOnly.Place,
		"The login of %s %q would work by plain HTTP: only a second switch keeps that from happening.", rule.SiteWords(s), s.Label()).
		As(rule.Low).In(rule.Strict).Remedy("require_https = true")
}

// checkPlainFunction judges addresses of functions that can be asked without TLS.
func checkPlainFunction(e *model.Endpoint, r *rule.Reporter) {
	if e.PlainHTTPPlace.Address() == "" {
		return
	}
	r.FailIf(e.PlainHTTP, e.PlainHTTPPlace,
		"Function %q also answers by plain HTTP: whoever is on the way reads tokens and data, and changes answers.", e.Label()).
		As(rule.Medium).In(rule.Recommended).Remedy(`https_trigger_security_level = "SECURE_ALWAYS"`)
}

// plaintextWords gives what to say of a kind of delivery, and what to write there.
func plaintextWords(kind model.DeliveryKind) (message, remedy string) {
	switch kind {
	case model.TopicDelivery:
		return "Whoever is on the way can read and change the events that %q sends over plain HTTP.",
			"protocol = \"https\""
	case model.APIDestination:
		return "Whoever is on the way can read and change the events, and the credential, that %q sends over plain HTTP.",
			`invocation_endpoint = "https://api.example.com/events"`
	case model.CDNViewer:
		return "Browsers may talk to the API or function behind %q over plain HTTP, tokens included.",
			`viewer_protocol_policy = "redirect-to-https"`
	case model.CDNOrigin:
		return "%q passes requests on to the API or function behind it over plain HTTP.",
			`origin_protocol_policy = "https-only"`
	case model.Listener:
		return "Clients may talk to the function behind listener %q over plain HTTP, tokens included.",
			"protocol = \"HTTPS\" # with certificate_arn; let port 80 only redirect"
	case model.StageVariable:
		return "A variable of stage %q gives a plain HTTP address, where whoever is on the way can read and change requests.",
			`target = "https://backend.example.com"`
	case model.PushDelivery, model.JobDelivery, model.TaskDelivery, model.CallDelivery, model.PipeDelivery:
		return "Whoever is on the way can read and change the requests, tokens included, that %q sends over plain HTTP.",
			""
	case model.WebHook:
		return "Whoever is on the way can read and change what %q sends over plain HTTP.", ""
	case model.GatewayProtocol:
		return "Clients may talk to API %q over plain HTTP, keys and tokens included.", `protocols = ["https"]`
	default:
		return "Whoever is on the way can read and change the requests that %q passes on over plain HTTP.", ""
	}
}

// encryptedAddress sets the attribute found: an address, or its scheme.
func encryptedAddress(at model.Place) string {
	name := at.Attribute()[strings.LastIndexByte(at.Attribute(), '.')+1:]
	if name == "scheme" {
		return `scheme = "HTTPS"`
	}
	if name == "source_contents" {
		return `url: https://orders.example.com/items`
	}
	return name + ` = "https://orders.example.com/events"`
}
