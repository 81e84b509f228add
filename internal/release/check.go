package release

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Check holds the files of a release to the registry's rules.
// https://developer.hashicorp.com/terraform/registry/providers/publishing#manually-preparing-a-release
func Check(dir, version string) error {
	sums, err := readSums(filepath.Join(dir, sumsName(version)))
	if err != nil {
		return err
	}
	manifest := fmt.Sprintf("%s_%s_manifest.json", Project, version)
	errs := []error{checkManifest(filepath.Join(dir, manifest))}
	if _, ok := sums[manifest]; !ok {
		errs = append(errs, fmt.Errorf("%s has no checksum", manifest))
	}
	zips := 0
	for name, want := range sums {
		got, err := hash(filepath.Join(dir, name))
		if err != nil || got != want {
			errs = append(errs, fmt.Errorf("%s does not have the checksum %s: %w", name, want, err))
		}
		if strings.HasSuffix(name, ".zip") {
			zips++
			errs = append(errs, checkZip(dir, name, version))
		}
	}
	if zips == 0 {
		errs = append(errs, errors.New("no platform is in the checksums"))
	}
	return errors.Join(errs...)
}

// readSums gives the checksum of each file.
func readSums(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(data)) {
		sum, name, ok := strings.Cut(strings.TrimRight(line, "\n"), "  ")
		if !ok || len(sum) != 64 {
			return nil, fmt.Errorf("%s: %q is not a checksum and a file's name", path, line)
		}
		sums[name] = sum
	}
	return sums, nil
}

func checkManifest(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var m struct {
		Version  int `json:"version"`
		Metadata struct {
			ProtocolVersions []string `json:"protocol_versions"`
		} `json:"metadata"`
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if m.Version != 1 || !slices.Equal(m.Metadata.ProtocolVersions, []string{"6.0"}) {
		return fmt.Errorf("%s names version %d and protocols %v, want 1 and [6.0]", path, m.Version, m.Metadata.ProtocolVersions)
	}
	return nil
}

// checkZip: the name tells the platform, and the one program inside has the name that Terraform looks for.
func checkZip(dir, name, version string) error {
	form := regexp.MustCompile(`^` + Project + `_` + regexp.QuoteMeta(version) + `_([a-z]+)_([a-z0-9]+)\.zip$`)
	platform := form.FindStringSubmatch(name)
	if platform == nil {
		return fmt.Errorf("%s is not named %s_VERSION_OS_ARCH.zip", name, Project)
	}
	z, err := zip.OpenReader(filepath.Join(dir, name))
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	defer func() { _ = z.Close() }() // it was only read
	programs := 0
	for _, f := range z.File {
		switch {
		case f.Name == binaryName(version, platform[1]) && f.Mode()&0o111 != 0:
			programs++
		case strings.HasPrefix(f.Name, "terraform-provider-") || strings.Contains(f.Name, "/"):
			return fmt.Errorf("%s holds %s, which Terraform does not look for", name, f.Name)
		}
	}
	if programs != 1 {
		return fmt.Errorf("%s holds no program %s", name, binaryName(version, platform[1]))
	}
	return nil
}
