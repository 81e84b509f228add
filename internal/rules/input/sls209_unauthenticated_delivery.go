package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unauthenticatedDelivery finds events that are sent to an address without proof of who sends them, or with a
// key that everyone can read in the configuration.
func unauthenticatedDelivery() rule.Rule {
	return rule.Rule{
		ID: "SLS209", Name: "unauthenticated-delivery",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The receiver of events cannot tell who sent them",
		Why: "An address that takes events from anybody takes forged ones, too. A key that stands in the configuration " +
			"proves nothing: all who can read the repository, the state or the plan can send events as this system does.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `value = data.aws_secretsmanager_secret_version.partner.secret_string`,
			model.Azure:  "access_control {\n  trigger {\n    allowed_caller_ip_address_range = [\"203.0.113.0/24\"]\n  }\n}",
			model.Google: "oidc_token {\n  service_account_email = google_service_account.caller.email\n}",
		},
		Unknown: "The endpoint, or the credential of its connection, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection.html",
			"https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app",
			"https://learn.microsoft.com/azure/event-grid/secure-webhook-delivery",
			"https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions",
			"https://cloud.google.com/scheduler/docs/http-target-auth",
			"https://cloud.google.com/tasks/docs/creating-http-target-tasks",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A3:2017"}, CSA: []string{"SAS-2", "SAS-7"}, CWE: []int{345, 798},
			NIST: []string{"IA-9", "SC-23"},
		},
		Secret: true,
		Check:  rule.ForEach(model.Deliveries, checkDelivery),
	}
}

func checkDelivery(d *model.Delivery, r *rule.Reporter) {
	switch d.Kind {
	case model.TopicDelivery:
		// SNS signs what it sends; whether the receiver looks at the signature, no plan shows. So this is a
		// reminder, not a flaw that is seen.
		r.FailIf(d.Unverified.And(d.Private.Not()), d.URL.Place,
			"Events go to a public address that can tell them from forged ones only by their signature: check it there.").
			As(rule.Medium).In(rule.Strict).
			Remedy("# let the receiver check SigningCertURL and Signature, or subscribe a queue or function")
	case model.PushDelivery, model.JobDelivery, model.TaskDelivery, model.PipeDelivery:
		checkToken(d, r)
	case model.APIDestination:
		r.FailIf(d.LiteralKey, d.KeyPlace,
			"The credential with which events are sent to API destination %q stands in the configuration.", d.Label())
	case model.WebHook:
		r.FailIf(d.Unverified, d.URL.Place,
			"Web hook %q cannot tell its events from forged ones: they come without token and key.", d.Label()).
			RemedyOn(model.Azure, "active_directory_app_id_or_uri = azuread_application.receiver.client_id\n"+
				"active_directory_tenant_id     = data.azurerm_client_config.current.tenant_id")
	case model.WorkflowStart:
		r.FailIf(d.Unverified, d.Place,
			"Whoever gets hold of the address of trigger %q can start the workflow from anywhere: nothing narrows who may call it.", d.Label()).
			As(rule.Medium).Hop(d.KeyPlace, "access_control would say who may call the workflow's triggers")
	default:
		return
	}
}

// checkToken judges requests that can carry a token of the sender's identity. Functions and services of the same cloud take
// it for proof by themselves; others may know the sender by other means, which no plan shows.
func checkToken(d *model.Delivery, r *rule.Reporter) {
	own := d.Unverified.And(d.OwnPlatform)
	v := r.FailIf(own, d.URL.Place, "The %s %q sends requests that anyone could send: they carry no token of its identity.", d.Kind, d.Label())
	if d.Kind == model.PipeDelivery {
		v.Remedy("authentication_config {\n  google_oidc {\n    service_account = google_service_account.caller.email\n  }\n}")
	}
	for _, f := range d.Function.To {
		v.Hop(f.Place(), "function %q receives them", f.Label())
	}
	r.FailIf(d.Unverified.And(d.OwnPlatform.Not(), d.Private.Not()), d.URL.Place,
		"The %s %q sends requests to a public address without a token by which that could tell them from forged ones.", d.Kind, d.Label()).
		As(rule.Medium).In(rule.Strict)
}
