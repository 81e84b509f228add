package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

const (
	defaultWidth = 100 // also the most: longer lines read badly
	leastWidth   = 40
	labelWidth   = 12 // of "  resource  "
	inputsShown  = 10
)

// textWriter builds the text report.
type textWriter struct {
	buf     bytes.Buffer
	opts    Options
	clean   cleaner
	signs   signs
	width   int
	secrets secretPlaces
	plans   int // findings name their plan when there are several
}

// signs are the characters that a terminal without UTF-8 lacks.
type signs struct{ dot, ellipsis, line, arrow string }

func newTextWriter(rep *finding.Report, opts Options) *textWriter {
	t := &textWriter{
		opts:    opts,
		clean:   cleaner{ascii: opts.ASCII},
		signs:   signs{dot: " · ", ellipsis: "…", line: "│", arrow: "▼"},
		width:   defaultWidth,
		secrets: findSecrets(rep.Findings),
		plans:   len(rep.Inputs),
	}
	if opts.ASCII {
		t.signs = signs{dot: " - ", ellipsis: "...", line: "|", arrow: "v"}
	}
	if opts.Width > 0 {
		t.width = min(max(opts.Width, leastWidth), defaultWidth)
	}
	return t
}

// writeText writes the report for people: what was checked, each finding with its place and its fix, then
// the questions left open, and the counts.
func writeText(w io.Writer, rep *finding.Report, opts Options) error {
	t := newTextWriter(rep, opts)
	rep = t.clean.report(rep)
	t.inputs(rep)
	if len(rep.Findings) == 0 {
		t.nothing(rep)
	} else {
		t.scope(rep)
		t.failures(rep)
		t.openQuestions(rep)
		t.hint(rep)
		t.summary(rep)
	}
	if opts.ExitLine != "" {
		t.para(0, t.clean.line(opts.ExitLine))
	}
	if _, err := w.Write(t.buf.Bytes()); err != nil {
		return fmt.Errorf("write text report: %w", err)
	}
	return nil
}

func (t *textWriter) inputs(rep *finding.Report) {
	hcl := "without HCL"
	if rep.HCL {
		hcl = "with HCL"
	}
	for i, in := range rep.Inputs {
		if i == inputsShown && len(rep.Inputs) > inputsShown+1 {
			t.para(0, "and "+count(len(rep.Inputs)-i, "more plan", "more plans"))
			return
		}
		t.para(0, fmt.Sprintf("Checked %s (%s) %s", t.planName(in.Path), about(in), hcl))
	}
}

// planName is what to call the plan in text; a lone "-" would read as a dash.
func (t *textWriter) planName(path string) string {
	if path == "-" {
		return "standard input"
	}
	return t.clean.line(path)
}

func about(in finding.Input) string {
	var parts []string
	if in.TerraformVersion != "" {
		parts = append(parts, "Terraform "+in.TerraformVersion)
	}
	parts = append(parts, count(in.Resources, "resource", "resources"))
	if !in.Complete {
		parts = append(parts, "incomplete plan")
	}
	return strings.Join(parts, ", ")
}

func (t *textWriter) scope(rep *finding.Report) {
	rules := count(rep.Summary.Rules, "rule", "rules")
	t.para(0, objects(rep.Summary)+t.signs.dot+rules+t.signs.dot+"profile "+string(rep.Profile))
}

func objects(s finding.Summary) string {
	return count(s.Functions, "function", "functions") + ", " +
		count(s.Triggers, "trigger", "triggers") + ", " +
		count(s.Endpoints, "endpoint", "endpoints")
}

// nothing says why a run is empty: nothing wrong, or nothing to judge.
func (t *textWriter) nothing(rep *finding.Report) {
	t.blank()
	s := rep.Summary
	if s.Checked == 0 {
		t.para(0, fmt.Sprintf("No serverless resources in %s; nothing was judged.", t.searched(rep.Inputs)))
	} else {
		rules := count(s.Rules, "rule", "rules")
		line := fmt.Sprintf("No findings. %s of profile %s on %s; %d unknown", rules, rep.Profile, objects(s), s.Unknown)
		if s.Suppressed > 0 {
			line += fmt.Sprintf(", %d excepted", s.Suppressed)
		}
		t.para(0, line+"."+t.elapsed())
	}
}

func (t *textWriter) searched(inputs []finding.Input) string {
	resources := 0
	for _, in := range inputs {
		resources += in.Resources
	}
	name := count(len(inputs), "plan", "plans")
	if len(inputs) == 1 {
		name = t.planName(inputs[0].Path)
	}
	return fmt.Sprintf("%s (%s)", name, count(resources, "resource", "resources"))
}

// failures are all findings but open questions: what is neither is shown here, rather than lost. Attack paths come last,
// nearest to the summary, where a reader of a terminal looks first.
func (t *textWriter) failures(rep *finding.Report) {
	for i := range rep.Findings {
		if f := &rep.Findings[i]; f.Verdict != finding.Unknown && !drawn(f) {
			t.finding(f, nil)
		}
	}
	for i := range rep.Findings {
		if f := &rep.Findings[i]; f.Verdict != finding.Unknown && drawn(f) {
			t.path(f, rep)
		}
	}
}

// drawn tells what is shown as a path.
func drawn(f *finding.Finding) bool { return f.Path && len(f.Evidence) > 0 }

// openQuestions shows what could not be decided. One policy that is not known leaves many rules undecided: they are
// told together.
func (t *textWriter) openQuestions(rep *finding.Report) {
	type cause struct{ plan, address, attribute, reason string }
	index := map[cause]int{}
	var groups [][]*finding.Finding
	for i := range rep.Findings {
		f := &rep.Findings[i]
		if f.Verdict != finding.Unknown {
			continue
		}
		c := cause{f.Plan, f.Address, f.Attribute, f.Reason}
		if g, ok := index[c]; ok {
			groups[g] = append(groups[g], f)
			continue
		}
		index[c] = len(groups)
		groups = append(groups, []*finding.Finding{f})
	}
	for _, g := range groups {
		t.finding(g[0], g[1:])
	}
}

// hint says how to get source places when there was no HCL at all.
func (t *textWriter) hint(rep *finding.Report) {
	if rep.HCL {
		return
	}
	t.blank()
	t.para(0, "for file and line, run where the .tf files are, or pass --source")
}

func (t *textWriter) summary(rep *finding.Report) {
	var parts []string
	for _, severity := range finding.Severities() {
		parts = append(parts, fmt.Sprintf("%d %s", rep.Summary.BySeverity[severity], severity))
	}
	parts = append(parts, fmt.Sprintf("%d unknown", rep.Summary.Unknown))
	if rep.Summary.Suppressed > 0 {
		parts = append(parts, fmt.Sprintf("%d excepted", rep.Summary.Suppressed))
	}
	t.blank()
	t.para(0, strings.Join(parts, t.signs.dot)+t.elapsed())
	t.para(0, "More: slsguard explain "+rep.Findings[0].Rule)
}

func (t *textWriter) elapsed() string {
	if t.opts.Elapsed <= 0 {
		return ""
	}
	return fmt.Sprintf("   %.2f s", t.opts.Elapsed.Seconds())
}

func (t *textWriter) blank() { t.buf.WriteByte('\n') }

// para writes wrapped text behind an indent.
func (t *textWriter) para(indent int, text string) {
	for _, line := range wrap(text, t.width-indent) {
		t.buf.WriteString(strings.Repeat(" ", indent) + guard(line) + "\n")
	}
}

// verbatim writes a label and lines that must not be broken, since they are meant to be copied.
func (t *textWriter) verbatim(label string, paint color, lines ...string) {
	for _, line := range lines {
		fmt.Fprintf(&t.buf, "%-*s%s\n", labelWidth, "  "+label, t.paint(paint, guard(line)))
		label = ""
	}
}

// field writes a label and the lines that belong to it, one under the other.
func (t *textWriter) field(label string, lines ...string) {
	for _, line := range lines {
		for _, part := range wrap(line, t.width-labelWidth) {
			fmt.Fprintf(&t.buf, "%-*s%s\n", labelWidth, "  "+label, guard(part))
			label = ""
		}
	}
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
