package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventTypes are EventBridge (buses, rules, schedules, pipes) and the services that push events of their own
// into functions.
func eventTypes() types {
	return types{
		"aws_cloudwatch_event_bus":             {Make: eventBus, Link: eventBusLinks},
		"data.aws_cloudwatch_event_bus":        {Make: eventBus},
		"aws_cloudwatch_event_bus_policy":      {Link: eventBusPolicy, Finish: joinImplicitBus},
		"aws_cloudwatch_event_permission":      {Link: eventPermission, Finish: joinImplicitBus},
		"aws_cloudwatch_event_archive":         {Make: eventArchive, Link: channelKey},
		"aws_cloudwatch_event_rule":            {Make: eventRule, Link: eventRuleLinks},
		"aws_cloudwatch_event_target":          {Make: eventTarget, Link: eventTargetLinks, Finish: eventTargetSource},
		"aws_cloudwatch_event_connection":      {Link: eventConnection},
		"aws_cloudwatch_event_api_destination": {Make: apiDestination, Link: apiDestinationKey},
		// A global endpoint only fails over between two buses, which are judged themselves.
		"aws_cloudwatch_event_endpoint": nothing(),

		"aws_scheduler_schedule":       {Make: schedule, Link: scheduleLinks},
		"aws_scheduler_schedule_group": nothing(),
		"aws_pipes_pipe":               {Make: pipe, Link: pipeLinks},

		// Schemas describe events; nobody can send or change any with them.
		"aws_schemas_discoverer":      nothing(),
		"aws_schemas_registry":        nothing(),
		"aws_schemas_registry_policy": nothing(),
		"aws_schemas_schema":          nothing(),

		"aws_ses_receipt_rule":   {Link: receiptRuleLinks},
		"aws_iot_topic_rule":     {Link: topicRuleLinks},
		"aws_config_config_rule": {Link: configRule},
		"aws_msk_cluster":        {Make: kafkaCluster, Link: base.Both(kafkaKey, linkKafka)},
		"aws_mq_broker":          {Make: messageBroker, Link: base.Both(messageBrokerKey, linkBroker)},
	}
}

// feed points a trigger at whatever an attribute with the target's ARN leads to.
func feed(t *model.Trigger, r resource, path string) {
	t.Function = base.Link[*model.Function](r, path)
	t.Workload = base.Link[*model.Workload](r, path)
	t.Channel = base.Link[*model.Channel](r, path)
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
	id := r.Str(path)
	if text, ok := id.Get(); ok && text == "" {
		id = model.NotSet[string](id.Place)
	}
	if id.IsKnown() || id.Why() == "" {
		return model.Map(id, keyOwner).Or(otherwise)
	}
	if len(base.Link[*model.Key](r, path).To) > 0 && model.Certainly(id.IsSet()) {
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
	r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, &model.Encrypted{
		Head: r.Head(), Kind: kind, Encryption: e, Serverless: true,
	})
}

// keep adds an encrypted object in the link pass, when the key it names can be followed.
func keep(r resource, kind, keyPath string) {
	e := alwaysEncrypted(r, keyPath, model.CloudKey)
	e.Key = base.Link[*model.Key](r, keyPath)
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
		return "", v.Place.Attribute() + " is sensitive"
	}
	if text, ok := textOrShape(v); ok {
		return text, ""
	}
	return "", v.Why()
}

// document adds an attribute that is a longer text in which a secret could stand.
func document(r resource, path, kind string) {
	text := r.Str(path)
	if model.Never(text.IsSet()) {
		return
	}
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: r.Place(path), Kind: kind, Value: text, Document: true, From: r.from(path),
	})
}

// field adds an attribute that is the value of a name; meant says that it is there to hold a secret.
func field(r resource, path, kind, name string, meant bool) {
	text := r.Str(path)
	if model.Never(text.IsSet()) {
		return
	}
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: r.Place(path), Kind: kind, Name: name, Value: text, Meant: meant, From: r.from(path),
	})
}

// from says which resources an attribute's value is read from.
func (r resource) from(path string) []model.Provenance {
	return r.b.Provenance(r.b.Plan.Resolve(r.Resource, path))
}

// mapFields adds every value of a map of strings, such as HTTP headers.
func mapFields(r resource, path, kind string) {
	for _, name := range r.Attr(path).Names() {
		field(r, path+"."+name, kind, name, false)
	}
}
