package rule_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

func TestSet(t *testing.T) {
	for _, c := range []struct{ attribute, want string }{
		{"", ""},
		{"0", ""},
		{"min_tls_version", `min_tls_version = "1.2"`},
		{"site_config.0.min_tls_version", "site_config {\n  min_tls_version = \"1.2\"\n}"},
		{"a.0.b.12.c", "a {\n  b {\n    c = \"1.2\"\n  }\n}"},
	} {
		if got := rule.Set(model.PlaceOf("", c.attribute), `"1.2"`); got != c.want {
			t.Errorf("Set(%q) = %q, want %q", c.attribute, got, c.want)
		}
	}
}
