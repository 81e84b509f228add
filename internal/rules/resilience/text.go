package resilience

import (
	"fmt"
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// running tells whether a trigger is switched on. One that says nothing is.
func running(enabled model.Value[bool]) model.Truth { return model.Equals(enabled, false).Not() }

// targetName names what a trigger leads to, for messages.
func targetName(t *model.Trigger) string {
	switch {
	case len(t.Function.To) > 0:
		return fmt.Sprintf("function %q", t.Function.To[0].Label())
	case len(t.Workload.To) > 0:
		return fmt.Sprintf("%s %q", t.Workload.To[0].Noun(), t.Workload.To[0].Label())
	case len(t.Channel.To) > 0:
		return fmt.Sprintf("%s %q", t.Channel.To[0].Kind, t.Channel.To[0].Label())
	default:
		return "its target"
	}
}

// greater compares two numbers; one that is not set is not compared.
func greater(a, b model.Value[int]) model.Truth {
	if n, ok := b.Get(); ok {
		return a.Match(func(m int) bool { return m > n })
	}
	return a.IsSet().And(b.IsSet(), b.Match(func(int) bool { return true }))
}

// number shows a number in a message.
func number(v model.Value[int]) string {
	if n, ok := v.Get(); ok {
		return strconv.Itoa(n)
	}
	return "an unknown number of"
}

// leadsTo tells whether an edge leads to the one object that is known of it.
func leadsTo[T any](l model.Link[T]) model.Truth {
	if _, ok := l.One(); ok {
		return model.True()
	}
	if l.Why != "" {
		return model.Undecided(l.Why)
	}
	return model.Undecided(l.Place.Attribute + " may lead to several resources")
}

// capital begins a sentence with a kind.
func capital(kind string) string {
	if kind[0] < 'a' || kind[0] > 'z' {
		return kind
	}
	return string(kind[0]-'a'+'A') + kind[1:]
}
