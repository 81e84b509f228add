package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// cleaner makes text from a plan harmless: a terminal obeys escape sequences, a CI log obeys lines that look
// like its commands, and a reader is fooled by characters that reorder or hide others.
type cleaner struct{ ascii bool }

// report gives a copy with every text cleaned. File names stay as they are, because they are looked up; they
// are cleaned or encoded where they are printed.
func (c cleaner) report(rep *finding.Report) *finding.Report {
	out := *rep
	out.Inputs = make([]finding.Input, len(rep.Inputs))
	for i, in := range rep.Inputs {
		in.FormatVersion, in.TerraformVersion = c.line(in.FormatVersion), c.line(in.TerraformVersion)
		out.Inputs[i] = in
	}
	out.Findings = make([]finding.Finding, len(rep.Findings))
	for i := range rep.Findings {
		out.Findings[i] = c.finding(rep.Findings[i])
	}
	return &out
}

func (c cleaner) finding(f finding.Finding) finding.Finding {
	for _, text := range []*string{&f.Rule, &f.Name, &f.Title, &f.Address, &f.Attribute, &f.Message, &f.Reason} {
		*text = c.line(*text)
	}
	f.Remediation = strings.Join(c.lines(f.Remediation), "\n")
	f.Instances = c.each(f.Instances)
	f.Actions = c.each(f.Actions)
	evidence := make([]finding.Evidence, len(f.Evidence))
	for i, e := range f.Evidence {
		e.Address, e.Attribute, e.Note = c.line(e.Address), c.line(e.Attribute), c.line(e.Note)
		if e.Hop != nil {
			e.Hop = &finding.Hop{From: c.line(e.Hop.From), To: c.line(e.Hop.To), Label: c.line(e.Hop.Label)}
		}
		evidence[i] = e
	}
	f.Evidence = evidence
	return f
}

func (c cleaner) each(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = c.line(s)
	}
	return out
}

// lines cleans a text of several lines, without the empty ones at its end.
func (c cleaner) lines(s string) []string {
	s = strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	return c.each(strings.Split(s, "\n"))
}

// line cleans a text that must stay one line.
func (c cleaner) line(s string) string {
	if isPlain(s) {
		return s // as almost all is
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		at := s[i]
		i += size
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, at)
			continue
		}
		b.WriteString(c.char(r))
	}
	return breakCommands(b.String())
}

// isPlain reports whether a text is harmless as it stands: printable ASCII without the beginning of a logging command.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == '#' {
			return false
		}
	}
	return true
}

// char gives a visible form of a character that is not plainly printed.
func (c cleaner) char(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\t':
		return `\t`
	case unicode.IsControl(r):
		return fmt.Sprintf(`\x%02x`, r)
	case unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), r == utf8.RuneError, c.ascii && r > unicode.MaxASCII:
		return escapeRune(r)
	}
	return string(r)
}

func escapeRune(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// breakCommands keeps text from being a logging command of Azure Pipelines (##vso[) or an old one of GitHub
// (##[), which both work from the middle of a line.
func breakCommands(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "##")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i+1])
		s = s[i+1:]
		if isCommand(s[1:]) {
			b.WriteString(`\x23`)
			s = s[1:]
		}
	}
}

func isCommand(after string) bool {
	const azure = "vso["
	return strings.HasPrefix(after, "[") || len(after) >= len(azure) && strings.EqualFold(after[:len(azure)], azure)
}

// guard keeps a whole line from being a GitHub workflow command (::error::), which may be indented.
func guard(line string) string {
	body := strings.TrimLeft(line, " ")
	if !strings.HasPrefix(body, "::") {
		return line
	}
	return line[:len(line)-len(body)] + `\x3a` + body[1:]
}
