package provider

import (
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

func orders(change func(*spec.Function)) spec.Function {
	f := spec.Function{
		Name: "orders", Runtime: "python3.13", Handler: "app.handler", Source: spec.Source{Path: "orders.zip"},
		AWS: &spec.AWSFunction{},
	}
	change(&f)
	return f
}

func judged(t *testing.T, scope harden.Scope, declared spec.Function) diag.Diagnostics {
	t.Helper()
	var diags diag.Diagnostics
	kind := functionKind{}
	want, err := kind.harden(declared, scope)
	if err != nil {
		t.Fatal(err)
	}
	sys, where, err := kind.system(t.Context(), declared, want)
	if err != nil {
		t.Fatal(err)
	}
	excuses := newExceptions(declared.Exceptions, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	judge(t.Context(), sys, where, kind.loosened(declared), excuses, declared.Unknown, &diags)
	return diags
}

// TestFindingsStandOnTheirAttribute: a finding about one of the resources that the function is told as must name the
// attribute that declared it.
func TestFindingsStandOnTheirAttribute(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*spec.Function)
		want   []path.Path
	}{
		"nothing to find": {func(*spec.Function) {}, nil},
		"permission": {func(f *spec.Function) {
			f.AWS.Permissions = []spec.Permission{
				{Actions: []string{"dynamodb:GetItem"}, Resources: []string{"arn:aws:dynamodb:eu-central-1:123456789012:table/orders"}},
				{Actions: []string{"dynamodb:PutItem"}, Resources: []string{"*"}},
			}
		}, []path.Path{path.Root("aws").AtName("permissions").AtListIndex(1)}},
		"variable": {func(f *spec.Function) {
			f.Environment = map[string]string{"TABLE": "orders", "DB_PASSWORD": "k9Xq2vTz81LmPw4R"}
		}, []path.Path{path.Root("environment").AtMapKey("DB_PASSWORD")}},
		"unknown resource": {func(f *spec.Function) {
			f.AWS.Permissions = []spec.Permission{{Actions: []string{"dynamodb:PutItem"}, Resources: []string{spec.Gap}}}
		}, nil},
		"wildcard on an unknown resource": {func(f *spec.Function) {
			f.AWS.Permissions = []spec.Permission{{Actions: []string{"dynamodb:*"}, Resources: []string{spec.Gap}}}
		}, []path.Path{path.Root("aws").AtName("permissions").AtListIndex(0)}},
		"unknown variable": {func(f *spec.Function) {
			f.Environment = map[string]string{"DB_PASSWORD": spec.Gap}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for _, scope := range []harden.Scope{{Partition: "aws", Region: "eu-central-1", Account: "123456789012"}, harden.UnknownScope()} {
				var got []path.Path
				for _, d := range judged(t, scope, orders(test.change)) {
					if at, ok := d.(diag.DiagnosticWithPath); ok {
						got = append(got, at.Path())
					}
				}
				same := func(a, b path.Path) bool { return a.Equal(b) }
				if !slices.EqualFunc(got, test.want, same) {
					t.Errorf("in %+v: %v, want %v", scope, judged(t, scope, orders(test.change)), test.want)
				}
			}
		})
	}
}

func TestSteps(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "",
		"timeout":                    "timeout",
		"aws.permissions[0].actions": "aws.permissions[0].actions",
		"aws.permissions.0.actions":  "aws.permissions[0].actions",
		`environment["A.B"]`:         `environment["A.B"]`,
		`secrets["X"]`:               `secrets["X"]`,
		"aws.boundary":               "aws.permissions_boundary",
	} {
		if got := attributePath(text).String(); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{
		"Name": "name", "RuntimeUpdates": "runtime_updates", "SourceARN": "source_arn", "TTL": "ttl", "WebACL": "web_acl",
		"APIKeys": "api_keys", "DefaultOff": "default_off",
	} {
		if got := snake(name); got != want {
			t.Errorf("%s is written %s, want %s", name, got, want)
		}
	}
}
