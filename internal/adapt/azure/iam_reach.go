package azure

import (
	"maps"
	"slices"

	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// reach is an index of all objects that permissions can be about, by what they stand in, so that an identity is only
// asked about those that its scopes take in.
type reach struct {
	tables map[string]abilities
	byKey  map[string]map[string]*model.Set // by key of a node, and Azure's type
	byType map[string]*model.Set
	types  []string // in order, so that two runs ask alike
}

// reach gives the index of the run's objects, made on first use: all exist by then.
func (b *builder) reach() *reach {
	if b.iam.reach == nil {
		x := &reach{tables: b.iam.tables, byKey: map[string]map[string]*model.Set{}, byType: map[string]*model.Set{}}
		index(b, x, b.Sys.Channels)
		index(b, x, b.Sys.Functions)
		index(b, x, b.Sys.Secrets)
		index(b, x, b.Sys.Workloads)
		index(b, x, b.Sys.Identities)
		index(b, x, b.Sys.Keys)
		x.types = slices.Sorted(maps.Keys(x.byType))
		b.iam.reach = x
	}
	return b.iam.reach
}

func index[T model.Object](b *builder, x *reach, objects []T) {
	for _, o := range objects {
		h := o.Base()
		r, ok := b.Plan.Resource(h.Address)
		if !ok || h.Cloud != model.Azure {
			continue
		}
		typ := b.armType(r.Type)
		if !x.about(o, typ) {
			continue
		}
		addTo(x.byType, typ, o)
		for _, n := range b.chain(r) {
			for _, key := range n.Keys {
				if x.byKey[key] == nil {
					x.byKey[key] = map[string]*model.Set{}
				}
				addTo(x.byKey[key], typ, o)
			}
		}
	}
}

func addTo(sets map[string]*model.Set, typ string, o model.Object) {
	if sets[typ] == nil {
		sets[typ] = &model.Set{}
	}
	sets[typ].Objects = append(sets[typ].Objects, o)
}

// about tells whether permissions can be about an object. An identity at the address of an app is not what permissions on
// the app are about.
func (x *reach) about(o model.Object, typ string) bool {
	_, identity := o.(*model.Identity)
	return x.tables[typ] != nil && identity == (typ == armIdentity)
}

// of gives the objects on which assignments may give an ability.
func (x *reach) of(a model.Ability, identities ...*rbac.Identity) model.Reach {
	var found model.Reach
	for _, who := range identities {
		for _, given := range who.Assignments {
			for _, typ := range x.types {
				if questions := x.tables[typ][a]; len(questions) > 0 && given.MayGive(questions) {
					x.add(&found, given, typ)
				}
			}
		}
	}
	return found
}

// add adds the objects of a type within an assignment's scope: those of a subscription or resource group as the set that
// all identities with a role there share.
func (x *reach) add(found *model.Reach, given *rbac.Assignment, typ string) {
	if given.Scope.Level >= rbac.Subscription {
		addSet(found, x.byType[typ])
		return
	}
	for _, key := range given.Scope.Keys {
		switch set := x.byKey[key][typ]; {
		case set == nil:
		case given.Scope.Level == rbac.ResourceGroup:
			addSet(found, set)
		default:
			found.Named = append(found.Named, set.Objects)
		}
	}
}

func addSet(found *model.Reach, set *model.Set) {
	if !slices.Contains(found.All, set) {
		found.All = append(found.All, set)
	}
}
