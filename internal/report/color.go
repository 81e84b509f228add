package report

import "github.com/slsguard/terraform-provider-slsguard/internal/finding"

// color is the parameter of an ANSI SGR sequence; "" is the terminal's own.
type color string

const (
	plain   color = ""
	magenta color = "1;35"
	red     color = "1;31"
	yellow  color = "1;33"
	cyan    color = "1;36"
	blue    color = "1;34"
	green   color = "1;32"
)

func (t *textWriter) paint(c color, s string) string {
	if !t.opts.Color || c == plain || s == "" {
		return s
	}
	return "\x1b[" + string(c) + "m" + s + "\x1b[0m"
}

func colorOf(f *finding.Finding) color {
	if f.Verdict == finding.Unknown {
		return blue
	}
	switch f.Severity {
	case finding.Critical:
		return magenta
	case finding.High:
		return red
	case finding.Medium:
		return yellow
	default:
		return cyan
	}
}
