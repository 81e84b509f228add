package view

import (
	"encoding/json"
	"io"
)

// JSON writes a drawing for programs.
func JSON(w io.Writer, d *Drawing) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(d)
}
