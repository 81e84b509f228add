package slsguard_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadsAsTheProvider: a declaration is read from a plan as the provider reads what Terraform hands over. The two have
// readers of their own, since the command must not link the provider's framework.
func TestReadsAsTheProvider(t *testing.T) {
	for own, theirs := range map[string]string{
		"read_function.go": "../../provider/secure_function_model.go",
		"read_trigger.go":  "../../provider/secure_trigger_model.go",
	} {
		if diff := cmp.Diff(readers(t, theirs), readers(t, own)); diff != "" {
			t.Errorf("%s (-) and %s (+) differ:\n%s", theirs, own, diff)
		}
	}
}

// readers gives the functions of a file that read values, but for what is about the form of plans.
func readers(t *testing.T, name string) map[string]string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name == "exceptionSpecs" || f.Name.Name == "ifGiven" {
			continue
		}
		var text strings.Builder
		if err := printer.Fprint(&text, fset, f.Body); err != nil {
			t.Fatal(err)
		}
		all[f.Name.Name] = strings.NewReplacer(
			", gaps: g}", "}", "exceptionSpecs(", "exceptions(",
			"\tif f.Source.SHA256 == \"\" {\n\t\tf.Source.SHA256 = n.at(\"code_sha256\").text()\n\t}\n", "", // a plan is read after the provider has hashed the code
		).Replace(text.String())
	}
	return all
}
