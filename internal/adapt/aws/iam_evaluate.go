package aws

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// judgeIdentity derives what an identity may do, once all its policies are known.
func judgeIdentity(r resource) {
	id, ok := r.b.Objects[r.Resource].(*model.Identity)
	if !ok {
		return
	}
	h := r.b.holder(id)
	h.addInline()
	r.b.lookUpRegion() // now, as Evaluate may be called concurrently
	who := &iam.Identity{Policies: h.all(r.b), Boundary: h.boundary, Self: r.b.target(id)}
	id.Incomplete = incomplete(who, h.reasons)
	id.Bare = len(who.Policies) == 0
	b := r.b // and not r: the resource need not live as long as the identity
	id.Evaluate = func(a model.Ability, o model.Object) model.Answer { return b.evaluate(who, h, a, o) }
	id.Reach = func(a model.Ability) model.Reach { return b.reach().of(who, a) }
	if r.b.matters(id) {
		id.Powers = powers(who)
		return
	}
	id.LaterPowers = func() []*model.Power { return powers(who) }
}

// reach gives the index of the run's objects, made on first use: all exist by then.
func (b *builder) reach() *reach {
	if b.policies.reach == nil {
		b.policies.reach = newReach(b.Sys, b.policies.actions, b.target)
	}
	return b.policies.reach
}

// addInline adds the inline policies of which the plan holds no resource of their own.
func (h *holder) addInline() {
	for _, block := range h.blocks {
		if block.name == "" || !h.inline[block.name] {
			h.inline[block.name] = true
			h.policies = append(h.policies, block.docs...)
		}
	}
	for _, l := range h.listed {
		if !h.inline[l.name] {
			h.unknown("inline policy "+l.name+" is not in the plan", l.place)
		}
	}
}

// all gives an identity's own policies and those of its groups, in an order that does not depend on the plan's.
func (h *holder) all(b *builder) []*iam.Document {
	docs := slices.Clone(h.policies)
	for _, g := range h.groups {
		docs = append(docs, b.holder(g).policies...)
	}
	slices.SortStableFunc(docs, func(x, y *iam.Document) int { return strings.Compare(x.Place, y.Place) })
	return docs
}

// incomplete says why the permissions are not fully known; "" when they are.
func incomplete(who *iam.Identity, reasons []string) string {
	seen := map[string]bool{}
	var out []string
	for _, why := range append(who.Unread(), reasons...) {
		if !seen[why] {
			seen[why] = true
			out = append(out, why)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// matters tells whether an identity's powers can be used by what rules look at: it runs something in the plan,
// or is given to guests, or a service may act as it. It saves the evaluation of the many others, of people and
// machines, in a large plan.
func (b *builder) matters(id *model.Identity) bool {
	return b.UsedIdentities()[id] || id.TrustWhy != "" || trustsService(id)
}

func trustsService(id *model.Identity) bool {
	for _, g := range id.Trust {
		switch g.Principal.Kind {
		case model.ServicePrincipal, model.Federated, model.UnknownPrincipal, model.Anyone:
			return true
		default:
		}
	}
	return false
}

// evaluate answers what an identity may do with an object: it may when one of the actions that make up the
// ability is allowed.
func (b *builder) evaluate(who *iam.Identity, h *holder, a model.Ability, o model.Object) model.Answer {
	best := model.Answer{Allowed: model.False()}
	below := "" // the keys of a bucket that are asked about, instead of all
	if keys, ok := o.(*model.KeyRange); ok {
		o, below = keys.Channel, keys.Pattern
	}
	service := actionService(serviceOf(o), a)
	table, ok := b.policies.actions[service]
	if !ok {
		return model.Answer{Allowed: model.Undecided("which actions are for " + o.Base().Label() + " is not known")}
	}
	actions := table[a] // none: the service has nothing of the kind, so nobody may
	target := b.target(o)
	maybe := false
	for _, name := range actions {
		t := target
		t.Suffix = suffix(service, name)
		if below != "" && t.Suffix == "/*" {
			t.Suffix, t.Part = "/"+below, true
		}
		d := who.May(service+":"+name, t)
		found := answer(d, service+":"+name)
		if d.Allowed == iam.Yes && doubt(d.Conditions) == model.True() {
			return found
		}
		if d.Allowed != iam.No && !maybe {
			best, maybe = found, true
		}
	}
	if !maybe && len(h.reasons) > 0 {
		best.Allowed = model.Undecided(h.reasons[0])
	}
	return best
}

// actionService gives the service whose actions give an ability on objects of a service: identities are assumed
// through STS, and managed through IAM.
func actionService(service string, a model.Ability) string {
	if service == "sts" && a != model.Assume {
		return "iam"
	}
	return service
}

func answer(d iam.Decision, action string) model.Answer {
	a := model.Answer{Allowed: truth(d.Allowed, d.Why), Note: action}
	if d.Allowed == iam.Yes {
		a.Allowed = doubt(d.Conditions)
	}
	if d.By.Document != nil {
		a.Place = base.PlaceOf(d.By.Document.Place)
	}
	if s := d.By.Statement; s != nil {
		a.Place, a.Note = base.PlaceOf(s.Place), statementNote(action, s)
	}
	return a
}

// resourceTexts gives a statement's resources for a message, at most three of them.
func resourceTexts(s *iam.Statement) string {
	terms, prefix := s.Resources, ""
	if s.NotResources != nil {
		terms, prefix = s.NotResources, "everything but "
	}
	const most = 3
	var texts []string
	for _, t := range terms {
		text := t.String()
		if slices.Contains(texts, text) {
			continue // an object's ARN, and what follows it
		}
		if len(texts) == most {
			texts = append(texts, "…")
			break
		}
		texts = append(texts, text)
	}
	return prefix + strings.Join(texts, ", ")
}

// suffix is what follows the object's ARN in the resource of an action. Objects are below their bucket, log
// streams below their group; the actions on a bucket or a group itself have no suffix.
func suffix(service, action string) string {
	switch {
	case service == "s3" && strings.Contains(action, "Object"):
		return "/*"
	case service == "logs" && action != "PutRetentionPolicy" && action != "DeleteRetentionPolicy":
		return ":*"
	}
	return ""
}
