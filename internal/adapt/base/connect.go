package base

import (
	"cmp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// connect fills the references that point against the direction of the plan's own, once the objects of all clouds are
// there.
func connect(sys *model.System) {
	for _, f := range sys.Functions {
		runsAs(f.Identity, f, "function")
		for _, l := range f.MoreIdentities {
			runsAs(l, f, "function")
		}
		for _, to := range f.Code.To {
			to.UsedBy = append(to.UsedBy, f)
		}
	}
	for _, w := range sys.Workloads {
		runsAs(w.Identity, w, string(w.Kind))
	}
	for _, t := range sys.Triggers {
		connectTrigger(t)
	}
	for _, e := range sys.Endpoints {
		connectEndpoint(e)
	}
	for _, c := range sys.Channels {
		for _, dlq := range c.DeadLetter.To {
			dlq.DLQFor = append(dlq.DLQFor, c)
		}
	}
	connectDeadLetters(sys)
	connectBearers(sys)
	connectStores(sys)
}

func runsAs(l model.Link[*model.Identity], o model.Object, kind string) {
	for _, id := range l.To {
		id.Users = append(id.Users, model.RunsAs{Object: o, Place: l.Place, Kind: kind, Certain: l.ToOne()})
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

func connectEndpoint(e *model.Endpoint) {
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

// connectBearers notes on security groups which functions they are around.
func connectBearers(sys *model.System) {
	for _, f := range sys.Functions {
		for _, l := range f.SecurityGroups {
			for _, g := range l.To {
				g.Bearers = append(g.Bearers, model.Bearer{Function: f, Place: l.Place, Certain: l.ToOne()})
			}
		}
	}
}

// connectDeadLetters notes on channels whose failed events they take.
func connectDeadLetters(sys *model.System) {
	for _, f := range sys.Functions {
		collect(f, f.DeadLetter)
		for _, l := range f.Failure {
			collect(f, l)
		}
	}
	for _, t := range sys.Triggers {
		collect(t, t.DeadLetter)
	}
	for _, c := range sys.Channels {
		collect(c, c.DeadLetter)
	}
}

func collect(o model.Object, l model.Link[*model.Channel]) {
	for _, to := range l.To {
		to.Collects = append(to.Collects, model.Collected{Object: o, Place: l.Place, Certain: l.ToOne()})
	}
}

// outputs adds the root module's outputs with where their values come from.
func outputs(p *plan.Plan, sys *model.System, shared *Shared) {
	b, cloud := New(p, sys, shared, Cloud{}), MainCloud(sys)
	for _, o := range p.Outputs {
		head := model.Head{Cloud: cloud, Address: "output." + o.Name, Type: "output", Managed: true}
		from := b.Provenance(p.ResolveOutput(o.Name))
		sys.Outputs = append(sys.Outputs, &model.Output{Head: head, Sensitive: o.Sensitive, From: from})
		if !o.Sensitive && o.Value.Kind() == plan.String {
			at := head.At("value")
			sys.Texts = append(sys.Texts, &model.Text{
				Head: head, Place: at, Kind: "output", Name: o.Name, Value: model.Known(o.Value.Text(), at), From: from,
			})
		}
	}
	slices.SortStableFunc(sys.Outputs, func(a, b *model.Output) int { return cmp.Compare(a.Address, b.Address) })
}

// MainCloud is the cloud of most functions, for what belongs to the plan as a whole.
func MainCloud(sys *model.System) model.Cloud {
	count := map[model.Cloud]int{}
	for _, f := range sys.Functions {
		count[f.Cloud]++
	}
	most := model.AWS
	for _, c := range []model.Cloud{model.Azure, model.Google} {
		if count[c] > count[most] {
			most = c
		}
	}
	return most
}
