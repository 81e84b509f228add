package view

import (
	"slices"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		address string
		modules []string
		local   string
		name    string
	}{
		{"aws_sqs_queue.q", nil, "aws_sqs_queue.q", "q"},
		{`aws_sqs_queue.q["a.b"]`, nil, `aws_sqs_queue.q["a.b"]`, `q["a.b"]`},
		{"data.aws_iam_role.r", nil, "data.aws_iam_role.r", "r"},
		{`module.a.module.b["x.y\"]."].aws_sqs_queue.q[0]`, []string{"module.a", `module.b["x.y\"]."]`}, "aws_sqs_queue.q[0]", "q[0]"},
		{"module.a", []string{"module.a"}, "", ""},
		{`module.a["`, []string{`module.a["`}, "", ""},
		{"", nil, "", ""},
	} {
		modules, local := split(c.address)
		if !slices.Equal(modules, c.modules) || local != c.local || nameIn(local) != c.name {
			t.Errorf("%s: %q, %q, %q", c.address, modules, local, nameIn(local))
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":     "plain",
		"a\nb":      `a\u000ab`,
		"\u202eabc": `\u202eabc`,
		"\xff":      "\ufffd",
		"größe":     "größe",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSets(t *testing.T) {
	s := newSets(5)
	s.join(4, 3)
	s.join(3, 1)
	if s.find(4) != 1 || s.find(2) != 2 {
		t.Error(s)
	}
}
