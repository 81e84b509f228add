package paths

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// identityHop finds functions whose identity may act as another one with privileges.
func identityHop() rule.Rule {
	return rule.Rule{
		ID: "SLS909", Name: "identity-hop",
		Severity: rule.High, Profile: rule.Recommended, Path: true,
		Title: "A function can act as a far more powerful identity",
		Why: "The function's own role looks harmless, but one call (AssumeRole on AWS) makes it another. Whoever breaks into the " +
			"function makes that call first, and the small role protects nothing.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "# let only who has to act as the powerful role:\nprincipals {\n  type        = \"AWS\"\n  identifiers = [aws_iam_role.deployer.arn]\n}",
			model.Azure:  "scope                = azurerm_user_assigned_identity.worker.id # an identity that can do little\nrole_definition_name = \"Managed Identity Operator\"",
			model.Google: "service_account_id = google_service_account.worker.name # one account that can do little\nrole               = \"roles/iam.serviceAccountTokenCreator\"",
		},
		Unknown: "What one of the two roles may do, or who may act as it, is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html",
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
			"https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations",
			"https://cloud.google.com/iam/docs/service-account-impersonation",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{269, 441}, NIST: []string{"AC-6"},
		},
		Check: hunt{
			starts: hoppers, follow: func(e *graph.Edge) bool { return e.Kind == graph.MayAssume || e.Kind == graph.Holds },
			goals: []string{graph.Administrator, graph.EverySecret},
			needs: func(w way) bool { return w.has(graph.MayAssume) },
			words: func(w way) string {
				end := w[len(w)-1].To.Object.Base()
				return fmt.Sprintf("%s can act as %s %q and then %s: %s.", w.who(), end.Cloud.Identity(), end.Label(), w.gain(), w.power())
			},
		}.check,
	}
}

// hoppers are identities of functions without such privileges. What strangers reach anyway is told from there (SLS901,
// SLS902).
func hoppers(s *model.System) []*graph.Node {
	return runners(s, func(n *graph.Node) bool {
		return !open(s).Has(n) && !hasAny(n, graph.Administrator, graph.EverySecret)
	})
}
