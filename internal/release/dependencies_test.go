package release

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDependenciesAreExplained: docs/dependencies.md says of every direct dependency why it is there. Several modules of one
// project may share a row; then the row has the last part of each one's path.
func TestDependenciesAreExplained(t *testing.T) {
	mod, page := file(t, "go.mod"), file(t, "docs/dependencies.md")
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(mod, -1)
	if len(direct) < 30 {
		t.Fatalf("go.mod has %d direct dependencies", len(direct))
	}
	for _, m := range direct {
		path := m[1]
		project, name := filepath.Split(path)
		explained := false
		for row := range strings.Lines(page) {
			explained = explained || strings.Contains(row, path) || strings.Contains(row, strings.TrimSuffix(project, "/")) &&
				regexp.MustCompile(`\b`+regexp.QuoteMeta(name)+`\b`).MatchString(row)
		}
		if !explained {
			t.Errorf("docs/dependencies.md does not say why %s is there", path)
		}
	}
}

func file(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
