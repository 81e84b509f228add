package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// balancerTypes are the types of load balancers. aws_alb_x is the older name of aws_lb_x.
func (x *edge) balancerTypes() types {
	types := types{"data.aws_lb": nothing(), "data.aws_alb": nothing()}
	for _, prefix := range []string{"aws_lb", "aws_alb"} {
		types[prefix] = nothing()
		types[prefix+"_target_group"] = nothing()
		types[prefix+"_target_group_attachment"] = adapter{Link: x.linkTarget}
		types[prefix+"_listener"] = adapter{Finish: x.finishListener}
		types[prefix+"_listener_rule"] = adapter{Finish: x.finishListenerRule}
		types["data."+prefix+"_listener"] = nothing()
	}
	return types
}

func isBalancer(res *plan.Resource) bool { return res.Type == "aws_lb" || res.Type == "aws_alb" }

// linkTarget remembers the function that a target group sends requests to.
func (x *edge) linkTarget(r resource) {
	l := integratedFunction(r, "target_id")
	for _, o := range r.b.Plan.Resolve(r.Resource, "target_group_arn").Origins {
		if o.Resource.Attr("target_type").Text() == "lambda" {
			x.groups[o.Resource] = append(x.groups[o.Resource], l)
		}
	}
}

func (x *edge) finishListener(r resource) {
	loginSecrets(r, "default_action")
	x.forward(r, r, "default_action")
}

// loginSecrets adds the client secrets with which a load balancer logs people in.
func loginSecrets(r resource, actions string) {
	n, _ := r.Blocks(actions)
	for i := range n {
		writtenSecret(r, actions+"."+base.Itoa(i)+".authenticate_oidc.0.client_secret", "client secret")
	}
}

// finishListenerRule judges a rule by the listener that it belongs to.
func (x *edge) finishListenerRule(r resource) {
	loginSecrets(r, "action")
	listener := r
	if o, ok := onlyOrigin(r.b.Plan.Resolve(r.Resource, "listener_arn")); ok {
		listener = r.b.resource(o.Resource)
	}
	x.forward(r, listener, "action")
}

// forward adds the endpoint of a listener, or of a rule of one, that sends requests to functions.
func (x *edge) forward(r, listener resource, actions string) {
	functions := x.forwarded(r, actions)
	if len(functions) == 0 {
		return
	}
	balancer := balancerOf(listener)
	e := &model.Endpoint{
		Head: r.unnamed(), Kind: model.LoadBalancer, FirewallPossible: true, ValidatorPlace: r.Place(actions),
		Method: model.NotSet[string](r.Place("")), Path: rulePath(r),
		Auth: actionAuth(r, listener, actions), APIKey: model.Known(false, r.Place(actions)),
		Function: joined(functions, r.Place(actions)),
		Private:  internal(balancer, listener), Firewall: x.balancerGuarded(balancer),
	}
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	x.listen(listener, e.Private)
}

// forwarded gives the functions behind the target groups that the actions name.
func (x *edge) forwarded(r resource, actions string) []model.Link[*model.Function] {
	var functions []model.Link[*model.Function]
	seen := map[*plan.Resource]bool{}
	for _, path := range groupPaths(r, actions) {
		for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
			if !seen[o.Resource] {
				seen[o.Resource] = true
				functions = append(functions, x.groups[o.Resource]...)
			}
		}
	}
	return functions
}

// groupPaths gives the attributes in which actions name target groups.
func groupPaths(r resource, actions string) []string {
	var paths []string
	n, _ := r.Blocks(actions)
	for i := range n {
		action := actions + "." + base.Itoa(i)
		paths = append(paths, action+".target_group_arn")
		groups, _ := r.Blocks(action + ".forward.0.target_group")
		for j := range groups {
			paths = append(paths, action+".forward.0.target_group."+base.Itoa(j)+".arn")
		}
	}
	return paths
}

// actionAuth reads how callers are known: by an action in front of the forward, or by a client certificate that
// the listener verifies.
func actionAuth(r, listener resource, actions string) model.Value[model.AuthKind] {
	at := r.Place(actions)
	n, known := r.Blocks(actions)
	for i := range n {
		path := actions + "." + base.Itoa(i) + ".type"
		switch kind := r.Str(path); kind.Why() {
		case "":
			if written, _ := kind.Get(); strings.HasPrefix(written, "authenticate-") || strings.HasPrefix(written, "jwt-") {
				return model.Known(model.TokenAuth, r.Place(path))
			}
		default:
			known = false
		}
	}
	if listener.Attr("mutual_authentication.0.mode").Text() == "verify" {
		return model.Known(model.OtherAuth, listener.Place("mutual_authentication.0.mode"))
	}
	if !known {
		return model.UnknownValue[model.AuthKind](r.WhyUnknown(actions), at)
	}
	return model.Known(model.NoAuth, at)
}

// rulePath gives the path pattern of a rule; a listener's default action takes every path.
func rulePath(r resource) model.Value[string] {
	n, _ := r.Blocks("condition")
	for i := range n {
		path := "condition." + base.Itoa(i) + ".path_pattern.0.values"
		if patterns, ok := r.Strs(path).Get(); ok && len(patterns) > 0 {
			return model.Known(strings.Join(patterns, ", "), r.Place(path))
		}
	}
	return model.NotSet[string](r.Place("condition"))
}

// balancerOf gives the load balancer of a listener; nil when it can't be told.
func balancerOf(listener resource) *plan.Resource {
	if o, ok := onlyOrigin(listener.b.Plan.Resolve(listener.Resource, "load_balancer_arn")); ok {
		return o.Resource
	}
	return nil
}

// internal tells whether a load balancer is reachable only from its network (internal, false unless set).
func internal(balancer *plan.Resource, listener resource) model.Truth {
	if balancer == nil {
		return model.Undecided("the load balancer of " + listener.Address + " is not in the plan")
	}
	return model.IsTrue(listener.b.resource(balancer).Flag("internal"))
}

func (x *edge) balancerGuarded(balancer *plan.Resource) model.Truth {
	if balancer == nil || !isBalancer(balancer) || balancer.Mode == plan.Data {
		return model.Undecided("the load balancer is not managed by this plan")
	}
	return x.firewalls[balancer]
}

// listen adds, once a listener, whether it takes requests without TLS.
func (x *edge) listen(listener resource, private model.Truth) {
	if x.listeners[listener.Resource] || !strings.HasSuffix(listener.Type, "_listener") {
		return
	}
	x.listeners[listener.Resource] = true
	r := listener
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.unnamed(), Kind: model.Listener, URL: model.NotSet[string](r.Place("protocol")), Private: private,
		Plain: model.Equals(r.Str("protocol"), "HTTP"), Place: r.Place("protocol"),
	})
}
