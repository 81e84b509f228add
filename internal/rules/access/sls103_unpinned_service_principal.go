package access

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unpinnedServicePrincipal finds grants to a cloud service that anybody's resources in that service can use.
func unpinnedServicePrincipal() rule.Rule {
	return rule.Rule{
		ID: "SLS103", Name: "unpinned-service-principal",
		Severity: rule.High, Profile: rule.Essential,
		Title: "A cloud service may act for anybody's resources",
		Why: "A service such as S3 or EventBridge acts for all of its customers. Without a source ARN or account, an " +
			"attacker points a bucket, topic or rule of their own account at your resource, and the service delivers " +
			"their events with the permission that you gave it (the confused deputy). Where a service acts as an identity that " +
			"you choose, as on Azure and Google Cloud, one that is shared may do for each of its users what only another needs.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "source_arn     = aws_s3_bucket.uploads.arn\nsource_account = data.aws_caller_identity.current.account_id",
			model.Azure:  "delivery_identity {\n  type = \"SystemAssigned\"\n}",
			model.Google: "oidc_token {\n  service_account_email = google_service_account.orders_caller.email # one for each function that is called\n}",
		},
		Unknown: "The policy is built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
			"https://learn.microsoft.com/azure/event-grid/managed-service-identity",
			"https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-1", "SAS-3"}, CWE: []int{441},
			FSBP: []string{"Lambda.1"}, NIST: []string{"AC-3", "AC-4"},
		},
		Covers: []string{"checkov:CKV_AWS_364", "trivy:AWS-0067", "fsbp:Lambda.1"},
		Check: rule.Join(
			rule.ForEach(model.Functions, checkFunctionServices),
			rule.ForEach(model.Channels, checkChannelServices),
			rule.ForEach(model.Triggers, checkDeliveryIdentity),
			checkCallers,
		),
	}
}

// checkDeliveryIdentity judges triggers that could act as an identity of their own, and so need a role on what they
// write to. Without one the service writes as itself, past roles, to all that it was ever pointed at.
func checkDeliveryIdentity(t *model.Trigger, r *rule.Reporter) {
	if t.Cloud != model.Azure || t.Identity.Place.Address() == "" || len(t.Channel.To) == 0 {
		return
	}
	to := t.Channel.To[0]
	r.FailIf(t.Identity.IsSet().Not(), t.Identity.Place,
		"Event Grid writes to %s %q as itself, and not as an identity that was given a role there.", to.Noun(), to.Label()).
		As(rule.Low).In(rule.Strict)
}

// checkFunctionServices judges policies for services. On Google Cloud a service acts in each project as another agent, so that
// its name says for whose resources.
func checkFunctionServices(f *model.Function, r *rule.Reporter) {
	if f.Cloud == model.Google {
		return
	}
	for _, g := range f.Grants {
		if !g.Can(model.Invoke) || g.Principal.Kind != model.ServicePrincipal {
			continue
		}
		pinned := g.LimitedBy(model.SourceResource, model.SourceAccount, model.Organisation, model.OtherLimit)
		r.FailIf(pinned.Not().And(g.Certain), g.Place,
			"%s may run function %q for the resources of any account.", g.Principal.Text, f.Label()).
			Remedy("source_arn = aws_cloudwatch_event_rule.nightly.arn # the one resource that may invoke the function")
		if serviceName(g.Principal.Text) == "s3" {
			// A bucket name that is given up can be taken by another account; its ARN stays the same.
			r.FailIf(g.LimitedBy(model.SourceAccount, model.Organisation).Not().And(pinned, g.Certain), g.Place,
				"Whoever owns the bucket's name one day can run function %q: its ARN does not name an account.", f.Label()).
				As(rule.Medium).In(rule.Recommended).
				Remedy("source_account = data.aws_caller_identity.current.account_id")
		}
	}
}

func checkChannelServices(c *model.Channel, r *rule.Reporter) {
	if c.Cloud == model.Google || !bringsEvents(c) {
		return
	}
	for _, g := range c.Grants {
		if !g.Can(model.Publish) || g.Principal.Kind != model.ServicePrincipal || actsAsRole(g.Principal.Text) {
			continue
		}
		r.FailIf(g.Pinned().Not().And(g.Certain), g.Place,
			"%s may write to %s %q for the resources of any account.", g.Principal.Text, c.Kind, c.Label()).
			Remedy("condition {\n  test     = \"ArnEquals\"\n  variable = \"aws:SourceArn\"\n  values   = [aws_sns_topic.orders.arn] # the one resource that sends\n}")
	}
}

// bringsEvents tells channels whose messages somebody acts on. A bucket that only keeps a service's logs is
// none.
func bringsEvents(c *model.Channel) bool {
	switch c.Kind {
	case model.Queue, model.Topic, model.Bus:
		return true
	default:
		return len(c.Feeds) > 0
	}
}

// actsAsRole tells services whose requests carry the role that they were given, never the service itself: a grant
// to them lets nobody in.
func actsAsRole(principal string) bool {
	switch serviceName(principal) {
	case "lambda", "edgelambda", "states", "scheduler", "pipes":
		return true
	}
	return false
}
