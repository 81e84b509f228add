package google

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// judgeIdentities derives what accounts may do, once all their roles are known.
func (b *builder) judgeIdentities() {
	b.onlyProject() // now, as Evaluate may be called from several sides at the same time
	b.describeAll()
	used := b.UsedIdentities()
	for _, id := range b.Sys.Identities {
		if id.Cloud == model.Google {
			b.judge(id, used[id])
		}
	}
	b.findConflicts()
	if only := b.onlyProject(); only != "" && !b.Sys.Account.IsKnown() && !strings.Contains(only, "google_project.") {
		b.Sys.Account = model.Known(only, model.Place{})
	}
}

func (b *builder) judge(id *model.Identity, used bool) {
	who := b.holder(id)
	for _, d := range b.iam.denies {
		if deny := d.concerning(id); deny.Concerns != iam.No {
			who.Denies = append(who.Denies, deny)
		}
	}
	slices.SortStableFunc(who.Bindings, func(x, y googleiam.Binding) int { return strings.Compare(x.Place, y.Place) })
	b.trustWide(id)
	id.Bare = len(who.Bindings) == 0
	id.Incomplete = strings.Join(who.Unread(), "; ")
	id.Evaluate = func(a model.Ability, o model.Object) model.Answer { return b.evaluate(who, a, o) }
	id.Reach = func(a model.Ability) model.Reach { return b.reach().of(who, a) }
	self := keyOf(id)
	if used {
		id.Powers = powers(who, self)
		return
	}
	id.LaterPowers = func() []*model.Power { return powers(who, self) }
}

// trustWide adds the roles for many that hold for every account of a project.
func (b *builder) trustWide(id *model.Identity) {
	if len(b.iam.wide) == 0 {
		return
	}
	t := b.target(id)
	for _, w := range b.iam.wide {
		covers, why := w.scope.Covers(t)
		if covers == iam.No {
			continue
		}
		g := *w.grant
		g.Certain = g.Certain.And(base.Truth(covers, why))
		id.Trust = append(id.Trust, &g)
	}
}

// evaluate answers what an account may do with an object.
func (b *builder) evaluate(who *googleiam.Identity, a model.Ability, o model.Object) model.Answer {
	if keys, ok := o.(*model.KeyRange); ok {
		o = keys.Channel
	}
	if o.Base().Cloud != model.Google {
		return model.Answer{Allowed: model.False()}
	}
	c := classOf(o)
	if c == nil {
		return model.Answer{Allowed: model.Undecided("which roles are for " + o.Base().Label() + " is not known")}
	}
	d, permission := who.May(b.needed(who, c, a), b.target(o))
	if d.By == nil {
		return model.Answer{Allowed: model.False()}
	}
	return model.Answer{
		Allowed: base.Truth(d.Allowed, d.Why), Place: base.PlaceOf(d.By.Place), Note: permission + " through " + note(d.By),
		Wide: d.By.Scope.Level != googleiam.Resource,
	}
}

// needed gives the permissions that an ability takes. Who may attach an account to what they make, and nothing else, acts
// as it only if they may make something.
func (b *builder) needed(who *googleiam.Identity, c class, a model.Ability) []string {
	permissions := c[a]
	const attach = "iam.serviceAccounts.actAs"
	if a != model.Assume || who.MayStart() {
		return permissions
	}
	return slices.DeleteFunc(slices.Clone(permissions), func(p string) bool { return p == attach })
}

// note names a binding: "roles/editor on project orders".
func note(b *googleiam.Binding) string {
	text := b.Role.Name + " on " + b.Scope.Label
	if b.Condition.Title != "" || b.Condition.Expression != "" {
		text += " while " + b.Condition.Label()
	}
	return text
}

// describeAll describes what roles can be about, once for all identities.
func (b *builder) describeAll() {
	b.iam.targets = map[model.Object]googleiam.Target{}
	describe(b, b.Sys.Channels)
	describe(b, b.Sys.Functions)
	describe(b, b.Sys.Secrets)
	describe(b, b.Sys.Workloads)
	describe(b, b.Sys.Identities)
	describe(b, b.Sys.Keys)
}

func describe[T model.Object](b *builder, objects []T) {
	for _, o := range objects {
		if o.Base().Cloud == model.Google {
			b.iam.targets[o] = b.described(o)
		}
	}
}

func (b *builder) target(o model.Object) googleiam.Target {
	if t, ok := b.iam.targets[o]; ok {
		return t
	}
	return b.described(o)
}

// described describes an object for the evaluator.
func (b *builder) described(o model.Object) googleiam.Target {
	t := googleiam.Target{Key: keyOf(o), Project: b.projectOf(o), Name: b.resourceName(o)}
	t.Folder = b.folderOf(t.Project)
	for _, permissions := range classOf(o) {
		if len(permissions) > 0 {
			t.Service, _, _ = strings.Cut(permissions[0], ".")
			break
		}
	}
	switch o := o.(type) {
	case *model.Key:
		if r, ok := b.Plan.Resource(o.Address); ok && !o.Outside {
			t.Parents = append(t.Parents, "key ring "+b.resource(r).ringAt("key_ring"))
		}
	case *model.Channel:
		for _, in := range o.In.To {
			t.Parents = append(t.Parents, keyOf(in))
		}
	}
	return t
}

// resourceName gives an object's name as conditions write it; "" when it is not known. Projects stand in it by number or
// id, so only buckets have a name that can be told.
// https://cloud.google.com/iam/docs/conditions-resource-attributes
func (b *builder) resourceName(o model.Object) string {
	name, _ := o.Base().Name.Get()
	if c, ok := o.(*model.Channel); ok && c.Kind == model.Bucket && name != "" {
		return "projects/_/buckets/" + name
	}
	return ""
}

// powers turns what the evaluator finds dangerous into the model's terms.
func powers(who *googleiam.Identity, self string) []*model.Power {
	found := who.Powers(self)
	out := make([]*model.Power, 0, len(found))
	for i := range found {
		out = append(out, power(&found[i]))
	}
	return out
}

func power(p *googleiam.Power) *model.Power {
	return &model.Power{
		Kind: powerKind(p.Kind), Name: p.Name, Actions: p.Permissions, Place: roleAt(base.PlaceOf(p.By.Place)), Note: note(p.By),
		Narrow: p.By.Scope.Level == googleiam.Resource, Implied: p.Implied, Limited: p.Limited, Certain: base.Truth(p.Certain, p.Why),
	}
}

func powerKind(k googleiam.PowerKind) model.PowerKind {
	return [...]model.PowerKind{
		googleiam.Admin: model.Admin, googleiam.WholeService: model.WholeService, googleiam.AnyResource: model.AnyResource,
		googleiam.Escalation: model.Escalation, googleiam.Impersonation: model.ImpersonateOther,
		googleiam.BroadSecrets: model.BroadSecrets, googleiam.ChangeCode: model.ChangeCode,
		googleiam.LogTamper: model.TamperWithLogs, googleiam.Inverted: model.InvertedGrant,
	}[k]
}

// roleAt is where the role of a binding stands, given where its members do: what gives too much is mended there.
func roleAt(members model.Place) model.Place {
	block, last := "", members.Attribute()
	if i := strings.LastIndexByte(last, '.'); i >= 0 {
		block, last = last[:i+1], last[i+1:]
	}
	if last != "member" && last != "members" {
		return members
	}
	return members.At(block + "role")
}
