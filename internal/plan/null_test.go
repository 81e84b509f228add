package plan

import "testing"

// An argument that is given a variable without a value is left out: what the plan does not know is the provider's default.
func TestNull(t *testing.T) {
	const typ = "google_cloud_run_service"
	plan := func(expression, more string) string {
		return small(created("", typ, "orders", "", `{"name":"orders"}`, `{"limit":true,"id":true}`), `{"resources":[`+
			written(typ, "orders", `"limit":`+expression, "")+`]`+more+`}`)
	}
	for name, tc := range map[string]struct {
		expression, more string
		want             bool
	}{
		"null by default":   {refs("var.limit"), `,"variables":{"limit":{"default":null}}`, true},
		"a value":           {refs("var.limit"), `,"variables":{"limit":{"default":80}}`, false},
		"a list":            {refs("var.limits"), `,"variables":{"limits":{"default":[80]}}`, false},
		"two numbers":       {refs("var.limit", "var.more"), `,"variables":{"limit":{"default":80},"more":{"default":2}}`, false},
		"computed":          {`{}`, ``, false},
		"of another object": {refs("google_cloud_run_service.other.limit", "google_cloud_run_service.other"), ``, false},
		"a local":           {refs("local.limit"), ``, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, plan(tc.expression, tc.more))
			r, ok := p.Resource(typ + ".orders")
			if !ok {
				t.Fatal("the resource is not in the plan")
			}
			if got := p.Resolve(r, "limit").Null; got != tc.want {
				t.Errorf("Null = %t, want %t", got, tc.want)
			}
		})
	}
}
