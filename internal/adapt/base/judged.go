package base

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Evaluators of permissions know neither the model nor its places: what follows leads from one to the other.

// Truth turns an evaluator's answer into the model's; why says what keeps it open.
func Truth(t iam.Tri, why string) model.Truth {
	switch t {
	case iam.Yes:
		return model.True()
	case iam.No:
		return model.False()
	default:
		return model.Undecided(why)
	}
}

// PlaceText is how a place stands in what an evaluator is given, which may show it in a reason.
func PlaceText(p model.Place) string { return p.Address() + " " + p.Attribute() }

// PlaceOf gives the place that PlaceText wrote. Keys in an address may hold spaces, the attributes of policies none.
func PlaceOf(text string) model.Place {
	i := strings.LastIndexByte(text, ' ')
	if i < 0 {
		return model.PlaceOf(text, "")
	}
	return model.PlaceOf(text[:i], text[i+1:])
}

// UsedIdentities are those that something in the plan runs as, or that guests are given. It is worked out once, on first
// use, when all links are there.
func (b *Builder) UsedIdentities() map[*model.Identity]bool {
	if b.used == nil {
		b.used = usedIdentities(b.Sys)
	}
	return b.used
}

func usedIdentities(sys *model.System) map[*model.Identity]bool {
	used := map[*model.Identity]bool{}
	mark := func(links ...model.Link[*model.Identity]) {
		for _, l := range links {
			for _, id := range l.To {
				used[id] = true
			}
		}
	}
	for _, f := range sys.Functions {
		mark(f.Identity)
		mark(f.MoreIdentities...)
	}
	for _, w := range sys.Workloads {
		mark(w.Identity)
	}
	for _, t := range sys.Triggers {
		mark(t.Identity)
	}
	for _, p := range sys.GuestPools {
		mark(p.GuestIdentity...)
	}
	return used
}
