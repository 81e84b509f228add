package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

// input is one plan to read.
type input struct {
	path  string // as reports show it; "-" is standard input
	found bool   // found in a directory that was given
	base  bool   // only compared with
}

// collect turns arguments into plans to read.
func (c *check) collect(args []string) ([]input, error) {
	var inputs []input
	for _, arg := range args {
		if arg == "-" {
			inputs = append(inputs, input{path: arg})
			continue
		}
		info, err := os.Stat(c.abs(arg))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", arg, cause(err))
		}
		if !info.IsDir() {
			inputs = append(inputs, input{path: arg})
			continue
		}
		found, err := c.search(arg)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, found...)
	}
	return inputs, nil
}

// search looks for plans in a directory, such as terragrunt's --json-out-dir writes.
func (c *check) search(dir string) ([]input, error) {
	var inputs []input
	err := filepath.WalkDir(c.abs(dir), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".terraform" || d.Name() == ".git" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.Type().IsRegular() && isPlanName(d.Name()):
			rel, err := filepath.Rel(c.abs(dir), path)
			if err != nil {
				return err
			}
			inputs = append(inputs, input{path: filepath.Join(dir, rel), found: true})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, cause(err))
	}
	if len(inputs) == 0 {
		return nil, fmt.Errorf("read %s: the directory has no plans (want *.json or *.json.gz); make one with: terraform show -json FILE > plan.json", dir)
	}
	return inputs, nil
}

func isPlanName(name string) bool {
	return (strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".json.gz")) &&
		!strings.HasSuffix(name, ".tf.json") && !strings.HasSuffix(name, ".tfvars.json")
}

// cause drops the path from a file error, which names it again.
func cause(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

func (c *check) abs(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.env.WorkDir, path)
}

func (c *check) read(ctx context.Context, in input) (*plan.Plan, error) {
	opts := plan.Options{Keep: adapt.Keep(), Skip: adapt.Skip()}
	if in.path == "-" {
		p, err := plan.Read(ctx, c.env.Stdin, opts)
		return p, named(err, "standard input")
	}
	p, err := plan.ReadFile(ctx, c.abs(in.path), opts)
	return p, named(err, in.path)
}

// named makes an error name the input as the user did.
func named(err error, path string) error {
	if e, ok := errors.AsType[*plan.Error](err); ok {
		e.Path = path
	}
	return err
}

// sources are the HCL trees of all plans of a run, by root directory.
type sources struct {
	trees map[string]*source.Tree
	order []*source.Tree
}

// tree finds and opens the HCL of a plan; nil when there is none.
func (c *check) tree(ctx context.Context, in input, srcs *sources) (*source.Tree, error) {
	var candidates []string
	switch {
	case c.source != "":
		candidates = []string{c.abs(c.source)}
	case in.path == "-":
		candidates = []string{c.env.WorkDir}
	default:
		candidates = []string{filepath.Dir(c.abs(in.path)), c.env.WorkDir}
	}
	root, ok := source.FindRoot(candidates...)
	if !ok {
		if c.source != "" {
			return nil, fmt.Errorf("--source %s: no .tf files there", c.source)
		}
		return nil, nil
	}
	if t, ok := srcs.trees[root]; ok {
		return t, nil
	}
	t, err := source.Options{WorkDir: c.env.WorkDir}.Open(ctx, root)
	if err != nil {
		return nil, fmt.Errorf("read HCL in %s: %w", root, err)
	}
	if srcs.trees == nil {
		srcs.trees = map[string]*source.Tree{}
	}
	srcs.trees[root] = t
	srcs.order = append(srcs.order, t)
	return t, nil
}

// Lines gives lines of a file of any of the trees.
func (s *sources) Lines(file string, from, to int) ([]string, bool) {
	for _, t := range s.order {
		if lines, ok := t.Lines(file, from, to); ok {
			return lines, true
		}
	}
	return nil, false
}

// Bytes gives a file of any of the trees.
func (s *sources) Bytes(file string) ([]byte, bool) {
	for _, t := range s.order {
		if b, ok := t.Bytes(file); ok {
			return b, true
		}
	}
	return nil, false
}
