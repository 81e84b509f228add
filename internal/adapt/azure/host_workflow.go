package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// workflowAppTypes lists Logic Apps of the standard plan: workflows in a package, on the host of Azure Functions.
func workflowAppTypes() types {
	return types{
		"azurerm_logic_app_standard":      {Make: makeWorkflowApp, Link: linkWorkflowApp},
		"data.azurerm_logic_app_standard": nothing(),
	}
}

// workflowNames are those of azurerm_logic_app_standard. azurerm 3 has the switch for the network in another place.
func workflowNames(r resource) names {
	const c = "site_config.0."
	n := currentNames()
	n.publicAccess, n.certificates, n.plan, n.ftpDefault = "public_network_access", "", "app_service_plan_id", "AllAllowed"
	n.minTLS, n.deployMinTLS, n.debugging = c+"min_tls_version", c+"scm_min_tls_version", ""
	n.deployPassword, n.hostVersion = "scm_publish_basic_authentication_enabled", "version"
	if former := c + "public_network_access_enabled"; model.Never(r.Str(n.publicAccess).IsSet()) && !model.Never(r.Str(former).IsSet()) {
		n.publicAccess = former
	}
	return n
}

func makeWorkflowApp(r resource) {
	w := &model.Workload{
		Head: r.Head(), Kind: model.LogicApp, UntrustedWhy: "its workflows stand in a package, which the plan does not show",
	}
	declareSite(host{r, workflowNames(r)}, model.WorkflowApp, w.Head)
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
}

func linkWorkflowApp(r resource) {
	if w, ok := base.Own[*model.Workload](r); ok {
		w.Identity, _ = identitiesOf(r)
	}
	h := host{r, workflowNames(r)}
	siteTexts(h, settings(h))
	appTexts(h)
}
