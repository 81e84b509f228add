package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// quickstart is the example, below the repository's root.
const quickstart = "examples/quickstart"

// workspace is a directory in which terraform runs the example.
type workspace struct {
	dir  string
	root string // of the repository
	url  string // of the stand-in
}

// fill builds the provider and writes the example, with values in place of what it refers to.
func (w *workspace) fill(ctx context.Context, references map[string]string) error {
	if _, err := exec.LookPath("terraform"); err != nil {
		return fmt.Errorf("the demonstration needs terraform in PATH: %w", err)
	}
	binary := filepath.Join(w.dir, "bin", "terraform-provider-slsguard")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, ".") //nolint:gosec // the directory is the demonstration's own
	build.Dir = w.root
	if text, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build the provider: %w: %s", err, text)
	}
	main, err := os.ReadFile(filepath.Join(w.root, quickstart, "main.tf"))
	if err != nil {
		return err
	}
	return errors.Join(
		w.write("main.tf", filled(string(main), references)),
		w.copy("outputs.tf"),
		w.copy(filepath.Join("src", "app.py")),
		w.write("provider.tf", `terraform {
  required_providers {
    slsguard = { source = "slsguard/slsguard" }
  }
}
`),
		w.write("terraformrc", fmt.Sprintf(`provider_installation {
  dev_overrides {
    "slsguard/slsguard" = %q
  }
  direct {}
}
`, filepath.Dir(binary))))
}

// filled writes values in place of references.
func filled(config string, references map[string]string) string {
	for reference, value := range references {
		config = strings.ReplaceAll(config, reference, strconv.Quote(value))
	}
	return config
}

func (w *workspace) copy(name string) error {
	data, err := os.ReadFile(filepath.Join(w.root, quickstart, name))
	if err != nil {
		return err
	}
	return w.write(name, string(data))
}

func (w *workspace) write(name, text string) error {
	path := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o600) //nolint:gosec // the names are the demonstration's own
}

// quietly runs a command whose output matters only if it fails.
func (w *workspace) quietly(ctx context.Context, args ...string) error {
	var out bytes.Buffer
	if err := w.terraform(ctx, &out, args...); err != nil {
		return fmt.Errorf("%w: %s", err, out.String())
	}
	return nil
}

// terraform runs a command. Under dev_overrides there is nothing to initialise.
func (w *workspace) terraform(ctx context.Context, out io.Writer, args ...string) error {
	cmd := exec.CommandContext(ctx, "terraform", append(args, "-compact-warnings", "-no-color")...) //nolint:gosec // the arguments are the demonstration's own
	cmd.Dir, cmd.Stdout, cmd.Stderr = w.dir, out, out
	cmd.Env = append(withoutCloud(os.Environ()),
		"TF_CLI_CONFIG_FILE="+filepath.Join(w.dir, "terraformrc"), "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1",
		"AWS_ENDPOINT_URL="+w.url, "AWS_REGION=eu-central-1", "AWS_EC2_METADATA_DISABLED=true",
		"AWS_ACCESS_KEY_ID=AKIDSTANDIN", "AWS_SECRET_ACCESS_KEY=stand-in",
		"AWS_CONFIG_FILE="+os.DevNull, "AWS_SHARED_CREDENTIALS_FILE="+os.DevNull)
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("terraform %s: %w", args[0], err)
	}
	return nil
}

// withoutCloud leaves out the variables that could lead to somebody's real account, or change what terraform does.
func withoutCloud(env []string) []string {
	var out []string
	for _, one := range env {
		if !strings.HasPrefix(one, "AWS_") && !strings.HasPrefix(one, "TF_") {
			out = append(out, one)
		}
	}
	return out
}
