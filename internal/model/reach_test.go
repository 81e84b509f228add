package model

import (
	"fmt"
	"testing"
)

func TestWriters(t *testing.T) {
	shared, named := &Channel{}, &Channel{}
	all := &Set{Objects: []Object{shared, named, &Function{}}}
	asked := 0
	identity := func(r Reach) *Identity {
		return &Identity{
			Reach: func(Ability) Reach { return r },
			Evaluate: func(Ability, Object) Answer {
				asked++
				return Answer{Allowed: True()}
			},
		}
	}
	everything, one := identity(Reach{All: []*Set{all}}), identity(Reach{Named: [][]Object{{named}, {named}}})
	sys := &System{}
	for i, id := range []*Identity{everything, everything, everything, one, one, one} {
		f := &Function{Identity: Link[*Identity]{To: []*Identity{id}}}
		f.Address = fmt.Sprint(i)
		sys.Functions = append(sys.Functions, f)
	}
	writers := func(c *Channel) (names string) {
		for _, w := range sys.Writers(c) {
			names += w.Function.Address
		}
		return names
	}
	if got := writers(shared); got != "01" {
		t.Errorf("writers of the channel that nobody names: %s, want two", got)
	}
	if got := writers(named); got != "01345" {
		t.Errorf("writers of the named channel: %s, want two and all that name it", got)
	}
	if asked != 3 {
		t.Errorf("asked %d times, want once for each identity and channel", asked)
	}
}
