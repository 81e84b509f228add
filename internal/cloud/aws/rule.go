package aws

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
)

func ruleTag(k, v string) types.Tag           { return types.Tag{Key: &k, Value: &v} }
func ruleTagParts(t types.Tag) (k, v *string) { return t.Key, t.Value }

func (d *Deployer) tagRule(ctx context.Context, arn string, set map[string]string, remove []string) error {
	if len(set) > 0 {
		if _, err := d.Events.TagResource(ctx, &eventbridge.TagResourceInput{ResourceARN: &arn, Tags: tagList(set, ruleTag)}); err != nil {
			return fmt.Errorf("tag %s: %w", arn, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.Events.UntagResource(ctx, &eventbridge.UntagResourceInput{ResourceARN: &arn, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag %s: %w", arn, err)
		}
	}
	return nil
}
