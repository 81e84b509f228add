package aws

import (
	"context"
	"fmt"
	"slices"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// grantID names a grant in the ledger: the function's ARN and the statement's id.
func grantID(g harden.Grant) string { return g.Function + " " + g.Sid }

// qualified takes an ARN of a version or alias apart.
func qualified(arn string) (function string, qualifier *string) {
	parts := strings.Split(arn, ":")
	if len(parts) < 8 {
		return arn, nil
	}
	return strings.Join(parts[:7], ":"), &parts[7]
}

// ensureGrants lets services run functions. Statements of others are left alone: Lambda adds and removes them one by one.
func (d *Deployer) ensureGrants(ctx context.Context, l *ledger, want []harden.Grant) error {
	for _, g := range want {
		l.made(grantObject, grantID(g))
		if err := d.ensureGrant(ctx, g); err != nil {
			return fmt.Errorf("let %s run %s (statement %s): %w", g.Principal, g.Function, g.Sid, err)
		}
	}
	return nil
}

func (d *Deployer) ensureGrant(ctx context.Context, want harden.Grant) error {
	have, ok, err := d.readGrant(ctx, want.Function, want.Sid)
	if err != nil || ok && have == want {
		return err
	}
	if ok {
		if err := d.dropGrant(ctx, want.Function, want.Sid); err != nil {
			return err
		}
	}
	err = d.addGrant(ctx, want)
	if !says(err, "ResourceConflictException", "already exists") {
		return err
	}
	// The statement was added by an attempt whose answer was lost; look once more, and try no further.
	if have, ok, lookErr := d.readGrant(ctx, want.Function, want.Sid); lookErr == nil && ok && have == want {
		return nil
	}
	return err
}

// addGrant adds the statement. A function that was just made may not be found at once; a statement id that is taken is
// never tried again.
func (d *Deployer) addGrant(ctx context.Context, want harden.Grant) error {
	function, qualifier := qualified(want.Function)
	late := func(err error) bool {
		return is(err, "ResourceNotFoundException", "PreconditionFailedException") ||
			busy(err) && !says(err, "ResourceConflictException", "already exists")
	}
	return d.retry(ctx, "function "+function+" to be found", spreadLimit, late, func() error {
		_, err := d.Lambda.AddPermission(ctx, &lambda.AddPermissionInput{
			FunctionName: &function, Qualifier: qualifier, StatementId: &want.Sid, Action: text("lambda:InvokeFunction"),
			Principal: &want.Principal, SourceArn: text(want.SourceARN), SourceAccount: text(want.SourceAccount),
		})
		return err
	})
}

func (d *Deployer) dropGrant(ctx context.Context, arn, sid string) error {
	function, qualifier := qualified(arn)
	_, err := d.Lambda.RemovePermission(ctx, &lambda.RemovePermissionInput{
		FunctionName: &function, Qualifier: qualifier, StatementId: &sid,
	})
	return unlessGone(err)
}

func (d *Deployer) removeGrant(ctx context.Context, l *ledger, id string) error {
	function, sid, _ := strings.Cut(id, " ")
	if err := d.dropGrant(ctx, function, sid); err != nil {
		return fmt.Errorf("take statement %s from %s: %w", sid, function, err)
	}
	l.removed(grantObject, id)
	return nil
}

// readGrant reads one statement of a function's policy; ok is false when there is none.
func (d *Deployer) readGrant(ctx context.Context, arn, sid string) (g harden.Grant, ok bool, err error) {
	function, qualifier := qualified(arn)
	out, err := d.Lambda.GetPolicy(ctx, &lambda.GetPolicyInput{FunctionName: &function, Qualifier: qualifier})
	if err != nil {
		return g, false, unlessGone(err)
	}
	s, ok := lenient(awssdk.ToString(out.Policy)).Find(sid)
	if !ok {
		return g, false, nil
	}
	g = harden.Grant{Sid: sid, Function: arn, Principal: strings.Join(s.Principals["Service"], " ")}
	if s.Everyone || len(s.Principals) != 1 || !slices.Equal(s.Actions, []string{"lambda:InvokeFunction"}) {
		g.Principal = "others"
	}
	for _, keys := range s.Conditions {
		for key, values := range keys {
			switch strings.ToLower(key) {
			case "aws:sourcearn":
				g.SourceARN = strings.Join(values, " ")
			case "aws:sourceaccount":
				g.SourceAccount = strings.Join(values, " ")
			}
		}
	}
	return g, true, nil
}

// ensureConsumer puts the inline policy with what Lambda needs to take events onto the role of the function.
func (d *Deployer) ensureConsumer(ctx context.Context, l *ledger, t *harden.Trigger) error {
	function, qualifier := qualified(t.Function)
	out, err := d.Lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{
		FunctionName: &function, Qualifier: qualifier,
	})
	if err != nil {
		return fmt.Errorf("find the role of %s: %w", t.Function, err)
	}
	role := roleName(awssdk.ToString(out.Role))
	id := role + " " + t.Consumer.Name
	for _, old := range l.objects.All(consumerObject) {
		if old != id {
			if err := d.removeConsumer(ctx, l, old); err != nil {
				return err
			}
		}
	}
	have, err := d.readRolePolicy(ctx, role, t.Consumer.Name)
	if unlessGone(err) != nil {
		return fmt.Errorf("read policy %s of role %s: %w", t.Consumer.Name, role, err)
	}
	l.made(consumerObject, id)
	if err == nil && have.String() == t.Consumer.Policy.String() {
		return nil
	}
	if _, err := d.IAM.PutRolePolicy(ctx, &iam.PutRolePolicyInput{
		RoleName: &role, PolicyName: &t.Consumer.Name, PolicyDocument: text(t.Consumer.Policy.String()),
	}); err != nil {
		return fmt.Errorf("put policy %s onto role %s: %w", t.Consumer.Name, role, err)
	}
	return nil
}

func (d *Deployer) removeConsumer(ctx context.Context, l *ledger, id string) error {
	role, policy, _ := strings.Cut(id, " ")
	_, err := d.IAM.DeleteRolePolicy(ctx, &iam.DeleteRolePolicyInput{RoleName: &role, PolicyName: &policy})
	if unlessGone(err) != nil {
		return fmt.Errorf("take policy %s off role %s: %w", policy, role, err)
	}
	l.removed(consumerObject, id)
	return nil
}
