package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// member is one whom a binding is for.
type member struct {
	principal model.Principal
	limits    []model.Limit // what the member itself is tied to: a domain, the subject of a token
	ids       []*model.Identity
	certain   model.Truth // whether it is certainly bound
	place     model.Place
}

// members gives those of a binding: the attribute is one text, or a list of them.
func (r resource) members(path string) []member {
	v := r.Attr(path)
	if v.Kind() == plan.String {
		return oneMember(r.knownMember(v.Text(), path))
	}
	if v.IsAbsent() || r.LeftOut(path) {
		return nil
	}
	if written, ok := r.writtenMembers(path); ok {
		return written
	}
	if v.Kind() == plan.List {
		var all []member
		for i, item := range v.Items() {
			if item.IsUnknown() {
				all = append(all, r.unknownMember(path+"."+base.Itoa(i)))
				continue
			}
			// A set has an order of its own, so that the place of one member can't be told from its index.
			all = append(all, oneMember(r.knownMember(item.Text(), path))...)
		}
		return settleMembers(all)
	}
	return r.unknownMembers(path)
}

func oneMember(m member, ok bool) []member {
	if !ok {
		return nil
	}
	return []member{m}
}

// writtenMembers reads what the HCL shows of members that are known only after apply.
func (r resource) writtenMembers(path string) ([]member, bool) {
	if t, ok := r.Holed(path); ok {
		m, ok := r.holedMember(t, path)
		return []member{m}, ok
	}
	elements, ok := r.B.Plan.TemplateList(r.Resource, path)
	if !ok {
		return nil, false
	}
	var all []member
	for _, parts := range elements {
		var t base.Holed
		if !t.Add(parts) {
			return nil, false
		}
		if len(t.Holes) == 0 {
			all = append(all, oneMember(r.knownMember(t.Text, path))...)
			continue
		}
		m, ok := r.holedMember(t, path)
		if !ok {
			return nil, false
		}
		all = append(all, m)
	}
	return all, true
}

// holedMember reads a text such as "serviceAccount:${google_service_account.x.email}".
func (r resource) holedMember(t base.Holed, path string) (member, bool) {
	text := t.With(model.Gap, t.Text)
	kind, rest, typed := strings.Cut(text, ":")
	first := t.Holes[0]
	if strings.Contains(kind, model.Gap) {
		typed, rest = true, text // a whole member, such as google_service_account.x.member
	}
	if ids := r.b.accountsAt(first.Resource); typed && len(ids) > 0 && rest == model.Gap {
		return r.referred(ids, path), true
	}
	if !typed {
		return member{}, false
	}
	shown, guess := text, text
	for _, hole := range t.Holes {
		shown = strings.Replace(shown, model.Gap, "${"+hole.Address+"."+hole.Attribute+"}", 1)
		guess = strings.Replace(guess, model.Gap, standsFor(hole), 1)
	}
	m, ok := parseMember(guess)
	m.limits = append(m.limits, r.b.poolLimits(guess, r.Place(path))...)
	m.principal.Text, m.place = shown, r.Place(path)
	if strings.Contains(m.principal.Account, "*") {
		m.principal.Account = ""
	}
	return m, ok && m.principal.Kind != model.UnknownPrincipal
}

// standsFor gives a text of the form that a hole will have: the name of a pool has several parts.
func standsFor(hole plan.Part) string {
	if hole.Resource != nil && hole.Resource.Type == "google_iam_workload_identity_pool" && hole.Attribute == "name" {
		return "projects/*/locations/global/workloadIdentityPools/" + hole.Resource.Attr("workload_identity_pool_id").Text()
	}
	return "*"
}

// accountsAt gives the service accounts that a reference to a resource leads to.
func (b *builder) accountsAt(r *plan.Resource) []*model.Identity {
	if r == nil {
		return nil
	}
	ids, _ := base.ObjectsOf[*model.Identity](b.Builder, r, 0)
	return ids
}

// referred is a service account of the plan, by reference.
func (r resource) referred(ids []*model.Identity, path string) member {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = "${" + id.Address + "}"
	}
	return member{
		principal: model.Principal{Kind: model.IdentityHolder, Text: strings.Join(texts, " or ")}, ids: ids,
		certain: model.True(), place: r.Place(path),
	}
}

// knownMember reads a member; false for one that is no longer there.
func (r resource) knownMember(text, path string) (member, bool) {
	m, ok := parseMember(text)
	m.place = r.Place(path)
	m.limits = append(m.limits, r.b.poolLimits(text, m.place)...)
	if email, isAccount := strings.CutPrefix(text, "serviceAccount:"); isAccount || isDefault(text) {
		if id := r.b.accountNamed(email); id != nil {
			m.ids, m.principal.Account = []*model.Identity{id}, ""
		} else if m.principal.Kind == model.IdentityHolder {
			m.ids = r.b.accountsOf(r.B.Plan.Resolve(r.Resource, path), text)
		}
	}
	return m, ok
}

// accountNamed gives the service account with an address, nil for one that nothing in the plan is or uses.
func (b *builder) accountNamed(email string) *model.Identity {
	switch {
	case strings.HasSuffix(email, computeSuffix):
		return b.iam.defaults[computeDefault]
	case strings.HasSuffix(email, appEngineSuffix):
		return b.iam.defaults[appEngineDefault]
	}
	return b.iam.byEmail[email]
}

// accountsOf gives the accounts that a text with a known value refers to.
func (b *builder) accountsOf(res plan.Resolution, text string) []*model.Identity {
	var ids []*model.Identity
	for _, o := range res.Origins {
		if given := o.Resource.Attr(o.Attribute).Text(); given == "" || !strings.Contains(text, given) {
			continue
		}
		ids = append(ids, b.accountsAt(o.Resource)...)
	}
	return ids
}

// unknownMember is one known only after apply, read from what it refers to.
func (r resource) unknownMember(path string) member {
	m := member{certain: model.True(), place: r.Place(path)}
	res := r.B.Plan.Resolve(r.Resource, path)
	var others []plan.Origin
	for _, o := range res.Origins {
		if ids := r.b.accountsAt(o.Resource); len(ids) > 0 {
			m.ids = append(m.ids, ids...)
		} else {
			others = append(others, o)
		}
	}
	switch {
	case len(m.ids) > 0 && res.Complete && !strangers(res):
		kept := r.referred(m.ids, path)
		if len(m.ids) > 1 || len(others) > 0 {
			kept.certain = model.Undecided(path + " may lead to several accounts")
		}
		return kept
	case len(others) > 0 && res.Complete && !strangers(res) && madeOfProject(others):
		m.principal = model.Principal{Kind: model.ServicePrincipal, Text: "a service account of " + others[0].Resource.Address}
	default:
		m.principal = model.Principal{Kind: model.UnknownPrincipal, Why: r.WhyUnknown(path)}
	}
	return m
}

// strangers tells whether everyone is among the constants that an expression may give.
func strangers(res plan.Resolution) bool {
	for _, c := range res.Constants {
		if text := c.Text(); text == "allUsers" || text == "allAuthenticatedUsers" {
			return true
		}
	}
	return false
}

// madeOfProject tells expressions whose value holds the number of a project, or the account of a service in it: those
// are of accounts that Google makes.
func madeOfProject(origins []plan.Origin) bool {
	for _, o := range origins {
		switch o.Resource.Type {
		case "google_project", "google_project_service_identity", "google_storage_project_service_account",
			"google_client_config", "google_bigquery_default_service_account", "google_logging_project_sink", "google_projects":
		default:
			return false
		}
	}
	return true
}

// unknownMembers is a list known only after apply as a whole.
func (r resource) unknownMembers(path string) []member {
	links := base.Links[*model.Identity](r, path)
	var all []member
	for _, l := range links {
		if len(l.To) == 0 || l.Why != "" {
			return []member{r.unknownMember(path)}
		}
		m := r.referred(l.To, path)
		if len(l.To) > 1 {
			m.certain = model.Undecided(path + " may lead to several accounts")
		}
		all = append(all, m)
	}
	return all
}

// settleMembers gives each of several unknown members an account of its own, where they are as many as the accounts:
// Terraform lists the references of a list as a whole, so that each of its elements seems to lead to all.
func settleMembers(all []member) []member {
	var open []int
	for i := range all {
		if len(all[i].ids) > 1 {
			open = append(open, i)
		}
	}
	if len(open) == 0 || len(open) != len(all[open[0]].ids) {
		return all
	}
	ids := all[open[0]].ids
	for n, i := range open {
		all[i].ids, all[i].certain = []*model.Identity{ids[n]}, model.True()
		all[i].principal.Text = "${" + ids[n].Address + "}"
	}
	return all
}
