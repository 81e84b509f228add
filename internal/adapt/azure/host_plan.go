package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeHostPlan adapts azurerm_service_plan and azurerm_app_service_plan.
func makeHostPlan(r resource) {
	tier := r.Str("sku_name")
	if formerType(r.Type) {
		tier = r.Str("sku.0.size")
	}
	p := &model.HostPlan{Head: r.Head(), Zones: r.Flag("zone_balancing_enabled").Or(false), Workers: workers(r, tier)}
	if formerType(r.Type) {
		p.Zones = r.Flag("zone_redundant").Or(false)
	}
	p.ZonesPossible = tier.Match(zonal)
	p.Internal = inEnvironment(r)
	r.b.Sys.HostPlans = append(r.b.Sys.HostPlans, p)
	r.b.Declare(r, p)
}

// zonal tells sizes whose workers can be spread over zones: Premium v2 and later, Elastic Premium, Workflow Standard, Flex
// Consumption, Isolated v2 (App Service documentation, "Reliability in Azure App Service").
func zonal(sku string) bool {
	sku = strings.ToUpper(sku)
	for _, prefix := range []string{"EP", "WS", "FC"} {
		if strings.HasPrefix(sku, prefix) {
			return true
		}
	}
	premium := strings.HasPrefix(sku, "P") || strings.HasPrefix(sku, "I")
	return premium && strings.Contains(sku, "V")
}

// workers is how many workers a plan may have: fixed for dedicated sizes, up to a limit for elastic ones.
func workers(r resource, tier model.Value[string]) model.Value[int] {
	sku, ok := tier.Get()
	switch {
	case !ok && tier.Why() != "":
		return model.UnknownValue[int](tier.Why(), tier.Place)
	case strings.HasPrefix(sku, "EP") || strings.HasPrefix(sku, "WS"):
		return r.Num("maximum_elastic_worker_count")
	case !ok || strings.HasPrefix(sku, "Y") || strings.HasPrefix(sku, "FC"):
		return model.NotSet[int](r.Place("maximum_elastic_worker_count"))
	case formerType(r.Type):
		return r.Num("sku.0.capacity").Or(1)
	default:
		return r.Num("worker_count").Or(1)
	}
}

// inEnvironment tells whether a plan stands in an App Service Environment that has internal addresses only.
func inEnvironment(r resource) model.Truth {
	env := r.Str("app_service_environment_id")
	if model.Never(env.IsSet()) {
		return model.False()
	}
	for _, o := range r.b.Plan.Resolve(r.Resource, "app_service_environment_id").Origins {
		if v := r.b.resource(o.Resource).Str("internal_load_balancing_mode"); o.Resource.Type == "azurerm_app_service_environment_v3" {
			return v.Or("None").Match(func(mode string) bool { return strings.Contains(mode, "Web") })
		}
	}
	return model.Undecided("the plan stands in an environment of its own, whose addresses may be internal")
}
