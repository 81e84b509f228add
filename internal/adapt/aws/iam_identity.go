package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// holder collects the policies of an identity until all are known.
type holder struct {
	policies []*iam.Document
	boundary *iam.Document
	inline   map[string]bool // names of inline policies that the plan holds
	listed   []listedPolicy  // inline policies that the identity is said to have
	blocks   []inlineBlock
	groups   []*model.Identity
	reasons  []string // why there may be more policies than these
}

// inlineBlock is an inline policy that stands in the role itself.
type inlineBlock struct {
	name string
	docs []*iam.Document
}

// listedPolicy is an inline policy of which only the name is known.
type listedPolicy struct {
	name  string
	place model.Place
}

func (b *builder) holder(id *model.Identity) *holder {
	h, ok := b.policies.holders[id]
	if !ok {
		h = &holder{inline: map[string]bool{}}
		b.policies.holders[id] = h
	}
	return h
}

func roleIdentity(r resource)  { r.identity(model.Role) }
func userIdentity(r resource)  { r.identity(model.User) }
func groupIdentity(r resource) { r.identity(model.Group) }

func (r resource) identity(kind model.IdentityKind) *model.Identity {
	id := &model.Identity{Head: r.Head(), Kind: kind, Default: model.False()}
	r.b.Sys.Identities = append(r.b.Sys.Identities, id)
	r.b.Declare(r, id)
	return id
}

// foreignRole is a role that the plan only looks up: what it may do is settled elsewhere, though the plan may
// attach further policies.
func foreignRole(r resource) { r.foreign(model.Role, "name") }

func foreignUser(r resource) { r.foreign(model.User, "user_name") }

func (r resource) foreign(kind model.IdentityKind, name string) {
	id := r.identity(kind)
	id.Head = r.HeadNamed(name)
	r.b.holder(id).unknown(r.Address+" is not managed by this plan, and neither are its policies", r.Place(""))
}

// unknown notes policies of which the plan does not hold the content.
func (h *holder) unknown(why string, at model.Place) {
	h.policies = append(h.policies, iam.UnknownDocument(why, base.PlaceText(at)))
}

// rolePolicies reads what stands in the role itself.
func rolePolicies(r resource) {
	id, ok := r.b.Objects[r.Resource].(*model.Identity)
	if !ok {
		return
	}
	trust := r.policy("assume_role_policy")
	id.Trust, id.TrustWhy = trust.grants, trust.why
	boundaryOf(r)
	// The provider fills inline_policy and managed_policy_arns that are left out with what it finds in the
	// cloud, which the plan's other resources may be about to change.
	if r.Mode == plan.Data {
		return
	}
	h := r.b.holder(id)
	r.inlineBlocks(h)
	if !r.LeftOut("managed_policy_arns") {
		h.policies = append(h.policies, r.managedList("managed_policy_arns")...)
	}
}

// inlineBlocks reads inline policies in the role's own blocks. Of a role that exists already the provider lists
// those of other resources here, too: they are known by their names.
func (r resource) inlineBlocks(h *holder) {
	for i := range r.Attr("inline_policy").Items() {
		at := "inline_policy." + base.Itoa(i)
		name := r.Attr(at + ".name").Text()
		h.blocks = append(h.blocks, inlineBlock{name, r.documents(at + ".policy").whole()})
	}
	if declared, _ := r.Declared("inline_policy"); declared && r.Attr("inline_policy").IsUnknown() {
		h.unknown(r.WhyUnknown("inline_policy"), r.Place("inline_policy"))
	}
}

// boundaryOf reads the permissions boundary.
func boundaryOf(r resource) {
	id, ok := r.b.Objects[r.Resource].(*model.Identity)
	if !ok {
		return
	}
	id.Boundary = r.Str("permissions_boundary")
	// A data source gives "" for a role without one.
	if text, ok := id.Boundary.Get(); ok && text == "" || id.Boundary.IsSet() == model.False() {
		return
	}
	docs := r.managed("permissions_boundary")
	if len(docs) != 1 {
		docs = []*iam.Document{iam.UnknownDocument(r.WhyUnknown("permissions_boundary"), base.PlaceText(r.Place("permissions_boundary")))}
	}
	r.b.holder(id).boundary = docs[0]
}
