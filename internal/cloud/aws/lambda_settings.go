package aws

import (
	"context"
	"fmt"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// latest is the qualifier of the code that is not published.
const latest = "$LATEST"

// ensureSettings brings the settings that have calls of their own to what is wanted.
func (d *Deployer) ensureSettings(ctx context.Context, old *harden.Function, want harden.Function) error {
	is := harden.Function{Name: want.Name, Code: want.Code}
	signed := want.CodeSigning != "" || old != nil && old.CodeSigning != ""
	if err := d.readSettings(ctx, &is, signed); err != nil {
		return err
	}
	for _, step := range []struct {
		differs bool
		what    string
		set     func(context.Context, harden.Function) error
	}{
		{is.Concurrency != want.Concurrency, "concurrency", d.setConcurrency},
		{is.RecursiveLoop != want.RecursiveLoop, "recursion detection", d.setRecursion},
		{is.RuntimeUpdates != want.RuntimeUpdates, "runtime management", d.setRuntimeUpdates},
		{is.CodeSigning != want.CodeSigning, "code signing", d.setCodeSigning},
		{is.Events != want.Events, "event bounds", func(ctx context.Context, f harden.Function) error {
			return d.setEvents(ctx, f, latest)
		}},
	} {
		if !step.differs {
			continue
		}
		err := d.retry(ctx, "Lambda to take the "+step.what, spreadLimit, busy, func() error { return step.set(ctx, want) })
		if err != nil {
			return fmt.Errorf("set %s: %w", step.what, err)
		}
	}
	return nil
}

func (d *Deployer) setConcurrency(ctx context.Context, want harden.Function) error {
	if want.Concurrency == harden.Unreserved {
		_, err := d.Lambda.DeleteFunctionConcurrency(ctx, &lambda.DeleteFunctionConcurrencyInput{FunctionName: &want.Name})
		return err
	}
	_, err := d.Lambda.PutFunctionConcurrency(ctx, &lambda.PutFunctionConcurrencyInput{
		FunctionName: &want.Name, ReservedConcurrentExecutions: number(want.Concurrency),
	})
	return err
}

func (d *Deployer) setRecursion(ctx context.Context, want harden.Function) error {
	_, err := d.Lambda.PutFunctionRecursionConfig(ctx, &lambda.PutFunctionRecursionConfigInput{
		FunctionName: &want.Name, RecursiveLoop: types.RecursiveLoop(want.RecursiveLoop),
	})
	return err
}

func (d *Deployer) setRuntimeUpdates(ctx context.Context, want harden.Function) error {
	_, err := d.Lambda.PutRuntimeManagementConfig(ctx, &lambda.PutRuntimeManagementConfigInput{
		FunctionName: &want.Name, UpdateRuntimeOn: types.UpdateRuntimeOn(want.RuntimeUpdates),
	})
	return err
}

func (d *Deployer) setCodeSigning(ctx context.Context, want harden.Function) error {
	if want.CodeSigning == "" {
		_, err := d.Lambda.DeleteFunctionCodeSigningConfig(ctx, &lambda.DeleteFunctionCodeSigningConfigInput{FunctionName: &want.Name})
		return err
	}
	_, err := d.Lambda.PutFunctionCodeSigningConfig(ctx, &lambda.PutFunctionCodeSigningConfigInput{
		FunctionName: &want.Name, CodeSigningConfigArn: &want.CodeSigning,
	})
	return err
}

// setEvents bounds asynchronous events of a version or alias; each has bounds of its own.
func (d *Deployer) setEvents(ctx context.Context, want harden.Function, qualifier string) error {
	_, err := d.Lambda.PutFunctionEventInvokeConfig(ctx, &lambda.PutFunctionEventInvokeConfigInput{
		FunctionName: &want.Name, Qualifier: &qualifier,
		MaximumEventAgeInSeconds: number(want.Events.MaximumAge), MaximumRetryAttempts: number(want.Events.MaximumRetries),
	})
	return err
}

// readSettings reads the settings that have calls of their own into f. What Lambda does when a setting was never made is
// read as such: six hours and two retries for events. Code signing is read only where it is, was or may be asked for.
func (d *Deployer) readSettings(ctx context.Context, f *harden.Function, signed bool) error {
	concurrency, err := d.Lambda.GetFunctionConcurrency(ctx, &lambda.GetFunctionConcurrencyInput{FunctionName: &f.Name})
	if err != nil {
		return fmt.Errorf("read concurrency: %w", err)
	}
	f.Concurrency = harden.Unreserved
	if n := concurrency.ReservedConcurrentExecutions; n != nil {
		f.Concurrency = intOf(n)
	}
	recursion, err := d.Lambda.GetFunctionRecursionConfig(ctx, &lambda.GetFunctionRecursionConfigInput{FunctionName: &f.Name})
	if err != nil {
		return fmt.Errorf("read recursion detection: %w", err)
	}
	f.RecursiveLoop = string(recursion.RecursiveLoop)
	if f.Events, err = d.readEvents(ctx, f.Name, latest); err != nil {
		return err
	}
	return d.readZipSettings(ctx, f, signed)
}

// readZipSettings reads what only functions from a zip have: an image brings its own runtime and is not signed.
func (d *Deployer) readZipSettings(ctx context.Context, f *harden.Function, signed bool) error {
	if f.Code.Image != "" {
		f.RuntimeUpdates = string(types.UpdateRuntimeOnAuto)
		return nil
	}
	runtime, err := d.Lambda.GetRuntimeManagementConfig(ctx, &lambda.GetRuntimeManagementConfigInput{FunctionName: &f.Name})
	if err != nil {
		return fmt.Errorf("read runtime management: %w", err)
	}
	f.RuntimeUpdates = string(runtime.UpdateRuntimeOn)
	if !signed {
		return nil
	}
	signing, err := d.Lambda.GetFunctionCodeSigningConfig(ctx, &lambda.GetFunctionCodeSigningConfigInput{FunctionName: &f.Name})
	if unlessGone(err) != nil {
		return fmt.Errorf("read code signing: %w", err)
	}
	if err == nil {
		f.CodeSigning = awssdk.ToString(signing.CodeSigningConfigArn)
	}
	return nil
}

func (d *Deployer) readEvents(ctx context.Context, name, qualifier string) (harden.Events, error) {
	// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
	events := harden.Events{MaximumAge: 6 * 3600, MaximumRetries: 2}
	out, err := d.Lambda.GetFunctionEventInvokeConfig(ctx, &lambda.GetFunctionEventInvokeConfigInput{
		FunctionName: &name, Qualifier: &qualifier,
	})
	if gone(err) {
		return events, nil
	}
	if err != nil {
		return events, fmt.Errorf("read event bounds: %w", err)
	}
	if out.MaximumEventAgeInSeconds != nil {
		events.MaximumAge = intOf(out.MaximumEventAgeInSeconds)
	}
	if out.MaximumRetryAttempts != nil {
		events.MaximumRetries = intOf(out.MaximumRetryAttempts)
	}
	return events, nil
}

// ensureAlias publishes what is there and points the alias at it. Lambda publishes nothing when nothing changed since the
// last version, and answers with that one.
func (d *Deployer) ensureAlias(ctx context.Context, l *ledger, want harden.Function) error {
	if err := d.removeAliases(ctx, l, want); err != nil || !want.Publish {
		return err
	}
	var version string
	err := d.retry(ctx, "Lambda to publish a version", spreadLimit, busy, func() error {
		out, err := d.Lambda.PublishVersion(ctx, &lambda.PublishVersionInput{FunctionName: &want.Name})
		if err == nil {
			version = awssdk.ToString(out.Version)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("publish version: %w", err)
	}
	if err := d.awaitLambda(ctx, want.Name+":"+version); err != nil {
		return err
	}
	if want.Alias == "" {
		return nil
	}
	if err := d.pointAlias(ctx, want, version); err != nil {
		return fmt.Errorf("alias %s: %w", want.Alias, err)
	}
	l.made(aliasObject, want.Alias)
	if events, err := d.readEvents(ctx, want.Name, want.Alias); err != nil || events == want.Events {
		return err
	}
	return d.setEvents(ctx, want, want.Alias)
}

func (d *Deployer) pointAlias(ctx context.Context, want harden.Function, version string) error {
	have, err := d.Lambda.GetAlias(ctx, &lambda.GetAliasInput{FunctionName: &want.Name, Name: &want.Alias})
	if gone(err) {
		_, err = d.Lambda.CreateAlias(ctx, &lambda.CreateAliasInput{FunctionName: &want.Name, Name: &want.Alias, FunctionVersion: &version})
		if !exists(err) {
			return err
		}
		have, err = &lambda.GetAliasOutput{}, nil
	}
	if err != nil || awssdk.ToString(have.FunctionVersion) == version && have.RoutingConfig == nil {
		return err
	}
	_, err = d.Lambda.UpdateAlias(ctx, &lambda.UpdateAliasInput{
		FunctionName: &want.Name, Name: &want.Alias, FunctionVersion: &version,
		RoutingConfig: &types.AliasRoutingConfiguration{AdditionalVersionWeights: map[string]float64{}},
	})
	return err
}

// removeAliases takes away aliases that the function had before it got another one, or none.
func (d *Deployer) removeAliases(ctx context.Context, l *ledger, want harden.Function) error {
	for _, name := range l.objects.All(aliasObject) {
		if name == want.Alias {
			continue
		}
		_, err := d.Lambda.DeleteAlias(ctx, &lambda.DeleteAliasInput{FunctionName: &want.Name, Name: &name})
		if unlessGone(err) != nil {
			return fmt.Errorf("delete alias %s: %w", name, err)
		}
		l.removed(aliasObject, name)
	}
	return nil
}
