package aws

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// family adapts the plan of a configuration under testdata.
func family(t *testing.T, name string) *model.System {
	t.Helper()
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	Adapt(p, sys)
	return sys
}

// at gives the object with an address.
func at[T model.Object](t *testing.T, all []T, address string) T {
	t.Helper()
	for _, o := range all {
		if o.Base().Address == address {
			return o
		}
	}
	t.Fatalf("no %s among %d objects", address, len(all))
	panic("not reached")
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// shown gives a value as text: its content, "(absent)", or "(set)" or "(unknown)".
func shown[T any](v model.Value[T]) string {
	text := ""
	model.Map(v, func(x T) string { return fmt.Sprint(x) }).Match(func(s string) bool { text = s; return true })
	switch {
	case v.IsKnown():
		return text
	case no(v.IsSet()):
		return "(absent)"
	case yes(v.IsSet()):
		return "(set)"
	default:
		return "(unknown)"
	}
}

// leads gives the addresses that an edge leads to, with what is open about it.
func leads[T model.Object](l model.Link[T]) string {
	var parts []string
	for _, o := range l.To {
		parts = append(parts, o.Base().Address)
	}
	if l.Elsewhere {
		parts = append(parts, "(elsewhere)")
	}
	if l.Why != "" {
		parts = append(parts, "(why: "+l.Why+")")
	}
	return strings.Join(parts, " ")
}
