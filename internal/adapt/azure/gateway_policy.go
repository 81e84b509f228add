package azure

import (
	"regexp"
	"strings"
	"sync"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// gatewayPolicy is what a policy document of API Management does to requests ("API Management policy reference",
// learn.microsoft.com/azure/api-management/api-management-policies).
type gatewayPolicy struct {
	place    model.Place
	why      string // why it can't be read; "" when it was
	inherits bool   // it has <base/> in its inbound section: what stands around it holds, too
	inbound  []policyElement
}

// policyElement is one element with its attributes and the text up to its end.
type policyElement struct {
	name, attributes, inner string
}

// readGatewayPolicy reads a policy document. Expressions make many documents no XML, which API Management takes all the
// same; so elements are looked for one by one.
func readGatewayPolicy(r resource, path string) *gatewayPolicy {
	p := &gatewayPolicy{place: r.Place(path), inherits: true}
	v := r.Str(path)
	text, known := v.Get()
	if shape, ok := v.Shape(); !known && ok {
		text, known = shape, true
	}
	if !known {
		p.why = base.Either(v.Why(), "the policy stands at a link, outside of the plan")
		return p
	}
	p.parse(text)
	return p
}

// parse reads the text of a policy document.
func (p *gatewayPolicy) parse(text string) {
	text = policyComments().ReplaceAllString(text, "")
	inbound, found := section(text, "inbound")
	p.inbound = elements(inbound)
	p.inherits = !found || p.has("base")
}

// section gives what stands between the tags of a section.
func section(text, name string) (inner string, found bool) {
	_, rest, found := strings.Cut(text, "<"+name+">")
	if !found {
		return "", false
	}
	inner, _, _ = strings.Cut(rest, "</"+name+">")
	return inner, true
}

// elements lists the elements of a section, also those inside of others.
func elements(text string) []policyElement {
	var all []policyElement
	for _, m := range policyTags().FindAllStringSubmatchIndex(text, -1) {
		e := policyElement{name: text[m[2]:m[3]], attributes: text[m[4]:m[5]]}
		if !strings.HasSuffix(e.attributes, "/") {
			e.inner, _, _ = strings.Cut(text[m[1]:], "</"+e.name+">")
		}
		all = append(all, e)
	}
	return all
}

var (
	policyComments = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)<!--.*?-->`) })
	policyTags     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<([a-z][-a-z0-9]*)([^<>]*)>`) })
)

// has tells whether the inbound section has an element.
func (p *gatewayPolicy) has(names ...string) bool {
	_, ok := p.find(names...)
	return ok
}

func (p *gatewayPolicy) find(names ...string) (policyElement, bool) {
	for _, e := range p.inbound {
		for _, name := range names {
			if e.name == name {
				return e, true
			}
		}
	}
	return policyElement{}, false
}

// attribute gives the value of an attribute.
func (e policyElement) attribute(name string) string {
	_, rest, found := strings.Cut(e.attributes, name+`="`)
	if !found {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// texts gives the texts of the elements of a name inside of this one.
func (e policyElement) texts(name string) []string {
	var texts []string
	for _, inner := range elements(e.inner) {
		if inner.name == name {
			texts = append(texts, strings.TrimSpace(inner.inner))
		}
	}
	return texts
}

// policies are those that hold for a request, from the operation's own outwards.
type policies []*gatewayPolicy

// any tells whether one of them, as far as they inherit, has an element.
func (ps policies) any(names ...string) (model.Truth, model.Place) {
	found := model.False()
	for _, p := range ps {
		if p.why != "" {
			found = found.Or(model.Undecided(p.why))
			continue
		}
		if p.has(names...) {
			return model.True(), p.place
		}
		if !p.inherits {
			return found, model.Place{}
		}
	}
	return found, model.Place{}
}

// cors reads the innermost cors element.
func (ps policies) cors() *model.CORS {
	for _, p := range ps {
		if e, ok := p.find("cors"); ok {
			origins := firstOf(e, "allowed-origins")
			methods := firstOf(e, "allowed-methods")
			return &model.CORS{
				Place:       p.place,
				Origins:     model.Known(origins.texts("origin"), p.place),
				Methods:     model.Known(methods.texts("method"), p.place),
				Headers:     model.NotSet[[]string](p.place),
				Credentials: model.Known(e.attribute("allow-credentials") == "true", p.place),
			}
		}
		if !p.inherits {
			return nil
		}
	}
	return nil
}

func firstOf(e policyElement, name string) policyElement {
	for _, inner := range elements(e.inner) {
		if inner.name == name {
			return inner
		}
	}
	return policyElement{}
}
