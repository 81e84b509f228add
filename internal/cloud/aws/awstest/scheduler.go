package awstest

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// ScheduleGroup is a group of EventBridge schedules.
type ScheduleGroup struct {
	State   string
	Created time.Time `json:"-"`
	Tags    map[string]string
}

func schedulerHandlers() map[string]handler {
	return map[string]handler{
		"scheduler.CreateSchedule":      (*World).createSchedule,
		"scheduler.UpdateSchedule":      (*World).updateSchedule,
		"scheduler.GetSchedule":         (*World).getSchedule,
		"scheduler.DeleteSchedule":      (*World).deleteSchedule,
		"scheduler.CreateScheduleGroup": (*World).createScheduleGroup,
		"scheduler.GetScheduleGroup":    (*World).getScheduleGroup,
		"scheduler.DeleteScheduleGroup": (*World).deleteScheduleGroup,
		"scheduler.TagResource":         (*World).tagScheduleGroup,
		"scheduler.UntagResource":       (*World).untagScheduleGroup,
		"scheduler.ListTagsForResource": (*World).listScheduleGroupTags,
	}
}

func groupName(in wire.Values) string { return cmp.Or(in.Str("GroupName"), "default") }

func (w *World) scheduleGroup(name string) (*ScheduleGroup, error) {
	if g, ok := w.ScheduleGroups[name]; ok {
		return g, nil
	}
	return nil, fail("ResourceNotFoundException", "Schedule group %s does not exist.", name)
}

func (w *World) createSchedule(in wire.Values) (wire.Values, error) {
	key := groupName(in) + "/" + in.Str("Name")
	if _, ok := w.Schedules[key]; ok {
		return nil, fail("ConflictException", "Schedule %s already exists.", in.Str("Name"))
	}
	return w.setSchedule(in, key, w.now())
}

// setSchedule replaces a schedule as a whole; what isn't given has its default again:
// https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html
func (w *World) setSchedule(in wire.Values, key string, created time.Time) (wire.Values, error) {
	if _, err := w.scheduleGroup(groupName(in)); err != nil {
		return nil, err
	}
	if err := w.checkSchedule(in); err != nil {
		return nil, err
	}
	s := wire.Values{
		"GroupName": groupName(in), "CreationDate": created, "LastModificationDate": w.now(),
		"State": "ENABLED", "ScheduleExpressionTimezone": "UTC", "ActionAfterCompletion": "NONE",
		"Arn": w.arn("scheduler", "schedule/"+key),
	}
	s.Take(in, "Name", "Description", "ScheduleExpression", "ScheduleExpressionTimezone", "StartDate", "EndDate", "State",
		"Target", "FlexibleTimeWindow", "KmsKeyArn", "ActionAfterCompletion")
	s = s.Clone()
	s.Map("Target").Or("RetryPolicy", wire.Values{"MaximumEventAgeInSeconds": int64(86400), "MaximumRetryAttempts": int64(185)})
	w.Schedules[key] = s
	return wire.Values{"ScheduleArn": s.Str("Arn")}, nil
}

func (w *World) checkSchedule(in wire.Values) error {
	form := regexp.MustCompile(`^(rate\(\d+ (minute|hour|day)s?\)|cron\(\S+ \S+ \S+ \S+ \S+ \S+\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$`)
	window := in.Map("FlexibleTimeWindow")
	target := in.Map("Target")
	switch {
	case !form.MatchString(in.Str("ScheduleExpression")):
		return fail("ValidationException", "Invalid Schedule Expression %s.", in.Str("ScheduleExpression"))
	case (window.Str("Mode") == "FLEXIBLE") != window.Has("MaximumWindowInMinutes"):
		return fail("ValidationException", "MaximumWindowInMinutes must be set if, and only if, the mode is FLEXIBLE.")
	case !w.assumable(target.Str("RoleArn"), "scheduler.amazonaws.com", fromSource(w.arn("scheduler", "schedule-group/"+groupName(in)))):
		// The source is the group, never the schedule:
		// https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
		return fail("ValidationException", "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.")
	}
	dead := target.Map("DeadLetterConfig").Str("Arn")
	if dead != "" && !isQueue(dead) {
		return fail("ValidationException", "Provided DeadLetterConfig Arn is not an SQS queue.")
	}
	return nil
}

func (w *World) schedule(in wire.Values) (key string, schedule wire.Values, err error) {
	key = groupName(in) + "/" + in.Str("Name")
	if s, ok := w.Schedules[key]; ok {
		return key, s, nil
	}
	return key, nil, fail("ResourceNotFoundException", "Schedule %s does not exist.", in.Str("Name"))
}

func (w *World) updateSchedule(in wire.Values) (wire.Values, error) {
	key, s, err := w.schedule(in)
	if err != nil {
		return nil, err
	}
	created, _ := s["CreationDate"].(time.Time)
	return w.setSchedule(in, key, created)
}

func (w *World) getSchedule(in wire.Values) (wire.Values, error) {
	_, s, err := w.schedule(in)
	return s, err
}

func (w *World) deleteSchedule(in wire.Values) (wire.Values, error) {
	in["GroupName"] = cmp.Or(in.Str("GroupName"), "default")
	key, _, err := w.schedule(in)
	if err != nil {
		return nil, err
	}
	delete(w.Schedules, key)
	return wire.Values{}, nil
}

func (w *World) createScheduleGroup(in wire.Values) (wire.Values, error) {
	name := in.Str("Name")
	if _, ok := w.ScheduleGroups[name]; ok {
		return nil, fail("ConflictException", "Schedule group %s already exists.", name)
	}
	w.ScheduleGroups[name] = &ScheduleGroup{State: "ACTIVE", Created: w.now(), Tags: tagsToMap(in.Maps("Tags"), "Key", "Value")}
	return wire.Values{"ScheduleGroupArn": w.arn("scheduler", "schedule-group/"+name)}, nil
}

func (w *World) getScheduleGroup(in wire.Values) (wire.Values, error) {
	name := in.Str("Name")
	g, err := w.scheduleGroup(name)
	if err != nil {
		return nil, err
	}
	return wire.Values{
		"Name": name, "Arn": w.arn("scheduler", "schedule-group/"+name), "State": g.State,
		"CreationDate": g.Created, "LastModificationDate": g.Created,
	}, nil
}

// deleteScheduleGroup deletes the group's schedules too:
// https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteScheduleGroup.html
func (w *World) deleteScheduleGroup(in wire.Values) (wire.Values, error) {
	name := in.Str("Name")
	if _, err := w.scheduleGroup(name); err != nil {
		return nil, err
	}
	if name == "default" {
		return nil, fail("ValidationException", "The default schedule group cannot be deleted.")
	}
	maps.DeleteFunc(w.Schedules, func(key string, _ wire.Values) bool { return strings.HasPrefix(key, name+"/") })
	delete(w.ScheduleGroups, name)
	return wire.Values{}, nil
}

func (w *World) taggedGroupOfSchedules(in wire.Values) (*ScheduleGroup, error) {
	arn := in.Str("ResourceArn")
	return w.scheduleGroup(arn[strings.LastIndex(arn, "/")+1:])
}

func (w *World) tagScheduleGroup(in wire.Values) (wire.Values, error) {
	g, err := w.taggedGroupOfSchedules(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(g.Tags, tagsToMap(in.Maps("Tags"), "Key", "Value"))
	return wire.Values{}, nil
}

func (w *World) untagScheduleGroup(in wire.Values) (wire.Values, error) {
	g, err := w.taggedGroupOfSchedules(in)
	if err != nil {
		return nil, err
	}
	keys := in.Strs("TagKeys")
	maps.DeleteFunc(g.Tags, func(k, _ string) bool { return slices.Contains(keys, k) })
	return wire.Values{}, nil
}

func (w *World) listScheduleGroupTags(in wire.Values) (wire.Values, error) {
	g, err := w.taggedGroupOfSchedules(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"Tags": tagsToList(g.Tags, "Key", "Value")}, nil
}
