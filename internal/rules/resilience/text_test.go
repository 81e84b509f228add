package resilience

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestGreater(t *testing.T) {
	two, three := model.Known(2, model.Place{}), model.Known(3, model.Place{})
	none, open := model.NotSet[int](model.Place{}), model.UnknownSet[int]("why", model.Place{})
	for name, c := range map[string]struct {
		a, b model.Value[int]
		want string
	}{
		"three, two":     {three, two, "true"},
		"two, three":     {two, three, "false"},
		"two, two":       {two, two, "false"},
		"open, two":      {open, two, "unknown: why"},
		"two, open":      {two, open, "unknown: why"},
		"nothing, two":   {none, two, "false"},
		"two, nothing":   {two, none, "false"},
		"nothing, open":  {none, open, "false"},
		"open, nothing":  {open, none, "false"},
		"nothing at all": {none, none, "false"},
	} {
		if got := greater(c.a, c.b).String(); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestThrottledStage(t *testing.T) {
	api := &model.API{}
	for _, name := range []string{"GET /orders", "POST /orders"} {
		api.Endpoints = append(api.Endpoints, &model.Endpoint{Head: model.Head{Name: model.Known(name, model.Place{})}})
	}
	api.Endpoints = append(api.Endpoints, &model.Endpoint{
		Head: model.Head{Name: model.Known("OPTIONS /orders", model.Place{})}, Preflight: model.True(),
	})
	on := func(route string) *model.Throttle { return &model.Throttle{Route: route, On: model.True()} }
	for name, c := range map[string]struct {
		stage model.Stage
		want  string
	}{
		"none":            {model.Stage{}, "false"},
		"all at once":     {model.Stage{Throttles: []*model.Throttle{on("")}}, "true"},
		"one of two":      {model.Stage{Throttles: []*model.Throttle{on("GET /orders")}}, "false"},
		"each":            {model.Stage{Throttles: []*model.Throttle{on("get /orders"), on("POST /orders")}}, "true"},
		"settings of -1":  {model.Stage{Throttles: []*model.Throttle{{}}}, "false"},
		"perhaps others":  {model.Stage{ThrottleWhy: "why"}, "unknown: why"},
		"certain already": {model.Stage{Throttles: []*model.Throttle{on("")}, ThrottleWhy: "why"}, "true"},
	} {
		if got := throttledStage(&c.stage, api).String(); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestAsyncSources(t *testing.T) {
	grant := func(service string) *model.Grant {
		return &model.Grant{
			Principal: model.Principal{Kind: model.ServicePrincipal, Text: service}, Abilities: []model.Ability{model.Invoke},
			Certain: model.True(),
		}
	}
	for name, c := range map[string]struct {
		f    *model.Function
		want string
	}{
		"poller":  {&model.Function{Triggers: []*model.Trigger{{Kind: model.Mapping}}}, "false"},
		"gateway": {&model.Function{Grants: []*model.Grant{grant("apigateway.amazonaws.com")}}, "false"},
		"topic":   {&model.Function{Grants: []*model.Grant{grant("sns.amazonaws.com")}}, "true"},
		"switched off": {&model.Function{Triggers: []*model.Trigger{{
			Kind: model.Notification, Enabled: model.Known(false, model.Place{}),
		}}}, "false"},
	} {
		if got := anyOn(asyncSources(c.f)).String(); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
