package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventTypes are EventBridge (buses, rules, schedules, pipes) and the services that push events of their own
// into functions.
func eventTypes() map[string]adapter {
	return map[string]adapter{
		"aws_cloudwatch_event_bus":             {make: eventBus, link: eventBusLinks},
		"data.aws_cloudwatch_event_bus":        {make: eventBus},
		"aws_cloudwatch_event_bus_policy":      {link: eventBusPolicy, finish: joinImplicitBus},
		"aws_cloudwatch_event_permission":      {link: eventPermission, finish: joinImplicitBus},
		"aws_cloudwatch_event_archive":         {make: eventArchive, link: channelKey},
		"aws_cloudwatch_event_rule":            {make: eventRule, link: eventRuleLinks},
		"aws_cloudwatch_event_target":          {make: eventTarget, link: eventTargetLinks, finish: eventTargetSource},
		"aws_cloudwatch_event_connection":      {link: eventConnection},
		"aws_cloudwatch_event_api_destination": {make: apiDestination, link: apiDestinationKey},
		// A global endpoint only fails over between two buses, which are judged themselves.
		"aws_cloudwatch_event_endpoint": nothing(),

		"aws_scheduler_schedule":       {make: schedule, link: scheduleLinks},
		"aws_scheduler_schedule_group": nothing(),
		"aws_pipes_pipe":               {make: pipe, link: pipeLinks},

		// Schemas describe events; nobody can send or change any with them.
		"aws_schemas_discoverer":      nothing(),
		"aws_schemas_registry":        nothing(),
		"aws_schemas_registry_policy": nothing(),
		"aws_schemas_schema":          nothing(),

		"aws_ses_receipt_rule":   {link: receiptRuleLinks},
		"aws_iot_topic_rule":     {link: topicRuleLinks},
		"aws_config_config_rule": {link: configRule},
		"aws_msk_cluster":        {make: kafkaCluster, link: both(kafkaKey, linkKafka)},
		"aws_mq_broker":          {make: messageBroker, link: both(messageBrokerKey, linkBroker)},
	}
}

// feed points a trigger at whatever an attribute with the target's ARN leads to.
func feed(t *model.Trigger, r resource, path string) {
	t.Function = linkTo[*model.Function](r, path)
	t.Workload = linkTo[*model.Workload](r, path)
	t.Channel = linkTo[*model.Channel](r, path)
}

// fromNowhere is the source of a trigger whose events come from no channel: the clock, mail, log lines.
func fromNowhere(at model.Place) model.Link[*model.Channel] {
	return model.Link[*model.Channel]{Place: at, Elsewhere: true}
}

// alwaysEncrypted describes a service that encrypts in any case, with the key in an attribute or else one of
// the cloud's.
func alwaysEncrypted(r resource, path string, otherwise model.EncryptionKind) model.Encryption {
	return model.Encryption{Kind: keyKind(r, path, otherwise), Always: true}
}

// keyKind tells whose key an attribute names. An alias that begins with aws/ is reserved for the keys that AWS
// manages (KMS Developer Guide, "AWS managed keys").
func keyKind(r resource, path string, otherwise model.EncryptionKind) model.Value[model.EncryptionKind] {
	id := r.str(path)
	if text, ok := id.Get(); ok && text == "" {
		id = model.NotSet[string](id.Place)
	}
	if id.IsKnown() || id.Why() == "" {
		return model.Map(id, keyOwner).Or(otherwise)
	}
	if len(linkTo[*model.Key](r, path).To) > 0 && model.Certainly(id.IsSet()) {
		return model.Known(model.CustomerKey, id.Place)
	}
	return model.UnknownValue[model.EncryptionKind](id.Why(), id.Place)
}

func keyOwner(id string) model.EncryptionKind {
	if strings.HasPrefix(id, "alias/aws/") || strings.Contains(id, ":alias/aws/") {
		return model.ManagedKey
	}
	return model.CustomerKey
}

// addEncrypted adds an object of a serverless service that keeps data; its key is followed when all keys exist.
func addEncrypted(r resource, kind string, e model.Encryption) {
	r.b.sys.Encrypted = append(r.b.sys.Encrypted, &model.Encrypted{
		Head: r.head(), Kind: kind, Encryption: e, Serverless: true,
	})
}

// keep adds an encrypted object in the link pass, when the key it names can be followed.
func keep(r resource, kind, keyPath string) {
	e := alwaysEncrypted(r, keyPath, model.CloudKey)
	e.Key = linkTo[*model.Key](r, keyPath)
	addEncrypted(r, kind, e)
}

// leftOut reports whether the configuration shows no trace of a block that the provider computes when it is not
// given. A dynamic block shows none either, but only one whose for_each is unknown would leave the whole
// block unknown, and for blocks that can stand only once nobody writes such.
func leftOut(r resource, block string) bool {
	declared, _ := r.Declared(block)
	return r.Attr(block).IsUnknown() && !declared
}

// plainText gives a text of which parts are shown in messages, or why it can't be read. Of a sensitive one no
// part may be shown.
func plainText(v model.Value[string]) (text, why string) {
	if v.Sensitive() && v.IsKnown() {
		return "", v.Place.Attribute + " is sensitive"
	}
	if text, ok := textOrShape(v); ok {
		return text, ""
	}
	return "", v.Why()
}

// document adds an attribute that is a longer text in which a secret could stand.
func document(r resource, path, kind string) {
	text := r.str(path)
	if model.Never(text.IsSet()) {
		return
	}
	r.b.sys.Texts = append(r.b.sys.Texts, &model.Text{
		Head: r.head(), Place: r.place(path), Kind: kind, Value: text, Document: true, From: r.from(path),
	})
}

// field adds an attribute that is the value of a name; meant says that it is there to hold a secret.
func field(r resource, path, kind, name string, meant bool) {
	text := r.str(path)
	if model.Never(text.IsSet()) {
		return
	}
	r.b.sys.Texts = append(r.b.sys.Texts, &model.Text{
		Head: r.head(), Place: r.place(path), Kind: kind, Name: name, Value: text, Meant: meant, From: r.from(path),
	})
}

// from says which resources an attribute's value is read from.
func (r resource) from(path string) []model.Provenance {
	return r.b.provenance(r.b.plan.Resolve(r.Resource, path))
}

// mapFields adds every value of a map of strings, such as HTTP headers.
func mapFields(r resource, path, kind string) {
	for _, name := range r.Attr(path).Names() {
		field(r, path+"."+name, kind, name, false)
	}
}
