package paths

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// codeTakeover finds who besides the deployer may write the code of a function with privileges.
func codeTakeover() rule.Rule {
	return rule.Rule{
		ID: "SLS904", Name: "code-takeover",
		Severity: rule.Critical, Profile: rule.Essential, Path: true,
		Title: "Others than the deployer can replace the code of a privileged function",
		Why: "Whoever writes the object, image or function that the code comes from decides what runs with the function's " +
			"permissions. No flaw in the code is needed, and the next deployment or cold start does the rest.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "# let nobody but the pipeline's role write there:\nactions   = [\"s3:GetObject\"]\nresources = [\"${aws_s3_bucket.code.arn}/*\"]",
			model.Azure:  "# let nobody but the pipeline's identity write there:\nprincipal_id = azurerm_user_assigned_identity.deploy.principal_id",
			model.Google: "# let nobody but the pipeline's account write there:\nmember = google_service_account.deploy.member",
		},
		Unknown: "One hop depends on a value that is known only after apply, and all others are there.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
			"https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
			"https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package",
			"https://cloud.google.com/artifact-registry/docs/access-control",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017", "A8:2017"}, CSA: []string{"SAS-4", "SAS-6"}, CWE: []int{269, 494, 913}, NIST: []string{"AC-6", "CM-5", "SI-7"},
		},
		Check: hunt{
			starts: writers, follow: toCode, goals: []string{graph.Administrator, graph.EverySecret},
			needs: func(w way) bool { return w.has(graph.MayWriteCode, graph.ReadsCodeFrom) },
			words: codeWords,
		}.check,
	}
}

// writers are outsiders, and identities of functions that have no such privilege themselves. What strangers reach anyway
// is told from there (SLS901, SLS902).
func writers(s *model.System) []*graph.Node {
	own := runners(s, func(n *graph.Node) bool {
		return !open(s).Has(n) && !hasAny(n, graph.Administrator, graph.EverySecret)
	})
	return append(allStarts(s), own...)
}

// toCode follows who writes code, and what that code may then do.
func toCode(e *graph.Edge) bool {
	switch e.Kind {
	case graph.Admits:
		return e.To.Kind == graph.Channel
	case graph.Contains:
		return e.To.Kind == graph.Channel
	case graph.MayWriteCode:
		return true
	default:
		return takeover(e) && e.Kind != graph.MayAssume
	}
}

func codeWords(w way) string {
	f, ok := last[*model.Function](w)
	if !ok {
		return fmt.Sprintf("%s %s.", w.who(), w.gain())
	}
	return fmt.Sprintf("%s decides what function %q runs, and with its %s %s: %s.", w.who(), f.Label(), f.Cloud.Identity(), w.gain(), w.power())
}
