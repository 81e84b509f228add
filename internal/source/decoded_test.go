package source

import (
	"fmt"
	"testing"
)

func TestDecoded(t *testing.T) {
	const b = "<aws_s3_bucket.b#arn>"
	tests := []struct{ expression, want string }{
		{`base64encode("x ${aws_s3_bucket.b.arn}")`, "x " + b},
		{`(base64encode(local.arn))`, b},
		{`core::base64encode(local.arn)`, b},
		{`base64encode(jsonencode({ a = local.arn }))`, `{"a":"` + b + `"}`},
		{`local.arn`, ""},
		{`"${base64encode(local.arn)}"`, ""},
		{`"x${base64encode(local.arn)}"`, ""},
		{`base64encode(base64encode(local.arn))`, ""},
		{`base64encode(local.none)`, ""},
		{`base64encode([local.arn]...)`, ""},
		{`sha256(local.arn)`, ""},
	}
	files := map[string]string{"main.tf": templateHeader}
	for i, tt := range tests {
		files["main.tf"] += fmt.Sprintf("resource \"aws_x\" \"r%d\" {\n  outer {\n    v = %s\n  }\n}\n", i, tt.expression)
	}
	tree := openFiles(t, files, ".")
	for i, tt := range tests {
		tpl, ok := tree.Decoded(fmt.Sprintf("aws_x.r%d", i), "outer.0.v")
		if got := written(tpl); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s\n got %s, %v\nwant %s", tt.expression, got, ok, tt.want)
		}
	}
	if _, ok := tree.Decoded("aws_x.none", "v"); ok {
		t.Error("an instance that is not there")
	}
}
