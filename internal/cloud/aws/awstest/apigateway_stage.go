package awstest

import (
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

func stageHandlers() map[string]handler {
	return map[string]handler{
		"apigateway.CreateStage": (*World).createStage,
		"apigateway.GetStage":    (*World).getStage,
		"apigateway.GetStages":   (*World).getStages,
		"apigateway.UpdateStage": (*World).updateStage,
		"apigateway.DeleteStage": (*World).deleteStage,
	}
}

func (w *World) stageARN(api, stage string) string {
	return fmt.Sprintf("arn:aws:apigateway:%s::/restapis/%s/stages/%s", w.Region, api, stage)
}

func (w *World) hasStage(arn string) bool {
	for id, a := range w.APIs {
		for stage := range a.Stages {
			if w.stageARN(id, stage) == arn {
				return true
			}
		}
	}
	return false
}

func (w *World) createStage(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	name := in.Str("stageName")
	switch {
	case a.Stages[name] != nil:
		return nil, fail("ConflictException", "Stage already exists")
	case a.Deployments[in.Str("deploymentId")] == nil:
		return nil, badRequest("Invalid deployment identifier specified")
	}
	a.Stages[name] = w.newStage(in)
	return w.stageView(in, a.Stages[name]), nil
}

func (w *World) newStage(in wire.Values) wire.Values {
	s := wire.Values{
		"cacheClusterEnabled": false, "cacheClusterStatus": "NOT_AVAILABLE", "methodSettings": wire.Values{},
		"tracingEnabled": false, "createdDate": w.now(), "lastUpdatedDate": w.now(), "tags": wire.Values{},
	}
	s.Take(in, "stageName", "deploymentId", "description", "variables", "documentationVersion", "tracingEnabled", "tags",
		"cacheClusterEnabled", "canarySettings")
	return s
}

// deployTo lets a stage show a deployment; one that isn't there is made, as CreateDeployment does.
func (w *World) deployTo(a *API, stage, deployment string, in wire.Values) {
	s, ok := a.Stages[stage]
	if !ok {
		s = w.newStage(wire.Values{"stageName": stage})
		s.Take(in, "variables", "tracingEnabled")
		a.Stages[stage] = s
	}
	s["deploymentId"] = deployment
}

func (w *World) stage(in wire.Values) (*API, wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, nil, err
	}
	s, ok := a.Stages[in.Str("stageName")]
	if !ok {
		return nil, nil, fail("NotFoundException", "Invalid stage identifier specified")
	}
	return a, s, nil
}

// stageView adds the web ACL, which WAF knows.
func (w *World) stageView(in, s wire.Values) wire.Values {
	if acl, ok := w.WebACLFor[w.stageARN(in.Str("restApiId"), s.Str("stageName"))]; ok {
		return s.With(wire.Values{"webAclArn": acl})
	}
	return s
}

func (w *World) getStage(in wire.Values) (wire.Values, error) {
	_, s, err := w.stage(in)
	if err != nil {
		return nil, err
	}
	return w.stageView(in, s), nil
}

func (w *World) getStages(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, name := range sortedKeys(a.Stages) {
		out = append(out, w.stageView(in, a.Stages[name]))
	}
	return wire.Values{"item": out}, nil
}

func stagePatches() patchable {
	return patchable{
		"/deploymentId": patchText, "/description": patchText, "/variables/*": patchText, "/tracingEnabled": patchBool,
		"/clientCertificateId": patchText, "/documentationVersion": patchText, "/cacheClusterEnabled": patchBool,
		"/cacheClusterSize": patchText, "/accessLogSettings": patchText, "/accessLogSettings/destinationArn": patchText,
		"/accessLogSettings/format": patchText,
	}
}

// methodSetting says where a path's last two segments put a value, and what it is.
// https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch
func methodSetting(group, name string) (string, patchKind, bool) {
	type setting struct {
		member string
		kind   patchKind
	}
	s, ok := map[string]setting{
		"metrics/enabled":                                {"metricsEnabled", patchBool},
		"logging/dataTrace":                              {"dataTraceEnabled", patchBool},
		"logging/loglevel":                               {"loggingLevel", patchText},
		"throttling/burstLimit":                          {"throttlingBurstLimit", patchInt},
		"throttling/rateLimit":                           {"throttlingRateLimit", patchFloat},
		"caching/enabled":                                {"cachingEnabled", patchBool},
		"caching/ttlInSeconds":                           {"cacheTtlInSeconds", patchInt},
		"caching/dataEncrypted":                          {"cacheDataEncrypted", patchBool},
		"caching/requireAuthorizationForCacheControl":    {"requireAuthorizationForCacheControl", patchBool},
		"caching/unauthorizedCacheControlHeaderStrategy": {"unauthorizedCacheControlHeaderStrategy", patchText},
	}[group+"/"+name]
	return s.member, s.kind, ok
}

// newMethodSettings are what a method has when one of its settings is set first, from the same example.
func newMethodSettings() wire.Values {
	return wire.Values{
		"metricsEnabled": false, "dataTraceEnabled": false, "throttlingBurstLimit": 5000, "throttlingRateLimit": 10000.0,
		"cachingEnabled": false, "cacheTtlInSeconds": 300, "cacheDataEncrypted": false,
		"requireAuthorizationForCacheControl": true, "unauthorizedCacheControlHeaderStrategy": "SUCCEED_WITH_RESPONSE_HEADER",
	}
}

func (w *World) updateStage(in wire.Values) (wire.Values, error) {
	a, s, err := w.stage(in)
	if err != nil {
		return nil, err
	}
	s = s.With(nil)
	for _, op := range in.Maps("patchOperations") {
		if err := patchStage(s, op); err != nil {
			return nil, err
		}
	}
	if err := w.checkStage(a, s); err != nil {
		return nil, err
	}
	s["lastUpdatedDate"] = w.now()
	a.Stages[in.Str("stageName")] = s
	return w.stageView(in, s), nil
}

func patchStage(s, op wire.Values) error {
	segments := pointer(op.Str("path"))
	if _, known := stagePatches().kind(segments); known {
		return stagePatches().apply(s, op)
	}
	if len(segments) == 2 && op.Str("op") == "remove" {
		delete(s.Map("methodSettings"), strings.TrimPrefix(op.Str("path"), "/"))
		return nil
	}
	if len(segments) < 4 {
		return badRequest("Invalid method setting path: %s. Must be one of: [/deploymentId, /description, /{resourcePath}/{httpMethod}/...]", op.Str("path"))
	}
	return patchMethodSetting(s, op, segments)
}

// patchMethodSetting sets "/{resource path}/{verb}/{group}/{name}".
func patchMethodSetting(s, op wire.Values, segments []string) error {
	n := len(segments)
	member, kind, ok := methodSetting(segments[n-2], segments[n-1])
	if !ok || op.Str("op") != "replace" {
		return badRequest("Invalid method setting path: %s for op %s", op.Str("path"), op.Str("op"))
	}
	all := descend(s, []string{"methodSettings"})
	// Keys are as addressed, with ~1 for a slash; see the example of
	// https://docs.aws.amazon.com/cli/latest/reference/apigateway/update-stage.html
	key := strings.TrimSuffix(strings.TrimPrefix(op.Str("path"), "/"), "/"+segments[n-2]+"/"+segments[n-1])
	if !all.Has(key) {
		all[key] = newMethodSettings()
	}
	return set(all.Map(key), member, kind, "", op.Str("value"))
}

// checkStage: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
func (w *World) checkStage(a *API, s wire.Values) error {
	if a.Deployments[s.Str("deploymentId")] == nil {
		return badRequest("Invalid deployment identifier specified")
	}
	logs := s.Map("accessLogSettings").Str("destinationArn")
	for _, m := range s.Map("methodSettings") {
		if settings, ok := m.(wire.Values); ok && settings.Str("loggingLevel") != "" && settings.Str("loggingLevel") != "OFF" {
			logs += settings.Str("loggingLevel")
		}
	}
	if logs != "" && w.APIAccount.Str("cloudwatchRoleArn") == "" {
		return badRequest("CloudWatch Logs role ARN must be set in account settings to enable logging")
	}
	if group := logGroupOf(s.Map("accessLogSettings").Str("destinationArn")); strings.Contains(logs, ":log-group:") && w.LogGroups[group] == nil {
		return badRequest("Invalid ARN specified in the request: the log group %s does not exist", group)
	}
	return nil
}

func (w *World) deleteStage(in wire.Values) (wire.Values, error) {
	a, s, err := w.stage(in)
	if err != nil {
		return nil, err
	}
	for domain, d := range w.Domains {
		for _, m := range d.Mappings {
			if m.Str("restApiId") == in.Str("restApiId") && m.Str("stage") == s.Str("stageName") {
				return nil, badRequest("Please remove all base path mappings related to stage %s in your domain: %s", s.Str("stageName"), domain)
			}
		}
	}
	delete(a.Stages, s.Str("stageName"))
	delete(w.WebACLFor, w.stageARN(in.Str("restApiId"), s.Str("stageName")))
	return nil, nil
}
