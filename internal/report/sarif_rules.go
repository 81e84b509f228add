package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// GitHub's limits.
const (
	ruleTextMost = 1024 // characters of a description
	ruleNameMost = 255
	ruleTagsMost = 20
)

// ruleTable holds the rules that the results refer to by index.
type ruleTable struct {
	rules []sarifRule
	index map[string]int
}

// newRuleTable lists the catalogue, and behind it every rule that only a finding names.
func newRuleTable(rep *finding.Report, catalogue []RuleInfo) *ruleTable {
	t := &ruleTable{rules: []sarifRule{}, index: map[string]int{}}
	for i := range catalogue {
		t.add(&catalogue[i])
	}
	for i := range rep.Findings {
		t.add(ruleOf(&rep.Findings[i]))
	}
	return t
}

func ruleOf(f *finding.Finding) *RuleInfo {
	return &RuleInfo{
		ID: f.Rule, Name: f.Name, Title: f.Title, Severity: f.Severity, Profile: f.Profile, Remediation: f.Remediation,
	}
}

func (t *ruleTable) add(info *RuleInfo) {
	if _, known := t.index[info.ID]; known {
		return
	}
	t.index[info.ID] = len(t.rules)
	t.rules = append(t.rules, newSarifRule(info))
}

func newSarifRule(info *RuleInfo) sarifRule {
	title := firstOf(info.Title, info.Name, info.ID)
	rule := sarifRule{
		ID:               info.ID,
		Name:             limit(firstOf(pascalCase(info.Name), info.ID), ruleNameMost),
		ShortDescription: sarifText{limit(sentence(title), ruleTextMost)},
		FullDescription:  sarifText{limit(sentence(firstOf(info.Why, title)), ruleTextMost)},
		Help:             sarifHelp{Text: helpText(info, title), Markdown: firstOf(info.Help, helpMarkdown(info, title))},
		HelpURI:          info.HelpURI,
		Configuration:    sarifLevel{level(info.Severity)},
		Properties: sarifProperties{
			Tags:             tags(info),
			Precision:        firstOf(info.Precision, "high"),
			SecuritySeverity: securitySeverity(info.Severity),
		},
	}
	if rule.HelpURI == "" && len(info.References) > 0 {
		rule.HelpURI = info.References[0]
	}
	return rule
}

func tags(info *RuleInfo) []string {
	tags := []string{"security"}
	add := func(tag string) {
		if tag != "" && !slices.Contains(tags, tag) && len(tags) < ruleTagsMost {
			tags = append(tags, tag)
		}
	}
	for _, cwe := range info.CWE {
		add(fmt.Sprintf("external/cwe/cwe-%03d", cwe)) // CodeQL's form, which GitHub links
	}
	for _, tag := range info.Tags {
		add(tag)
	}
	return tags
}

func helpText(info *RuleInfo, title string) string {
	parts := []string{sentence(title)}
	if info.Why != "" {
		parts = append(parts, info.Why)
	}
	if info.Remediation != "" {
		parts = append(parts, "Fix:\n"+info.Remediation)
	}
	if len(info.References) > 0 {
		parts = append(parts, strings.Join(info.References, "\n"))
	}
	return strings.Join(parts, "\n\n")
}

func helpMarkdown(info *RuleInfo, title string) string {
	parts := []string{"# " + info.ID + " " + info.Name, "**" + sentence(title) + "**"}
	if info.Why != "" {
		parts = append(parts, info.Why)
	}
	if info.Remediation != "" {
		fence := fenceFor(info.Remediation)
		parts = append(parts, "## Fix", fence+"hcl\n"+info.Remediation+"\n"+fence)
	}
	if len(info.References) > 0 {
		parts = append(parts, "## References", "- <"+strings.Join(info.References, ">\n- <")+">")
	}
	return strings.Join(parts, "\n\n")
}

// fenceFor gives a fence of backticks longer than any in the text.
func fenceFor(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}

func level(severity finding.Severity) string {
	switch severity {
	case finding.Critical, finding.High:
		return "error"
	case finding.Medium:
		return "warning"
	default:
		return "note"
	}
}

// securitySeverity is a CVSS-like number that GitHub turns into its own critical, high, medium and low.
func securitySeverity(severity finding.Severity) string {
	switch severity {
	case finding.Critical:
		return "9.5"
	case finding.High:
		return "8.0"
	case finding.Medium:
		return "5.5"
	default:
		return "3.0"
	}
}

// pascalCase makes PublicInvocation of public-invocation.
func pascalCase(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }) {
		first, size := utf8.DecodeRuneInString(word)
		b.WriteString(string(unicode.ToUpper(first)) + word[size:])
	}
	return b.String()
}

func sentence(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// limit cuts a text to a number of characters.
func limit(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
