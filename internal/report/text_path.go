package report

import (
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// path writes an attack path: its nodes one under the other, and between them why one leads to the next.
func (t *textWriter) path(f *finding.Finding, rep *finding.Report) {
	t.blank()
	t.pathHeading(f)
	t.para(messageIndent, firstOf(f.Message, f.Title))
	t.blank()
	at := ""
	for _, e := range f.Evidence {
		hop := hopOf(e)
		if hop.From != at {
			t.para(messageIndent, hop.From)
		}
		t.edge(hop.Label, t.hopPlace(e))
		t.para(messageIndent, hop.To)
		at = hop.To
	}
	t.blank()
	if more := t.also(f); more != "" {
		t.pathField("also", plain, strings.TrimPrefix(more, "also "))
	}
	if t.plans > 1 && f.Plan != "" {
		t.pathField("plan", plain, t.planName(f.Plan))
	}
	if f.Reason != "" {
		t.pathField("because", plain, f.Reason)
	}
	if f.Verdict != finding.Unknown {
		t.cut(f, rep)
	}
}

// hopOf gives the hop that evidence is; a fact that is none stands as a hop to its address.
func hopOf(e finding.Evidence) finding.Hop {
	if e.Hop != nil {
		return *e.Hop
	}
	return finding.Hop{From: e.Address, Label: e.Note, To: e.Address}
}

func (t *textWriter) pathHeading(f *finding.Finding) {
	left := t.headline(f)
	word, rest := titleOf(f)
	right := "attack path, " + count(len(f.Evidence), "hop", "hops")
	gap := t.width - cells(word+rest) - cells(right)
	if gap < 2 {
		t.buf.WriteString(left + "\n")
		t.para(messageIndent, right)
		return
	}
	t.buf.WriteString(left + strings.Repeat(" ", gap) + right + "\n")
}

// edge draws the arrow from one node to the next, with what it stands for and where that is written.
func (t *textWriter) edge(label, place string) {
	stem := "   " + t.signs.line + "  "
	for i, line := range wrap(label, t.width-cells(stem)) {
		row := stem + line
		if i == 0 {
			row, place = t.beside(row, place)
		}
		t.buf.WriteString(strings.TrimRight(row, " ") + "\n")
	}
	if place != "" {
		t.buf.WriteString(stem + place + "\n")
	}
	t.buf.WriteString("   " + t.signs.arrow + "\n")
}

// beside puts a place into a column of its own, further to the left where it is long; what does not fit is left over.
func (t *textWriter) beside(row, place string) (line, left string) {
	const column, gap = 53, 2
	start := max(min(column, t.width-cells(place)), cells(row)+gap)
	if place == "" || start+cells(place) > t.width {
		return row, place
	}
	return row + strings.Repeat(" ", start-cells(row)) + place, ""
}

// hopPlace says where a hop is written: file and line, or without HCL the attribute.
func (t *textWriter) hopPlace(e finding.Evidence) string {
	switch {
	case e.Location != nil:
		return t.position(e.Location.Position)
	case e.Attribute != "":
		return strings.TrimPrefix(e.Address+" ", " ") + e.Attribute
	default:
		return ""
	}
}

// cut shows the remedy of a path: which hop to take away, and what to write there.
func (t *textWriter) cut(f *finding.Finding, rep *finding.Report) {
	lines := strings.Split(f.Remediation, "\n")
	what := strings.TrimPrefix(lines[0], "# "+finding.CheapestCut)
	if what == lines[0] {
		t.verbatim("fix", green, lines...)
		return
	}
	if f.Location != nil {
		what += "   (" + t.position(f.Location.Position) + ")"
	}
	t.pathField("cheapest cut", plain, what)
	for _, line := range lines[1:] {
		t.pathField("", green, line)
	}
	if others := alsoBroken(f, rep); len(others) > 0 {
		t.pathField("", plain, "(fixing "+strings.Join(others, " or ")+" above also breaks this path)")
	}
}

// alsoBroken names the rules of single causes that stand on the path: what they ask for takes a hop away.
func alsoBroken(f *finding.Finding, rep *finding.Report) []string {
	type spot struct{ address, attribute string }
	spots := map[spot]bool{}
	for _, e := range f.Evidence {
		if e.Attribute != "" {
			spots[spot{e.Address, e.Attribute}] = true
		}
	}
	seen := map[string]bool{}
	var rules []string
	for i := range rep.Findings {
		o := &rep.Findings[i]
		if !o.Path && o.Verdict == finding.Fail && o.Plan == f.Plan && spots[spot{o.Address, o.Attribute}] && !seen[o.Rule] {
			seen[o.Rule] = true
			rules = append(rules, o.Rule)
		}
	}
	return rules
}

// pathField is field with room for the longest label of a path.
func (t *textWriter) pathField(label string, paint color, line string) {
	const room = 16
	for _, part := range wrap(line, t.width-room) {
		fmt.Fprintf(&t.buf, "%-*s%s\n", room, "  "+label, t.paint(paint, guard(part)))
		label = ""
	}
}
