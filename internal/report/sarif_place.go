package report

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// placer names places as code scanning wants them. It refuses a whole upload for one file that is not in
// the repository.
type placer struct {
	opts   Options
	hashes map[string][]string // line hashes by file
}

// place is where a result is shown, and what to add to its message when that is not where the fault stands.
type place struct {
	file     string // as Sources knows it; "" when every finding without a place is shown here
	physical sarifPhysical
	note     string
}

// primary finds the best place of a finding: its own, the nearest module block that calls its module, the
// root module, and at last the plan.
func (p *placer) primary(f *finding.Finding, plan string) place {
	if loc := f.Location; loc != nil {
		if physical, ok := p.physical(*loc); ok {
			return place{file: loc.File, physical: physical}
		}
		for _, call := range loc.CalledFrom {
			if physical, ok := p.physical(finding.Location{Position: call}); ok {
				return place{call.File, physical, fmt.Sprintf("It stands in %s:%d, which this module block calls.", loc.File, loc.Line)}
			}
		}
	}
	if p.opts.RootFile != "" {
		root := finding.Location{Position: finding.Position{File: p.opts.RootFile, Line: 1, Column: 1}}
		if physical, ok := p.physical(root); ok {
			return place{physical: physical, note: "Its place in the source is not known, so the root module is shown."}
		}
	}
	return p.planPlace(plan)
}

func (p *placer) planPlace(plan string) place {
	uri, ok := p.uri(plan)
	if !ok || plan == "-" {
		name := path.Base(filepath.ToSlash(plan))
		if plan == "-" || name == "." || name == "/" || name == ".." {
			name = "plan.json"
		}
		uri = escapePath(name)
	}
	return place{
		physical: sarifPhysical{sarifArtifact{uri}, sarifRegion{1, 1, 1, 2}},
		note:     "Its place in the source is not known, so the plan is shown; run where the .tf files are, or pass --source.",
	}
}

// physical turns a range into SARIF's. Only the first line of a range is kept, since GitHub shows an alert
// on a pull request only when all its lines are part of it.
func (p *placer) physical(loc finding.Location) (sarifPhysical, bool) {
	uri, ok := p.uri(loc.File)
	if !ok || !p.exists(loc.File) {
		return sarifPhysical{}, false
	}
	region := sarifRegion{StartLine: max(loc.Line, 1), StartColumn: max(loc.Column, 1), EndColumn: loc.EndColumn}
	region.EndLine = region.StartLine
	if loc.EndLine != loc.Line {
		region.EndColumn = p.lineEnd(loc.File, region.StartLine)
	}
	region.EndColumn = max(region.EndColumn, region.StartColumn+1)
	return sarifPhysical{sarifArtifact{uri}, region}, true
}

// lineEnd gives the column after the last character of a line, 0 without the source.
func (p *placer) lineEnd(file string, line int) int {
	if p.opts.Sources == nil {
		return 0
	}
	lines, ok := p.opts.Sources.Lines(file, line, line)
	if !ok || len(lines) == 0 {
		return 0
	}
	return len([]rune(strings.TrimRight(lines[0], "\r\n"))) + 1
}

func (p *placer) exists(file string) bool {
	if p.opts.Sources == nil {
		return true
	}
	_, ok := p.opts.Sources.Bytes(file)
	return ok
}

// uri gives a file's path from the repository's root. Installed modules have none, as .terraform is not
// committed.
func (p *placer) uri(file string) (string, bool) {
	if file == "" || strings.Contains(file, "::") || strings.Contains(file, "://") {
		return "", false
	}
	rel := filepath.FromSlash(file)
	if p.opts.RepoRoot != "" {
		if !filepath.IsAbs(rel) {
			rel = filepath.Join(p.opts.WorkDir, rel)
		}
		var err error
		if rel, err = filepath.Rel(p.opts.RepoRoot, rel); err != nil {
			return "", false
		}
	}
	if !filepath.IsLocal(rel) {
		return "", false
	}
	slashed := path.Clean(filepath.ToSlash(rel))
	if slashed == "." || slices.Contains(strings.Split(slashed, "/"), ".terraform") {
		return "", false
	}
	return escapePath(slashed), true
}

// escapePath percent-encodes all but the characters that no URI part gives a meaning to.
func escapePath(file string) string {
	var b strings.Builder
	for i := range len(file) {
		c := file[i]
		if c == '/' || strings.IndexByte(nameChars, c) >= 0 || c == '~' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// lineHash gives GitHub's hash of a line, "" when the file or the line is not at hand.
func (p *placer) lineHash(file string, line int) string {
	if p.opts.Sources == nil || file == "" {
		return ""
	}
	hashes, known := p.hashes[file]
	if !known {
		if text, ok := p.opts.Sources.Bytes(file); ok {
			hashes = lineHashes(text)
		}
		p.hashes[file] = hashes
	}
	if line < 1 || line > len(hashes) {
		return ""
	}
	return hashes[line-1]
}
