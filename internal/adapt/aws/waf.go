package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// linkFirewall puts a web ACL in front of what resource_arn leads to. When that can't be told, it may be any of
// the things that can have one.
func (x *edge) linkFirewall(r resource) {
	res := r.b.Plan.Resolve(r.Resource, "resource_arn")
	targets := guardable(r.b, res.Origins)
	if len(targets) == 0 {
		targets = stagesOfNamedAPI(r.b, res.Origins)
	}
	switch {
	case len(targets) == 1 && res.Complete:
		x.guard(r.b, targets[0], model.True())
	case len(targets) > 0:
		x.guardAny(r.b, targets, r.Address+" may lead to several resources")
	case !res.Complete:
		x.guardAny(r.b, guardableOf(r.b), r.Address+".resource_arn cannot be followed: "+base.WhyUnknown("resource_arn", res))
	}
}

// guardable keeps the origins that can have a firewall. The ARN of a stage is often put together from its API
// and itself.
func guardable(b *builder, origins []plan.Origin) []*plan.Resource {
	var targets []*plan.Resource
	seen := map[*plan.Resource]bool{}
	for _, o := range origins {
		if !seen[o.Resource] && canHaveFirewall(b, o.Resource) {
			seen[o.Resource] = true
			targets = append(targets, o.Resource)
		}
	}
	return targets
}

func guardableOf(b *builder) []*plan.Resource {
	var targets []*plan.Resource
	for _, r := range b.Plan.Resources {
		if r.Mode == plan.Managed && canHaveFirewall(b, r) {
			targets = append(targets, r)
		}
	}
	return targets
}

// canHaveFirewall tells whether AWS WAF can be attached to a resource (AWS WAF developer guide, "Resources that
// you can protect"): not to HTTP or WebSocket APIs, nor to function URLs.
func canHaveFirewall(b *builder, res *plan.Resource) bool {
	switch o := b.Objects[res].(type) {
	case *model.Stage:
		return res.Type != "aws_apigatewayv2_stage"
	case *model.API:
		return o.Kind == model.GraphQLAPI || o.Kind == model.EventAPI
	case *model.UserPool:
		return true
	default:
		return isBalancer(res)
	}
}

// stagesOfNamedAPI gives the stages of the APIs that a hand-made ARN names, when it writes the stage's name out.
func stagesOfNamedAPI(b *builder, origins []plan.Origin) []*plan.Resource {
	var stages []*plan.Resource
	for _, o := range origins {
		named, ok := b.Objects[o.Resource].(*model.API)
		if !ok || named.Kind != model.RESTAPI {
			continue
		}
		for _, res := range b.Plan.Resources {
			if _, ok := b.Objects[res].(*model.Stage); !ok {
				continue
			}
			for _, api := range apisOf(b, res, 0) {
				if api == named {
					stages = append(stages, res)
				}
			}
		}
	}
	return stages
}

func (x *edge) guardAny(b *builder, targets []*plan.Resource, why string) {
	for _, t := range targets {
		x.guard(b, t, model.Undecided(why))
	}
}

func (x *edge) guard(b *builder, res *plan.Resource, guarded model.Truth) {
	switch o := b.Objects[res].(type) {
	case *model.Stage:
		o.Firewall = o.Firewall.Or(guarded)
	case *model.API:
		o.Firewall = o.Firewall.Or(guarded)
	case *model.UserPool:
		o.Firewall = o.Firewall.Or(guarded)
	default:
		x.firewalls[res] = x.firewalls[res].Or(guarded)
	}
}
