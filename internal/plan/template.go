package plan

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Templates evaluates the texts of the configuration where the HCL is at hand. It is implemented by
// internal/source, so that this package needs no HCL.
type Templates interface {
	// Template gives the text at an attribute of an instance, with holes for the attributes of resources that
	// are known only after apply. ok is false when the rest of it is not certain either.
	Template(address, attribute string) (parts []struct{ Text, Address, Attribute string }, ok bool)
	// Decoded does the same for a text that the attribute has in Base64.
	Decoded(address, attribute string) (parts []struct{ Text, Address, Attribute string }, ok bool)
	// TemplateList does the same for each element of a list or set, in the order in which they are written.
	TemplateList(address, attribute string) (elements [][]struct{ Text, Address, Attribute string }, ok bool)
}

// SetTemplates gives the plan a way to see the texts that hold values known only after apply. It must not be
// called while the plan is in use.
func (p *Plan) SetTemplates(t Templates) { p.templates = t }

// Part is a piece of a template: literal text, or a hole, which is what an attribute of a resource will be.
type Part struct {
	Text      string
	Address   string    // of the hole's instance; "" for literal text
	Attribute string    // of it, as dotted path
	Resource  *Resource // nil when the plan does not keep resources of its type
}

// Template gives the text at an attribute that is known only after apply, with holes. ok is false when the HCL
// is not at hand or does not tell, and when it cannot be the HCL that the plan was made from.
func (p *Plan) Template(r *Resource, path string) (parts []Part, ok bool) {
	if !p.templated(r, path) {
		return nil, false
	}
	found, ok := p.templates.Template(r.Address, path)
	return p.holed(found, ok)
}

// Decoded is Template for the text that an attribute has in Base64.
func (p *Plan) Decoded(r *Resource, path string) (parts []Part, ok bool) {
	if !p.templated(r, path) {
		return nil, false
	}
	found, ok := p.templates.Decoded(r.Address, path)
	return p.holed(found, ok)
}

// templated tells whether only the HCL can tell what an attribute will be.
func (p *Plan) templated(r *Resource, path string) bool {
	v := r.Attr(path)
	return p.templates != nil && v.kind == Unknown && !v.sensitive
}

// holed finds the resources of holes, of which there must be some in a text that is not known.
func (p *Plan) holed(found []struct{ Text, Address, Attribute string }, ok bool) ([]Part, bool) {
	if !ok {
		return nil, false
	}
	parts, ok := p.parts(found)
	return parts, ok && slices.ContainsFunc(parts, Part.isHole)
}

// TemplateList is Template for each element of a list of which a part is known only after apply. The elements
// stand in the order of the HCL, which of a set is not the plan's.
func (p *Plan) TemplateList(r *Resource, path string) (elements [][]Part, ok bool) {
	v := r.Attr(path)
	if p.templates == nil || v.kind != Unknown && v.kind != List || v.sensitive {
		return nil, false
	}
	found, ok := p.templates.TemplateList(r.Address, path)
	if !ok {
		return nil, false
	}
	for _, one := range found {
		parts, ok := p.parts(one)
		if !ok {
			return nil, false
		}
		elements = append(elements, parts)
	}
	return elements, p.agree(v, elements)
}

// agree tells whether the elements can be those that the plan has: each known one is among them, and those that
// are not known have holes.
func (p *Plan) agree(v Value, elements [][]Part) bool {
	known, unknown := map[string]bool{}, 0
	for _, item := range v.Items() {
		if item.kind == Unknown {
			unknown++
			continue
		}
		known[item.text] = true
	}
	literal, holed := map[string]bool{}, false
	for _, parts := range elements {
		if slices.ContainsFunc(parts, Part.isHole) {
			holed = true
			continue
		}
		text := ""
		for _, part := range parts {
			text += part.Text
		}
		literal[text] = true
	}
	if v.kind == Unknown {
		return holed
	}
	for text := range known {
		if !literal[text] {
			return false
		}
	}
	return len(known) == len(literal) && holed == (unknown > 0)
}

func (p Part) isHole() bool { return p.Address != "" }

// parts finds the resources of holes. One of a kept type that the plan does not have stands in other HCL.
func (p *Plan) parts(found []struct{ Text, Address, Attribute string }) ([]Part, bool) {
	parts := make([]Part, 0, len(found))
	for _, f := range found {
		part := Part{Text: f.Text, Address: f.Address, Attribute: f.Attribute}
		if part.isHole() {
			part.Resource, _ = p.Resource(f.Address)
			if part.Resource == nil && p.keeps(f.Address) {
				return nil, false
			}
			if to, attribute := p.led(part.Resource, f.Attribute); to != part.Resource {
				part.Resource, part.Address, part.Attribute = to, to.Address, attribute
			}
		}
		parts = append(parts, part)
	}
	return parts, true
}

// keeps tells whether the plan keeps resources of the type in an address.
func (p *Plan) keeps(address string) bool {
	if p.keep == nil {
		return true
	}
	name := strings.TrimPrefix(strings.TrimPrefix(address, moduleOf(address)), ".")
	mode := Managed
	if after, ok := strings.CutPrefix(name, "data."); ok {
		mode, name = Data, after
	}
	typ, _, _ := strings.Cut(name, ".")
	return p.keep(mode, typ)
}

// AttributeJSON gives an attribute of an instance as JSON. known is false when the plan does not hold the
// instance, and when the attribute is known only after apply, even in part, or is sensitive; text is "" when
// there is no value.
func (p *Plan) AttributeJSON(address, path string) (text string, known bool) {
	r, ok := p.Resource(address)
	if !ok {
		return "", false
	}
	v := r.Attr(path)
	if v.IsAbsent() {
		return "", true
	}
	out, known := v.appendJSON(nil)
	return string(out), known
}

// VariableJSON gives a variable of the root module as JSON. found is false when the plan does not hold it; text
// is "" when it is sensitive.
func (p *Plan) VariableJSON(name string) (text string, found bool) {
	v, found := p.variables[name]
	if !found {
		return "", false
	}
	out, known := v.appendJSON(nil)
	if !known {
		return "", true
	}
	return string(out), true
}

// appendJSON writes a value that is wholly known and not sensitive.
func (v Value) appendJSON(out []byte) (json []byte, known bool) {
	if v.sensitive {
		return nil, false
	}
	switch v.kind {
	case Absent:
		return append(out, "null"...), true
	case String:
		out, err := jsontext.AppendQuote(out, v.text)
		return out, err == nil
	case Bool, Number:
		return append(out, v.text...), true
	case List:
		return v.appendParts(out, '[', ']')
	case Object:
		return v.appendParts(out, '{', '}')
	case Unknown:
	}
	return nil, false
}

func (v Value) appendParts(out []byte, opening, closing byte) (json []byte, known bool) {
	out = append(out, opening)
	for i, part := range v.parts() {
		if i > 0 {
			out = append(out, ',')
		}
		if v.kind == Object {
			var err error
			if out, err = jsontext.AppendQuote(out, v.Names()[i]); err != nil {
				return nil, false
			}
			out = append(out, ':')
		}
		if out, known = part.appendJSON(out); !known {
			return nil, false
		}
	}
	return append(out, closing), true
}
