// Package aws turns the resources of the aws provider into the cloud-neutral model: one file a family of
// resource types, and a registry that lists them. Provider defaults become explicit values here, so that
// rules need not know them.
package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// adapter says how the resources of one type become part of the model. Work is done in three passes, so that
// the order of resources in a plan does not matter.
type adapter struct {
	// make adds the objects that the resource declares. It must not look at other resources.
	make func(r resource)
	// link adds what the resource says about other resources' objects, all of which exist by then.
	link func(r resource)
	// finish derives what needs all links: which identity may do what.
	finish func(r resource)
	// follow names the attribute through which a reference to this resource leads on: a reference to an
	// alias is one to its function.
	follow string
}

// registry lists every resource type and data source that the adapter understands. A type of a serverless
// service that is missing here is reported (SLS004). Data sources have the prefix "data.".
func registry() map[string]adapter {
	types := map[string]adapter{}
	for _, family := range []map[string]adapter{
		lambdaTypes(), messagingTypes(), storageTypes(), snapshotTypes(), secretTypes(), iamTypes(), gatewayTypes(),
		edgeTypes(), eventTypes(), workflowTypes(), observabilityTypes(), networkTypes(),
		storeTypes(), costTypes(), oversightTypes(),
	} {
		for name, a := range family {
			types[name] = a
		}
	}
	return types
}

// nothing is the adapter of types that are understood but hold nothing that a rule judges.
func nothing() adapter { return adapter{} }

// both makes one pass of two.
func both(first, second func(resource)) func(resource) {
	return func(r resource) {
		first(r)
		second(r)
	}
}

func key(r *plan.Resource) string {
	if r.Mode == plan.Data {
		return "data." + r.Type
	}
	return r.Type
}

// serverless reports whether a resource type belongs to a service that slsguard means to model whole.
func serverless(typ string) bool {
	for _, prefix := range []string{
		"aws_lambda_", "aws_api_gateway_", "aws_apigatewayv2_", "aws_sqs_", "aws_sns_", "aws_cloudwatch_event_",
		"aws_scheduler_", "aws_pipes_", "aws_sfn_", "aws_appsync_", "aws_kinesis_stream", "aws_kinesis_resource_policy",
		"aws_schemas_", "aws_serverlessapplicationrepository_", "aws_cognito_identity_",
	} {
		if strings.HasPrefix(typ, prefix) {
			return true
		}
	}
	return false
}

// Keeper gives the filter that tells a plan reader which types are worth keeping.
func Keeper() func(plan.Mode, string) bool {
	types := registry()
	return func(mode plan.Mode, typ string) bool {
		if !strings.HasPrefix(typ, "aws_") {
			return secretSource(typ)
		}
		if mode == plan.Data {
			_, ok := types["data."+typ]
			return ok || secretSource(typ)
		}
		_, ok := types[typ]
		return ok || serverless(typ) || secretSource(typ)
	}
}

// Adapt adds everything that the plan's aws resources say to a system.
func Adapt(p *plan.Plan, sys *model.System) {
	b := newBuilder(p, sys)
	b.each(func(a adapter) func(resource) { return a.make })
	b.each(func(a adapter) func(resource) { return a.link })
	b.each(func(a adapter) func(resource) { return a.finish })
	b.outputs()
	b.connect()
	b.oversee()
}
