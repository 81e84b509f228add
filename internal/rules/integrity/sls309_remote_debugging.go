package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// remoteDebugging finds hosts to which a debugger can be attached over the network.
func remoteDebugging() rule.Rule {
	return rule.Rule{
		ID: "SLS309", Name: "remote-debugging",
		Severity: rule.High, Profile: rule.Essential,
		Title: "A debugger can be attached over the internet",
		Why: "Remote debugging opens further ports of the app, behind nothing but the site's own user name and password. Whoever gets " +
			"in reads memory and settings, stops the app at will, and runs code of their own with its identity.",
		Remedy: map[model.Cloud]string{
			model.Azure: "site_config {\n  remote_debugging_enabled = false\n}",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:    "Lambda has no debugger that a function's configuration could leave open to the network.",
			model.Google: "Cloud Run and Cloud Functions have no debugger that a service's configuration could leave open to the network.",
		},
		Unknown: "Whether debugging is on comes from a value that the plan does not know.",
		References: []string{
			"https://learn.microsoft.com/azure/app-service/configure-common",
			"https://learn.microsoft.com/security/benchmark/azure/baselines/app-service-security-baseline",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{489, 749}, NIST: []string{"CM-7", "SC-7"},
		},
		Covers: []string{"checkov:CKV_AZURE_72", "checkov:CKV_AZURE_155"},
		Check:  rule.ForEach(model.Sites, checkDebugging),
	}
}

func checkDebugging(s *model.Site, r *rule.Reporter) {
	r.FailIf(model.IsTrue(s.RemoteDebugging).And(model.IsFalse(s.Enabled).Not()), s.RemoteDebugging.Place,
		"Whoever has the password of %s %q can attach a debugger to it, read its secrets and run code in it.", rule.SiteWords(s), s.Label())
}
