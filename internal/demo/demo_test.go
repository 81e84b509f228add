package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../.."

// TestDemo runs the quick start with the real terraform and the provider as it is built.
func TestDemo(t *testing.T) {
	if _, err := exec.LookPath("terraform"); err != nil {
		t.Skip("NOT TESTED: terraform is not in PATH, so nothing here shows that the quick start works")
	}
	if testing.Short() {
		t.Skip("builds the provider")
	}
	var out bytes.Buffer
	if err := run(t.Context(), root, &out); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, want := range []string{
		"2 added", `role = "arn:aws:iam::123456789012:role/slsguard-orders-eu-central-1"`,
		"+ lambda function orders", "+ sqs queue orders-dead-letter", "nothing is left",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the demonstration does not show %q:\n%s", want, out.String())
		}
	}
}

// TestReadme: README shows the very example that the demonstration runs, and it is as short as it says.
func TestReadme(t *testing.T) {
	readme, example := read(t, "README.md"), read(t, quickstart+"/main.tf")
	if !strings.Contains(readme, "```hcl\n"+example+"```") {
		t.Error("README does not show examples/quickstart/main.tf as it is")
	}
	function, trigger, _ := strings.Cut(strings.TrimSpace(example), "\n\nresource ")
	if f, g := 1+strings.Count(function, "\n"), 1+strings.Count(trigger, "\n"); f != 12 || g != 8 {
		t.Errorf("function and trigger have %d and %d lines, README says twelve and eight", f, g)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestWithoutCloud: nothing of the environment leads to a real account.
func TestWithoutCloud(t *testing.T) {
	got := withoutCloud([]string{"PATH=/bin", "AWS_PROFILE=production", "TF_CLI_ARGS=-lock=false", "HOME=/root"})
	if strings.Join(got, " ") != "PATH=/bin HOME=/root" {
		t.Errorf("terraform would see %v", got)
	}
}
