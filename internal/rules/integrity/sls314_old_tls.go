package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// oldTLS finds addresses that still speak TLS before 1.2.
func oldTLS() rule.Rule {
	return rule.Rule{
		ID: "SLS314", Name: "old-tls-or-http-settings",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The address takes connections with outdated TLS",
		Why: "TLS 1.0 and 1.1 rest on broken hashes and ciphers. Somebody on the network can bring a client down to them and read " +
			"or change what passes: tokens, personal data, the answers themselves.",
		Remedy: map[model.Cloud]string{
			model.AWS: `security_policy = "TLS_1_2"`,
		},
		Unknown: "The policy is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
			"https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{326, 327}, NIST: []string{"SC-8", "SC-13"},
		},
		Covers: []string{
			"checkov:CKV_AWS_206", "checkov:CKV_AWS_174", "trivy:AWS-0005", "trivy:AWS-0013", "kics:00e5e55e", "kics:4e1cc5d3",
			"kics:5c0003fb",
		},
		Check: rule.ForEach(model.TLSFloors, checkTLS),
	}
}

func checkTLS(t *model.TLSFloor, r *rule.Reporter) {
	at := t.Version.Place
	remedy := ""
	if t.Of == "distribution" {
		remedy = "viewer_certificate {\n  acm_certificate_arn      = aws_acm_certificate.orders.arn\n" +
			"  minimum_protocol_version = \"TLSv1.2_2021\"\n  ssl_support_method       = \"sni-only\"\n}"
	}
	v := r.FailIf(t.Weak, at, "The %s %q takes connections with TLS before 1.2, which can be broken.", t.Of, t.Label()).Remedy(remedy)
	if t.Fixed {
		v.As(rule.Low).In(rule.Strict) // of the cloud's own name: only another name mends it
	}
	r.FailIf(t.Version.IsSet().Not(), at, "The %s %q leaves it to the cloud how old a TLS it takes.", t.Of, t.Label()).
		As(rule.Low).In(rule.Strict)
}
