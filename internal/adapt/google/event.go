package google

import (
	"net/url"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventTypes lists Pub/Sub, Eventarc, Cloud Scheduler, Cloud Tasks and Workflows. Who may use them is among the types of
// IAM.
func eventTypes() types {
	return types{
		"google_pubsub_topic":             {Make: topic, Link: topicLinks, Finish: finishTopic},
		"google_pubsub_subscription":      {Make: subscription, Link: subscriptionLinks},
		"google_pubsub_schema":            nothing(),
		"google_pubsub_lite_topic":        {Make: liteTopic},
		"google_pubsub_lite_subscription": {Make: liteSubscription, Link: liteSubscriptionLinks},
		"google_pubsub_lite_reservation":  nothing(),
		"data.google_pubsub_topic":        {Make: foreignTopic},
		"data.google_pubsub_subscription": {Make: foreignSubscription},

		"google_eventarc_trigger":               {Link: eventarcTrigger},
		"google_eventarc_channel":               {Make: eventBus, Link: busKey},
		"google_eventarc_google_channel_config": nothing(),
		"google_eventarc_message_bus":           {Make: eventBus, Link: busKey},
		"google_eventarc_enrollment":            {Make: enrollment, Link: enrollmentLinks},
		"google_eventarc_pipeline":              {Make: pipeline, Link: pipelineLinks},
		"google_eventarc_google_api_source":     {Link: apiSource},

		"google_cloud_scheduler_job": {Make: schedulerJob, Link: schedulerLinks},
		"google_cloud_tasks_queue":   {Make: taskQueue, Link: taskLinks},
		"google_workflows_workflow":  {Make: workflow, Link: workflowLinks},

		"google_app_engine_application": nothing(),
	}
}

// fromNowhere is the source of a trigger whose events come from no channel: the clock, audit logs.
func fromNowhere(at model.Place) model.Link[*model.Channel] {
	return model.Link[*model.Channel]{Place: at, Elsewhere: true}
}

// sourceAt follows an attribute that names a topic or bucket, also by its full name.
func sourceAt(r resource, path string) model.Link[*model.Channel] {
	l := base.Link[*model.Channel](r, path)
	text, ok := l.Text.Get()
	if !ok || text == "" || len(l.To) > 0 {
		return l
	}
	if found := r.b.channelsNamed(strings.TrimPrefix(text, "//pubsub.googleapis.com/")); len(found) > 0 {
		l.To, l.Why, l.Elsewhere = found, "", false
	}
	return l
}

// channelsNamed gives the channels with a full name, such as projects/shop/topics/orders.
func (b *builder) channelsNamed(id string) []*model.Channel {
	if b.channels == nil {
		b.channels = map[string][]*model.Channel{}
		for _, c := range b.Sys.Channels {
			if full, known := c.ID.Get(); known && full != "" && c.Cloud == model.Google {
				b.channels[full] = append(b.channels[full], c)
			}
		}
	}
	return b.channels[id]
}

// fullName is the name by which Google's APIs know an object of a project, where the plan knows the project.
func fullName(r resource, collection string) model.Value[string] {
	id := r.Str("id")
	project, name := r.Attr("project").Text(), r.Attr("name").Text()
	if id.IsKnown() || project == "" || name == "" {
		return id
	}
	return model.Known("projects/"+project+"/"+collection+"/"+name, r.Place("name"))
}

// foreignProject gives the project of a source that certainly belongs to another one than the trigger.
func foreignProject(r resource, l model.Link[*model.Channel]) model.Value[string] {
	text, own := "", r.Attr("project").Text()
	if len(l.To) == 0 {
		text, _ = l.Text.Get()
	}
	parts := strings.Split(strings.TrimPrefix(text, "//pubsub.googleapis.com/"), "/")
	if own == "" || len(parts) < 4 || parts[0] != "projects" || parts[1] == own || parts[1] == "_" || numeric(parts[1]) {
		return model.NotSet[string](l.Place)
	}
	return model.Known(parts[1], l.Place)
}

// numeric tells numbers of projects, of which the plan does not know whose they are.
func numeric(text string) bool { return strings.Trim(text, "0123456789") == "" }

// functionAt follows an attribute with an address, or the name, of a function.
func functionAt(r resource, path string) model.Link[*model.Function] {
	l := base.Link[*model.Function](r, path)
	text, ok := l.Text.Get()
	if !ok || len(l.To) > 0 {
		return l
	}
	name := nameInURL(text)
	if !strings.Contains(text, "://") {
		name = lastPart(text)
	}
	if found := r.b.functionsNamed(name); len(found) == 1 {
		l.To, l.Why, l.Elsewhere = found, "", false
	}
	return l
}

// nameInURL takes the name of a function out of an address: https://REGION-PROJECT.cloudfunctions.net/NAME.
func nameInURL(text string) string {
	u, err := url.Parse(text)
	if err != nil || !strings.HasSuffix(u.Hostname(), ".cloudfunctions.net") {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	return name
}

// delivery describes requests that are sent to an address. Whether they carry a proof of who sends them is told apart.
func delivery(r resource, kind model.DeliveryKind, path string, proven model.Truth) *model.Delivery {
	address := r.Str(path)
	d := &model.Delivery{
		Head: r.Head(), Kind: kind, URL: address, Place: address.Place, Unverified: proven.Not(),
		Plain: base.StartsWith(address, "http:"), Function: functionAt(r, path),
	}
	d.OwnPlatform = ownPlatform(d)
	if len(d.Function.To) > 0 && !address.IsKnown() {
		d.Plain = model.False() // addresses that Google gives begin with https
	}
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, d)
	document(r, path, string(kind)+" address")
	return d
}

// ownPlatform tells whether an address is one of a function or service of Google's, which know callers by identity tokens.
func ownPlatform(d *model.Delivery) model.Truth {
	if len(d.Function.To) > 0 {
		return model.True()
	}
	return d.URL.Match(func(text string) bool {
		if !strings.Contains(text, "://") {
			text = "//" + text // a host alone
		}
		u, err := url.Parse(text)
		return err == nil && (strings.HasSuffix(u.Hostname(), ".run.app") || strings.HasSuffix(u.Hostname(), ".cloudfunctions.net"))
	})
}

// proven tells whether requests carry an identity token, an access token, or a header of the user's own for that.
func proven(r resource, block string) model.Truth {
	oidc, oidcKnown := r.Blocks(block + ".oidc_token")
	oauth, oauthKnown := r.Blocks(block + ".oauth_token")
	switch {
	case oidc > 0 && oidcKnown, oauth > 0 && oauthKnown:
		return model.True()
	case !oidcKnown || !oauthKnown:
		return model.Undecided(block + " is known only after apply")
	}
	for _, name := range r.Attr(block + ".headers").Names() {
		if strings.EqualFold(name, "authorization") {
			return model.True()
		}
	}
	return model.False()
}

// tokenAccount follows the service account whose token requests carry, if any.
func tokenAccount(r resource, block string) model.Link[*model.Identity] {
	for _, token := range []string{".oidc_token", ".oauth_token"} {
		if n, _ := r.Blocks(block + token); n > 0 {
			return serviceAccountOf(r, block+token+".0.service_account_email")
		}
	}
	return model.Link[*model.Identity]{Place: r.Place(block)}
}

// actsAs adds a workload for a resource that acts as a service account, and nothing when it names none.
func actsAs(r resource, kind model.WorkloadKind, identity model.Link[*model.Identity]) {
	if len(identity.To) > 0 || !model.Never(identity.IsSet()) {
		r.b.Sys.Workloads = append(r.b.Sys.Workloads, &model.Workload{Head: r.Head(), Kind: kind, Identity: identity})
	}
}
