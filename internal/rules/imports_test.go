package rules_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module   = "github.com/slsguard/terraform-provider-slsguard"
	adapters = module + "/internal/adapt"
)

func isAdapter(path string) bool { return path == adapters || strings.HasPrefix(path, adapters+"/") }

// TestRulesKnowNoCloud: rules read the model, so that none is written for a cloud's resources. Only what runs their
// examples reads plans, and it does so with the adapters of all clouds together.
func TestRulesKnowNoCloud(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		files++
		for _, imported := range imports(t, path) {
			runsExamples := path == "examples_test.go" || path == "mixed_test.go" ||
				strings.HasPrefix(path, "ruletest"+string(filepath.Separator))
			if isAdapter(imported) && (!runsExamples || imported != adapters) {
				t.Errorf("%s imports %s", path, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 80 {
		t.Errorf("only %d files read", files)
	}
}

func imports(t *testing.T, path string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, one := range file.Imports {
		imported, err := strconv.Unquote(one.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, imported)
	}
	return all
}

// TestCatalogueNeedsNoAdapter: nor do rules get at an adapter by way of something else.
func TestCatalogueNeedsNoAdapter(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, module+"/internal/model") {
		t.Fatalf("the catalogue does not need the model? go list gave %d packages", len(deps))
	}
	for _, dep := range deps {
		if isAdapter(dep) || dep == module+"/internal/plan" {
			t.Errorf("the catalogue needs %s", dep)
		}
	}
}
