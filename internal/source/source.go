// Package source maps what a plan names, an address and an attribute, to the place in the user's HCL where it
// is written. A plan has no such places.
//
// It reads the text of the configuration only: nothing is evaluated, and where a place depends on a value
// that only Terraform knows, the nearest expression that certainly holds it is given instead.
package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// Tree is the configuration of one root module with the modules that it calls. Directories are read when an
// address first leads to them. A Tree is not safe for concurrent use.
type Tree struct {
	root    string // absolute
	workDir string // absolute; files below it are named relative to it
	done    func() error

	installed map[string]installed // by module path: "a.b"
	modules   map[string]*module   // by module path; only declared ones
	dirs      map[string]*directory
	files     map[string]*file // by the name that locations give
	unread    int              // bytes that may still be read
	problems  []error
	values    Values  // nil until SetValues
	planned   Planned // nil until SetPlan
}

// Options change how a Tree is opened.
type Options struct {
	WorkDir string // the directory that file names are relative to; "" is the process's working directory
}

// Open opens the configuration whose root module is the directory root. No configuration file is read yet;
// when ctx ends, none is read any more.
func Open(ctx context.Context, root string) (*Tree, error) {
	return Options{}.Open(ctx, root)
}

// Open is like the function Open, with these options.
func (o Options) Open(ctx context.Context, root string) (*Tree, error) {
	workDir, err := filepath.Abs(o.WorkDir)
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	dir := absolute(workDir, root)
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("open configuration: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("open configuration: %s is not a directory", root)
	}
	t := newTree(workDir, samePlace(workDir, dir))
	t.done = ctx.Err
	t.installed, err = readInstalled(t.root)
	t.problem(err)
	return t, nil
}

func newTree(workDir, root string) *Tree {
	t := &Tree{
		root:    root,
		workDir: workDir,
		done:    func() error { return nil },
		modules: map[string]*module{},
		dirs:    map[string]*directory{},
		files:   map[string]*file{},
		unread:  maxTreeBytes,
	}
	t.modules[""] = &module{dir: root, own: true}
	return t
}

// FindRoot gives the first of the candidate directories that holds configuration files. Empty candidates are
// passed over.
func FindRoot(candidates ...string) (string, bool) {
	for _, dir := range candidates {
		if dir == "" {
			continue
		}
		names, err := configFiles(dir)
		if err == nil && len(names) > 0 {
			return dir, true
		}
	}
	return "", false
}

// Problems lists what could not be read so far, in the order in which it was met.
func (t *Tree) Problems() []error { return slices.Clone(t.problems) }

func (t *Tree) problem(err error) {
	if err != nil {
		t.problems = append(t.problems, err)
	}
}

// Locate finds the place of an attribute in the user's own files. The address is one of a plan
// (module.a["x"].aws_lambda_function.f[0], data.aws_iam_policy_document.d), or names an output, a variable, a
// local or a module; the attribute is a dotted path, or "" for the block. What stands in a module from a
// registry or another repository is located at the module block that brings it in, because those files are
// not the user's.
//
// The range is that of the value, cut at the end of its first line. ok is false when the configuration does
// not declare the address.
func (t *Tree) Locate(address, attribute string) (loc finding.Location, ok bool) {
	to, ok := parseAddress(address)
	if !ok {
		return finding.Location{}, false
	}
	m := t.module(to.module)
	if m == nil {
		return finding.Location{}, false
	}
	if m.own {
		return t.locate(m, to.name, t.query(address, attribute))
	}
	if m.atHand() && t.directory(m.dir).decls[to.name] == nil {
		return finding.Location{}, false
	}
	site := m.site()
	return t.location(place{rng: site.call.header}, site.call, site.parent.calls), true
}

// LocateInModule is like Locate, but gives the place inside the module, even when that is not the user's
// file. ok is false when the module is not installed.
func (t *Tree) LocateInModule(address, attribute string) (loc finding.Location, ok bool) {
	to, ok := parseAddress(address)
	if !ok {
		return finding.Location{}, false
	}
	m := t.module(to.module)
	if m == nil || !m.atHand() {
		return finding.Location{}, false
	}
	return t.locate(m, to.name, t.query(address, attribute))
}

func (t *Tree) locate(m *module, name string, q query) (finding.Location, bool) {
	d := t.directory(m.dir).decls[name]
	if d == nil {
		return finding.Location{}, false
	}
	return t.location(d.find(q), d, m.calls), true
}

func (t *Tree) location(p place, d *decl, calls []finding.Position) finding.Location {
	if p.rng.Start.Line < 1 { // only what the parser made up while recovering from an error
		p.rng = d.header
	}
	rng := t.firstLine(p.rng)
	return finding.Location{
		Position:   startOf(rng),
		EndLine:    rng.End.Line,
		EndColumn:  rng.End.Column,
		CalledFrom: slices.Clone(calls),
		Block:      startOf(d.header),
		Missing:    p.missing,
	}
}

// absolute resolves path, which may be relative to base.
func absolute(base, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(base, path)
}

// samePlace gives dir as a path below workDir where it is one but for symbolic links, so that files get
// relative names.
func samePlace(workDir, dir string) string {
	if below(workDir, dir) {
		return dir
	}
	realWork, errWork := filepath.EvalSymlinks(workDir)
	realDir, errDir := filepath.EvalSymlinks(dir)
	if errors.Join(errWork, errDir) != nil || !below(realWork, realDir) {
		return dir
	}
	rel, err := filepath.Rel(realWork, realDir)
	if err != nil {
		return dir
	}
	return filepath.Join(workDir, rel)
}

func below(base, path string) bool {
	rel, err := filepath.Rel(base, path)
	return err == nil && filepath.IsLocal(rel)
}

// display names a file as locations do.
func (t *Tree) display(path string) string {
	if rel, err := filepath.Rel(t.workDir, path); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(path)
}
