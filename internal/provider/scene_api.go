package provider

import (
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// api tells a REST API with its one stage.
func (s *scene) api(t *harden.Trigger) {
	a := t.API
	kind := "REGIONAL"
	if a.Private {
		kind = "PRIVATE"
	}
	s.add("aws_api_gateway_rest_api", "this", fields{
		"id": sampleAPI, "name": a.Name, "policy": a.Policy.String(), "root_resource_id": "root",
		"execution_arn": t.Scope.ARN("execute-api", sampleAPI), "disable_execute_api_endpoint": a.DefaultOff,
		"endpoint_configuration": block(fields{"types": []string{kind}}),
	}, map[string]string{"": "http", "policy": "http.source_cidrs", "endpoint_configuration": "http.source_vpces"})
	s.authorizer(a)
	s.add("aws_api_gateway_request_validator", "this", fields{
		"id": "validator", "rest_api_id": sampleAPI, "name": "all", "validate_request_body": true, "validate_request_parameters": true,
	}, map[string]string{"": "http.routes"})
	parents := map[string]string{"": "root"}
	for i := range a.Routes {
		s.route(t, i, s.resource(a.Routes[i].Path, parents))
	}
	s.stage(a)
	s.logGroup(&a.LogGroup, "http.log_retention", "key")
	if d := a.Domain; d != nil {
		s.domain(d)
	}
}

func (s *scene) authorizer(a *harden.API) {
	if a.Authorizer == nil {
		return
	}
	s.add("aws_api_gateway_authorizer", "this", fields{
		"id": "authorizer", "rest_api_id": sampleAPI, "name": a.Authorizer.Name, "type": a.Authorizer.Type,
		"provider_arns": a.Authorizer.UserPools, "authorizer_uri": a.Authorizer.Function,
		"identity_source": a.Authorizer.Source, "identity_validation_expression": a.Authorizer.Pattern,
		"authorizer_result_ttl_in_seconds": a.Authorizer.TTL,
	}, map[string]string{"": "http.authorizer", "identity_validation_expression": "http.authorizer.pattern"})
}

// resource tells the resources of a path, each once, and gives the id of the last.
func (s *scene) resource(path string, ids map[string]string) string {
	at, id := "", "root"
	for part := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if part == "" {
			continue
		}
		parent := id
		at += "/" + part
		if known, ok := ids[at]; ok {
			id = known
			continue
		}
		id = fmt.Sprintf("resource%d", len(ids))
		ids[at] = id
		s.add("aws_api_gateway_resource", id, fields{
			"id": id, "rest_api_id": sampleAPI, "parent_id": parent, "path_part": part, "path": at,
		}, map[string]string{"": "http.routes"})
	}
	return id
}

func (s *scene) route(t *harden.Trigger, i int, resource string) {
	a, r := t.API, &t.API.Routes[i]
	name, declared := fmt.Sprintf("route%d", i), fmt.Sprintf("http.routes[%d]", i)
	parameters := fields{}
	for _, p := range r.Parameters {
		parameters[p] = true
	}
	method := fields{
		"rest_api_id": sampleAPI, "resource_id": resource, "http_method": r.Method, "authorization": r.Authorization,
		"authorization_scopes": r.Scopes, "api_key_required": r.NeedsKey, "request_parameters": parameters,
	}
	if r.Validated {
		method["request_validator_id"] = "validator"
	}
	if a.Authorizer != nil {
		method["authorizer_id"] = "authorizer"
	}
	if r.Schema != "" {
		method["request_models"] = fields{"application/json": r.Model}
		s.add("aws_api_gateway_model", name, fields{
			"rest_api_id": sampleAPI, "name": r.Model, "content_type": "application/json", "schema": r.Schema,
		}, map[string]string{"": declared + ".schema"})
	}
	s.add("aws_api_gateway_method", name, method, map[string]string{
		"": declared, "authorization": "http.authorizer", "authorizer_id": "http.authorizer", "request_models": declared + ".schema",
		"request_validator_id": declared + ".schema",
	})
	s.add("aws_api_gateway_integration", name, fields{
		"rest_api_id": sampleAPI, "resource_id": resource, "http_method": r.Method, "integration_http_method": "POST",
		"type": "AWS_PROXY", "uri": invokeURI(t),
	}, map[string]string{"": declared})
}

// invokeURI is how API Gateway names a function that it runs.
func invokeURI(t *harden.Trigger) string {
	return fmt.Sprintf("arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations", t.Scope.Partition, t.Scope.Region, t.Function)
}

func (s *scene) stage(a *harden.API) {
	s.add("aws_api_gateway_stage", "this", fields{
		"rest_api_id": sampleAPI, "stage_name": a.Stage.Name, "xray_tracing_enabled": a.Stage.Tracing,
		"access_log_settings": block(fields{"format": a.Stage.LogFormat, "destination_arn": sampleLogGroup(a)}),
		"web_acl_arn":         a.Stage.WebACL,
	}, map[string]string{"": "http", "web_acl_arn": "http.web_acl"})
	s.add("aws_api_gateway_method_settings", "this", fields{
		"rest_api_id": sampleAPI, "stage_name": a.Stage.Name, "method_path": "*/*",
		"settings": block(fields{
			"logging_level": a.Stage.LogLevel, "data_trace_enabled": a.Stage.DataTrace, "metrics_enabled": a.Stage.Metrics,
			"throttling_rate_limit": a.Stage.Rate, "throttling_burst_limit": a.Stage.Burst, "caching_enabled": false,
		}),
	}, map[string]string{
		"": "http", "settings.0.throttling_rate_limit": "http.throttle_rate", "settings.0.throttling_burst_limit": "http.throttle_burst",
	})
}

func sampleLogGroup(a *harden.API) string {
	scope := sampleScope()
	return a.LogGroup.ARN(scope)
}

func (s *scene) domain(d *harden.Domain) {
	after := fields{
		"domain_name": d.Name, "regional_certificate_arn": d.Certificate, "security_policy": d.SecurityPolicy,
		"endpoint_configuration": block(fields{"types": []string{"REGIONAL"}}),
	}
	if d.Truststore != "" {
		after["mutual_tls_authentication"] = block(fields{"truststore_uri": d.Truststore, "truststore_version": d.TruststoreVersion})
	}
	s.add("aws_api_gateway_domain_name", "this", after, map[string]string{"": "http.domain"})
	s.add("aws_api_gateway_base_path_mapping", "this", fields{
		"api_id": sampleAPI, "domain_name": d.Name, "stage_name": "v1",
	}, map[string]string{"": "http.domain"})
}
