package integrity

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// deploymentCredentials finds hosts into which code can be put with a password. FTP without encryption is SLS317's.
func deploymentCredentials() rule.Rule {
	return rule.Rule{
		ID: "SLS310", Name: "deployment-credentials",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Code can be put into the app with a password",
		Why: "Every app has a user name and a password for FTP and for its deployment site. They stand in publishing profiles that get " +
			"copied around, know neither people nor second factors, and leave no name in any log. Whoever has them replaces the code " +
			"and reads all settings.",
		Remedy: map[model.Cloud]string{
			model.Azure: "ftp_publish_basic_authentication_enabled       = false\n" +
				"webdeploy_publish_basic_authentication_enabled = false\n" +
				"site_config {\n  ftps_state = \"Disabled\"\n}",
		},
		Impossible: map[model.Cloud]string{
			model.AWS: "Code gets into Lambda only by calls to the cloud's API, which identities sign: functions have no passwords of their own.",
			model.Google: "Code gets into Cloud Run and Cloud Functions only by calls to the cloud's API, which identities sign: services have " +
				"no passwords of their own.",
		},
		Unknown: "How files can be put in comes from a value that the plan does not know.",
		References: []string{
			"https://learn.microsoft.com/azure/app-service/deploy-ftp",
			"https://learn.microsoft.com/azure/app-service/configure-basic-auth-disable",
			"https://learn.microsoft.com/azure/app-service/app-service-ip-restrictions",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A6:2017"}, CSA: []string{"SAS-3", "SAS-6"}, CWE: []int{319, 522, 798}, NIST: []string{"AC-17", "IA-2", "SC-8"},
		},
		Check: rule.ForEach(model.Sites, checkDeployment),
	}
}

func checkDeployment(s *model.Site, r *rule.Reporter) {
	running := model.IsFalse(s.Enabled).Not()
	r.FailIf(model.Equals(s.FTP, "FtpsOnly").And(model.IsTrue(s.FTPPassword), running), s.FTP.Place,
		"Whoever has the password of %s %q can replace its code by FTPS.", rule.SiteWords(s), s.Label()).
		Remedy("ftps_state = \"Disabled\" # deploy with an identity instead")
	r.FailIf(model.IsTrue(s.DeployPassword).And(running), s.DeployPassword.Place,
		"Whoever has the password of %s %q can replace its code and read its settings at the deployment site.", rule.SiteWords(s), s.Label()).
		Remedy(passwordOff(s.DeployPassword.Place))
	checkDeploySite(s, r)
}

// passwordOff switches the password off by the name that the attribute has there; "" where no attribute is known.
func passwordOff(at model.Place) string {
	if at.Attribute() == "" || strings.Contains(at.Attribute(), ".") {
		return ""
	}
	return at.Attribute() + " = false"
}

// checkDeploySite asks of apps that are closed to the internet whether the address for deployments is, too.
func checkDeploySite(s *model.Site, r *rule.Reporter) {
	r.FailIf(s.Doors.Deploy.And(s.Doors.Open.Not(), model.Of(s.Kind != model.StaticApp)), s.Doors.DeployPlace,
		"%s %q answers only some networks, but its deployment site answers the whole internet.", rule.SiteTitle(s), s.Label()).
		Remedy("site_config {\n  scm_use_main_ip_restriction = true\n}")
}
