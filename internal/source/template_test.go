package source

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fakePlan knows attributes by "address path" and variables by name.
type fakePlan struct{ attributes, variables map[string]string }

func (p fakePlan) AttributeJSON(address, path string) (string, bool) {
	text, ok := p.attributes[address+" "+path]
	return text, ok
}

func (p fakePlan) VariableJSON(name string) (string, bool) {
	text, ok := p.variables[name]
	return text, ok
}

// written writes a template in one line: <address#attribute> for a hole.
func written(tpl Template) string {
	var b strings.Builder
	for _, p := range tpl {
		b.WriteString(p.Text)
		if p.Address != "" {
			fmt.Fprintf(&b, "<%s#%s>", p.Address, p.Attribute)
		}
	}
	return b.String()
}

const templateHeader = `
variable "env" { default = "dev" }
variable "size" {
  type    = number
  default = 3
}
variable "secret" {
  default   = "s3cr3t"
  sensitive = true
}
variable "names" {
  type    = list(string)
  default = ["a", "b"]
}
variable "nothing" {}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket" "off" { count = 0 }
resource "aws_s3_bucket" "two" { count = 2 }
resource "aws_s3_bucket" "maybe" { count = aws_s3_bucket.b.id == "" ? 1 : 0 }
resource "aws_sqs_queue" "q" { for_each = toset(["x", "y"]) }
data "aws_caller_identity" "me" {}
locals {
  arn    = aws_s3_bucket.b.arn
  bucket = { main = aws_s3_bucket.b, other = { arn = "arn:known" } }
  all    = concat([local.arn], [for q in aws_sqs_queue.q : q.arn])
  a      = local.c
  c      = local.a
}
`

// TestTemplate evaluates expressions of the root module; "" means that they are not certain.
func TestTemplate(t *testing.T) {
	const b, x, y = "<aws_s3_bucket.b#arn>", `<aws_sqs_queue.q["x"]#arn>`, `<aws_sqs_queue.q["y"]#arn>`
	tests := []struct{ expression, want string }{
		{`"${aws_s3_bucket.b.arn}/*"`, b + "/*"},
		{`aws_s3_bucket.b.arn`, b},
		{`local.arn`, b},
		{`"x-${var.env}-${local.arn}"`, "x-dev-" + b},
		{`jsonencode({ b = [local.arn, 1, true, null], a = "<&>" })`, `{"a":"\u003c\u0026\u003e","b":["` + b + `",1,true,null]}`},
		{`jsonencode({ "${local.arn}:sub" = 1, "${local.arn}:aud" = 2 })`, `{"` + b + `:aud":2,"` + b + `:sub":1}`},
		{`jsonencode({ "${local.arn}:sub" = 1, "${aws_s3_bucket.b.id}:sub" = 2 })`, ""},
		{`jsonencode({ "${local.arn}" = 1, "${aws_s3_bucket.b.id}" = 2 })`, ""},
		{`jsonencode({ "x${local.arn}" = 1, "y${aws_s3_bucket.b.id}" = 2 })[0]`, ""},
		{`jsonencode(merge({ a = local.arn }, null, { a = "x", b = local.arn }))`, `{"a":"x","b":"` + b + `"}`},
		{`jsonencode(flatten([local.arn, [["z"], [aws_s3_bucket.b.id]]]))`, `["` + b + `","z","<aws_s3_bucket.b#id>"]`},
		{`jsonencode(flatten([aws_s3_bucket.b.website]))`, ""},
		{`jsonencode({ x = aws_s3_bucket.b.tags })`, ""},
		{`jsonencode(aws_s3_bucket.b)`, ""},
		{`"${aws_s3_bucket.b}"`, ""},
		{`"${aws_sqs_queue.q}"`, ""},
		{`jsonencode(local.all)`, `["` + b + `","` + x + `","` + y + `"]`},
		{`join(",", local.all)`, b + "," + x + "," + y},
		{`join("", aws_s3_bucket.two[*].arn)`, "<aws_s3_bucket.two[0]#arn><aws_s3_bucket.two[1]#arn>"},
		{`join("", aws_s3_bucket.off[*].arn)`, ""},
		{`"x${join("", aws_s3_bucket.off.*.arn)}"`, "x"},
		{`element(concat(aws_s3_bucket.off[*].arn, [local.arn]), 0)`, b},
		{`one(aws_s3_bucket.b[*].arn)`, b},
		{`one(aws_s3_bucket.maybe[*].arn)`, ""},
		{`aws_s3_bucket.maybe[0].arn`, "<aws_s3_bucket.maybe[0]#arn>"},
		{`try(aws_s3_bucket.maybe[0].arn, "none")`, ""},
		{`try(aws_s3_bucket.off[0].arn, "none")`, "none"},
		{`try(aws_s3_bucket.two[1].arn, "none")`, "<aws_s3_bucket.two[1]#arn>"},
		{`try(aws_s3_bucket.b.website[0].url, "none")`, ""},
		{`try(local.bucket.third.arn, local.bucket.other.arn)`, "arn:known"},
		{`aws_sqs_queue.q["x"].arn`, x},
		{`aws_sqs_queue.q[local.arn].arn`, ""},
		{`aws_sqs_queue.q.arn`, ""},
		{`local.bucket.main.arn`, b},
		{`local.bucket["other"].arn`, "arn:known"},
		{`lookup(local.bucket, "third", "fallback")`, "fallback"},
		{`format("%s/%d/%%", local.arn, var.size)`, b + "/3/%"},
		{`format("%q", local.arn)`, ""},
		{`format("%999999999d", 1)`, ""},
		{`join(",", formatlist("%s/*", local.all))`, b + "/*," + x + "/*," + y + "/*"},
		{`join(",", [for n in var.names : "${local.arn}/${n}" if n != "a"])`, b + "/b"},
		{`join(",", [for n in local.all : n if n != "a"])`, ""},
		{`jsonencode({ for i, n in var.names : n => "${i}" })`, `{"a":0,"b":1}`},
		{`jsonencode({ for q in ["x", "y"] : "k" => q... })`, `{"k":["x","y"]}`},
		{`var.env == "dev" ? local.arn : "other"`, b},
		{`local.arn == "x" ? "a" : "b"`, ""},
		{`upper(local.arn)`, ""},
		{`replace(local.arn, "a", "b")`, ""},
		{`coalesce(local.arn, "b")`, ""},
		{`trimsuffix(local.arn, "/")`, ""},
		{`split(":", local.arn)[5]`, ""},
		{`length(local.arn) > 3 ? "a" : "b"`, ""},
		{`upper("${var.env}/")`, "DEV/"},
		{`replace("a.b", "/[.]/", "-")`, "a-b"},
		{`"${1 + 2}"`, "3"},
		{`var.secret`, ""},
		{`sensitive(local.arn)`, ""},
		{`var.nothing`, ""},
		{`local.a`, ""},
		{`local.none`, ""},
		{`path.module`, ""},
		{`file("x")`, ""},
		{`timestamp()`, ""},
		{`jsonencode(toset([local.arn]))`, `["` + b + `"]`},
		{`join("", toset([local.arn, "z"]))`, ""},
		{`"arn:aws:s3:::${aws_s3_bucket.b.bucket}"`, "arn:aws:s3:::known"},
		{`"${data.aws_caller_identity.me.account_id}:${aws_s3_bucket.b.null}"`, ""},
		{`data.aws_caller_identity.me.account_id`, "123456789012"},
		{"<<-EOT\n    {\"a\": \"${local.arn}\"}\n  EOT\n", `{"a": "` + b + `"}` + "\n"},
		{`"%{ for n in var.names }${n}${local.arn}%{ endfor }%{ if var.size > 2 }!%{ endif }"`, "a" + b + "b" + b + "!"},
		{"\"\U000F0000\"", ""},
		{`jsondecode("\"\\udb80\\udc00\"")`, ""},
		{`1e999999999`, ""},
		{`jsonencode(var.env == "dev" ? 1 : "x")`, `"1"`},
		{`resource.aws_s3_bucket.b.arn`, b},
	}
	files := map[string]string{"main.tf": templateHeader}
	for i, tt := range tests {
		files["main.tf"] += fmt.Sprintf("resource \"aws_x\" \"r%d\" {\n  v = %s\n}\n", i, tt.expression)
	}
	tree := openFiles(t, files, ".")
	tree.SetPlan(fakePlan{attributes: map[string]string{
		"aws_s3_bucket.b bucket":                 `"known"`,
		"aws_s3_bucket.b null":                   "",
		"data.aws_caller_identity.me account_id": `"123456789012"`,
	}})
	for i, tt := range tests {
		tpl, ok := tree.Template(fmt.Sprintf("aws_x.r%d", i), "v")
		if got := written(tpl); got != tt.want || ok != (tt.want != "") {
			if tt.expression == `join("", aws_s3_bucket.off[*].arn)` && ok && got == "" {
				continue // known to be empty
			}
			t.Errorf("%s\n got %s, %v\nwant %s", tt.expression, got, ok, tt.want)
		}
	}
}

func TestTemplateInModules(t *testing.T) {
	tree := openFiles(t, map[string]string{
		"main.tf": `
variable "region" { default = "default" }
variable "token" {}
resource "aws_sqs_queue" "q" { for_each = { a = 1, "b.c" = 2 } }
module "m" {
  source   = "./m"
  for_each = { one = { queue = aws_sqs_queue.q["a"].arn }, two = { queue = "known" } }
  queue    = each.value.queue
  name     = "${each.key}-${var.region}"
}
module "far" { source = "a/b/c" }
resource "aws_x" "out" {
  v     = module.m["one"].arn
  all   = join(",", values(module.m)[*].arn)
  ten   = module.m["one"].secret
  far   = module.far.arn
  token = var.token
}
`,
		"m/main.tf": `
variable "queue" { type = string }
variable "name" {}
variable "options" {
  type    = object({ a = optional(string, "fallback"), b = optional(string) })
  default = {}
}
resource "aws_sqs_queue" "dlq" { count = 2 }
resource "aws_x" "r" {
  for_each = { p = "${var.queue}/p", q = "z" }
  v        = "${each.key}:${each.value}:${var.name}:${var.options.a}"
}
resource "aws_x" "n" {
  count = 2
  v     = aws_sqs_queue.dlq[count.index].arn
}
output "arn" { value = aws_sqs_queue.dlq[1].arn }
output "secret" {
  value     = "x"
  sensitive = true
}
`,
	}, ".")
	tree.SetPlan(fakePlan{variables: map[string]string{"region": `"eu-west-1"`, "token": ""}})
	tests := []struct{ address, attribute, want string }{
		{`module.m["one"].aws_x.r["p"]`, "v", `p:<aws_sqs_queue.q["a"]#arn>/p:one-eu-west-1:fallback`},
		{`module.m["two"].aws_x.r["p"]`, "v", `p:known/p:two-eu-west-1:fallback`},
		{`module.m["two"].aws_x.r["q"]`, "v", `q:z:two-eu-west-1:fallback`},
		{`module.m["two"].aws_x.r["z"]`, "v", ""},
		{`module.m["two"].aws_x.r`, "v", ""},
		{`module.m.aws_x.r["p"]`, "v", ""},
		{`module.m["one"].aws_x.n[1]`, "v", `<module.m["one"].aws_sqs_queue.dlq[1]#arn>`},
		{`aws_x.out`, "v", `<module.m["one"].aws_sqs_queue.dlq[1]#arn>`},
		{`aws_x.out`, "all", `<module.m["one"].aws_sqs_queue.dlq[1]#arn>,<module.m["two"].aws_sqs_queue.dlq[1]#arn>`},
		{`aws_x.out`, "ten", ""},
		{`aws_x.out`, "far", ""},
		{`aws_x.out`, "token", ""},
		{`aws_x.out`, "none", ""},
		{`aws_x.out`, "", ""},
		{`module.[`, "v", ""},
	}
	for _, tt := range tests {
		tpl, ok := tree.Template(tt.address, tt.attribute)
		if got := written(tpl); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s %s\n got %s, %v\nwant %s", tt.address, tt.attribute, got, ok, tt.want)
		}
	}
}

func TestTemplateInBlocks(t *testing.T) {
	tree := openFiles(t, map[string]string{
		"main.tf": `
resource "aws_s3_bucket" "b" {}
locals { extra = { one = [aws_s3_bucket.b.arn], two = ["x"] } }
data "aws_iam_policy_document" "d" {
  statement {
    resources = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]
    condition {
      variable = "aws:SourceArn"
      values   = [aws_s3_bucket.b.arn]
    }
    condition {
      variable = "aws:SourceAccount"
      values   = ["1"]
    }
  }
  dynamic "statement" {
    for_each = local.extra
    content {
      sid       = "${statement.key}-${aws_s3_bucket.b.arn}"
      resources = statement.value
    }
  }
  statement {
    resources = concat(["last"], aws_s3_bucket.b.list)
  }
}
resource "aws_lambda_function" "f" {
  environment {
    variables = {
      URL    = "https://${aws_s3_bucket.b.domain}"
      UNSURE = upper(aws_s3_bucket.b.arn)
    }
  }
}
`,
		"x.tf.json": `{"resource": {"aws_y": {"j": {"v": "${aws_s3_bucket.b.arn}/*", "plain": "p",
			"list": ["${jsonencode({\"a\": aws_s3_bucket.b.arn})}", "z"], "block": {"inner": ["${aws_s3_bucket.b.id}!"]}}}}}`,
	}, ".")
	tree.SetValues(func(_, path string) (string, bool) {
		switch path { // the plan's order is the other
		case "statement.0.condition.0.variable":
			return "aws:SourceAccount", true
		case "statement.0.condition.1.variable":
			return "aws:SourceArn", true
		}
		return "", false
	})
	const b = "<aws_s3_bucket.b#arn>"
	lists := []struct {
		address, attribute string
		want               []string
	}{
		{"data.aws_iam_policy_document.d", "statement.0.resources", []string{b, b + "/*"}},
		{"data.aws_iam_policy_document.d", "statement.1.resources", []string{b}},
		{"data.aws_iam_policy_document.d", "statement.2.resources", []string{"x"}},
		{"data.aws_iam_policy_document.d", "statement.3.resources", nil},
		{"data.aws_iam_policy_document.d", "statement.4.resources", nil},
		{"data.aws_iam_policy_document.d", "statement.0.condition.1.values", []string{b}},
		{"data.aws_iam_policy_document.d", "statement.0.condition.0.values", []string{"1"}},
		{"data.aws_iam_policy_document.d", "statement.0.condition.2.values", nil},
		{"aws_y.j", "list", []string{`{"a":"` + b + `"}`, "z"}},
		{"aws_y.j", "v", nil},
	}
	for _, tt := range lists {
		list, ok := tree.TemplateList(tt.address, tt.attribute)
		var got []string
		for _, tpl := range list {
			got = append(got, written(tpl))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want != nil) {
			t.Errorf("%s %s: %v\n%s", tt.address, tt.attribute, ok, diff)
		}
	}
	texts := []struct{ address, attribute, want string }{
		{"data.aws_iam_policy_document.d", "statement.1.sid", "one-" + b},
		{"aws_lambda_function.f", "environment.0.variables.URL", "https://<aws_s3_bucket.b#domain>"},
		{"aws_lambda_function.f", "environment.variables.URL", "https://<aws_s3_bucket.b#domain>"},
		{"aws_lambda_function.f", "environment.0.variables.UNSURE", ""},
		{"aws_lambda_function.f", "environment.0.variables", ""},
		{"aws_lambda_function.f", "environment.0", ""},
		{"aws_lambda_function.f", "environment", ""},
		{"aws_y.j", "v", b + "/*"},
		{"aws_y.j", "plain", "p"},
		{"aws_y.j", "block.inner.0", "<aws_s3_bucket.b#id>!"},
	}
	for _, tt := range texts {
		tpl, ok := tree.Template(tt.address, tt.attribute)
		if got := written(tpl); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s %s\n got %s, %v\nwant %s", tt.address, tt.attribute, got, ok, tt.want)
		}
	}
}

// TestTemplateBombs evaluates what would not end, or not fit.
func TestTemplateBombs(t *testing.T) {
	doubling := "locals {\n  l0 = \"${aws_a.b.arn}xxxxxxxx\"\n"
	for i := range 80 {
		doubling += fmt.Sprintf("  l%d = \"${local.l%d}${local.l%d}\"\n  t%d = [local.t%d, local.t%d]\n", i+1, i, i, i+1, i, i)
	}
	tree := openFiles(t, map[string]string{
		"main.tf": doubling + "  t0 = [aws_a.b.arn]\n}\nresource \"aws_a\" \"b\" {}\n" +
			"module \"m\" {\n  source = \"./\"\n  x = module.m.o\n}\nvariable \"x\" { default = \"\" }\noutput \"o\" { value = var.x }\n" +
			"resource \"aws_x\" \"r\" {\n  text = local.l80\n  tree = jsonencode(local.t80)\n  self = module.m.o\n" +
			"  loop = join(\"\", flatten([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]))\n" +
			"  big  = replace(\"" + strings.Repeat("a", 60_000) + "\", \"a\", \"" + strings.Repeat("b", 60_000) + "\")\n" +
			"  deep = " + strings.Repeat("(", 1500) + "1" + strings.Repeat(")", 1500) + "\n}\n",
	}, ".")
	for _, attribute := range []string{"text", "tree", "self", "loop", "big", "deep"} {
		start := time.Now()
		if tpl, ok := tree.Template("aws_x.r", attribute); ok {
			t.Errorf("%s has %d parts", attribute, len(tpl))
		}
		if took := time.Since(start); took > 5*time.Second { // far above what any machine needs
			t.Errorf("%s took %v", attribute, took)
		}
	}
}

func FuzzTemplate(f *testing.F) {
	for _, e := range []string{
		`"${aws_s3_bucket.b.arn}/*"`, `jsonencode({ a = [local.arn], (var.env) = local.all })`, `join(",", aws_s3_bucket.two[*].arn)`,
		`[for k, v in aws_sqs_queue.q : { (k) = v.arn }]`, `try(aws_s3_bucket.off[0].arn, merge({}, local.bucket).main.arn)`,
		`format("%s-%v-%d", local.arn, "x", var.size)`, `element(concat(var.names, [for n in var.names : n...]), -1)`,
		`var.size > 2 ? toset([local.arn]) : tolist(["x"])`, `"%{ for n in var.names }${n}%{ endfor }"`, `lookup(local.bucket, "x", 1)[0]`,
	} {
		f.Add(e)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		tree := newTree("/", "/")
		d := &directory{decls: map[string]*decl{}}
		tree.dirs["/"] = d
		text := templateHeader + "resource \"aws_x\" \"r\" {\n  v = " + expression + "\n}\n"
		_ = d.parse("x.tf", []byte(text), false) // most are broken
		for range 2 {
			if tpl, ok := tree.Template("aws_x.r", "v"); ok {
				checkTemplate(t, tpl)
			}
			list, _ := tree.TemplateList("aws_x.r", "v")
			for _, tpl := range list {
				checkTemplate(t, tpl)
			}
			tree.SetPlan(fakePlan{
				attributes: map[string]string{"aws_s3_bucket.b arn": `["x", 1, null]`, "aws_s3_bucket.b id": ""},
				variables:  map[string]string{"names": `{"a": 1e5}`},
			})
		}
	})
}

func checkTemplate(t *testing.T, tpl Template) {
	for _, p := range tpl {
		if (p.Text == "") == (p.Address == "") || (p.Address == "") != (p.Attribute == "") || strings.ContainsFunc(p.Text, isHole) {
			t.Errorf("part %+v", p)
		}
	}
}

func BenchmarkTemplate(b *testing.B) {
	text := templateHeader + "resource \"aws_x\" \"r\" {\n  policy = jsonencode({ Statement = [\n"
	for i := range 20 {
		text += fmt.Sprintf("    { Sid = \"s%d\", Effect = \"Allow\", Action = [\"s3:GetObject\", \"s3:PutObject\"], Resource = [local.arn, \"${local.arn}/*\"] },\n", i)
	}
	tree := openFiles(b, map[string]string{"main.tf": text + "  ] })\n}\n"}, ".")
	for b.Loop() {
		if _, ok := tree.Template("aws_x.r", "policy"); !ok {
			b.Fatal("not certain")
		}
	}
}
