package report

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// hostileReport has text from a plan's author wherever such text may stand.
func hostileReport(s string) *finding.Report {
	rep := sampleReport()
	for i := range rep.Findings {
		f := &rep.Findings[i]
		f.Address, f.Attribute = s+f.Address, s+f.Attribute
		f.Message = s + f.Message + " " + s
		f.Instances = []string{s, f.Address + s}
		f.Actions = []string{s}
		f.Remediation = s + "\n" + s
		if f.Verdict == finding.Unknown {
			f.Reason = s
		}
		f.Evidence = []finding.Evidence{{Address: s, Attribute: s, Note: s}, {Address: f.Address, Attribute: f.Attribute, Note: s}}
		f.Plan = s
		if f.Location != nil {
			f.Location.CalledFrom = append(f.Location.CalledFrom, at(s+".tf", 1, 1))
		}
	}
	rep.Inputs[0].Path, rep.Inputs[0].TerraformVersion = s, s
	rep.Inputs = append(rep.Inputs, rep.Inputs[0])
	rep.Tool = finding.Tool{Name: "slsguard", Version: "1" + s}
	return rep
}

func TestHostileText(t *testing.T) {
	attacks := []string{
		"\x1b[2J\x1b]0;owned\a", "a\r\n::error::owned", "::set-output name=x::y", "x ::add-mask::x", "##vso[task.complete]",
		"##[error]x", "###vso[x]", "\u202egnp.exe", "\x9b31m", "a\u2028b\u200bc", "\xff\xfe", "%s%d%!", "\x00",
		strings.Repeat("long ::x ", 30),
	}
	opts := sampleOptions()
	opts.Sources = textSources{
		"modules/webhook/main.tf": strings.Repeat("x = \"\x1b[31m##vso[task.x]\u202e\"\n", 30),
		"data plane/orders.tf":    strings.Repeat("::error::x\r\n", 30),
	}
	for _, attack := range attacks {
		for _, width := range []int{0, 40, 77} {
			opts.Width = width
			text := render(t, writeText, hostileReport(attack), opts)
			checkHarmless(t, attack, text)
		}
		for _, format := range []Format{writeJSON, writeSARIF} {
			if text := render(t, format, hostileReport(attack), opts); strings.ContainsAny(text, "\x1b\r\x00") {
				t.Errorf("%q: raw control characters in %.80q", attack, text)
			}
		}
	}
}

func checkHarmless(t *testing.T, attack, text string) {
	t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##vso[") || strings.Contains(line, "##[") {
			t.Errorf("%q: a CI command: %q", attack, line)
		}
		for _, r := range line {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || r == '\u2028' {
				t.Errorf("%q: character %U in %q", attack, r, line)
				break
			}
		}
	}
}

func TestASCII(t *testing.T) {
	opts := sampleOptions()
	opts.ASCII = true
	rep := sampleReport()
	rep.Findings[0].Message = "Grüße, 世界 🙂"
	text := render(t, writeText, rep, opts)
	for _, r := range text {
		if r > unicode.MaxASCII {
			t.Fatalf("%q in %s", r, text)
		}
	}
	if !strings.Contains(text, `Gr\u00fc\u00dfe, \u4e16\u754c \U0001f642`) {
		t.Error("other characters are not escaped")
	}
}

func TestColorChangesNoCharacter(t *testing.T) {
	sequence := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for name, rep := range map[string]*finding.Report{"sample": sampleReport(), "hostile": hostileReport("::x\x1b[31m")} {
		opts := sampleOptions()
		off := render(t, writeText, rep, opts)
		opts.Color = true
		on := render(t, writeText, rep, opts)
		if strings.Contains(off, "\x1b") || !sequence.MatchString(on) {
			t.Errorf("%s: colour is not as asked", name)
		}
		if got := sequence.ReplaceAllString(on, ""); got != off {
			t.Errorf("%s: other characters with colour:\n%s", name, got)
		}
	}
}

// No secret may stand in any format, whichever finding shows its line.
func TestSecretsStayHidden(t *testing.T) {
	secret := literalSecret()
	other := secret
	other.Redact, other.Rule = false, "SLS403"
	context := unknownPolicy()
	context.Location = &finding.Location{
		Position: at("data plane/orders.tf", 9, 5), EndLine: 9, EndColumn: 6, Block: at("data plane/orders.tf", 6, 5),
	}
	rep := sampleReport()
	rep.Findings = []finding.Finding{other, secret, context}
	for _, name := range Names() {
		format, _ := ByName(name)
		text := render(t, format, rep, sampleOptions())
		if strings.Contains(text, "canary") || !strings.Contains(text, "DB_PASSWORD") {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

// A heredoc's lines belong to the secret, and the lines above it may hold others.
func TestSecretLinesStayHidden(t *testing.T) {
	opts := Options{Sources: textSources{"f": "resource \"a\" \"b\" {\n  x = \"canary\"\n  key = <<E\ncanary\nE\n  y = 1\n}"}}
	secret := finding.Finding{Redact: true, Location: &finding.Location{
		Position: at("f", 3, 3), EndLine: 5, EndColumn: 2, Block: at("f", 1, 1),
	}}
	below := finding.Finding{Location: &finding.Location{
		Position: at("f", 6, 3), EndLine: 6, EndColumn: 8, Block: at("f", 3, 3),
	}}
	text := render(t, writeText, &finding.Report{Findings: []finding.Finding{secret, below}}, opts)
	if strings.Contains(text, "canary") || !strings.Contains(text, "y = 1") || !strings.Contains(text, `key = "…"`) {
		t.Error(text)
	}
}
