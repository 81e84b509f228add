package source

import (
	"fmt"
	"strings"
	"testing"
)

func FuzzLocate(f *testing.F) {
	for _, seed := range [][2]string{
		{`module.queue["a"].module.deep[0].aws_sqs_queue.dlq["k"]`, "kms_master_key_id"},
		{`aws_iam_role_policy.p`, "policy.Statement.1.Resource"},
		{`aws_security_group.sg`, "ingress.3.cidr_blocks.0"},
		{`module.registry.module.inner.aws_iam_role.r`, "name"},
		{`data.aws_iam_policy_document.d`, "statement.1.resources.2"},
		{`local.tags`, "Team"},
		{`module.[`, "."},
	} {
		f.Add(seed[0], seed[1])
	}
	tree := openArchive(f, "shop.txtar", "infra")
	tree.SetValues(func(_, path string) (string, bool) { return path[len(path)-1:], path != "" })
	f.Fuzz(func(t *testing.T, address, attribute string) {
		if loc, ok := tree.Locate(address, attribute); ok {
			show(t, tree, loc)
		}
		if loc, ok := tree.LocateInModule(address, attribute); ok {
			show(t, tree, loc)
		}
		tree.LocalReferences(address, attribute)
		tree.LocalValue(address, attribute)
	})
}

func FuzzParse(f *testing.F) {
	tree := openArchive(f, "shop.txtar", "infra")
	tree.Locate("aws_x.y", "")
	for _, name := range []string{"infra/main.tf", "infra/dynamic.tf"} {
		text, ok := tree.Bytes(name)
		if !ok {
			f.Fatalf("%s was not read", name)
		}
		f.Add(text, false, "environment.0.variables.A")
	}
	f.Add([]byte(localsFile), false, "a.0")
	f.Add([]byte(`{"resource":{"a":{"b":{"dynamic":{"x":[{"content":{"y":[1]}}]}}}},"locals":[{"l":"${a.b}"}]}`), true, "x.0.y")
	f.Fuzz(func(t *testing.T, text []byte, inJSON bool, attribute string) {
		name := "x.tf"
		if inJSON {
			name += ".json"
		}
		tree := newTree("/", "/")
		d := &directory{decls: map[string]*decl{}}
		tree.dirs["/"], tree.files[name] = d, &file{text: text}
		_ = d.parse(name, text, false) // most texts are broken; what parsed must still be sound
		_ = d.parse(name, text, true)
		for key := range d.decls {
			checkDecl(t, tree, key, attribute)
		}
	})
}

func checkDecl(t *testing.T, tree *Tree, key, attribute string) {
	for _, path := range []string{"", attribute, "dynamic." + attribute} {
		loc, ok := tree.Locate(key, path)
		if !ok {
			continue // a name that no address can hold
		}
		lines, _ := tree.Lines(loc.File, loc.Line, loc.EndLine)
		if loc.Line < 1 || loc.Column < 1 || loc.EndLine != loc.Line || loc.EndColumn < loc.Column || len(lines) != 1 {
			t.Errorf("%s, %q: %+v", key, path, loc)
		}
	}
	if tree.dirs["/"].decls[key].value != nil {
		name := key[len("local."):]
		tree.LocalReferences("", name)
		tree.LocalValue("", name)
	}
}

// functionsFile declares n functions.
func functionsFile(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "resource \"aws_lambda_function\" \"f%d\" {\n  role = \"r\"\n  environment {\n    variables = {\n"+
			"      A = \"1\"\n      B = \"2\"\n    }\n  }\n}\n", i)
	}
	return text.String()
}

func BenchmarkLocate(b *testing.B) {
	tree := openFiles(b, map[string]string{
		"main.tf":   "module \"m\" {\n  source = \"./m\"\n}\n",
		"m/main.tf": functionsFile(500),
	}, ".")
	addresses := make([]string, 500)
	for i := range addresses {
		addresses[i] = fmt.Sprintf("module.m[\"k\"].aws_lambda_function.f%d[0]", i)
	}
	for b.Loop() {
		for i := range 26_000 {
			if _, ok := tree.Locate(addresses[i%500], "environment.0.variables.B"); !ok {
				b.Fatal("not found")
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	text := []byte(functionsFile(500))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d := &directory{decls: map[string]*decl{}}
		if err := d.parse("main.tf", text, false); err != nil {
			b.Fatal(err)
		}
	}
}
