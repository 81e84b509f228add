package aws

import (
	"context"
	"fmt"
	"maps"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// The names of the computed values of a function.
const (
	ComputedID            = "id"
	ComputedARN           = "arn"
	ComputedInvokeARN     = "invoke_arn"
	ComputedRoleARN       = "role_arn"
	ComputedRoleName      = "role_name"
	ComputedLogGroupName  = "log_group_name"
	ComputedLogGroupARN   = "log_group_arn"
	ComputedKeyARN        = "kms_key_arn"
	ComputedDeadLetterARN = "dead_letter_arn"
	ComputedDeadLetterURL = "dead_letter_url"
	ComputedAliasARN      = "alias_arn"
	ComputedVersion       = "version"
	ComputedVersionARN    = "version_arn"
	ComputedCodeSHA256    = "code_sha256"
)

func functionResource(name string) string { return "function " + name }

// ApplyFunction makes a function, or brings what is there of it to what is wanted.
func (d *Deployer) ApplyFunction(
	ctx context.Context, have cloud.FunctionState, want harden.Function, record func(cloud.FunctionState),
) (cloud.FunctionState, error) {
	defer d.locks.hold("function " + want.Name)()
	state := have
	if state.Settings.Name == "" {
		state.Settings = harden.Function{Scope: want.Scope, Name: want.Name, Alias: want.Alias, Publish: want.Publish}
	}
	l := newLedger(functionResource(want.Name), want.Tags, have.Objects, d.newID, func(objects cloud.Objects) {
		state.Objects = objects
		record(state)
	})
	if err := d.deployFunction(ctx, l, have, want); err != nil {
		return state, fmt.Errorf("deploy function %s: %w", want.Name, err)
	}
	state.Settings.Alias, state.Settings.Publish, state.Settings.Code = want.Alias, want.Publish, want.Code
	state.Computed = maps.Clone(state.Computed)
	delete(state.Computed, ComputedVersion) // whichever the alias points at now is right
	read, _, err := d.readFunction(ctx, state)
	if err != nil {
		return state, fmt.Errorf("read function %s back: %w", want.Name, err)
	}
	return read, nil
}

// deployFunction makes things in the order in which they need each other.
func (d *Deployer) deployFunction(ctx context.Context, l *ledger, have cloud.FunctionState, want harden.Function) error {
	key, err := d.ensureKey(ctx, l, want.Key)
	if err != nil {
		return err
	}
	bound := want.Bind(key)
	if err := d.ensureLogGroup(ctx, l, want.Scope, bound.LogGroup); err != nil {
		return err
	}
	if q := bound.DeadLetter.Queue; q != nil {
		if err := d.ensureQueue(ctx, l, *q); err != nil {
			return err
		}
	}
	newRole, err := d.ensureRole(ctx, l, bound.Role)
	if err != nil {
		return err
	}
	if err := d.deployCode(ctx, l, have, bound, newRole); err != nil {
		return fmt.Errorf("function: %w", err)
	}
	if len(have.Objects) > 0 {
		if err := d.retag(ctx, l, have.Settings.Tags); err != nil {
			return err
		}
	}
	return d.dropReplaced(ctx, l, want)
}

func (d *Deployer) deployCode(ctx context.Context, l *ledger, have cloud.FunctionState, bound harden.Function, newRole bool) error {
	var old *harden.Function
	if len(have.Objects) > 0 {
		old = &have.Settings
	}
	if err := d.ensureLambda(ctx, l, old, bound, newRole); err != nil {
		return err
	}
	if err := d.ensureSettings(ctx, old, bound); err != nil {
		return err
	}
	if err := d.ensureAlias(ctx, l, bound); err != nil {
		return err
	}
	return d.closeGrants(ctx, bound.Name, l.id(aliasObject))
}

// dropReplaced removes what the function no longer uses: its own key or queue after another was given.
func (d *Deployer) dropReplaced(ctx context.Context, l *ledger, want harden.Function) error {
	if want.DeadLetter.Queue == nil {
		for _, url := range l.objects.All(queueObject) {
			if err := d.deleteQueue(ctx, l, url); err != nil {
				return err
			}
		}
	}
	if !want.Key.Made() {
		for _, arn := range l.objects.All(keyObject) {
			if err := d.deleteKey(ctx, l, arn, harden.KeyWindow); err != nil {
				return err
			}
		}
	}
	return nil
}

// DeleteFunction removes what the resource made: the function first, the log group last, since the function's last
// invocation may still write to it.
func (d *Deployer) DeleteFunction(ctx context.Context, have cloud.FunctionState, record func(cloud.FunctionState)) error {
	defer d.locks.hold("function " + have.Settings.Name)()
	state := have
	l := reopen(have.Objects, func(objects cloud.Objects) {
		state.Objects = objects
		record(state)
	})
	if err := d.settleBegun(ctx, l); err != nil {
		return fmt.Errorf("remove function %s: %w", have.Settings.Name, err)
	}
	for _, step := range []struct {
		kind   string
		delete func(context.Context, *ledger, string) error
	}{
		{functionObject, d.deleteLambda},
		{roleObject, d.deleteRole},
		{queueObject, d.deleteQueue},
		{foreignLogGroup, d.releaseLogGroup},
		{keyObject, func(ctx context.Context, l *ledger, arn string) error {
			return d.deleteKey(ctx, l, arn, harden.KeyWindow)
		}},
		{logGroupObject, d.deleteLogGroup},
	} {
		for _, id := range l.objects.All(step.kind) {
			if err := step.delete(ctx, l, id); err != nil {
				return fmt.Errorf("remove function %s: %w", have.Settings.Name, err)
			}
		}
	}
	return nil
}
