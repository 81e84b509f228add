package access

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// powersCheck asks identities that functions or workloads act as for powers of one kind, and words those that one
// policy grants.
type powersCheck struct {
	kind  model.PowerKind
	words func(id *model.Identity, powers []*model.Power) string
	// adjust gives a finding another severity, profile or remedy than the rule's; nil where it never has one.
	adjust func(id *model.Identity, powers []*model.Power, v *rule.Verdict)
	// unless names a power that says it all: a policy that gives it is another rule's matter; "" for none.
	unless model.PowerKind
}

// check records one finding for each policy that grants powers of the kind: mending the policy takes all of them
// away. Of a role that the plan looks up, that is only what it attaches to it itself. Where there are none, but not all policies of the identity are known, the question stays open.
func (c powersCheck) check(id *model.Identity, r *rule.Reporter) {
	if !judged(id) {
		return
	}
	groups := powersByPolicy(id, c.kind)
	if !id.Managed && len(groups) == 0 {
		return // what it may do is settled elsewhere
	}
	r.Pass()
	for _, powers := range groups {
		if c.unless != "" && grantedBy(id, c.unless, powers[0].Place) {
			continue
		}
		v := r.FailIf(powers[0].Certain, powers[0].Place, "%s", c.words(id, powers))
		if c.adjust != nil {
			c.adjust(id, powers, v)
		}
		for _, p := range powers {
			v.Hop(p.Place, "%s", p.Note)
		}
		hopUsers(v, id)
	}
	if len(groups) == 0 && id.Incomplete != "" {
		v := r.FailIf(model.Undecided(id.Incomplete), id.Place(), "Cannot tell all that %s may do.", named(id))
		hopUsers(v, id)
	}
}

// grantedBy tells whether the policy at a place certainly gives a power of a kind.
func grantedBy(id *model.Identity, kind model.PowerKind, at model.Place) bool {
	return slices.ContainsFunc(id.Powers, func(p *model.Power) bool {
		return p.Kind == kind && p.Place.Equal(at) && !p.Limited && p.Certain == model.True()
	})
}

// powersByPolicy gives the powers of a kind that no condition ties down, together where one policy grants them
// with the same certainty. What follows from a power that another rule tells of is left out.
func powersByPolicy(id *model.Identity, kind model.PowerKind) [][]*model.Power {
	var groups [][]*model.Power
	for _, p := range id.Powers {
		if p.Kind != kind || p.Limited || p.Implied {
			continue
		}
		i := slices.IndexFunc(groups, func(g []*model.Power) bool {
			return g[0].Place.Equal(p.Place) && g[0].Certain == p.Certain
		})
		if i < 0 {
			groups = append(groups, []*model.Power{p})
			continue
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

// judged tells identities that run what the system serves: those of functions and workloads, and roles that are
// made for them, though the plan does not hold what will run as them. Build and deployment identities are no
// part of it: they change infrastructure, and need wide permissions for that.
func judged(id *model.Identity) bool {
	for _, u := range id.Users {
		if w, ok := u.Object.(*model.Workload); !ok || w.Kind != model.Build && w.Kind != model.Deployment {
			return true
		}
	}
	return len(id.Users) == 0 && len(servedBy(id)) > 0
}

// servedBy gives the services that run functions and workflows and that the identity's trust policy admits.
func servedBy(id *model.Identity) []string {
	var services []string
	for _, g := range id.Trust {
		if g.Principal.Kind == model.ServicePrincipal && runsCode(serviceName(g.Principal.Text)) &&
			!slices.Contains(services, g.Principal.Text) {
			services = append(services, g.Principal.Text)
		}
	}
	return services
}

func runsCode(service string) bool {
	switch service {
	case "lambda", "edgelambda", "states", "scheduler", "pipes", "events", "apigateway":
		return true
	default:
		return false
	}
}

// slot tells deployment slots, which are no function beside the app that they belong to.
func slot(f *model.Function) bool { return f.Site != nil && f.Site.Slot }

// serviceName gives the service that a principal stands for: states.us-east-1.amazonaws.com is states, too.
func serviceName(principal string) string {
	name, _, _ := strings.Cut(principal, ".")
	return name
}

// hopUsers adds who runs as the identity, at most a few.
func hopUsers(v *rule.Verdict, id *model.Identity) {
	const shown = 3
	for i, u := range id.Users {
		if i == shown {
			v.Hop(id.Place(), "and %d more run as it", len(id.Users)-shown)
			return
		}
		v.Hop(u.Place, "%s %q runs as %s", u.Kind, u.Object.Base().Label(), id.Label())
	}
	if len(id.Users) == 0 {
		v.Hop(id.At("assume_role_policy"), "%s may act as %s", strings.Join(servedBy(id), " and "), id.Label())
	}
}

// usersOf names what runs as an identity: function "orders", or function "orders" and 2 more.
func usersOf(id *model.Identity) string {
	if len(id.Users) == 0 {
		return strings.Join(servedBy(id), " and ")
	}
	first := id.Users[0]
	name := first.Kind + ` "` + first.Object.Base().Label() + `"`
	if n := len(id.Users) - 1; n > 0 {
		return name + " and " + count(n) + " more"
	}
	return name
}

// roleWords names an identity and what runs as it, at the start of a sentence.
func roleWords(id *model.Identity) string {
	if len(id.Users) == 0 {
		return rule.Capital(named(id)) + ", which is made for " + usersOf(id) + ","
	}
	return rule.Capital(named(id)) + " of " + usersOf(id)
}

// named names an identity in the words of its cloud: role "orders", identity "orders".
func named(id *model.Identity) string { return id.Cloud.Identity() + ` "` + id.Label() + `"` }

// namesOf gives the names of powers, each once.
func namesOf(powers []*model.Power) []string {
	var names []string
	for _, p := range powers {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}

// actionsOf gives the actions of powers, each once.
func actionsOf(powers []*model.Power) []string {
	var actions []string
	for _, p := range powers {
		for _, a := range p.Actions {
			if !slices.Contains(actions, a) {
				actions = append(actions, a)
			}
		}
	}
	return actions
}

// notesOf gives what the policy says, statement by statement.
func notesOf(powers []*model.Power) string {
	var notes []string
	for _, p := range powers {
		if !slices.Contains(notes, p.Note) {
			notes = append(notes, p.Note)
		}
	}
	return strings.Join(notes, "; ")
}

// few joins the first few words of a list.
func few(words []string) string {
	const shown = 4
	if len(words) <= shown {
		return strings.Join(words, ", ")
	}
	return strings.Join(words[:shown], ", ") + " and " + count(len(words)-shown) + " more"
}

// listed joins words as a sentence does: a, b and c.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
