package rules

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Example is one HCL example of a rule.
type Example struct {
	Rule  string // id
	Cloud model.Cloud
	Name  string // what it shows: "url", "any-account"
	Kind  string // fail, pass or unknown
	Dir   string // of its files in FS
	FS    fs.FS
}

// Words is the example's name in headings: "any account".
func (e Example) Words() string { return strings.ReplaceAll(e.Name, "-", " ") }

// HCL gives the example without the comments that only tests read.
func (e Example) HCL() (string, error) {
	b, err := fs.ReadFile(e.FS, path.Join(e.Dir, "main.tf"))
	if err != nil {
		return "", fmt.Errorf("read example %s: %w", e.Dir, err)
	}
	return wantComment().ReplaceAllString(string(b), ""), nil
}

// wantComment matches what an example says about the findings expected on a line, "# want SLS101", or of the plan
// as a whole, "# want (plan) SLS610", on a line of its own.
func wantComment() *regexp.Regexp {
	const want = `# want (?:\([a-z]+\) )?SLS[^\n]*`
	return regexp.MustCompile(`(?m)^` + want + `\n|[ \t]*` + want)
}

// ExamplesOf lists the examples of a rule: failing ones first, each kind in order of names.
func ExamplesOf(id string) ([]Example, error) {
	var all []Example
	for _, kind := range []string{"fail", "pass", "unknown"} {
		for _, fsys := range Examples() {
			dirs, err := fs.Glob(fsys, strings.ToLower(id)+"/*/"+kind+"-*")
			if err != nil {
				return nil, fmt.Errorf("list examples of %s: %w", id, err)
			}
			for _, dir := range dirs {
				parts := strings.Split(dir, "/")
				all = append(all, Example{
					Rule: id, Cloud: model.Cloud(parts[1]), Name: strings.TrimPrefix(parts[2], kind+"-"),
					Kind: kind, Dir: dir, FS: fsys,
				})
			}
		}
	}
	return all, nil
}
