package source

import (
	"os"
	"path/filepath"
	"strings"
)

// RootFile names a file of the root module, as locations do: main.tf if there is one. It is where reports point when
// a finding has no place of its own.
func (t *Tree) RootFile() string {
	entries, err := os.ReadDir(t.root)
	if err != nil {
		return ""
	}
	first := ""
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".tf") {
			continue
		}
		if e.Name() == "main.tf" {
			first = e.Name()
			break
		}
		if first == "" {
			first = e.Name()
		}
	}
	if first == "" {
		return ""
	}
	return t.display(filepath.Join(t.root, first))
}
