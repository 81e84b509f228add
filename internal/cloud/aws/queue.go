package aws

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// ensureQueue brings a dead-letter queue to what is wanted; want.Key is a real ARN.
func (d *Deployer) ensureQueue(ctx context.Context, l *ledger, want harden.Queue) error {
	url := l.id(queueObject)
	have, err := d.readQueue(ctx, url)
	if url == "" || gone(err) {
		url, err = d.createQueue(ctx, l, want)
		if err == nil {
			have, err = d.readQueue(ctx, url)
		}
	}
	if err == nil {
		err = d.updateQueue(ctx, url, have, want)
	}
	if err != nil {
		return fmt.Errorf("queue %s: %w", want.Name, err)
	}
	return nil
}

func queueAttributes(q harden.Queue) map[string]string {
	return map[string]string{
		string(types.QueueAttributeNameMessageRetentionPeriod): strconv.Itoa(q.Retention),
		string(types.QueueAttributeNameKmsMasterKeyId):         q.Key,
		string(types.QueueAttributeNamePolicy):                 q.Policy.String(),
	}
}

// createQueue makes a queue. SQS keeps the name of a deleted one for 60 seconds.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
func (d *Deployer) createQueue(ctx context.Context, l *ledger, want harden.Queue) (url string, err error) {
	kept := func(err error) bool {
		return is(err, "QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently")
	}
	err = d.retry(ctx, "SQS to give the name "+want.Name+" free", queueLimit, kept, func() error {
		// CreateQueue answers with a queue of the same name and attributes as if it were new: look before.
		found, err := d.SQS.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &want.Name})
		if err == nil {
			url = awssdk.ToString(found.QueueUrl)
			return d.adoptQueue(ctx, l, url)
		}
		if !gone(err) {
			return err
		}
		l.begin(queueObject, want.Name)
		made, err := d.SQS.CreateQueue(ctx, &sqs.CreateQueueInput{
			QueueName: &want.Name, Attributes: queueAttributes(want), Tags: l.tags(),
		})
		if err == nil {
			url = awssdk.ToString(made.QueueUrl)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("create: %w", err)
	}
	l.made(queueObject, url)
	return url, nil
}

func (d *Deployer) adoptQueue(ctx context.Context, l *ledger, url string) error {
	out, err := d.SQS.ListQueueTags(ctx, &sqs.ListQueueTagsInput{QueueUrl: &url})
	if err != nil {
		return err
	}
	if !l.owns(out.Tags) {
		return errForeign
	}
	return nil
}

// updateQueue sets what differs, and waits until SQS shows it: a change may take a minute.
func (d *Deployer) updateQueue(ctx context.Context, url string, have, want harden.Queue) error {
	change := map[string]string{}
	old := queueAttributes(have)
	for name, value := range queueAttributes(want) {
		if old[name] != value {
			change[name] = value
		}
	}
	if len(change) == 0 {
		return nil
	}
	if _, err := d.SQS.SetQueueAttributes(ctx, &sqs.SetQueueAttributesInput{QueueUrl: &url, Attributes: change}); err != nil {
		return fmt.Errorf("set attributes: %w", err)
	}
	return d.await(ctx, "queue "+want.Name+" to show its new attributes", queueLimit, func() (bool, string, error) {
		now, err := d.readQueue(ctx, url)
		return maps.Equal(queueAttributes(now), queueAttributes(want)), "the old ones show", err
	})
}

func (d *Deployer) readQueue(ctx context.Context, url string) (harden.Queue, error) {
	if url == "" {
		return harden.Queue{}, nil
	}
	out, err := d.SQS.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{
		QueueUrl: &url, AttributeNames: []types.QueueAttributeName{types.QueueAttributeNameAll},
	})
	if err != nil {
		return harden.Queue{}, err
	}
	a := out.Attributes
	retention, err := strconv.Atoi(a[string(types.QueueAttributeNameMessageRetentionPeriod)])
	if err != nil {
		return harden.Queue{}, fmt.Errorf("read retention: %w", err)
	}
	return harden.Queue{
		Name: nameOf(a[string(types.QueueAttributeNameQueueArn)]), Retention: retention,
		Key:    a[string(types.QueueAttributeNameKmsMasterKeyId)],
		Policy: lenient(a[string(types.QueueAttributeNamePolicy)]),
	}, nil
}

func (d *Deployer) deleteQueue(ctx context.Context, l *ledger, url string) error {
	_, err := d.SQS.DeleteQueue(ctx, &sqs.DeleteQueueInput{QueueUrl: &url})
	if unlessGone(err) != nil {
		return fmt.Errorf("delete queue %s: %w", url, err)
	}
	l.removed(queueObject, url)
	return nil
}

func (d *Deployer) tagQueue(ctx context.Context, url string, set map[string]string, remove []string) error {
	if len(set) > 0 {
		if _, err := d.SQS.TagQueue(ctx, &sqs.TagQueueInput{QueueUrl: &url, Tags: set}); err != nil {
			return fmt.Errorf("tag queue %s: %w", url, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.SQS.UntagQueue(ctx, &sqs.UntagQueueInput{QueueUrl: &url, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag queue %s: %w", url, err)
		}
	}
	return nil
}

// ensureQueueStatement merges a statement into the policy of a queue that somebody else owns, by its sid. The policy is
// read just before it is written, and again after: SQS takes whole policies only, and another writer may have been faster.
func (d *Deployer) ensureQueueStatement(ctx context.Context, l *ledger, queueARN string, want harden.Statement) error {
	fail := func(err error) error {
		return fmt.Errorf("add statement %s to the policy of %s: %w", want.Sid, queueARN, err)
	}
	l.made(queueGrantObject, queueARN+" "+want.Sid)
	for range 5 {
		url, policy, err := d.queuePolicy(ctx, queueARN)
		if err != nil {
			return fail(err)
		}
		if there, err := harden.HasStatement(policy, want); err != nil || there {
			if err != nil {
				return fail(err)
			}
			return nil
		}
		merged, err := harden.MergeStatement(policy, want)
		if err == nil {
			err = d.setQueuePolicy(ctx, url, merged)
		}
		if err != nil {
			return fail(err)
		}
		if err := d.clock.Sleep(ctx, firstPause); err != nil {
			return fail(err)
		}
	}
	return fail(errors.New("it does not stay: others keep overwriting the policy, or SQS is slow to show it"))
}

// removeQueueStatement takes a statement out of a queue's policy and leaves all others.
func (d *Deployer) removeQueueStatement(ctx context.Context, l *ledger, queueARN, sid string) error {
	url, policy, err := d.queuePolicy(ctx, queueARN)
	if err == nil {
		var rest string
		var found bool
		if rest, found, err = harden.DropStatement(policy, sid); err == nil && found {
			err = d.setQueuePolicy(ctx, url, rest)
		}
	}
	if unlessGone(err) != nil {
		return fmt.Errorf("take statement %s out of the policy of %s: %w", sid, queueARN, err)
	}
	l.removed(queueGrantObject, queueARN+" "+sid)
	return nil
}

func (d *Deployer) queuePolicy(ctx context.Context, queueARN string) (url, policy string, err error) {
	found, err := d.SQS.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{
		QueueName: text(nameOf(queueARN)), QueueOwnerAWSAccountId: text(accountOf(queueARN)),
	})
	if err != nil {
		return "", "", err
	}
	out, err := d.SQS.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{
		QueueUrl: found.QueueUrl, AttributeNames: []types.QueueAttributeName{types.QueueAttributeNamePolicy},
	})
	if err != nil {
		return "", "", err
	}
	return awssdk.ToString(found.QueueUrl), out.Attributes[string(types.QueueAttributeNamePolicy)], nil
}

func (d *Deployer) setQueuePolicy(ctx context.Context, url, policy string) error {
	_, err := d.SQS.SetQueueAttributes(ctx, &sqs.SetQueueAttributesInput{
		QueueUrl: &url, Attributes: map[string]string{string(types.QueueAttributeNamePolicy): policy},
	})
	return err
}
