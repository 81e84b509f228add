// Package adapt turns a plan into the cloud-neutral model, with the adapters of every cloud.
package adapt

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/aws"
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/slsguard"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// Keep says which resource types a plan reader has to keep for Model.
func Keep() func(plan.Mode, string) bool {
	ofAWS := aws.Keeper()
	return func(mode plan.Mode, typ string) bool { return slsguard.Declares(mode, typ) || ofAWS(mode, typ) }
}

// Model turns a plan into the model. It puts the plan's resources in the order of their addresses, so that the order
// in which a plan lists them changes nothing.
func Model(p *plan.Plan) *model.System {
	slices.SortStableFunc(p.Resources, func(a, b *plan.Resource) int { return strings.Compare(a.Address, b.Address) })
	sys := &model.System{Origins: []*model.Origin{{
		Head:    model.Head{Cloud: model.AWS, Address: "(plan)", Type: "plan", Managed: true},
		Partial: p.PartialWhy,
	}}}
	slsguard.Graft(p, sys)
	aws.Adapt(p, sys)
	return sys
}
