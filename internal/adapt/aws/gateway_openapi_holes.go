package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// holedBody gives a definition that the plan does not hold, because it names functions or pools that are made only
// at apply, as the HCL writes it. Each unknown piece is written as the reference that it is. ok is false when the
// HCL does not tell it, and when pieces are missing that decide who gets in.
func (r resource) holedBody() (doc node, text string, ok bool) {
	t, ok := r.holedText("body")
	if _, alone := t.Alone(); !ok || alone {
		return nil, "", false
	}
	doc, why := parseOpenAPI(t.Text)
	if why != "" || !t.fillNode(doc, false) {
		return nil, "", false
	}
	return doc, t.With(model.Gap, t.Text), true
}

// namesOnly tells the fields of a definition, with all that is in them, that name a target or are for people, so
// that a piece of them may be missing.
func namesOnly(field string) bool {
	switch field {
	case "uri", "credentials", "connectionId", "authorizerUri", "authorizerCredentials", "providerARNs", "audience",
		"issuer", "requestTemplates", "requestParameters", "title", "description", "version", "summary", "tags",
		"servers", "host", "basePath":
		return true
	default:
		return false
	}
}

// fillNode writes references for the signs in a definition; false when there is one where it decides.
func (t *holedText) fillNode(n node, may bool) bool {
	for _, name := range n.Sorted() {
		value, ok := t.filled(n[name], may || namesOnly(name))
		// An address that begins with an unknown piece may be of either protocol.
		if text, _ := value.(string); !ok || t.In(name) != nil || name == "issuer" && strings.HasPrefix(text, "${") {
			return false
		}
		n[name] = value
	}
	return true
}

func (t *holedText) filled(value any, may bool) (any, bool) {
	switch v := value.(type) {
	case string:
		return t.referring(v), may || t.In(v) == nil
	case map[string]any:
		return v, t.fillNode(v, may)
	case []any:
		for i := range v {
			filled, ok := t.filled(v[i], may)
			if !ok {
				return nil, false
			}
			v[i] = filled
		}
	}
	return value, true
}

// referring writes ${ADDRESS.ATTRIBUTE} for each sign.
func (t *holedText) referring(text string) string {
	for _, p := range t.In(text) {
		i := strings.IndexFunc(text, base.IsSign)
		sign := text[i : i+len(string(rune(base.FirstSign)))]
		text = strings.Replace(text, sign, "${"+p.Address+"."+p.Attribute+"}", 1)
	}
	return text
}

// referred gives the objects of a kind that the references in a text lead to.
func referred[T model.Object](b *builder, text string) []T {
	var found []T
	for _, piece := range strings.Split(text, "${")[1:] {
		reference, _, _ := strings.Cut(piece, "}")
		res := b.instanceOf(reference)
		if res == nil {
			continue
		}
		objects, _ := base.ObjectsOf[T](b.Builder, res, 0)
		found = append(found, objects...)
	}
	return base.Unique(found)
}

// instanceOf gives the resource whose attribute a reference names.
func (b *builder) instanceOf(reference string) *plan.Resource {
	for i := strings.LastIndexByte(reference, '.'); i > 0; i = strings.LastIndexByte(reference[:i], '.') {
		if res, ok := b.Plan.Resource(reference[:i]); ok {
			return res
		}
	}
	return nil
}
