package data

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// worksOn tells how a function has to do with a channel: it is started by it, made of it, told about it, or allowed
// to use it.
func worksOn(f *model.Function, c *model.Channel) (at model.Place, note string, ok bool) {
	for _, t := range c.Feeds {
		for _, to := range t.Function.To {
			if to == f {
				return t.Place(), "is started by it", true
			}
		}
	}
	for _, to := range f.Code.To {
		if to == c {
			return f.Code.Place, "reads its code from it", true
		}
	}
	for _, v := range f.Variables {
		for _, p := range v.From {
			if p.Place.Address() == c.Address || around(c, p.Place.Address()) {
				return v.Value.Place, "is told about it in variable " + v.Name, true
			}
		}
	}
	for _, m := range f.Mounts {
		for _, to := range m.Account.To {
			if to == c {
				return m.Place, "has it in its file system", true
			}
		}
	}
	return mayUse(f, c)
}

// around tells whether a channel stands in the one with an address.
func around(c *model.Channel, address string) bool {
	outer, ok := c.In.One()
	return ok && outer.Address == address
}

func mayUse(f *model.Function, c *model.Channel) (at model.Place, note string, ok bool) {
	for _, id := range f.Identity.To {
		for _, ability := range []model.Ability{model.Read, model.Publish} {
			answer := id.May(ability, c)
			answer.Allowed.Decide(func() { at, note, ok = answer.Place, "may use it: "+answer.Note, true }, func() {}, func(string) {})
			if ok {
				return at, note, ok
			}
		}
	}
	return at, note, ok
}
