package slsguard

import (
	"context"
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// Trigger gives a declared trigger and what it is made of.
func Trigger(ctx context.Context, declared spec.Trigger, want harden.Trigger) (*Declared, error) {
	s := newSynthesis(want.Scope, declared.Unknown, nil)
	s.trigger(&declared, &want)
	return s.system(ctx, "trigger "+want.Name)
}

func (s *synthesis) trigger(declared *spec.Trigger, want *harden.Trigger) {
	s.key(&want.Key, "key")
	s.queue(want.DeadLetter.Queue, want.DeadLetter.ARN, "dead_letter")
	s.grants(want)
	switch {
	case want.Mapping != nil:
		s.mapping(want)
	case want.Subscription != nil:
		s.subscription(want)
	case want.Rule != nil:
		s.rule(want)
	case want.Schedule != nil:
		s.schedule(want)
	case want.API != nil:
		s.api(declared, want)
	}
}

func (s *synthesis) grants(t *harden.Trigger) {
	for i, g := range t.Grants {
		s.add("aws_lambda_permission", fmt.Sprintf("grant%d", i), map[string]any{
			"statement_id": g.Sid, "action": "lambda:InvokeFunction", "function_name": g.Function, "principal": g.Principal,
			"source_arn": g.SourceARN, "source_account": g.SourceAccount,
		}, map[string]string{"": string(t.Kind)})
	}
}

// mapping leaves out the consumer's policy: it belongs to the role of a function that is not part of the declaration, and
// is made of constants.
func (s *synthesis) mapping(t *harden.Trigger) {
	m, kind := t.Mapping, string(t.Kind)
	filters := make([]any, 0, len(m.Filters))
	for _, f := range m.Filters {
		filters = append(filters, map[string]any{"pattern": f})
	}
	attributes := map[string]any{
		"event_source_arn": orNil(m.Source), "function_name": t.Function, "enabled": t.Enabled, "batch_size": m.BatchSize,
		"filter_criteria":                block(map[string]any{"filter": filters}),
		"bisect_batch_on_function_error": m.Bisect, "topics": texts(nonEmpty(m.Topic)),
		"function_response_types": []any{}, "destination_config": []any{}, "scaling_config": []any{},
	}
	if m.PartialFailures {
		attributes["function_response_types"] = []any{"ReportBatchItemFailures"}
	}
	if t.DeadLetter.ARN != "" {
		attributes["destination_config"] = block(map[string]any{"on_failure": block(map[string]any{"destination_arn": t.DeadLetter.ARN})})
	}
	if m.MaximumConcurrency > 0 {
		attributes["scaling_config"] = block(map[string]any{"maximum_concurrency": m.MaximumConcurrency})
	}
	if m.MaximumRetries >= 0 {
		attributes["maximum_retry_attempts"], attributes["maximum_record_age_in_seconds"] = m.MaximumRetries, m.MaximumAge
	}
	s.add("aws_lambda_event_source_mapping", "own", attributes, map[string]string{
		"event_source_arn": kind + ".source", "function_name": "function", "enabled": "enabled", "batch_size": "batch_size",
		"filter_criteria": "filter", "destination_config": "dead_letter", "scaling_config": kind + ".maximum_concurrency",
		"maximum_retry_attempts": kind + ".maximum_retries", "maximum_record_age_in_seconds": kind + ".maximum_age",
		"": kind,
	})
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func (s *synthesis) subscription(t *harden.Trigger) {
	sub := t.Subscription
	redrive := fmt.Sprintf(`{"deadLetterTargetArn":%q}`, t.DeadLetter.ARN)
	s.add("aws_sns_topic_subscription", "own", map[string]any{
		"topic_arn": sub.Topic, "protocol": "lambda", "endpoint": t.Function, "filter_policy": orNil(sub.Filter),
		"filter_policy_scope": orNil(sub.FilterOn), "redrive_policy": redrive,
	}, map[string]string{
		"topic_arn": "topic.source", "endpoint": "function", "filter_policy": "filter", "redrive_policy": "dead_letter", "": "topic",
	})
}

func (s *synthesis) rule(t *harden.Trigger) {
	r, kind := t.Rule, string(t.Kind)
	pattern := "filter"
	if t.Kind == spec.StorageKind {
		pattern = kind
	}
	state := "ENABLED"
	if !t.Enabled {
		state = "DISABLED"
	}
	s.add("aws_cloudwatch_event_rule", "own", map[string]any{
		"name": r.Name, "id": r.Name, "arn": r.ARN(s.scope), "event_bus_name": r.Bus, "event_pattern": r.Pattern, "state": state,
	}, map[string]string{"event_pattern": pattern, "event_bus_name": "bus.name", "state": "enabled", "": kind})
	s.add("aws_cloudwatch_event_target", "own", map[string]any{
		"rule": r.Name, "event_bus_name": r.Bus, "arn": t.Function,
		"dead_letter_config": block(map[string]any{"arn": t.DeadLetter.ARN}),
		"retry_policy": block(map[string]any{
			"maximum_retry_attempts": r.Retries, "maximum_event_age_in_seconds": r.MaximumAge,
		}),
	}, map[string]string{"arn": "function", "dead_letter_config": "dead_letter", "": kind})
}

func (s *synthesis) schedule(t *harden.Trigger) {
	c := t.Schedule
	s.role(&c.Role, map[string]string{"": "schedule"})
	s.rolePolicy("schedule", &c.Role, c.Role.Policy, "schedule")
	window := map[string]any{"mode": "OFF"}
	if c.Window > 0 {
		window = map[string]any{"mode": "FLEXIBLE", "maximum_window_in_minutes": c.Window}
	}
	s.add("aws_scheduler_schedule", "own", map[string]any{
		"name": c.Name, "schedule_expression": c.Expression, "schedule_expression_timezone": c.TimeZone,
		"flexible_time_window": block(window),
		"target": block(map[string]any{
			"arn": t.Function, "role_arn": ownRole, "input": orNil(c.Input),
			"dead_letter_config": block(map[string]any{"arn": t.DeadLetter.ARN}),
			"retry_policy": block(map[string]any{
				"maximum_retry_attempts": c.Retries, "maximum_event_age_in_seconds": c.MaximumAge,
			}),
		}),
	}, map[string]string{
		"schedule_expression": "schedule.expression", "target.0.input": "schedule.input", "target.0.arn": "function",
		"target.0.dead_letter_config": "dead_letter", "": "schedule",
	})
}

func (s *synthesis) api(d *spec.Trigger, t *harden.Trigger) {
	a := t.API
	endpoint := "REGIONAL"
	if a.Private {
		endpoint = "PRIVATE"
	}
	s.add("aws_api_gateway_rest_api", "own", map[string]any{
		"name": a.Name, "id": harden.OwnAPI, "arn": spec.Gap, "execution_arn": spec.Gap, "root_resource_id": spec.Gap,
		"policy": orNil(a.Policy.String()), "disable_execute_api_endpoint": a.DefaultOff, "api_key_source": "HEADER", "body": nil,
		"endpoint_configuration": block(map[string]any{"types": []any{endpoint}}),
	}, map[string]string{"": "http", "policy": "http.source_cidrs", "disable_execute_api_endpoint": "http.domain"})
	s.authorizer(a)
	for i, r := range a.Routes {
		s.route(d, t, i, r)
	}
	s.stage(t)
	s.logGroup(&a.LogGroup, "http.log_retention")
}

func (s *synthesis) authorizer(a *harden.API) {
	if a.Authorizer == nil {
		return
	}
	w := a.Authorizer
	attributes := map[string]any{
		"name": w.Name, "rest_api_id": harden.OwnAPI, "type": w.Type, "provider_arns": texts(w.UserPools), "id": spec.Gap,
		"identity_source": w.Source, "identity_validation_expression": orNil(w.Pattern), "authorizer_result_ttl_in_seconds": w.TTL,
	}
	if w.Function != "" {
		attributes["authorizer_uri"] = "arn:" + s.scope.Partition + ":apigateway:" + s.scope.Region +
			":lambda:path/2015-03-31/functions/" + w.Function + "/invocations"
	}
	s.add("aws_api_gateway_authorizer", "own", attributes, map[string]string{"": "http.authorizer"})
}

func (s *synthesis) route(d *spec.Trigger, t *harden.Trigger, i int, r harden.APIRoute) {
	from := map[string]string{"": routeOf(d, r), "authorization": "http.authorizer", "api_key_required": "http.authorizer"}
	name := fmt.Sprintf("route%d", i)
	models := map[string]any{}
	if r.Model != "" {
		models["application/json"] = r.Model
	}
	parameters := map[string]any{}
	for _, p := range r.Parameters {
		parameters[p] = true
	}
	s.add("aws_api_gateway_resource", name, map[string]any{
		"rest_api_id": harden.OwnAPI, "parent_id": spec.Gap, "path": r.Path, "id": name,
		"path_part": r.Path[strings.LastIndex(r.Path, "/")+1:],
	}, from)
	s.add("aws_api_gateway_method", name, map[string]any{
		"rest_api_id": harden.OwnAPI, "resource_id": name, "http_method": r.Method, "authorization": r.Authorization,
		"authorization_scopes": texts(r.Scopes), "authorizer_id": authorizerID(t.API), "api_key_required": r.NeedsKey,
		"request_models": models, "request_parameters": parameters, "request_validator_id": "validator",
	}, from)
	s.add("aws_api_gateway_integration", name, map[string]any{
		"rest_api_id": harden.OwnAPI, "resource_id": name, "http_method": r.Method, "integration_http_method": "POST",
		"type": "AWS_PROXY", "uri": "arn:" + s.scope.Partition + ":apigateway:" + s.scope.Region +
			":lambda:path/2015-03-31/functions/" + t.Function + "/invocations",
	}, from)
	if i == 0 {
		s.add("aws_api_gateway_request_validator", "own", map[string]any{
			"name": "slsguard", "id": "validator", "rest_api_id": harden.OwnAPI, "validate_request_body": true, "validate_request_parameters": true,
		}, map[string]string{"": "http.routes"})
	}
}

func authorizerID(a *harden.API) any {
	if a.Authorizer == nil {
		return nil
	}
	return spec.Gap
}

// routeOf finds the declared route, which may stand in another order.
func routeOf(d *spec.Trigger, r harden.APIRoute) string {
	for i, declared := range d.HTTP.Routes {
		if declared.Method == r.Method && declared.Path == r.Path {
			return fmt.Sprintf("http.routes[%d]", i)
		}
	}
	return "http.routes"
}

func (s *synthesis) stage(t *harden.Trigger) {
	a := t.API
	s.add("aws_api_gateway_stage", "own", map[string]any{
		"rest_api_id": harden.OwnAPI, "stage_name": a.Stage.Name, "deployment_id": spec.Gap, "xray_tracing_enabled": a.Stage.Tracing,
		"cache_cluster_enabled": false, "arn": spec.Gap,
		"access_log_settings": block(map[string]any{"destination_arn": a.LogGroup.ARN(s.scope), "format": a.Stage.LogFormat}),
	}, map[string]string{"": "http"})
	s.add("aws_api_gateway_method_settings", "own", map[string]any{
		"rest_api_id": harden.OwnAPI, "stage_name": a.Stage.Name, "method_path": "*/*",
		"settings": block(map[string]any{
			"metrics_enabled": a.Stage.Metrics, "logging_level": a.Stage.LogLevel, "data_trace_enabled": a.Stage.DataTrace,
			"throttling_rate_limit": a.Stage.Rate, "throttling_burst_limit": a.Stage.Burst, "caching_enabled": false,
		}),
	}, map[string]string{"": "http", "settings": "http.throttle_rate"})
	if a.Stage.WebACL != "" {
		s.add("aws_wafv2_web_acl_association", "own", map[string]any{
			"resource_arn": s.scope.ARN("apigateway", "/restapis/"+harden.OwnAPI+"/stages/"+a.Stage.Name), "web_acl_arn": a.Stage.WebACL,
		}, map[string]string{"": "http.web_acl"})
	}
	if a.Domain != nil {
		s.domain(a)
	}
}

func (s *synthesis) domain(a *harden.API) {
	mutual := []any{}
	if a.Domain.Truststore != "" {
		mutual = block(map[string]any{"truststore_uri": a.Domain.Truststore, "truststore_version": orNil(a.Domain.TruststoreVersion)})
	}
	s.add("aws_api_gateway_domain_name", "own", map[string]any{
		"domain_name": a.Domain.Name, "id": a.Domain.Name, "security_policy": a.Domain.SecurityPolicy,
		"regional_certificate_arn": a.Domain.Certificate, "mutual_tls_authentication": mutual,
	}, map[string]string{"": "http.domain"})
	s.add("aws_api_gateway_base_path_mapping", "own", map[string]any{
		"api_id": harden.OwnAPI, "stage_name": a.Stage.Name, "domain_name": a.Domain.Name,
	}, map[string]string{"": "http.domain"})
}
