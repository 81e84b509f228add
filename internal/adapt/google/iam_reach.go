package google

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// reach is an index of all objects that roles can be about, so that an account is only asked about those that its roles
// name. In a plan with thousands of functions, asking each about each topic takes minutes.
type reach struct {
	byKey     map[string][]model.Object // also under the keys of what they lie in
	byAbility map[model.Ability]map[string]*model.Set
}

// reach gives the index of the run's objects, made on first use: all exist by then.
func (b *builder) reach() *reach {
	if b.iam.reach == nil {
		b.iam.reach = b.newReach()
	}
	return b.iam.reach
}

func (b *builder) newReach() *reach {
	x := &reach{byKey: map[string][]model.Object{}, byAbility: map[model.Ability]map[string]*model.Set{}}
	indexAll(b, x, b.Sys.Channels)
	indexAll(b, x, b.Sys.Functions)
	indexAll(b, x, b.Sys.Secrets)
	indexAll(b, x, b.Sys.Workloads)
	indexAll(b, x, b.Sys.Identities)
	indexAll(b, x, b.Sys.Keys)
	return x
}

func indexAll[T model.Object](b *builder, x *reach, objects []T) {
	for _, o := range objects {
		if o.Base().Cloud != model.Google {
			continue
		}
		t := b.target(o)
		for _, key := range append([]string{t.Key}, t.Parents...) {
			x.byKey[key] = append(x.byKey[key], o)
		}
		for a, permissions := range classOf(o) {
			x.add(a, permissions, o)
		}
	}
}

// add puts an object into the sets of the permissions that give an ability on it.
func (x *reach) add(a model.Ability, permissions []string, o model.Object) {
	if x.byAbility[a] == nil {
		x.byAbility[a] = map[string]*model.Set{}
	}
	for _, p := range permissions {
		if x.byAbility[a][p] == nil {
			x.byAbility[a][p] = &model.Set{}
		}
		x.byAbility[a][p].Objects = append(x.byAbility[a][p].Objects, o)
	}
}

// of gives the objects on which an account's roles may give it an ability.
func (x *reach) of(who *googleiam.Identity, a model.Ability) model.Reach {
	var found model.Reach
	for i := range who.Bindings {
		bound := &who.Bindings[i]
		if bound.Certain == iam.No {
			continue
		}
		if bound.Scope.Level == googleiam.Resource {
			if objects := x.byKey[bound.Scope.Key]; len(objects) > 0 {
				found.Named = append(found.Named, objects)
			}
			continue
		}
		for p, set := range x.byAbility[a] {
			if bound.Role.Gives(p) && !slices.Contains(found.All, set) {
				found.All = append(found.All, set)
			}
		}
	}
	slices.SortFunc(found.All, firstAddress)
	return found
}

// firstAddress puts sets into an order that two runs share.
func firstAddress(a, b *model.Set) int {
	return slices.CompareFunc(a.Objects, b.Objects, func(x, y model.Object) int {
		switch {
		case x.Base().Address < y.Base().Address:
			return -1
		case x.Base().Address > y.Base().Address:
			return 1
		}
		return 0
	})
}
