package release

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const root = "../.."

// TestSnapshot builds a release for this machine and holds it to the registry's rules.
func TestSnapshot(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the provider")
	}
	dir := t.TempDir()
	if err := Snapshot(t.Context(), root, dir, "0.0.0", Platform{runtime.GOOS, runtime.GOARCH}); err != nil {
		t.Fatal(err)
	}
	if err := Check(dir, "0.0.0"); err != nil {
		t.Fatal(err)
	}
	damages := map[string]func(t *testing.T){
		"another manifest": func(t *testing.T) { write(t, filepath.Join(dir, Project+"_0.0.0_manifest.json"), `{"version":1}`) },
		"no sums":          func(t *testing.T) { write(t, filepath.Join(dir, sumsName("0.0.0")), "") },
	}
	for _, name := range []string{"another manifest", "no sums"} {
		t.Run(name, func(t *testing.T) {
			damages[name](t)
			if Check(dir, "0.0.0") == nil {
				t.Error("a damaged release passes")
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCheckZip(t *testing.T) {
	for name, test := range map[string]struct{ zip, program, want string }{
		"good":             {Project + "_1.2.3_linux_arm64.zip", Project + "_v1.2.3", ""},
		"good for windows": {Project + "_1.2.3_windows_amd64.zip", Project + "_v1.2.3.exe", ""},
		"no v":             {Project + "_1.2.3_linux_arm64.zip", Project + "_1.2.3", "does not look for"},
		"v in the zip":     {Project + "_v1.2.3_linux_arm64.zip", Project + "_v1.2.3", "is not named"},
		"the command":      {Project + "_1.2.3_linux_arm64.zip", "slsguard", "holds no program"},
		"in a folder":      {Project + "_1.2.3_linux_arm64.zip", "bin/" + Project + "_v1.2.3", "does not look for"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := writeZip(filepath.Join(dir, test.zip), test.program, []byte("program")); err != nil {
				t.Fatal(err)
			}
			err := checkZip(dir, test.zip, "1.2.3")
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// goreleaser is the part of .goreleaser.yml that decides whether the registry takes a release.
type goreleaser struct {
	Version     int    `yaml:"version"`
	ProjectName string `yaml:"project_name"`
	Builds      []struct {
		ID      string   `yaml:"id"`
		Main    string   `yaml:"main"`
		Binary  string   `yaml:"binary"`
		Env     []string `yaml:"env"`
		Flags   []string `yaml:"flags"`
		LDFlags []string `yaml:"ldflags"`
		ModTime string   `yaml:"mod_timestamp"`
		OS      []string `yaml:"goos"`
		Arch    []string `yaml:"goarch"`
	} `yaml:"builds"`
	Archives []struct {
		ID      string   `yaml:"id"`
		IDs     []string `yaml:"ids"`
		Formats []string `yaml:"formats"`
		Name    string   `yaml:"name_template"`
	} `yaml:"archives"`
	Checksum struct {
		Name      string  `yaml:"name_template"`
		Algorithm string  `yaml:"algorithm"`
		Extra     []extra `yaml:"extra_files"`
	} `yaml:"checksum"`
	Signs []struct {
		Artifacts string   `yaml:"artifacts"`
		Args      []string `yaml:"args"`
	} `yaml:"signs"`
	SBOMs []struct {
		Artifacts string `yaml:"artifacts"`
	} `yaml:"sboms"`
	Release struct {
		Extra []extra `yaml:"extra_files"`
	} `yaml:"release"`
}

type extra struct {
	Glob string `yaml:"glob"`
	Name string `yaml:"name_template"`
}

// TestConfiguration holds .goreleaser.yml to what Snapshot makes and Check asks for.
func TestConfiguration(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, ".goreleaser.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var g goreleaser
	if err := yaml.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	same := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s is %q, want %q", what, got, want)
		}
	}
	same("project", g.ProjectName, Project)
	same("binary", g.Builds[0].Binary, "{{ .ProjectName }}_v{{ .Version }}")
	same("main", g.Builds[0].Main, ".")
	same("zip", g.Archives[0].Name, "{{ .ProjectName }}_{{ .Version }}_{{ .Os }}_{{ .Arch }}")
	same("format", strings.Join(g.Archives[0].Formats, ","), "zip")
	same("sums", g.Checksum.Name, "{{ .ProjectName }}_{{ .Version }}_SHA256SUMS")
	same("hash", g.Checksum.Algorithm, "sha256")
	same("signed", g.Signs[0].Artifacts, "checksum")
	same("SBOM", g.SBOMs[0].Artifacts, "archive")
	manifest := []extra{{ManifestFile, "{{ .ProjectName }}_{{ .Version }}_manifest.json"}}
	if !slices.Equal(g.Checksum.Extra, manifest) || !slices.Equal(g.Release.Extra, manifest) {
		t.Errorf("the manifest is not in both checksums and release: %v, %v", g.Checksum.Extra, g.Release.Extra)
	}
	if !slices.Contains(g.Signs[0].Args, "--detach-sign") {
		t.Error("the signature is not a detached one")
	}
	for _, b := range g.Builds {
		if !slices.Contains(b.Env, "CGO_ENABLED=0") || !slices.Contains(b.Flags, "-trimpath") || b.ModTime == "" {
			t.Errorf("build %s cannot be reproduced", b.ID)
		}
		if _, err := os.Stat(filepath.Join(root, b.Main)); err != nil {
			t.Error(err)
		}
	}
}

// TestPlatforms: HashiCorp recommends these, and HCP Terraform needs linux_amd64.
func TestPlatforms(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, ".goreleaser.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var g goreleaser
	if err := yaml.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	for _, b := range g.Builds {
		for _, goos := range []string{"darwin", "linux", "windows"} {
			if !slices.Contains(b.OS, goos) {
				t.Errorf("%s is not built for %s", b.ID, goos)
			}
		}
		for _, arch := range []string{"amd64", "arm64"} {
			if !slices.Contains(b.Arch, arch) {
				t.Errorf("%s is not built for %s", b.ID, arch)
			}
		}
	}
}
