package view_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/view"
)

const nasty = "\"]:::x</script><script>alert(1)</script>&quot;\\\" -->|a| end\n%%{init}%%\u202e\x1b[31m\u2028`${x}`']]>"

// hostile is a system in which every text that a plan can choose is nasty.
func hostile() *view.Drawing {
	w := newWorld()
	w.service("module.a[\""+strings.ReplaceAll(strings.ReplaceAll(nasty, `\`, `\\`), `"`, `\"`)+"\"].", nasty)
	w.service("module.", "cut")
	w.service("module.a[", "open")
	f := &w.findings[0]
	f.Message, f.Title, f.Remediation, f.Reason, f.Attribute = nasty, nasty, nasty+"\r\n"+nasty, nasty, nasty
	f.Rule, f.Path = "SLS901", true
	f.Evidence = []finding.Evidence{
		{Address: nasty, Attribute: nasty, Note: nasty, Hop: &finding.Hop{From: "internet", To: nasty, Label: nasty}},
		{Address: nasty, Note: nasty},
	}
	return w.draw()
}

func TestHostileTexts(t *testing.T) {
	d := hostile()
	checkLayout(t, d)
	for _, format := range view.Names() {
		out := string(render(t, d, format))
		for _, bad := range []string{"\u202e", "\x1b", "\u2028"} {
			if strings.Contains(out, bad) {
				t.Errorf("%s holds %q", format, bad)
			}
		}
	}
}

// TestHostileDot reads the dot format as Graphviz does: strings end where they should.
func TestHostileDot(t *testing.T) {
	for line := range strings.Lines(string(render(t, hostile(), "dot"))) {
		bare := regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).ReplaceAllString(strings.TrimSpace(line), `""`)
		if strings.Contains(bare, "alert") || strings.Count(bare, `"`)%2 != 0 || strings.Contains(bare, "%%") {
			t.Errorf("text stands outside of strings: %s", line)
		}
	}
}

func TestHostileMermaid(t *testing.T) {
	line := regexp.MustCompile(`^ *(flowchart LR|classDef .*|end|linkStyle .*|subgraph g\d+\["[^"<]*"\]|` +
		`n\d+(\(\[|\[\(|\[\[|\{\{|\(|\[)"[^"]*"(\]\)|\)\]|\]\]|\}\}|\)|\])(:::\w+)?|n\d+ -\.?->(\|"[^"]*"\|)? n\d+)$`)
	for text := range strings.Lines(string(render(t, hostile(), "mermaid"))) {
		text = strings.TrimRight(text, "\n")
		if !line.MatchString(text) || strings.Contains(strings.ReplaceAll(text, "<br/>", ""), "<") {
			t.Errorf("not a line of ours: %s", text)
		}
	}
}

// TestPage holds the page to what keeps it safe: one script, named by its hash in the policy, data that can't end its
// block, nothing from elsewhere and no script in attributes.
func TestPage(t *testing.T) {
	d := hostile()
	page := string(render(t, d, "html"))
	scripts := regexp.MustCompile(`(?s)<script([^>]*)>(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(scripts) != 2 || scripts[0][1] != ` type="application/json" id="drawing"` || scripts[1][1] != "" {
		t.Fatalf("%d scripts", len(scripts))
	}
	var got view.Drawing
	if err := json.Unmarshal([]byte(scripts[0][2]), &got); err != nil || len(got.Nodes) != len(d.Nodes) {
		t.Errorf("the data of the page: %d nodes, %v", len(got.Nodes), err)
	}
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(page)
	want := "default-src 'none'; script-src " + hash(scripts[1][2]) + "; style-src " + hash(style[1]) + "; base-uri 'none'; form-action 'none'"
	if !strings.Contains(page, `<meta http-equiv="Content-Security-Policy" content="`+want+`">`) {
		t.Error("the policy does not name script and style")
	}
	frame := strings.ReplaceAll(strings.ReplaceAll(page, scripts[0][2], ""), scripts[1][2], "")
	for _, bad := range []string{`(?i)\son\w+=`, `(?i)\ssrc=`, `(?i)\shref=`, `(?i)\sstyle=`, `(?i)javascript:`} {
		if found := regexp.MustCompile(bad).FindString(frame); found != "" {
			t.Errorf("the page holds %q", found)
		}
	}
	for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest", "import("} {
		if strings.Contains(scripts[1][2], bad) {
			t.Errorf("the script uses %s", bad)
		}
	}
	for _, url := range regexp.MustCompile(`https?://[^'"\s]+`).FindAllString(scripts[1][2]+style[1], -1) {
		if url != "http://www.w3.org/2000/svg" { // a namespace, never asked for
			t.Errorf("the page names %s", url)
		}
	}
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func FuzzFormats(f *testing.F) {
	f.Add("module.a[\"x\"].", nasty)
	f.Add("module", "\xff")
	f.Fuzz(func(t *testing.T, module, name string) {
		w := newWorld()
		w.service(module, name)
		d := w.draw()
		for _, format := range view.Names() {
			render(t, d, format)
		}
	})
}
