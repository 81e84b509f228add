package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func throttles(s *model.Stage) map[string]string {
	found := map[string]string{}
	for _, t := range s.Throttles {
		found[t.Place.Address()+" "+t.Route] = t.On.String()
	}
	return found
}

func TestThrottles(t *testing.T) {
	sys := family(t, "limits")
	stages := map[string]*model.Stage{}
	for _, api := range sys.APIs {
		for _, s := range api.Stages {
			stages[s.Address] = s
		}
	}
	equalMaps(t, throttles(stages["aws_api_gateway_stage.all"]), map[string]string{
		"aws_api_gateway_method_settings.all ":               "true",
		"aws_api_gateway_method_settings.one GET /v1/orders": "false",
	})
	equalMaps(t, throttles(stages["aws_api_gateway_stage.planned"]), map[string]string{
		"aws_api_gateway_usage_plan.planned ": "true",
	})
	equalMaps(t, throttles(stages["aws_apigatewayv2_stage.users"]), map[string]string{
		"aws_apigatewayv2_stage.users ":           "false",
		"aws_apigatewayv2_stage.users GET /users": "true",
	})
	open := stages["aws_api_gateway_stage.open"]
	equal(t, "settings of an unknown method", open.ThrottleWhy, "aws_api_gateway_method_settings.somewhere may be about any of its methods")
	equal(t, "known limits", len(open.Throttles), 0)
}

func TestDeadLetters(t *testing.T) {
	sys := family(t, "limits")
	got := map[string]string{}
	for _, c := range at(t, sys.Channels, "aws_sqs_queue.failed").Collects {
		got[c.Object.Base().Address+" "+c.Place.Attribute()] = c.Certain.String()
	}
	equalMaps(t, got, map[string]string{
		"aws_lambda_function.worker dead_letter_config.0.target_arn":                               "true",
		"aws_lambda_event_source_mapping.stream destination_config.0.on_failure.0.destination_arn": "true",
		"aws_sqs_queue.jobs redrive_policy":                                                        "true",
	})
	equal(t, "an empty target", at(t, sys.Functions, "aws_lambda_function.blank").DeadLetter.IsSet().String(), "false")
}

func TestUnresolvedAsyncSettings(t *testing.T) {
	for _, name := range []string{"worker", "blank"} {
		f := at(t, family(t, "limits").Functions, "aws_lambda_function."+name)
		equal(t, name+" age", shown(f.EventAge), "(unknown)")
		equal(t, name+" retries", shown(f.Retries), "(unknown)")
		equal(t, name+" destinations", len(f.Failure), 1)
	}
}

func TestCostGuards(t *testing.T) {
	equal(t, "budget", at(t, family(t, "limits").CostGuards, "aws_budgets_budget.account").Label(), "account")
}

func TestStreamLimits(t *testing.T) {
	sys := family(t, "limits")
	stream, queue := at(t, sys.Triggers, "aws_lambda_event_source_mapping.stream"), at(t, sys.Triggers, "aws_lambda_event_source_mapping.jobs")
	equal(t, "stream retries", shown(stream.Retries), "-1")
	equal(t, "stream age", shown(stream.MaxAge), "-1")
	equal(t, "queue retries", shown(queue.Retries), "(absent)")
}
