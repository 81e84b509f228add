package awstest_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	apitypes "github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/wafv2"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

// madeAPI is an API with one method, deployed to stage "live".
type madeAPI struct {
	id, resource, validator, deployment *string
}

const integrationURI = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/" + functionARN + "/invocations"

func (a *account) makeAPI() madeAPI {
	a.t.Helper()
	ctx := a.t.Context()
	api := must[*apigateway.CreateRestApiOutput](a.t)(a.api.CreateRestApi(ctx, &apigateway.CreateRestApiInput{
		Name: aws.String("orders"), EndpointConfiguration: &apitypes.EndpointConfiguration{Types: []apitypes.EndpointType{"REGIONAL"}},
		Policy: aws.String(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}`),
	}))
	m := madeAPI{id: api.Id}
	m.resource = must[*apigateway.CreateResourceOutput](a.t)(a.api.CreateResource(ctx, &apigateway.CreateResourceInput{
		RestApiId: m.id, ParentId: api.RootResourceId, PathPart: aws.String("orders"),
	})).Id
	must[*apigateway.CreateModelOutput](a.t)(a.api.CreateModel(ctx, &apigateway.CreateModelInput{
		RestApiId: m.id, Name: aws.String("order"), ContentType: aws.String("application/json"), Schema: aws.String(`{"type":"object"}`),
	}))
	m.validator = must[*apigateway.CreateRequestValidatorOutput](a.t)(a.api.CreateRequestValidator(ctx, &apigateway.CreateRequestValidatorInput{
		RestApiId: m.id, Name: aws.String("all"), ValidateRequestBody: true, ValidateRequestParameters: true,
	})).Id
	a.deployAPI(&m)
	return m
}

func (a *account) deployAPI(m *madeAPI) {
	a.t.Helper()
	ctx, verb := a.t.Context(), aws.String("POST")
	_, err := a.api.CreateDeployment(ctx, &apigateway.CreateDeploymentInput{RestApiId: m.id})
	wantError(a.t, err, "BadRequestException", "doesn't contain any methods")
	must[*apigateway.PutMethodOutput](a.t)(a.api.PutMethod(ctx, &apigateway.PutMethodInput{
		RestApiId: m.id, ResourceId: m.resource, HttpMethod: verb, AuthorizationType: aws.String("AWS_IAM"),
		RequestValidatorId: m.validator, RequestModels: map[string]string{"application/json": "order"},
	}))
	must[*apigateway.PutIntegrationOutput](a.t)(a.api.PutIntegration(ctx, &apigateway.PutIntegrationInput{
		RestApiId: m.id, ResourceId: m.resource, HttpMethod: verb, Type: "AWS_PROXY", IntegrationHttpMethod: verb, Uri: aws.String(integrationURI),
	}))
	m.deployment = must[*apigateway.CreateDeploymentOutput](a.t)(a.api.CreateDeployment(ctx, &apigateway.CreateDeploymentInput{RestApiId: m.id})).Id
	must[*apigateway.CreateStageOutput](a.t)(a.api.CreateStage(ctx, &apigateway.CreateStageInput{
		RestApiId: m.id, StageName: aws.String("live"), DeploymentId: m.deployment, TracingEnabled: true,
	}))
}

func patches(pairs ...string) []apitypes.PatchOperation {
	var out []apitypes.PatchOperation
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, apitypes.PatchOperation{Op: "replace", Path: aws.String(pairs[i]), Value: aws.String(pairs[i+1])})
	}
	return out
}

func TestAPI(t *testing.T) {
	a := open(t, awstest.Options{})
	m := a.makeAPI()
	ctx := t.Context()
	got := must[*apigateway.GetRestApiOutput](t)(a.api.GetRestApi(ctx, &apigateway.GetRestApiInput{RestApiId: m.id}))
	if p := aws.ToString(got.Policy); !strings.Contains(p, `\"Resource\":\"arn:aws:execute-api:eu-central-1:123456789012:`+aws.ToString(m.id)+`/*\"`) {
		t.Errorf("policy %s", p)
	}
	method := must[*apigateway.GetMethodOutput](t)(a.api.GetMethod(ctx, &apigateway.GetMethodInput{RestApiId: m.id, ResourceId: m.resource, HttpMethod: aws.String("POST")}))
	if aws.ToString(method.MethodIntegration.Uri) != integrationURI || aws.ToString(method.RequestValidatorId) != aws.ToString(m.validator) {
		t.Errorf("method %+v", method)
	}
	resources := must[*apigateway.GetResourcesOutput](t)(a.api.GetResources(ctx, &apigateway.GetResourcesInput{RestApiId: m.id, Embed: []string{"methods"}}))
	if len(resources.Items) != 2 {
		t.Errorf("resources %+v", resources.Items)
	}
	for _, tt := range []struct {
		err        error
		code, text string
	}{
		{second(a.api.DeleteModel(ctx, &apigateway.DeleteModelInput{RestApiId: m.id, ModelName: aws.String("order")})), "ConflictException", "referenced in method"},
		{second(a.api.DeleteRequestValidator(ctx, &apigateway.DeleteRequestValidatorInput{RestApiId: m.id, RequestValidatorId: m.validator})), "ConflictException", "referenced in method"},
		{second(a.api.DeleteDeployment(ctx, &apigateway.DeleteDeploymentInput{RestApiId: m.id, DeploymentId: m.deployment})), "BadRequestException", "Active stages"},
		{second(a.api.GetAuthorizer(ctx, &apigateway.GetAuthorizerInput{RestApiId: m.id, AuthorizerId: aws.String("none")})), "NotFoundException", "Invalid Authorizer identifier"},
	} {
		wantError(t, tt.err, tt.code, tt.text)
	}
	must[*apigateway.UpdateRestApiOutput](t)(a.api.UpdateRestApi(ctx, &apigateway.UpdateRestApiInput{RestApiId: m.id, PatchOperations: patches("/disableExecuteApiEndpoint", "true")}))
	a.wantLeft("+ apigateway api <api>")
	must[*apigateway.DeleteRestApiOutput](t)(a.api.DeleteRestApi(ctx, &apigateway.DeleteRestApiInput{RestApiId: m.id}))
	a.wantLeft()
}

func second[T any](_ T, err error) error { return err }

func TestStageSettings(t *testing.T) {
	a := open(t, awstest.Options{})
	m := a.makeAPI()
	ctx := t.Context()
	must[*cloudwatchlogs.CreateLogGroupOutput](t)(a.logs.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{LogGroupName: aws.String("access")}))
	update := &apigateway.UpdateStageInput{RestApiId: m.id, StageName: aws.String("live"), PatchOperations: patches(
		"/*/*/throttling/rateLimit", "50", "/*/*/throttling/burstLimit", "100", "/~1orders/POST/metrics/enabled", "true",
		"/accessLogSettings/destinationArn", "arn:aws:logs:eu-central-1:123456789012:log-group:access", "/accessLogSettings/format", "$context.requestId",
	)}
	_, err := a.api.UpdateStage(ctx, update)
	wantError(t, err, "BadRequestException", "CloudWatch Logs role ARN must be set")
	a.gatewayRole()
	got := must[*apigateway.UpdateStageOutput](t)(a.api.UpdateStage(ctx, update))
	all := got.MethodSettings["*/*"]
	if all.ThrottlingRateLimit != 50 || all.ThrottlingBurstLimit != 100 || !got.MethodSettings["~1orders/POST"].MetricsEnabled || got.AccessLogSettings == nil {
		t.Errorf("stage %+v", got)
	}
	_, err = a.api.UpdateStage(ctx, &apigateway.UpdateStageInput{RestApiId: m.id, StageName: aws.String("live"), PatchOperations: patches("/nothing", "x")})
	wantError(t, err, "BadRequestException", "Invalid method setting path")
}

// gatewayRole lets API Gateway write logs.
func (a *account) gatewayRole() {
	a.t.Helper()
	ctx := a.t.Context()
	must[*iam.CreateRoleOutput](a.t)(a.iam.CreateRole(ctx, &iam.CreateRoleInput{
		RoleName: aws.String("gateway"), AssumeRolePolicyDocument: aws.String(strings.Replace(lambdaTrust, "lambda", "apigateway", 1)),
	}))
	must[*apigateway.UpdateAccountOutput](a.t)(a.api.UpdateAccount(ctx, &apigateway.UpdateAccountInput{
		PatchOperations: patches("/cloudwatchRoleArn", "arn:aws:iam::123456789012:role/gateway"),
	}))
}

func TestWebACL(t *testing.T) {
	a := open(t, awstest.Options{})
	client := wafv2.NewFromConfig(a.config)
	var acl string
	a.Change(func(w *awstest.World) { acl = w.AddWebACL("shield") })
	m := a.makeAPI()
	ctx := t.Context()
	stage := "arn:aws:apigateway:eu-central-1::/restapis/" + aws.ToString(m.id) + "/stages/"
	_, err := client.AssociateWebACL(ctx, &wafv2.AssociateWebACLInput{WebACLArn: aws.String(acl), ResourceArn: aws.String(stage + "none")})
	wantError(t, err, "WAFNonexistentItemException", "")
	must[*wafv2.AssociateWebACLOutput](t)(client.AssociateWebACL(ctx, &wafv2.AssociateWebACLInput{WebACLArn: aws.String(acl), ResourceArn: aws.String(stage + "live")}))
	got := must[*wafv2.GetWebACLForResourceOutput](t)(client.GetWebACLForResource(ctx, &wafv2.GetWebACLForResourceInput{ResourceArn: aws.String(stage + "live")}))
	shown := must[*apigateway.GetStageOutput](t)(a.api.GetStage(ctx, &apigateway.GetStageInput{RestApiId: m.id, StageName: aws.String("live")}))
	if aws.ToString(got.WebACL.ARN) != acl || aws.ToString(shown.WebAclArn) != acl {
		t.Errorf("web ACL %s, of stage %s", aws.ToString(got.WebACL.ARN), aws.ToString(shown.WebAclArn))
	}
}

func TestAuthorizers(t *testing.T) {
	a := open(t, awstest.Options{})
	m := a.makeAPI()
	ctx := t.Context()
	in := &apigateway.CreateAuthorizerInput{RestApiId: m.id, Name: aws.String("jwt"), Type: "REQUEST", IdentitySource: aws.String("method.request.header.Authorization")}
	_, err := a.api.CreateAuthorizer(ctx, in)
	wantError(t, err, "BadRequestException", "Invalid Authorizer URI")
	in.AuthorizerUri = aws.String(integrationURI)
	made := must[*apigateway.CreateAuthorizerOutput](t)(a.api.CreateAuthorizer(ctx, in))
	must[*apigateway.UpdateMethodOutput](t)(a.api.UpdateMethod(ctx, &apigateway.UpdateMethodInput{
		RestApiId: m.id, ResourceId: m.resource, HttpMethod: aws.String("POST"),
		PatchOperations: patches("/authorizationType", "CUSTOM", "/authorizerId", aws.ToString(made.Id)),
	}))
	_, err = a.api.DeleteAuthorizer(ctx, &apigateway.DeleteAuthorizerInput{RestApiId: m.id, AuthorizerId: made.Id})
	wantError(t, err, "ConflictException", "referenced in method")
}

func TestDomain(t *testing.T) {
	a := open(t, awstest.Options{})
	m := a.makeAPI()
	ctx, name := t.Context(), aws.String("api.example.com")
	must[*apigateway.CreateDomainNameOutput](t)(a.api.CreateDomainName(ctx, &apigateway.CreateDomainNameInput{
		DomainName: name, RegionalCertificateArn: aws.String("arn:aws:acm:eu-central-1:123456789012:certificate/1"), SecurityPolicy: "TLS_1_2",
		EndpointConfiguration:   &apitypes.EndpointConfiguration{Types: []apitypes.EndpointType{"REGIONAL"}},
		MutualTlsAuthentication: &apitypes.MutualTlsAuthenticationInput{TruststoreUri: aws.String("s3://trust/ca.pem")},
	}))
	must[*apigateway.CreateBasePathMappingOutput](t)(a.api.CreateBasePathMapping(ctx, &apigateway.CreateBasePathMappingInput{DomainName: name, RestApiId: m.id, Stage: aws.String("live")}))
	_, err := a.api.DeleteStage(ctx, &apigateway.DeleteStageInput{RestApiId: m.id, StageName: aws.String("live")})
	wantError(t, err, "BadRequestException", "base path mappings")
	must[*apigateway.DeleteBasePathMappingOutput](t)(a.api.DeleteBasePathMapping(ctx, &apigateway.DeleteBasePathMappingInput{DomainName: name, BasePath: aws.String("(none)")}))
	must[*apigateway.TagResourceOutput](t)(a.api.TagResource(ctx, &apigateway.TagResourceInput{
		ResourceArn: aws.String("arn:aws:apigateway:eu-central-1::/restapis/" + aws.ToString(m.id)), Tags: map[string]string{"app": "orders"},
	}))
	got := must[*apigateway.GetDomainNameOutput](t)(a.api.GetDomainName(ctx, &apigateway.GetDomainNameInput{DomainName: name}))
	if got.SecurityPolicy != "TLS_1_2" || got.MutualTlsAuthentication == nil {
		t.Errorf("domain %+v", got)
	}
}
