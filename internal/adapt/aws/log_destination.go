package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// makeLogDestination adapts aws_cloudwatch_log_destination: a door through which other accounts send their log lines
// into a stream.
func makeLogDestination(r resource) {
	c := addChannel(r, model.LogDestination, r.head())
	c.Outside = true // it keeps nothing itself
}

func linkLogDestination(r resource) {
	c, ok := object[*model.Channel](r)
	if !ok {
		return
	}
	t := &model.Trigger{
		Head: r.head(), Kind: model.Subscription, FilterPlace: r.place(""), Filtered: model.True(),
		Source:   model.Link[*model.Channel]{Place: r.place(""), To: []*model.Channel{c}},
		CatchAll: model.False(), NamesSource: model.True(), Enabled: model.Known(true, r.place("")),
		Identity: linkTo[*model.Identity](r, "role_arn"),
	}
	feed(t, r, "target_arn")
	r.b.sys.Triggers = append(r.b.sys.Triggers, t)
}

func logDestinations(sys *model.System) []*model.Channel {
	return only(sys.Channels, model.LogDestination)
}

// logDestinationPolicy adapts aws_cloudwatch_log_destination_policy: which accounts may send.
func logDestinationPolicy() adapter {
	return setting[*model.Channel]{
		path: "destination_name", all: logDestinations, outside: outsideChannel(model.LogDestination),
		set: func(r resource, c *model.Channel) { addPolicy(c, r.policy("access_policy")) },
		may: func(_ resource, c *model.Channel, why string) { c.PolicyWhy = either(c.PolicyWhy, why) },
	}.adapter()
}
