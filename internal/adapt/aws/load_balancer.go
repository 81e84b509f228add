package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// balancerTypes are the types of load balancers. aws_alb_x is the older name of aws_lb_x.
func (x *edge) balancerTypes() map[string]adapter {
	types := map[string]adapter{"data.aws_lb": nothing(), "data.aws_alb": nothing()}
	for _, prefix := range []string{"aws_lb", "aws_alb"} {
		types[prefix] = nothing()
		types[prefix+"_target_group"] = nothing()
		types[prefix+"_target_group_attachment"] = adapter{link: x.linkTarget}
		types[prefix+"_listener"] = adapter{finish: x.finishListener}
		types[prefix+"_listener_rule"] = adapter{finish: x.finishListenerRule}
		types["data."+prefix+"_listener"] = nothing()
	}
	return types
}

func isBalancer(res *plan.Resource) bool { return res.Type == "aws_lb" || res.Type == "aws_alb" }

// linkTarget remembers the function that a target group sends requests to.
func (x *edge) linkTarget(r resource) {
	l := integratedFunction(r, "target_id")
	for _, o := range r.b.plan.Resolve(r.Resource, "target_group_arn").Origins {
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
	n, _ := r.blocks(actions)
	for i := range n {
		writtenSecret(r, actions+"."+itoa(i)+".authenticate_oidc.0.client_secret", "client secret")
	}
}

// finishListenerRule judges a rule by the listener that it belongs to.
func (x *edge) finishListenerRule(r resource) {
	loginSecrets(r, "action")
	listener := r
	if o, ok := onlyOrigin(r.b.plan.Resolve(r.Resource, "listener_arn")); ok {
		listener = resource{o.Resource, r.b}
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
		Head: r.unnamed(), Kind: model.LoadBalancer, FirewallPossible: true, ValidatorPlace: r.place(actions),
		Method: model.NotSet[string](r.place("")), Path: rulePath(r),
		Auth: actionAuth(r, listener, actions), APIKey: model.Known(false, r.place(actions)),
		Function: joined(functions, r.place(actions)),
		Private:  internal(balancer, listener), Firewall: x.balancerGuarded(balancer),
	}
	r.b.sys.Endpoints = append(r.b.sys.Endpoints, e)
	x.listen(listener, e.Private)
}

// forwarded gives the functions behind the target groups that the actions name.
func (x *edge) forwarded(r resource, actions string) []model.Link[*model.Function] {
	var functions []model.Link[*model.Function]
	seen := map[*plan.Resource]bool{}
	for _, path := range groupPaths(r, actions) {
		for _, o := range r.b.plan.Resolve(r.Resource, path).Origins {
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
	n, _ := r.blocks(actions)
	for i := range n {
		action := actions + "." + itoa(i)
		paths = append(paths, action+".target_group_arn")
		groups, _ := r.blocks(action + ".forward.0.target_group")
		for j := range groups {
			paths = append(paths, action+".forward.0.target_group."+itoa(j)+".arn")
		}
	}
	return paths
}

// actionAuth reads how callers are known: by an action in front of the forward, or by a client certificate that
// the listener verifies.
func actionAuth(r, listener resource, actions string) model.Value[model.AuthKind] {
	at := r.place(actions)
	n, known := r.blocks(actions)
	for i := range n {
		path := actions + "." + itoa(i) + ".type"
		switch kind := r.str(path); kind.Why() {
		case "":
			if written, _ := kind.Get(); strings.HasPrefix(written, "authenticate-") || strings.HasPrefix(written, "jwt-") {
				return model.Known(model.TokenAuth, r.place(path))
			}
		default:
			known = false
		}
	}
	if listener.Attr("mutual_authentication.0.mode").Text() == "verify" {
		return model.Known(model.OtherAuth, listener.place("mutual_authentication.0.mode"))
	}
	if !known {
		return model.UnknownValue[model.AuthKind](r.whyUnknown(actions), at)
	}
	return model.Known(model.NoAuth, at)
}

// rulePath gives the path pattern of a rule; a listener's default action takes every path.
func rulePath(r resource) model.Value[string] {
	n, _ := r.blocks("condition")
	for i := range n {
		path := "condition." + itoa(i) + ".path_pattern.0.values"
		if patterns, ok := r.strs(path).Get(); ok && len(patterns) > 0 {
			return model.Known(strings.Join(patterns, ", "), r.place(path))
		}
	}
	return model.NotSet[string](r.place("condition"))
}

// balancerOf gives the load balancer of a listener; nil when it can't be told.
func balancerOf(listener resource) *plan.Resource {
	if o, ok := onlyOrigin(listener.b.plan.Resolve(listener.Resource, "load_balancer_arn")); ok {
		return o.Resource
	}
	return nil
}

// internal tells whether a load balancer is reachable only from its network (internal, false unless set).
func internal(balancer *plan.Resource, listener resource) model.Truth {
	if balancer == nil {
		return model.Undecided("the load balancer of " + listener.Address + " is not in the plan")
	}
	return model.IsTrue(resource{balancer, listener.b}.flag("internal"))
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
	r.b.sys.Deliveries = append(r.b.sys.Deliveries, &model.Delivery{
		Head: r.unnamed(), Kind: model.Listener, URL: model.NotSet[string](r.place("protocol")), Private: private,
		Plain: model.Equals(r.str("protocol"), "HTTP"), Place: r.place("protocol"),
	})
}
