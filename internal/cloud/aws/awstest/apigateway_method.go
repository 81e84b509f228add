package awstest

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

func methodHandlers() map[string]handler {
	return map[string]handler{
		"apigateway.PutMethod":                 (*World).putMethod,
		"apigateway.GetMethod":                 (*World).getMethod,
		"apigateway.UpdateMethod":              (*World).updateMethod,
		"apigateway.DeleteMethod":              (*World).deleteMethod,
		"apigateway.PutIntegration":            (*World).putIntegration,
		"apigateway.GetIntegration":            (*World).getIntegration,
		"apigateway.UpdateIntegration":         (*World).updateIntegration,
		"apigateway.DeleteIntegration":         (*World).deleteIntegration,
		"apigateway.PutMethodResponse":         (*World).putMethodResponse,
		"apigateway.GetMethodResponse":         (*World).getMethodResponse,
		"apigateway.DeleteMethodResponse":      (*World).deleteMethodResponse,
		"apigateway.PutIntegrationResponse":    (*World).putIntegrationResponse,
		"apigateway.GetIntegrationResponse":    (*World).getIntegrationResponse,
		"apigateway.DeleteIntegrationResponse": (*World).deleteIntegrationResponse,
	}
}

func (w *World) putMethod(in wire.Values) (wire.Values, error) {
	a, r, err := w.resource(in, "resourceId")
	if err != nil {
		return nil, err
	}
	verb := in.Str("httpMethod")
	if !slices.Contains([]string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"}, verb) {
		return nil, badRequest("Invalid HTTP method specified: %s", verb)
	}
	if _, ok := r.Methods[verb]; ok {
		return nil, fail("ConflictException", "Method already exists for this resource")
	}
	m := wire.Values{"apiKeyRequired": false}
	m.Take(in, "httpMethod", "authorizationType", "authorizerId", "apiKeyRequired", "operationName", "requestParameters",
		"requestModels", "requestValidatorId", "authorizationScopes")
	if err := a.checkMethod(m); err != nil {
		return nil, err
	}
	r.Methods[verb] = m
	return m, nil
}

// checkMethod wants what a method refers to to exist.
func (a *API) checkMethod(m wire.Values) error {
	authorizer, custom := a.Authorizers[m.Str("authorizerId")]
	cognito := custom && authorizer.Str("type") == "COGNITO_USER_POOLS"
	switch m.Str("authorizationType") {
	case "NONE", "AWS_IAM":
	case "CUSTOM", "COGNITO_USER_POOLS":
		if !custom || cognito != (m.Str("authorizationType") == "COGNITO_USER_POOLS") {
			return badRequest("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.")
		}
	default:
		return badRequest("Invalid authorization type specified: %s", m.Str("authorizationType"))
	}
	if id := m.Str("requestValidatorId"); id != "" && a.Validators[id] == nil {
		return badRequest("Invalid Request Validator identifier specified")
	}
	for _, model := range m.Map("requestModels") {
		if name, _ := model.(string); a.Models[name] == nil {
			return badRequest("Invalid model identifier specified: %s", name)
		}
	}
	return nil
}

func (w *World) method(in wire.Values) (*API, *APIResource, wire.Values, error) {
	a, r, err := w.resource(in, "resourceId")
	if err != nil {
		return nil, nil, nil, err
	}
	m, ok := r.Methods[in.Str("httpMethod")]
	if !ok {
		return nil, nil, nil, notFound("Method")
	}
	return a, r, m, nil
}

func (w *World) getMethod(in wire.Values) (wire.Values, error) {
	_, _, m, err := w.method(in)
	return m, err
}

func (w *World) updateMethod(in wire.Values) (wire.Values, error) {
	a, r, m, err := w.method(in)
	if err != nil {
		return nil, err
	}
	m, err = (patchable{
		"/authorizationType": patchText, "/authorizerId": patchText, "/apiKeyRequired": patchBool, "/operationName": patchText,
		"/requestValidatorId": patchText, "/requestParameters/*": patchBool, "/requestModels/*": patchText,
		"/authorizationScopes": patchElement,
	}).patch(m, in)
	if err != nil {
		return nil, err
	}
	if err := a.checkMethod(m); err != nil {
		return nil, err
	}
	r.Methods[in.Str("httpMethod")] = m
	return m, nil
}

func (w *World) deleteMethod(in wire.Values) (wire.Values, error) {
	_, r, _, err := w.method(in)
	if err != nil {
		return nil, err
	}
	delete(r.Methods, in.Str("httpMethod"))
	return nil, nil
}

func (w *World) putIntegration(in wire.Values) (wire.Values, error) {
	_, r, m, err := w.method(in)
	if err != nil {
		return nil, err
	}
	if err := checkIntegration(in); err != nil {
		return nil, err
	}
	// https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
	i := wire.Values{
		"timeoutInMillis": 29000, "passthroughBehavior": "WHEN_NO_MATCH", "cacheNamespace": in.Str("resourceId"),
		"cacheKeyParameters": []any{},
	}
	i.Take(in, "type", "uri", "connectionType", "connectionId", "credentials", "requestParameters", "requestTemplates",
		"passthroughBehavior", "contentHandling", "timeoutInMillis", "cacheNamespace", "cacheKeyParameters", "tlsConfig")
	if in.Has("integrationHttpMethod") {
		i["httpMethod"] = in["integrationHttpMethod"]
	}
	r.Methods[in.Str("httpMethod")] = m.With(wire.Values{"methodIntegration": i})
	return i, nil
}

// checkIntegration: a Lambda function is invoked by POST alone.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
func checkIntegration(in wire.Values) error {
	kind, uri := in.Str("type"), in.Str("uri")
	lambda := strings.HasPrefix(kind, "AWS") && strings.Contains(uri, ":lambda:path/")
	switch {
	case kind == "MOCK":
		return nil
	case uri == "":
		return badRequest("Integration URI must be specified")
	case in.Str("integrationHttpMethod") == "":
		return badRequest("Enumeration value for HttpMethod must be non-empty")
	case kind == "AWS_PROXY" && !lambda:
		return badRequest("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.")
	case lambda && in.Str("integrationHttpMethod") != "POST":
		return badRequest("Lambda integrations must use POST")
	}
	if n := in.Int("timeoutInMillis"); in.Has("timeoutInMillis") && (n < 50 || n > 29000) {
		return badRequest("Timeout should be between 50 ms and 29000 ms")
	}
	return nil
}

// integration gives a method's own integration, to be changed in place.
func (w *World) integration(in wire.Values) (method, integration wire.Values, err error) {
	_, _, m, err := w.method(in)
	if err != nil {
		return nil, nil, err
	}
	if !m.Has("methodIntegration") {
		return nil, nil, fail("NotFoundException", "No integration defined for method")
	}
	return m, m.Map("methodIntegration"), nil
}

func (w *World) getIntegration(in wire.Values) (wire.Values, error) {
	_, i, err := w.integration(in)
	return i, err
}

func (w *World) updateIntegration(in wire.Values) (wire.Values, error) {
	m, i, err := w.integration(in)
	if err != nil {
		return nil, err
	}
	i, err = (patchable{
		"/uri": patchText, "/httpMethod": patchText, "/credentials": patchText, "/timeoutInMillis": patchInt,
		"/passthroughBehavior": patchText, "/contentHandling": patchText, "/requestParameters/*": patchText,
		"/requestTemplates/*": patchText, "/cacheNamespace": patchText, "/cacheKeyParameters/*": patchKey,
		"/connectionType": patchText, "/connectionId": patchText,
	}).patch(i, in)
	if err != nil {
		return nil, err
	}
	m["methodIntegration"] = i
	return i, nil
}

func (w *World) deleteIntegration(in wire.Values) (wire.Values, error) {
	m, _, err := w.integration(in)
	if err != nil {
		return nil, err
	}
	delete(m, "methodIntegration")
	return nil, nil
}

// putStatus sets a response of a method or an integration: both hold them in a map by status code.
func putStatus(holder wire.Values, member string, in wire.Values, names ...string) wire.Values {
	v := wire.Values{}
	v.Take(in, append(names, "statusCode")...)
	holder[member] = holder.Map(member).With(wire.Values{in.Str("statusCode"): v})
	return v
}

func getStatus(holder wire.Values, member string, in wire.Values) (wire.Values, error) {
	if v := holder.Map(member).Map(in.Str("statusCode")); v != nil {
		return v, nil
	}
	return nil, fail("NotFoundException", "Invalid Response status code specified")
}

func deleteStatus(holder wire.Values, member string, in wire.Values) error {
	if _, err := getStatus(holder, member, in); err != nil {
		return err
	}
	delete(holder.Map(member), in.Str("statusCode"))
	return nil
}

func (w *World) putMethodResponse(in wire.Values) (wire.Values, error) {
	_, _, m, err := w.method(in)
	if err != nil {
		return nil, err
	}
	if m.Map("methodResponses").Has(in.Str("statusCode")) {
		return nil, fail("ConflictException", "Response already exists for this resource")
	}
	return putStatus(m, "methodResponses", in, "responseParameters", "responseModels"), nil
}

func (w *World) getMethodResponse(in wire.Values) (wire.Values, error) {
	_, _, m, err := w.method(in)
	if err != nil {
		return nil, err
	}
	return getStatus(m, "methodResponses", in)
}

func (w *World) deleteMethodResponse(in wire.Values) (wire.Values, error) {
	_, _, m, err := w.method(in)
	if err != nil {
		return nil, err
	}
	return nil, deleteStatus(m, "methodResponses", in)
}

func (w *World) putIntegrationResponse(in wire.Values) (wire.Values, error) {
	m, i, err := w.integration(in)
	if err != nil {
		return nil, err
	}
	if !m.Map("methodResponses").Has(in.Str("statusCode")) {
		return nil, fail("NotFoundException", "Invalid Response status code specified")
	}
	return putStatus(i, "integrationResponses", in, "selectionPattern", "responseParameters", "responseTemplates", "contentHandling"), nil
}

func (w *World) getIntegrationResponse(in wire.Values) (wire.Values, error) {
	_, i, err := w.integration(in)
	if err != nil {
		return nil, err
	}
	return getStatus(i, "integrationResponses", in)
}

func (w *World) deleteIntegrationResponse(in wire.Values) (wire.Values, error) {
	_, i, err := w.integration(in)
	if err != nil {
		return nil, err
	}
	return nil, deleteStatus(i, "integrationResponses", in)
}
