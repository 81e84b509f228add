package awstest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// API is a REST API of API Gateway, with its parts by id or name as API Gateway shows them.
type API struct {
	Config      wire.Values             // RestApi without id
	Resources   map[string]*APIResource // by id
	Validators  map[string]wire.Values
	Models      map[string]wire.Values // by name
	Authorizers map[string]wire.Values
	Deployments map[string]wire.Values
	Stages      map[string]wire.Values // by name
	Responses   map[string]wire.Values // gateway responses by type

	root string
}

// APIResource is a path of an API. A method holds its integration and responses.
type APIResource struct {
	Parent, Part, Path string
	Methods            map[string]wire.Values // by verb
}

func apiHandlers() map[string]handler {
	return map[string]handler{
		"apigateway.CreateRestApi":  (*World).createAPI,
		"apigateway.GetRestApi":     (*World).getAPI,
		"apigateway.GetRestApis":    (*World).getAPIs,
		"apigateway.UpdateRestApi":  (*World).updateAPI,
		"apigateway.DeleteRestApi":  (*World).deleteAPI,
		"apigateway.CreateResource": (*World).createResource,
		"apigateway.GetResource":    (*World).getResource,
		"apigateway.GetResources":   (*World).getResources,
		"apigateway.DeleteResource": (*World).deleteResource,
		"apigateway.GetAccount":     func(w *World, _ wire.Values) (wire.Values, error) { return w.APIAccount, nil },
		"apigateway.UpdateAccount":  (*World).updateAPIAccount,
		"apigateway.TagResource":    (*World).tagAPI,
		"apigateway.UntagResource":  (*World).untagAPI,
		"apigateway.GetTags":        (*World).getAPITags,
	}
}

func notFound(what string) error {
	return fail("NotFoundException", "Invalid %s identifier specified", what)
}

func (w *World) api(in wire.Values) (*API, error) {
	if a, ok := w.APIs[in.Str("restApiId")]; ok {
		return a, nil
	}
	return nil, notFound("API")
}

func (w *World) createAPI(in wire.Values) (wire.Values, error) {
	id := w.id("api", "a", 9)
	a := &API{
		Config: apiDefaults(), Resources: map[string]*APIResource{}, Validators: map[string]wire.Values{},
		Models: defaultModels(), Authorizers: map[string]wire.Values{}, Deployments: map[string]wire.Values{},
		Stages: map[string]wire.Values{}, Responses: map[string]wire.Values{},
	}
	a.Config["createdDate"] = w.now()
	a.Config.Take(in, "name", "description", "version", "binaryMediaTypes", "minimumCompressionSize", "apiKeySource",
		"endpointConfiguration", "tags", "disableExecuteApiEndpoint", "policy", "securityPolicy", "endpointAccessMode")
	if err := w.checkAPI(a.Config); err != nil {
		return nil, err
	}
	a.root = w.id("root resource", "r", 9)
	a.Resources[a.root] = &APIResource{Path: "/", Methods: map[string]wire.Values{}}
	w.APIs[id] = a
	return w.apiView(id, a), nil
}

// apiDefaults: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html
func apiDefaults() wire.Values {
	return wire.Values{
		"apiKeySource": "HEADER", "disableExecuteApiEndpoint": false, "tags": wire.Values{},
		"endpointConfiguration": wire.Values{"types": []string{"EDGE"}},
	}
}

// defaultModels are the two that each new API has.
func defaultModels() map[string]wire.Values {
	schema := `{"$schema":"http://json-schema.org/draft-04/schema#","title":"%s Schema","type":"object"}`
	out := map[string]wire.Values{}
	for _, name := range []string{"Empty", "Error"} {
		out[name] = wire.Values{
			"id": "default" + name, "name": name, "contentType": "application/json", "schema": fmt.Sprintf(schema, name),
		}
	}
	return out
}

func (w *World) checkAPI(config wire.Values) error {
	policy := config.Str("policy")
	if policy == "" {
		return nil
	}
	d, err := parsePolicy(policy, "BadRequestException")
	if err != nil {
		return badRequest("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.")
	}
	for _, s := range d.Statement {
		if len(s.Principal)+len(s.NotPrincipal) == 0 {
			return badRequest("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.")
		}
	}
	return nil
}

func (w *World) apiView(id string, a *API) wire.Values {
	v := a.Config.With(wire.Values{"id": id, "rootResourceId": a.root})
	if policy := v.Str("policy"); policy != "" {
		v["policy"] = w.apiPolicy(id, policy)
	}
	return v
}

// apiPolicy gives a policy as API Gateway does: short resources made whole
// (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html), and the
// text with its quotes escaped, as in a JSON string.
func (w *World) apiPolicy(id, policy string) string {
	whole := w.arn("execute-api", id+"/")
	policy = strings.ReplaceAll(policy, `"execute-api:/`, `"`+whole)
	quoted, err := json.Marshal(policy)
	if err != nil {
		return policy
	}
	return strings.Trim(string(quoted), `"`)
}

func (w *World) getAPI(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	return w.apiView(in.Str("restApiId"), a), nil
}

func (w *World) getAPIs(in wire.Values) (wire.Values, error) {
	out := []wire.Values{}
	for _, id := range sortedKeys(w.APIs) {
		out = append(out, w.apiView(id, w.APIs[id]))
	}
	return page(w, in, "items", out, apiPaging())
}

func apiPatches() patchable {
	return patchable{
		"/name": patchText, "/description": patchText, "/policy": patchText, "/apiKeySource": patchText,
		"/disableExecuteApiEndpoint": patchBool, "/minimumCompressionSize": patchInt, "/binaryMediaTypes/*": patchKey,
		"/endpointConfiguration/types/*": patchFirst, "/endpointConfiguration/vpcEndpointIds": patchElement,
		"/securityPolicy": patchText, "/endpointAccessMode": patchText,
	}
}

func (w *World) updateAPI(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	config, err := apiPatches().patch(a.Config, in)
	if err != nil {
		return nil, err
	}
	if err := w.checkAPI(config); err != nil {
		return nil, err
	}
	a.Config = config
	return w.apiView(in.Str("restApiId"), a), nil
}

func (w *World) deleteAPI(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	id := in.Str("restApiId")
	for domain, d := range w.Domains {
		for path, m := range d.Mappings {
			if m.Str("restApiId") == id {
				return nil, badRequest("Please remove all base path mappings related to stage %s in your domain: %s%s", m.Str("stage"), domain, path)
			}
		}
	}
	for stage := range a.Stages {
		delete(w.WebACLFor, w.stageARN(id, stage))
	}
	delete(w.APIs, id)
	return nil, nil
}

func (w *World) resource(in wire.Values, member string) (*API, *APIResource, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, nil, err
	}
	r, ok := a.Resources[in.Str(member)]
	if !ok {
		return nil, nil, notFound("Resource")
	}
	return a, r, nil
}

func (w *World) createResource(in wire.Values) (wire.Values, error) {
	a, parent, err := w.resource(in, "parentId")
	if err != nil {
		return nil, err
	}
	part := in.Str("pathPart")
	for _, r := range a.Resources {
		if r.Parent == in.Str("parentId") && r.Part == part {
			return nil, fail("ConflictException", "Another resource with the same parent already has this name: %s", part)
		}
	}
	if strings.ContainsAny(part, "/ ") || part == "" {
		return nil, badRequest("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.")
	}
	id := w.id("resource", "r", 9)
	a.Resources[id] = &APIResource{
		Parent: in.Str("parentId"), Part: part, Path: strings.TrimSuffix(parent.Path, "/") + "/" + part,
		Methods: map[string]wire.Values{},
	}
	return resourceView(id, a.Resources[id], true), nil
}

func resourceView(id string, r *APIResource, methods bool) wire.Values {
	v := wire.Values{"id": id, "path": r.Path}
	if r.Parent != "" {
		v["parentId"], v["pathPart"] = r.Parent, r.Part
	}
	if len(r.Methods) == 0 {
		return v
	}
	embedded := wire.Values{}
	for verb, m := range r.Methods {
		embedded[verb] = wire.Values{}
		if methods {
			embedded[verb] = m
		}
	}
	v["resourceMethods"] = embedded
	return v
}

func (w *World) getResource(in wire.Values) (wire.Values, error) {
	_, r, err := w.resource(in, "resourceId")
	if err != nil {
		return nil, err
	}
	return resourceView(in.Str("resourceId"), r, embedsMethods(in)), nil
}

func embedsMethods(in wire.Values) bool { return slices.Contains(in.Strs("embed"), "methods") }

func (w *World) getResources(in wire.Values) (wire.Values, error) {
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	items := []wire.Values{}
	for _, id := range sortedKeys(a.Resources) {
		items = append(items, resourceView(id, a.Resources[id], embedsMethods(in)))
	}
	return page(w, in, "items", items, apiPaging())
}

// deleteResource deletes what is below, too.
func (w *World) deleteResource(in wire.Values) (wire.Values, error) {
	a, r, err := w.resource(in, "resourceId")
	if err != nil {
		return nil, err
	}
	if r.Parent == "" {
		return nil, badRequest("Root resource cannot be deleted")
	}
	maps.DeleteFunc(a.Resources, func(id string, other *APIResource) bool {
		return id == in.Str("resourceId") || strings.HasPrefix(other.Path, r.Path+"/")
	})
	return nil, nil
}

// updateAPIAccount: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
func (w *World) updateAPIAccount(in wire.Values) (wire.Values, error) {
	account, err := (patchable{"/cloudwatchRoleArn": patchText}).patch(w.APIAccount, in)
	if err != nil {
		return nil, err
	}
	role := account.Str("cloudwatchRoleArn")
	switch {
	case role == "":
		delete(account, "cloudwatchRoleArn")
	case !w.assumable(role, "apigateway.amazonaws.com", nil):
		return nil, badRequest("The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.")
	}
	w.APIAccount = account
	return account, nil
}

// taggedAPI gives the holder of the tags of an API, a stage or a domain name.
func (w *World) taggedAPI(in wire.Values) (wire.Values, error) {
	_, path, _ := strings.Cut(in.Str("resourceArn"), "::/")
	parts := strings.Split(path, "/")
	if len(parts) == 2 && parts[0] == "domainnames" && w.Domains[parts[1]] != nil {
		return w.Domains[parts[1]].Config, nil
	}
	if len(parts) < 2 || parts[0] != "restapis" || w.APIs[parts[1]] == nil {
		return nil, notFound("Resource")
	}
	a := w.APIs[parts[1]]
	switch {
	case len(parts) == 2:
		return a.Config, nil
	case len(parts) == 4 && parts[2] == "stages" && a.Stages[parts[3]] != nil:
		return a.Stages[parts[3]], nil
	}
	return nil, notFound("Resource")
}

func (w *World) tagAPI(in wire.Values) (wire.Values, error) {
	holder, err := w.taggedAPI(in)
	if err != nil {
		return nil, err
	}
	holder["tags"] = holder.Map("tags").With(in.Map("tags"))
	return nil, nil
}

func (w *World) untagAPI(in wire.Values) (wire.Values, error) {
	holder, err := w.taggedAPI(in)
	if err != nil {
		return nil, err
	}
	tags := holder.Map("tags").With(nil)
	for _, k := range in.Strs("tagKeys") {
		delete(tags, k)
	}
	holder["tags"] = tags
	return nil, nil
}

func (w *World) getAPITags(in wire.Values) (wire.Values, error) {
	holder, err := w.taggedAPI(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"tags": holder.Map("tags").With(nil)}, nil
}
