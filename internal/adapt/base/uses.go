package base

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// NameChannels notes on channels that a function is told their names in its environment, or has them in its file system.
func (b *Builder) NameChannels(f *model.Function) {
	for _, v := range f.Variables {
		for _, from := range v.From {
			if source, ok := b.Plan.Resource(from.Place.Address()); ok {
				if c, ok := b.Objects[source].(*model.Channel); ok {
					usedBy(c, f)
				}
			}
		}
	}
	for _, m := range f.Mounts {
		for _, c := range m.Account.To {
			usedBy(c, f)
		}
	}
}

func usedBy(c *model.Channel, f *model.Function) {
	if !slices.Contains(c.UsedBy, model.Object(f)) {
		c.UsedBy = append(c.UsedBy, f)
	}
}
