package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventGridTypes lists Event Grid: topics, and the subscriptions that bring their events to something.
func eventGridTypes() types {
	return types{
		"azurerm_eventgrid_topic":           {Make: makeGridTopic(model.Topic)},
		"azurerm_eventgrid_domain":          {Make: makeGridTopic(model.Namespace)},
		"azurerm_eventgrid_domain_topic":    inner(model.Topic, "domain_name"),
		"azurerm_eventgrid_namespace":       {Make: makeGridNamespace},
		"azurerm_eventgrid_namespace_topic": inner(model.Topic, "eventgrid_namespace_id"),
		// Nothing stands in a system topic: it passes on the events of its source, which subscriptions are followed to.
		"azurerm_eventgrid_system_topic":                    nothing(),
		"azurerm_eventgrid_event_subscription":              {Finish: finishGridSubscription},
		"azurerm_eventgrid_system_topic_event_subscription": {Finish: finishGridSubscription},

		"data.azurerm_eventgrid_topic":        dataChannel(model.Topic),
		"data.azurerm_eventgrid_domain":       dataChannel(model.Namespace),
		"data.azurerm_eventgrid_domain_topic": dataChannel(model.Topic),
		"data.azurerm_eventgrid_system_topic": nothing(),

		// Events of partners, who authenticate to a namespace like other senders.
		"azurerm_eventgrid_partner_namespace":     {Make: makeGridNamespace},
		"azurerm_eventgrid_partner_configuration": nothing(),
		"azurerm_eventgrid_partner_registration":  nothing(),
	}
}

// makeGridTopic adapts azurerm_eventgrid_topic and azurerm_eventgrid_domain: keys work, and senders may be in any
// network, unless the configuration says otherwise. Without rules for addresses all are let in.
func makeGridTopic(kind model.ChannelKind) func(resource) {
	return func(r resource) {
		c := addChannel(r, kind)
		c.LocalAuth = r.flag(true, "local_auth_enabled")
		gridDoor(r, r.flag(true, "public_network_access_enabled")).through(c)
	}
}

// makeGridNamespace adapts azurerm_eventgrid_namespace and azurerm_eventgrid_partner_namespace.
func makeGridNamespace(r resource) {
	c := addChannel(r, model.Namespace)
	if r.Type == "azurerm_eventgrid_partner_namespace" {
		c.LocalAuth = r.flag(true, "local_authentication_enabled")
	}
	gridDoor(r, enabled(r, "public_network_access")).through(c)
}

// enabled reads a switch that is written as Enabled or Disabled; it is on unless switched off.
func enabled(r resource, path string) model.Value[bool] {
	return model.Map(r.Str(path).Or("Enabled"), func(s string) bool { return !strings.EqualFold(s, "Disabled") })
}

// gridDoor: rules for addresses let in whom they name, and nobody else.
func gridDoor(r resource, public model.Value[bool]) door {
	const rules = "inbound_ip_rule"
	d := door{public: public, action: model.NotSet[string](r.Place(rules))}
	n, known := r.Blocks(rules)
	switch {
	case !known && !base.Omitted(r, rules):
		d.action = model.UnknownValue[string](r.WhyUnknown(rules), r.Place(rules))
	case n > 0:
		d.action = model.Known("Deny", r.Place(rules))
		d.ranges = model.Map(r.Str(rules+".0.ip_mask"), func(s string) []string { return []string{s} })
	}
	return d
}

const (
	subjectBegins = "subject_filter.0.subject_begins_with"
	subjectEnds   = "subject_filter.0.subject_ends_with"
)

// finishGridSubscription adapts subscriptions of both kinds, once it is known what stands in storage accounts. An event is
// tried for a day, at most 30 times, unless less is given (Event Grid, "Event Grid message delivery and retry").
func finishGridSubscription(r resource) {
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Subscription, Source: gridSource(r), FilterPlace: r.Place("included_event_types"),
		Filtered: gridFiltered(r), Prefix: r.Str(subjectBegins), Suffix: r.Str(subjectEnds),
		Retries: r.Num("retry_policy.0.max_delivery_attempts").Or(30), DeadLetter: gridDeadLetter(r),
		MaxAge: model.Map(r.Num("retry_policy.0.event_time_to_live").Or(1440), func(minutes int) int { return minutes * 60 }),
		BatchSize: first(r.Num, []string{
			"azure_function_endpoint.0.max_events_per_batch", "webhook_endpoint.0.max_events_per_batch",
		}),
		Enabled: model.Known(true, r.Place("")),
	}
	narrowToContainer(r, t)
	gridTarget(r, t)
	r.b.addTrigger(t)
	if wide := watchesScope(r); !model.Never(wide) {
		r.b.Sys.Rules = append(r.b.Sys.Rules, &model.Rule{
			Head: r.Head(), Bus: t.Source, Pattern: model.Known("", t.FilterPlace), CatchAll: t.Filtered.Not().And(wide),
			NamesSource: model.True(), Enabled: t.Enabled, Targets: []*model.Trigger{t},
		})
	}
}

// gridFiltered tells whether anything narrows the events of a subscription: their types, subjects or fields.
func gridFiltered(r resource) model.Truth {
	types := r.Strs("included_event_types")
	narrow := types.Match(func(s []string) bool { return len(s) > 0 }).
		Or(r.Str(subjectBegins).IsSet(), r.Str(subjectEnds).IsSet())
	if !types.IsKnown() && !model.Never(types.IsSet()) {
		narrow = narrow.Or(types.IsSet())
	}
	switch n, known := r.Blocks("advanced_filter"); {
	case n > 0:
		return model.True()
	case !known && !base.Omitted(r, "advanced_filter"):
		return narrow.Or(model.Undecided(r.WhyUnknown("advanced_filter")))
	}
	return narrow
}

// gridSource follows what the events are about: the scope, or the source of a system topic, which is named by its name.
func gridSource(r resource) model.Link[*model.Channel] {
	if r.Type == "azurerm_eventgrid_event_subscription" {
		return base.Link[*model.Channel](r, "scope")
	}
	topics := r.b.Plan.Resolve(r.Resource, "system_topic").Origins
	if len(topics) != 1 {
		return base.Link[*model.Channel](r, "system_topic")
	}
	topic := r.b.resource(topics[0].Resource)
	l := firstLink[*model.Channel](topic, "source_resource_id", "source_arm_resource_id")
	l.Place = r.Place("system_topic")
	return l
}

// watchesScope tells whether a subscription takes the events of all resources of an Azure subscription or of a resource
// group.
func watchesScope(r resource) model.Truth {
	if r.Type != "azurerm_eventgrid_event_subscription" {
		wide := model.False()
		for _, o := range r.b.Plan.Resolve(r.Resource, "system_topic").Origins {
			wide = wide.Or(r.b.resource(o.Resource).Str("topic_type").Match(func(s string) bool {
				kind, ofAll := strings.CutPrefix(strings.ToLower(s), "microsoft.resources.")
				return ofAll && (kind == "subscriptions" || kind == "resourcegroups")
			}))
		}
		return wide
	}
	for _, o := range r.b.Plan.Resolve(r.Resource, "scope").Origins {
		switch o.Resource.Type {
		case "azurerm_resource_group", "azurerm_subscription", "azurerm_client_config":
			return model.True()
		}
	}
	scope, _ := r.Str("scope").Get()
	parts := strings.Split(strings.Trim(strings.ToLower(scope), "/"), "/")
	return model.Of(parts[0] == "subscriptions" && (len(parts) == 2 || len(parts) == 4 && parts[2] == "resourcegroups"))
}

// narrowToContainer takes a container for the source where the subject begins with one, as events of blobs do:
// /blobServices/default/containers/NAME/blobs/KEY.
func narrowToContainer(r resource, t *model.Trigger) {
	account, ok := t.Source.One()
	subject, known := t.Prefix.Get()
	if !ok || account.Kind != model.StorageAccount {
		return
	}
	rest, ofContainer := strings.CutPrefix(subject, "/blobServices/default/containers/")
	name, key, _ := strings.Cut(rest, "/")
	at := t.Prefix.Place
	t.Prefix = model.NotSet[string](at)
	if !known || !ofContainer {
		return
	}
	for _, c := range r.b.Sys.Channels {
		in, inside := c.In.One()
		if own, _ := c.Name.Get(); c.Kind == model.Bucket && inside && in == account && own == name {
			t.Source = to(c, at)
			if key = strings.TrimPrefix(key, "blobs/"); key != "" {
				t.Prefix = model.Known(key, at)
			}
		}
	}
}

func gridDeadLetter(r resource) model.Link[*model.Channel] {
	const block = "storage_blob_dead_letter_destination"
	if n, known := r.Blocks(block); n == 0 && (known || base.Omitted(r, block)) {
		return model.Link[*model.Channel]{Place: r.Place(block)}
	}
	l := base.Link[*model.Channel](r, block+".0.storage_blob_container_name")
	if l = only(l, model.Bucket); len(l.To) > 0 {
		return l
	}
	return base.Link[*model.Channel](r, block+".0.storage_account_id")
}

// only drops what an edge seems to lead to but is of another kind: names of queues and containers are found by their text,
// too.
func only(l model.Link[*model.Channel], kind model.ChannelKind) model.Link[*model.Channel] {
	var kept []*model.Channel
	for _, c := range l.To {
		if c.Kind == kind {
			kept = append(kept, c)
		}
	}
	l.To = kept
	return l
}
