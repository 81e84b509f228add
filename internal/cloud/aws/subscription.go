package aws

import (
	"context"
	"encoding/json"
	"fmt"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// ensureSubscription brings the subscription to what is wanted.
func (d *Deployer) ensureSubscription(ctx context.Context, l *ledger, t *harden.Trigger) error {
	arn := l.id(subscriptionObject)
	have, err := d.readSubscription(ctx, arn)
	if arn == "" || gone(err) || err == nil && (have.Subscription.Topic != t.Subscription.Topic || have.Function != t.Function) {
		if arn != "" {
			if err := d.deleteSubscription(ctx, l, arn); err != nil {
				return err
			}
		}
		return d.subscribe(ctx, l, t)
	}
	if err == nil {
		err = d.updateSubscription(ctx, arn, have, t)
	}
	if err != nil {
		return fmt.Errorf("subscription to %s: %w", t.Subscription.Topic, err)
	}
	return nil
}

// subscribe makes the subscription. One of the function to the topic that was there before is somebody else's, unless an
// earlier attempt of this resource was not answered: there can be only one.
func (d *Deployer) subscribe(ctx context.Context, l *ledger, t *harden.Trigger) error {
	fail := func(err error) error { return fmt.Errorf("subscribe to %s: %w", t.Subscription.Topic, err) }
	found, err := d.findSubscription(ctx, t.Subscription.Topic, t.Function)
	if err != nil {
		return fail(err)
	}
	if found != "" {
		if l.id(subscriptionObject+begun) == "" {
			return fail(errForeign)
		}
		l.made(subscriptionObject, found)
		return d.ensureSubscription(ctx, l, t)
	}
	l.begin(subscriptionObject, t.Subscription.Topic+" "+t.Function)
	attributes := map[string]string{}
	for _, a := range subscriptionAttributes(t) {
		if a.value != "{}" {
			attributes[a.name] = a.value
		}
	}
	out, err := d.SNS.Subscribe(ctx, &sns.SubscribeInput{
		TopicArn: &t.Subscription.Topic, Protocol: text("lambda"), Endpoint: &t.Function, ReturnSubscriptionArn: true,
		Attributes: attributes,
	})
	if err != nil {
		return fail(err)
	}
	l.made(subscriptionObject, awssdk.ToString(out.SubscriptionArn))
	return nil
}

type attribute struct{ name, value string }

// subscriptionAttributes are in the order in which SNS takes them: the scope before the policy.
func subscriptionAttributes(t *harden.Trigger) []attribute {
	redrive, err := json.Marshal(map[string]string{"deadLetterTargetArn": t.DeadLetter.ARN})
	if err != nil {
		redrive = nil // a map of strings can always be written
	}
	all := []attribute{{"RedrivePolicy", string(redrive)}}
	if t.Subscription.Filter == "" {
		return append(all, attribute{"FilterPolicy", "{}"}) // SNS's word for none
	}
	return append(all, attribute{"FilterPolicyScope", t.Subscription.FilterOn}, attribute{"FilterPolicy", t.Subscription.Filter})
}

func (d *Deployer) updateSubscription(ctx context.Context, arn string, have, want *harden.Trigger) error {
	old := map[string]string{}
	for _, a := range subscriptionAttributes(have) {
		old[a.name] = a.value
	}
	for _, a := range subscriptionAttributes(want) {
		if old[a.name] == a.value {
			continue
		}
		if _, err := d.SNS.SetSubscriptionAttributes(ctx, &sns.SetSubscriptionAttributesInput{
			SubscriptionArn: &arn, AttributeName: &a.name, AttributeValue: &a.value,
		}); err != nil {
			return fmt.Errorf("set %s: %w", a.name, err)
		}
	}
	return nil
}

func (d *Deployer) findSubscription(ctx context.Context, topic, endpoint string) (string, error) {
	pages := sns.NewListSubscriptionsByTopicPaginator(d.SNS, &sns.ListSubscriptionsByTopicInput{TopicArn: &topic})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return "", err
		}
		for _, s := range page.Subscriptions {
			if awssdk.ToString(s.Protocol) == "lambda" && awssdk.ToString(s.Endpoint) == endpoint {
				return awssdk.ToString(s.SubscriptionArn), nil
			}
		}
	}
	return "", nil
}

func (d *Deployer) readSubscription(ctx context.Context, arn string) (*harden.Trigger, error) {
	if arn == "" {
		return nil, nil
	}
	out, err := d.SNS.GetSubscriptionAttributes(ctx, &sns.GetSubscriptionAttributesInput{SubscriptionArn: &arn})
	if err != nil {
		return nil, err
	}
	a := out.Attributes
	t := &harden.Trigger{
		Function: a["Endpoint"], Subscription: &harden.Subscription{Topic: a["TopicArn"]},
	}
	if filter := harden.NormalJSON(a["FilterPolicy"]); filter != "" && filter != "{}" {
		t.Subscription.Filter, t.Subscription.FilterOn = filter, a["FilterPolicyScope"]
		if t.Subscription.FilterOn == "" {
			t.Subscription.FilterOn = "MessageAttributes" // SNS's default
		}
	}
	var redrive struct {
		Target string `json:"deadLetterTargetArn"`
	}
	if text := a["RedrivePolicy"]; text != "" {
		if err := json.Unmarshal([]byte(text), &redrive); err != nil {
			return nil, fmt.Errorf("read redrive policy: %w", err)
		}
	}
	t.DeadLetter.ARN = redrive.Target
	return t, nil
}

func (d *Deployer) deleteSubscription(ctx context.Context, l *ledger, arn string) error {
	_, err := d.SNS.Unsubscribe(ctx, &sns.UnsubscribeInput{SubscriptionArn: &arn})
	if unlessGone(err) != nil {
		return fmt.Errorf("delete subscription %s: %w", arn, err)
	}
	l.removed(subscriptionObject, arn)
	return nil
}
