// Package aws turns the resources of the aws provider into the cloud-neutral model: one file a family of
// resource types, and a registry that lists them. Provider defaults become explicit values here, so that
// rules need not know them.
package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// registry lists every resource type and data source that the adapter understands. A type of a serverless
// service that is missing here is reported (SLS004). Data sources have the prefix "data.".
func registry() types {
	return base.Join(
		lambdaTypes(), messagingTypes(), storageTypes(), snapshotTypes(), secretTypes(), iamTypes(), gatewayTypes(),
		edgeTypes(), eventTypes(), workflowTypes(), observabilityTypes(), networkTypes(),
		storeTypes(), costTypes(), oversightTypes(),
	)
}

// nothing is the adapter of types that are understood but hold nothing that a rule judges.
func nothing() adapter { return adapter{} }

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
func Keeper() func(plan.Mode, string) bool { return registry().Keeper(serverless) }

// Adapter gives the passes that add everything that the plan's resources on AWS say to a system.
func Adapter(p *plan.Plan, sys *model.System, shared *base.Shared) base.Passes {
	b := newBuilder(p, sys, shared)
	return base.Passes{
		Make: func() { b.types.Make(p, b.resource) },
		Link: func() { b.types.Link(p, b.resource) },
		Finish: func() {
			b.types.Finish(p, b.resource)
			b.Unmodelled(serverless, func(typ string) bool { return b.types.Knows(plan.Managed, typ) })
			b.FeedOutside()
		},
		Oversee: func() {
			b.oversee()
			b.forget()
		},
	}
}
