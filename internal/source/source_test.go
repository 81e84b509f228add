package source

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// openArchive writes an archive of testdata to a new directory and opens root below it. The archives hold
// .terraform directories, which git is told to ignore.
func openArchive(t testing.TB, archive, root string) *Tree {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", archive))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	return openFiles(t, files, root)
}

func openFiles(t testing.TB, files map[string]string, root string) *Tree {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := Options{WorkDir: dir}.Open(context.Background(), root)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// show writes a location as "file:line:column text", where text is what the range covers.
func show(t testing.TB, tree *Tree, loc finding.Location) string {
	t.Helper()
	line, ok := tree.Line(loc.File, loc.Line)
	if !ok {
		t.Fatalf("no line %d in %s", loc.Line, loc.File)
	}
	if loc.EndLine != loc.Line {
		t.Fatalf("location %v has several lines", loc)
	}
	text := string([]rune(line)[loc.Column-1 : loc.EndColumn-1])
	s := fmt.Sprintf("%s:%d:%d %s", loc.File, loc.Line, loc.Column, text)
	if loc.Missing {
		s += " (missing)"
	}
	for _, from := range loc.CalledFrom {
		s += fmt.Sprintf(" < %s:%d:%d", from.File, from.Line, from.Column)
	}
	return s
}

func locate(t testing.TB, tree *Tree, address, attribute string) string {
	t.Helper()
	loc, ok := tree.Locate(address, attribute)
	if !ok {
		return "nowhere"
	}
	return show(t, tree, loc)
}

func TestLocate(t *testing.T) {
	tests := []struct{ archive, root, address, attribute, want string }{
		{"shop.txtar", "infra", `aws_lambda_function_url.hook`, "authorization_type", `infra/main.tf:3:24 "NONE"`},
		{"shop.txtar", "infra", `aws_lambda_function_url.hook`, "", `infra/main.tf:1:1 resource "aws_lambda_function_url" "hook"`},
		{"shop.txtar", "infra", `aws_lambda_function_url.hook`, "cors", `infra/main.tf:1:1 resource (missing)`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment.0.variables.DB_PASSWORD", `infra/main.tf:10:22 var.password`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment.0.variables.dotted.key", `infra/main.tf:11:22 "x"`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment.0.variables.OTHER", `infra/main.tf:9:17 {`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment", `infra/main.tf:8:3 environment`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment.0", `infra/main.tf:8:3 environment`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment.variables", `infra/main.tf:9:17 {`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment.1.variables", `infra/main.tf:6:1 resource "aws_lambda_function" "hook"`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "environment.-1.variables", `infra/main.tf:6:1 resource "aws_lambda_function" "hook"`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "vpc_config.0.security_group_ids", `infra/main.tf:15:3 vpc_config (missing)`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "vpc_config.0.subnet_ids.1", `infra/main.tf:16:24 var.subnet`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "vpc_config.0.subnet_ids.7", `infra/main.tf:16:18 ["a", var.subnet]`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "tags.Owner", `infra/main.tf:18:38 "me"`},
		{"shop.txtar", "infra", `aws_lambda_function.hook[1]`, "tags.Team", `infra/main.tf:18:16 local.tags`},
		{"shop.txtar", "infra", `aws_iam_role_policy.p`, "policy", `infra/main.tf:22:12 jsonencode({`},
		{"shop.txtar", "infra", `aws_iam_role_policy.p`, "policy.Statement.0.Action", `infra/main.tf:25:36 "*"`},
		{"shop.txtar", "infra", `aws_iam_role_policy.p`, "policy.Statement.1.Resource", `infra/main.tf:28:20 ("*")`},
		{"shop.txtar", "infra", `aws_iam_role_policy.p`, "policy.Statement.1.Condition", `infra/main.tf:26:7 {`},
		{"shop.txtar", "infra", `aws_iam_policy.heredoc`, "policy", `infra/main.tf:35:12 <<-EOT`},
		{"shop.txtar", "infra", `data.aws_iam_policy_document.d`, "statement.1.actions.0", `infra/main.tf:45:18 "sqs:*"`},
		{"shop.txtar", "infra", `data.aws_iam_policy_document.d`, "statement.1.resources.2", `infra/main.tf:46:37 "c"`},
		{"shop.txtar", "infra", `output.url`, "value", `infra/main.tf:51:11 aws_lambda_function_url.hook.function_url`},
		{"shop.txtar", "infra", `local.tags`, "Team", `infra/main.tf:55:19 "shop"`},
		{"shop.txtar", "infra", `var.name`, "default", `infra/main.tf:59:13 "n"`},
		{"shop.txtar", "infra", `data.http.ping`, "url", `infra/main.tf:64:11 "http://example.com"`},
		{"shop.txtar", "infra", `module.queue`, "", `infra/modules.tf:1:1 module "queue"`},
		{"shop.txtar", "infra", `module.queue["a"]`, "name", `infra/modules.tf:4:14 each.key`},

		{"shop.txtar", "infra", `aws_security_group.sg`, "ingress.3.cidr_blocks.0", `infra/dynamic.tf:6:22 "0.0.0.0/0"`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "ingress.3", `infra/dynamic.tf:2:3 dynamic "ingress"`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "ingress.0.to_port", `infra/dynamic.tf:4:5 content (missing)`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "egress.0.from_port", `infra/dynamic.tf:10:17 1`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "egress.1.from_port", `infra/dynamic.tf:15:19 2`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "mixed.0.port", `infra/dynamic.tf:1:1 resource "aws_security_group" "sg"`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "empty.0.port", `infra/dynamic.tf:27:3 dynamic (missing)`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "rules.5.open", `infra/dynamic.tf:30:52 true`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "maybe.port", `infra/dynamic.tf:31:29 7`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "either.port", `infra/dynamic.tf:32:12 var.on ? { port = 7 } : { port = 8 }`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "off.0.port", `infra/dynamic.tf:33:35 9`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "set.0.port", `infra/dynamic.tf:34:11 toset([{ port = 1 }, { port = 2 }])`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "one.0.port", `infra/dynamic.tf:35:27 1`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "late.port", `infra/dynamic.tf:36:11 merge({ port = 1 }, var.more)`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "deep.port", `infra/dynamic.tf:37:29 3`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "lists.0.port", `infra/dynamic.tf:38:11 concat(var.more, [{ port = 4 }])`},
		{"shop.txtar", "infra", `aws_security_group.sg`, "calls.0.port", `infra/dynamic.tf:39:11 length([{ port = 5 }])`},

		{"shop.txtar", "infra", `module.queue["a"].aws_sqs_queue.q`, "name", `infra/queue/main.tf:2:10 "q" < infra/modules.tf:1:1`},
		{
			"shop.txtar", "infra", `module.queue["a.module.b[0]"].module.deep[0].aws_sqs_queue.dlq["]\"."]`, "kms_master_key_id",
			`infra/deep/main.tf:3:23 null < infra/queue/main.tf:5:1 < infra/modules.tf:1:1`,
		},
		{"shop.txtar", "infra", `module.shared.aws_sns_topic.t`, "name", `shared/main.tf:2:10 "t" < infra/modules.tf:7:1`},
		{"shop.txtar", "infra", `module.named.aws_sqs_queue.q`, "name", `infra/queue/main.tf:2:10 "q" < infra/modules.tf:24:1`},
		{"shop.txtar", "infra", `module.registry.aws_lambda_function.this`, "runtime", `infra/modules.tf:11:1 module "registry"`},
		{"shop.txtar", "infra", `module.registry.module.inner.aws_iam_role.r`, "name", `infra/modules.tf:11:1 module "registry"`},
		{
			"shop.txtar", "infra", `module.queue["a"].module.registry.aws_kms_key.k`, "enable_key_rotation",
			`infra/queue/main.tf:10:1 module "registry" < infra/modules.tf:1:1`,
		},
		{"shop.txtar", "infra", `module.absent.aws_sqs_queue.x`, "name", `infra/modules.tf:16:1 module "absent"`},
		{"shop.txtar", "infra", `module.absent.module.more.aws_sqs_queue.x`, "name", `infra/modules.tf:16:1 module "absent"`},
		{"shop.txtar", "infra", `module.gone.aws_sqs_queue.x`, "name", `infra/modules.tf:20:1 module "gone"`},
		{"shop.txtar", "infra", `module.stale.aws_sqs_queue.q`, "name", `infra/modules.tf:28:1 module "stale"`},

		{"json.txtar", ".", `aws_lambda_function.f`, "", `main.tf.json:5:7 "f"`},
		{"json.txtar", ".", `aws_lambda_function.f`, "runtime", `main.tf.json:7:20 "nodejs18.x"`},
		{"json.txtar", ".", `aws_lambda_function.f`, "tracing_config", `main.tf.json:5:7 "f" (missing)`},
		{"json.txtar", ".", `aws_lambda_function.f`, "environment.0.variables.B", `main.tf.json:8:54 "${var.b}"`},
		{"json.txtar", ".", `aws_lambda_function.f`, "environment.1.variables.B", `main.tf.json:8:24 {"variables": {"A": "1", "B": "${var.b}"}}`},
		{"json.txtar", ".", `aws_lambda_function.f`, "file_system_config.1.arn", `main.tf.json:9:54 "y"`},
		{"json.txtar", ".", `aws_lambda_function.f`, "vpc_config.4.subnet_ids.0", `main.tf.json:10:87 "s"`},
		{"json.txtar", ".", `aws_lambda_function.f`, "nest.0.rule.0.port", `main.tf.json:11:60 1`},
		{"json.txtar", ".", `output.o`, "value", `main.tf.json:15:30 "${aws_lambda_function.f.arn}"`},
		{"json.txtar", ".", `module.m.aws_sqs_queue.q`, "name", `m/main.tf.json:1:48 "q" < main.tf.json:16:14`},

		{"override.txtar", ".", `aws_lambda_function.f`, "runtime", `a_override.tf:2:13 "from override"`},
		{"override.txtar", ".", `aws_lambda_function.f`, "handler", `override.tf.json:1:56 "from json"`},
		{"override.txtar", ".", `aws_lambda_function.f`, "environment.0.variables.B", `a_override.tf:4:23 "2"`},
		{"override.txtar", ".", `aws_lambda_function.f`, "", `main.tf:1:1 resource "aws_lambda_function" "f"`},
		{"override.txtar", ".", `local.l`, "", `a_override.tf:8:7 "overridden"`},
		{"override.txtar", ".", `aws_tofu.f`, "", `other.tofu:1:1 resource "aws_tofu" "f"`},
	}
	trees := map[string]*Tree{}
	for _, tt := range tests {
		if trees[tt.archive] == nil {
			trees[tt.archive] = openArchive(t, tt.archive, tt.root)
		}
		t.Run(tt.address+"|"+tt.attribute, func(t *testing.T) {
			if got := locate(t, trees[tt.archive], tt.address, tt.attribute); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestLocateNowhere(t *testing.T) {
	tree := openArchive(t, "shop.txtar", "infra")
	for _, address := range []string{
		"", ".", "..", "[", "]", `["`, "a", "a.", ".a", "a.b.c", "module", "module.", "module.queue.", "module.queue.x",
		"aws_lambda_function.other", "module.nosuch.aws_sqs_queue.q", "module.registry.aws_lambda_function.other",
		"module.registry.module.nosuch.aws_iam_role.r", "data.aws_lambda_function.hook", "data.x", "output.other",
		`aws_lambda_function.hook[`, `aws_lambda_function.hook["`, `aws_lambda_function.hook["\`, `aws_lambda_function.hook["x"`,
		`aws_lambda_function.hook[]`, `aws_lambda_function.hook[x]`, `aws_lambda_function.hook[0]x`, `aws_lambda_function.hook[-1]`,
		strings.Repeat("module.queue.", 100_000) + "aws_sqs_queue.q", strings.Repeat("[", 100_000), "module.queue\x00.a.b",
	} {
		if loc, ok := tree.Locate(address, "name"); ok {
			t.Errorf("Locate(%.60q) = %+v", address, loc)
		}
		if loc, ok := tree.LocateInModule(address, "name"); ok {
			t.Errorf("LocateInModule(%.60q) = %+v", address, loc)
		}
	}
}

func TestLocateInModule(t *testing.T) {
	tree := openArchive(t, "shop.txtar", "infra")
	tests := []struct{ address, attribute, want string }{
		{
			"module.registry.aws_lambda_function.this", "runtime",
			`infra/.terraform/modules/registry/main.tf:2:13 "nodejs18.x" < infra/modules.tf:11:1`,
		},
		{
			"module.registry.module.inner.aws_iam_role.r[0]", "name",
			`infra/.terraform/modules/registry/inner/main.tf:2:10 "r" < infra/.terraform/modules/registry/main.tf:5:1 < infra/modules.tf:11:1`,
		},
		{"aws_lambda_function_url.hook", "authorization_type", `infra/main.tf:3:24 "NONE"`},
		{"module.absent.aws_sqs_queue.x", "name", "nowhere"},
	}
	for _, tt := range tests {
		got := "nowhere"
		if loc, ok := tree.LocateInModule(tt.address, tt.attribute); ok {
			got = show(t, tree, loc)
		}
		if got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.address, got, tt.want)
		}
	}
}

func TestBlock(t *testing.T) {
	tree := openArchive(t, "shop.txtar", "infra")
	loc, _ := tree.Locate("module.queue.aws_sqs_queue.q", "name")
	want := finding.Position{File: "infra/queue/main.tf", Line: 1, Column: 1}
	if loc.Block != want {
		t.Errorf("Block = %v, want %v", loc.Block, want)
	}
	loc.CalledFrom[0].Line = 99 // the caller's to change
	if again, _ := tree.Locate("module.queue.aws_sqs_queue.q", "name"); again.CalledFrom[0].Line != 1 {
		t.Error("locations share their call sites")
	}
}

func TestProblems(t *testing.T) {
	tree := openArchive(t, "shop.txtar", "infra")
	for _, address := range []string{"module.absent.a.b", "module.absent.a.c", "module.gone.a.b", "aws_x.y"} {
		tree.Locate(address, "")
	}
	var got []string
	for _, err := range tree.Problems() {
		got = append(got, err.Error())
	}
	want := []string{
		`infra/modules.tf:16: module "absent" is not installed; run terraform init`,
		`infra/modules.tf:20: module "gone" is not installed; run terraform init`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOpenFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.tf")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{file, file + "-not-there"} {
		if _, err := Open(context.Background(), root); err == nil {
			t.Errorf("Open(%q) succeeds", root)
		}
	}
}

func TestOpenCancelled(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.tf"), []byte(`resource "a" "b" {}`), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	tree, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, ok := tree.Locate("a.b", ""); ok {
		t.Error("files are read after the context ended")
	}
	if len(tree.Problems()) != 1 {
		t.Errorf("Problems() = %v", tree.Problems())
	}
}

func TestFileNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"work/infra", "beside"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "x.tf"), []byte(`resource "a" "b" {}`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "work"), filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	tests := []struct{ workDir, root, want string }{
		{"work", "infra", "infra/x.tf"},
		{"work", "./infra/../infra", "infra/x.tf"},
		{"work", filepath.Join(dir, "work", "infra"), "infra/x.tf"},
		{"work/infra", ".", "x.tf"},
		{"link", filepath.Join(dir, "work", "infra"), "infra/x.tf"},
		{"work", filepath.Join(dir, "link", "infra"), "infra/x.tf"},
		{"work", "../beside", filepath.ToSlash(filepath.Join(dir, "beside", "x.tf"))},
	}
	for _, tt := range tests {
		tree, err := Options{WorkDir: filepath.Join(dir, tt.workDir)}.Open(context.Background(), tt.root)
		if err != nil {
			t.Fatal(err)
		}
		if loc, _ := tree.Locate("a.b", ""); loc.File != tt.want {
			t.Errorf("from %s, %s: File = %q, want %q", tt.workDir, tt.root, loc.File, tt.want)
		}
	}
}

func TestFindRoot(t *testing.T) {
	dir := t.TempDir()
	for name, file := range map[string]string{"empty": "x.txt", "native": "x.tf", "json": "x.tf.json", "tofu": "x.tofu"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		candidates []string
		want       string
	}{
		{[]string{"nosuch", "empty", "native", "json"}, "native"},
		{[]string{"json"}, "json"},
		{[]string{"tofu"}, "tofu"},
		{[]string{"empty"}, ""},
		{nil, ""},
	}
	for _, tt := range tests {
		candidates := []string{""}
		for _, c := range tt.candidates {
			candidates = append(candidates, filepath.Join(dir, c))
		}
		got, ok := FindRoot(candidates...)
		if ok != (tt.want != "") || ok && got != filepath.Join(dir, tt.want) {
			t.Errorf("FindRoot(%v) = %q, %v, want %q", tt.candidates, got, ok, tt.want)
		}
	}
}
