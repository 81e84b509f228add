package aws

import (
	"context"
	"fmt"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// ensureLambda brings the function's code and configuration to what is wanted, which has real ids. A function whose role
// is new is told of it again even if the name is the same: its grants on the key were for the old one.
func (d *Deployer) ensureLambda(ctx context.Context, l *ledger, have *harden.Function, want harden.Function, newRole bool) error {
	out, err := d.Lambda.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: &want.Name})
	switch {
	case gone(err):
		return d.createLambda(ctx, l, want)
	case err != nil:
		return err
	case l.id(functionObject) == "" && !l.owns(out.Tags):
		return foreign("function", want.Name)
	}
	l.made(functionObject, awssdk.ToString(out.Configuration.FunctionArn))
	if out.Configuration.State == types.StateFailed {
		return d.recreateLambda(ctx, l, want, out.Configuration)
	}
	if err := d.awaitLambda(ctx, want.Name); err != nil {
		return err
	}
	is := configuration(out.Configuration)
	if out.Code != nil && want.Code.Image != "" {
		is.Code.Image = awssdk.ToString(out.Code.ImageUri)
	}
	if newRole || !sameConfiguration(is, want) {
		if err := d.updateConfiguration(ctx, want); err != nil {
			return fmt.Errorf("update configuration: %w", err)
		}
	}
	if sameCode(have, is, want) {
		return nil
	}
	if err := d.updateCode(ctx, want); err != nil {
		return fmt.Errorf("update code: %w", err)
	}
	return nil
}

// recreateLambda starts again with a function that can't become active any more, such as one whose role was not known in
// time (State Failed, InsufficientRolePermissions).
func (d *Deployer) recreateLambda(ctx context.Context, l *ledger, want harden.Function, failed *types.FunctionConfiguration) error {
	d.log(ctx, "making the function anew", map[string]any{"because": awssdk.ToString(failed.StateReason)})
	if err := d.removeLambda(ctx, want.Name); err != nil {
		return err
	}
	return d.createLambda(ctx, l, want)
}

// notSpread tells errors that pass when every service knows of a new role, policy or key. Lambda words them as wrong
// parameters.
func notSpread(err error) bool {
	return says(err, "InvalidParameterValueException", "cannot be assumed by lambda", "does not have permissions to call",
		"does not have permissions to access", "kms access", "access denied", "lambda was unable to configure access") ||
		is(err, "KMSAccessDeniedException", "KMSNotFoundException")
}

func busy(err error) bool {
	return says(err, "ResourceConflictException", "update is in progress", "pending", "in progress") ||
		is(err, "TooManyRequestsException")
}

func passes(err error) bool { return notSpread(err) || busy(err) }

// createLambda makes the function and waits until it can run. A function that fails for want of permissions is made
// anew, within the same limit.
func (d *Deployer) createLambda(ctx context.Context, l *ledger, want harden.Function) error {
	in, err := createInput(want, l.tags())
	if err != nil {
		return err
	}
	l.begin(functionObject, want.Name)
	deadline := d.clock.Now().Add(spreadLimit)
	for {
		err := d.retry(ctx, "Lambda to know role "+want.Role.Name, spreadLimit, passes, func() error {
			out, err := d.Lambda.CreateFunction(ctx, in)
			if err == nil {
				l.made(functionObject, awssdk.ToString(out.FunctionArn))
			}
			return err
		})
		if exists(err) {
			err = d.adoptLambda(ctx, l, want.Name)
		}
		if err != nil {
			return fmt.Errorf("create: %w", err)
		}
		err = d.awaitLambda(ctx, want.Name)
		if err == nil || !d.failedForRole(ctx, want.Name) || d.clock.Now().After(deadline) {
			return err
		}
		d.log(ctx, "making the function anew", map[string]any{"because": err.Error()})
		if err := d.removeLambda(ctx, want.Name); err != nil {
			return err
		}
		if err := d.clock.Sleep(ctx, mostPause); err != nil {
			return err
		}
	}
}

func (d *Deployer) failedForRole(ctx context.Context, name string) bool {
	out, err := d.Lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: &name})
	return err == nil && out.State == types.StateFailed && out.StateReasonCode == types.StateReasonCodeInsufficientRolePermissions
}

func (d *Deployer) adoptLambda(ctx context.Context, l *ledger, name string) error {
	out, err := d.Lambda.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: &name})
	if err != nil {
		return err
	}
	if !l.owns(out.Tags) {
		return errForeign
	}
	l.made(functionObject, awssdk.ToString(out.Configuration.FunctionArn))
	return nil
}

// awaitLambda waits until the function is active and no update is under way.
func (d *Deployer) awaitLambda(ctx context.Context, name string) error {
	return d.await(ctx, "function "+name+" to be ready", changeLimit, func() (bool, string, error) {
		out, err := d.Lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: &name})
		switch {
		case err != nil:
			return false, "", err
		case out.State == types.StateFailed:
			return false, "", fmt.Errorf("the function failed: %s (%s)", awssdk.ToString(out.StateReason), out.StateReasonCode)
		case out.LastUpdateStatus == types.LastUpdateStatusFailed:
			// It still runs as it was before; what failed is changed again below.
			return true, "", nil
		}
		ready := out.State != types.StatePending && out.LastUpdateStatus != types.LastUpdateStatusInProgress
		return ready, fmt.Sprintf("state %s, last update %s", out.State, out.LastUpdateStatus), nil
	})
}

// updated waits for an update, and gives its failure.
func (d *Deployer) updated(ctx context.Context, name string) error {
	if err := d.awaitLambda(ctx, name); err != nil {
		return err
	}
	out, err := d.Lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: &name})
	if err == nil && out.LastUpdateStatus == types.LastUpdateStatusFailed {
		err = fmt.Errorf("the update failed: %s (%s)", awssdk.ToString(out.LastUpdateStatusReason), out.LastUpdateStatusReasonCode)
	}
	return err
}

func (d *Deployer) updateConfiguration(ctx context.Context, want harden.Function) error {
	err := d.retry(ctx, "Lambda to take the configuration", spreadLimit, passes, func() error {
		_, err := d.Lambda.UpdateFunctionConfiguration(ctx, updateInput(want))
		return err
	})
	if err != nil {
		return err
	}
	return d.updated(ctx, want.Name)
}

func (d *Deployer) updateCode(ctx context.Context, want harden.Function) error {
	in := &lambda.UpdateFunctionCodeInput{
		FunctionName: &want.Name, Architectures: []types.Architecture{types.Architecture(want.Architecture)},
	}
	c, err := functionCode(want.Code)
	if err != nil {
		return err
	}
	in.ZipFile, in.S3Bucket, in.S3Key, in.S3ObjectVersion, in.ImageUri = c.ZipFile, c.S3Bucket, c.S3Key, c.S3ObjectVersion, c.ImageUri
	err = d.retry(ctx, "Lambda to take the code", spreadLimit, passes, func() error {
		_, err := d.Lambda.UpdateFunctionCode(ctx, in)
		return err
	})
	if err != nil {
		return err
	}
	return d.updated(ctx, want.Name)
}

// sameCode compares code by what Lambda says of it, and by where it was taken from when that is all there is to go by.
func sameCode(old *harden.Function, is, want harden.Function) bool {
	switch {
	case is.Architecture != want.Architecture:
		return false
	case want.Code.Image != "":
		return is.Code.Image == want.Code.Image
	case want.Code.SHA256 != "":
		return is.Code.SHA256 == want.Code.SHA256
	default:
		return old != nil && old.Code.Bucket == want.Code.Bucket && old.Code.Key == want.Code.Key &&
			old.Code.Version == want.Code.Version && old.Code.SHA256 == is.Code.SHA256
	}
}

// sameConfiguration compares what UpdateFunctionConfiguration sets.
func sameConfiguration(is, want harden.Function) bool {
	for _, f := range []*harden.Function{&is, &want} {
		*f = harden.Function{
			Name: f.Name, Description: f.Description, Runtime: f.Runtime, Handler: f.Handler, Memory: f.Memory, Timeout: f.Timeout,
			EphemeralStorage: f.EphemeralStorage, Environment: f.Environment, Layers: f.Layers, Network: f.Network,
			FileSystem: f.FileSystem, Tracing: f.Tracing, Logging: f.Logging,
			Key: harden.Key{ARN: f.Key.ARN}, DeadLetter: harden.DeadLetter{ARN: f.DeadLetter.ARN}, Role: harden.Role{Name: f.Role.Name},
		}
	}
	return len(harden.DiffFunction(is, want)) == 0
}

// removeLambda deletes the function, with its versions, aliases and settings, and waits until it is gone.
func (d *Deployer) removeLambda(ctx context.Context, name string) error {
	err := d.retry(ctx, "function "+name+" to be deleted", spreadLimit, busy, func() error {
		_, err := d.Lambda.DeleteFunction(ctx, &lambda.DeleteFunctionInput{FunctionName: &name})
		return err
	})
	if unlessGone(err) != nil {
		return fmt.Errorf("delete function %s: %w", name, err)
	}
	return d.await(ctx, "function "+name+" to be gone", changeLimit, func() (bool, string, error) {
		_, err := d.Lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: &name})
		return gone(err), "it is still there", unlessGone(err)
	})
}

func (d *Deployer) deleteLambda(ctx context.Context, l *ledger, arn string) error {
	if err := d.removeLambda(ctx, nameOf(arn)); err != nil {
		return err
	}
	l.removed(functionObject, arn)
	return nil
}

func (d *Deployer) tagLambda(ctx context.Context, arn string, set map[string]string, remove []string) error {
	if len(set) > 0 {
		if _, err := d.Lambda.TagResource(ctx, &lambda.TagResourceInput{Resource: &arn, Tags: set}); err != nil {
			return fmt.Errorf("tag %s: %w", arn, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.Lambda.UntagResource(ctx, &lambda.UntagResourceInput{Resource: &arn, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag %s: %w", arn, err)
		}
	}
	return nil
}

// functionCode reads the code that is to be uploaded, or says where it lies.
func functionCode(c harden.Code) (*types.FunctionCode, error) {
	if c.Path == "" && c.Directory == "" {
		return &types.FunctionCode{
			S3Bucket: text(c.Bucket), S3Key: text(c.Key), S3ObjectVersion: text(c.Version), ImageUri: text(c.Image),
		}, nil
	}
	archive, err := spec.Source{Path: c.Path, Directory: c.Directory}.Archive()
	if err != nil {
		return nil, err
	}
	if c.SHA256 != "" && archive.SHA256 != c.SHA256 {
		return nil, fmt.Errorf("the code changed between plan and apply: its SHA-256 is %s, planned was %s", archive.SHA256, c.SHA256)
	}
	return &types.FunctionCode{ZipFile: archive.Zip}, nil
}
