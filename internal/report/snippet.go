package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

const (
	nearLines  = 3 // a block's head this near is shown with the lines between
	tabCells   = "  "
	leastCrop  = 20
	cropBefore = 8 // columns kept before the caret when a long line is cropped
)

// snippet is the piece of source that a finding points at. Its last row carries the carets.
type snippet struct {
	rows []row
	note string
	told int // index of the evidence that note comes from, or -1
}

// row is one source line; number 0 stands for lines left out. Carets go from rune from up to rune to.
type row struct {
	number   int
	text     []rune
	from, to int
}

func (t *textWriter) source(file string, line int) (string, bool) {
	if t.opts.Sources == nil || line < 1 {
		return "", false
	}
	lines, ok := t.opts.Sources.Lines(file, line, line)
	if !ok || len(lines) == 0 {
		return "", false
	}
	return strings.TrimRight(lines[0], "\r\n"), true
}

func (t *textWriter) snippet(f *finding.Finding) (snippet, bool) {
	s := snippet{rows: t.before(f), told: -1}
	last, ok := t.marked(f.Location)
	if !ok {
		return snippet{}, false
	}
	s.rows = append(s.rows, last)
	s.note, s.told = t.caretNote(f, s)
	return s, true
}

// before gives the head of the block, and the lines between when there are few and none holds a secret.
func (t *textWriter) before(f *finding.Finding) []row {
	loc := f.Location
	if loc.Block.File != loc.File || loc.Block.Line < 1 || loc.Block.Line >= loc.Line {
		return nil
	}
	head, ok := t.plainRow(loc.File, loc.Block.Line)
	if !ok {
		return nil
	}
	rows := []row{head}
	if loc.Line-loc.Block.Line > nearLines || f.Redact {
		if loc.Line-loc.Block.Line > 1 {
			rows = append(rows, row{})
		}
		return rows
	}
	for n := loc.Block.Line + 1; n < loc.Line; n++ {
		if between, ok := t.plainRow(loc.File, n); ok {
			rows = append(rows, between)
		}
	}
	return rows
}

func (t *textWriter) plainRow(file string, n int) (row, bool) {
	line, ok := t.source(file, n)
	if !ok {
		return row{}, false
	}
	runes := []rune(line)
	if column := t.secrets.hidden(file, n, line); column > 0 {
		runes = redact(runes, column, t.signs.ellipsis)
	}
	text, _, _ := t.layout(runes, 0, 0)
	return t.crop(row{number: n, text: text}), true
}

// marked gives the line that the finding points at, with its carets.
func (t *textWriter) marked(loc *finding.Location) (row, bool) {
	line, ok := t.source(loc.File, loc.Line)
	if !ok {
		return row{}, false
	}
	runes := []rune(line)
	from, to := span(runes, loc)
	if column := t.secrets.hidden(loc.File, loc.Line, line); column > 0 {
		runes = redact(runes, column, t.signs.ellipsis)
		from, to = min(from, len(runes)-1), len(runes)
	}
	r := row{number: loc.Line}
	r.text, r.from, r.to = t.layout(runes, from, to)
	return t.crop(r), true
}

// span gives the runes of the line that the carets mark: the range, as far as it stands on its first line,
// or a block's first word when the attribute is missing.
func span(line []rune, loc *finding.Location) (from, to int) {
	from = min(max(loc.Column-1, 0), len(line))
	switch {
	case loc.Missing:
		from = skip(line, from, " \t")
		to = skip(line, from, nameChars)
	case loc.EndLine > loc.Line:
		to = len(line)
	default:
		to = min(loc.EndColumn-1, len(line))
	}
	return from, max(to, from+1)
}

// layout turns source characters into printable ones and moves the marks along.
func (t *textWriter) layout(line []rune, from, to int) (text []rune, a, b int) {
	for i, r := range line {
		if i == from {
			a = len(text)
		}
		if i == to {
			b = len(text)
		}
		if r == '\t' {
			text = append(text, []rune(tabCells)...)
		} else {
			text = append(text, []rune(t.clean.char(r))...)
		}
	}
	if from >= len(line) {
		a = len(text) + from - len(line)
	}
	if to >= len(line) {
		b = len(text) + to - len(line)
	}
	return []rune(breakCommands(string(text))), a, b
}

// crop cuts a line that is wider than the terminal around its carets.
func (t *textWriter) crop(r row) row {
	limit := max(t.width-labelWidth, leastCrop)
	if len(r.text) <= limit {
		return r
	}
	start := 0
	if r.to > limit {
		start = min(max(r.from-cropBefore, 0), len(r.text)-1)
	}
	end := min(start+limit, len(r.text))
	text := append([]rune{}, r.text[start:end]...)
	if end < len(r.text) {
		text = append(text, []rune(t.signs.ellipsis)...)
	}
	r.from, r.to = r.from-start, min(r.to, end)-start
	if start > 0 {
		mark := []rune(t.signs.ellipsis)
		text = append(mark, text...)
		r.from, r.to = r.from+len(mark), r.to+len(mark)
	}
	r.text = text
	return r
}

// caretNote is what to say beside the carets: a fact about this very attribute, when it fits the line.
func (t *textWriter) caretNote(f *finding.Finding, s snippet) (note string, told int) {
	told = -1
	if f.Location.Missing && f.Attribute != "" {
		note = f.Attribute + " is not set"
	}
	for i, e := range f.Evidence {
		if e.Address == f.Address && e.Attribute == f.Attribute && e.Note != "" {
			note, told = e.Note, i
			break
		}
	}
	last := s.rows[len(s.rows)-1]
	if s.gutter()+5+cells(last.upTo(last.to))+1+cells(note) > t.width {
		return "", -1
	}
	return note, told
}

// gutter is the width of the line numbers.
func (s snippet) gutter() int {
	widest := 2
	for _, r := range s.rows {
		widest = max(widest, len(strconv.Itoa(r.number)))
	}
	return widest
}

func (r row) upTo(end int) string { return string(r.text[:min(max(end, 0), len(r.text))]) }

func (t *textWriter) draw(s snippet, paint color) {
	edge := strings.Repeat(" ", s.gutter()) + " |"
	fmt.Fprintf(&t.buf, "  %s\n", edge)
	for _, r := range s.rows {
		if r.number == 0 {
			fmt.Fprintf(&t.buf, "  %*s\n", s.gutter(), "...")
			continue
		}
		fmt.Fprintf(&t.buf, "  %*d | %s\n", s.gutter(), r.number, string(r.text))
	}
	last := s.rows[len(s.rows)-1]
	before := cells(last.upTo(last.from))
	carets := max(cells(last.upTo(last.to))-before, 1)
	mark := t.paint(paint, strings.Repeat("^", carets))
	if s.note != "" {
		mark += " " + s.note
	}
	fmt.Fprintf(&t.buf, "  %s %s%s\n  %s\n", edge, strings.Repeat(" ", before), mark, edge)
}
