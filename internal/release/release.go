// Package release builds what the Terraform registry takes of a release, and holds a release to the registry's rules.
// Releases themselves are made by goreleaser; this is how tests know that they will be taken.
package release

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Project is the provider's name in the registry's files.
const Project = "terraform-provider-slsguard"

// ManifestFile is the manifest in the repository.
const ManifestFile = "terraform-registry-manifest.json"

// Platform is an operating system and a processor, as Go names them.
type Platform struct{ OS, Arch string }

// Snapshot builds the provider for some platforms from the sources in root and writes into dir what goreleaser would:
// a zip for each, the manifest and the checksums. It does not sign.
func Snapshot(ctx context.Context, root, dir, version string, platforms ...Platform) error {
	var files []string
	for _, p := range platforms {
		binary, err := build(ctx, root, version, p)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("%s_%s_%s_%s.zip", Project, version, p.OS, p.Arch)
		if err := writeZip(filepath.Join(dir, name), binaryName(version, p.OS), binary); err != nil {
			return err
		}
		files = append(files, name)
	}
	manifest := fmt.Sprintf("%s_%s_manifest.json", Project, version)
	if err := copyFile(filepath.Join(root, ManifestFile), filepath.Join(dir, manifest)); err != nil {
		return err
	}
	return writeSums(dir, version, append(files, manifest))
}

func binaryName(version, goos string) string {
	name := Project + "_v" + version
	if goos == "windows" {
		name += ".exe"
	}
	return name
}

// build gives the provider's binary as the release builds it.
func build(ctx context.Context, root, version string, p Platform) ([]byte, error) {
	out, err := os.CreateTemp("", Project)
	if err != nil {
		return nil, fmt.Errorf("build the provider: %w", err)
	}
	defer func() { _ = os.Remove(out.Name()) }() // a file too many does no harm
	if err := out.Close(); err != nil {
		return nil, fmt.Errorf("build the provider: %w", err)
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w -X main.version="+version, "-o", out.Name(), ".") //nolint:gosec // the version is the caller's own
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.OS, "GOARCH="+p.Arch)
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the provider: %w: %s", err, text)
	}
	return os.ReadFile(out.Name())
}

func writeZip(path, name string, content []byte) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	header := &zip.FileHeader{Name: name, Method: zip.Deflate}
	header.SetMode(0o755)
	w, err := z.CreateHeader(header)
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.WriteFile(path, b.Bytes(), 0o644) //nolint:gosec // a release is for everybody
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644) //nolint:gosec // a release is for everybody
}

func writeSums(dir, version string, files []string) error {
	slices.Sort(files)
	var b strings.Builder
	for _, name := range files {
		sum, err := hash(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s  %s\n", sum, name)
	}
	return os.WriteFile(filepath.Join(dir, sumsName(version)), []byte(b.String()), 0o644) //nolint:gosec // a release is for everybody
}

func sumsName(version string) string { return fmt.Sprintf("%s_%s_SHA256SUMS", Project, version) }

func hash(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // it was only read
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("hash %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
