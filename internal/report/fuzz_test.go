package report

import (
	"bytes"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// FuzzText holds the text to what it promises for any place in any source: no panic, no control character.
func FuzzText(f *testing.F) {
	f.Add("a = \"x\"\n\tb = <<E\n", 2, 1, 2, 9, 1, true, false, 80)
	f.Add("\x1b世界##vso[x", -3, 0, 1<<40, -1, 7, false, true, 1)
	f.Fuzz(func(t *testing.T, text string, line, column, endLine, endColumn, block int, redact, missing bool, width int) {
		loc := &finding.Location{
			Position: at("f", line, column), EndLine: endLine, EndColumn: endColumn,
			Block: at("f", block, 1), Missing: missing,
		}
		rep := &finding.Report{Findings: []finding.Finding{{
			Location: loc, Redact: redact, Address: text, Message: text, Attribute: text, Remediation: text,
			Instances: []string{text + "[0]", text}, Evidence: []finding.Evidence{{Note: text, Location: loc}},
		}}}
		opts := Options{Sources: textSources{"f": text}, Width: width}
		var out bytes.Buffer
		for _, format := range formats() {
			out.Reset()
			if err := format.write(&out, rep, opts); err != nil {
				t.Fatal(err)
			}
			if format.name == "text" {
				checkHarmless(t, text, out.String())
			}
		}
	})
}
