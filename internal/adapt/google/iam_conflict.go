package google

import (
	"slices"
	"strings"

	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// statement is a resource that says who has roles on something, by itself or beside others.
type statement struct {
	r     resource
	scope string
	role  string // "" for all
	known bool
	// members are those of a binding or a member, as written.
	members []string
}

// state keeps what a resource says for findConflicts.
func (r resource) state(s googleiam.Scope) {
	if s.Key == "" {
		return
	}
	// A function has a policy of its own beside that of the service that it is made of.
	key := r.Type[:strings.LastIndex(r.Type, "_iam_")] + " " + s.Level.String() + " " + s.Key
	role, known := "", true
	var members []string
	if !strings.HasSuffix(r.Type, "_iam_policy") {
		v := r.Str("role")
		role, known = v.Get()
		if !known {
			role = r.Address // at least one of its own
		}
		// Roles under different conditions stand side by side.
		role += " " + r.condition("condition").Expression
		for _, m := range append(r.members("member"), r.members("members")...) {
			members = append(members, m.principal.Text)
		}
	}
	r.b.iam.stated = append(r.b.iam.stated, statement{r: r, scope: key, role: role, known: known, members: members})
}

// findConflicts finds resources of which one takes away what the other gives. A policy states all roles on something, a
// binding all members of one role; whichever is applied last wins, and the next run changes it back.
// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam
func (b *builder) findConflicts() {
	byScope := map[string][]statement{}
	for _, s := range b.iam.stated {
		byScope[s.scope] = append(byScope[s.scope], s)
	}
	for _, s := range b.iam.stated {
		if strings.HasSuffix(s.r.Type, "_iam_member") {
			continue
		}
		b.conflictsOf(s, byScope[s.scope])
	}
}

// conflictsOf looks for the first other resource that an authoritative one overwrites.
func (b *builder) conflictsOf(s statement, others []statement) {
	whole := strings.HasSuffix(s.r.Type, "_iam_policy")
	for _, o := range others {
		if o.r.Address == s.r.Address || !whole && (strings.HasSuffix(o.r.Type, "_iam_policy") || o.role != s.role || !s.known) {
			continue
		}
		if !whole && s.gives(o) {
			continue // it takes nobody away
		}
		// Of two of a kind, the later one is told of.
		if sameForm(s.r.Type, o.r.Type) && o.r.Address > s.r.Address {
			continue
		}
		c := &model.Conflict{Head: s.r.Head(), With: o.r.Place(""), Whole: whole}
		c.Name = model.NotSet[string](s.r.Place(""))
		if !whole {
			c.Role = s.r.role("role").Name
		}
		b.Sys.Conflicts = append(b.Sys.Conflicts, c)
		return
	}
}

// gives tells whether a binding has all the members of another resource.
func (s statement) gives(o statement) bool {
	for _, member := range o.members {
		if member == "" || !slices.Contains(s.members, member) {
			return false
		}
	}
	return len(o.members) > 0
}

// sameForm tells whether both are policies, or both bindings.
func sameForm(a, b string) bool {
	return strings.HasSuffix(a, "_iam_policy") == strings.HasSuffix(b, "_iam_policy") &&
		strings.HasSuffix(a, "_iam_binding") == strings.HasSuffix(b, "_iam_binding")
}
