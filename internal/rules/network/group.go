package network

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// worn tells whether a security group is certainly around one of the functions that may bear it.
func worn(g *model.SecurityGroup) model.Truth {
	on := model.False()
	for _, b := range g.Bearers {
		on = on.Or(b.Certain)
	}
	return on
}

// groupWord is the cloud's word for a security group.
func groupWord(g *model.SecurityGroup) string {
	if g.Cloud == model.Google {
		return "Firewall rule"
	}
	return "Security group"
}

// bearersOf names who bears a group: function "orders" and 2 more.
func bearersOf(g *model.SecurityGroup) string {
	name := fmt.Sprintf("function %q", g.Bearers[0].Function.Label())
	if more := len(g.Bearers) - 1; more > 0 {
		return fmt.Sprintf("%s and %d more", name, more)
	}
	return name
}

// hopBearers adds who bears a group, at most a few.
func hopBearers(v *rule.Verdict, g *model.SecurityGroup) {
	const shown = 3
	what := "the security group"
	if g.Cloud == model.Google {
		what = "a tag that the rule is for"
	}
	for i, b := range g.Bearers {
		if i == shown {
			v.Hop(g.Place(), "and %d more bear it", len(g.Bearers)-shown)
			return
		}
		v.Hop(b.Place, "function %q bears %s", b.Function.Label(), what)
	}
}

// anyPort tells whether a rule is for all ports of all protocols, or for all ports of TCP.
func anyPort(t *model.TrafficRule) model.Truth {
	whole := model.In(t.Protocol, "-1", "all")
	every := model.In(t.From, 0, 1).And(t.To.Match(func(port int) bool { return port >= lastPort }))
	return whole.Or(every, model.Equals(t.From, -1).And(model.Equals(t.To, -1)))
}

const lastPort = 65535

// portsOf words the ports of a rule: "port 5432", "ports 1024 to 2048", "all ports".
func portsOf(t *model.TrafficRule) string {
	from, ok := t.From.Get()
	to, known := t.To.Get()
	switch {
	case model.Certainly(anyPort(t)):
		return "all ports"
	case !ok || !known:
		return "some ports"
	case from == to:
		return fmt.Sprintf("port %d", from)
	default:
		return fmt.Sprintf("ports %d to %d", from, to)
	}
}
