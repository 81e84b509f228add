package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noHTTP2 finds web hosts that speak HTTP/1.1 only.
func noHTTP2() rule.Rule {
	return rule.Rule{
		ID: "SLS316", Name: "no-http2",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "The address speaks HTTP/1.1 only",
		Why: "HTTP/2 refuses the old ciphers that HTTP/1.1 over TLS 1.2 still takes (RFC 9113, section 9.2.2), and its framing " +
			"leaves no room for the disagreements about where a request ends by which requests are smuggled past a proxy.",
		Remedy: map[model.Cloud]string{
			model.Azure: "site_config {\n  http2_enabled = true\n}",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:    "Function URLs and API Gateway speak HTTP/2 by themselves, where the client does.",
			model.Google: "Functions and Cloud Run speak HTTP/2 by themselves, where the client does.",
		},
		Unknown:    "The switch is known only after apply.",
		References: []string{"https://learn.microsoft.com/azure/app-service/configure-common", "https://www.rfc-editor.org/rfc/rfc9113"},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{444, 757}, NIST: []string{"SC-8"},
		},
		Covers: []string{"checkov:CKV_AZURE_18", "checkov:CKV_AZURE_67", "trivy:AZU-0005", "kics:525b53be", "kics:ace823d1"},
		Check:  rule.ForEach(model.Sites, checkHTTP2),
	}
}

func checkHTTP2(s *model.Site, r *rule.Reporter) {
	if s.Kind == model.StaticApp {
		return // speaks it, and leaves no choice
	}
	r.FailIf(model.IsFalse(s.HTTP2), s.HTTP2.Place, "%s %q speaks no HTTP/2, which takes modern ciphers only.", rule.SiteTitle(s), s.Label())
}
