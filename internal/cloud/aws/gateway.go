package aws

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/apigateway"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// apiARN is how API Gateway's own calls refer to an API: without an account.
func apiARN(s harden.Scope, path string) string {
	return "arn:" + s.Partition + ":apigateway:" + s.Region + "::" + path
}

func (d *Deployer) tagAPI(ctx context.Context, id string, set map[string]string, remove []string) error {
	scope, err := d.Scope(ctx)
	if err != nil {
		return err
	}
	arn := apiARN(scope, "/restapis/"+id)
	if len(set) > 0 {
		if _, err := d.Gateway.TagResource(ctx, &apigateway.TagResourceInput{ResourceArn: &arn, Tags: set}); err != nil {
			return fmt.Errorf("tag API %s: %w", id, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.Gateway.UntagResource(ctx, &apigateway.UntagResourceInput{ResourceArn: &arn, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag API %s: %w", id, err)
		}
	}
	return nil
}
