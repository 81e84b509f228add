package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// oversightTypes are kept for what they say about the logs and the audit of others.
func oversightTypes() types {
	return types{
		"aws_cloudtrail":                          nothing(),
		"aws_guardduty_detector":                  nothing(),
		"aws_guardduty_detector_feature":          nothing(),
		"aws_cloudwatch_log_metric_filter":        nothing(),
		"aws_cloudwatch_log_delivery":             nothing(),
		"aws_cloudwatch_log_delivery_source":      nothing(),
		"aws_ecr_registry_scanning_configuration": nothing(),
		"data.aws_cloudwatch_log_group":           nothing(),
	}
}

// overseer adds, once everything else is known, what is logged, traced and audited, and how code is named and kept.
type overseer struct {
	b         *builder
	groups    map[*plan.Resource]*model.LogGroup
	byName    map[string]*model.LogGroup
	byShape   map[string][]*model.LogGroup
	byOwner   map[*plan.Resource][]*model.LogGroup // groups that are named after a function, by the function
	unnamed   *model.LogGroup                      // a group of the plan that could have any name
	filters   map[string][]*model.LogGroup         // groups that a metric is made of, by its name
	points    map[*plan.Resource]*model.AccessPoint
	balancers map[*plan.Resource]bool // see beforeFunctions
	alarms    map[string]*model.Alarm // by address
}

// oversee runs the overseer's own passes, each over all resources, so that their order does not matter.
func (b *builder) oversee() {
	o := &overseer{
		b: b, groups: map[*plan.Resource]*model.LogGroup{}, byName: map[string]*model.LogGroup{},
		byShape: map[string][]*model.LogGroup{}, byOwner: map[*plan.Resource][]*model.LogGroup{},
		filters: map[string][]*model.LogGroup{},
		points:  map[*plan.Resource]*model.AccessPoint{},
		alarms:  map[string]*model.Alarm{},
	}
	for _, a := range b.Sys.Alarms {
		o.alarms[a.Address] = a
	}
	for _, pass := range []map[string]func(resource){o.first(), o.second(), o.third()} {
		for _, res := range b.Plan.Resources {
			if f := pass[base.Key(res)]; f != nil {
				f(b.resource(res))
			}
		}
	}
	b.latestVersions()
}

func (o *overseer) first() map[string]func(resource) {
	passes := map[string]func(resource){
		"aws_cloudwatch_log_group":        o.group,
		"data.aws_cloudwatch_log_group":   o.group,
		"aws_api_gateway_method_settings": observeMethods,
		"aws_ecr_repository":              imageRules,
		"aws_efs_access_point":            o.accessPoint,
		"aws_cloudtrail":                  trail,
		"aws_guardduty_detector":          detector,
		"aws_api_gateway_domain_name":     gatewayTLS("security_policy"),
		"aws_apigatewayv2_domain_name":    gatewayTLS("domain_name_configuration.0.security_policy"),
		"aws_cloudfront_distribution":     distributionTLS,
		"aws_sfn_state_machine":           observeMachine,
		"aws_pipes_pipe":                  observePipe,
		"aws_cloudwatch_event_bus":        observeBus,
		"aws_sns_topic":                   observeTopic,
		"aws_appsync_graphql_api":         observeGraphAPI,
		"aws_appsync_api":                 observeEventAPI,
		"aws_lb":                          o.observeBalancer,
		"aws_alb":                         o.observeBalancer,
		"aws_api_gateway_deployment":      observeDeployment,
	}
	return passes
}

func (o *overseer) second() map[string]func(resource) {
	return map[string]func(resource){
		"aws_lambda_function":                     base.Both(o.functionLogs, packageOf),
		"aws_cloudwatch_log_metric_filter":        o.metricFilter,
		"aws_api_gateway_stage":                   observeRESTStage,
		"aws_apigatewayv2_stage":                  observeHTTPStage,
		"aws_cloudfront_distribution":             observeDistribution,
		"aws_guardduty_detector_feature":          detectorFeature,
		"aws_ecr_registry_scanning_configuration": scanning,
	}
}

func (o *overseer) third() map[string]func(resource) {
	return map[string]func(resource){
		"aws_cloudwatch_metric_alarm": o.metricAlarm,
		"aws_cloudwatch_log_delivery": delivered,
		"aws_lambda_function":         o.functionDoors,
	}
}
