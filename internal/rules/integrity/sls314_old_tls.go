package integrity

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// oldTLS finds addresses that still speak TLS before 1.2. Those that answer without any are SLS210's.
func oldTLS() rule.Rule {
	return rule.Rule{
		ID: "SLS314", Name: "old-tls-or-http-settings",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The address takes connections with an outdated TLS",
		Why: "TLS 1.0 and 1.1 rest on broken hashes and ciphers. Somebody on the network can bring a client down to them and read " +
			"or change what passes: tokens, personal data, the answers themselves.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `security_policy = "TLS_1_2"`,
			model.Azure:  "site_config {\n  minimum_tls_version = \"1.2\"\n}",
			model.Google: "# put a load balancer in front, with an SSL policy:\nmin_tls_version = \"TLS_1_2\"",
		},
		Unknown: "The policy is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
			"https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
			"https://learn.microsoft.com/azure/app-service/configure-ssl-bindings",
			"https://cloud.google.com/run/docs/mapping-custom-domains",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{326, 327}, NIST: []string{"SC-8", "SC-13"},
		},
		Covers: []string{
			"checkov:CKV_AWS_206", "checkov:CKV_AWS_174", "trivy:AWS-0005", "trivy:AWS-0013", "kics:00e5e55e", "kics:4e1cc5d3",
			"kics:5c0003fb",
			"checkov:CKV_AZURE_15", "checkov:CKV_AZURE_145", "checkov:CKV_AZURE_154", "checkov:CKV_AZURE_173", "trivy:AZU-0006",
			"kics:45fc717a", "kics:03928f0d", "kics:b7b9d1c7",
		},
		Check: rule.Join(rule.ForEach(model.TLSFloors, checkTLS), rule.ForEach(model.Sites, checkSiteTLS)),
	}
}

func checkTLS(t *model.TLSFloor, r *rule.Reporter) {
	at := t.Version.Place
	remedy := ""
	if t.Of == "distribution" {
		remedy = "viewer_certificate {\n  acm_certificate_arn      = aws_acm_certificate.orders.arn\n" +
			"  minimum_protocol_version = \"TLSv1.2_2021\"\n  ssl_support_method       = \"sni-only\"\n}"
	}
	v := r.FailIf(t.Weak, at, "The %s %q takes connections with TLS before 1.2, which can be broken.", t.Of, t.Label()).Remedy(remedy).
		RemedyOn(model.Azure, switchOff(at))
	if t.Fixed {
		v.As(rule.Low).In(rule.Strict) // of the cloud's own name: only another name mends it
	}
	r.FailIf(t.Version.IsSet().Not(), at, "The %s %q leaves it to the cloud how old a TLS it takes.", t.Of, t.Label()).
		As(rule.Low).In(rule.Strict)
}

// switchOff turns off what a switch in a block turns on; "" for what is no such switch.
func switchOff(at model.Place) string {
	block, name, _ := strings.Cut(at.Attribute(), ".0.")
	if name == "" || strings.Contains(name, "version") {
		return ""
	}
	return block + " {\n  " + name + " = false\n}"
}

// checkSiteTLS judges the TLS versions of web hosts, and of their deployment sites.
func checkSiteTLS(s *model.Site, r *rule.Reporter) {
	if s.Kind == model.StaticApp {
		return // speaks HTTPS with TLS 1.2 only, and leaves no choice
	}
	r.FailIf(weakTLS(s.MinTLS), s.MinTLS.Place, "%s %q takes connections with TLS before 1.2, which can be broken.", rule.SiteTitle(s), s.Label()).
		Remedy(minTLSRemedy(s.MinTLS.Place))
	r.FailIf(weakTLS(s.DeployMinTLS), s.DeployMinTLS.Place,
		"The deployment site of %s %q takes connections with TLS before 1.2, which can be broken.", rule.SiteWords(s), s.Label()).
		Remedy("site_config {\n  scm_minimum_tls_version = \"1.2\"\n}")
}

// weakTLS tells versions before 1.2.
func weakTLS(v model.Value[string]) model.Truth { return model.In(v, "1.0", "1.1") }

// minTLSRemedy writes the version under the name that the attribute has there.
func minTLSRemedy(at model.Place) string {
	name := at.Attribute()[strings.LastIndexByte(at.Attribute(), '.')+1:]
	return "site_config {\n  " + name + " = \"1.2\"\n}"
}
