package aws

import (
	"context"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// ensureBucket lets a bucket tell EventBridge of its events. The bucket's other notifications are written back as they
// were read just before.
func (d *Deployer) ensureBucket(ctx context.Context, l *ledger, bucket string) error {
	defer d.locks.hold("bucket " + bucket)()
	have, err := d.notifications(ctx, bucket)
	if err != nil {
		return fmt.Errorf("read notifications of bucket %s: %w", bucket, err)
	}
	if have.EventBridgeConfiguration != nil {
		return nil // on already, perhaps for others: then it is theirs to switch off
	}
	l.made(bucketObject, bucket)
	have.EventBridgeConfiguration = &types.EventBridgeConfiguration{}
	if err := d.notify(ctx, bucket, have); err != nil {
		return fmt.Errorf("let bucket %s tell EventBridge of its events: %w", bucket, err)
	}
	return nil
}

func (d *Deployer) notifications(ctx context.Context, bucket string) (*types.NotificationConfiguration, error) {
	out, err := d.S3.GetBucketNotificationConfiguration(ctx, &s3.GetBucketNotificationConfigurationInput{Bucket: &bucket})
	if err != nil {
		return nil, err
	}
	return &types.NotificationConfiguration{
		EventBridgeConfiguration: out.EventBridgeConfiguration, LambdaFunctionConfigurations: out.LambdaFunctionConfigurations,
		QueueConfigurations: out.QueueConfigurations, TopicConfigurations: out.TopicConfigurations,
	}, nil
}

// notify writes the notifications. Their destinations are others' business and are not checked once more.
func (d *Deployer) notify(ctx context.Context, bucket string, to *types.NotificationConfiguration) error {
	conflict := func(err error) bool {
		return is(err, "OperationAborted") || says(err, "InvalidArgument", "unable to validate the following destination")
	}
	return d.retry(ctx, "bucket "+bucket+" to take its notifications", spreadLimit, conflict, func() error {
		_, err := d.S3.PutBucketNotificationConfiguration(ctx, &s3.PutBucketNotificationConfigurationInput{
			Bucket: &bucket, NotificationConfiguration: to, SkipDestinationValidation: awssdk.Bool(true),
		})
		return err
	})
}

// releaseBucket switches EventBridge off again if this trigger switched it on, and no rule takes the bucket's events any
// more.
func (d *Deployer) releaseBucket(ctx context.Context, l *ledger, bucket string) error {
	defer d.locks.hold("bucket " + bucket)()
	used, err := d.bucketUsed(ctx, bucket)
	if err == nil && !used {
		err = d.silence(ctx, bucket)
	}
	if unlessGone(err) != nil {
		return fmt.Errorf("let bucket %s no longer tell EventBridge of its events: %w", bucket, err)
	}
	l.removed(bucketObject, bucket)
	return nil
}

func (d *Deployer) silence(ctx context.Context, bucket string) error {
	have, err := d.notifications(ctx, bucket)
	if err != nil || have.EventBridgeConfiguration == nil {
		return err
	}
	have.EventBridgeConfiguration = nil
	return d.notify(ctx, bucket, have)
}

// bucketUsed tells whether a rule on the default bus may take the bucket's events: one that names it, or that takes S3's
// events without naming a bucket.
func (d *Deployer) bucketUsed(ctx context.Context, bucket string) (bool, error) {
	in := &eventbridge.ListRulesInput{EventBusName: text("default")}
	for {
		out, err := d.Events.ListRules(ctx, in)
		if err != nil {
			return false, err
		}
		for _, r := range out.Rules {
			pattern := awssdk.ToString(r.EventPattern)
			if strings.Contains(pattern, `"`+bucket+`"`) || strings.Contains(pattern, `"aws.s3"`) && !strings.Contains(pattern, `"bucket"`) {
				return true, nil
			}
		}
		if out.NextToken == nil {
			return false, nil
		}
		in.NextToken = out.NextToken
	}
}
