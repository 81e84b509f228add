package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeSecurityGroup adapts aws_security_group, and the default group of a network, which the plan then rules.
func makeSecurityGroup(r resource) {
	g := addSecurityGroup(r)
	for i := range r.Attr("ingress").Items() {
		g.Ingress = append(g.Ingress, inlineRule(r, "ingress."+base.Itoa(i)))
	}
	for i := range r.Attr("egress").Items() {
		g.Egress = append(g.Egress, inlineRule(r, "egress."+base.Itoa(i)))
	}
	for _, path := range []string{"ingress", "egress"} {
		if r.Attr(path).IsUnknown() && !r.LeftOut(path) {
			g.Incomplete = base.Either(g.Incomplete, r.WhyUnknown(path))
		}
	}
}

func addSecurityGroup(r resource) *model.SecurityGroup {
	g := &model.SecurityGroup{Head: r.Head()}
	r.b.Sys.SecurityGroups = append(r.b.Sys.SecurityGroups, g)
	r.b.Declare(r, g)
	return g
}

func makeForeignGroup(r resource) {
	addSecurityGroup(r).Incomplete = r.Address + " is not managed by this plan"
}

func inlineRule(r resource, path string) *model.TrafficRule {
	return &model.TrafficRule{
		Place: r.Place(path), CIDRs: joinTexts(r, path+".cidr_blocks", path+".ipv6_cidr_blocks"),
		From: r.Num(path + ".from_port"), To: r.Num(path + ".to_port"), Protocol: r.Str(path + ".protocol"),
		Certain: model.True(),
	}
}

// linkSecurityGroup follows the groups that a group's own rules are for.
func linkSecurityGroup(r resource) {
	g, ok := base.Own[*model.SecurityGroup](r)
	if !ok {
		return
	}
	for _, rules := range [][]*model.TrafficRule{g.Ingress, g.Egress} {
		for _, t := range rules {
			t.Source = firstLink(base.Links[*model.SecurityGroup](r, t.Place.Attribute()+".security_groups"))
		}
	}
}

// firstLink makes one edge of several.
func firstLink(links []model.Link[*model.SecurityGroup]) model.Link[*model.SecurityGroup] {
	if len(links) == 0 {
		return model.Link[*model.SecurityGroup]{}
	}
	l := links[0]
	for _, next := range links[1:] {
		l.To, l.Why = append(l.To, next.To...), base.Either(l.Why, next.Why)
	}
	l.To = base.Unique(l.To)
	return l
}

// linkOldRule adapts aws_security_group_rule.
func linkOldRule(r resource) {
	t := &model.TrafficRule{
		Place: r.Place("cidr_blocks"), CIDRs: joinTexts(r, "cidr_blocks", "ipv6_cidr_blocks"),
		From: r.Num("from_port"), To: r.Num("to_port"), Protocol: r.Str("protocol"),
		Source: base.Link[*model.SecurityGroup](r, "source_security_group_id"),
	}
	direction, _ := r.Str("type").Get()
	addTraffic(r, t, direction)
}

func linkIngressRule(r resource) { addTraffic(r, newRule(r), "ingress") }

func linkEgressRule(r resource) { addTraffic(r, newRule(r), "egress") }

// newRule reads a rule of the newer resource types. Ports left out mean all of them (EC2 API reference, IpPermission).
func newRule(r resource) *model.TrafficRule {
	return &model.TrafficRule{
		Place: r.Place("cidr_ipv4"), CIDRs: joinTexts(r, "cidr_ipv4", "cidr_ipv6"),
		From: r.Num("from_port").Or(-1), To: r.Num("to_port").Or(-1), Protocol: r.Str("ip_protocol"),
		Source: base.Link[*model.SecurityGroup](r, "referenced_security_group_id"),
	}
}

// addTraffic gives a rule to the groups that it may belong to.
func addTraffic(r resource, t *model.TrafficRule, direction string) {
	if at := t.CIDRs.Place; at.Address() != "" {
		t.Place = at
	}
	l := base.Link[*model.SecurityGroup](r, "security_group_id")
	t.Certain = model.True()
	if _, ok := l.One(); !ok {
		t.Certain = model.Undecided(base.Either(l.Why, r.Address+" may be about another security group"))
	}
	for _, g := range l.To {
		if direction == "egress" {
			g.Egress = append(g.Egress, t)
		} else {
			g.Ingress = append(g.Ingress, t)
		}
	}
}

// doubtGroups notes on groups that a rule may be theirs when its group can't be followed.
func doubtGroups(r resource) {
	s := setting[*model.SecurityGroup]{Path: "security_group_id", All: model.SecurityGroups}
	l := base.Link[*model.SecurityGroup](r, s.Path)
	if len(l.To) > 0 {
		return
	}
	for _, g := range s.Candidates(r, l) {
		g.Incomplete = base.Either(g.Incomplete, r.Address+" may be about it: "+base.Either(l.Why, "security_group_id is not known"))
	}
}
