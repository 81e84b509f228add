// Package adapt turns a plan into the cloud-neutral model, with the adapters of every cloud.
package adapt

import (
	"maps"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/aws"
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/slsguard"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// Keep says which resource types a plan reader has to keep for Model.
func Keep() func(plan.Mode, string) bool {
	secrets := contents()
	keepers := []func(plan.Mode, string) bool{slsguard.Declares, aws.Keeper(), azure.Keeper(), google.Keeper()}
	return func(mode plan.Mode, typ string) bool {
		if secrets[typ] != nil {
			return true
		}
		return slices.ContainsFunc(keepers, func(keep func(plan.Mode, string) bool) bool { return keep(mode, typ) })
	}
}

// contents are the attributes of all providers that hold secrets.
func contents() base.Contents {
	all := base.Common()
	for _, of := range []base.Contents{aws.Contents(), azure.Contents(), google.Contents()} {
		maps.Copy(all, of)
	}
	return all
}

// Release lets go of what a plan holds for Model alone, once that has made the system of it; for plans of which no HCL
// is at hand, which asks for planned values when findings are placed. Identities of Azure and Google answer what they
// may do from the plan itself, so that a plan with such is kept whole.
func Release(p *plan.Plan, sys *model.System) {
	if !slices.ContainsFunc(sys.Identities, func(id *model.Identity) bool { return id.Cloud != model.AWS }) {
		p.Release(aws.Lasting()...)
	}
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
	shared := base.Share(contents())
	base.Adapt(p, sys, shared, aws.Adapter(p, sys, shared), azure.Adapter(p, sys, shared), google.Adapter(p, sys, shared))
	sys.Origins[0].Cloud = base.MainCloud(sys)
	return sys
}
