package plan

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read reads a plan given as text.
func read(t *testing.T, text string) *Plan {
	t.Helper()
	p, err := Read(context.Background(), strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// small makes a plan of resource changes and a configuration.
func small(changes, configuration string) string {
	return `{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[` + changes +
		`],"configuration":{"root_module":` + configuration + `}}`
}

// created makes a resource change; address and index are given as JSON.
func created(module, typ, name, key, after, afterUnknown string) string {
	address, index, mod := typ+"."+name, "", ""
	if key != "" {
		index = `,"index":` + key
		address += "[" + strings.ReplaceAll(key, `"`, `\"`) + "]"
	}
	if module != "" {
		module = strings.ReplaceAll(module, `"`, `\"`)
		mod = `"module_address":"` + module + `",`
		address = module + "." + address
	}
	return `{"address":"` + address + `",` + mod + `"mode":"managed","type":"` + typ + `","name":"` + name + `"` + index +
		`,"provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"before":null,"after":` +
		after + `,"after_unknown":` + afterUnknown + `}}`
}

func queue(module, name, key string) string {
	return created(module, "aws_sqs_queue", name, key, `{"fifo":false}`, `{"arn":true,"id":true,"url":true}`)
}

func user(module, name, key string) string {
	return created(module, "aws_lambda_event_source_mapping", name, key, `{}`, `{"event_source_arn":true}`)
}

// block writes a resource block of a configuration.
func written(typ, name, expressions, more string) string {
	return `{"address":"` + typ + "." + name + `","mode":"managed","type":"` + typ + `","name":"` + name +
		`","expressions":{` + expressions + `},"schema_version":0` + more + `}`
}

func refs(refs ...string) string { return `{"references":["` + strings.Join(refs, `","`) + `"]}` }

func source(r ...string) string { return `"event_source_arn":` + refs(r...) }

const (
	userType  = "aws_lambda_event_source_mapping"
	queueType = "aws_sqs_queue"
)

func comma(parts ...string) string { return strings.Join(parts, ",") }

// resolved is a Resolution in a form that tables can hold.
type resolved struct {
	Origins    []string
	Constants  []string
	Incomplete string
	Always     bool
}

func describe(r Resolution) resolved {
	d := resolved{Incomplete: r.Why, Always: r.Always}
	for _, o := range r.Origins {
		text := o.Resource.Address + " " + o.Attribute
		if o.ByValue {
			text += " (by value)"
		}
		d.Origins = append(d.Origins, text)
	}
	for _, c := range r.Constants {
		d.Constants = append(d.Constants, c.Text())
	}
	return d
}

func TestResolve(t *testing.T) {
	forEach := `,"for_each_expression":`
	count := `,"count_expression":{"constant_value":2}`
	tests := []struct {
		name, changes, configuration string
		address, path                string
		want                         resolved
	}{
		{
			name:    "a plain reference",
			changes: comma(queue("", "q", ""), user("", "m", "")),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", ""),
				written(userType, "m", source("aws_sqs_queue.q.arn", "aws_sqs_queue.q"), "")) + `]}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.q arn"}, Always: true},
		},
		{
			name:    "a conditional has both candidates and is not certain",
			changes: comma(queue("", "a", ""), queue("", "b", ""), user("", "m", "")),
			configuration: `{"resources":[` + comma(written(queueType, "a", "", ""), written(queueType, "b", "", ""),
				written(userType, "m", source("var.x", "aws_sqs_queue.a.arn", "aws_sqs_queue.a", "aws_sqs_queue.b.arn", "aws_sqs_queue.b"), "")) +
				`],"variables":{"x":{"default":true}}}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.a arn", "aws_sqs_queue.b arn"}},
		},
		{
			name:    "a static index",
			changes: comma(queue("", "q", "0"), queue("", "q", "1"), user("", "m", "")),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", count),
				written(userType, "m", source("aws_sqs_queue.q[1].arn", "aws_sqs_queue.q[1]", "aws_sqs_queue.q"), "")) + `]}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.q[1] arn"}, Always: true},
		},
		{
			name:    "a static index in try(), of an instance that there is not",
			changes: comma(user("", "m", "")),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", `,"count_expression":{"constant_value":0}`),
				written(userType, "m", source("aws_sqs_queue.q[0].arn", "aws_sqs_queue.q[0]", "aws_sqs_queue.q"), "")) + `]}`,
			address: userType + ".m",
			want:    resolved{},
		},
		{
			name:    "a splat",
			changes: comma(queue("", "q", "0"), queue("", "q", "1"), user("", "m", "")),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", count),
				written(userType, "m", source("aws_sqs_queue.q"), "")) + `]}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.q[0] ", "aws_sqs_queue.q[1] "}},
		},
		{
			name:    "count.index takes the instance of the same number",
			changes: comma(queue("", "q", "0"), queue("", "q", "1"), user("", "m", "0"), user("", "m", "1")),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", count),
				written(userType, "m", source("aws_sqs_queue.q", "count.index"), count)) + `]}`,
			address: userType + ".m[1]",
			want:    resolved{Origins: []string{"aws_sqs_queue.q[1] "}, Always: true},
		},
		{
			name:    "each.key takes the instance with the same key",
			changes: comma(queue("", "q", `"a"`), queue("", "q", `"b.c"`), user("", "m", `"b.c"`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", forEach+`{"constant_value":["a","b.c"]}`),
				written(userType, "m", source("aws_sqs_queue.q", "each.key"), forEach+`{"constant_value":["b.c"]}`)) + `]}`,
			address: userType + `.m["b.c"]`,
			want:    resolved{Origins: []string{`aws_sqs_queue.q["b.c"] `}, Always: true},
		},
		{
			name:    "each.key of other keys: all instances",
			changes: comma(queue("", "q", `"a"`), queue("", "q", `"b"`), user("", "m", `"z"`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", forEach+`{}`),
				written(userType, "m", source("aws_sqs_queue.q", "each.key"), forEach+`{}`)) + `]}`,
			address: userType + `.m["z"]`,
			want:    resolved{Origins: []string{`aws_sqs_queue.q["a"] `, `aws_sqs_queue.q["b"] `}},
		},
		{
			name:    "each.value over a resource's instances",
			changes: comma(queue("", "q", `"a"`), queue("", "q", `"b"`), user("", "m", `"b"`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", forEach+`{}`),
				written(userType, "m", source("each.value.arn", "each.value"), forEach+refs("aws_sqs_queue.q"))) + `]}`,
			address: userType + `.m["b"]`,
			want:    resolved{Origins: []string{`aws_sqs_queue.q["b"] arn`}, Always: true},
		},
		{
			name:    "each.value over a map of resources",
			changes: comma(queue("", "a", ""), queue("", "b", ""), user("", "m", `"x"`)),
			configuration: `{"resources":[` + comma(written(queueType, "a", "", ""), written(queueType, "b", "", ""),
				written(userType, "m", source("each.value"),
					forEach+refs("aws_sqs_queue.a.arn", "aws_sqs_queue.a", "aws_sqs_queue.b.arn", "aws_sqs_queue.b"))) + `]}`,
			address: userType + `.m["x"]`,
			want:    resolved{Origins: []string{`aws_sqs_queue.a arn`, `aws_sqs_queue.b arn`}},
		},
		{
			name:    "a module's variable",
			changes: comma(queue("", "q", ""), user("module.a", "m", "")),
			configuration: `{"resources":[` + written(queueType, "q", "", "") + `],"module_calls":{"a":{"expressions":{"arn":` +
				refs("aws_sqs_queue.q.arn", "aws_sqs_queue.q") + `},"module":{"resources":[` +
				written(userType, "m", source("var.arn"), "") + `],"variables":{"arn":{}}}}}}`,
			address: "module.a." + userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.q arn"}, Always: true},
		},
		{
			name:    "a whole resource given to a module",
			changes: comma(queue("", "q", ""), user("module.a", "m", "")),
			configuration: `{"resources":[` + written(queueType, "q", "", "") + `],"module_calls":{"a":{"expressions":{"queue":` +
				refs("aws_sqs_queue.q") + `},"module":{"resources":[` +
				written(userType, "m", source("var.queue.arn", "var.queue"), "") + `],"variables":{"queue":{}}}}}}`,
			address: "module.a." + userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.q arn"}, Always: true},
		},
		{
			name:    "a variable's default",
			changes: user("module.a", "m", ""),
			configuration: `{"module_calls":{"a":{"module":{"resources":[` + written(userType, "m", source("var.arn"), "") +
				`],"variables":{"arn":{"default":"arn:x"}}}}}}`,
			address: "module.a." + userType + ".m",
			want:    resolved{Constants: []string{"arn:x"}, Always: false},
		},
		{
			name:    "an output through two modules",
			changes: comma(queue("module.a.module.b", "q", ""), user("", "m", "")),
			configuration: `{"resources":[` + written(userType, "m", source("module.a.arn", "module.a"), "") +
				`],"module_calls":{"a":{"module":{"outputs":{"arn":{"expression":` + refs("module.b.arn", "module.b") +
				`}},"module_calls":{"b":{"module":{"outputs":{"arn":{"expression":` + refs("aws_sqs_queue.q.arn", "aws_sqs_queue.q") +
				`}},"resources":[` + written(queueType, "q", "", "") + `]}}}}}}}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{"module.a.module.b.aws_sqs_queue.q arn"}, Always: true},
		},
		{
			name: "an output of one of several module instances",
			changes: comma(queue(`module.a["x"]`, "q", ""), queue(`module.a["y"]`, "q", ""), user("", "m", ""),
				user("", "n", "")),
			configuration: `{"resources":[` + written(userType, "m", source(`module.a[\"y\"].arn`, `module.a[\"y\"]`), "") +
				`],"module_calls":{"a":{"for_each_expression":{},"module":{"outputs":{"arn":{"expression":` +
				refs("aws_sqs_queue.q.arn", "aws_sqs_queue.q") + `}},"resources":[` + written(queueType, "q", "", "") + `]}}}}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{`module.a["y"].aws_sqs_queue.q arn`}, Always: true},
		},
		{
			name:    "a module used by each.key: its output is not told",
			changes: comma(queue(`module.a["x"]`, "q", ""), queue(`module.a["y"]`, "q", ""), user("", "m", `"y"`)),
			configuration: `{"resources":[` + written(userType, "m", source("module.a", "each.key"), forEach+`{}`) +
				`],"module_calls":{"a":{"for_each_expression":{},"module":{"outputs":{"arn":{"expression":` +
				refs("aws_sqs_queue.q.arn", "aws_sqs_queue.q") + `},"name":{"expression":` +
				refs("aws_sqs_queue.q.name", "aws_sqs_queue.q") + `}},"resources":[` + written(queueType, "q", "", "") + `]}}}}`,
			address: userType + `.m["y"]`,
			want: resolved{
				Origins:    []string{`module.a["y"].aws_sqs_queue.q arn`, `module.a["y"].aws_sqs_queue.q name`},
				Incomplete: `which output of module.a["y"] is read is not in the plan`,
			},
		},
		{
			name:    "each.value of a module call, in nested modules with for_each",
			changes: comma(queue("", "q", `"x"`), queue("", "q", `"y"`), user(`module.a["y"].module.b[0]`, "m", "")),
			configuration: `{"resources":[` + written(queueType, "q", "", forEach+`{}`) +
				`],"module_calls":{"a":{"for_each_expression":` + refs("aws_sqs_queue.q") + `,"expressions":{"q":` + refs("each.value") +
				`},"module":{"variables":{"q":{}},"module_calls":{"b":{"count_expression":{"constant_value":1},"expressions":{"arn":` +
				refs("var.q.arn", "var.q") + `},"module":{"variables":{"arn":{}},"resources":[` + written(userType, "m", source("var.arn"), "") +
				`]}}}}}}}`,
			address: `module.a["y"].module.b[0].` + userType + ".m",
			want:    resolved{Origins: []string{`aws_sqs_queue.q["y"] arn`}, Always: true},
		},
		{
			name:    "inside a module instance references stay inside",
			changes: comma(queue(`module.a["x"]`, "q", ""), queue(`module.a["y"]`, "q", ""), user(`module.a["y"]`, "m", "")),
			configuration: `{"module_calls":{"a":{"for_each_expression":{},"module":{"resources":[` +
				comma(written(queueType, "q", "", ""), written(userType, "m", source("aws_sqs_queue.q.arn", "aws_sqs_queue.q"), "")) + `]}}}}`,
			address: `module.a["y"].` + userType + ".m",
			want:    resolved{Origins: []string{`module.a["y"].aws_sqs_queue.q arn`}, Always: true},
		},
		{
			name:          "a local",
			changes:       user("", "m", ""),
			configuration: `{"resources":[` + written(userType, "m", source("local.arn"), "") + `]}`,
			address:       userType + ".m",
			want:          resolved{Incomplete: "local.arn cannot be followed without HCL"},
		},
		{
			name:    "modules that refer to each other in a circle",
			changes: user("module.a", "m", ""),
			configuration: `{"module_calls":{"a":{"expressions":{"x":` + refs("module.a.y", "module.a") + `},"module":{"variables":{"x":{}},` +
				`"outputs":{"y":{"expression":` + refs("var.x") + `}},"resources":[` + written(userType, "m", source("var.x"), "") + `]}}}}`,
			address: "module.a." + userType + ".m",
			want:    resolved{},
		},
		{
			name:    "a known value",
			changes: comma(created("", queueType, "q", "", `{"arn":"arn:q","name":"q"}`, `{}`), created("", userType, "m", "", `{"event_source_arn":"arn:q"}`, `{}`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", ""), written(userType, "m",
				source("local.arn"), "")) + `]}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.q arn (by value)"}, Always: true},
		},
		{
			name:          "a value that only ends alike",
			changes:       comma(created("", queueType, "q", "", `{"arn":"arn:q","name":"q"}`, `{}`), created("", userType, "m", "", `{"event_source_arn":"arn:q/x"}`, `{}`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", ""), written(userType, "m", `"event_source_arn":{"constant_value":"arn:q/x"}`, "")) + `]}`,
			address:       userType + ".m",
			want:          resolved{Constants: []string{"arn:q/x"}},
		},
		{
			name: "a known value leaves only the candidate that gave it",
			changes: comma(created("", queueType, "a", "", `{"arn":"arn:a"}`, `{}`), created("", queueType, "b", "", `{"arn":"arn:b"}`, `{}`),
				created("", userType, "m", "", `{"event_source_arn":"arn:b"}`, `{}`)),
			configuration: `{"resources":[` + comma(written(queueType, "a", "", ""), written(queueType, "b", "", ""),
				written(userType, "m", source("local.x", "aws_sqs_queue.a.arn", "aws_sqs_queue.a", "aws_sqs_queue.b.arn", "aws_sqs_queue.b"), "")) + `]}`,
			address: userType + ".m",
			want:    resolved{Origins: []string{"aws_sqs_queue.b arn"}},
		},
		{
			name:    "an absent value has no origin",
			changes: comma(queue("", "q", ""), created("", userType, "m", "", `{"event_source_arn":null}`, `{}`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", ""),
				written(userType, "m", source("var.x", "aws_sqs_queue.q.arn", "aws_sqs_queue.q"), "")) + `]}`,
			address: userType + ".m",
			want:    resolved{},
		},
		{
			name: "a nested block",
			changes: comma(queue("", "q", ""), created("", "aws_lambda_function", "f", "", `{"dead_letter_config":[{}]}`,
				`{"dead_letter_config":[{"target_arn":true}]}`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", ""), written("aws_lambda_function", "f",
				`"dead_letter_config":[{"target_arn":`+refs("aws_sqs_queue.q.arn", "aws_sqs_queue.q")+`}]`, "")) + `]}`,
			address: "aws_lambda_function.f", path: "dead_letter_config.0.target_arn",
			want: resolved{Origins: []string{"aws_sqs_queue.q arn"}, Always: true},
		},
		{
			name: "a dynamic block is not in the configuration",
			changes: comma(queue("", "q", ""), created("", "aws_lambda_function", "f", "", `{"dead_letter_config":[{}]}`,
				`{"dead_letter_config":[{"target_arn":true}]}`)),
			configuration: `{"resources":[` + comma(written(queueType, "q", "", ""), written("aws_lambda_function", "f", ``, "")) + `]}`,
			address:       "aws_lambda_function.f", path: "dead_letter_config.0.target_arn",
			want: resolved{Incomplete: "dead_letter_config is not in the plan's configuration: a dynamic block, or set by the provider"},
		},
		{
			name: "blocks of a set are told apart by their constants",
			changes: comma(queue("", "a", ""), queue("", "b", ""), created("", "x_y", "f", "", `{"s":[{"k":"2"},{"k":"1"}]}`,
				`{"s":[{"v":true},{"v":true}]}`)),
			configuration: `{"resources":[` + comma(written(queueType, "a", "", ""), written(queueType, "b", "", ""), written("x_y", "f",
				`"s":[{"k":{"constant_value":"1"},"v":`+refs("aws_sqs_queue.a.arn")+`},{"k":{"constant_value":"2"},"v":`+refs("aws_sqs_queue.b.arn")+`}]`, "")) + `]}`,
			address: "x_y.f", path: "s.0.v",
			want: resolved{Origins: []string{"aws_sqs_queue.b arn"}, Always: true},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := read(t, small(tt.changes, tt.configuration))
			r, ok := p.Resource(tt.address)
			if !ok {
				t.Fatalf("%s is not in the plan", tt.address)
			}
			if tt.path == "" {
				tt.path = "event_source_arn"
			}
			res := p.Resolve(r, tt.path)
			if diff := cmp.Diff(tt.want, describe(res)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if res.Complete != (res.Why == "") {
				t.Errorf("complete %v with reason %q", res.Complete, res.Why)
			}
		})
	}
}
