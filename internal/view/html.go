package view

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
)

//go:embed assets/page.css
var pageCSS string

//go:embed assets/page.html
var pageBody string

//go:embed assets/model.js
var modelJS string

//go:embed assets/scene.js
var sceneJS string

//go:embed assets/pane.js
var paneJS string

//go:embed assets/page.js
var pageJS string

// HTML writes a drawing as one page that needs nothing else. Its policy lets in the page's own style and script, by
// their hashes, and nothing more: no request, no script in an attribute, no frame.
func HTML(w io.Writer, d *Drawing) error {
	data, err := json.Marshal(d) // escapes <, > and &, so that no text of a plan can end the block it stands in
	if err != nil {
		return err
	}
	script := "'use strict';\n(() => {\n" + modelJS + sceneJS + paneJS + pageJS + "})();\n"
	policy := fmt.Sprintf(
		"default-src 'none'; script-src %s; style-src %s; base-uri 'none'; form-action 'none'", source(script), source(pageCSS),
	)
	var b bytes.Buffer
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy)
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	b.WriteString("<meta name=\"color-scheme\" content=\"light dark\">\n")
	fmt.Fprintf(&b, "<title>slsguard graph: %s</title>\n<style>%s</style>\n</head>\n", html.EscapeString(d.Plan), pageCSS)
	b.WriteString(pageBody)
	fmt.Fprintf(&b, "<script type=\"application/json\" id=\"drawing\">%s</script>\n<script>%s</script>\n</body>\n</html>\n", data, script)
	_, err = w.Write(b.Bytes())
	return err
}

// source names a text to the policy of a page.
func source(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
