package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// clientCertificatesOptional finds web hosts that serve clients without a certificate.
func clientCertificatesOptional() rule.Rule {
	return rule.Rule{
		ID: "SLS315", Name: "client-certificates-optional",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Clients need no certificate",
		Why: "Between services that know each other, a certificate on both sides keeps out whoever got hold of a key or a " +
			"token: without the client's private key no request gets as far as the code.",
		Remedy: map[model.Cloud]string{
			model.Azure: "client_certificate_enabled = true\nclient_certificate_mode    = \"Required\"",
		},
		Impossible: map[model.Cloud]string{
			model.AWS: "A function URL asks for no certificate; what asks for one, the custom domain name of an API, does not answer without, " +
				"and the way around it is judged by SLS213.",
			model.Google: "Neither functions nor Cloud Run can ask for a certificate; a load balancer in front of them can.",
		},
		Unknown: "The mode is known only after apply.",
		References: []string{
			"https://learn.microsoft.com/azure/app-service/app-service-web-configure-tls-mutual-auth",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017"}, CSA: []string{"SAS-2"}, CWE: []int{287, 295}, NIST: []string{"IA-3", "SC-23"},
		},
		Covers: []string{"checkov:CKV_AZURE_17", "trivy:AZU-0001", "kics:a81573f9", "kics:9bb3c639"},
		Check:  rule.ForEach(model.Sites, checkClientCertificates),
	}
}

func checkClientCertificates(s *model.Site, r *rule.Reporter) {
	if s.Kind == model.StaticApp {
		return // can't ask for one
	}
	r.FailIf(model.In(s.ClientCertificates, model.CertificatesIgnored, model.CertificatesOptional), s.ClientCertificates.Place,
		"%s %q serves clients without a certificate.", rule.SiteTitle(s), s.Label()).Remedy(askForCertificates(s.ClientCertificates.Place))
}

// askForCertificates asks for them by the names that the type has for the switch and for the mode.
func askForCertificates(at model.Place) string {
	switch at.Attribute() {
	case "client_cert_enabled":
		return rule.Set(at, "true")
	case "client_cert_mode", "client_certificate_mode":
		return rule.Set(at, `"Required"`)
	default:
		return "" // the rule's own
	}
}
