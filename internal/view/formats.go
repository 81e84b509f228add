package view

import "io"

// Format writes a drawing.
type Format func(w io.Writer, d *Drawing) error

// Names lists the formats.
func Names() []string { return []string{"dot", "mermaid", "json", "html"} }

// ByName gives a format.
func ByName(name string) (Format, bool) {
	f, ok := map[string]Format{"dot": Dot, "mermaid": Mermaid, "json": JSON, "html": HTML}[name]
	return f, ok
}
