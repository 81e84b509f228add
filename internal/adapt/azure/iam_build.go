package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// buildTypes are what builds and deploys with an identity of the subscription's own.
func buildTypes() types {
	t := types{"azurerm_container_registry_task": {Make: declareBuild(model.Build), Link: linkBuild}}
	for _, shell := range []string{"azure_cli", "azure_power_shell"} {
		t["azurerm_resource_deployment_script_"+shell] = adapter{Make: declareBuild(model.Deployment), Link: linkBuild}
	}
	return t
}

func declareBuild(kind model.WorkloadKind) func(resource) {
	return func(r resource) {
		w := &model.Workload{Head: r.Head(), Kind: kind}
		r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
		r.b.Declare(r, w)
	}
}

// linkBuild gives a build what it acts as: a script can have no identity of its own, and few tasks have two.
func linkBuild(r resource) {
	if w, ok := base.Own[*model.Workload](r); ok {
		w.Identity, _ = identitiesOf(r)
	}
}
