package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// defaultBus is the event bus that every account has in every region. No resource declares it.
const defaultBus = "default"

func eventBus(r resource) {
	bus := &model.Channel{
		Head: r.Head(), Kind: model.Bus, Policy: r.Place(""),
		// EventBridge has endpoints for HTTPS only (AWS General Reference, "Amazon EventBridge endpoints").
		TLSOnly: model.True(),
	}
	r.b.Sys.Channels = append(r.b.Sys.Channels, bus)
	r.b.Declare(r, bus)
}

func eventBusLinks(r resource) {
	channelKey(r)
	if bus, ok := r.b.Objects[r.Resource].(*model.Channel); ok {
		bus.DeadLetter = base.Link[*model.Channel](r, "dead_letter_config.0.arn")
		busLogs(r, bus)
	}
}

// busLogs reads log_config of version 6 of the provider: without it a bus has no logs, and with it no details of
// events in them unless asked for (EventBridge API, LogConfig).
func busLogs(r resource, bus *model.Channel) {
	level := r.Str("log_config.0.level").Or("OFF")
	bus.Logs = model.Map(level, func(s string) bool { return s != "OFF" })
	bus.TracesData = model.Map(r.Str("log_config.0.include_detail").Or("NONE"), func(s string) bool { return s == "FULL" })
	if on, ok := bus.Logs.Get(); ok && !on {
		bus.TracesData = model.Known(false, bus.TracesData.Place)
	}
}

// Without a key of the customer's, events at rest are encrypted with one that AWS owns (EventBridge User Guide,
// "Encryption at rest").
func channelKey(r resource) {
	if c, ok := r.b.Objects[r.Resource].(*model.Channel); ok {
		c.Encryption = alwaysEncrypted(r, "kms_key_identifier", model.CloudKey)
		c.Encryption.Key = base.Link[*model.Key](r, "kms_key_identifier")
	}
}

// eventArchive adapts aws_cloudwatch_event_archive. retention_days 0 keeps events without end, which is the
// default.
func eventArchive(r resource) {
	archive := &model.Channel{
		Head: r.Head(), Kind: model.Archive, Policy: r.Place(""), TLSOnly: model.True(),
		Retention: model.Map(r.Num("retention_days").Or(0), func(days int) int { return days * 24 * 60 * 60 }),
	}
	r.b.Sys.Channels = append(r.b.Sys.Channels, archive)
	r.b.Declare(r, archive)
}

// busLink follows an attribute with the name or ARN of a bus. Left out, it means the default bus, which is no
// object of the plan unless a policy on it makes it one (implicitBus).
func busLink(r resource, path string) model.Link[*model.Channel] {
	l := base.Link[*model.Channel](r, path)
	l.To = only(l.To, model.Bus)
	l.Text = l.Text.Or(defaultBus)
	if name, ok := l.Text.Get(); ok && busName(name) == defaultBus && len(l.To) == 0 {
		return model.Link[*model.Channel]{Place: l.Place, Text: l.Text}
	}
	return l
}

func only(channels []*model.Channel, kind model.ChannelKind) []*model.Channel {
	var kept []*model.Channel
	for _, c := range channels {
		if c.Kind == kind {
			kept = append(kept, c)
		}
	}
	return kept
}

// busName gives the name in a bus's name or ARN: arn:aws:events:REGION:ACCOUNT:event-bus/NAME.
func busName(nameOrARN string) string {
	if strings.HasPrefix(nameOrARN, "arn:") {
		_, name, _ := strings.Cut(nameOrARN, ":event-bus/")
		return name
	}
	return nameOrARN
}

// busesOf gives the buses that a policy or permission is put on. One that the plan does not declare becomes an
// object through its policy, so that what the policy grants is judged.
func busesOf(r resource) (buses []*model.Channel, certain model.Truth) {
	l := busLink(r, "event_bus_name")
	name, known := l.Text.Get()
	switch {
	case len(l.To) == 1 && l.Why == "" && l.To[0].Managed:
		return l.To, model.True()
	case len(l.To) > 1 || anyManaged(l.To):
		return l.To, model.Undecided("event_bus_name may lead to several buses")
	case len(l.To) == 0 && known:
		return []*model.Channel{implicitBus(r, busName(name))}, model.True()
	default: // only described by a data source, or not to be told: judged by what the policy says
		return append(l.To, base.Outsider(r, l, base.OutsideChannel[resource](model.Bus))), model.True()
	}
}

// implicitBus gives the bus of a name that no resource declares, and makes it at its first use.
func implicitBus(r resource, name string) *model.Channel {
	if bus := findImplicitBus(r, name); bus != nil {
		return bus
	}
	bus := &model.Channel{
		Head: r.Head(), Kind: model.Bus, Policy: r.Place(""), TLSOnly: model.True(), Outside: true,
		Encryption: model.Encryption{
			Kind:   model.UnknownValue[model.EncryptionKind]("the bus is not in the plan", r.Place("event_bus_name")),
			Always: true,
		},
	}
	bus.Name, bus.ID = model.Known(name, r.Place("event_bus_name")), model.NotSet[string](r.Place(""))
	r.b.Sys.Channels = append(r.b.Sys.Channels, bus)
	return bus
}

func findImplicitBus(r resource, name string) *model.Channel {
	for _, c := range r.b.Sys.Channels {
		if c.Kind == model.Bus && (c.Type == "aws_cloudwatch_event_bus_policy" || c.Type == "aws_cloudwatch_event_permission") {
			if n, ok := c.Name.Get(); ok && n == name {
				return c
			}
		}
	}
	return nil
}

// joinImplicitBus lets the rules on a bus that only a policy names lead to it.
func joinImplicitBus(r resource) {
	name, ok := r.Str("event_bus_name").Or(defaultBus).Get()
	if !ok {
		return
	}
	bus := findImplicitBus(r, busName(name))
	if bus == nil {
		return
	}
	for _, rule := range r.b.Sys.Rules {
		if text, ok := rule.Bus.Text.Get(); ok && len(rule.Bus.To) == 0 && busName(text) == busName(name) {
			rule.Bus.To, rule.Bus.Elsewhere, rule.Bus.Why = []*model.Channel{bus}, false, ""
			joinTargets(rule)
		}
	}
}

// joinTargets passes a rule's bus on to targets that took over the rule's facts before it was found.
func joinTargets(rule *model.Rule) {
	for _, t := range rule.Targets {
		if t.Kind == model.RuleTarget && len(t.Source.To) == 0 {
			t.Source.To, t.Source.Elsewhere = rule.Bus.To, false
		}
	}
}

func eventBusPolicy(r resource) {
	buses, certain := busesOf(r)
	p := r.policy("policy")
	for _, bus := range buses {
		bus.Policy, bus.PolicyWhy = p.place, p.why
		addGrants(bus, p.grants, certain)
	}
}

// addGrants gives every bus grants of its own, since each can be uncertain for another reason.
func addGrants(bus *model.Channel, grants []*model.Grant, certain model.Truth) {
	for _, g := range grants {
		own := *g
		own.Certain = own.Certain.And(certain)
		bus.Grants = append(bus.Grants, &own)
	}
}

// eventPermission adapts aws_cloudwatch_event_permission: one statement of a bus's policy.
func eventPermission(r resource) {
	buses, certain := busesOf(r)
	// PutEvents is the default (provider documentation: action).
	wanted := r.Str("action").Or("events:PutEvents")
	action, ok := wanted.Get()
	if !ok {
		certain = certain.And(model.Undecided(wanted.Why()))
	}
	sid, _ := r.Str("statement_id").Get()
	g := &model.Grant{
		Place: r.Place("principal"), Sid: sid, Principal: permissionPrincipal(r.Str("principal")),
		Abilities: eventAbilities(action), Actions: []string{action}, Wildcard: strings.HasSuffix(action, ":*"),
		Limits: permissionLimits(r), Certain: model.True(),
	}
	for _, bus := range buses {
		if bus.Policy.Attribute() == "" {
			bus.Policy = r.Place("principal")
		}
		addGrants(bus, []*model.Grant{g}, certain)
	}
}

func eventAbilities(action string) []model.Ability {
	switch action {
	case "": // known only after apply: it may be any
		return []model.Ability{model.Publish, model.Manage}
	case "events:PutEvents", "events:PutPartnerEvents":
		return []model.Ability{model.Publish}
	case "*", "events:*":
		return []model.Ability{model.Publish, model.Manage}
	default:
		return []model.Ability{model.Manage}
	}
}

// permissionPrincipal reads a principal that is an account id or * (provider documentation: principal).
func permissionPrincipal(v model.Value[string]) model.Principal {
	text, ok := v.Get()
	switch {
	case !ok && v.Why() != "":
		return model.Principal{Kind: model.UnknownPrincipal, Why: v.Why()}
	case !ok:
		return model.Principal{Kind: model.UnknownPrincipal, Why: "principal is not given"}
	case text == "*":
		return model.Principal{Kind: model.Anyone, Text: text}
	case isAccountID(text):
		return model.Principal{Kind: model.AccountPrincipal, Text: text, Account: text}
	default:
		return model.Principal{Kind: model.AccountPrincipal, Text: text, Account: accountOf(text)}
	}
}

// permissionLimits reads the condition, for which the API knows only aws:PrincipalOrgID with StringEquals
// (EventBridge API, PutPermission).
func permissionLimits(r resource) []model.Limit {
	if n, known := r.Blocks("condition"); n == 0 && known {
		return nil
	}
	values := model.Map(r.Str("condition.0.value"), func(s string) []string { return []string{s} })
	kind := model.OtherLimit
	if key, ok := r.Str("condition.0.key").Or("aws:PrincipalOrgID").Get(); ok && strings.EqualFold(key, "aws:PrincipalOrgID") {
		kind = model.Organisation
	}
	value, _ := r.Str("condition.0.value").Get()
	return []model.Limit{{Kind: kind, Values: values, Weak: value == "*"}}
}
