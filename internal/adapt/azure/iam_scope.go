package azure

import (
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// scopeOf reads where an assignment holds. A scope that is known only after apply is followed to the object whose id it is.
func scopeOf(r resource, path string) rbac.Scope {
	if text, ok := r.Str(path).Get(); ok && strings.HasPrefix(text, "/") {
		s := textScope(text)
		for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
			if v := o.Resource.Attr(o.Attribute); strings.EqualFold(v.Text(), text) {
				s.Keys = append(s.Keys, o.Resource.Address)
			}
		}
		return s
	}
	if s, ok := r.b.holedScope(r, path); ok {
		return s
	}
	res := r.b.Plan.Resolve(r.Resource, path)
	var scopes []rbac.Scope
	for _, o := range res.Origins {
		scopes = append(scopes, r.b.scopeAt(o.Resource))
	}
	return oneScope(scopes, res, path)
}

// oneScope makes one scope of those that a value may come from. Of a text that is made of several ids and names, such as
// "${data.azurerm_subscription.current.id}/resourceGroups/${azurerm_resource_group.orders.name}", the lowest is meant.
func oneScope(scopes []rbac.Scope, res plan.Resolution, path string) rbac.Scope {
	if len(scopes) == 0 {
		return rbac.Scope{Why: base.WhyUnknown(path, res), Text: "a scope that is known only after apply"}
	}
	lowest := scopes[0]
	for _, s := range scopes[1:] {
		switch {
		case s.Level < lowest.Level || strings.HasPrefix(s.Type, lowest.Type+"/"):
			lowest = s
		case strings.HasPrefix(lowest.Type, s.Type+"/"):
			// what the lowest stands in
		case s.Level == lowest.Level && s.Text != lowest.Text:
			lowest.Keys = append(lowest.Keys, s.Keys...)
			lowest.Why = path + " may lead to several resources"
		}
	}
	if !res.Complete {
		lowest.Why = base.Either(lowest.Why, base.WhyUnknown(path, res))
	}
	return lowest
}

// scopeAt gives the scope whose id a resource has.
func (b *builder) scopeAt(r *plan.Resource) rbac.Scope {
	v := b.resource(r)
	switch r.Type {
	case "azurerm_subscription", "azurerm_subscriptions", "azurerm_client_config", "azuread_client_config":
		return subscriptionScope(v)
	case "azurerm_management_group":
		text := "management group " + quoted(v, "display_name")
		return rbac.Scope{Level: rbac.ManagementGroup, Keys: []string{r.Address}, Text: text}
	case "azurerm_resource_group":
		return rbac.Scope{Level: rbac.ResourceGroup, Keys: groupKeys(v), Text: "resource group " + quoted(v, "name")}
	}
	node := b.node(r)
	return rbac.Scope{Keys: node.Keys, Type: node.Type, Text: r.Address}
}

// subscriptionScope is the subscription that a resource or data source describes: the plan's own where nothing says
// which one it is.
func subscriptionScope(r resource) rbac.Scope {
	s := rbac.Scope{Level: rbac.Subscription, Text: "the subscription"}
	if id, ok := r.Str("subscription_id").Get(); ok && id != "" {
		s.Keys = []string{strings.ToLower(id)}
	}
	if name, ok := r.Str("display_name").Get(); ok && name != "" {
		s.Text = fmt.Sprintf("subscription %q", name)
	}
	return s
}

// quoted names a resource by an attribute, or by its address.
func quoted(r resource, attribute string) string {
	if name, ok := r.Str(attribute).Get(); ok && name != "" {
		return fmt.Sprintf("%q", name)
	}
	return r.Address
}

// textScope reads a scope that is written out.
func textScope(text string) rbac.Scope {
	path := armPath(strings.Split(strings.Trim(text, "/"), "/"))
	return path.scope(text)
}

// holedScope reads a scope of which only pieces, the ids or names of resources, are not known, where the HCL shows it.
func (b *builder) holedScope(r resource, path string) (rbac.Scope, bool) {
	t, ok := r.Holed(path)
	if !ok || len(t.Holes) == 0 {
		return rbac.Scope{}, false
	}
	if part, alone := t.Alone(); alone {
		if part.Resource == nil {
			return rbac.Scope{}, false
		}
		return b.scopeAt(part.Resource), true
	}
	segments := strings.Split(strings.TrimPrefix(t.Text, "/"), "/")
	first := t.In(segments[0])
	if len(first) != 1 || strings.HasPrefix(t.Text, "/") {
		return b.lastHole(t, segments)
	}
	if first[0].Resource == nil {
		return rbac.Scope{}, false
	}
	base := b.scopeAt(first[0].Resource)
	if len(segments) == 1 {
		return base, true
	}
	return b.below(base, t, segments[1:]), true
}

// lastHole reads a path that begins with text and ends in a resource's name.
func (b *builder) lastHole(t base.Holed, segments []string) (rbac.Scope, bool) {
	last := t.In(segments[len(segments)-1])
	if len(last) == 1 && last[0].Resource != nil {
		return b.scopeAt(last[0].Resource), true
	}
	if len(last) > 0 {
		return rbac.Scope{}, false
	}
	return armPath(segments).scope(t.With("…", t.Text)), true
}

// below reads what follows the id of something in a path: a group in a subscription, a container in an account.
func (b *builder) below(in rbac.Scope, t base.Holed, rest []string) rbac.Scope {
	if last := t.In(rest[len(rest)-1]); len(last) == 1 && last[0].Resource != nil {
		return b.scopeAt(last[0].Resource)
	}
	text := strings.Join(rest, "/")
	s := armPath(rest).scope(in.Text + "/" + t.With("…", text))
	if s.Level >= rbac.Subscription {
		s.Level, s.Type = rbac.Resource, in.Type+childType(rest)
		s.Keys = []string{nameKey(s.Type, rest[len(rest)-1])}
	}
	return s
}

// childType gives the type of what a path below a resource names: every other segment is a name.
func childType(rest []string) string {
	out := ""
	for i := 0; i < len(rest); i += 2 {
		out += "/" + rest[i]
	}
	return out
}

// armPath is the id of something in Azure, cut at its slashes.
// Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
type armPath []string

// after gives what follows a segment; "" for nothing.
func (p armPath) after(segment string) string {
	for i := 0; i+1 < len(p); i++ {
		if strings.EqualFold(p[i], segment) {
			return p[i+1]
		}
	}
	return ""
}

// scope gives the scope that the path names; text is for messages.
func (p armPath) scope(text string) rbac.Scope {
	subscription, group := p.after("subscriptions"), p.after("resourceGroups")
	switch {
	case p.typ() != "" && strings.EqualFold(p.typ(), "Microsoft.Management/managementGroups"):
		name := fmt.Sprintf("management group %q", p[len(p)-1])
		return rbac.Scope{Level: rbac.ManagementGroup, Keys: []string{strings.ToLower(text)}, Text: name}
	case p.typ() != "":
		name := p[len(p)-1]
		keys := []string{strings.ToLower(text), nameKey(p.typ(), name)}
		return rbac.Scope{Type: p.typ(), Keys: keys, Text: fmt.Sprintf("%q", name)}
	case group != "":
		text := fmt.Sprintf("resource group %q", group)
		return rbac.Scope{Level: rbac.ResourceGroup, Keys: []string{groupKey(group)}, Text: text}
	case subscription != "":
		text := fmt.Sprintf("subscription %q", subscription)
		return rbac.Scope{Level: rbac.Subscription, Keys: []string{strings.ToLower(subscription)}, Text: text}
	default:
		return rbac.Scope{Level: rbac.Tenant, Text: "the tenant"}
	}
}

// typ gives the type of the resource that the path names: the provider, and every other segment after it; "" when it names
// none.
func (p armPath) typ() string {
	for i, segment := range p {
		if strings.EqualFold(segment, "providers") && i+2 < len(p) {
			return p[i+1] + childType(p[i+2:])
		}
	}
	return ""
}
