package wire

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// What the pinned models lack; see README.md.
//
//go:embed overlay/*.json
var overlays embed.FS

// sdkModule is the Go module that carries AWS's service models. It has been frozen since mid-2025, and its models
// since about mid-2024; overlay/ adds what is newer.
const sdkModule = "github.com/aws/aws-sdk-go"

// Models gives AWS's service models, each read when first asked for. It is safe for concurrent use, and worth
// sharing between servers: reading one takes some milliseconds.
type Models struct {
	dir string

	mu       sync.Mutex
	services map[string]*Service
}

// Load finds the service models. The directory comes from SLSGUARD_AWS_MODELS if that is set; otherwise the go
// command gives it (from its module cache, after a download the first time), so go must be in PATH and the working
// directory inside this repository, as it is in a test.
func Load(ctx context.Context) (*Models, error) {
	if dir := os.Getenv("SLSGUARD_AWS_MODELS"); dir != "" {
		return Open(dir)
	}
	pin, err := goCommand(ctx, "", "list", "-f", "{{.Dir}}",
		"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest")
	if err != nil {
		return nil, fmt.Errorf("find this repository's directory (run inside it): %w", err)
	}
	dir, err := moduleDir(ctx, filepath.Join(strings.TrimSpace(pin), "models"))
	if err != nil {
		return nil, err
	}
	return Open(filepath.Join(dir, "models", "apis"))
}

// Open reads the models from a directory that holds SERVICE/DATE/api-2.json.
func Open(dir string) (*Models, error) {
	if _, err := os.Stat(dir); err != nil { //nolint:gosec // the developer names the directory
		return nil, fmt.Errorf("open AWS service models: %w", err)
	}
	return &Models{dir: dir, services: map[string]*Service{}}, nil
}

func moduleDir(ctx context.Context, pin string) (string, error) {
	out, err := goCommand(ctx, pin, "mod", "download", "-json", sdkModule)
	if err != nil {
		return "", fmt.Errorf("get AWS's service models (module %s, pinned in %s): %w", sdkModule, pin, err)
	}
	var module struct{ Dir, Error string }
	if err := json.Unmarshal([]byte(out), &module); err != nil {
		return "", fmt.Errorf("read the answer of go mod download: %w", err)
	}
	if module.Error != "" || module.Dir == "" {
		return "", fmt.Errorf("get AWS's service models: %s", module.Error)
	}
	return module.Dir, nil
}

// goCommand runs go outside any workspace and vendor directory, which would hide the models' own module.
func goCommand(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...) //nolint:gosec // the arguments are ours
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", fmt.Errorf("go %s: %w: %s", args[0], err, strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(out), nil
}

// modelDir maps the name in a signature's scope to the model's directory.
func modelDir(service string) string {
	if service == "events" {
		return "eventbridge"
	}
	return service
}

// Service gives the model of a service by the name in a signature's credential scope.
func (m *Models) Service(name string) (*Service, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, ok := m.services[name]; ok {
		return s, nil
	}
	s, err := m.read(name)
	if err != nil {
		return nil, err
	}
	m.services[name] = s
	return s, nil
}

func (m *Models) read(name string) (*Service, error) {
	root := filepath.Join(m.dir, modelDir(name))
	dates, err := os.ReadDir(root)
	if err != nil || len(dates) == 0 {
		return nil, fmt.Errorf("service %q has no model in %s: %w", name, m.dir, err)
	}
	// ReadDir sorts, and directories are dates: the last is the newest.
	model, err := os.ReadFile(filepath.Join(root, dates[len(dates)-1].Name(), "api-2.json"))
	if err != nil {
		return nil, fmt.Errorf("read AWS model of %s: %w", name, err)
	}
	overlay, err := overlays.ReadFile(path.Join("overlay", name+".json"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read overlay of AWS model %s: %w", name, err)
	}
	return parseService(name, model, overlay)
}
