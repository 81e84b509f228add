package aws

import (
	"context"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// openGrants finds the statements of the policies of a function and its alias that let anyone run it. Each is given as
// its id, and one on the alias with the alias before it.
func (d *Deployer) openGrants(ctx context.Context, function, alias string) ([]string, error) {
	qualifiers := []string{""}
	if alias != "" {
		qualifiers = append(qualifiers, alias)
	}
	var open []string
	for _, qualifier := range qualifiers {
		out, err := d.Lambda.GetPolicy(ctx, &lambda.GetPolicyInput{FunctionName: &function, Qualifier: text(qualifier)})
		if gone(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, s := range lenient(awssdk.ToString(out.Policy)).Statements {
			if isOpen(s) {
				open = append(open, strings.TrimPrefix(qualifier+" "+s.Sid, " "))
			}
		}
	}
	return open, nil
}

// isOpen tells whether a statement lets in everyone, or a service, whose resources it does not pin.
func isOpen(s harden.Statement) bool {
	everyone := s.Everyone
	for _, id := range s.Principals["AWS"] {
		everyone = everyone || id == "*"
	}
	if s.Effect != "Allow" || !everyone && len(s.Principals["Service"]) == 0 {
		return false
	}
	for _, keys := range s.Conditions {
		for key := range keys {
			switch strings.ToLower(key) {
			case "aws:sourcearn", "aws:sourceaccount", "aws:principalorgid", "aws:sourceorgid", "lambda:eventsourcetoken":
				return false
			}
		}
	}
	return true
}

// closeGrants removes the statements that let anyone run the function. The function is the resource's own, and they were
// slipped in: no trigger makes one.
func (d *Deployer) closeGrants(ctx context.Context, function, alias string) error {
	open, err := d.openGrants(ctx, function, alias)
	if err != nil {
		return fmt.Errorf("read policy: %w", err)
	}
	for _, id := range open {
		in := &lambda.RemovePermissionInput{FunctionName: &function, StatementId: &id}
		if qualifier, sid, ok := strings.Cut(id, " "); ok {
			in.Qualifier, in.StatementId = &qualifier, &sid
		}
		if _, err := d.Lambda.RemovePermission(ctx, in); unlessGone(err) != nil {
			return fmt.Errorf("remove statement %s, which lets anyone in: %w", id, err)
		}
	}
	return nil
}
