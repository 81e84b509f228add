package aws

import (
	"maps"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// adaptAll does what package adapt does for the resources of all clouds.
func adaptAll(p *plan.Plan, sys *model.System) {
	secrets := base.Common()
	maps.Copy(secrets, Contents())
	shared := base.Share(secrets)
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
}

// keeper is the filter of package adapt.
func keeper() func(plan.Mode, string) bool {
	ofAWS, secrets := Keeper(), base.Common()
	maps.Copy(secrets, Contents())
	return func(mode plan.Mode, typ string) bool { return ofAWS(mode, typ) || secrets[typ] != nil }
}
