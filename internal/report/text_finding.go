package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

const messageIndent = 2

// finding writes one finding, from what is wrong to how to mend it; more are questions left open for the same reason.
func (t *textWriter) finding(f *finding.Finding, more []*finding.Finding) {
	t.blank()
	t.heading(f)
	t.para(messageIndent, firstOf(f.Message, f.Title))
	told := t.place(f)
	t.resource(f)
	t.evidence(f, told)
	if f.Reason != "" {
		t.field("because", f.Reason)
	}
	if len(more) > 0 {
		t.field("so too", rulesOf(more))
	}
	if f.Verdict != finding.Unknown {
		t.fix(f) // of a question left open, it is not known that there is anything to mend
	}
}

func rulesOf(fs []*finding.Finding) string {
	var names []string
	for _, f := range fs {
		name := f.Rule + " " + f.Name
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func (t *textWriter) heading(f *finding.Finding) { t.buf.WriteString(t.headline(f) + "\n") }

// headline gives the word that is coloured, and the rest of a finding's first line.
func (t *textWriter) headline(f *finding.Finding) string {
	word, rest := titleOf(f)
	return t.paint(colorOf(f), word) + rest
}

func titleOf(f *finding.Finding) (word, rest string) {
	word, rest = string(f.Severity), " "+f.Rule+" "+f.Name
	if f.Verdict == finding.Unknown {
		word = string(finding.Unknown)
	}
	if f.State == finding.Known || f.State == finding.Excepted {
		rest += " (" + string(f.State) + ")"
	}
	return word, rest
}

// place shows where the finding stands: its snippet, or without HCL the attribute's path. It returns the
// index of the evidence that the snippet already tells, or -1.
func (t *textWriter) place(f *finding.Finding) (told int) {
	if f.Location == nil {
		return -1
	}
	fmt.Fprintf(&t.buf, "  --> %s:%d\n", t.position(f.Location.Position), f.Location.Column)
	s, ok := t.snippet(f)
	if !ok {
		return -1
	}
	t.draw(s, colorOf(f))
	return s.told
}

// position is file:line.
func (t *textWriter) position(p finding.Position) string {
	return fmt.Sprintf("%s:%d", t.clean.line(p.File), p.Line)
}

func (t *textWriter) resource(f *finding.Finding) {
	address := f.Address
	if change := change(f.Actions); change != "" {
		address += "   (" + change + ")"
	}
	t.field("resource", address)
	if more := t.also(f); more != "" {
		t.field("", more)
	}
	if f.Location == nil && f.Attribute != "" {
		t.field("attribute", f.Attribute)
	}
	if t.plans > 1 && f.Plan != "" {
		t.field("plan", t.planName(f.Plan))
	}
}

// change puts Terraform's actions into the words of its plan output.
func change(actions []string) string {
	switch {
	case slices.Equal(actions, []string{"no-op"}):
		return "no change in this plan"
	case slices.Contains(actions, "delete") && slices.Contains(actions, "create"):
		return "replace"
	}
	return strings.Join(actions, ", ")
}

// also names the folded instances and the module blocks that lead to the finding.
func (t *textWriter) also(f *finding.Finding) string {
	var parts []string
	for i, other := range f.Instances {
		if i == alsoShown && len(f.Instances) > alsoShown+1 {
			parts = append(parts, fmt.Sprintf("and %d more", len(f.Instances)-i))
			break
		}
		parts = append(parts, shorten(f.Address, other))
	}
	line := strings.Join(parts, ", ")
	if line != "" {
		line = "also " + line
	}
	if calls := t.calls(f.Location); calls != "" {
		line = strings.TrimPrefix(line+", "+calls, ", ")
	}
	return line
}

func (t *textWriter) calls(loc *finding.Location) string {
	if loc == nil || len(loc.CalledFrom) == 0 {
		return ""
	}
	var places []string
	for _, p := range loc.CalledFrom {
		places = append(places, t.position(p))
	}
	return "called from " + strings.Join(places, ", from ")
}

// evidence lists the facts, or the hops of a path, that the snippet does not tell already.
func (t *textWriter) evidence(f *finding.Finding, told int) {
	label := "evidence"
	for i, e := range f.Evidence {
		if i == told {
			continue
		}
		t.field(label, t.fact(f, e))
		label = ""
	}
}

func (t *textWriter) fact(f *finding.Finding, e finding.Evidence) string {
	var subject []string
	if e.Address != "" && (e.Address != f.Address || e.Attribute == "") {
		subject = append(subject, e.Address)
	}
	if e.Attribute != "" {
		subject = append(subject, e.Attribute)
	}
	line := strings.Join(subject, " ")
	if e.Note != "" {
		line = strings.TrimPrefix(line+": "+e.Note, ": ")
	}
	if e.Location != nil {
		line += "   (" + t.position(e.Location.Position) + ")"
	}
	return line
}

// fix shows the remedy. When it is the attribute's line anew, it carries that line's number and indent.
func (t *textWriter) fix(f *finding.Finding) {
	if f.Remediation == "" {
		return
	}
	lines := strings.Split(f.Remediation, "\n")
	if indent, ok := t.replaces(f, lines); ok {
		label := fmt.Sprintf("  fix%6d |", f.Location.Line)
		t.buf.WriteString(label + t.paint(green, indent+lines[0]) + "\n")
		return
	}
	t.verbatim("fix", green, lines...)
}

// replaces reports whether the remedy is one line that sets the very attribute of the located line, and
// gives the space before it.
func (t *textWriter) replaces(f *finding.Finding, lines []string) (indent string, ok bool) {
	if len(lines) != 1 || f.Location == nil || f.Location.Missing || f.Location.EndLine > f.Location.Line {
		return "", false
	}
	line, ok := t.source(f.Location.File, f.Location.Line)
	if !ok {
		return "", false
	}
	old, isOld := assigned(line)
	anew, isNew := assigned(lines[0])
	if !isOld || !isNew || old != anew {
		return "", false
	}
	return " " + strings.Repeat(" ", len(line)-len(strings.TrimLeft(line, " "))), true
}

// assigned gives the name that a line sets.
func assigned(line string) (name string, ok bool) {
	runes := []rune(line)
	start := skip(runes, 0, " \t")
	end := skip(runes, start, nameChars)
	if end == start || nameEnd(runes, start) == start {
		return "", false
	}
	return string(runes[start:end]), true
}
