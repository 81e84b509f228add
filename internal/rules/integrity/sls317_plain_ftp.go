package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// plainFTP finds hosts that take code by FTP without encryption.
func plainFTP() rule.Rule {
	return rule.Rule{
		ID: "SLS317", Name: "plain-ftp",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "Code can be put into the app by FTP without encryption",
		Why: "FTP sends the user name, the password and the code in clear text. Whoever listens once, in a café or at a provider, can " +
			"replace the code from then on, and reads all settings of the app.",
		Remedy: map[model.Cloud]string{
			model.Azure: "site_config {\n  ftps_state = \"Disabled\"\n}",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:    "Code gets into Lambda only by calls to the cloud's API, over TLS.",
			model.Google: "Code gets into Cloud Run and Cloud Functions only by calls to the cloud's API, over TLS.",
		},
		Unknown:    "How files can be put in comes from a value that the plan does not know.",
		References: []string{"https://learn.microsoft.com/azure/app-service/deploy-ftp"},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{319, 522}, NIST: []string{"AC-17", "SC-8"},
		},
		Covers: []string{"checkov:CKV_AZURE_78", "trivy:AZU-0071", "kics:85da374f", "kics:9dab0179"},
		Check:  rule.ForEach(model.Sites, checkPlainFTP),
	}
}

// checkPlainFTP leaves out apps that are stopped, and those whose password does not open FTP.
func checkPlainFTP(s *model.Site, r *rule.Reporter) {
	password := model.IsFalse(s.FTPPassword).And(s.FTPPassword.IsSet()).Not()
	r.FailIf(model.Equals(s.FTP, "AllAllowed").And(password, model.IsFalse(s.Enabled).Not()), s.FTP.Place,
		"%s %q takes code by FTP without encryption: whoever listens has its password, and then the app.", rule.SiteTitle(s), s.Label())
}
