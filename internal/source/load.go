package source

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Bounds on what is read, far above what real configurations hold.
const (
	maxFileBytes = 16 << 20
	maxTreeBytes = 256 << 20
	maxDirFiles  = 4096
)

// directory is what the files of one module declare.
type directory struct {
	decls map[string]*decl // aws_lambda_function.f, data.T.N, module.m, output.o, var.v, local.l
}

// directory gives what a directory declares; nothing when it cannot be read.
func (t *Tree) directory(path string) *directory {
	if d, ok := t.dirs[path]; ok {
		return d
	}
	d := &directory{decls: map[string]*decl{}}
	t.dirs[path] = d
	names, err := configFiles(path)
	t.problem(err)
	for _, name := range names {
		if err := t.done(); err != nil {
			t.problem(fmt.Errorf("read %s: %w", path, err))
			break
		}
		t.load(d, filepath.Join(path, name))
	}
	return d
}

// load adds one file to a directory.
func (t *Tree) load(d *directory, path string) {
	text, err := readFile(path, min(maxFileBytes, t.unread))
	if err != nil {
		t.problem(err)
		return
	}
	t.unread -= len(text)
	name := t.display(path)
	t.files[name] = &file{text: text}
	t.problem(d.parse(name, text, isOverride(path)))
}

// readFile reads a regular file; opening a pipe would wait for ever.
func readFile(path string, limit int) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read %s: not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	defer func() { _ = f.Close() }() // only read from
	text, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if len(text) > limit {
		return nil, fmt.Errorf("read %s: larger than the %d bytes that are left for it", path, limit)
	}
	return text, nil
}

// configFiles lists the configuration files of a directory in the order in which Terraform merges them:
// override files last.
func configFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	var all, names []string
	for _, e := range entries {
		if !e.IsDir() && isConfig(e.Name()) {
			all = append(all, e.Name())
		}
	}
	for _, name := range all {
		if !shadowed(all, name) {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	if len(names) > maxDirFiles {
		return names[:maxDirFiles], fmt.Errorf("read %s: only %d of its %d files", dir, maxDirFiles, len(names))
	}
	return names, nil
}

// isConfig leaves out what editors leave behind, as Terraform does.
func isConfig(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") {
		return false
	}
	return extension(name) != ""
}

func extension(name string) string {
	for _, ext := range []string{".tf", ".tf.json", ".tofu", ".tofu.json"} {
		if strings.HasSuffix(name, ext) {
			return ext
		}
	}
	return ""
}

// shadowed reports whether an OpenTofu file has a Terraform file of the same name beside it. Which of the two
// the plan was made from cannot be seen; both declare the same things as a rule. names are sorted.
func shadowed(names []string, name string) bool {
	stem, tofu := strings.CutSuffix(strings.TrimSuffix(name, ".json"), ".tofu")
	if !tofu {
		return false
	}
	_, found := slices.BinarySearch(names, stem+".tf"+name[len(stem)+len(".tofu"):])
	return found
}

func isOverride(path string) bool {
	name := filepath.Base(path)
	stem := strings.TrimSuffix(name, extension(name))
	return stem == "override" || strings.HasSuffix(stem, "_override")
}

func rank(name string) int {
	if isOverride(name) {
		return 1
	}
	return 0
}
