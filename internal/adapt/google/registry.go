// Package google turns the resources of the google and google-beta providers into the cloud-neutral model: one file a family of
// resource types, and a registry that lists them. Provider defaults become explicit values here, so that rules need not
// know them.
package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// resource is a plan resource with the readers that adapters need, and what the adapters of Google share.
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
	// openRead says what may read any topic, since it can't be followed where it reads; "" for nothing.
	openRead string
	// quotas are what the definitions of APIs limit.
	quotas map[*model.API][]*model.Throttle
	// channels are those of the plan by their full name; nil until somebody asks.
	channels map[string][]*model.Channel
	// byName are the functions of the plan by name; nil until somebody asks.
	byName map[string][]*model.Function
	// rings are the plan's keys by the ring that they are in; nil until somebody asks.
	rings map[string][]*model.Key
	// deployed is true once functions know the repositories of their images.
	deployed bool
}

func (b *builder) resource(r *plan.Resource) resource {
	return resource{base.View{Resource: r, B: b.Builder}, b}
}

// registry lists every resource type and, with the prefix "data.", data source that the adapter understands. A type
// of a serverless service that is missing here is reported (SLS004).
func registry() types {
	return base.Join(
		functionTypes(), eventTypes(), iamTypes(), storageTypes(), secretTypes(), gatewayTypes(), networkTypes(), oversightTypes(),
	)
}

// nothing is the adapter of types that are understood but hold nothing that a rule judges.
func nothing() adapter { return adapter{} }

// serverless reports whether a resource type belongs to a service that slsguard means to model whole, or runs code as
// functions do.
func serverless(typ string) bool {
	for _, prefix := range []string{
		"google_cloudfunctions", "google_cloud_run_", "google_pubsub_", "google_eventarc_", "google_cloud_scheduler_", "google_cloud_tasks_",
		"google_workflows_", "google_api_gateway_", "google_app_engine_standard_", "google_app_engine_flexible_",
	} {
		if strings.HasPrefix(typ, prefix) {
			return true
		}
	}
	return false
}

// alwaysSet tells attributes that every resource that has them has a value for, once it is applied.
func alwaysSet(attribute string) bool { return attribute == "id" }

// Keeper gives the filter that tells a plan reader which types are worth keeping.
func Keeper() func(plan.Mode, string) bool { return registry().Keeper(serverless) }

// Adapter gives the passes that add everything that the plan's resources on Google Cloud say to a system.
func Adapter(p *plan.Plan, sys *model.System, shared *base.Shared) base.Passes {
	types := registry()
	b := &builder{types: types, iam: newIAMWork(), quotas: map[*model.API][]*model.Throttle{}}
	b.Builder = base.New(p, sys, shared, base.Cloud{Name: model.Google, ID: "id", Follow: types.Follow, AlwaysSet: alwaysSet})
	return base.Passes{
		Make: func() { b.types.Make(p, b.resource) },
		Link: func() { b.types.Link(p, b.resource) },
		Finish: func() {
			b.types.Finish(p, b.resource)
			b.judgeIdentities()
			b.refusedFailures()
			b.Unmodelled(serverless, func(typ string) bool { return b.types.Knows(plan.Managed, typ) })
			b.FeedOutside()
		},
		Oversee: b.oversee,
	}
}
