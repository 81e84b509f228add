package aws

import (
	"net/url"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeTopic adapts aws_sns_topic. Without a key, SNS does not encrypt with a key of the account (SNS developer
// guide, "Securing Amazon SNS data with server-side encryption").
func makeTopic(r resource) { addChannel(r, model.Topic, r.Head()) }

func linkTopic(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(c, keyed(r, "kms_master_key_id", model.Unencrypted))
	}
}

// linkSubscription adapts aws_sns_topic_subscription: a trigger where a function or queue subscribes, a delivery
// where an address does. Mail, text messages and phones are neither.
func linkSubscription(r resource) {
	protocol := r.Str("protocol")
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
		Head:        r.HeadNamed("endpoint"),
		Kind:        model.Subscription,
		Source:      base.Link[*model.Channel](r, "topic_arn"),
		Function:    functionNamed(r, "endpoint"),
		Channel:     base.Link[*model.Channel](r, "endpoint"),
		Filtered:    narrowsEvents(r.Str("filter_policy")),
		FilterPlace: r.Place("filter_policy"),
		DeadLetter:  redrive(r),
		Enabled:     model.Known(true, r.Place("")),
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// addDelivery adds a subscription of an address. SNS can log in at it with a name and password in its URL (SNS
// developer guide, "HTTP/HTTPS endpoints"); otherwise only the receiver's own check of the signature, which no
// plan shows, tells events from forgeries.
func addDelivery(r resource, protocol string) {
	address := r.Str("endpoint")
	d := &model.Delivery{
		Head:  r.HeadNamed("endpoint"),
		Kind:  model.TopicDelivery,
		URL:   address,
		Plain: model.Of(protocol == "http"),
		Place: r.Place("protocol"),
		Unverified: address.Match(func(s string) bool {
			u, err := url.Parse(s)
			return err != nil || u.User == nil
		}),
	}
	if text, ok := address.Get(); ok && strings.HasPrefix(text, "http:") {
		d.Plain, d.Place = model.True(), address.Place
	}
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, d)
	addLiteral(r, "subscription endpoint", "endpoint", address, true)
}

// makePlatformApplication adapts aws_sns_platform_application, which holds the credentials of a push service.
func makePlatformApplication(r resource) {
	v := r.Str("platform_credential")
	if model.Never(v.IsSet()) {
		return
	}
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: v.Place, Kind: "platform credential", Name: "platform_credential", Value: v, Meant: true,
		From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, "platform_credential")),
	})
}
