package slsguard_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/slsguard"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

func scope() harden.Scope {
	return harden.Scope{Partition: "aws", Region: "eu-central-1", Account: "123456789012"}
}

const digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func function(change func(*spec.Function)) spec.Function {
	f := spec.Function{
		Name: "orders", Runtime: "python3.13", Handler: "app.handler", Source: spec.Source{Path: "orders.zip", SHA256: "x"},
		Environment: map[string]string{"TABLE": "orders"},
		Secrets:     map[string]string{"DB": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-a1b2c3"},
		AWS: &spec.AWSFunction{Permissions: []spec.Permission{
			{Actions: []string{"dynamodb:PutItem"}, Resources: []string{"arn:aws:dynamodb:eu-central-1:123456789012:table/orders"}},
		}},
	}
	change(&f)
	return f
}

// judge gives what the catalogue finds, as "SLS106 fail aws.permissions[0]".
func judge(t *testing.T, d *slsguard.Declared) []string {
	t.Helper()
	d.System.Now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	result, err := engine.Run(context.Background(), d.System, engine.Options{Rules: rules.All(), Profile: finding.Recommended})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range result.Findings {
		if f.Verdict == finding.Unknown {
			continue // judged again when everything is known
		}
		found = append(found, strings.TrimSpace(f.Rule+" "+string(f.Verdict)+" "+d.Locate(f.Address, f.Attribute)))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func TestFunction(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*spec.Function)
		want   []string
	}{
		{"as the README has it", func(*spec.Function) {}, nil},
		{"in a VPC with a file system", func(f *spec.Function) {
			f.AWS.SubnetIDs, f.AWS.SecurityGroupIDs = []string{"subnet-1", "subnet-2"}, []string{"sg-1"}
			f.AWS.FileSystem = &spec.FileSystem{AccessPoint: "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-1", Path: "/mnt/data"}
		}, nil},
		{"of an image", func(f *spec.Function) {
			f.Runtime, f.Handler = "", ""
			f.Source = spec.Source{Image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders@" + digest}
		}, nil},
		{"with ARNs that are not known", func(f *spec.Function) {
			f.AWS.Permissions[0].Resources = []string{spec.Gap}
			f.Environment["TABLE"] = spec.Gap
			f.Secrets["DB"] = spec.Gap
			f.AWS.Key = spec.Gap
		}, nil},
		{"with a wildcard action", func(f *spec.Function) {
			f.AWS.Permissions[0].Actions = []string{"dynamodb:*"}
		}, []string{"SLS106 fail aws.permissions[0]"}},
		{"with every resource", func(f *spec.Function) {
			f.AWS.Permissions[0].Resources = []string{"*"}
		}, []string{"SLS107 fail aws.permissions[0]"}},
		{"with an old runtime", func(f *spec.Function) { f.Runtime = "python3.8" }, []string{"SLS301 fail runtime"}},
		{"without traces", func(f *spec.Function) { off := false; f.AWS.Tracing = &off }, []string{"SLS503 fail aws.tracing"}},
		{"with short-lived logs", func(f *spec.Function) { f.AWS.LogRetention = 1 }, []string{"SLS501 fail aws.log_retention"}},
		{"with admin permissions", func(f *spec.Function) {
			f.AWS.Permissions[0].Actions = []string{"*"}
			f.AWS.Permissions[0].Resources = []string{"*"}
		}, []string{"SLS105 fail aws.permissions[0]"}},
		{"that may change itself", func(f *spec.Function) {
			f.AWS.Permissions[0].Actions = []string{"lambda:UpdateFunctionCode"}
			f.AWS.Permissions[0].Resources = []string{"*"}
		}, []string{"SLS107 fail aws.permissions[0]", "SLS108 fail aws.permissions[0]"}},
		{"that may read all secrets", func(f *spec.Function) {
			f.AWS.Permissions[0].Actions = []string{"secretsmanager:GetSecretValue"}
			f.AWS.Permissions[0].Resources = []string{"*"}
		}, []string{"SLS107 fail aws.permissions[0]", "SLS410 fail aws.permissions[0]"}},
		{"that may take on roles", func(f *spec.Function) {
			f.AWS.Permissions[0].Actions = []string{"iam:PassRole", "lambda:CreateFunction"}
			f.AWS.Permissions[0].Resources = []string{"*"}
		}, []string{"SLS107 fail aws.permissions[0]"}},
		{"that may delete logs", func(f *spec.Function) {
			f.AWS.Permissions[0].Actions = []string{"logs:DeleteLogGroup"}
			f.AWS.Permissions[0].Resources = []string{"*"}
		}, []string{"SLS107 fail aws.permissions[0]", "SLS508 fail aws.permissions[0]"}},
		{"of a bucket without a version", func(f *spec.Function) { f.Source = spec.Source{Object: &spec.Object{Bucket: "code", Key: "a.zip"}} }, []string{"SLS305 fail source.object"}},
		{"that runs long", func(f *spec.Function) { f.Timeout = 900 }, []string{"SLS605 fail timeout"}},
		{"with a literal secret", func(f *spec.Function) {
			f.Environment["DB_PASSWORD"] = "correct-horse-battery-staple"
		}, []string{`SLS401 fail environment["DB_PASSWORD"]`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := function(c.change)
			for _, s := range []harden.Scope{scope(), harden.UnknownScope()} {
				want, err := harden.MakeFunction(f, s)
				if err != nil {
					t.Fatal(err)
				}
				d, err := slsguard.Function(t.Context(), f, want)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(c.want, judge(t, d)); diff != "" {
					t.Errorf("account %q:\n%s", s.Account, diff)
				}
			}
		})
	}
}

func TestTrigger(t *testing.T) {
	const (
		function = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
		queue    = "arn:aws:sqs:eu-central-1:123456789012:orders"
		stream   = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders"
		topic    = "arn:aws:sns:eu-central-1:123456789012:orders"
		bodies   = `{"type":"object","properties":{"id":{"type":"string"}}}`
	)
	for _, c := range []struct {
		name    string
		trigger spec.Trigger
		want    []string
	}{
		{"queue", spec.Trigger{Queue: &spec.Queue{Source: queue}, Filter: []string{`{"body":{"type":["order"]}}`}}, nil},
		{"stream", spec.Trigger{Stream: &spec.Stream{Source: stream}, Filter: []string{`{"data":{"type":["order"]}}`}}, nil},
		{"topic", spec.Trigger{Topic: &spec.Topic{Source: topic}, Filter: []string{`{"type":["order"]}`}}, nil},
		{"bus", spec.Trigger{Bus: &spec.Bus{Name: "shop"}, Filter: []string{`{"source":["shop.orders"]}`}}, nil},
		{"storage", spec.Trigger{Storage: &spec.Storage{Bucket: "uploads", Prefix: "in/"}}, nil},
		{"schedule", spec.Trigger{Schedule: &spec.Schedule{Expression: "rate(1 hour)"}}, nil},
		{"http", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{{Method: "POST", Path: "/orders", Schema: bodies}}}}, []string{"SLS211 fail http"}},
		{"http with tokens", spec.Trigger{HTTP: &spec.HTTP{
			Authorizer: spec.Authorizer{Kind: spec.JWTAuthorizer, Function: function + "-auth"},
			Routes:     []spec.Route{{Method: "POST", Path: "/orders", Schema: bodies}, {Method: "GET", Path: "/orders/{id}"}},
			WebACL:     "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1",
			Domain:     &spec.Domain{Name: "api.example.com", Certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/1", Truststore: "s3://trust/ca.pem"},
		}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.trigger.Name, c.trigger.Function = "orders", function
			for _, s := range []harden.Scope{scope(), harden.UnknownScope()} {
				want, err := harden.MakeTrigger(c.trigger, s)
				if err != nil {
					t.Fatal(err)
				}
				d, err := slsguard.Trigger(t.Context(), c.trigger, want)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(c.want, judge(t, d)); diff != "" {
					t.Errorf("account %q:\n%s", s.Account, diff)
				}
			}
		})
	}
}

func TestUnknownAttributesAreUndecided(t *testing.T) {
	f := function(func(f *spec.Function) {
		f.Runtime, f.Timeout = spec.Gap, 0
		f.Unknown.Add("timeout")
		f.Unknown.Add("aws.permissions[0].actions")
	})
	want, err := harden.MakeFunction(f, scope())
	if err != nil {
		t.Fatal(err)
	}
	d, err := slsguard.Function(t.Context(), f, want)
	if err != nil {
		t.Fatal(err)
	}
	if found := judge(t, d); len(found) > 0 {
		t.Errorf("what is not known is no failure: %v", found)
	}
	if r := d.System.Functions[0]; r.Runtime.IsKnown() || r.Timeout.IsKnown() {
		t.Errorf("runtime %v and timeout %v are taken for known", r.Runtime, r.Timeout)
	}
	if why := d.System.Identities[0].Incomplete; why == "" {
		t.Error("the role's permissions are taken for whole")
	}
}

func TestLocate(t *testing.T) {
	f := function(func(*spec.Function) {})
	want, err := harden.MakeFunction(f, scope())
	if err != nil {
		t.Fatal(err)
	}
	d, err := slsguard.Function(t.Context(), f, want)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][3]string{
		{"aws_lambda_function.own", "environment.0.variables.TABLE", `environment["TABLE"]`},
		{"aws_lambda_function.own", "environment.0.variables.DB", `secrets["DB"]`},
		{"aws_lambda_function.own", "environment", "environment"},
		{"aws_lambda_function.own", "tracing_config.0.mode", "aws.tracing"},
		{"aws_lambda_function.own", "snap_start", ""},
		{"aws_iam_role_policy.declared0", "policy", "aws.permissions[0]"},
		{"aws_iam_role.own", "permissions_boundary", "aws.boundary"},
		{"aws_cloudwatch_log_group.own", "retention_in_days", "aws.log_retention"},
		{"aws_sqs_queue.elsewhere", "policy", ""},
	} {
		if got := d.Locate(c[0], c[1]); got != c[2] {
			t.Errorf("%s.%s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
