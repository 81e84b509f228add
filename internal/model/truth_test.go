package model_test

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// TestKleene holds And, Or and Not against the tables of Kleene's strong three-valued logic.
func TestKleene(t *testing.T) {
	values := map[string]model.Truth{"t": model.True(), "f": model.False(), "u": model.Undecided("why")}
	and := map[string]string{"tt": "t", "tf": "f", "tu": "u", "ft": "f", "ff": "f", "fu": "f", "ut": "u", "uf": "f", "uu": "u"}
	or := map[string]string{"tt": "t", "tf": "t", "tu": "t", "ft": "t", "ff": "f", "fu": "u", "ut": "t", "uf": "u", "uu": "u"}
	for pair, want := range and {
		if got := letter(values[pair[:1]].And(values[pair[1:]])); got != want {
			t.Errorf("%s and %s = %s, want %s", pair[:1], pair[1:], got, want)
		}
	}
	for pair, want := range or {
		if got := letter(values[pair[:1]].Or(values[pair[1:]])); got != want {
			t.Errorf("%s or %s = %s, want %s", pair[:1], pair[1:], got, want)
		}
	}
	for x, want := range map[string]string{"t": "f", "f": "t", "u": "u"} {
		if got := letter(values[x].Not()); got != want {
			t.Errorf("not %s = %s, want %s", x, got, want)
		}
	}
	if letter(model.All()) != "t" || letter(model.Any()) != "f" {
		t.Error("of none, All is true and Any is false")
	}
}

func letter(t model.Truth) string { return strings.SplitAfter(t.String(), "")[0] }

func TestTheReasonStays(t *testing.T) {
	got := model.True().And(model.Undecided("var.x is unknown")).Or(model.False()).Not().String()
	if got != "unknown: var.x is unknown" {
		t.Errorf("got %q", got)
	}
}

func TestDecideCallsOne(t *testing.T) {
	for _, truth := range []model.Truth{model.True(), model.False(), model.Undecided("why")} {
		var called []string
		truth.Decide(
			func() { called = append(called, "t") }, func() { called = append(called, "f") },
			func(string) { called = append(called, "u") },
		)
		if len(called) != 1 || called[0] != letter(truth) {
			t.Errorf("%s: called %v", truth, called)
		}
	}
}

func TestValue(t *testing.T) {
	at := model.PlaceOf("aws_x.y", "a")
	known, absent := model.Known("v", at), model.NotSet[string](at)
	unknown, set := model.UnknownValue[string]("why", at), model.UnknownSet[string]("why", at)
	for name, c := range map[string]struct {
		v                 model.Value[string]
		isSet, equals, v2 string
	}{
		"known":             {known, "t", "t", "v"},
		"absent":            {absent, "f", "f", "(not set)"},
		"unknown":           {unknown, "u", "u", "(known after apply)"},
		"unknown but set":   {set, "t", "u", "(known after apply)"},
		"sensitive":         {known.Secret(), "t", "t", "(sensitive)"},
		"absent, defaulted": {absent.Or("v"), "t", "t", "v"},
		"unknown keeps":     {unknown.Or("v"), "u", "u", "(known after apply)"},
	} {
		if got := letter(c.v.IsSet()); got != c.isSet {
			t.Errorf("%s: set %s, want %s", name, got, c.isSet)
		}
		if got := letter(model.Equals(c.v, "v")); got != c.equals {
			t.Errorf("%s: equals %s, want %s", name, got, c.equals)
		}
		if got := model.Show(c.v); got != c.v2 {
			t.Errorf("%s: shown as %q, want %q", name, got, c.v2)
		}
		if c.v.Place != at {
			t.Errorf("%s: lost its place", name)
		}
	}
}

func TestMapKeepsWhatIsNotKnown(t *testing.T) {
	length := func(s string) int { return len(s) }
	if got := model.Map(model.UnknownSet[string]("why", model.Place{}), length); letter(got.IsSet()) != "t" || got.Why() != "why" {
		t.Errorf("unknown became %+v", got)
	}
	if n, ok := model.Map(model.Known("abc", model.Place{}).Secret(), length).Get(); !ok || n != 3 {
		t.Errorf("known became %d, %t", n, ok)
	}
	if !model.Map(model.Known("abc", model.Place{}).Secret(), length).Sensitive() {
		t.Error("a sensitive value lost its mark")
	}
}

func TestLink(t *testing.T) {
	q := &model.Channel{Head: model.Head{Address: "aws_sqs_queue.q"}, Versioned: model.Known(true, model.Place{})}
	other := &model.Channel{Head: model.Head{Address: "aws_sqs_queue.r"}}
	text := model.Known("arn:aws:sqs:eu-central-1:111122223333:q", model.Place{})
	open := model.UnknownValue[string]("why", model.Place{})
	versioned := func(c *model.Channel) model.Truth { return model.IsTrue(c.Versioned) }
	for name, c := range map[string]struct {
		link       model.Link[*model.Channel]
		set, leads string
	}{
		"one":                  {model.Link[*model.Channel]{To: []*model.Channel{q}, Text: open}, "t", "t"},
		"two that differ":      {model.Link[*model.Channel]{To: []*model.Channel{q, other}, Text: open}, "t", "u"},
		"two alike":            {model.Link[*model.Channel]{To: []*model.Channel{other, other}, Text: open}, "t", "f"},
		"one, perhaps others":  {model.Link[*model.Channel]{To: []*model.Channel{q}, Why: "local.x", Text: open}, "u", "u"},
		"out of the plan":      {model.Link[*model.Channel]{Text: text}, "t", "f"},
		"to something else":    {model.Link[*model.Channel]{Text: open, Elsewhere: true}, "t", "f"},
		"not set":              {model.Link[*model.Channel]{}, "f", "f"},
		"not known":            {model.Link[*model.Channel]{Text: open}, "u", "u"},
		"known, not traceable": {model.Link[*model.Channel]{Text: text, Why: "local.x"}, "t", "u"},
	} {
		if got := letter(c.link.IsSet()); got != c.set {
			t.Errorf("%s: set %s, want %s", name, got, c.set)
		}
		if got := letter(c.link.Leads(versioned)); got != c.leads {
			t.Errorf("%s: leads %s, want %s", name, got, c.leads)
		}
	}
}

func TestGrantLimits(t *testing.T) {
	known := model.Known([]string{"o-1"}, model.Place{})
	for name, c := range map[string]struct {
		limits []model.Limit
		want   string
	}{
		"none":              {nil, "f"},
		"organisation":      {[]model.Limit{{Kind: model.Organisation, Values: known}}, "t"},
		"weak":              {[]model.Limit{{Kind: model.Organisation, Values: known, Weak: true}}, "f"},
		"not one that pins": {[]model.Limit{{Kind: model.Transport, Values: known}}, "f"},
		"perhaps null": {[]model.Limit{{
			Kind: model.SourceResource, Values: model.UnknownValue[[]string]("why", model.Place{}),
		}}, "u"},
		"known after apply, but set": {[]model.Limit{{
			Kind: model.SourceResource, Values: model.UnknownSet[[]string]("why", model.Place{}),
		}}, "t"},
	} {
		g := &model.Grant{Limits: c.limits}
		if got := letter(g.Pinned()); got != c.want {
			t.Errorf("%s: pinned %s, want %s", name, got, c.want)
		}
	}
}
