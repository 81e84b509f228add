package plan

import (
	"context"
	"strings"
	"testing"
)

// TestSkip leaves attributes out of resources, wherever they are told of, but only at the top.
func TestSkip(t *testing.T) {
	text := strings.Replace(small(
		created("", "aws_x", "y", "", `{"name":"n","tags_all":{"a":"b"},"inner":{"tags_all":"c"}}`, `{"id":true,"tags_all":true}`), `{}`),
		`"configuration"`, `"output_changes":{"o":{"actions":["create"],"after":{"tags_all":"d"}}},"configuration"`, 1)
	p, err := Read(context.Background(), strings.NewReader(text), Options{Skip: []string{"tags_all"}})
	if err != nil {
		t.Fatal(err)
	}
	r, ok := p.Resource("aws_x.y")
	if !ok || !r.Attr("tags_all").IsAbsent() {
		t.Errorf("tags_all is %v", r.Attr("tags_all"))
	}
	if r.Attr("name").Text() != "n" || !r.Attr("id").IsUnknown() || r.Attr("inner.tags_all").Text() != "c" {
		t.Errorf("what else there is: %v", r.After.Names())
	}
	if len(p.Outputs) != 1 || p.Outputs[0].Value.At("tags_all").Text() != "d" {
		t.Errorf("outputs %v", p.Outputs)
	}
}
