package aws

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// ensureLogGroup brings the log group to what is wanted; want.Key is a real ARN. A group that is there already, of an
// earlier function of the name, is used and set right, but stays when the resource goes: its logs are older.
func (d *Deployer) ensureLogGroup(ctx context.Context, l *ledger, scope harden.Scope, want harden.LogGroup) error {
	have, err := d.readLogGroup(ctx, want.Name)
	if err == nil && have == nil {
		have, err = d.createLogGroup(ctx, l, scope, want)
	} else if err == nil && l.id(logGroupObject) == "" && l.id(foreignLogGroup) == "" {
		err = d.adoptLogGroup(ctx, l, scope, want.Name)
	}
	if err == nil {
		err = d.updateLogGroup(ctx, have, want)
	}
	if err != nil {
		return fmt.Errorf("log group %s: %w", want.Name, err)
	}
	return nil
}

// keyNotReady tells that CloudWatch Logs does not know a new key, or its policy, yet.
func keyNotReady(err error) bool {
	return says(err, "InvalidParameterException", "kms", "key")
}

func (d *Deployer) createLogGroup(ctx context.Context, l *ledger, scope harden.Scope, want harden.LogGroup) (*harden.LogGroup, error) {
	l.begin(logGroupObject, want.Name)
	err := d.retry(ctx, "CloudWatch Logs to know key "+want.Key, spreadLimit, keyNotReady, func() error {
		_, err := d.Logs.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{
			LogGroupName: &want.Name, KmsKeyId: text(want.Key), Tags: l.tags(),
		})
		return err
	})
	if exists(err) {
		if err := d.adoptLogGroup(ctx, l, scope, want.Name); err != nil {
			return nil, err
		}
		return d.readLogGroup(ctx, want.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("create: %w", err)
	}
	l.made(logGroupObject, want.Name)
	return &harden.LogGroup{Name: want.Name, Key: want.Key}, nil
}

// adoptLogGroup tells a group that this resource made, in a call whose answer was lost, from one that was there before.
func (d *Deployer) adoptLogGroup(ctx context.Context, l *ledger, scope harden.Scope, name string) error {
	group := harden.LogGroup{Name: name}
	out, err := d.Logs.ListTagsForResource(ctx, &cloudwatchlogs.ListTagsForResourceInput{ResourceArn: text(group.ARN(scope))})
	if err != nil {
		return err
	}
	if l.owns(out.Tags) {
		l.made(logGroupObject, name)
		return nil
	}
	found, err := d.readLogGroup(ctx, name)
	if err != nil {
		return err
	}
	if found != nil {
		l.made(formerLogGroup, strconv.Itoa(found.Retention)+" "+found.Key)
	}
	l.made(foreignLogGroup, name)
	return nil
}

// releaseLogGroup gives a group that was there before its retention and key back: the resource's own key is about to go.
func (d *Deployer) releaseLogGroup(ctx context.Context, l *ledger, name string) error {
	days, key, _ := strings.Cut(l.id(formerLogGroup), " ")
	err := d.restoreRetention(ctx, name, days)
	if err == nil && key != "" {
		_, err = d.Logs.AssociateKmsKey(ctx, &cloudwatchlogs.AssociateKmsKeyInput{LogGroupName: &name, KmsKeyId: &key})
	}
	if err == nil && key == "" || keyNotReady(err) { // the former key is gone
		_, err = d.Logs.DisassociateKmsKey(ctx, &cloudwatchlogs.DisassociateKmsKeyInput{LogGroupName: &name})
	}
	if unlessGone(err) != nil {
		return fmt.Errorf("give log group %s back: %w", name, err)
	}
	l.removed(foreignLogGroup, name)
	return nil
}

// restoreRetention sets what was found: "0" is for ever, "" was not recorded, since the resource was imported.
func (d *Deployer) restoreRetention(ctx context.Context, name, days string) error {
	switch n, err := strconv.Atoi(days); {
	case err != nil:
		return nil //nolint:nilerr // nothing was recorded, so nothing is restored
	case n == 0:
		_, err := d.Logs.DeleteRetentionPolicy(ctx, &cloudwatchlogs.DeleteRetentionPolicyInput{LogGroupName: &name})
		return err
	default:
		_, err := d.Logs.PutRetentionPolicy(ctx, &cloudwatchlogs.PutRetentionPolicyInput{LogGroupName: &name, RetentionInDays: number(n)})
		return err
	}
}

func (d *Deployer) updateLogGroup(ctx context.Context, have *harden.LogGroup, want harden.LogGroup) error {
	if have == nil || have.Retention != want.Retention {
		if _, err := d.Logs.PutRetentionPolicy(ctx, &cloudwatchlogs.PutRetentionPolicyInput{
			LogGroupName: &want.Name, RetentionInDays: number(want.Retention),
		}); err != nil {
			return fmt.Errorf("set retention: %w", err)
		}
	}
	if have == nil || have.Key != want.Key {
		err := d.retry(ctx, "CloudWatch Logs to know key "+want.Key, spreadLimit, keyNotReady, func() error {
			_, err := d.Logs.AssociateKmsKey(ctx, &cloudwatchlogs.AssociateKmsKeyInput{
				LogGroupName: &want.Name, KmsKeyId: text(want.Key),
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("set key: %w", err)
		}
	}
	return nil
}

// readLogGroup gives nil when there is no such group.
func (d *Deployer) readLogGroup(ctx context.Context, name string) (*harden.LogGroup, error) {
	groups := cloudwatchlogs.NewDescribeLogGroupsPaginator(d.Logs, &cloudwatchlogs.DescribeLogGroupsInput{LogGroupNamePrefix: &name})
	for groups.HasMorePages() {
		page, err := groups.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, g := range page.LogGroups {
			if awssdk.ToString(g.LogGroupName) == name {
				return logGroup(g), nil
			}
		}
	}
	return nil, nil
}

func logGroup(g types.LogGroup) *harden.LogGroup {
	return &harden.LogGroup{
		Name: awssdk.ToString(g.LogGroupName), Retention: intOf(g.RetentionInDays), Key: awssdk.ToString(g.KmsKeyId),
	}
}

func (d *Deployer) deleteLogGroup(ctx context.Context, l *ledger, name string) error {
	_, err := d.Logs.DeleteLogGroup(ctx, &cloudwatchlogs.DeleteLogGroupInput{LogGroupName: &name})
	if unlessGone(err) != nil {
		return fmt.Errorf("delete log group %s: %w", name, err)
	}
	l.removed(logGroupObject, name)
	return nil
}

func (d *Deployer) tagLogGroup(ctx context.Context, name string, set map[string]string, remove []string) error {
	scope, err := d.Scope(ctx)
	if err != nil {
		return err
	}
	group := harden.LogGroup{Name: name}
	arn := text(group.ARN(scope))
	if len(set) > 0 {
		if _, err := d.Logs.TagResource(ctx, &cloudwatchlogs.TagResourceInput{ResourceArn: arn, Tags: set}); err != nil {
			return fmt.Errorf("tag log group %s: %w", name, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.Logs.UntagResource(ctx, &cloudwatchlogs.UntagResourceInput{ResourceArn: arn, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag log group %s: %w", name, err)
		}
	}
	return nil
}
