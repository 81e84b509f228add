package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// federated adapts a credential by which the workloads of another identity provider act as an identity. paths are the
// attributes that may name the identity, or the application that a service principal stands for.
func federated(paths ...string) func(resource) {
	return func(r resource) {
		for _, path := range paths {
			l := base.Link[*model.Identity](r, path)
			ids := l.To
			if len(ids) == 0 {
				ids = r.b.principalsOf(r, path)
			}
			for _, id := range ids {
				id.Trust = append(id.Trust, trustGrant(r, l))
			}
			if len(ids) > 0 {
				return
			}
		}
	}
}

func trustGrant(r resource, l model.Link[*model.Identity]) *model.Grant {
	certain := model.True()
	if len(l.To) > 1 || l.Why != "" {
		certain = model.Undecided(base.Either(l.Why, r.Address+" may be for another identity"))
	}
	issuer := r.Str("issuer")
	text, _ := issuer.Get()
	principal := model.Principal{Kind: model.Federated, Text: text}
	if text == "" {
		principal.Text = base.Either(issuer.Why(), "an issuer that is known only after apply")
	}
	return &model.Grant{
		Place: r.Place(subjectAt(r)), Principal: principal, Abilities: []model.Ability{model.Assume}, Certain: certain,
		Limits: []model.Limit{subjectLimit(r), {Kind: model.Audience, Values: audience(r)}},
	}
}

// subjectAt is where the workload is named that may act as the identity.
func subjectAt(r resource) string {
	if !r.Attr("claims_matching_expression").IsAbsent() {
		return "claims_matching_expression"
	}
	return "subject"
}

// subjectLimit reads which workloads are let in. A wildcard for the repository, or for all that follows its owner, lets in
// code of anybody there.
func subjectLimit(r resource) model.Limit {
	v := r.Str(subjectAt(r))
	weak := v.Match(func(text string) bool {
		if i := strings.IndexByte(text, '\''); subjectAt(r) != "subject" && i >= 0 {
			_, text, _ = strings.Cut(text, "matches")
			text = strings.Trim(strings.TrimSpace(text), "'")
		}
		head, _, _ := strings.Cut(strings.TrimPrefix(text, "repo:"), ":")
		return strings.Contains(head, "*")
	})
	l := model.Limit{
		Kind: model.Subject, Weak: model.Certainly(weak),
		Values: model.Map(v, func(text string) []string { return []string{text} }),
	}
	if !v.IsKnown() && v.Why() != "" { // it may turn out to be a wildcard
		l.Values = model.UnknownValue[[]string](v.Why(), v.Place)
	}
	return l
}

// audience is whom tokens must be for; "api://AzureADTokenExchange" unless something else is given.
func audience(r resource) model.Value[[]string] {
	for _, path := range []string{"audience", "audiences"} {
		if v := r.Strs(path); !model.Never(v.IsSet()) {
			return v
		}
	}
	one := r.Str("audience")
	if text, ok := one.Get(); ok {
		return model.Known([]string{text}, one.Place)
	}
	return model.Known([]string{"api://AzureADTokenExchange"}, r.Place("audience"))
}

// principalsOf gives the service principals of the application that an attribute names.
func (b *builder) principalsOf(r resource, path string) []*model.Identity {
	var ids []*model.Identity
	for _, app := range b.Plan.Resolve(r.Resource, path).Origins {
		for _, id := range b.Sys.Identities {
			sp, ok := b.Plan.Resource(id.Address)
			if !ok || sp.Type != "azuread_service_principal" {
				continue
			}
			for _, of := range []string{"client_id", "application_id"} {
				for _, o := range b.Plan.Resolve(sp, of).Origins {
					if o.Resource == app.Resource {
						ids = append(ids, id)
					}
				}
			}
		}
	}
	return base.Unique(ids)
}
