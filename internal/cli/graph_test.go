package cli_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/cli"
	"github.com/slsguard/terraform-provider-slsguard/internal/view"
)

// TestNoSecretInAnyGraph draws the plan full of secrets, with the HCL that holds them: none may show in any format.
func TestNoSecretInAnyGraph(t *testing.T) {
	dir, err := filepath.Abs("testdata/canary")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range view.Names() {
		var out, errs bytes.Buffer
		code := cli.Main(context.Background(), []string{"graph", "--profile", "strict", "--format", format, "plan.json"}, cli.Env{
			Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
			Getenv: func(string) string { return "" }, WorkDir: dir, Version: "test",
		})
		if code != cli.ExitOK || !strings.Contains(out.String(), "aws_lambda_function") {
			t.Fatalf("%s: exit code %d: %s", format, code, errs.String())
		}
		if i := strings.Index(out.String(), "CANARY"); i >= 0 {
			t.Errorf("%s: a secret shows: …%s…", format, out.String()[max(0, i-200):min(out.Len(), i+40)])
		}
	}
}
