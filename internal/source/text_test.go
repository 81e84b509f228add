package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestColumns(t *testing.T) {
	const block = "resource \"a\" \"b\" {\n"
	tests := []struct{ name, text, attribute, want string }{
		{"plain", block + "  x = \"NONE\"\n}\n", "x", "2:7-2:13"},
		{"BOM", "\ufeff" + block + "  x = \"NONE\"\n}\n", "x", "2:7-2:13"},
		{"BOM, first line", "\ufeff" + block + "}\n", "", "1:1-1:17"},
		{"CRLF", strings.ReplaceAll(block+"  x = \"NONE\"\n}\n", "\n", "\r\n"), "x", "2:7-2:13"},
		{"CRLF, several lines", strings.ReplaceAll(block+"  x = [ \n 1]\n}\n", "\n", "\r\n"), "x", "2:7-2:8"},
		{"before it, wide", block + "  /* é日👩‍👩‍👧 */ x = \"NONE\"\n}\n", "x", "2:17-2:23"},
		{"inside, wide", block + "  x = \"日👩‍👩‍👧\"\n}\n", "x", "2:7-2:11"},
		{"inside, wide, several lines", block + "  x = f(\"日👩‍👩‍👧\", \n 1)\n}\n", "x", "2:7-2:14"},
		{"comment after bracket", block + "  x = { # open\n }\n}\n", "x", "2:7-2:15"},
		{"heredoc", block + "  x = <<EOT\ntext\nEOT\n}\n", "x", "2:7-2:12"},
		{"no line end", block + "  x = 1 }", "x", "2:7-2:8"},
		{"one line", "resource \"a\" \"b\" { x = 1 }", "x", "1:24-1:25"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := openFiles(t, map[string]string{"x.tf": tt.text}, ".")
			loc, ok := tree.Locate("a.b", tt.attribute)
			if !ok {
				t.Fatal("not found", tree.Problems())
			}
			if got := fmt.Sprintf("%d:%d-%d:%d", loc.Line, loc.Column, loc.EndLine, loc.EndColumn); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	const text = "\ufeffone\r\ntwo\n\nfour"
	tree := openFiles(t, map[string]string{"x.tf": text}, ".")
	tree.Locate("a.b", "")
	tests := []struct {
		from, to int
		want     []string
	}{
		{1, 4, []string{"one", "two", "", "four"}},
		{2, 2, []string{"two"}},
		{-5, 1, []string{"one"}},
		{4, 9, []string{"four"}},
		{5, 9, nil},
		{3, 2, nil},
		{0, 0, nil},
	}
	for _, tt := range tests {
		got, ok := tree.Lines("x.tf", tt.from, tt.to)
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want != nil) {
			t.Errorf("Lines(%d, %d): ok = %v\n%s", tt.from, tt.to, ok, diff)
		}
	}
	if line, ok := tree.Line("x.tf", 2); line != "two" || !ok {
		t.Errorf("Line(2) = %q, %v", line, ok)
	}
	if line, ok := tree.Line("x.tf", 5); ok {
		t.Errorf("Line(5) = %q", line)
	}
	if got, ok := tree.Bytes("x.tf"); string(got) != text || !ok {
		t.Errorf("Bytes() = %q, %v", got, ok)
	}
	if _, ok := tree.Bytes("other.tf"); ok {
		t.Error("Bytes of a file that was not read")
	}
	if _, ok := tree.Lines("other.tf", 1, 1); ok {
		t.Error("Lines of a file that was not read")
	}
}

// TestBadFiles shows that one bad file costs only what it declares itself.
func TestBadFiles(t *testing.T) {
	deep := maxDepth + 1
	tests := []struct{ name, file, text, problem string }{
		{"syntax", "bad.tf", "resource \"a\" \"kept\" {\n  x = 1\n}\nresource \"a\" {{{\n", "bad.tf:4:15"},
		{"wrong syntax in a block", "bad.tf", "resource \"a\" \"kept\" {\n  x = 1\n  y = = 2\n}\n", "bad.tf:3:7"},
		{"JSON", "bad.tf.json", `{"resource": {"a": `, "bad.tf.json:1:20"},
		{"JSON that is no object", "bad.tf.json", `7`, "bad.tf.json:1:1"},
		{"JSON of wrong shape", "bad.tf.json", `{"resource": [7, {"a": "x"}], "locals": "x", "output": null}`, "bad.tf.json:1:"},
		{"UTF-16", "bad.tf", "\xff\xfer\x00e\x00", "bad.tf:1:1"},
		{"broken UTF-8", "bad.tf", "x = \"\xff\xfe\"\n", "bad.tf:1:6"},
		{"brackets", "bad.tf", "x = " + strings.Repeat("[", deep), "nested too deep"},
		{"parentheses, wrongly closed", "bad.tf", "x = " + strings.Repeat("(]", deep), "nested too deep"},
		{"templates", "bad.tf", "x = " + strings.Repeat(`"${`, deep), "nested too deep"},
		{"template directives", "bad.tf", `x = "` + strings.Repeat(`%{if a}`, maxOperators+1), "nested too deep"},
		{"operators", "bad.tf", "x = " + strings.Repeat("!", maxOperators+1) + "a", "nested too deep"},
		{"indexes", "bad.tf", "x = a" + strings.Repeat("[b]", maxOperators+2), "nested too deep"},
		{"blocks", "bad.tf", strings.Repeat("x {\n", deep), "nested too deep"},
		{"JSON brackets", "bad.tf.json", strings.Repeat(`{"a":`, deep), "nested too deep"},
		{"large", "bad.tf", strings.Repeat(" ", maxFileBytes+1), "larger than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			good := "resource \"a\" \"good\" {}\n"
			tree := openFiles(t, map[string]string{tt.file: tt.text, "good.tf": good}, ".")
			if got := locate(t, tree, "a.good", ""); got != `good.tf:1:1 resource "a" "good"` {
				t.Errorf("good file: %s", got)
			}
			if strings.Contains(tt.text, "kept") {
				if got := locate(t, tree, "a.kept", "x"); got != "bad.tf:2:7 1" {
					t.Errorf("before the error: %s", got)
				}
			}
			problems := tree.Problems()
			if len(problems) != 1 || !strings.Contains(problems[0].Error(), tt.problem) {
				t.Errorf("Problems() = %v, want one with %q", problems, tt.problem)
			}
		})
	}
}

func TestDeepButAllowed(t *testing.T) {
	n := maxDepth - 10
	files := map[string]string{
		"a.tf":      "locals {\n  x = " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n}\n",
		"b.tf":      "locals {\n  y = " + strings.Repeat("!", maxOperators) + "a\n}\n",
		"c.tf.json": `{"locals": {"z": ` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}}`,
		"d.tf":      "locals {\n  w = a" + strings.Repeat(" + a", maxOperators) + "\n}\n",
		"e.tf":      strings.Repeat("locals {\n  v = -1\n}\n", maxOperators+1),
	}
	tree := openFiles(t, files, ".")
	for name, literal := range map[string]bool{"x": true, "y": false, "z": true, "w": false, "v": true} {
		if _, _, ok := tree.LocalReferences("", name); !ok {
			t.Errorf("local %s: not found", name)
		}
		if _, ok := tree.LocalValue("", name); ok != literal {
			t.Errorf("local %s: literal = %v, want %v", name, ok, literal)
		}
	}
	if problems := tree.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestBrokenModuleRecord(t *testing.T) {
	tree := openFiles(t, map[string]string{
		".terraform/modules/modules.json": `{"Modules": [`,
		"main.tf":                         "module \"m\" {\n  source = \"x/y/z\"\n}\n",
	}, ".")
	if got := locate(t, tree, "module.m.a.b", "x"); got != `main.tf:1:1 module "m"` {
		t.Error(got)
	}
	if len(tree.Problems()) != 2 { // the record, and the module that is therefore not found
		t.Error(tree.Problems())
	}
}
