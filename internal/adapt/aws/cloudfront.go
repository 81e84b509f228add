package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// cdnOrigin is an origin of a distribution behind which an API or a function URL stands, or may.
type cdnOrigin struct {
	path    string // "origin.0."
	objects []model.Object
	certain model.Truth
}

// linkDistribution adds the endpoint that a distribution is when something serverless stands behind it, notes it
// there, and judges the connections on both sides.
func (x *edge) linkDistribution(r resource) {
	origins, functions := cdnOrigins(r), edgeFunctions(r)
	if len(origins) == 0 && len(functions) == 0 {
		return
	}
	at := r.Place("")
	e := &model.Endpoint{
		Head: r.unnamed(), Kind: model.CDN, FirewallPossible: true, Firewall: webACL(r), ValidatorPlace: at,
		Method: model.NotSet[string](at), Path: model.NotSet[string](at),
		Auth: model.NotSet[model.AuthKind](at), APIKey: model.NotSet[bool](at),
	}
	e.ID, e.Function = r.Str("arn"), joined(functions, at)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	x.fronts[r.Resource] = e
	viewer := viewers(r, origins)
	for _, o := range origins {
		e.Fronts = append(e.Fronts, o.objects...)
		for _, behind := range o.objects {
			passedOn(behind, at, e.Firewall.And(o.certain))
		}
		originDelivery(r, o, viewer)
	}
}

// edgeFunctions gives the functions that run at the edge for a distribution's requests (Lambda@Edge).
func edgeFunctions(r resource) []model.Link[*model.Function] {
	var functions []model.Link[*model.Function]
	for _, behaviour := range behaviours(r) {
		n, _ := r.Blocks(behaviour + "lambda_function_association")
		for i := range n {
			functions = append(functions, integratedFunction(r, behaviour+"lambda_function_association."+base.Itoa(i)+".lambda_arn"))
		}
	}
	return functions
}

// behaviours gives the paths of the blocks that say how requests are treated.
func behaviours(r resource) []string {
	paths := []string{"default_cache_behavior.0."}
	n, _ := r.Blocks("ordered_cache_behavior")
	for i := range n {
		paths = append(paths, "ordered_cache_behavior."+base.Itoa(i)+".")
	}
	return paths
}

// webACL tells whether a web ACL is attached: web_acl_id holds the ARN, or the id of a WAF Classic ACL.
func webACL(r resource) model.Truth {
	id := r.Str("web_acl_id")
	if text, known := id.Get(); known {
		return model.Of(text != "")
	}
	return id.IsSet()
}

// passedOn notes on an API or a function URL that a CDN stands in front of it.
func passedOn(behind model.Object, cdn model.Place, firewall model.Truth) {
	switch o := behind.(type) {
	case *model.API:
		o.FrontedBy = append(o.FrontedBy, cdn)
		o.Firewall = o.Firewall.Or(firewall)
	case *model.Endpoint:
		o.FrontedBy = append(o.FrontedBy, cdn)
		o.Firewall = o.Firewall.Or(firewall)
	}
}

func cdnOrigins(r resource) []cdnOrigin {
	var origins []cdnOrigin
	n, _ := r.Blocks("origin")
	for i := range n {
		path := "origin." + base.Itoa(i) + "."
		res := r.b.Plan.Resolve(r.Resource, path+"domain_name")
		o := cdnOrigin{path: path, certain: model.True()}
		for _, from := range res.Origins {
			o.objects = append(o.objects, answering(r.b, from.Resource)...)
		}
		if !res.Complete {
			o.certain = model.Undecided(base.WhyUnknown(path+"domain_name", res))
		}
		if len(o.objects) > 0 || serverlessHost(r.Attr(path+"domain_name").Text()) {
			origins = append(origins, o)
		}
	}
	return origins
}

// serverlessHost tells AWS's own host names of APIs and function URLs.
func serverlessHost(host string) bool {
	return strings.Contains(host, ".execute-api.") || strings.Contains(host, ".lambda-url.") ||
		strings.Contains(host, ".appsync-api.")
}

// answering gives the APIs or function URLs that answer at a host name read from a resource.
func answering(b *builder, res *plan.Resource) []model.Object {
	if e, ok := b.Objects[res].(*model.Endpoint); ok && e.Kind == model.FunctionURL {
		return []model.Object{e}
	}
	apis := apisOf(b, res, 0)
	if strings.HasSuffix(res.Type, "_domain_name") {
		apis = append(apis, mappedTo(b, res)...)
	}
	objects := make([]model.Object, 0, len(apis))
	for _, api := range apis {
		objects = append(objects, api)
	}
	return objects
}

// mappedTo gives the APIs that mappings connect to a custom domain name.
func mappedTo(b *builder, domain *plan.Resource) []*model.API {
	var apis []*model.API
	for _, res := range b.Plan.Resources {
		if res.Type != "aws_api_gateway_base_path_mapping" && res.Type != "aws_apigatewayv2_api_mapping" {
			continue
		}
		for _, o := range b.Plan.Resolve(res, "domain_name").Origins {
			if o.Resource == domain {
				apis = append(apis, apiLink(b.resource(res), "api_id").To...)
			}
		}
	}
	return base.Unique(apis)
}

// viewers adds, for each behaviour that leads to one of the origins, whether it takes plain HTTP, and tells
// whether any does.
func viewers(r resource, origins []cdnOrigin) model.Truth {
	plain := model.False()
	for _, path := range behaviours(r) {
		if !leadsToOrigin(r, path, origins) {
			continue
		}
		policy := r.Str(path + "viewer_protocol_policy")
		allowed := model.Equals(policy, "allow-all")
		plain = plain.Or(allowed)
		r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
			Head: r.unnamed(), Kind: model.CDNViewer, URL: model.NotSet[string](policy.Place),
			Plain: allowed, Place: policy.Place,
		})
	}
	return plain
}

// leadsToOrigin tells whether a behaviour leads to one of the origins, or may.
func leadsToOrigin(r resource, behaviour string, origins []cdnOrigin) bool {
	target := r.Attr(behaviour + "target_origin_id")
	if target.IsAbsent() {
		return false
	}
	for _, o := range origins {
		id := r.Attr(o.path + "origin_id")
		if target.IsUnknown() || id.IsUnknown() || id.Text() == target.Text() {
			return true
		}
	}
	return false
}

// originDelivery judges the connection from the CDN to an origin: match-viewer takes over what the viewer used.
// An origin without custom_origin_config can be no API.
func originDelivery(r resource, o cdnOrigin, viewer model.Truth) {
	policy := r.Str(o.path + "custom_origin_config.0.origin_protocol_policy")
	plain := model.Equals(policy, "http-only").Or(model.Equals(policy, "match-viewer").And(viewer))
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.unnamed(), Kind: model.CDNOrigin, URL: r.Str(o.path + "domain_name"),
		Plain: plain.And(o.certain), Place: policy.Place,
	})
}

// finishDistribution counts the firewalls of what a distribution passes requests on to: they see them, too.
func (x *edge) finishDistribution(r resource) {
	e, ok := x.fronts[r.Resource]
	if !ok || len(e.Fronts) == 0 {
		return
	}
	behind := model.True()
	for _, o := range e.Fronts {
		switch o := o.(type) {
		case *model.API:
			behind = behind.And(o.Firewall.Or(stagesGuarded(o)))
		case *model.Endpoint:
			behind = behind.And(o.Firewall)
		}
	}
	e.Firewall = e.Firewall.Or(behind)
}
