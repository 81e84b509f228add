package awstest

import (
	"encoding/json"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

func apiPartHandlers() map[string]handler {
	all := map[string]handler{
		"apigateway.PutGatewayResponse":     (*World).putResponse,
		"apigateway.GetGatewayResponse":     (*World).getResponse,
		"apigateway.DeleteGatewayResponse":  (*World).deleteResponse,
		"apigateway.CreateDeployment":       (*World).createDeployment,
		"apigateway.DeleteDeployment":       (*World).deleteDeployment,
		"apigateway.CreateModel":            (*World).createModel,
		"apigateway.DeleteModel":            (*World).deleteModel,
		"apigateway.CreateAuthorizer":       (*World).createAuthorizer,
		"apigateway.CreateRequestValidator": (*World).createValidator,
	}
	for _, k := range partKinds() {
		all["apigateway.Get"+k.name] = k.get
		all["apigateway.Get"+k.name+"s"] = k.list
		all["apigateway.Update"+k.name] = k.update
		if _, own := all["apigateway.Delete"+k.name]; !own {
			all["apigateway.Delete"+k.name] = k.remove
		}
	}
	return all
}

// partKind is a kind of part that APIs have, and that is read, listed, patched and deleted like others.
type partKind struct {
	name    string // as operations have it
	member  string // the member of requests that names a part
	of      func(*API) map[string]wire.Values
	patches patchable
	check   func(*World, wire.Values) error
	usedBy  string // the member of methods that refers to a part, if any does
}

func partKinds() []partKind {
	return []partKind{
		{
			name: "RequestValidator", member: "requestValidatorId", usedBy: "requestValidatorId",
			of:      func(a *API) map[string]wire.Values { return a.Validators },
			patches: patchable{"/name": patchText, "/validateRequestBody": patchBool, "/validateRequestParameters": patchBool},
		},
		{
			name: "Authorizer", member: "authorizerId", usedBy: "authorizerId", check: checkAuthorizer,
			of: func(a *API) map[string]wire.Values { return a.Authorizers },
			patches: patchable{
				"/name": patchText, "/type": patchText, "/authorizerUri": patchText, "/authorizerCredentials": patchText,
				"/identitySource": patchText, "/identityValidationExpression": patchText, "/authorizerResultTtlInSeconds": patchInt,
				"/providerARNs": patchElement, "/authType": patchText,
			},
		},
		{
			name: "Model", member: "modelName", check: checkModel,
			of:      func(a *API) map[string]wire.Values { return a.Models },
			patches: patchable{"/description": patchText, "/schema": patchText},
		},
		{
			name: "Deployment", member: "deploymentId",
			of:      func(a *API) map[string]wire.Values { return a.Deployments },
			patches: patchable{"/description": patchText},
		},
	}
}

func (k partKind) find(w *World, in wire.Values) (*API, wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, nil, err
	}
	v, ok := k.of(a)[in.Str(k.member)]
	if !ok {
		return nil, nil, notFound(k.name)
	}
	return a, v, nil
}

func (k partKind) get(w *World, in wire.Values) (wire.Values, error) {
	_, v, err := k.find(w, in)
	return v, err
}

func (k partKind) list(w *World, in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, id := range sortedKeys(k.of(a)) {
		out = append(out, k.of(a)[id])
	}
	return page(w, in, "items", out, apiPaging())
}

func (k partKind) update(w *World, in wire.Values) (wire.Values, error) {
	a, v, err := k.find(w, in)
	if err != nil {
		return nil, err
	}
	v, err = k.patches.patch(v, in)
	if err != nil {
		return nil, err
	}
	if k.check != nil {
		if err := k.check(w, v); err != nil {
			return nil, err
		}
	}
	k.of(a)[in.Str(k.member)] = v
	return v, nil
}

func (k partKind) remove(w *World, in wire.Values) (wire.Values, error) {
	a, _, err := k.find(w, in)
	if err != nil {
		return nil, err
	}
	id := in.Str(k.member)
	if path, used := a.uses(func(m wire.Values) bool { return m.Str(k.usedBy) == id }); used {
		return nil, fail("ConflictException", "Cannot delete %s '%s', is referenced in method: %s", strings.ToLower(k.name), id, path)
	}
	delete(k.of(a), id)
	return nil, nil
}

// uses finds a method that is so.
func (a *API) uses(so func(wire.Values) bool) (string, bool) {
	for _, r := range a.Resources {
		for verb, m := range r.Methods {
			if so(m) {
				return r.Path + "/" + verb, true
			}
		}
	}
	return "", false
}

func (w *World) createValidator(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	v := wire.Values{"id": w.id("validator", "v", 5), "validateRequestBody": false, "validateRequestParameters": false}
	v.Take(in, "name", "validateRequestBody", "validateRequestParameters")
	a.Validators[v.Str("id")] = v
	return v, nil
}

func (w *World) createAuthorizer(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	if _, taken := named(a.Authorizers, in.Str("name")); taken {
		return nil, fail("ConflictException", "Authorizer name must be unique. Authorizer %s already exists in this RestApi.", in.Str("name"))
	}
	// https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
	v := wire.Values{"id": w.id("authorizer", "u", 5), "authorizerResultTtlInSeconds": 300}
	v.Take(in, "name", "type", "providerARNs", "authType", "authorizerUri", "authorizerCredentials", "identitySource",
		"identityValidationExpression", "authorizerResultTtlInSeconds")
	if err := checkAuthorizer(w, v.Clone()); err != nil {
		return nil, err
	}
	a.Authorizers[v.Str("id")] = v
	return v, nil
}

func named(all map[string]wire.Values, name string) (wire.Values, bool) {
	for _, v := range all {
		if v.Str("name") == name {
			return v, true
		}
	}
	return nil, false
}

func checkAuthorizer(_ *World, v wire.Values) error {
	ttl := v.Int("authorizerResultTtlInSeconds")
	switch {
	case v.Str("type") == "COGNITO_USER_POOLS" && len(v.Strs("providerARNs")) == 0:
		return badRequest("Invalid ProviderARNs: at least one user pool is needed")
	case v.Str("type") != "COGNITO_USER_POOLS" && !strings.Contains(v.Str("authorizerUri"), ":lambda:path/"):
		return badRequest("Invalid Authorizer URI: %s. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.", v.Str("authorizerUri"))
	case v.Str("type") == "REQUEST" && v.Str("identitySource") == "" && ttl > 0:
		return badRequest("Identity source is required when authorization caching is enabled")
	case ttl < 0 || ttl > 3600:
		return badRequest("Authorizer result TTL must be between 0 and 3600 seconds")
	}
	return nil
}

func (w *World) createModel(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	name := in.Str("name")
	if _, ok := a.Models[name]; ok {
		return nil, fail("ConflictException", "Model name already exists for this REST API")
	}
	v := wire.Values{"id": w.id("model", "m", 5)}
	v.Take(in, "name", "description", "schema", "contentType")
	if err := checkModel(w, v); err != nil {
		return nil, err
	}
	a.Models[name] = v
	return v, nil
}

// checkModel: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
func checkModel(_ *World, v wire.Values) error {
	for _, r := range v.Str("name") {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", r) {
			return badRequest("Model name must be alphanumeric: %s", v.Str("name"))
		}
	}
	var schema map[string]any
	if json.Unmarshal([]byte(v.Str("schema")), &schema) != nil {
		return badRequest("Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]")
	}
	return nil
}

func (w *World) deleteModel(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	name := in.Str("modelName")
	if _, ok := a.Models[name]; !ok {
		return nil, notFound("Model")
	}
	refers := func(m wire.Values) bool {
		for _, model := range m.Map("requestModels") {
			if model == name {
				return true
			}
		}
		return false
	}
	if path, used := a.uses(refers); used {
		return nil, fail("ConflictException", "Cannot delete model '%s', is referenced in method request: %s", name, path)
	}
	delete(a.Models, name)
	return nil, nil
}

func (w *World) createDeployment(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	if err := a.deployable(); err != nil {
		return nil, err
	}
	d := wire.Values{"id": w.id("deployment", "d", 5), "createdDate": w.now()}
	d.Take(in, "description")
	a.Deployments[d.Str("id")] = d
	if stage := in.Str("stageName"); stage != "" {
		w.deployTo(a, stage, d.Str("id"), in)
	}
	return d, nil
}

// deployable: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-deployments.html
func (a *API) deployable() error {
	if _, some := a.uses(func(wire.Values) bool { return true }); !some {
		return badRequest("The REST API doesn't contain any methods")
	}
	if _, bare := a.uses(func(m wire.Values) bool { return !m.Has("methodIntegration") }); bare {
		return badRequest("No integration defined for method")
	}
	return nil
}

func (w *World) deleteDeployment(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	id := in.Str("deploymentId")
	if _, ok := a.Deployments[id]; !ok {
		return nil, notFound("Deployment")
	}
	for _, s := range a.Stages {
		if s.Str("deploymentId") == id {
			return nil, badRequest("Active stages pointing to this deployment must be moved or deleted")
		}
	}
	delete(a.Deployments, id)
	return nil, nil
}

func (w *World) putResponse(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	v := wire.Values{"defaultResponse": false}
	v.Take(in, "responseType", "statusCode", "responseParameters", "responseTemplates")
	a.Responses[in.Str("responseType")] = v
	return v, nil
}

func (w *World) getResponse(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	if v, ok := a.Responses[in.Str("responseType")]; ok {
		return v, nil
	}
	return wire.Values{"responseType": in.Str("responseType"), "defaultResponse": true}, nil
}

func (w *World) deleteResponse(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	if _, ok := a.Responses[in.Str("responseType")]; !ok {
		return nil, fail("NotFoundException", "Gateway response type not defined on API")
	}
	delete(a.Responses, in.Str("responseType"))
	return nil, nil
}
