// Command makeplans plans the examples of rules with the real terraform and keeps the plan JSON beside them.
//
//	go run ./internal/rules/ruletest/makeplans [-force] [DIR...]
//
// Without DIR it goes through internal/rules/testdata and internal/rules/*/testdata. An example is planned again when its HCL has changed
// since, or with -force. Providers come from the registry, or from the filesystem mirror that
// SLSGUARD_PROVIDER_MIRROR names.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest/fresh"
)

func main() {
	force := flag.Bool("force", false, "plan every example, also unchanged ones")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, flag.Args(), *force)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "makeplans:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, roots []string, force bool) error {
	if len(roots) == 0 {
		var err error
		if roots, err = filepath.Glob("internal/rules/*/testdata"); err != nil {
			return err
		}
		roots = append(roots, "internal/rules/testdata")
	}
	examples, err := find(roots)
	if err != nil {
		return err
	}
	var failed []error
	for _, dir := range examples {
		if err := example(ctx, dir, force); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", dir, err))
		}
	}
	return errors.Join(failed...)
}

// find lists the directories below roots that hold a main.tf and are no module of an example.
func find(roots []string) ([]string, error) {
	var dirs []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			if _, err := os.Stat(filepath.Join(path, "main.tf")); err == nil {
				dirs = append(dirs, path)
				return filepath.SkipDir
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(dirs)
	return dirs, nil
}

func example(ctx context.Context, dir string, force bool) error {
	hash, err := fresh.Hash(dir)
	if err != nil {
		return err
	}
	old, err := os.ReadFile(filepath.Join(dir, "plan.sha256"))
	if err == nil && strings.TrimSpace(string(old)) == hash && !force {
		return nil
	}
	if needsCloud(dir) {
		return errors.New("it declares resources of slsguard itself, which want a cloud to be planned: " +
			"SLSGUARD_MAKE_PLANS=1 go test ./internal/adapt/slsguard -run TestMakePlans")
	}
	fmt.Println("planning", dir)
	plan, err := planned(ctx, dir)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "plan.json"), plan, 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "plan.sha256"), []byte(hash+"\n"), 0o600)
}

// needsCloud tells whether an example needs the provider of this repository, and so the stand-in for a cloud, which only
// tests use.
func needsCloud(dir string) bool {
	b, err := os.ReadFile(filepath.Join(dir, "main.tf"))
	return err == nil && strings.Contains(string(b), `resource "slsguard_`)
}

// planned runs terraform on a copy, so that nothing of its working files stays in the example.
func planned(ctx context.Context, dir string) ([]byte, error) {
	work, err := os.MkdirTemp("", "makeplans")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(work) }()
	copied := filepath.Join(work, "config")
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		return nil, err
	}
	env, err := environment(work, copied)
	if err != nil {
		return nil, err
	}
	extra, errored, err := planArgs(dir)
	if err != nil {
		return nil, err
	}
	if _, err := terraform(ctx, copied, env, "init", "-input=false", "-no-color"); err != nil {
		return nil, err
	}
	args := append([]string{"plan", "-input=false", "-no-color", "-refresh=false", "-lock=false", "-out=tfplan"}, extra...)
	if _, err := terraform(ctx, copied, env, args...); err != nil && !errored {
		return nil, err
	}
	out, err := terraform(ctx, copied, env, "show", "-json", "tfplan")
	if err != nil {
		return nil, err
	}
	// The moment of planning would make every run a change.
	return regexp.MustCompile(`,"timestamp":"[^"]*"`).ReplaceAll(out, nil), nil
}

// planArgs reads an example's plan.args: further arguments of terraform plan, one a line. A line "!errored" says that
// planning ends with an error, which is what the example is about.
func planArgs(dir string) (args []string, errored bool, err error) {
	b, err := os.ReadFile(filepath.Join(dir, "plan.args"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, false, nil
	}
	for _, line := range strings.Fields(string(b)) {
		if line == "!errored" {
			errored = true
			continue
		}
		args = append(args, line)
	}
	return args, errored, err
}

func terraform(ctx context.Context, dir string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "terraform", args...)
	cmd.Dir, cmd.Env = dir, env
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return nil, fmt.Errorf("terraform %s: %s", args[0], exit.Stderr)
	}
	return out, err
}

// environment points terraform at the mirror, if one is given. REPLAY_TYPES is for mirrors of recorded schemas,
// which start faster with fewer types.
func environment(work, config string) ([]string, error) {
	env := append(os.Environ(), "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1",
		"AWS_ACCESS_KEY_ID=none", "AWS_SECRET_ACCESS_KEY=none", "AWS_REGION=eu-central-1")
	mirror := os.Getenv("SLSGUARD_PROVIDER_MIRROR")
	if mirror == "" {
		return env, nil
	}
	rc := filepath.Join(work, "terraformrc")
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path    = %q\n    include = [\"registry.terraform.io/*/*\"]\n  }\n}\n", mirror)
	if err := os.WriteFile(rc, []byte(text), 0o600); err != nil {
		return nil, err
	}
	types, err := types(config)
	if err != nil {
		return nil, err
	}
	return append(env, "TF_CLI_CONFIG_FILE="+rc, "REPLAY_TYPES="+types), nil
}

func types(config string) (string, error) {
	re := regexp.MustCompile(`(?m)^\s*(?:resource|data)\s+"([^"]+)"`)
	found := []string{"none"}
	err := filepath.WalkDir(config, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".tf") {
			return err
		}
		b, err := os.ReadFile(path)
		for _, m := range re.FindAllSubmatch(b, -1) {
			found = append(found, string(m[1]))
		}
		return err
	})
	slices.Sort(found)
	return strings.Join(slices.Compact(found), ","), err
}
