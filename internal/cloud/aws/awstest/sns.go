package awstest

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Topic is an SNS topic.
type Topic struct {
	Attributes map[string]string // those that can be set
	Tags       map[string]string
}

// Subscription is an SNS subscription.
type Subscription struct {
	Topic, Protocol, Endpoint string
	Attributes                map[string]string // those that can be set
}

func snsHandlers() map[string]handler {
	return map[string]handler{
		"sns.GetTopicAttributes":        (*World).getTopicAttributes,
		"sns.SetTopicAttributes":        (*World).setTopicAttributes,
		"sns.Subscribe":                 (*World).subscribe,
		"sns.GetSubscriptionAttributes": (*World).getSubscription,
		"sns.SetSubscriptionAttributes": (*World).setSubscription,
		"sns.Unsubscribe":               (*World).unsubscribe,
		"sns.ListSubscriptionsByTopic":  (*World).listSubscriptions,
		"sns.ListTagsForResource":       (*World).listTopicTags,
	}
}

// AddTopic makes a topic as a fixture, and gives its ARN.
func (w *World) AddTopic(name string) string {
	arn := w.arn("sns", name)
	w.Topics[arn] = &Topic{Attributes: map[string]string{}, Tags: map[string]string{}}
	return arn
}

func (w *World) topic(arn string) (*Topic, error) {
	if t, ok := w.Topics[arn]; ok {
		return t, nil
	}
	return nil, fail("NotFoundException", "Topic does not exist")
}

func (w *World) getTopicAttributes(in wire.Values) (wire.Values, error) {
	arn := in.Str("TopicArn")
	t, err := w.topic(arn)
	if err != nil {
		return nil, err
	}
	all := maps.Clone(t.Attributes)
	all["TopicArn"], all["Owner"] = arn, w.Account
	all["SubscriptionsConfirmed"] = "0"
	return wire.Values{"Attributes": all}, nil
}

func (w *World) setTopicAttributes(in wire.Values) (wire.Values, error) {
	t, err := w.topic(in.Str("TopicArn"))
	if err != nil {
		return nil, err
	}
	key, value := in.Str("AttributeName"), in.Str("AttributeValue")
	if key == "Policy" {
		if err := checkChannelPolicy(value, snsInvalid("Policy statement action out of service scope!")); err != nil {
			return nil, err
		}
	}
	t.Attributes[key] = value
	return nil, nil
}

func snsInvalid(format string, args ...any) error {
	return fail("InvalidParameterException", "Invalid parameter: "+format, args...)
}

func (w *World) subscribe(in wire.Values) (wire.Values, error) {
	arn := in.Str("TopicArn")
	if _, err := w.topic(arn); err != nil {
		return nil, err
	}
	s := &Subscription{Topic: arn, Protocol: in.Str("Protocol"), Endpoint: in.Str("Endpoint"), Attributes: map[string]string{}}
	if err := w.checkEndpoint(s); err != nil {
		return nil, err
	}
	if err := w.setSubscriptionAttributes(s, in.StrMap("Attributes")); err != nil {
		return nil, err
	}
	for id, other := range w.Subscriptions {
		if other.Topic == s.Topic && other.Protocol == s.Protocol && other.Endpoint == s.Endpoint {
			// https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
			if !maps.Equal(other.Attributes, s.Attributes) {
				return nil, snsInvalid("Attributes Reason: Subscription already exists with different attributes")
			}
			return wire.Values{"SubscriptionArn": id}, nil
		}
	}
	id := arn + ":" + w.uuid("subscription")
	w.Subscriptions[id] = s
	return wire.Values{"SubscriptionArn": id}, nil
}

func (w *World) checkEndpoint(s *Subscription) error {
	switch s.Protocol {
	case "lambda":
		if !strings.HasPrefix(s.Endpoint, "arn:aws:lambda:") {
			return snsInvalid("Lambda endpoint ARN")
		}
	case "sqs":
		if !strings.HasPrefix(s.Endpoint, "arn:aws:sqs:") {
			return snsInvalid("SQS endpoint ARN")
		}
	case "http", "https", "email", "email-json", "sms", "application", "firehose":
	default:
		return snsInvalid("Amazon SNS does not support this protocol string: %s", s.Protocol)
	}
	return nil
}

// setSubscriptionAttributes: https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
func (w *World) setSubscriptionAttributes(s *Subscription, attributes map[string]string) error {
	for _, key := range sortedKeys(attributes) {
		value := attributes[key]
		var err error
		switch key {
		case "FilterPolicy":
			err = checkFilterPolicy(value)
		case "FilterPolicyScope":
			if value != "MessageAttributes" && value != "MessageBody" {
				err = snsInvalid("FilterPolicyScope: Invalid value [%s]. Please use either MessageBody or MessageAttributes", value)
			}
		case "RedrivePolicy":
			err = w.checkTopicRedrive(value)
		case "DeliveryPolicy", "RawMessageDelivery", "SubscriptionRoleArn", "ReplayPolicy":
		default:
			err = snsInvalid("AttributeName")
		}
		if err != nil {
			return err
		}
		s.Attributes[key] = value
		if value == "" || key == "FilterPolicy" && value == "{}" {
			delete(s.Attributes, key)
		}
	}
	return nil
}

func checkFilterPolicy(text string) error {
	var policy map[string]any
	if text != "" && json.Unmarshal([]byte(text), &policy) != nil {
		return snsInvalid("FilterPolicy: failed to parse JSON.")
	}
	return nil
}

func (w *World) checkTopicRedrive(text string) error {
	var p struct {
		DeadLetterTargetArn string `json:"deadLetterTargetArn"`
	}
	if text == "" {
		return nil
	}
	if json.Unmarshal([]byte(text), &p) != nil {
		return snsInvalid("RedrivePolicy: failed to parse JSON.")
	}
	if _, ok := w.Queues[lastPart(p.DeadLetterTargetArn)]; !ok {
		return snsInvalid("RedrivePolicy: deadLetterTargetArn does not refer to an existing queue")
	}
	return nil
}

func (w *World) subscription(in wire.Values) (*Subscription, error) {
	if s, ok := w.Subscriptions[in.Str("SubscriptionArn")]; ok {
		return s, nil
	}
	return nil, fail("NotFoundException", "Subscription does not exist")
}

func (w *World) getSubscription(in wire.Values) (wire.Values, error) {
	s, err := w.subscription(in)
	if err != nil {
		return nil, err
	}
	all := map[string]string{"RawMessageDelivery": "false"}
	if s.Attributes["FilterPolicy"] != "" {
		all["FilterPolicyScope"] = "MessageAttributes"
	}
	maps.Copy(all, s.Attributes)
	maps.Copy(all, map[string]string{
		"SubscriptionArn": in.Str("SubscriptionArn"), "TopicArn": s.Topic, "Protocol": s.Protocol, "Endpoint": s.Endpoint,
		"Owner": w.Account, "PendingConfirmation": "false", "ConfirmationWasAuthenticated": "true",
	})
	return wire.Values{"Attributes": all}, nil
}

func (w *World) setSubscription(in wire.Values) (wire.Values, error) {
	s, err := w.subscription(in)
	if err != nil {
		return nil, err
	}
	return nil, w.setSubscriptionAttributes(s, map[string]string{in.Str("AttributeName"): in.Str("AttributeValue")})
}

// unsubscribe says nothing about a subscription that isn't there, as AWS does.
func (w *World) unsubscribe(in wire.Values) (wire.Values, error) {
	delete(w.Subscriptions, in.Str("SubscriptionArn"))
	return nil, nil
}

func (w *World) listSubscriptions(in wire.Values) (wire.Values, error) {
	if _, err := w.topic(in.Str("TopicArn")); err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, id := range sortedKeys(w.Subscriptions) {
		if s := w.Subscriptions[id]; s.Topic == in.Str("TopicArn") {
			out = append(out, wire.Values{
				"SubscriptionArn": id, "Owner": w.Account, "Protocol": s.Protocol, "Endpoint": s.Endpoint, "TopicArn": s.Topic,
			})
		}
	}
	return page(w, in, "Subscriptions", out, snsPaging())
}

func (w *World) listTopicTags(in wire.Values) (wire.Values, error) {
	t, err := w.topic(in.Str("ResourceArn"))
	if err != nil {
		return nil, err
	}
	return wire.Values{"Tags": tagsToList(t.Tags, "Key", "Value")}, nil
}
