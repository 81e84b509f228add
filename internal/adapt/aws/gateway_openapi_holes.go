package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
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
	if why != "" || !t.filler().Fill(doc, false) {
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

// filler fills the definition of an API.
func (t *holedText) filler() *base.Filler {
	return &base.Filler{Holed: t.Holed, NamesOnly: namesOnly, Address: func(field string) bool { return field == "issuer" }}
}
