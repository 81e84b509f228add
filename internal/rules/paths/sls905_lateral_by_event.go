package paths

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// lateralByEvent finds public functions that may start functions with more permissions than their own.
func lateralByEvent() rule.Rule {
	return rule.Rule{
		ID: "SLS905", Name: "lateral-by-event",
		Severity: rule.High, Profile: rule.Recommended, Path: true,
		Title: "A public function can send events to a more privileged one",
		Why: "A small public function in front of a privileged one looks like a safe split. But whoever breaks into the first " +
			"sends the second any event, also one that the first would never send, and looks for a flaw there.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# narrow what the second function may do, or check each event there as if it came from the internet:\n" +
				"actions   = [\"dynamodb:PutItem\"]\nresources = [aws_dynamodb_table.orders.arn]",
			model.Azure: "# narrow what the second function may do, or check each event there as if it came from the internet:\n" +
				"scope = azurerm_storage_container.orders.id",
			model.Google: "# narrow what the second function may do, or check each event there as if it came from the internet:\n" +
				"role = \"roles/pubsub.publisher\"",
		},
		Unknown: "One hop depends on a value that is known only after apply, and all others are there.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-security.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
			"https://learn.microsoft.com/azure/azure-functions/security-concepts",
			"https://cloud.google.com/iam/docs/using-iam-securely",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017", "A5:2017"}, CSA: []string{"SAS-1", "SAS-4", "SAS-9"}, CWE: []int{20, 269}, NIST: []string{"AC-4", "AC-6", "SI-10"},
		},
		Check: hunts{lateral(graph.Administrator), lateral(graph.EverySecret), lateral(graph.EveryStore)}.check,
	}
}

// lateral looks for ways to one privilege, from public functions that don't have it.
func lateral(goal string) hunt {
	return hunt{
		starts: func(s *model.System) []*graph.Node {
			return runners(s, func(n *graph.Node) bool { return public(s).Has(n) && !hasAny(n, goal, graph.Administrator) })
		},
		follow: sideways, goals: []string{goal}, before: public,
		needs: func(w way) bool {
			end := w[len(w)-1]
			return w.has(graph.MayPublish, graph.MayInvoke) && theMost(w) && (goal == graph.Administrator || !hasAny(end.From, graph.Administrator))
		},
		words: lateralWords,
	}
}

// sideways follows what functions start, and with which permissions that runs.
func sideways(e *graph.Edge) bool {
	switch e.Kind {
	case graph.MayPublish, graph.MayInvoke, graph.Holds:
		return true
	case graph.RunsAs:
		return e.From.Kind == graph.Function
	default:
		return eventFlow(e)
	}
}

func lateralWords(w way) string {
	from, _ := first[*model.Function](w)
	to, ok := last[*model.Function](w)
	if from == nil || !ok {
		return fmt.Sprintf("%s %s.", w.who(), w.gain())
	}
	return fmt.Sprintf("%s who breaks into function %q can send events to function %q, and from there %s: %s.",
		w.who(), from.Label(), to.Label(), w.gain(), w.power())
}
