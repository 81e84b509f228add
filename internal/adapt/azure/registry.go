// Package azure turns the resources of the azurerm, azuread and azapi providers into the cloud-neutral model: one file
// a family of resource types, and a registry that lists them. Provider defaults become explicit values here, so that
// rules need not know them.
package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// resource is a plan resource with the readers that adapters need, and what the adapters of Azure share.
type resource struct {
	base.View
	b *builder
}

type (
	adapter                 = base.Adapter[resource]
	types                   = base.Types[resource]
	setting[T model.Object] = base.Setting[T, resource]
)

// builder holds what the adapters of one run share.
type builder struct {
	*base.Builder
	types types
	iam   iamWork
	// scoped are the functions of each resource group and Application Insights.
	scoped map[*plan.Resource][]*model.Function
	// inflows are what brings a topic's messages to a subscription of Service Bus.
	inflows map[*model.Channel]*model.Trigger
}

func (b *builder) resource(r *plan.Resource) resource {
	return resource{base.View{Resource: r, B: b.Builder}, b}
}

// registry lists every resource type and, with the prefix "data.", data source that the adapter understands. A type
// of a serverless service that is missing here is reported (SLS004).
func registry() types {
	return base.Join(
		lookedUp(hostTypes()), lookedUp(channelTypes()), lookedUp(vaultTypes()), iamTypes(), gatewayTypes(), frontTypes(), workflowTypes(),
		lookedUp(networkTypes()), lookedUp(oversightTypes()),
	)
}

// lookedUp makes data sources that look up by name what the plan itself declares lead to that.
func lookedUp(all types) types {
	for typ, a := range all {
		if declare := a.Make; strings.HasPrefix(typ, "data.") && declare != nil && typ != "data.azurerm_key_vault_secret" {
			a.Make = func(r resource) {
				if !declared(r) {
					declare(r)
				}
			}
			a.Follow = "name"
			all[typ] = a
		}
	}
	return all
}

// declared tells data sources whose name is that of one resource of the plan of the same type.
func declared(r resource) bool {
	origins := r.b.Plan.Resolve(r.Resource, "name").Origins
	return len(origins) == 1 && origins[0].Resource.Mode == plan.Managed && origins[0].Resource.Type == r.Type
}

// nothing is the adapter of types that are understood but hold nothing that a rule judges.
func nothing() adapter { return adapter{} }

// serverless reports whether a resource type belongs to a service that slsguard means to model whole, or runs code as
// functions do. Environments of container apps run none.
func serverless(typ string) bool {
	if typ == "azurerm_container_app" || typ == "azurerm_container_app_job" {
		return true
	}
	for _, prefix := range []string{
		"azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_logic_app_", "azurerm_servicebus_",
		"azurerm_eventhub", "azurerm_eventgrid_", "azurerm_api_management", "azurerm_storage_queue",
	} {
		if strings.HasPrefix(typ, prefix) {
			return true
		}
	}
	return false
}

// alwaysSet tells attributes that every resource that has them has a value for, once it is applied.
func alwaysSet(attribute string) bool { return attribute == "id" }

// namedOutside reads by what text a resource names an object outside of the plan: an id, which ends with the name, or the
// name alone.
func namedOutside(text string, at model.Place) (name, id model.Value[string]) {
	if !strings.HasPrefix(text, "/subscriptions/") {
		return name, id
	}
	return model.Known(text[strings.LastIndexByte(text, '/')+1:], at), model.Known(text, at)
}

// Keeper gives the filter that tells a plan reader which types are worth keeping.
func Keeper() func(plan.Mode, string) bool { return registry().Keeper(serverless) }

// Adapter gives the passes that add everything that the plan's resources on Azure say to a system.
func Adapter(p *plan.Plan, sys *model.System, shared *base.Shared) base.Passes {
	types := registry()
	b := &builder{types: types, iam: newIAMWork(), inflows: map[*model.Channel]*model.Trigger{}}
	b.Builder = base.New(p, sys, shared, base.Cloud{
		Name: model.Azure, ID: "id", Follow: types.Follow, Named: namedOutside, AlwaysSet: alwaysSet,
	})
	return base.Passes{
		Make: func() { b.types.Make(p, b.resource) },
		Link: func() { b.types.Link(p, b.resource) },
		Finish: func() {
			b.types.Finish(p, b.resource)
			b.judgeIdentities()
			b.Unmodelled(serverless, func(typ string) bool { return b.types.Knows(plan.Managed, typ) })
			b.FeedOutside()
		},
		Oversee: b.oversee,
	}
}
