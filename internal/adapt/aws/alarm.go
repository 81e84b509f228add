package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// linkAlarm adapts aws_cloudwatch_metric_alarm. Its actions are on unless switched off (the provider's default).
func linkAlarm(r resource) {
	a := &model.Alarm{
		Head: r.HeadNamed("alarm_name"), Namespace: r.Str("namespace"), Metric: r.Str("metric_name"),
		Dimensions: map[string]model.Value[string]{}, Notifies: alarmActions(r),
		Muted: model.Map(r.Flag("actions_enabled").Or(true), func(on bool) bool { return !on }),
	}
	watch(r, a, "dimensions")
	for i := range r.Attr("metric_query").Items() { // of an alarm that computes with several metrics
		watch(r, a, "metric_query."+base.Itoa(i)+".metric.0.dimensions")
	}
	a.Functions, a.Channels = base.Unique(a.Functions), base.Unique(a.Channels)
	r.b.Sys.Alarms = append(r.b.Sys.Alarms, a)
}

func watch(r resource, a *model.Alarm, dimensions string) {
	for _, d := range r.entries(dimensions) {
		a.Dimensions[d.name] = d.value
		path := dimensions + "." + d.name
		a.Functions = append(a.Functions, exactly(base.Link[*model.Function](r, path)).To...)
		a.Channels = append(a.Channels, exactly(base.Link[*model.Channel](r, path)).To...)
	}
}

// exactly keeps what a known dimension names: Terraform lists the references of all of them together.
func exactly[T model.Object](l model.Link[T]) model.Link[T] {
	if l.Text.IsKnown() {
		return base.Exact(l)
	}
	return l
}

// alarmActions tells whether an alarm does anything when it goes off.
func alarmActions(r resource) model.Truth {
	actions := r.Strs("alarm_actions")
	some := actions.IsSet()
	if list, ok := actions.Get(); ok {
		some = model.Of(len(list) > 0)
	}
	return some.And(model.IsTrue(r.Flag("actions_enabled").Or(true)))
}
