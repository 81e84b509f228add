package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// serviceBusTypes lists Service Bus. Up to version 2 of the provider a queue names its namespace by name.
func serviceBusTypes() types {
	return types{
		"azurerm_servicebus_namespace":                      {Make: makeServiceBus, Link: linkServiceBus},
		"azurerm_servicebus_namespace_network_rule_set":     byEither("namespace_id", "namespace_name", busNetworkRules),
		"azurerm_servicebus_namespace_customer_managed_key": keySetting("namespace_id", model.Namespace, "key_vault_key_id"),
		"azurerm_servicebus_queue":                          {Make: makeBusQueue, Link: linkBusQueue},
		"azurerm_servicebus_topic":                          inner(model.Topic, "namespace_id", "namespace_name"),
		"azurerm_servicebus_subscription":                   {Make: makeBusSubscription, Link: linkBusSubscription},
		"azurerm_servicebus_subscription_rule":              busFilter(),

		"azurerm_servicebus_namespace_authorization_rule":       {Follow: "namespace_id"},
		"azurerm_servicebus_queue_authorization_rule":           {Follow: "queue_id"},
		"azurerm_servicebus_topic_authorization_rule":           {Follow: "topic_id"},
		"azurerm_servicebus_namespace_disaster_recovery_config": {Follow: "primary_namespace_id"},

		"data.azurerm_servicebus_namespace":                    dataChannel(model.Namespace),
		"data.azurerm_servicebus_queue":                        dataChannel(model.Queue),
		"data.azurerm_servicebus_topic":                        dataChannel(model.Topic),
		"data.azurerm_servicebus_subscription":                 dataChannel(model.Inbox),
		"data.azurerm_servicebus_namespace_authorization_rule": {Follow: "namespace_id"},
		"data.azurerm_servicebus_queue_authorization_rule":     {Follow: "queue_id"},
		"data.azurerm_servicebus_topic_authorization_rule":     {Follow: "topic_id"},
	}
}

// makeServiceBus adapts azurerm_servicebus_namespace with the provider's defaults: keys that work, TLS 1.2, and every
// network.
func makeServiceBus(r resource) {
	c := addChannel(r, model.Namespace)
	c.LocalAuth = r.flag(true, "local_auth_enabled")
	c.OldTLS = oldTLS(r, "1.2", "minimum_tls_version")
	c.Encryption.Twice = base.InBlock(r, "customer_managed_key", r.Flag("customer_managed_key.0.infrastructure_encryption_enabled")).Or(false)
	ruled(r, "network_rule_set").through(c)
}

func linkServiceBus(r resource) { ownKey("customer_managed_key", "key_vault_key_id")(r) }

// ownKey is the link pass of a channel whose own block may give it a key.
func ownKey(block string, keys ...string) func(resource) {
	return func(r resource) {
		c, ok := base.Own[*model.Channel](r)
		if !ok || c.Encryption.Key.Place.Address() != "" {
			return // a resource of its own gives the key
		}
		paths := make([]string, len(keys))
		for i, key := range keys {
			paths[i] = block + ".0." + key
		}
		e := keyed(r, paths...)
		if n, known := r.Blocks(block); n == 0 && known || base.Omitted(r, block) {
			e = model.Encryption{
				Always: true, Kind: model.Known(model.CloudKey, r.Place(block)), Key: model.Link[*model.Key]{Place: r.Place(block)},
			}
		}
		encrypt(c, e)
	}
}

// busNetworkRules adapts azurerm_servicebus_namespace_network_rule_set of version 3, which denies by default.
func busNetworkRules(namespace string) adapter {
	return setting[*model.Channel]{
		Path: namespace, All: channels(model.Namespace),
		Set: func(r resource, c *model.Channel) {
			rules := door{
				public: r.flag(true, "public_network_access_enabled"),
				action: r.Str("default_action").Or("Deny"),
				ranges: r.Strs("ip_rules"),
			}
			rules.through(c)
		},
		May: func(_ resource, c *model.Channel, why string) {
			c.OpenNetwork = c.OpenNetwork.And(model.Undecided(why))
		},
	}.Adapter()
}

// makeBusQueue adapts azurerm_servicebus_queue. Service Bus hands a message out ten times, and then keeps it among the
// queue's own dead letters. How long it is locked is left out: the Functions host renews the lock for as long as it
// works on the message.
func makeBusQueue(r resource) {
	c := addChannel(r, model.Queue)
	c.Attempts = r.Num("max_delivery_count").Or(10)
	keepsExpired(r, c)
}

// keepsExpired reads what becomes of messages that nobody takes in time. Without a time to live they stay for ever.
func keepsExpired(r resource, c *model.Channel) {
	const forEver = "P10675199DT2H48M5.4775807S"
	ends := r.Str("default_message_ttl").Match(func(s string) bool { return s != "" && s != forEver })
	kept := r.flag(false, "dead_lettering_on_message_expiration")
	c.DropsExpired, c.DropsPlace = ends.And(model.IsFalse(kept)), kept.Place
}

func linkBusQueue(r resource) {
	standsIn(r, "namespace_id", "namespace_name")
	linkForwarding(r)
}

// linkForwarding follows where a queue or subscription passes its messages on to, and those that it gives up.
func linkForwarding(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	if l := base.Link[*model.Channel](r, "forward_dead_lettered_messages_to"); !model.Never(l.IsSet()) {
		c.DeadLetter = l
	}
	if l := base.Link[*model.Channel](r, "forward_to"); !model.Never(l.IsSet()) {
		r.b.addTrigger(&model.Trigger{
			Head: r.Head(), Kind: model.Subscription, Source: to(c, r.Place("")), Channel: l,
			TakesAll: true, Enabled: model.Known(true, r.Place("")),
		})
	}
}

// to makes an edge to one object.
func to[T model.Object](o T, at model.Place) model.Link[T] {
	return model.Link[T]{Place: at, To: []T{o}, Text: model.Known(o.Base().Label(), at)}
}

func (b *builder) addTrigger(t *model.Trigger) { b.Sys.Triggers = append(b.Sys.Triggers, t) }

// makeBusSubscription adapts azurerm_servicebus_subscription, which keeps a topic's messages for one receiver.
func makeBusSubscription(r resource) {
	c := addChannel(r, model.Inbox)
	c.Attempts = r.Num("max_delivery_count")
	keepsExpired(r, c)
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Subscription, Channel: to(c, r.Place("")), FilterPlace: r.Place(""),
		Enabled: model.Map(r.Str("status").Or("Active"), func(s string) bool { return s != "Disabled" }),
	}
	r.b.inflows[c] = t
	r.b.addTrigger(t)
}

func linkBusSubscription(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	c.In = firstLink[*model.Channel](r, "topic_id", "topic_name")
	r.b.inflows[c].Source = c.In
	linkForwarding(r)
}

// busFilter adapts azurerm_servicebus_subscription_rule: a subscription without one takes every message of its topic.
func busFilter() adapter {
	return setting[*model.Channel]{
		Path: "subscription_id", All: channels(model.Inbox),
		Set: func(r resource, c *model.Channel) {
			if t, ok := r.b.inflows[c]; ok {
				t.Filtered = t.Filtered.Or(narrows(r))
			}
		},
		May: func(r resource, c *model.Channel, why string) {
			if t, ok := r.b.inflows[c]; ok {
				t.Filtered = t.Filtered.Or(model.Undecided(why))
			}
		},
	}.Adapter()
}

// narrows tells whether a rule leaves messages out: 1=1 is the filter that takes all.
func narrows(r resource) model.Truth {
	sql := r.Str("sql_filter").Match(func(s string) bool { return strings.ReplaceAll(s, " ", "") != "1=1" })
	n, known := r.Blocks("correlation_filter")
	if !known && !base.Omitted(r, "correlation_filter") {
		return sql.Or(model.Undecided(r.WhyUnknown("correlation_filter")))
	}
	return sql.Or(model.Of(n > 0))
}
