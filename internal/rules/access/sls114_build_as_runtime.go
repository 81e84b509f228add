package access

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// buildAsRuntime finds functions that run as the identity that builds or deploys them.
func buildAsRuntime() rule.Rule {
	return rule.Rule{
		ID: "SLS114", Name: "build-as-runtime",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "A function runs as the identity that builds or deploys code",
		Why: "Building and deploying needs permissions to write code and roles. A function that has them, too, lets whoever " +
			"breaks into it change what is deployed next.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "service_role = aws_iam_role.build.arn # a role of its own for the build",
			model.Azure:  "parent_id = azurerm_user_assigned_identity.deploy.id # an identity of its own for the pipeline",
			model.Google: "service_account = google_service_account.build.id # in build_config: an account of its own for the build",
		},
		References: []string{
			"https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html",
			"https://learn.microsoft.com/azure/developer/github/connect-from-azure-openid-connect",
			"https://cloud.google.com/functions/docs/securing/build-custom-sa",
		},
		Mappings: rule.Mappings{OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{250, 653}, NIST: []string{"AC-5", "AC-6"}},
		Check:    rule.ForEach(model.Identities, checkBuildAsRuntime),
	}
}

// pipelineOf names the service that builds and deploys and whose tokens a grant takes: only pipelines have such tokens.
func pipelineOf(g *model.Grant) (string, bool) {
	if g.Principal.Kind != model.Federated || !g.Can(model.Assume) {
		return "", false
	}
	for issuer, name := range map[string]string{ //nolint:gosec // addresses of issuers, not credentials
		"https://token.actions.githubusercontent.com": "GitHub Actions",
		"https://gitlab.com":                          "GitLab CI",
		"https://app.terraform.io":                    "HCP Terraform",
		"https://vstoken.dev.azure.com/":              "Azure Pipelines",
	} {
		if strings.HasPrefix(g.Principal.Text, issuer) {
			return name, true
		}
	}
	return "", false
}

func checkBuildAsRuntime(id *model.Identity, r *rule.Reporter) {
	var builds, runs []model.RunsAs
	for _, u := range id.Users {
		switch o := u.Object.(type) {
		case *model.Function:
			runs = append(runs, u)
		case *model.Workload:
			if o.Kind == model.Build || o.Kind == model.Deployment {
				builds = append(builds, u)
			}
		}
	}
	if len(runs) == 0 {
		return
	}
	r.Pass()
	for _, b := range builds {
		r.FailIf(b.Certain.And(runs[0].Certain), b.Place, "%s %q and function %q both run as %s.",
			rule.Capital(b.Kind), b.Object.Base().Label(), runs[0].Object.Base().Label(), named(id)).
			Hop(runs[0].Place, "function %q runs as it", runs[0].Object.Base().Label())
	}
	for _, g := range id.Trust {
		if pipeline, ok := pipelineOf(g); ok {
			r.FailIf(g.Certain.And(runs[0].Certain), g.Place, "%s deploys as %s, as which function %q runs.",
				pipeline, named(id), runs[0].Object.Base().Label()).
				Hop(runs[0].Place, "function %q runs as it", runs[0].Object.Base().Label())
		}
	}
}
