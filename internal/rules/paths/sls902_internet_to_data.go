package paths

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// internetToData finds ways from strangers to an identity that reads all secrets, or all buckets or tables.
func internetToData() rule.Rule {
	return rule.Rule{
		ID: "SLS902", Name: "internet-to-data",
		Severity: rule.Critical, Profile: rule.Essential, Path: true,
		Title: "A stranger can read every secret or data store of the account",
		Why: "The function answers anyone, and whoever breaks into it reads with its permissions: not the one secret or table " +
			"that it needs, but those of all other systems in the account, too.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "# " + cutFirst + "\nactions   = [\"secretsmanager:GetSecretValue\"]\nresources = [aws_secretsmanager_secret.orders.arn]",
			model.Azure:  "# " + cutFirst + "\nscope                = azurerm_key_vault.orders.id # the function's own vault\nrole_definition_name = \"Key Vault Secrets User\"",
			model.Google: "# " + cutFirst + "\nsecret_id = google_secret_manager_secret.orders.id # of google_secret_manager_secret_iam_member\nrole      = \"roles/secretmanager.secretAccessor\"",
		},
		Unknown: "One hop depends on a value that is known only after apply, and all others are there.",
		References: []string{
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-security.html",
			"https://learn.microsoft.com/azure/key-vault/general/best-practices",
			"https://cloud.google.com/secret-manager/docs/best-practices",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A3:2017", "A5:2017"}, CSA: []string{"SAS-2", "SAS-4", "SAS-7"}, CWE: []int{200, 250, 306},
			NIST: []string{"AC-3", "AC-6"},
		},
		Check: hunt{
			starts: publicStarts, follow: fromPublic, goals: []string{graph.EverySecret, graph.EveryStore}, needs: theMost,
			words: func(w way) string { return fmt.Sprintf("%s %s through %s.", w.who(), w.gain(), w.through()) },
		}.check,
	}
}

// theMost leaves out stores where the same identity reads all secrets: those open the stores as well.
func theMost(w way) bool {
	end := w[len(w)-1]
	return end.To.Goal != graph.EveryStore || !hasAny(end.From, graph.EverySecret, graph.Administrator)
}
