package paths

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// internetToAdmin finds ways from strangers to an identity that may do everything, or can give itself that.
func internetToAdmin() rule.Rule {
	return rule.Rule{
		ID: "SLS901", Name: "internet-to-admin",
		Severity: rule.Critical, Profile: rule.Essential, Path: true,
		Title: "A stranger can become administrator of the account",
		Why: "The function answers anyone, and one flaw in its code or in a library hands over its credentials. From there " +
			"each hop is allowed by a policy of this plan, and the last one is the whole account.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# " + cutFirst + "\nactions   = [\"dynamodb:PutItem\"]\nresources = [aws_dynamodb_table.orders.arn]",
			model.Azure: "# " + cutFirst + "\nscope                = azurerm_storage_container.orders.id # what the code uses, not the subscription\n" +
				"role_definition_name = \"Storage Blob Data Contributor\"",
			model.Google: "# " + cutFirst + "\nrole = \"roles/pubsub.publisher\" # only what the code uses, on the topic itself instead of the project",
		},
		Unknown: "One hop depends on a value that is known only after apply, and all others are there.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-security.html",
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
			"https://learn.microsoft.com/azure/role-based-access-control/best-practices",
			"https://cloud.google.com/iam/docs/best-practices-service-accounts",
			"https://cloud.google.com/run/docs/authenticating/overview",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A5:2017"}, CSA: []string{"SAS-2", "SAS-4"}, CWE: []int{250, 269, 306}, NIST: []string{"AC-3", "AC-6"},
		},
		Check: hunt{
			starts: publicStarts, follow: fromPublic, goals: []string{graph.Administrator},
			words: func(w way) string { return fmt.Sprintf("%s %s through %s.", w.who(), w.gain(), w.through()) },
		}.check,
	}
}

// cutFirst is what all remedies of this group begin with: a path is broken at one hop.
const cutFirst = "cut the path where it costs least, which is most often the permission at its end:"
