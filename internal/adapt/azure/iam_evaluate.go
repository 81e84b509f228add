package azure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// judgeIdentities derives what each identity may do, once everything is linked.
func (b *builder) judgeIdentities() {
	b.inlinePolicies()
	for _, id := range b.Sys.Identities {
		if id.Cloud == model.Azure && id.Evaluate == nil {
			b.judge(id)
		}
	}
}

func (b *builder) judge(id *model.Identity) {
	h := b.holder(id)
	who := &rbac.Identity{Assignments: b.all(h, func(h *holder) []*rbac.Assignment { return h.assignments })}
	policies := &rbac.Identity{Assignments: b.all(h, func(h *holder) []*rbac.Assignment { return h.policies })}
	if r, ok := b.Plan.Resource(id.Address); ok && r.Type == userAssignedIdentity {
		who.Self = b.scopeAt(r)
	}
	id.Incomplete = strings.Join(distinct(append(who.Unread(), h.reasons...)), "; ")
	id.Bare = len(who.Assignments)+len(policies.Assignments)+len(h.directory) == 0
	if !id.Managed && id.Bare && id.Incomplete == "" {
		// What an identity of elsewhere may do is not in this plan.
		id.Incomplete = "what " + id.Label() + " may do is not in the plan"
	}
	e := evaluation{b: b, who: who, policies: policies, open: id.Incomplete}
	id.Evaluate = e.answer
	id.Reach = func(a model.Ability) model.Reach { return b.reach().of(a, who, policies) }
	powers := func() []*model.Power { return append(powersOf(who), b.directoryOf(h)...) }
	if b.UsedIdentities()[id] {
		id.Powers = powers()
		return
	}
	id.LaterPowers = powers
}

// all gives what an identity is given itself and by its groups, in an order that does not depend on the plan's.
func (b *builder) all(h *holder, of func(*holder) []*rbac.Assignment) []*rbac.Assignment {
	out := slices.Clone(of(h))
	for _, g := range h.groups {
		out = append(out, of(b.holder(g))...)
	}
	slices.SortStableFunc(out, func(x, y *rbac.Assignment) int { return strings.Compare(x.Place, y.Place) })
	return out
}

func (b *builder) directoryOf(h *holder) []*model.Power {
	out := slices.Clone(h.directory)
	for _, g := range h.groups {
		out = append(out, b.holder(g).directory...)
	}
	return out
}

func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}

// evaluation answers what one identity may do.
type evaluation struct {
	b             *builder
	who, policies *rbac.Identity
	open          string // why it may be allowed more than is known; "" when it may not
}

// answer tells whether the identity has an ability on an object. Secrets and keys are guarded by role assignments or by
// the vault's access policies, as the vault says.
func (e evaluation) answer(a model.Ability, o model.Object) model.Answer {
	if keys, ok := o.(*model.KeyRange); ok {
		o = keys.Channel
	}
	if o.Base().Cloud != model.Azure {
		return model.Answer{Allowed: model.False()} // what it may do in another cloud, that cloud's identities say
	}
	r, ok := e.b.Plan.Resource(o.Base().Address)
	if !ok {
		return model.Answer{Allowed: model.Undecided("which operations are for " + o.Base().Label() + " is not known")}
	}
	typ := e.b.armType(r.Type)
	table, ok := e.b.iam.tables[typ]
	if !ok {
		return model.Answer{Allowed: model.Undecided("which operations are for " + o.Base().Label() + " is not known")}
	}
	target := e.b.target(o)
	found := toAnswer(e.who.May(table[a], target), typ)
	if strings.HasPrefix(typ, armVault+"/") {
		found = e.inVault(e.b.byRoles(r), found, toAnswer(e.policies.May(table[a], target), typ))
	}
	if model.Never(found.Allowed) && e.open != "" && len(table[a]) > 0 {
		found.Allowed = model.Undecided(e.open)
	}
	return found
}

// inVault chooses between what roles and what access policies say. Control actions hold in any case, but give no secrets.
func (e evaluation) inVault(byRoles model.Truth, roles, policies model.Answer) model.Answer {
	switch {
	case model.Certainly(byRoles):
		return roles
	case model.Never(byRoles):
		return policies
	}
	out := roles
	if model.Never(roles.Allowed) || model.Certainly(policies.Allowed) {
		out = policies
	}
	out.Allowed = byRoles.And(roles.Allowed).Or(byRoles.Not().And(policies.Allowed))
	return out
}

// toAnswer words a decision on an object of a type. A role on what the object stands in is for everything there.
func toAnswer(d rbac.Decision, typ string) model.Answer {
	a := model.Answer{Allowed: truth(d.Allowed, d.Why)}
	if d.By != nil {
		a.Place, a.Note = base.PlaceOf(d.By.Place), d.Op.Name+" as "+assigned(d.By)
		a.Wide = d.By.Scope.Level != rbac.Resource || !strings.EqualFold(d.By.Scope.Type, typ)
	}
	return a
}

// assigned words an assignment: Contributor on resource group "orders".
func assigned(a *rbac.Assignment) string {
	if !a.Role.Builtin && a.Role.Place != "" {
		return fmt.Sprintf("custom role %q on %s", a.Role.Name, a.Scope.Text)
	}
	return a.Role.Name + " on " + a.Scope.Text
}

func truth(t iam.Tri, why string) model.Truth {
	return base.Truth(t, base.Either(why, "it is known only after apply"))
}

// powersOf turns what the evaluator finds dangerous into the model's terms.
func powersOf(who *rbac.Identity) []*model.Power {
	found := who.Powers()
	out := make([]*model.Power, 0, len(found))
	for _, p := range found {
		m := &model.Power{
			Kind: powerKind(p.Kind), Name: p.Name, Actions: p.Operations, Place: base.PlaceOf(p.By.Place), Note: assigned(p.By),
			Narrow: p.Narrow, Implied: p.Implied, Limited: p.Limited, Certain: truth(p.Certain, p.Why),
		}
		if p.By.Scope.Level == rbac.ResourceGroup {
			m.Within = p.By.Scope.Text
		}
		if p.Name == rbac.Everything {
			m.Name = ""
		}
		switch {
		case p.Kind == rbac.WildcardResource || p.Kind == rbac.SecretRead:
			m.Place = m.Place.At("scope") // the role is right, but holds for too much
		case p.Kind == rbac.Inverted && p.By.Role.Place != "":
			m.Place = base.PlaceOf(p.By.Role.Place)
		}
		out = append(out, m)
	}
	return out
}

func powerKind(k rbac.PowerKind) model.PowerKind {
	switch k {
	case rbac.Admin:
		return model.Admin
	case rbac.WholeService:
		return model.WholeService
	case rbac.WildcardResource:
		return model.AnyResource
	case rbac.SecretRead:
		return model.BroadSecrets
	case rbac.CodeUpdate:
		return model.ChangeCode
	case rbac.Inverted:
		return model.InvertedGrant
	case rbac.LogTamper:
		return model.TamperWithLogs
	case rbac.Impersonate:
		return model.ImpersonateOther
	default:
		return model.Escalation
	}
}
