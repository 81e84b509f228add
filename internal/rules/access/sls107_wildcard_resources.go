package access

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// wildcardResources finds identities that may write or read data of every resource of a service.
func wildcardResources() rule.Rule {
	return rule.Rule{
		ID: "SLS107", Name: "wildcard-resources",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "A function's identity may use actions on every resource",
		Why: "The actions can be limited to single resources, but are granted on all of them: a flaw in this function " +
			"then reaches the tables, buckets and queues of every other system in the account.",
		Remedy: map[model.Cloud]string{
			model.AWS:   "resources = [aws_dynamodb_table.orders.arn] # the resources that the code uses",
			model.Azure: "scope = azurerm_storage_container.orders.id # instead of the resource group or subscription",
			model.Google: "# instead of google_project_iam_member:\nresource \"google_storage_bucket_iam_member\" \"orders\" {\n" +
				"  bucket = google_storage_bucket.orders.name\n  role   = \"roles/storage.objectViewer\"\n" +
				"  member = google_service_account.orders.member\n}",
		},
		Unknown: "A policy of the role is not in the plan, or is built from values known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
			"https://learn.microsoft.com/azure/role-based-access-control/scope-overview",
			"https://cloud.google.com/iam/docs/resource-types-with-policies",
		},
		Mappings: rule.Mappings{OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{250, 732}, NIST: []string{"AC-6"}},
		Check: rule.ForAll(model.Identities, powersCheck{
			kind: model.AnyResource, words: anyResourceWords, adjust: easePrescribed, unless: model.Admin,
		}.check),
	}
}

func anyResourceWords(id *model.Identity, powers []*model.Power) string {
	if id.Cloud == model.Azure { // a role's name says more than its operations
		return fmt.Sprintf("%s may read or write the data of every resource: %s.", roleWords(id), notesOf(powers))
	}
	return fmt.Sprintf("%s may use %s on every resource.", roleWords(id), few(actionsOf(powers)))
}

// easePrescribed leaves to taste what AWS itself tells everybody to attach: AWSLambdaSQSQueueExecutionRole reads
// every queue, and stands in all of its guides.
func easePrescribed(_ *model.Identity, powers []*model.Power, v *rule.Verdict) {
	for _, p := range powers {
		if !p.Prescribed {
			return
		}
	}
	v.As(rule.Low).In(rule.Strict).Remedy("# instead of the AWS policy, one with the ARN of the source that the function reads\n" +
		"actions   = [\"sqs:ReceiveMessage\", \"sqs:DeleteMessage\", \"sqs:GetQueueAttributes\"]\nresources = [aws_sqs_queue.orders.arn]")
}
