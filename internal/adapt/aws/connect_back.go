package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// connectBearers notes on security groups which functions they are around.
func (b *builder) connectBearers() {
	for _, f := range b.sys.Functions {
		for _, l := range f.SecurityGroups {
			for _, g := range l.To {
				g.Bearers = append(g.Bearers, model.Bearer{Function: f, Place: l.Place, Certain: certain(l)})
			}
		}
	}
}

// connectDeadLetters notes on channels whose failed events they take.
func (b *builder) connectDeadLetters() {
	for _, f := range b.sys.Functions {
		collect(f, f.DeadLetter)
		for _, l := range f.Failure {
			collect(f, l)
		}
	}
	for _, t := range b.sys.Triggers {
		collect(t, t.DeadLetter)
	}
	for _, c := range b.sys.Channels {
		collect(c, c.DeadLetter)
	}
}

func collect(o model.Object, l model.Link[*model.Channel]) {
	for _, to := range l.To {
		to.Collects = append(to.Collects, model.Collected{Object: o, Place: l.Place, Certain: certain(l)})
	}
}

// certain tells whether an edge leads to the one object that is known of it.
func certain[T any](l model.Link[T]) model.Truth {
	if _, ok := l.One(); ok {
		return model.True()
	}
	return model.Undecided(either(l.Why, l.Place.Attribute+" may lead to several resources"))
}
