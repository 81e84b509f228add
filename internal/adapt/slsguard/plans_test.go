package slsguard_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest/fresh"
)

// makePlans, when it is set, makes testdata/*/plan.json again, with terraform, this provider and the aws provider, which
// comes from SLSGUARD_PROVIDER_MIRROR if that is set:
//
//	SLSGUARD_MAKE_PLANS=1 go test ./internal/adapt/slsguard -run TestMakePlans
const makePlans = "SLSGUARD_MAKE_PLANS"

// examples are the files of the documentation, by the name that they have in one module together.
func examples(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../../examples/resources/*/*.tf")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	all := map[string]string{}
	for _, file := range files {
		name := filepath.Base(file)
		if name == "identity.tf" || strings.HasPrefix(name, "import") {
			continue // they take over what is there
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if kind := strings.TrimPrefix(filepath.Base(filepath.Dir(file)), "slsguard_secure_"); !slices.Contains(slices.Collect(maps.Values(all)), string(text)) {
			all[kind+"_"+name] = string(text)
		}
	}
	return all
}

// TestMakePlans writes the plans that the other tests judge.
func TestMakePlans(t *testing.T) {
	if os.Getenv(makePlans) == "" {
		t.Skip(makePlans + " is not set")
	}
	models, err := wire.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	server := awstest.Start(t, awstest.Options{Models: models})
	server.Change(func(w *awstest.World) { w.AddQueue("orders", map[string]string{"VisibilityTimeout": "180"}) })
	own := t.TempDir()
	run(t, "../../..", nil, "go", "build", "-o", filepath.Join(own,
		"registry.terraform.io/slsguard/slsguard/0.0.1", runtime.GOOS+"_"+runtime.GOARCH, "terraform-provider-slsguard_v0.0.1"), ".")
	for name, text := range examples(t) {
		write(t, filepath.Join("testdata/examples", name), text)
	}
	for _, dir := range []string{"testdata/examples", "testdata/loosened", "testdata/applied", "testdata/modules"} {
		write(t, filepath.Join(dir, "plan.json"), planOf(t, dir, own, server.URL))
	}
	for _, dir := range ruleExamples(t) {
		hash, err := fresh.Hash(dir)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "plan.json"), planOf(t, dir, own, server.URL))
		write(t, filepath.Join(dir, "plan.sha256"), hash+"\n")
	}
}

// ruleExamples are the examples of the rules about exceptions.
func ruleExamples(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("../../rules/self/testdata/sls00[12]/aws/*-*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("%d examples: %v", len(dirs), err)
	}
	return dirs
}

// planOf makes the plan of a copy of a directory, so that nothing of terraform's working files stays there.
func planOf(t *testing.T, dir, own, endpoint string) string {
	t.Helper()
	work := t.TempDir()
	if err := os.CopyFS(work, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(work, "build/orders.zip"), emptyZip)
	write(t, filepath.Join(work, "src/inventory/app.py"), "def handler(event, context): pass\n")
	env := terraformEnv(t, own, endpoint, work)
	run(t, work, env, "terraform", "init", "-input=false", "-no-color")
	var loosen []string
	if filepath.Base(dir) == "applied" {
		run(t, work, env, "terraform", "apply", "-input=false", "-no-color", "-auto-approve")
		loosen = []string{"-var=loosen=true"}
	}
	run(t, work, env, "terraform", append([]string{"plan", "-input=false", "-no-color", "-lock=false", "-out=tfplan"}, loosen...)...)
	// The moment of planning would make every run a change.
	return regexp.MustCompile(`,"timestamp":"[^"]*"`).ReplaceAllString(run(t, work, env, "terraform", "show", "-json", "tfplan"), "")
}

// emptyZip is a zip file without files: no more than its end.
const emptyZip = "PK\x05\x06" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"

// terraformEnv leads this provider to the stand-in, and terraform to the mirror. REPLAY_TYPES is for mirrors of recorded
// schemas.
func terraformEnv(t *testing.T, own, endpoint, work string) []string {
	t.Helper()
	rc := filepath.Join(t.TempDir(), "terraformrc")
	const ours = "registry.terraform.io/slsguard/slsguard"
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n    include = [%q]\n  }\n", own, ours)
	if mirror := os.Getenv("SLSGUARD_PROVIDER_MIRROR"); mirror != "" {
		text += fmt.Sprintf("  filesystem_mirror {\n    path = %q\n    exclude = [%q]\n  }\n", mirror, ours)
	} else {
		text += fmt.Sprintf("  direct {\n    exclude = [%q]\n  }\n", ours)
	}
	write(t, rc, text+"}\n")
	return append(os.Environ(), "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+rc, "AWS_ENDPOINT_URL="+endpoint,
		"AWS_ACCESS_KEY_ID=none", "AWS_SECRET_ACCESS_KEY=none", "AWS_REGION=eu-central-1", "REPLAY_TYPES="+typesIn(t, work))
}

func typesIn(t *testing.T, dir string) string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.tf", "*/*.tf"} {
		more, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	var types []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^\s*(?:resource|data)\s+"([^"]+)"`).FindAllSubmatch(text, -1) {
			types = append(types, string(m[1]))
		}
	}
	slices.Sort(types)
	return strings.Join(slices.Compact(types), ",")
}

func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir, cmd.Env = dir, env
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
