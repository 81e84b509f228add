package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// linkNotification adapts aws_s3_bucket_notification: each block is a trigger.
func linkNotification(r resource) {
	for _, kind := range []string{"lambda_function", "queue", "topic"} {
		n, _ := r.Blocks(kind)
		for i := range n {
			addNotification(r, kind+"."+base.Itoa(i), kind)
		}
	}
	if v := r.Flag("eventbridge"); !model.Never(model.IsTrue(v)) {
		addBusNotification(r, v)
	}
}

func addNotification(r resource, block, kind string) {
	t := notification(r)
	t.FilterPlace = r.Place(block)
	t.Prefix, t.Suffix = r.Str(block+".filter_prefix"), r.Str(block+".filter_suffix")
	t.Filtered = given(t.Prefix).Or(given(t.Suffix))
	switch kind {
	case "lambda_function":
		t.Function = functionNamed(r, block+".lambda_function_arn")
	default:
		t.Channel = base.Link[*model.Channel](r, block+"."+kind+"_arn")
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// given tells whether a text is set to anything but "".
func given(v model.Value[string]) model.Truth {
	return v.IsSet().And(model.Equals(v, "").Not().Or(model.Of(!v.IsKnown())))
}

func notification(r resource) *model.Trigger {
	return &model.Trigger{
		Head:    r.HeadNamed("bucket"),
		Kind:    model.Notification,
		Source:  base.Link[*model.Channel](r, "bucket"),
		Enabled: model.Known(true, r.Place("")),
	}
}

// addBusNotification: with eventbridge = true, all events go to the account's default bus, whose rules filter them.
func addBusNotification(r resource, on model.Value[bool]) {
	t := notification(r)
	t.Enabled = on
	t.FilterPlace, t.Filtered = on.Place, model.True()
	t.Channel = model.Link[*model.Channel]{Place: on.Place, Text: model.Known("default", on.Place)}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}
