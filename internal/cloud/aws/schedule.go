package aws

import (
	"context"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/scheduler/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// scheduleGroup is the group that every account has.
const scheduleGroup = "default"

// ensureSchedule brings the schedule and its role to what is wanted. A schedule has no tags; its description tells whose
// it is.
func (d *Deployer) ensureSchedule(ctx context.Context, l *ledger, t *harden.Trigger) error {
	if _, err := d.ensureRole(ctx, l, t.Schedule.Role); err != nil {
		return err
	}
	have, err := d.readSchedule(ctx, t.Schedule.Name)
	switch {
	case gone(err):
		err = d.createSchedule(ctx, l, t)
	case err == nil:
		err = d.updateSchedule(ctx, l, have, t)
	}
	if err != nil {
		return fmt.Errorf("schedule %s: %w", t.Schedule.Name, err)
	}
	return nil
}

// roleNotReady tells that Scheduler does not know a new role yet.
func roleNotReady(err error) bool {
	return says(err, "ValidationException", "execution role", "assume the role") || is(err, "ConflictException") &&
		!says(err, "ConflictException", "already exists")
}

func scheduleDescription(l *ledger) string { return "slsguard: " + l.resource + ", " + l.token }

func (d *Deployer) createSchedule(ctx context.Context, l *ledger, t *harden.Trigger) error {
	l.begin(scheduleObject, t.Schedule.Name)
	in := scheduleInput(l, t)
	err := d.retry(ctx, "Scheduler to know role "+t.Schedule.Role.Name, spreadLimit, roleNotReady, func() error {
		_, err := d.Scheduler.CreateSchedule(ctx, in)
		return err
	})
	if exists(err) {
		return d.adoptSchedule(ctx, l, t.Schedule.Name)
	}
	if err == nil {
		l.made(scheduleObject, t.Schedule.Name)
	}
	return err
}

func (d *Deployer) adoptSchedule(ctx context.Context, l *ledger, name string) error {
	out, err := d.Scheduler.GetSchedule(ctx, &scheduler.GetScheduleInput{Name: &name, GroupName: text(scheduleGroup)})
	if err != nil {
		return err
	}
	if l.token == "" || !strings.HasSuffix(awssdk.ToString(out.Description), l.token) {
		return errForeign
	}
	l.made(scheduleObject, name)
	return nil
}

func (d *Deployer) updateSchedule(ctx context.Context, l *ledger, have, want *harden.Trigger) error {
	if l.id(scheduleObject) == "" {
		if err := d.adoptSchedule(ctx, l, want.Schedule.Name); err != nil {
			return err
		}
	}
	if sameSchedule(have, want) {
		return nil
	}
	in := scheduleInput(l, want)
	return d.retry(ctx, "Scheduler to know role "+want.Schedule.Role.Name, spreadLimit, roleNotReady, func() error {
		_, err := d.Scheduler.UpdateSchedule(ctx, &scheduler.UpdateScheduleInput{
			Name: in.Name, GroupName: in.GroupName, Description: in.Description, ScheduleExpression: in.ScheduleExpression,
			ScheduleExpressionTimezone: in.ScheduleExpressionTimezone, FlexibleTimeWindow: in.FlexibleTimeWindow,
			State: in.State, Target: in.Target, ActionAfterCompletion: in.ActionAfterCompletion,
		})
		return err
	})
}

func sameSchedule(have, want *harden.Trigger) bool {
	a, b := *have.Schedule, *want.Schedule
	a.Role, b.Role = harden.Role{Name: a.Role.Name}, harden.Role{Name: b.Role.Name}
	return len(harden.DiffTrigger(
		harden.Trigger{Schedule: &a, Enabled: have.Enabled, Function: have.Function, DeadLetter: harden.DeadLetter{ARN: have.DeadLetter.ARN}},
		harden.Trigger{Schedule: &b, Enabled: want.Enabled, Function: want.Function, DeadLetter: harden.DeadLetter{ARN: want.DeadLetter.ARN}},
	)) == 0
}

func scheduleInput(l *ledger, t *harden.Trigger) *scheduler.CreateScheduleInput {
	s := t.Schedule
	state := types.ScheduleStateEnabled
	if !t.Enabled {
		state = types.ScheduleStateDisabled
	}
	window := &types.FlexibleTimeWindow{Mode: types.FlexibleTimeWindowModeOff}
	if s.Window > 0 {
		window = &types.FlexibleTimeWindow{Mode: types.FlexibleTimeWindowModeFlexible, MaximumWindowInMinutes: number(s.Window)}
	}
	return &scheduler.CreateScheduleInput{
		Name: &s.Name, GroupName: text(scheduleGroup), Description: text(scheduleDescription(l)),
		ScheduleExpression: &s.Expression, ScheduleExpressionTimezone: &s.TimeZone, FlexibleTimeWindow: window, State: state,
		ActionAfterCompletion: types.ActionAfterCompletionNone,
		Target: &types.Target{
			Arn: &t.Function, RoleArn: text(s.Role.ARN(t.Scope)), Input: text(s.Input),
			DeadLetterConfig: &types.DeadLetterConfig{Arn: text(t.DeadLetter.ARN)},
			RetryPolicy: &types.RetryPolicy{
				MaximumRetryAttempts: number(s.Retries), MaximumEventAgeInSeconds: number(s.MaximumAge),
			},
		},
	}
}

// readSchedule reads a schedule; of its role only the name.
func (d *Deployer) readSchedule(ctx context.Context, name string) (*harden.Trigger, error) {
	out, err := d.Scheduler.GetSchedule(ctx, &scheduler.GetScheduleInput{Name: &name, GroupName: text(scheduleGroup)})
	if err != nil {
		return nil, err
	}
	s := &harden.Schedule{
		Name: name, Expression: awssdk.ToString(out.ScheduleExpression), TimeZone: awssdk.ToString(out.ScheduleExpressionTimezone),
	}
	if w := out.FlexibleTimeWindow; w != nil && w.Mode == types.FlexibleTimeWindowModeFlexible {
		s.Window = intOf(w.MaximumWindowInMinutes)
	}
	t := &harden.Trigger{Schedule: s, Enabled: out.State != types.ScheduleStateDisabled}
	target := out.Target
	if target == nil {
		return t, nil
	}
	t.Function = awssdk.ToString(target.Arn)
	s.Role.Name = roleName(awssdk.ToString(target.RoleArn))
	if input := awssdk.ToString(target.Input); input != "" {
		s.Input = harden.NormalJSON(input)
	}
	if c := target.DeadLetterConfig; c != nil {
		t.DeadLetter.ARN = awssdk.ToString(c.Arn)
	}
	if r := target.RetryPolicy; r != nil {
		s.Retries, s.MaximumAge = intOf(r.MaximumRetryAttempts), intOf(r.MaximumEventAgeInSeconds)
	}
	return t, nil
}

func (d *Deployer) deleteSchedule(ctx context.Context, l *ledger, name string) error {
	_, err := d.Scheduler.DeleteSchedule(ctx, &scheduler.DeleteScheduleInput{Name: &name, GroupName: text(scheduleGroup)})
	if unlessGone(err) != nil {
		return fmt.Errorf("delete schedule %s: %w", name, err)
	}
	l.removed(scheduleObject, name)
	return nil
}
