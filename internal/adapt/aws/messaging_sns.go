package aws

import (
	"net/url"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeTopic adapts aws_sns_topic. Without a key, SNS does not encrypt with a key of the account (SNS developer
// guide, "Securing Amazon SNS data with server-side encryption").
func makeTopic(r resource) { addChannel(r, model.Topic, r.head()) }

func linkTopic(r resource) {
	if c, ok := object[*model.Channel](r); ok {
		encrypt(c, keyed(r, "kms_master_key_id", model.Unencrypted))
	}
}

// linkSubscription adapts aws_sns_topic_subscription: a trigger where a function or queue subscribes, a delivery
// where an address does. Mail, text messages and phones are neither.
func linkSubscription(r resource) {
	protocol := r.str("protocol")
	name, known := protocol.Get()
	switch {
	case name == "http" || name == "https":
		addDelivery(r, name)
	case !known || name == "lambda" || name == "sqs" || name == "firehose":
		addSubscription(r)
	}
}

func addSubscription(r resource) {
	t := &model.Trigger{
		Head:        r.headNamed("endpoint"),
		Kind:        model.Subscription,
		Source:      linkTo[*model.Channel](r, "topic_arn"),
		Function:    functionNamed(r, "endpoint"),
		Channel:     linkTo[*model.Channel](r, "endpoint"),
		Filtered:    narrowsEvents(r.str("filter_policy")),
		FilterPlace: r.place("filter_policy"),
		DeadLetter:  redrive(r),
		Enabled:     model.Known(true, r.place("")),
	}
	r.b.sys.Triggers = append(r.b.sys.Triggers, t)
}

// addDelivery adds a subscription of an address. SNS can log in at it with a name and password in its URL (SNS
// developer guide, "HTTP/HTTPS endpoints"); otherwise only the receiver's own check of the signature, which no
// plan shows, tells events from forgeries.
func addDelivery(r resource, protocol string) {
	address := r.str("endpoint")
	d := &model.Delivery{
		Head:  r.headNamed("endpoint"),
		Kind:  model.TopicDelivery,
		URL:   address,
		Plain: model.Of(protocol == "http"),
		Place: r.place("protocol"),
		Unverified: address.Match(func(s string) bool {
			u, err := url.Parse(s)
			return err != nil || u.User == nil
		}),
	}
	if text, ok := address.Get(); ok && strings.HasPrefix(text, "http:") {
		d.Plain, d.Place = model.True(), address.Place
	}
	r.b.sys.Deliveries = append(r.b.sys.Deliveries, d)
	addLiteral(r, "subscription endpoint", "endpoint", address, true)
}

// makePlatformApplication adapts aws_sns_platform_application, which holds the credentials of a push service.
func makePlatformApplication(r resource) {
	v := r.str("platform_credential")
	if model.Never(v.IsSet()) {
		return
	}
	r.b.sys.Texts = append(r.b.sys.Texts, &model.Text{
		Head: r.head(), Place: v.Place, Kind: "platform credential", Name: "platform_credential", Value: v, Meant: true,
		From: r.b.provenance(r.b.plan.Resolve(r.Resource, "platform_credential")),
	})
}
