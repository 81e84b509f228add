package paths

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// injectedEvent finds channels that outsiders may write to and that start functions with privileges.
func injectedEvent() rule.Rule {
	return rule.Rule{
		ID: "SLS903", Name: "injected-event-to-privilege",
		Severity: rule.Critical, Profile: rule.Essential, Path: true,
		Title: "An outsider can send events to a function with far-reaching permissions",
		Why: "Functions trust what comes from a queue or bus more than what comes from the internet, and hardly ever check it. " +
			"A forged event that breaks into the function gives its permissions to somebody outside of the account.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "# " + cutFirst + "\ncondition {\n  test     = \"ArnEquals\"\n  variable = \"aws:SourceArn\"\n  values   = [aws_sns_topic.orders.arn]\n}",
			model.Azure:  "# " + cutFirst + "\nlocal_auth_enabled            = false # senders need a role\npublic_network_access_enabled = false",
			model.Google: "# " + cutFirst + "\nmember = \"serviceAccount:${google_service_account.sender.email}\" # instead of allUsers",
		},
		Unknown: "One hop depends on a value that is known only after apply, and all others are there.",
		References: []string{
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
			"https://learn.microsoft.com/azure/event-grid/authenticate-with-microsoft-entra-id",
			"https://cloud.google.com/pubsub/docs/access-control",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017", "A5:2017"}, CSA: []string{"SAS-1", "SAS-4"}, CWE: []int{250, 269, 284}, NIST: []string{"AC-3", "AC-6", "SI-10"},
		},
		Check: hunt{
			starts: allStarts, follow: fromChannel, goals: []string{graph.Administrator, graph.EverySecret},
			words: injectedWords,
		}.check,
	}
}

// fromChannel follows what outsiders put into channels.
func fromChannel(e *graph.Edge) bool {
	return e.Kind == graph.Admits && e.To.Kind == graph.Channel || eventFlow(e) || takeover(e)
}

func injectedWords(w way) string {
	c, _ := w[0].To.Object.(*model.Channel)
	if c == nil {
		return fmt.Sprintf("%s %s through %s.", w.who(), w.gain(), w.through())
	}
	return fmt.Sprintf("%s %s by an event in %s %q, through %s.", w.who(), w.gain(), c.Kind, c.Label(), w.through())
}
