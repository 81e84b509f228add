package access

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// adminIdentity finds functions and workloads that run as an administrator.
func adminIdentity() rule.Rule {
	return rule.Rule{
		ID: "SLS105", Name: "admin-identity",
		Severity: rule.Critical, Profile: rule.Essential,
		Title: "A function runs as an administrator",
		Why: "Whoever finds one injection flaw in the function, or in a library it uses, owns the account: whatever runs in it " +
			"gets the identity's credentials, and those may do everything.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# replace the policy by one with the actions and ARNs that the code uses\n" +
				"actions   = [\"dynamodb:PutItem\"]\nresources = [aws_dynamodb_table.orders.arn]",
			model.Azure: "scope                = azurerm_storage_container.orders.id # what the code uses, not the subscription\n" +
				"role_definition_name = \"Storage Blob Data Contributor\"",
			model.Google: "role = \"roles/pubsub.publisher\" # only what the code uses, on the topic itself instead of the project",
		},
		Unknown: "A policy of the role is not in the plan, or is built from values known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
			"https://learn.microsoft.com/azure/role-based-access-control/best-practices",
			"https://cloud.google.com/iam/docs/roles-overview#basic",
			"https://cloud.google.com/functions/docs/securing/function-identity",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{250, 269}, FSBP: []string{"IAM.1"}, NIST: []string{"AC-6"},
		},
		Covers: []string{"kics:1b3af2f9"},
		Check:  rule.ForAll(model.Identities, powersCheck{kind: model.Admin, words: adminWords}.check),
	}
}

func adminWords(id *model.Identity, powers []*model.Power) string {
	return fmt.Sprintf("%s is an administrator: %s.", roleWords(id), notesOf(powers))
}
