package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeLogDestination adapts aws_cloudwatch_log_destination: a door through which other accounts send their log lines
// into a stream.
func makeLogDestination(r resource) {
	c := addChannel(r, model.LogDestination, r.Head())
	c.Outside = true // it keeps nothing itself
}

func linkLogDestination(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Subscription, FilterPlace: r.Place(""), Filtered: model.True(),
		Source:   model.Link[*model.Channel]{Place: r.Place(""), To: []*model.Channel{c}},
		CatchAll: model.False(), NamesSource: model.True(), Enabled: model.Known(true, r.Place("")),
		Identity: base.Link[*model.Identity](r, "role_arn"),
	}
	feed(t, r, "target_arn")
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

func logDestinations(sys *model.System) []*model.Channel {
	return only(sys.Channels, model.LogDestination)
}

// logDestinationPolicy adapts aws_cloudwatch_log_destination_policy: which accounts may send.
func logDestinationPolicy() adapter {
	return setting[*model.Channel]{
		Path: "destination_name", All: logDestinations, Outside: base.OutsideChannel[resource](model.LogDestination),
		Set: func(r resource, c *model.Channel) { addPolicy(c, r.policy("access_policy")) },
		May: func(_ resource, c *model.Channel, why string) { c.PolicyWhy = base.Either(c.PolicyWhy, why) },
	}.Adapter()
}
