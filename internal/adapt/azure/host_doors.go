package azure

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// siteDoors reads the access restrictions of the site and of its deployment site.
func siteDoors(h host) model.SiteDoors {
	n := h.names
	public := model.IsTrue(h.flag(n.publicAccess).Or(true)).And(model.IsFalse(h.flag(n.enabled).Or(true)).Not())
	main := readRestrictions(h, n.restrictions, n.restrictionDefault)
	deploy := readRestrictions(h, n.deployRestrictions, n.deployDefault)
	same := model.IsTrue(h.flag(n.deployAsMain).Or(false))
	d := model.SiteDoors{
		Open: public.And(main.open), Deploy: public.And(same.And(main.open).Or(same.Not().And(deploy.open))),
		OpenPlace: main.place, DeployPlace: deploy.place, Restricted: public.Not().Or(main.some),
		AnyFront: main.anyFront, AnyFrontPlace: main.frontPlace,
	}
	d.AllTraffic, d.AllTrafficPlace = model.IsTrue(h.flag(n.routeAll).Or(false)), h.at(n.routeAll)
	return d
}

// restrictions are the rules about networks of one of the two sites.
type restrictions struct {
	open       model.Truth // whether clients in any network come in
	place      model.Place // where that is decided
	some       model.Truth // whether there are any rules
	anyFront   model.Truth
	frontPlace model.Place
}

// restriction is one rule.
type restriction struct {
	path     string
	priority int
	all      model.Truth // whether it is about every client
	allows   model.Truth
}

// readRestrictions reads the rules of a site. The first one that fits a client decides. What no rule fits is refused as
// soon as there is a rule, unless the default action says otherwise (App Service documentation, "Azure App Service access
// restrictions", unmatched rule). Since azurerm 3.95 the provider sends "Allow" there where nothing is given.
func readRestrictions(h host, path, defaultAction string) restrictions {
	n, known := h.Blocks(path)
	if base.Omitted(h.resource, h.names.config) || base.Omitted(h.resource, path) {
		n, known = 0, true
	}
	unmatched := h.str(defaultAction)
	found := restrictions{some: model.Of(n > 0), place: unmatched.Place, frontPlace: h.Place(path)}
	if !known {
		found.open = model.Equals(unmatched, "Deny").Not().And(model.Undecided(h.WhyUnknown(path)))
		found.some = model.Undecided(h.WhyUnknown(path))
		return found
	}
	if n == 0 {
		found.place = doorPlace(h, path, defaultAction)
		found.open = model.Equals(unmatched, "Deny").Not()
		return found
	}
	found.open = model.Equals(unmatched, "Allow")
	rules := rulesOf(h, path, n)
	for _, rule := range slices.Backward(rules) {
		found.open = rule.all.And(rule.allows).Or(rule.all.Not().And(found.open))
		if model.Certainly(rule.all) && model.Certainly(rule.allows) {
			found.place = h.Place(rule.path)
		}
	}
	found.anyFront, found.frontPlace = anyFront(h, rules, found.frontPlace)
	found.anyFront = found.anyFront.And(found.open.Not())
	return found
}

// doorPlace is what to change where there are no rules: the switch for the whole network if there is one, else what is
// done with clients that no rule is about.
func doorPlace(h host, path, defaultAction string) model.Place {
	switch {
	case path == h.names.restrictions && h.names.publicAccess != "":
		return h.Place(h.names.publicAccess)
	case defaultAction != "":
		return h.Place(defaultAction)
	default:
		return h.Place(path)
	}
}

// rulesOf reads rules, those that are asked first in front.
func rulesOf(h host, path string, n int) []restriction {
	rules := make([]restriction, 0, n)
	for i := range n {
		p := path + "." + base.Itoa(i)
		rules = append(rules, restriction{
			path: p, priority: priority(h, p), all: aboutAll(h, p), allows: model.Equals(h.Str(p+".action").Or("Allow"), "Allow"),
		})
	}
	slices.SortStableFunc(rules, func(a, b restriction) int { return cmp.Compare(a.priority, b.priority) })
	return rules
}

// defaultPriority is that of rules without one (azurerm).
const defaultPriority = 65000

func priority(h host, path string) int {
	if p, ok := h.Num(path + ".priority").Get(); ok {
		return p
	}
	return defaultPriority
}

// aboutAll tells whether a rule is about every client on the internet. With a condition on headers it isn't.
func aboutAll(h host, path string) model.Truth {
	address := h.ruleText(path, "ip_address", "ipAddress").Match(func(ip string) bool {
		return slices.Contains(strings.Split(ip, ","), "0.0.0.0/0") || ip == "Any" || ip == "*" || ip == "::/0"
	})
	tag := model.Equals(h.serviceTag(path), "Internet")
	return address.Or(tag).And(hasHeaders(h, path, "x_azure_fdid", "x_forwarded_for", "x_forwarded_host").Not())
}

// hasHeaders tells whether a rule asks for one of some headers.
func hasHeaders(h host, path string, names ...string) model.Truth {
	some := model.False()
	for _, name := range names {
		v := h.Attr(h.header(path, name))
		if v.IsUnknown() {
			some = some.Or(model.Undecided(h.WhyUnknown(path)))
		}
		some = some.Or(model.Of(v.Len() > 0))
	}
	if h.Attr(path + ".headers").IsUnknown() {
		some = some.Or(model.Undecided(h.WhyUnknown(path)))
	}
	return some
}

// ruleText reads a part of a rule by its name in azurerm or in the API.
func (h host) ruleText(path, name, api string) model.Value[string] {
	if h.names.api {
		return h.Str(path + "." + api)
	}
	return h.Str(path + "." + name)
}

// serviceTag reads the name of a group of Azure's own addresses, which the API has in place of an address.
func (h host) serviceTag(path string) model.Value[string] {
	return h.ruleText(path, "service_tag", "ipAddress")
}

// header is the path of a header that a rule asks for.
func (h host) header(path, name string) string {
	if h.names.api {
		return path + ".headers." + strings.ReplaceAll(name, "_", "-")
	}
	return path + ".headers.0." + name
}

// anyFront tells whether a rule lets Azure Front Door in without saying whose: everybody can make a profile that passes
// requests on to the app.
func anyFront(h host, rules []restriction, at model.Place) (some model.Truth, place model.Place) {
	place = at
	for _, rule := range rules {
		tag := model.Equals(h.serviceTag(rule.path), "AzureFrontDoor.Backend")
		loose := tag.And(rule.allows, hasHeaders(h, rule.path, "x_azure_fdid").Not())
		if !model.Never(loose) && model.Never(some) {
			place = h.Place(rule.path)
		}
		some = some.Or(loose)
	}
	return some, place
}

// outerPlan tells whether an app stands in an App Service Environment whose addresses are internal.
func outerPlan(h host) model.Truth {
	l := base.Link[*model.HostPlan](h, h.names.plan)
	if h.names.plan == "" || len(l.To) == 0 {
		return model.False() // an environment is rare: a plan that is not in sight is taken for an ordinary one
	}
	return l.Leads(func(p *model.HostPlan) model.Truth { return p.Internal })
}
