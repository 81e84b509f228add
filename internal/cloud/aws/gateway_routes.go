package aws

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigateway/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// validatorName names the API's one request validator, which checks bodies and parameters.
const validatorName = "slsguard"

// bodyType is the content type whose bodies have a schema. Others are refused by the integration's passthrough behaviour
// NEVER not being reached: a body without a model for its type is checked against the one for application/json.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
const bodyType = "application/json"

// api is what an API consists of, as it is now.
type api struct {
	id          string
	validator   *types.RequestValidator
	validators  []types.RequestValidator // all that there are
	authorizers []types.Authorizer
	models      map[string]string // schema by name
	resources   map[string]types.Resource
}

// look reads what an API consists of.
func (d *Deployer) look(ctx context.Context, id string) (*api, error) {
	a := &api{id: id, models: map[string]string{}, resources: map[string]types.Resource{}}
	validators, err := d.Gateway.GetRequestValidators(ctx, &apigateway.GetRequestValidatorsInput{RestApiId: &id})
	if err != nil {
		return nil, fmt.Errorf("read validators: %w", err)
	}
	a.validators = validators.Items
	for _, v := range validators.Items {
		if a.validator == nil && awssdk.ToString(v.Name) == validatorName {
			a.validator = &v
		}
	}
	authorizers, err := d.Gateway.GetAuthorizers(ctx, &apigateway.GetAuthorizersInput{RestApiId: &id})
	if err != nil {
		return nil, fmt.Errorf("read authorizers: %w", err)
	}
	a.authorizers = authorizers.Items
	models := apigateway.NewGetModelsPaginator(d.Gateway, &apigateway.GetModelsInput{RestApiId: &id})
	for models.HasMorePages() {
		page, err := models.NextPage(ctx)
		if err != nil {
			return nil, fmt.Errorf("read models: %w", err)
		}
		for _, m := range page.Items {
			a.models[awssdk.ToString(m.Name)] = harden.NormalJSON(awssdk.ToString(m.Schema))
		}
	}
	resources := apigateway.NewGetResourcesPaginator(d.Gateway, &apigateway.GetResourcesInput{RestApiId: &id, Embed: []string{"methods"}})
	for resources.HasMorePages() {
		page, err := resources.NextPage(ctx)
		if err != nil {
			return nil, fmt.Errorf("read resources: %w", err)
		}
		for _, r := range page.Items {
			a.resources[awssdk.ToString(r.Path)] = r
		}
	}
	return a, nil
}

// ensureRoutes brings validator, authorizer, models and methods to what is wanted, and removes what is not.
func (d *Deployer) ensureRoutes(ctx context.Context, id string, t *harden.Trigger) error {
	is, err := d.look(ctx, id)
	if err != nil {
		return err
	}
	validator, err := d.ensureValidator(ctx, is)
	if err != nil {
		return fmt.Errorf("validator: %w", err)
	}
	authorizer, err := d.ensureAuthorizer(ctx, is, t)
	if err != nil {
		return fmt.Errorf("authorizer: %w", err)
	}
	have := map[string]harden.APIRoute{}
	for _, r := range is.routes() {
		have[r.Method+" "+r.Path] = r
	}
	for _, want := range t.API.Routes {
		if err := d.ensureModel(ctx, is, want); err != nil {
			return fmt.Errorf("model of %s %s: %w", want.Method, want.Path, err)
		}
		old, ok := have[want.Method+" "+want.Path]
		if err := d.ensureRoute(ctx, is, t, want, old, ok, validator, authorizer); err != nil {
			return fmt.Errorf("route %s %s: %w", want.Method, want.Path, err)
		}
	}
	return d.pruneRoutes(ctx, is, t.API)
}

func (d *Deployer) ensureValidator(ctx context.Context, is *api) (id string, err error) {
	if is.validator == nil {
		var out *apigateway.CreateRequestValidatorOutput
		err = d.gateway(ctx, func() error {
			out, err = d.Gateway.CreateRequestValidator(ctx, &apigateway.CreateRequestValidatorInput{
				RestApiId: &is.id, Name: text(validatorName), ValidateRequestBody: true, ValidateRequestParameters: true,
			})
			return err
		})
		if err != nil {
			return "", err
		}
		return awssdk.ToString(out.Id), nil
	}
	var p patches
	p.replaceIf(!is.validator.ValidateRequestBody, "/validateRequestBody", "true")
	p.replaceIf(!is.validator.ValidateRequestParameters, "/validateRequestParameters", "true")
	if len(p) > 0 {
		err = d.gateway(ctx, func() error {
			_, err := d.Gateway.UpdateRequestValidator(ctx, &apigateway.UpdateRequestValidatorInput{
				RestApiId: &is.id, RequestValidatorId: is.validator.Id, PatchOperations: p,
			})
			return err
		})
	}
	return awssdk.ToString(is.validator.Id), err
}

// ensureAuthorizer makes the authorizer. One that differs gets a successor: methods are moved to it before it goes.
func (d *Deployer) ensureAuthorizer(ctx context.Context, is *api, t *harden.Trigger) (id *string, err error) {
	want := t.API.Authorizer
	if want == nil {
		return nil, nil
	}
	name := want.Name
	for _, have := range is.authorizers {
		if sameAuthorizer(readAuthorizer(have), want) {
			return have.Id, nil
		}
		if awssdk.ToString(have.Name) == name {
			name += "-2" // names are unique within an API
		}
	}
	in := &apigateway.CreateAuthorizerInput{
		RestApiId: &is.id, Name: &name, Type: types.AuthorizerType(want.Type), IdentitySource: text(want.Source),
		IdentityValidationExpression: text(want.Pattern), ProviderARNs: want.UserPools,
	}
	if want.Function != "" {
		in.AuthorizerUri, in.AuthorizerResultTtlInSeconds = text(invokeARN(t.Scope, want.Function)), number(want.TTL)
	}
	err = d.gateway(ctx, func() error {
		out, err := d.Gateway.CreateAuthorizer(ctx, in)
		if err == nil {
			id = out.Id
		}
		return err
	})
	return id, err
}

func sameAuthorizer(have, want *harden.Authorizer) bool {
	a, b := *have, *want
	a.Name, b.Name = "", ""
	return len(harden.DiffTrigger(
		harden.Trigger{API: &harden.API{Authorizer: &a}}, harden.Trigger{API: &harden.API{Authorizer: &b}},
	)) == 0
}

func readAuthorizer(a types.Authorizer) *harden.Authorizer {
	out := &harden.Authorizer{
		Name: strings.TrimSuffix(awssdk.ToString(a.Name), "-2"), Type: string(a.Type),
		Source: awssdk.ToString(a.IdentitySource), Pattern: awssdk.ToString(a.IdentityValidationExpression),
		Function: invokedFunction(awssdk.ToString(a.AuthorizerUri)),
	}
	if len(a.ProviderARNs) > 0 {
		out.UserPools = slices.Sorted(slices.Values(a.ProviderARNs))
	}
	if out.Function != "" {
		out.TTL = 300 // API Gateway's default
		if a.AuthorizerResultTtlInSeconds != nil {
			out.TTL = intOf(a.AuthorizerResultTtlInSeconds)
		}
	}
	return out
}

// invokedFunction takes a function's ARN out of the URI by which API Gateway runs it.
func invokedFunction(uri string) string {
	_, path, _ := strings.Cut(uri, "/functions/")
	return strings.TrimSuffix(path, "/invocations")
}

func (d *Deployer) ensureModel(ctx context.Context, is *api, want harden.APIRoute) error {
	have, ok := is.models[want.Model]
	if want.Model == "" || ok && have == want.Schema {
		return nil
	}
	return d.gateway(ctx, func() error {
		if !ok {
			_, err := d.Gateway.CreateModel(ctx, &apigateway.CreateModelInput{
				RestApiId: &is.id, Name: &want.Model, ContentType: text(bodyType), Schema: &want.Schema,
			})
			return err
		}
		var p patches
		p.replace("/schema", want.Schema)
		_, err := d.Gateway.UpdateModel(ctx, &apigateway.UpdateModelInput{RestApiId: &is.id, ModelName: &want.Model, PatchOperations: p})
		return err
	})
}

// ensureRoute makes a method anew when anything of it differs. Callers don't notice: they see the last deployment.
func (d *Deployer) ensureRoute(
	ctx context.Context, is *api, t *harden.Trigger, want, have harden.APIRoute, exists bool, validator string, authorizer *string,
) error {
	if exists && sameRoute(have, want) && awssdk.ToString(is.methodOf(want).AuthorizerId) == awssdk.ToString(authorizer) {
		return nil
	}
	resource, err := d.ensureResource(ctx, is, want.Path)
	if err != nil {
		return err
	}
	if exists {
		if err := d.deleteMethod(ctx, is.id, resource, want.Method); err != nil {
			return err
		}
	}
	models, parameters := map[string]string{}, map[string]bool{}
	if want.Model != "" {
		models[bodyType] = want.Model
	}
	for _, p := range want.Parameters {
		parameters[p] = true
	}
	err = d.gateway(ctx, func() error {
		_, err := d.Gateway.PutMethod(ctx, &apigateway.PutMethodInput{
			RestApiId: &is.id, ResourceId: &resource, HttpMethod: &want.Method, AuthorizationType: &want.Authorization,
			AuthorizerId: authorizer, AuthorizationScopes: want.Scopes, ApiKeyRequired: want.NeedsKey,
			RequestValidatorId: &validator, RequestModels: models, RequestParameters: parameters,
		})
		return err
	})
	if err != nil {
		return err
	}
	return d.gateway(ctx, func() error {
		_, err := d.Gateway.PutIntegration(ctx, &apigateway.PutIntegrationInput{
			RestApiId: &is.id, ResourceId: &resource, HttpMethod: &want.Method, Type: types.IntegrationTypeAwsProxy,
			IntegrationHttpMethod: text("POST"), Uri: text(invokeARN(t.Scope, want.Function)),
		})
		return err
	})
}

func (a *api) methodOf(r harden.APIRoute) types.Method {
	return a.resources[r.Path].ResourceMethods[r.Method]
}

func sameRoute(have, want harden.APIRoute) bool {
	have.Schema, want.Schema = "", "" // the model's own
	return len(harden.DiffTrigger(
		harden.Trigger{API: &harden.API{Routes: []harden.APIRoute{have}}}, harden.Trigger{API: &harden.API{Routes: []harden.APIRoute{want}}},
	)) == 0
}

// ensureResource makes a path, and the paths that it stands below.
func (d *Deployer) ensureResource(ctx context.Context, is *api, path string) (id string, err error) {
	if r, ok := is.resources[path]; ok {
		return awssdk.ToString(r.Id), nil
	}
	cut := strings.LastIndex(path, "/")
	parent, err := d.ensureResource(ctx, is, or(path[:cut], "/"))
	if err != nil {
		return "", err
	}
	err = d.gateway(ctx, func() error {
		out, err := d.Gateway.CreateResource(ctx, &apigateway.CreateResourceInput{
			RestApiId: &is.id, ParentId: &parent, PathPart: text(path[cut+1:]),
		})
		if err == nil {
			id = awssdk.ToString(out.Id)
			is.resources[path] = types.Resource{Id: out.Id, Path: &path, ParentId: &parent}
		}
		return err
	})
	return id, err
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func (d *Deployer) deleteMethod(ctx context.Context, id, resource, method string) error {
	return d.gateway(ctx, func() error {
		_, err := d.Gateway.DeleteMethod(ctx, &apigateway.DeleteMethodInput{RestApiId: &id, ResourceId: &resource, HttpMethod: &method})
		return unlessGone(err)
	})
}

// pruneRoutes removes methods, paths, models and authorizers that are not wanted. The API is the trigger's own, so
// whatever is in it beyond that was slipped in.
func (d *Deployer) pruneRoutes(ctx context.Context, is *api, want *harden.API) error {
	methods, paths, models := map[string]bool{}, map[string]bool{"/": true}, map[string]bool{"Empty": true, "Error": true}
	for _, r := range want.Routes {
		methods[r.Method+" "+r.Path], models[r.Model] = true, true
		for path := r.Path; path != ""; path = path[:strings.LastIndex(path, "/")] {
			paths[path] = true
		}
	}
	// Longest first: a path goes before the one that it stands below.
	for _, path := range slices.SortedFunc(maps.Keys(is.resources), func(a, b string) int { return len(b) - len(a) }) {
		resource := is.resources[path]
		if !paths[path] {
			if err := d.deleteResource(ctx, is.id, awssdk.ToString(resource.Id)); err != nil {
				return fmt.Errorf("delete path %s: %w", path, err)
			}
			continue
		}
		for _, method := range slices.Sorted(maps.Keys(resource.ResourceMethods)) {
			if methods[method+" "+path] {
				continue
			}
			if err := d.deleteMethod(ctx, is.id, awssdk.ToString(resource.Id), method); err != nil {
				return fmt.Errorf("delete %s %s: %w", method, path, err)
			}
		}
	}
	return d.pruneParts(ctx, is, want, models)
}

func (d *Deployer) deleteResource(ctx context.Context, api, id string) error {
	return d.gateway(ctx, func() error {
		_, err := d.Gateway.DeleteResource(ctx, &apigateway.DeleteResourceInput{RestApiId: &api, ResourceId: &id})
		return unlessGone(err)
	})
}

func (d *Deployer) pruneParts(ctx context.Context, is *api, want *harden.API, models map[string]bool) error {
	for _, name := range slices.Sorted(maps.Keys(is.models)) {
		if models[name] {
			continue
		}
		err := d.gateway(ctx, func() error {
			_, err := d.Gateway.DeleteModel(ctx, &apigateway.DeleteModelInput{RestApiId: &is.id, ModelName: &name})
			return unlessGone(err)
		})
		if err != nil {
			return fmt.Errorf("delete model %s: %w", name, err)
		}
	}
	kept := false
	for _, a := range is.authorizers {
		if !kept && want.Authorizer != nil && sameAuthorizer(readAuthorizer(a), want.Authorizer) {
			kept = true
			continue
		}
		err := d.gateway(ctx, func() error {
			_, err := d.Gateway.DeleteAuthorizer(ctx, &apigateway.DeleteAuthorizerInput{RestApiId: &is.id, AuthorizerId: a.Id})
			return unlessGone(err)
		})
		if err != nil {
			return fmt.Errorf("delete authorizer %s: %w", awssdk.ToString(a.Name), err)
		}
	}
	return d.pruneValidators(ctx, is)
}

// pruneValidators removes validators that no method uses, such as those of attempts whose answers were lost. The names of
// validators need not be unique.
func (d *Deployer) pruneValidators(ctx context.Context, is *api) error {
	for _, v := range is.validators {
		if is.validator != nil && awssdk.ToString(v.Id) == awssdk.ToString(is.validator.Id) {
			continue
		}
		err := d.gateway(ctx, func() error {
			_, err := d.Gateway.DeleteRequestValidator(ctx, &apigateway.DeleteRequestValidatorInput{RestApiId: &is.id, RequestValidatorId: v.Id})
			return unlessGone(err)
		})
		if err != nil {
			return fmt.Errorf("delete validator %s: %w", awssdk.ToString(v.Id), err)
		}
	}
	return nil
}

// routes gives the methods as the desired state has them.
func (a *api) routes() []harden.APIRoute {
	var all []harden.APIRoute
	for path, resource := range a.resources {
		for verb, m := range resource.ResourceMethods {
			all = append(all, a.route(verb, path, m))
		}
	}
	slices.SortFunc(all, func(a, b harden.APIRoute) int { return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method) })
	return all
}

func (a *api) route(verb, path string, m types.Method) harden.APIRoute {
	r := harden.APIRoute{
		Method: verb, Path: path, Model: m.RequestModels[bodyType], Authorization: awssdk.ToString(m.AuthorizationType),
		NeedsKey: awssdk.ToBool(m.ApiKeyRequired),
	}
	r.Schema = a.models[r.Model]
	for name, required := range m.RequestParameters {
		if required {
			r.Parameters = append(r.Parameters, name)
		}
	}
	slices.Sort(r.Parameters)
	if len(m.AuthorizationScopes) > 0 {
		r.Scopes = slices.Sorted(slices.Values(m.AuthorizationScopes))
	}
	if v := a.validator; v != nil && awssdk.ToString(m.RequestValidatorId) == awssdk.ToString(v.Id) {
		r.Validated = v.ValidateRequestBody && v.ValidateRequestParameters
	}
	if m.MethodIntegration != nil {
		r.Function = invokedFunction(awssdk.ToString(m.MethodIntegration.Uri))
	}
	return r
}
