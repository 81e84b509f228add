package report

import (
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

const (
	sarifSchema    = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	informationURI = "https://github.com/slsguard/terraform-provider-slsguard"

	// GitHub's limits for one run.
	resultsMost = 25_000
	relatedMost = 100
)

type sarifWriter struct {
	opts  Options
	rules *ruleTable
	at    placer
	plan  string // for findings that name none
}

// writeSARIF writes SARIF 2.1.0 as GitHub code scanning wants it.
func writeSARIF(w io.Writer, rep *finding.Report, opts Options) error {
	rep = cleaner{}.report(rep)
	s := &sarifWriter{
		opts:  opts,
		rules: newRuleTable(rep, opts.Rules),
		at:    placer{opts: opts, hashes: map[string][]string{}},
		plan:  "plan.json",
	}
	if len(rep.Inputs) > 0 {
		s.plan = rep.Inputs[0].Path
	}
	log := sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{s.run(rep)}}
	if err := encode(w, log); err != nil {
		return fmt.Errorf("write SARIF report: %w", err)
	}
	return nil
}

func (s *sarifWriter) run(rep *finding.Report) sarifRun {
	run := sarifRun{
		Tool:              sarifTool{s.driver(rep.Tool)},
		AutomationDetails: sarifAutomation{s.automationID()},
		ColumnKind:        "unicodeCodePoints",
		Results:           []sarifResult{},
	}
	notes := []sarifNotification{}
	left := 0
	for i := range rep.Findings {
		f := &rep.Findings[i]
		switch {
		case f.Verdict == finding.Unknown && !s.opts.Strict:
			notes = append(notes, s.notification(f))
		case len(run.Results) == resultsMost:
			left++
		default:
			run.Results = append(run.Results, s.result(f))
		}
	}
	if left > 0 {
		text := fmt.Sprintf("%d more findings are left out: code scanning takes %d.", left, resultsMost)
		notes = append(notes, sarifNotification{Level: "warning", Message: sarifText{text}})
	}
	run.Invocations = []sarifInvocation{{ExecutionSuccessful: true, Notifications: notes}}
	return run
}

func (s *sarifWriter) driver(tool finding.Tool) sarifDriver {
	return sarifDriver{
		Name:            firstOf(tool.Name, "slsguard"),
		Version:         firstOf(tool.Version, "unknown"),
		SemanticVersion: semantic(tool.Version),
		InformationURI:  informationURI,
		Rules:           s.rules.rules,
	}
}

// semantic gives the version when it starts with three numbers, as SARIF demands of it; else "".
func semantic(version string) string {
	version = strings.TrimPrefix(version, "v")
	var major, minor, patch uint
	if n, _ := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch); n < 3 {
		return ""
	}
	return version
}

// automationID is the same in each run, so that an upload replaces the one before.
func (s *sarifWriter) automationID() string {
	category := s.opts.Category
	if category == "" {
		category = s.root()
	}
	category = strings.Trim(path.Clean("/"+filepath.ToSlash(category)), "/")
	if category == "" {
		return "slsguard/"
	}
	return "slsguard/" + cleaner{}.line(category) + "/"
}

func (s *sarifWriter) root() string {
	rel, err := filepath.Rel(s.opts.RepoRoot, s.opts.WorkDir)
	if s.opts.RepoRoot == "" || err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return rel
}

func (s *sarifWriter) notification(f *finding.Finding) sarifNotification {
	text := fmt.Sprintf("Undecided: %s %s at %s. %s", f.Rule, f.Name, f.Address, sentence(f.Message))
	if f.Reason != "" {
		text += " Because " + sentence(f.Reason)
	}
	return sarifNotification{
		Level:          "note",
		Message:        sarifText{plainMessage(text)},
		AssociatedRule: &sarifRuleRef{f.Rule, s.rules.index[f.Rule]},
	}
}

func (s *sarifWriter) result(f *finding.Finding) sarifResult {
	where := s.at.primary(f, firstOf(f.Plan, s.plan))
	related, links := s.related(f)
	result := sarifResult{
		RuleID:    f.Rule,
		RuleIndex: s.rules.index[f.Rule],
		Level:     level(f.Severity),
		Message:   sarifText{message(f, where.note, links)},
		Locations: []sarifLocation{{
			Physical: where.physical,
			Logical:  []sarifLogical{{FullyQualifiedName: firstOf(f.Address, "plan"), Kind: "resource"}},
		}},
		RelatedLocations:    related,
		CodeFlows:           s.codeFlows(f, where),
		PartialFingerprints: s.fingerprints(f, where),
	}
	if f.Verdict == finding.Unknown {
		result.Level = "note"
	}
	if f.State == finding.Excepted {
		result.Suppressions = []sarifSuppression{{Kind: "external"}}
	}
	return result
}

// message starts with the finding's own sentence, as GitHub shows only that where space is short.
func message(f *finding.Finding, note, links string) string {
	parts := []string{sentence(firstOf(f.Message, f.Title, f.Rule))}
	resource := "Resource: " + f.Address
	if n := len(f.Instances); n > 0 {
		resource += fmt.Sprintf(" and %s", count(n, "more instance", "more instances"))
	}
	parts = append(parts, sentence(resource))
	if f.Verdict == finding.Unknown && f.Reason != "" {
		parts = append(parts, "Undecided because "+sentence(f.Reason))
	}
	if note != "" {
		parts = append(parts, cleaner{}.line(note))
	}
	return strings.TrimSpace(plainMessage(strings.Join(parts, " ")) + links)
}

// plainMessage keeps text such as hook["a"](1) from being read as a link.
func plainMessage(text string) string { return strings.ReplaceAll(text, "](", "] (") }

// related lists the places of the evidence, with the links to them that the message ends with.
func (s *sarifWriter) related(f *finding.Finding) (related []sarifLocation, links string) {
	for i := range f.Evidence {
		e := &f.Evidence[i]
		if e.Location == nil || len(related) == relatedMost {
			continue
		}
		physical, ok := s.at.physical(*e.Location)
		if !ok {
			continue
		}
		id := len(related) + 1
		note := firstOf(e.Note, e.Address, "evidence")
		related = append(related, sarifLocation{ID: id, Physical: physical, Message: &sarifText{plainMessage(note)}})
		links += fmt.Sprintf(" [%s](%d).", linkText(firstOf(e.Address, note)), id)
	}
	if links != "" {
		links = " Evidence:" + links
	}
	return related, links
}

// linkText escapes what would end a link's text.
func linkText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s)
}

// fingerprints tell GitHub, and us, whether a result is known. Findings without a place of
// their own share a line, so the hash that tells them apart is made from what they are instead.
func (s *sarifWriter) fingerprints(f *finding.Finding, where place) map[string]string {
	own := f.Fingerprint
	if own == "" {
		own = digest(f.Rule, f.Address, f.Attribute)
	}
	prints := map[string]string{"slsguardFingerprint/v1": own}
	if where.file == "" {
		prints["primaryLocationLineHash"] = digest(own)[:16] + ":1"
	} else if hash := s.at.lineHash(where.file, where.physical.Region.StartLine); hash != "" {
		prints["primaryLocationLineHash"] = hash
	}
	return prints
}

func digest(parts ...string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(parts, "\x00"))))
}
