package resilience

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// source is one way in which events come to a function, or requests.
type source struct {
	at    model.Place
	note  string
	clock bool // it only tells the time, so that a lost event is made up for by the next one
	on    model.Truth
}

// asyncSources gives what invokes a function without waiting for its answer, so that nobody hears of a failure.
func asyncSources(f *model.Function) []source {
	var found []source
	for _, t := range f.Triggers {
		if t.Push {
			continue // its source waits for the answer, and tries again
		}
		switch t.Kind {
		case model.Notification, model.Subscription, model.RuleTarget, model.Timer:
			found = append(found, source{
				at: t.Place(), note: "invokes the function and does not wait for its answer",
				clock: t.Kind == model.Timer, on: model.Running(t.Enabled).And(t.Function.ToOne()),
			})
		default: // the poller of a mapping or pipe waits for the answer, and sees failures
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, g := range f.Grants {
		if g.Can(model.Invoke) && g.Principal.Kind == model.ServicePrincipal && asyncService(g.Principal.Text) {
			found = append(found, source{
				at: g.Place, note: g.Principal.Text + " may invoke the function and does not wait for its answer", on: g.Certain,
			})
		}
	}
	return found
}

// asyncService knows the services that invoke functions asynchronously (Lambda developer guide, "Invoking Lambda with
// events from other AWS services").
func asyncService(principal string) bool {
	name, _, _ := strings.Cut(principal, ".")
	switch name {
	case "s3", "sns", "events", "logs", "ses", "config", "cloudformation", "codecommit", "iot", "scheduler":
		return true
	default:
		return false
	}
}

// anyOn tells whether one of the sources is switched on and surely this function's.
func anyOn(sources []source) model.Truth {
	on := model.False()
	for _, s := range sources {
		on = on.Or(s.on)
	}
	return on
}

func onlyClocks(sources []source) bool {
	for _, s := range sources {
		if !s.clock {
			return false
		}
	}
	return true
}

// calledFunctions gives the functions that workloads of the plan call and wait for.
func calledFunctions(s *model.System) map[*model.Function]bool {
	called := map[*model.Function]bool{}
	for _, w := range s.Workloads {
		for _, l := range w.Calls {
			for _, f := range l.To {
				called[f] = true
			}
		}
	}
	for _, a := range s.Authorizers {
		for _, f := range a.Function.To {
			called[f] = true
		}
	}
	return called
}

// unseen tells functions of which the plan shows no caller.
func unseen(f *model.Function, called map[*model.Function]bool) bool {
	if len(f.Endpoints) > 0 || len(f.Triggers) > 0 || called[f] {
		return false
	}
	for _, g := range f.Grants {
		if g.Can(model.Invoke) {
			return false
		}
	}
	return true
}
