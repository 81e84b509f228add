package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// openDoor is a rule of no catalogue: two clouds have it, and one can't.
func openDoor() rule.Rule {
	return rule.Rule{
		ID: "SLS999", Name: "open-door", Severity: finding.High, Profile: finding.Essential, Title: "The door is open",
		Why:        "Whoever comes by walks in.",
		Remedy:     map[model.Cloud]string{model.AWS: "door = \"shut\"\n", model.Google: "door {\n  open = false\n}"},
		Impossible: map[model.Cloud]string{model.Azure: "Azure has no doors."},
		Unknown:    "The door is made elsewhere.",
		References: []string{"https://example.com/doors"},
		Mappings:   rule.Mappings{CWE: []int{306}, CSA: []string{"SAS-2"}},
		Covers:     []string{"checkov:CKV_DOOR_1"},
	}
}

func openDoorExamples() []rules.Example {
	var all []rules.Example
	files := fstest.MapFS{}
	for _, name := range []string{
		"aws/fail-front-door", "aws/fail-side-door", "google/fail-front-door",
		"aws/pass-shut", "google/pass-shut", "aws/unknown-door", "google/unknown-door",
	} {
		cloud, rest, _ := strings.Cut(name, "/")
		kind, words, _ := strings.Cut(rest, "-")
		files[name+"/main.tf"] = &fstest.MapFile{Data: []byte("# " + name + "\ndoor = var.door # want SLS999\n")}
		all = append(all, rules.Example{
			Rule: "SLS999", Cloud: model.Cloud(cloud), Name: words, Kind: kind, Dir: name, FS: files,
		})
	}
	return all
}

// TestPlainExample checks that of passing examples the shortest is shown, and of failing ones the first.
func TestPlainExample(t *testing.T) {
	files := fstest.MapFS{}
	var examples []rules.Example
	for i, dir := range []string{"fail-b", "fail-a", "pass-excused", "pass-shut", "unknown-door"} {
		kind, words, _ := strings.Cut(dir, "-")
		files[dir+"/main.tf"] = &fstest.MapFile{Data: bytes.Repeat([]byte("door = 1\n"), 9-i)}
		examples = append(examples, rules.Example{Cloud: model.AWS, Kind: kind, Name: words, Dir: dir, FS: files})
	}
	p := page{rule: &rule.Rule{}, examples: examples}
	shown, more := p.chosen(model.AWS)
	if more != 3 || len(shown) != 2 || shown[0].Name != "b" || shown[1].Name != "shut" {
		t.Errorf("shown are %v and %d more", shown, more)
	}
}

// updating tells whether the golden files are to be written: the flag belongs to the tests of the command.
func updating() bool { f := flag.Lookup("update"); return f != nil && f.Value.String() == "true" }

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata/explain", name)
	if updating() {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (make it with: go test ./internal/cli -update)", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; accept with -update):\n%s", file, diff)
	}
}

// TestExplainByCloud: every cloud has a part of its own, also one where there is nothing to do but to say why.
func TestExplainByCloud(t *testing.T) {
	r := openDoor()
	for name, c := range map[string]struct {
		format string
		only   model.Cloud
	}{
		"all.md": {"markdown", ""}, "all.txt": {"text", ""}, "all.json": {"json", ""},
		"azure.md": {"markdown", model.Azure}, "aws.txt": {"text", model.AWS}, "azure.txt": {"text", model.Azure},
		"google.json": {"json", model.Google},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			p := page{rule: &r, examples: openDoorExamples(), only: c.only}
			if err := p.write(&b, c.format); err != nil {
				t.Fatal(err)
			}
			golden(t, name, b.String())
		})
	}
}

// TestExplainMissingExample: an example that cannot be read is an error, not a gap in the page.
func TestExplainMissingExample(t *testing.T) {
	r := openDoor()
	examples := openDoorExamples()
	examples[0].Dir = "nowhere"
	for _, format := range []string{"text", "markdown"} {
		p := page{rule: &r, examples: examples}
		if err := p.write(&strings.Builder{}, format); err == nil {
			t.Errorf("%s: no error", format)
		}
	}
}

// TestRemedies: a report tells what to write in each cloud, and says once what is the same.
func TestRemedies(t *testing.T) {
	r := openDoor()
	if got, want := remedies(&r), "# AWS\ndoor = \"shut\"\n\n# Google Cloud\ndoor {\n  open = false\n}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	r.Remedy[model.Google] = r.Remedy[model.AWS]
	if got := remedies(&r); got != `door = "shut"` {
		t.Errorf("got %q", got)
	}
}
