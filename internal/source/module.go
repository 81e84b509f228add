package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// installed is one module that "terraform init" put in place.
type installed struct {
	Key    string // "a.b"
	Source string
	Dir    string // relative to the root module
}

// readInstalled reads the record that "terraform init" leaves of the modules it installed.
func readInstalled(root string) (map[string]installed, error) {
	name := filepath.Join(root, ".terraform", "modules", "modules.json")
	text, err := readFile(name, maxFileBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var record struct{ Modules []installed }
	if err := json.Unmarshal(text, &record); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	byKey := make(map[string]installed, len(record.Modules))
	for _, m := range record.Modules {
		byKey[m.Key] = m
	}
	return byKey, nil
}

// module is one module of the configuration, whatever the number of its instances.
type module struct {
	dir    string // absolute; "" when its files are not at hand
	own    bool   // the files are the user's, not a registry's or another repository's
	call   *decl  // nil for the root module and for modules inside one that is not at hand
	parent *module
	calls  []finding.Position // module blocks, innermost first
}

func (m *module) atHand() bool { return m.dir != "" }

// site gives the innermost module whose call stands in the user's own files. There is one for every module
// that is not the user's own, as the root module is.
func (m *module) site() *module {
	for !m.parent.own {
		m = m.parent
	}
	return m
}

// module finds a module by its path "a.b"; nil when the configuration does not call it.
func (t *Tree) module(path string) *module {
	if m, ok := t.modules[path]; ok {
		return m
	}
	parentPath, name := "", path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		parentPath, name = path[:i], path[i+1:]
	}
	parent := t.module(parentPath)
	if parent == nil {
		return nil
	}
	if !parent.atHand() {
		return &module{parent: parent}
	}
	call := t.directory(parent.dir).decls["module."+name]
	if call == nil {
		return nil
	}
	m := t.called(parent, call, path)
	t.modules[path] = m
	return m
}

// called gives the module that a module block calls.
func (t *Tree) called(parent *module, call *decl, path string) *module {
	m := &module{parent: parent, call: call, calls: slices.Concat([]finding.Position{startOf(call.header)}, parent.calls)}
	dir, local := t.moduleDir(parent, call, path)
	if !isDir(dir) {
		t.problem(fmt.Errorf("%s:%d: module %q is not installed; run terraform init", m.calls[0].File, m.calls[0].Line, path))
		return m
	}
	m.dir, m.own = dir, parent.own && local
	return m
}

// moduleDir says where the files of a called module are and whether they belong to the caller's own.
// A relative source says it by itself. Everything else is where "terraform init" put it, and so is a source
// that is not written literally.
func (t *Tree) moduleDir(parent *module, call *decl, path string) (dir string, local bool) {
	source, literal := call.literal("source")
	if literal && isLocal(source) {
		return filepath.Join(parent.dir, filepath.FromSlash(source)), true
	}
	entry, ok := t.installed[path]
	if !ok {
		return "", false
	}
	local = isLocal(entry.Source)
	if literal && local { // the record is older than the module block
		return "", false
	}
	return absolute(t.root, filepath.FromSlash(entry.Dir)), local
}

// isLocal tells a path from a registry address, as Terraform does: by its first characters.
func isLocal(source string) bool {
	for _, prefix := range []string{"./", "../", `.\`, `..\`} {
		if strings.HasPrefix(source, prefix) {
			return true
		}
	}
	return source == "." || source == ".."
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
