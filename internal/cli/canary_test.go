package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/cli"
	"github.com/slsguard/terraform-provider-slsguard/internal/report"
)

// TestNoSecretInAnyOutput checks a plan full of secrets, with and without the HCL that holds them, too: none may
// show in any format. They all have CANARY in them.
func TestNoSecretInAnyOutput(t *testing.T) {
	dir, err := filepath.Abs("testdata/canary")
	if err != nil {
		t.Fatal(err)
	}
	plan := filepath.Join(dir, "plan.json")
	text, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(text, []byte("CANARY")); n < 30 {
		t.Fatalf("the plan holds %d canaries: it is not what this test needs", n)
	}
	for name, work := range map[string]string{"with HCL": dir, "without HCL": t.TempDir()} {
		for _, format := range report.Names() {
			t.Run(name+"/"+format, func(t *testing.T) {
				in := plan
				if name == "without HCL" {
					in = copyOf(t, text)
				}
				out := check(t, work, "check", "--profile", "strict", "--format", format, in)
				if !strings.Contains(out, "SLS401") {
					t.Fatalf("no literal secret was found: %s", out)
				}
				if i := strings.Index(out, "CANARY"); i >= 0 {
					t.Errorf("a secret shows: …%s…", out[max(0, i-200):min(len(out), i+40)])
				}
			})
		}
	}
}

func copyOf(t *testing.T, text []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// check runs the command in a directory and gives all that it wrote, to standard error, too.
func check(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := cli.Main(context.Background(), args, cli.Env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Getenv: func(string) string { return "" }, WorkDir: dir, Version: "test",
	})
	if code != cli.ExitFindings {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	return out.String() + errs.String()
}
