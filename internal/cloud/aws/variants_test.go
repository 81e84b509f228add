package aws_test

import (
	"slices"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// TestFunctionVariants makes functions that differ from the README's, changes each to another form, and removes it.
func TestFunctionVariants(t *testing.T) {
	const digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	var version string
	for _, c := range []struct {
		name          string
		first, second func(*spec.Function)
	}{
		{"an image", func(f *spec.Function) {
			f.Runtime, f.Handler = "", ""
			f.Source = spec.Source{Image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders" + digest}
		}, func(f *spec.Function) {
			f.Source.Image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders" + "@sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
		}},
		{"code in a bucket", func(f *spec.Function) {
			f.Source = spec.Source{Object: &spec.Object{Bucket: "code", Key: "orders.zip", Version: version}}
		}, func(f *spec.Function) {
			f.Source.Object = &spec.Object{Bucket: "code", Key: "other.zip"}
		}},
		{"a network and a file system", func(f *spec.Function) {
			f.AWS.SubnetIDs, f.AWS.SecurityGroupIDs = []string{"subnet-12345678", "subnet-23456789"}, []string{"sg-12345678"}
			f.AWS.FileSystem = &spec.FileSystem{
				AccessPoint: "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0", Path: "/mnt/data",
			}
		}, func(f *spec.Function) {
			f.AWS.SubnetIDs, f.AWS.SecurityGroupIDs, f.AWS.FileSystem = nil, nil, nil
		}},
		{"no limit and no variables", func(f *spec.Function) {
			none := -1
			f.Concurrency, f.Environment = &none, nil
		}, func(f *spec.Function) {
			f.AWS.Architecture = "x86_64"
		}},
		{"another alias", func(f *spec.Function) { f.AWS.Alias = "live" }, func(f *spec.Function) { f.AWS.Alias = "blue" }},
		{"no alias", func(f *spec.Function) { f.AWS.Alias = "live" }, func(f *spec.Function) { f.AWS.Alias = "" }},
		{"published versions", func(f *spec.Function) { f.AWS.Publish = true }, func(f *spec.Function) { f.Timeout = 10 }},
		{"a boundary", func(f *spec.Function) {
			f.AWS.Boundary = "arn:aws:iam::aws:policy/AdministratorAccess"
		}, func(f *spec.Function) { f.AWS.Boundary = "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := open(t, awstest.Options{})
			a.Change(func(w *awstest.World) {
				archive, err := declared(t).Source.Archive()
				if err != nil {
					t.Fatal(err)
				}
				version = w.AddObject("code", "orders.zip", archive.Zip)
				w.AddObject("code", "other.zip", archive.Zip)
				w.Subnets["subnet-12345678"], w.Subnets["subnet-23456789"] = "vpc-1", "vpc-1"
				w.SecurityGroups["sg-12345678"] = true
			})
			a.MarkFixtures()
			f := declared(t)
			c.first(&f)
			made := a.mustApply(cloud.FunctionState{}, a.harden(f))
			c.second(&f)
			made = a.mustApply(made, a.harden(f))
			made = a.mustApply(made, a.harden(f))
			imported, err := a.ImportFunction(t.Context(), made.Computed["arn"])
			if err != nil {
				t.Fatal(err)
			}
			if len(imported.Objects) != len(made.Objects) {
				t.Errorf("import found %v, want %v", imported.Objects, made.Objects)
			}
			a.destroyAll(made)
		})
	}
}

// TestGivenKeyAndQueue replaces what the function made by what is given: its own go, the given stay.
func TestGivenKeyAndQueue(t *testing.T) {
	a := open(t, awstest.Options{})
	first := a.mustApply(cloud.FunctionState{}, a.harden(declared(t)))
	key, queue := first.Computed["kms_key_arn"], ""
	a.Change(func(w *awstest.World) { queue = w.AddQueue("failed", nil) })
	a.MarkFixtures()

	other := declared(t)
	other.Name = "refunds"
	made := a.mustApply(cloud.FunctionState{}, a.harden(other))
	other.AWS.DeadLetter = queue
	made = a.mustApply(made, a.harden(other))
	for _, kind := range []string{"queue"} {
		if id := made.Objects.ID(kind); id != "" {
			t.Errorf("the function still has its own %s %s", kind, id)
		}
	}
	if !slices.Contains(made.Objects.All("key"), made.Objects.ID("key")) || made.Objects.ID("key") == key {
		t.Errorf("keys are %v", made.Objects.All("key"))
	}
	a.destroyAll(made)
}
