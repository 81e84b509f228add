package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// inlinePolicy adapts a policy that belongs to one role, user or group.
func inlinePolicy(holderAttribute string) func(resource) {
	return func(r resource) {
		l := base.Link[*model.Identity](r, holderAttribute)
		r.attach(l, r.documents("policy").whole())
		for _, id := range l.To {
			r.b.holder(id).inline[r.Attr("name").Text()] = true
		}
	}
}

// attachment adapts the attachment of one managed policy to one role, user or group.
func attachment(holderAttribute string) func(resource) {
	return func(r resource) {
		r.attach(base.Link[*model.Identity](r, holderAttribute), r.managed("policy_arn"))
	}
}

// sharedAttachment adapts the attachment of one policy to many.
func sharedAttachment(r resource) {
	docs := r.managed("policy_arn")
	for _, path := range []string{"roles", "users", "groups"} {
		for _, l := range r.listed(path) {
			r.attach(l, docs)
		}
	}
}

// exclusiveAttachments adapts the whole list of an identity's managed policies. Those not listed are detached,
// but a plan has no reason to attach what it detaches, so nothing is taken away here.
func exclusiveAttachments(holderAttribute string) func(resource) {
	return func(r resource) {
		r.attach(base.Link[*model.Identity](r, holderAttribute), r.managedList("policy_arns"))
	}
}

// exclusiveInline adapts the whole list of an identity's inline policies. The resource makes none, so that a
// name which the plan does not make is a policy from elsewhere.
func exclusiveInline(holderAttribute string) func(resource) {
	return func(r resource) {
		for _, id := range base.Link[*model.Identity](r, holderAttribute).To {
			h := r.b.holder(id)
			for i, name := range r.Attr("policy_names").Items() {
				h.listed = append(h.listed, listedPolicy{name.Text(), r.Place("policy_names." + base.Itoa(i))})
			}
		}
	}
}

// attach gives documents to the identities that a link leads to. Where it may lead to several, each may have
// them.
func (r resource) attach(l model.Link[*model.Identity], docs []*iam.Document) {
	if len(l.To) == 0 {
		r.stray(l)
		return
	}
	if _, ok := l.One(); !ok {
		why := l.Why
		if why == "" {
			why = l.Place.Address() + " may be for another identity"
		}
		docs = perhaps(docs, why)
	}
	for _, id := range l.To {
		h := r.b.holder(id)
		h.policies = append(h.policies, docs...)
	}
}

// stray notes a policy whose identity cannot be told: it may belong to any identity of the same module.
func (r resource) stray(l model.Link[*model.Identity]) {
	if l.Elsewhere || l.Why == "" {
		return
	}
	for _, id := range r.b.Sys.Identities {
		declared, ok := r.b.Plan.Resource(id.Address)
		if ok && declared.Mode == plan.Managed && declared.Module == r.Module {
			h := r.b.holder(id)
			h.reasons = append(h.reasons, r.Address+" may belong to it: "+l.Why)
		}
	}
}

// perhaps gives documents that hold only if something unknown is so.
func perhaps(docs []*iam.Document, why string) []*iam.Document {
	out := make([]*iam.Document, 0, len(docs))
	for _, doc := range docs {
		copied := *doc
		copied.Statements = conditional(doc.Statements, why)
		out = append(out, &copied)
	}
	return out
}

// listed follows the elements of a list of names, each to the identity of that name.
func (r resource) listed(path string) []model.Link[*model.Identity] {
	v := r.Attr(path)
	if v.Kind() != plan.List {
		if v.IsAbsent() {
			return nil
		}
		return []model.Link[*model.Identity]{base.Link[*model.Identity](r, path)}
	}
	links := make([]model.Link[*model.Identity], 0, v.Len())
	for i, item := range v.Items() {
		links = append(links, named(base.Link[*model.Identity](r, path+"."+base.Itoa(i)), item))
	}
	return oneEach(links)
}

// named keeps, of the identities that a whole list leads to, those whose name may be the element's.
func named(l model.Link[*model.Identity], name plan.Value) model.Link[*model.Identity] {
	if name.IsUnknown() {
		return l
	}
	l.To = filter(l.To, func(id *model.Identity) bool {
		known, ok := id.Name.Get()
		return !ok || known == name.Text()
	})
	for _, id := range l.To {
		if known, _ := id.Name.Get(); known == name.Text() {
			l.To, l.Why = []*model.Identity{id}, ""
			break
		}
	}
	return l
}

// oneEach splits a list's unknown elements up among as many identities: in a set, it does not matter which
// stands where.
func oneEach(links []model.Link[*model.Identity]) []model.Link[*model.Identity] {
	var open []int
	for i, l := range links {
		if len(l.To) > 1 {
			open = append(open, i)
		}
	}
	for at, i := range open {
		if links[i].Why == "" && len(links[i].To) == len(open) {
			links[i].To = links[i].To[at : at+1]
		}
	}
	return links
}

func filter[T any](items []T, keep func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if keep(item) {
			kept = append(kept, item)
		}
	}
	return kept
}

// groupMembers adapts the users of a group, userGroups the groups of a user.
func groupMembers(r resource) {
	groups := base.Link[*model.Identity](r, "group")
	for _, l := range r.listed("users") {
		join(r, l.To, groups.To)
	}
}

func userGroups(r resource) {
	users := base.Link[*model.Identity](r, "user")
	for _, l := range r.listed("groups") {
		join(r, users.To, l.To)
	}
}

func join(r resource, users, groups []*model.Identity) {
	for _, user := range users {
		h := r.b.holder(user)
		h.groups = append(h.groups, groups...)
	}
}
