package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// connect fills the references that point against the direction of the plan's own.
func (b *builder) connect() {
	b.unmodelled()
	for _, f := range b.sys.Functions {
		runsAs(f.Identity, f, "function")
		for _, to := range f.Code.To {
			to.UsedBy = append(to.UsedBy, f)
		}
	}
	for _, w := range b.sys.Workloads {
		runsAs(w.Identity, w, string(w.Kind))
	}
	for _, t := range b.sys.Triggers {
		connectTrigger(t)
	}
	b.feedOutside()
	for _, e := range b.sys.Endpoints {
		for _, f := range e.Function.To {
			f.Endpoints = append(f.Endpoints, e)
		}
		for _, a := range e.Authorizer.To {
			for _, pool := range a.UserPools {
				for _, p := range pool.To {
					p.Guards = append(p.Guards, e)
				}
			}
		}
	}
	for _, c := range b.sys.Channels {
		for _, dlq := range c.DeadLetter.To {
			dlq.DLQFor = append(dlq.DLQFor, c)
		}
	}
	b.connectDeadLetters()
	b.connectBearers()
	b.connectStores()
}

func runsAs(l model.Link[*model.Identity], o model.Object, kind string) {
	certain := model.True()
	if _, ok := l.One(); !ok {
		certain = model.Undecided(l.Why)
	}
	for _, id := range l.To {
		id.Users = append(id.Users, model.RunsAs{Object: o, Place: l.Place, Kind: kind, Certain: certain})
	}
}

func connectTrigger(t *model.Trigger) {
	for _, c := range t.Source.To {
		c.Feeds = append(c.Feeds, t)
		for _, f := range t.Function.To {
			c.UsedBy = append(c.UsedBy, f)
		}
	}
	for _, f := range t.Function.To {
		f.Triggers = append(f.Triggers, t)
	}
}
