package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// declareIdentity adapts an identity that is a resource of its own.
func declareIdentity(kind model.IdentityKind) func(resource) {
	return func(r resource) {
		attribute := "name"
		if r.Attr(attribute).IsAbsent() {
			attribute = "display_name"
		}
		id := &model.Identity{Head: r.HeadNamed(attribute), Kind: kind, ByPermission: kind == model.ManagedIdentity}
		r.b.Sys.Identities = append(r.b.Sys.Identities, id)
		r.b.Declare(r, id)
	}
}

// systemIdentity gives the system-assigned identity of a resource, which stands at the resource's own address. It is made
// when it is first asked for: by the resource itself, or by what gives it a role.
func (b *builder) systemIdentity(r *plan.Resource) *model.Identity {
	if id, ok := b.iam.systems[r]; ok {
		return id
	}
	head := b.resource(r).Head()
	head.ID = model.NotSet[string](b.resource(r).Place("identity"))
	id := &model.Identity{Head: head, Kind: model.ManagedIdentity, Own: true}
	b.iam.systems[r] = id
	b.Sys.Identities = append(b.Sys.Identities, id)
	return id
}

// userAssignedIdentity is the type of identities that are resources of their own.
const userAssignedIdentity = "azurerm_user_assigned_identity"

// The types of identity that an identity block can ask for, also both, joined by a comma.
const (
	systemAssigned = "SystemAssigned"
	userAssigned   = "UserAssigned"
)

// identitiesOf gives what a resource acts as, by its identity block: the system-assigned identity first, then the others.
// It is for the Link pass.
func identitiesOf(r resource) (main model.Link[*model.Identity], more []model.Link[*model.Identity]) {
	none := model.Link[*model.Identity]{Place: r.Place("identity"), Text: model.NotSet[string](r.Place("identity"))}
	if n, known := r.Blocks("identity"); n == 0 {
		if !known && !base.Omitted(r, "identity") {
			none.Why = r.WhyUnknown("identity")
			none.Text = model.UnknownValue[string](none.Why, none.Place)
		}
		return none, nil
	}
	links := base.Links[*model.Identity](r, "identity.0.identity_ids")
	if system, has := systemLink(r); has {
		links = append([]model.Link[*model.Identity]{system}, links...)
	}
	if len(links) == 0 {
		return none, nil
	}
	return links[0], links[1:]
}

// systemLink gives the edge to a resource's own identity, if its block asks for one, or may.
func systemLink(r resource) (model.Link[*model.Identity], bool) {
	typ := r.Str("identity.0.type")
	l := model.Link[*model.Identity]{Place: typ.Place, Text: typ}
	asked := typ.Match(func(text string) bool {
		return strings.Contains(strings.ToLower(text), strings.ToLower(systemAssigned))
	})
	if model.Never(asked) {
		return l, false
	}
	if !model.Certainly(asked) {
		l.Why = base.Either(typ.Why(), "identity.0.type is known only after apply")
	}
	l.To = []*model.Identity{r.b.systemIdentity(r.Resource)}
	return l, true
}

// principal follows an attribute that holds the object id of an identity: of one that is declared, or of what a resource
// has.
func principal(r resource, path string) model.Link[*model.Identity] {
	l := model.Link[*model.Identity]{Place: r.Place(path), Text: r.Str(path)}
	if model.Never(l.Text.IsSet()) {
		return l
	}
	res := r.b.Plan.Resolve(r.Resource, path)
	if !res.Complete {
		l.Why = base.WhyUnknown(path, res)
	}
	for _, o := range res.Origins {
		l.To = append(l.To, r.b.identitiesAt(o)...)
	}
	l.Elsewhere = len(l.To) == 0 && len(res.Origins) > 0 && l.Why == ""
	l.To = base.Unique(l.To)
	return l
}

// identitiesAt gives the identity whose object id stands at an origin.
func (b *builder) identitiesAt(o plan.Origin) []*model.Identity {
	first, _, _ := strings.Cut(o.Attribute, ".")
	if first == "identity" || first == "principal_id" && o.Resource.Type != userAssignedIdentity {
		return []*model.Identity{b.systemIdentity(o.Resource)}
	}
	ids, _ := base.ObjectsOf[*model.Identity](b.Builder, o.Resource, 0)
	return ids
}

// groupMembers adapts the members that a group lists.
func groupMembers(r resource) {
	group, ok := base.Own[*model.Identity](r)
	if !ok {
		return
	}
	for _, o := range r.b.Plan.Resolve(r.Resource, "members").Origins {
		for _, id := range r.b.identitiesAt(o) {
			r.b.join(id, group)
		}
	}
}

// groupMember adapts one membership.
func groupMember(r resource) {
	groups := base.Link[*model.Identity](r, "group_object_id")
	for _, id := range principal(r, "member_object_id").To {
		for _, group := range groups.To {
			r.b.join(id, group)
		}
	}
}

func (b *builder) join(id, group *model.Identity) {
	h := b.holder(id)
	h.groups = append(h.groups, group)
}
