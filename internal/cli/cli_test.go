package cli_test

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/slsguard/terraform-provider-slsguard/internal/cli"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"slsguard": func() { os.Exit(cli.Main(context.Background(), os.Args[1:], cli.System("1.2.3-test"))) },
	})
}

// TestScripts runs the command as users do: testdata/script/*.txtar hold input, command, output and exit code.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLE", filepath.Join(root, "examples", "check"))
			env.Setenv("ROOT", root)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits CODE COMMAND... runs slsguard and requires an exit code: testscript itself tells only zero from others.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("%s exited with %s, want %s", args[1], code, args[0])
	}
}

// TestNoCloudSDK holds the command to what it links: a cloud SDK or the provider framework would slow every
// start, and nothing that checks a plan may open a network connection of its own.
func TestNoCloudSDK(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "../../cmd/slsguard").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if len(deps) < 50 {
		t.Fatalf("go list gave only %d packages", len(deps))
	}
	for _, dep := range deps {
		for _, banned := range []string{
			"github.com/aws/", "github.com/Azure/", "google.golang.org/", "cloud.google.com/",
			"github.com/hashicorp/terraform-plugin", "net/http", "github.com/slsguard/terraform-provider-slsguard/internal/provider",
		} {
			if dep == banned || strings.HasSuffix(banned, "/") && strings.HasPrefix(dep, banned) {
				t.Errorf("cmd/slsguard links %s", dep)
			}
		}
	}
}
