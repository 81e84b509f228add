package access

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// failPowers records every power of a kind that an identity in use has. Where it has none, but not all of its
// policies are known, the question stays open.
func failPowers(id *model.Identity, r *rule.Reporter, kind model.PowerKind, message func(*model.Power) string) {
	if len(id.Users) == 0 {
		return
	}
	r.Pass()
	found := false
	for _, p := range id.Powers {
		if p.Kind != kind || p.Limited {
			continue
		}
		found = true
		hopUsers(r.FailIf(p.Certain, p.Place, "%s", message(p)).Hop(p.Place, "%s", p.Note), id)
	}
	if !found && id.Incomplete != "" {
		hopUsers(r.FailIf(model.Undecided(id.Incomplete), id.Place(), "Cannot tell all that role %q may do.", id.Label()), id)
	}
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
}

// usersOf names what runs as an identity: function "orders", or function "orders" and 2 more.
func usersOf(id *model.Identity) string {
	if len(id.Users) == 0 {
		return "whoever uses it"
	}
	first := id.Users[0]
	name := first.Kind + ` "` + first.Object.Base().Label() + `"`
	switch n := len(id.Users) - 1; n {
	case 0:
		return name
	default:
		return name + " and " + count(n) + " more"
	}
}

// functionsOf gives the functions that run as an identity, each once.
func functionsOf(id *model.Identity) []*model.Function {
	var fs []*model.Function
	seen := map[*model.Function]bool{}
	for _, u := range id.Users {
		if f, ok := u.Object.(*model.Function); ok && !seen[f] {
			seen[f] = true
			fs = append(fs, f)
		}
	}
	return fs
}

// few joins the first few words of a list.
func few(words []string) string {
	const shown = 4
	if len(words) <= shown {
		return strings.Join(words, ", ")
	}
	return strings.Join(words[:shown], ", ") + " and " + count(len(words)-shown) + " more"
}
