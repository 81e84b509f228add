package aws

import (
	"encoding/json"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// patternFacts judges an event pattern: whether every event matches it, and whether it says who sent them.
// An absent pattern belongs to a rule that the clock runs, which nobody else can send events to.
func patternFacts(pattern model.Value[string]) (catchAll, namesSource model.Truth) {
	text, ok := textOrShape(pattern)
	if !ok {
		if pattern.Why() != "" {
			unknown := model.Undecided(pattern.Why())
			return unknown, unknown
		}
		return model.False(), model.True()
	}
	var fields map[string]any
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		unknown := model.Undecided("event_pattern is not a JSON object")
		return unknown, unknown
	}
	return model.Of(matchesAll(fields)), model.Of(namesSender(fields))
}

// matchesAll reports whether a pattern lets every event through. All its fields must match, so one that narrows
// is enough; the alternatives under $or need only one that does not.
func matchesAll(fields map[string]any) bool {
	for name, want := range fields {
		if name == "$or" {
			if !anyAlternative(want, matchesAll) {
				return false
			}
		} else if narrows(name, want) {
			return false
		}
	}
	return true
}

func anyAlternative(list any, holds func(map[string]any) bool) bool {
	alternatives, _ := list.([]any)
	for _, a := range alternatives {
		if fields, ok := a.(map[string]any); ok && holds(fields) {
			return true
		}
	}
	return false
}

// narrows reports whether one field of a pattern keeps events out. AWS fills in version, id, time, region and
// account itself, with the bus's own for nearly all events ("Event structure reference", EventBridge User
// Guide): they tell nothing of what an event is.
func narrows(name string, want any) bool {
	switch name {
	case "version", "id", "time", "region", "account":
		return false
	case "source", "detail-type", "resources":
		return !anyTest(want, matchesAnyText)
	default:
		nested, ok := want.(map[string]any)
		return !ok || len(nested) > 0
	}
}

func anyTest(list any, holds func(any) bool) bool {
	tests, _ := list.([]any)
	for _, t := range tests {
		if holds(t) {
			return true
		}
	}
	return false
}

// matchesAnyText reports whether one test of a pattern is true for every text.
func matchesAnyText(test any) bool {
	t, ok := test.(map[string]any)
	if !ok {
		return false
	}
	if exists, ok := t["exists"].(bool); ok {
		return exists
	}
	if except, ok := t["anything-but"]; ok {
		return exceptsNothing(except)
	}
	if wildcard, ok := t["wildcard"].(string); ok {
		return strings.Trim(wildcard, "*") == ""
	}
	for _, name := range []string{"prefix", "suffix"} {
		if part, ok := t[name]; ok {
			return textOf(part) == ""
		}
	}
	return false
}

// textOf gives a test's text, which may be wrapped: {"prefix": {"equals-ignore-case": "x"}}.
func textOf(v any) string {
	if wrapped, ok := v.(map[string]any); ok {
		v = wrapped["equals-ignore-case"]
	}
	s, _ := v.(string)
	return s
}

// exceptsNothing reports whether an anything-but test leaves nothing out that occurs: an empty text, an empty
// list.
func exceptsNothing(except any) bool {
	switch e := except.(type) {
	case string:
		return e == ""
	case []any:
		for _, item := range e {
			if !exceptsNothing(item) {
				return false
			}
		}
		return true
	default:
		return false
	}
}

// namesSender reports whether a pattern says which sources it takes events from.
func namesSender(fields map[string]any) bool {
	if sources, ok := fields["source"].([]any); ok && allConcrete(sources) {
		return true
	}
	alternatives, ok := fields["$or"].([]any)
	if !ok || len(alternatives) == 0 {
		return false
	}
	for _, a := range alternatives {
		if f, ok := a.(map[string]any); !ok || !namesSender(f) {
			return false
		}
	}
	return true
}

func allConcrete(sources []any) bool {
	for _, s := range sources {
		if !concrete(s) {
			return false
		}
	}
	return len(sources) > 0
}

// concrete reports whether a test names a sender, or a family of them by prefix; excluding some names nobody.
func concrete(test any) bool {
	if s, ok := test.(string); ok {
		return s != ""
	}
	t, ok := test.(map[string]any)
	if !ok {
		return false
	}
	for _, name := range []string{"prefix", "suffix", "equals-ignore-case", "wildcard"} {
		if part, ok := t[name]; ok {
			return strings.Trim(textOf(part), "*") != ""
		}
	}
	return false
}
