package aws

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// routeKey tells the methods of all REST APIs apart: by the path resource (or the API, for its root) and the verb.
type routeKey struct{ node, verb string }

// keyOf gives the key of a method, or of a part of one; ok is false when it can't be told.
func keyOf(r resource) (key routeKey, ok bool) {
	verb, ok := verbOf(r.b, r.Resource, 0)
	if !ok {
		return key, false
	}
	node, ok := nodeOf(r.b, r.Resource, 0)
	return routeKey{node, verb}, ok
}

func verbOf(b *builder, res *plan.Resource, depth int) (string, bool) {
	if v := res.Attr("http_method"); v.Kind() == plan.String {
		return v.Text(), true
	}
	o, ok := onlyOrigin(b.Plan.Resolve(res, "http_method"))
	if !ok || depth > maxHops {
		return "", false
	}
	return verbOf(b, o.Resource, depth+1)
}

func nodeOf(b *builder, res *plan.Resource, depth int) (string, bool) {
	if id := res.Attr("resource_id").Text(); id != "" {
		return id, true
	}
	o, ok := onlyOrigin(b.Plan.Resolve(res, "resource_id"))
	switch {
	case !ok || depth > maxHops:
		return "", false
	case strings.HasSuffix(o.Attribute, "root_resource_id"), o.Resource.Type == "aws_api_gateway_resource",
		o.Resource.Mode == plan.Data:
		return o.Resource.Address, true
	default:
		return nodeOf(b, o.Resource, depth+1)
	}
}

// linkMethodPart remembers which method an integration, or the response of one, belongs to.
func (g *gateway) linkMethodPart(r resource) {
	o, ok := onlyOrigin(r.b.Plan.Resolve(r.Resource, "http_method"))
	if ok && o.Resource.Type == "aws_api_gateway_method" {
		g.byMethod[o.Resource] = append(g.byMethod[o.Resource], r)
		return
	}
	if key, ok := keyOf(r); ok {
		g.byRoute[key] = append(g.byRoute[key], r)
		return
	}
	g.loose = g.loose || r.Type == "aws_api_gateway_integration"
}

func (g *gateway) partsOf(method resource) []resource {
	parts := g.byMethod[method.Resource]
	if key, ok := keyOf(method); ok {
		parts = append(parts[:len(parts):len(parts)], g.byRoute[key]...)
	}
	return parts
}

// finishRESTMethod gives a method what its integration and responses say.
func (g *gateway) finishRESTMethod(r resource) {
	e, ok := r.b.Objects[r.Resource].(*model.Endpoint)
	if !ok {
		return
	}
	e.Function = model.Link[*model.Function]{
		Place: e.Place(), Text: model.UnknownValue[string]("the method's integration is not in the plan", e.Place()),
	}
	e.Mock = model.False() // a mock stands next to its method; one that is answered elsewhere does more
	if g.loose || e.API == nil || !e.API.Managed {
		e.Mock = model.Undecided("the method's integration is not in the plan")
	}
	for _, part := range g.partsOf(r) {
		if part.Type == "aws_api_gateway_integration" {
			integrate(e, part)
		} else {
			e.CORS = widerCORS(e.CORS, corsOfResponse(part, "method.response.header."))
		}
	}
}

// integrate says what stands behind a REST method: a function, or a queue, topic, bus or state machine that API
// Gateway calls by itself, named in the address or in what it sends there.
func integrate(e *model.Endpoint, integration resource) {
	e.Function = integratedFunction(integration, "uri")
	e.Mock = model.Equals(integration.Str("type"), "MOCK")
	for _, path := range []string{"uri", "request_parameters", "request_templates"} {
		direct(e, integration, path)
	}
}

// direct follows an attribute of an integration to the channels and workloads that it names.
func direct(e *model.Endpoint, integration resource, path string) {
	if channel := base.Link[*model.Channel](integration, path); len(e.Channel.To) == 0 && len(channel.To) > 0 {
		e.Channel = channel
	}
	if workload := base.Link[*model.Workload](integration, path); len(e.Workload.To) == 0 && len(workload.To) > 0 {
		e.Workload = workload
	}
}

// linkRESTIntegration adds the literal texts of an integration, and where it sends requests over HTTP.
func (g *gateway) linkRESTIntegration(r resource) {
	g.linkMethodPart(r)
	for _, e := range r.entries("request_templates") {
		textAt(r, "request_templates."+e.name, "integration template", "", e.value).Document = true
	}
	for _, e := range r.entries("request_parameters") {
		if literal, ok := quoted(e.value); ok {
			name := e.name[strings.LastIndexByte(e.name, '.')+1:]
			textAt(r, "request_parameters."+e.name, "integration parameter", name, literal)
		}
	}
	if model.Certainly(model.In(r.Str("type"), "HTTP", "HTTP_PROXY")) {
		r.deliver(model.Integration, "uri", model.Equals(r.Str("connection_type"), "VPC_LINK"))
	}
}

// quoted gives the text of a literal in a parameter mapping: 'literal' in single quotes, all else is a
// reference to a part of the request (API Gateway, "parameter mapping").
func quoted(v model.Value[string]) (model.Value[string], bool) {
	text, ok := v.Get()
	if !ok || len(text) < 2 || text[0] != '\'' || text[len(text)-1] != '\'' {
		return v, false
	}
	return model.Map(v, func(s string) string { return s[1 : len(s)-1] }), true
}

// deliver adds the address that requests are sent to.
func (r resource) deliver(kind model.DeliveryKind, path string, private model.Truth) {
	url := r.Str(path)
	if model.Never(url.IsSet()) {
		return
	}
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.Head(), Kind: kind, URL: url, Plain: base.StartsWith(url, "http://"), Private: private, Place: r.Place(path),
	})
}

func overHTTP(url string) bool {
	return len(url) >= len("http://") && strings.EqualFold(url[:len("http://")], "http://")
}

// integratedFunction follows an integration's address to a function: by reference, or by the ARN that stands in it.
func integratedFunction(r resource, path string) model.Link[*model.Function] {
	l := base.Link[*model.Function](r, path)
	text, known := l.Text.Get()
	if len(l.To) > 0 || !known {
		return l
	}
	l.To = functionsIn(r.b, text)
	if len(l.To) > 0 {
		l.Elsewhere, l.Why = false, ""
	}
	return l
}

// functionsIn finds the functions whose ARN stands in a text such as
// arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/arn:aws:lambda:REGION:ACCOUNT:function:NAME/invocations.
func functionsIn(b *builder, text string) []*model.Function {
	const mark = ":function:"
	i := strings.Index(text, mark)
	if i < 0 {
		return nil
	}
	name := text[i+len(mark):]
	if end := strings.IndexAny(name, ":/"); end >= 0 {
		name = name[:end]
	}
	var found []*model.Function
	for _, f := range b.Sys.Functions {
		if known, ok := f.Name.Get(); ok && known == name {
			found = append(found, f)
		}
	}
	return found
}

// linkGatewayResponse reads the CORS headers of the answers that an API gives by itself.
func linkGatewayResponse(r resource) {
	for _, api := range apiLink(r, "rest_api_id").To {
		api.CORS = widerCORS(api.CORS, corsOfResponse(r, "gatewayresponse.header."))
	}
}

// corsOfResponse reads the CORS headers that an integration response or gateway response sets.
func corsOfResponse(r resource, prefix string) *model.CORS {
	const attribute = "response_parameters"
	return corsOf(r.entries(attribute), prefix, r.Place(attribute))
}

// corsOf reads the CORS headers among response parameters; nil when they do not set the origin.
func corsOf(parameters []entry, prefix string, at model.Place) *model.CORS {
	cors := &model.CORS{Place: at}
	for _, e := range parameters {
		header, ok := strings.CutPrefix(strings.ToLower(e.name), prefix+"access-control-allow-")
		if !ok {
			continue
		}
		value := e.value
		if literal, ok := quoted(value); ok {
			value = literal
		}
		setCORSHeader(cors, header, value)
	}
	if model.Never(cors.Origins.IsSet()) {
		return nil
	}
	return cors
}

func setCORSHeader(cors *model.CORS, header string, value model.Value[string]) {
	list := model.Map(value, commaList)
	switch header {
	case "origin":
		cors.Origins, cors.Place = list, value.Place
	case "methods":
		cors.Methods = list
	case "headers":
		cors.Headers = list
	case "credentials":
		cors.Credentials = model.Map(value, func(s string) bool { return strings.EqualFold(s, "true") })
	}
}

// commaList splits "a, b" into its parts.
func commaList(text string) []string {
	parts := strings.Split(text, ",")
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
	}
	return parts
}

// widerCORS keeps the more permissive of two sets of headers: several responses may each set them.
func widerCORS(a, b *model.CORS) *model.CORS {
	if a == nil || b != nil && openness(b) > openness(a) {
		return b
	}
	return a
}

func openness(c *model.CORS) int {
	level := 0
	if origins, ok := c.Origins.Get(); ok && slices.Contains(origins, "*") {
		level += 2
	}
	if credentials, ok := c.Credentials.Get(); ok && credentials {
		level++
	}
	return level
}
