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
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	adaptAll(p, sys)
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
	case model.Never(v.IsSet()):
		return "(absent)"
	case model.Certainly(v.IsSet()):
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

// TestUnresolved: a setting that may be about several objects leaves them open, unless they have a certain one.
func TestUnresolved(t *testing.T) {
	sys := family(t, "lambda_unresolved")
	maybe, certain := at(t, sys.Channels, "aws_s3_bucket.maybe"), at(t, sys.Channels, "aws_s3_bucket.certain")
	queue, fn := at(t, sys.Channels, "aws_sqs_queue.maybe"), at(t, sys.Functions, "aws_lambda_function.maybe")
	for _, c := range []struct{ what, got, want string }{
		{"block", verdict(maybe.Block.Declared), "unknown"},
		{"public access", verdict(maybe.PublicOff), "unknown"},
		{"policy", verdict(model.Of(maybe.PolicyWhy != "")), "true"},
		{"TLS", verdict(maybe.TLSOnly), "unknown"},
		{"ACL", shown(maybe.PublicACL), "(unknown)"},
		{"versioning", shown(maybe.Versioned), "(unknown)"},
		{"encryption", shown(maybe.Encryption.Kind), "(unknown)"},
		{"certain block", verdict(certain.Block.Declared), "true"},
		{"certain public access", verdict(certain.PublicOff), "true"},
		{"certain policy", certain.PolicyWhy, ""},
		{"certain TLS", verdict(certain.TLSOnly), "false"},
		{"dead letter", verdict(queue.DeadLetter.IsSet()), "unknown"},
		{"queue's policy", queue.PolicyWhy, ""},
		{"loop", shown(fn.Loop), "(unknown)"},
	} {
		equal(t, c.what, c.got, c.want)
	}
}

// verdict gives a truth without its reason.
func verdict(t model.Truth) string {
	first, _, _ := strings.Cut(t.String(), ":")
	return first
}

// TestOutside: what opens a function that cannot be found is kept, on a function of its own.
func TestOutside(t *testing.T) {
	sys := family(t, "lambda_unresolved")
	permission := at(t, sys.Functions, "aws_lambda_permission.any")
	url := at(t, sys.Functions, "aws_lambda_function_url.any")
	equal(t, "permission", permission.Outside && len(permission.Grants) == 1, true)
	equal(t, "URL", url.Outside && len(url.Endpoints) == 1, true)
	equal(t, "a declared function", at(t, sys.Functions, "aws_lambda_function.maybe").Outside, false)
}
