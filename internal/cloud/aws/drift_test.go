package aws_test

import (
	"strings"
	"testing"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// TestFunctionDrift changes each setting behind the provider's back: reading shows it, and the next apply heals it.
func TestFunctionDrift(t *testing.T) {
	config := func(change func(wire.Values)) func(*awstest.World) {
		return func(w *awstest.World) { change(w.Functions["orders"].Config) }
	}
	for path, drift := range map[string]func(*awstest.World){
		"Timeout":           config(func(c wire.Values) { c["Timeout"] = int64(900) }),
		"Memory":            config(func(c wire.Values) { c["MemorySize"] = int64(10240) }),
		"Runtime":           config(func(c wire.Values) { c["Runtime"] = "python3.9" }),
		"Tracing":           config(func(c wire.Values) { c["TracingConfig"] = wire.Values{"Mode": "PassThrough"} }),
		"Key.ARN":           config(func(c wire.Values) { delete(c, "KMSKeyArn") }),
		"DeadLetter.ARN":    config(func(c wire.Values) { delete(c, "DeadLetterConfig") }),
		"Environment.TABLE": config(func(c wire.Values) { delete(c, "Environment") }),
		"Logging.Format": config(func(c wire.Values) {
			c["LoggingConfig"] = wire.Values{"LogFormat": "Text", "LogGroup": "/aws/lambda/orders"}
		}),
		"Code.SHA256":       config(func(c wire.Values) { c["CodeSha256"] = "b3RoZXI=" }),
		"Concurrency":       func(w *awstest.World) { w.Functions["orders"].Reserved = nil },
		"RecursiveLoop":     func(w *awstest.World) { w.Functions["orders"].Recursion = "Allow" },
		"Events.MaximumAge": func(w *awstest.World) { clear(w.Functions["orders"].Invoke) },
		"RuntimeUpdates": func(w *awstest.World) {
			w.Functions["orders"].Runtime = map[string]wire.Values{"": {"UpdateRuntimeOn": "FunctionUpdate"}}
		},
		"LogGroup.Retention": func(w *awstest.World) {
			w.LogGroups["/aws/lambda/orders"].Retention = 0
		},
		"LogGroup.Key": func(w *awstest.World) { w.LogGroups["/aws/lambda/orders"].KMSKey = "" },
		"Role.Trust": func(w *awstest.World) {
			w.Roles[roleName].Trust = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"},` +
				`{"Sid":"Trust","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
		},
		"Role.Policy": func(w *awstest.World) {
			w.Roles[roleName].Inline["slsguard"] = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}]}`
		},
		"Role.Foreign": func(w *awstest.World) {
			w.Roles[roleName].Inline["slipped-in"] = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`
		},
		"DeadLetter.Queue.Key": func(w *awstest.World) { delete(w.Queues["orders-dead-letter"].Attributes, "KmsMasterKeyId") },
		"Key.Rotation": func(w *awstest.World) {
			for _, k := range w.Keys {
				k.Rotation = false
			}
		},
		// Objects that are gone.
		"Role.Name":        func(w *awstest.World) { delete(w.Roles, roleName) },
		"DeadLetter.Queue": func(w *awstest.World) { delete(w.Queues, "orders-dead-letter") },
		"LogGroup.Name":    func(w *awstest.World) { delete(w.LogGroups, "/aws/lambda/orders") },
		"Name":             func(w *awstest.World) { delete(w.Functions, "orders") },
	} {
		t.Run(path, func(t *testing.T) {
			a := open(t, awstest.Options{})
			want := a.harden(declared(t))
			made := a.mustApply(cloud.FunctionState{}, want)
			undisturbed := a.Snapshot()
			a.Change(drift)
			read, ok, err := a.ReadFunction(t.Context(), made)
			if err != nil || !ok {
				t.Fatalf("read: %v %v", ok, err)
			}
			if !shows(harden.DiffFunction(read.Settings, want), path) {
				t.Errorf("reading does not show %s: %v", path, harden.DiffFunction(read.Settings, want))
			}
			a.mustApply(stored(t, read), want)
			// Runtime updates that were never set and ones that are set to the default are the same, but look different.
			if d := cmp.Diff(undisturbed, a.Snapshot()); d != "" && path != "RuntimeUpdates" {
				t.Errorf("not healed:\n%s", d)
			}
		})
	}
}

const roleName = "slsguard-orders-eu-central-1"

func shows(found []harden.Difference, path string) bool {
	for _, d := range found {
		if d.Path == path {
			return true
		}
	}
	return path == "Name" && len(found) > 0
}

// TestForeignObjects: what is there already, and was not made by the resource, is neither taken over nor removed.
func TestForeignObjects(t *testing.T) {
	for name, there := range map[string]func(*account){
		"function": func(a *account) { a.mustApply(cloud.FunctionState{}, a.harden(declared(a.t))) },
		"role": func(a *account) {
			made := a.mustApply(cloud.FunctionState{}, a.harden(declared(a.t)))
			a.Change(func(w *awstest.World) {
				delete(w.Functions, "orders")
				delete(w.Queues, "orders-dead-letter")
				clear(w.KeyAliases)
			})
			_ = made
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := open(t, awstest.Options{})
			there(a)
			a.MarkFixtures()
			have, err := a.apply(cloud.FunctionState{}, a.harden(declared(t)))
			if err == nil {
				t.Error("somebody else's object was taken over")
			}
			a.destroy(have)
			if left := a.Left(); len(left) > 0 {
				t.Errorf("not as before: %v", left)
			}
		})
	}
}

func TestOpenGrantIsClosed(t *testing.T) {
	a := open(t, awstest.Options{})
	want := a.harden(declared(t))
	made := a.mustApply(cloud.FunctionState{}, want)
	add := func(in *lambda.AddPermissionInput) {
		in.FunctionName, in.Action = awssdk.String("orders"), awssdk.String("lambda:InvokeFunction")
		if _, err := a.Lambda.AddPermission(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	add(&lambda.AddPermissionInput{StatementId: awssdk.String("anyone"), Principal: awssdk.String("*")})
	add(&lambda.AddPermissionInput{StatementId: awssdk.String("unpinned"), Principal: awssdk.String("sns.amazonaws.com")})
	add(&lambda.AddPermissionInput{
		StatementId: awssdk.String("pinned"), Principal: awssdk.String("sns.amazonaws.com"),
		SourceArn: awssdk.String("arn:aws:sns:eu-central-1:123456789012:news"),
	})
	read, _, err := a.ReadFunction(t.Context(), made)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"anyone", "unpinned"}, read.Settings.OpenGrants); d != "" {
		t.Error(d)
	}
	a.mustApply(read, want)
	out, err := a.Lambda.GetPolicy(t.Context(), &lambda.GetPolicyInput{FunctionName: awssdk.String("orders")})
	if err != nil || !strings.Contains(*out.Policy, `"pinned"`) {
		t.Errorf("others' pinned grant is gone: %v", err)
	}
}
