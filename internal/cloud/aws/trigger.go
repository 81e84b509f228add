package aws

import (
	"context"
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// The names of the computed values that only a trigger has.
const (
	ComputedAPI          = "rest_api_id"
	ComputedEndpoint     = "endpoint"
	ComputedDomainTarget = "domain_target"
)

func triggerResource(name string) string { return "trigger " + name }

// ApplyTrigger makes a trigger, or brings what is there of it to what is wanted.
func (d *Deployer) ApplyTrigger(
	ctx context.Context, have cloud.TriggerState, want harden.Trigger, record func(cloud.TriggerState),
) (cloud.TriggerState, error) {
	defer d.locks.hold("function " + functionName(want.Function))()
	state := have
	if state.Settings.Name == "" {
		state.Settings = harden.Trigger{Scope: want.Scope, Name: want.Name, Kind: want.Kind, Function: want.Function}
	}
	l := newLedger(triggerResource(want.Name), want.Tags, have.Objects, d.newID, func(objects cloud.Objects) {
		state.Objects = objects
		record(state)
	})
	if err := d.deployTrigger(ctx, l, have, want); err != nil {
		return state, fmt.Errorf("deploy trigger %s: %w", want.Name, err)
	}
	// What no service keeps under the trigger's own name is taken from the declaration.
	state.Settings.Function, state.Settings.Bucket, state.Settings.Tags = want.Function, want.Bucket, want.Tags
	state.Settings.API = want.API
	read, _, err := d.readTrigger(ctx, state)
	if err != nil {
		return state, fmt.Errorf("read trigger %s back: %w", want.Name, err)
	}
	return read, nil
}

// deployTrigger makes things in the order in which they need each other: what receives failed events and what gives leave
// come before what sends events.
func (d *Deployer) deployTrigger(ctx context.Context, l *ledger, have cloud.TriggerState, want harden.Trigger) error {
	key := ""
	if want.Key.ARN != "" {
		var err error
		if key, err = d.ensureKey(ctx, l, want.Key); err != nil {
			return err
		}
	}
	bound := want.Bind(key, "")
	if err := d.ensureDeadLetter(ctx, l, bound.DeadLetter); err != nil {
		return err
	}
	if bound.Consumer != nil {
		if err := d.ensureConsumer(ctx, l, &bound); err != nil {
			return err
		}
	}
	if err := d.deployEvents(ctx, l, &bound); err != nil {
		return err
	}
	if len(have.Objects) > 0 {
		if err := d.retag(ctx, l, have.Settings.Tags); err != nil {
			return err
		}
	}
	return d.dropUnwanted(ctx, l, want)
}

func (d *Deployer) ensureDeadLetter(ctx context.Context, l *ledger, want harden.DeadLetter) error {
	if want.Queue != nil {
		return d.ensureQueue(ctx, l, *want.Queue)
	}
	if want.Grant != nil {
		return d.ensureQueueStatement(ctx, l, want.ARN, *want.Grant)
	}
	return nil
}

// deployEvents makes what the kind consists of, and lets it run the function.
func (d *Deployer) deployEvents(ctx context.Context, l *ledger, t *harden.Trigger) error {
	if t.Kind == spec.HTTPKind {
		if err := d.ensureAPI(ctx, l, t); err != nil {
			return fmt.Errorf("API: %w", err)
		}
		bound := t.Bind("", l.id(apiObject))
		return d.ensureGrants(ctx, l, bound.Grants)
	}
	if err := d.ensureGrants(ctx, l, t.Grants); err != nil {
		return err
	}
	switch {
	case t.Mapping != nil:
		return d.ensureMapping(ctx, l, t)
	case t.Subscription != nil:
		return d.ensureSubscription(ctx, l, t)
	case t.Schedule != nil:
		return d.ensureSchedule(ctx, l, t)
	case t.Rule == nil:
		return nil
	}
	if err := d.ensureRule(ctx, l, t); err != nil || t.Bucket == "" {
		return err
	}
	return d.ensureBucket(ctx, l, t.Bucket)
}

// dropUnwanted removes what the trigger made before and no longer uses.
func (d *Deployer) dropUnwanted(ctx context.Context, l *ledger, want harden.Trigger) error {
	wanted := map[string]bool{}
	for _, g := range want.Bind("", l.id(apiObject)).Grants {
		wanted[grantID(g)] = true
	}
	if want.DeadLetter.Grant != nil {
		wanted[want.DeadLetter.ARN+" "+want.DeadLetter.Grant.Sid] = true
	}
	for _, o := range l.objects {
		drop := false
		switch o.Kind {
		case grantObject, queueGrantObject:
			drop = !wanted[o.ID]
		case queueObject:
			drop = want.DeadLetter.Queue == nil
		case keyObject:
			drop = !want.Key.Made()
		}
		if !drop {
			continue
		}
		if err := d.removeObject(ctx, l, o); err != nil {
			return err
		}
	}
	return nil
}

// DeleteTrigger removes what the resource made: what sends events first, then what gave it leave, the log group last.
func (d *Deployer) DeleteTrigger(ctx context.Context, have cloud.TriggerState, record func(cloud.TriggerState)) error {
	defer d.locks.hold("function " + functionName(have.Settings.Function))()
	state := have
	l := reopen(have.Objects, func(objects cloud.Objects) {
		state.Objects = objects
		record(state)
	})
	fail := func(err error) error { return fmt.Errorf("remove trigger %s: %w", have.Settings.Name, err) }
	if err := d.settleBegun(ctx, l); err != nil {
		return fail(err)
	}
	for _, kind := range []string{
		mappingObject, subscriptionObject, ruleObject, scheduleObject, domainObject, usagePlanObject, apiObject, bucketObject,
		grantObject, consumerObject, queueGrantObject, roleObject, queueObject, foreignLogGroup, keyObject, logGroupObject,
	} {
		for _, id := range l.objects.All(kind) {
			if err := d.removeObject(ctx, l, cloud.Object{Kind: kind, ID: id}); err != nil {
				return fail(err)
			}
		}
	}
	return nil
}

func (d *Deployer) removeObject(ctx context.Context, l *ledger, o cloud.Object) error {
	remove, ok := map[string]func(context.Context, *ledger, string) error{
		mappingObject:      d.deleteMapping,
		subscriptionObject: d.deleteSubscription,
		ruleObject:         d.deleteRule,
		scheduleObject:     d.deleteSchedule,
		apiObject:          d.deleteAPI,
		domainObject:       d.deleteDomain,
		usagePlanObject:    d.deleteUsagePlan,
		bucketObject:       d.releaseBucket,
		grantObject:        d.removeGrant,
		consumerObject:     d.removeConsumer,
		roleObject:         d.deleteRole,
		queueObject:        d.deleteQueue,
		logGroupObject:     d.deleteLogGroup,
		foreignLogGroup:    d.releaseLogGroup,
		keyObject: func(ctx context.Context, l *ledger, arn string) error {
			return d.deleteKey(ctx, l, arn, harden.KeyWindow)
		},
		queueGrantObject: func(ctx context.Context, l *ledger, id string) error {
			queue, sid, _ := strings.Cut(id, " ")
			return d.removeQueueStatement(ctx, l, queue, sid)
		},
	}[o.Kind]
	if !ok {
		return nil
	}
	return remove(ctx, l, o.ID)
}
