package data

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// used are the channels that functions work on, as worksOn tells, worked out for all at once: asking each function about each
// channel takes minutes in a plan with thousands.
type used struct {
	channels map[*model.Channel]bool
	told     map[string]bool // addresses that stand in variables
	asked    map[*model.Identity]bool
	open     map[*model.Set][]*model.Channel // of each set, those that nobody has been found for
}

func findUsed(s *model.System) *used {
	u := &used{
		channels: map[*model.Channel]bool{}, told: map[string]bool{}, asked: map[*model.Identity]bool{},
		open: map[*model.Set][]*model.Channel{},
	}
	for _, f := range s.Functions {
		u.mark(f.Code)
		for _, m := range f.Mounts {
			u.mark(m.Account)
		}
		for _, v := range f.Variables {
			for _, p := range v.From {
				u.told[p.Place.Address] = true
			}
		}
		for _, id := range f.Identity.To {
			u.ask(id)
		}
	}
	return u
}

// of tells whether a function works on a channel.
func (u *used) of(c *model.Channel) bool {
	if outer, ok := c.In.One(); ok && u.told[outer.Address] {
		return true
	}
	for _, t := range c.Feeds {
		if len(t.Function.To) > 0 {
			return true
		}
	}
	return u.channels[c] || u.told[c.Address]
}

func (u *used) mark(l model.Link[*model.Channel]) {
	for _, c := range l.To {
		u.channels[c] = true
	}
}

// ask marks the channels that an identity certainly may read or write. Only of buckets of Google Cloud is it asked whether
// anybody uses them.
func (u *used) ask(id *model.Identity) {
	if u.asked[id] || id.Reach == nil || id.Cloud != model.Google {
		return
	}
	u.asked[id] = true
	for _, ability := range []model.Ability{model.Read, model.Publish} {
		reach := id.Reach(ability)
		for _, objects := range reach.Named {
			for _, o := range objects {
				if c, ok := o.(*model.Channel); ok {
					u.may(id, ability, c)
				}
			}
		}
		for _, set := range reach.All {
			u.mayAll(id, ability, set)
		}
	}
}

func (u *used) may(id *model.Identity, ability model.Ability, c *model.Channel) bool {
	if !u.channels[c] && model.Certainly(id.May(ability, c).Allowed) {
		u.channels[c] = true
	}
	return u.channels[c]
}

// mayAll asks about what is left of a set: each time less.
func (u *used) mayAll(id *model.Identity, ability model.Ability, set *model.Set) {
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
		if !u.may(id, ability, c) {
			left = append(left, c)
		}
	}
	u.open[set] = left
}
