package plan

import "testing"

// One sensitive element makes Terraform mark a whole set: what the configuration writes down in others is no secret of its own.
func TestLiteral(t *testing.T) {
	const typ = "google_cloud_run_service"
	for name, tc := range map[string]struct {
		expression, variable string
		want                 bool
	}{
		"written down":       {`{"constant_value":"info"}`, ``, true},
		"another":            {`{"constant_value":"debug"}`, ``, false},
		"variable":           {refs("var.level"), `"level":{"default":"info"}`, true},
		"sensitive variable": {refs("var.level"), `"level":{"default":"info","sensitive":true}`, false},
		"of a resource":      {refs("random_password.x.result", "random_password.x"), ``, false},
	} {
		t.Run(name, func(t *testing.T) {
			change := `{"address":"` + typ + `.x","mode":"managed","type":"` + typ + `","name":"x","provider_name":"g","change":{` +
				`"actions":["create"],"before":null,"after":{"env":[{"name":"L","value":"info"}]},"after_unknown":{},"after_sensitive":{"env":true}}}`
			p := read(t, small(change, `{"resources":[`+written(typ, "x",
				`"env":[{"name":{"constant_value":"L"},"value":`+tc.expression+`}]`, "")+`],"variables":{`+tc.variable+`}}`))
			r, ok := p.Resource(typ + ".x")
			if !ok {
				t.Fatal("the resource is not in the plan")
			}
			if !r.Attr("env.0.value").Sensitive() {
				t.Error("the value is not marked as sensitive")
			}
			if got := p.Resolve(r, "env.0.value").Literal; got != tc.want {
				t.Errorf("Literal = %t, want %t", got, tc.want)
			}
		})
	}
}
