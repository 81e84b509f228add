package data

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// used are the functions that work on each channel, a few of each, worked out for all at once: asking each function about
// each channel takes minutes in a plan with thousands.
type used struct {
	order map[*model.Function]int
	by    map[*model.Channel][]*model.Function
	told  map[string][]*model.Function // by the address that stands in a variable
	named map[*model.Identity][]*model.Channel
	open  map[*model.Set][]*model.Channel // of each set, those for which too few have been found
}

// someUsers are as many functions as are looked for, and shown.
const someUsers = 5

func findUsed(s *model.System) *used {
	u := &used{
		order: map[*model.Function]int{}, by: map[*model.Channel][]*model.Function{}, told: map[string][]*model.Function{},
		named: map[*model.Identity][]*model.Channel{}, open: map[*model.Set][]*model.Channel{},
	}
	for i, f := range s.Functions {
		u.order[f] = i
		u.mark(f, f.Code.To)
		for _, m := range f.Mounts {
			u.mark(f, m.Account.To)
		}
		for _, v := range f.Variables {
			for _, p := range v.From {
				u.told[p.Place.Address()] = append(u.told[p.Place.Address()], f)
			}
		}
		for _, id := range f.Identity.To {
			u.ask(f, id)
		}
	}
	return u
}

// of gives functions that may work on a channel, in the order of the system.
func (u *used) of(c *model.Channel) []*model.Function {
	all := slices.Concat(u.by[c], u.told[c.Address])
	if outer, ok := c.In.One(); ok {
		all = append(all, u.told[outer.Address]...)
	}
	for _, t := range c.Feeds {
		all = append(all, t.Function.To...)
	}
	slices.SortFunc(all, func(a, b *model.Function) int { return u.order[a] - u.order[b] })
	return slices.Compact(all)
}

func (u *used) mark(f *model.Function, channels []*model.Channel) {
	for _, c := range channels {
		u.add(f, c)
	}
}

func (u *used) add(f *model.Function, c *model.Channel) {
	if fs := u.by[c]; len(fs) < someUsers && (len(fs) == 0 || fs[len(fs)-1] != f) {
		u.by[c] = append(fs, f)
	}
}

// ask marks the channels that an identity certainly may read or write.
func (u *used) ask(f *model.Function, id *model.Identity) {
	if id.Reach == nil {
		return
	}
	channels, asked := u.named[id]
	for _, ability := range []model.Ability{model.Read, model.Publish} {
		reach := id.Reach(ability)
		for _, set := range reach.All {
			u.fill(f, id, ability, set)
		}
		if asked {
			continue
		}
		for _, objects := range reach.Named {
			for _, o := range objects {
				if c, ok := o.(*model.Channel); ok && model.Certainly(id.May(ability, c).Allowed) {
					channels = append(channels, c)
				}
			}
		}
	}
	u.named[id] = channels
	u.mark(f, channels)
}

// fill marks what is left of a set: each time less.
func (u *used) fill(f *model.Function, id *model.Identity, ability model.Ability, set *model.Set) {
	open, ok := u.open[set]
	if !ok {
		for _, o := range set.Objects {
			if c, ok := o.(*model.Channel); ok {
				open = append(open, c)
			}
		}
	}
	left := open[:0]
	for _, c := range open {
		if len(u.by[c]) >= someUsers {
			continue
		}
		left = append(left, c)
		if model.Certainly(id.May(ability, c).Allowed) {
			u.add(f, c)
		}
	}
	u.open[set] = left
}
