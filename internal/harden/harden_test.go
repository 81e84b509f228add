package harden_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

func ptr[T any](v T) *T { return &v }

func TestFunctionRefused(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*spec.Function)
	}{
		{"name: ", func(f *spec.Function) { f.Name = "a b" }},
		{"source: give one of", func(f *spec.Function) { f.Source.Directory = "src" }},
		{"source: give one of", func(f *spec.Function) { f.Source = spec.Source{} }},
		{"runtime: ", func(f *spec.Function) { f.Runtime = "" }},
		{"handler: ", func(f *spec.Function) { f.Handler = "" }},
		{"source.image: ", func(f *spec.Function) { f.Source = spec.Source{Image: "repo:latest"}; f.Runtime, f.Handler = "", "" }},
		{"source.image: an image brings", func(f *spec.Function) { f.Source = spec.Source{Image: "repo@sha256:1"} }},
		{"memory: 64 is not 128 to 10240 MB", func(f *spec.Function) { f.Memory = 64 }},
		{"timeout: 901 is not", func(f *spec.Function) { f.Timeout = 901 }},
		{"concurrency: ", func(f *spec.Function) { f.Concurrency = ptr(-2) }},
		{`secrets["DB"]: not the ARN`, func(f *spec.Function) { f.Secrets = map[string]string{"DB": "hunter2"} }},
		{`secrets["TABLE"]: the variable is also`, func(f *spec.Function) { f.Secrets = map[string]string{"TABLE": secretARN} }},
		{`environment["AWS_REGION"]: `, func(f *spec.Function) { f.Environment["AWS_REGION"] = "x" }},
		{"aws.architecture: ", func(f *spec.Function) { f.AWS.Architecture = "mips" }},
		{"aws.log_retention: ", func(f *spec.Function) { f.AWS.LogRetention = 100 }},
		{"aws.log_level: ", func(f *spec.Function) { f.AWS.LogLevel = "LOUD" }},
		{"aws.maximum_retries: ", func(f *spec.Function) { f.AWS.MaximumRetries = ptr(3) }},
		{"aws.maximum_event_age: ", func(f *spec.Function) { f.AWS.MaximumEventAge = 30 }},
		{"aws.ephemeral_storage: ", func(f *spec.Function) { f.AWS.EphemeralStorage = 99 }},
		{"aws.subnet_ids: ", func(f *spec.Function) { f.AWS.SubnetIDs = []string{"subnet-1"} }},
		{"aws.file_system: ", func(f *spec.Function) { f.AWS.FileSystem = &spec.FileSystem{} }},
	} {
		t.Run(c.want, func(t *testing.T) {
			f := plain()
			c.change(&f)
			_, err := harden.MakeFunction(f, scope())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestTriggerRefused(t *testing.T) {
	body := spec.Route{Method: "POST", Path: "/orders", Schema: "{}"}
	for _, c := range []struct {
		want    string
		trigger spec.Trigger
	}{
		{"no event is given", spec.Trigger{}},
		{"several events are given", spec.Trigger{Bus: &spec.Bus{}, Topic: &spec.Topic{}}},
		{"filter: say which events", spec.Trigger{Queue: &spec.Queue{Source: queueARN}}},
		{"filter: say which events", spec.Trigger{Stream: &spec.Stream{Source: streamARN}}},
		{"filter: say which events", spec.Trigger{Topic: &spec.Topic{Source: topicARN}}},
		{"filter: say which events", spec.Trigger{Storage: &spec.Storage{Bucket: "b"}}},
		{"filter: EventBridge asks for a pattern", spec.Trigger{Bus: &spec.Bus{}}},
		{"filter[0]: the pattern does not name the source", spec.Trigger{Bus: &spec.Bus{}, Filter: []string{`{"detail":{"a":["b"]}}`}}},
		{"filter[0]: not a JSON object", spec.Trigger{Queue: &spec.Queue{Source: queueARN}, Filter: []string{`[]`}}},
		{"filter: a trigger of kind schedule", spec.Trigger{Schedule: &spec.Schedule{Expression: "rate(1 hour)"}, Filter: []string{`{}`}}},
		{"filter: 2 patterns", spec.Trigger{Topic: &spec.Topic{Source: topicARN}, Filter: []string{`{}`, `{}`}}},
		{"queue.source: ", spec.Trigger{Queue: &spec.Queue{Source: topicARN}, Filter: []string{`{}`}}},
		{"queue.maximum_concurrency: ", spec.Trigger{Queue: &spec.Queue{Source: queueARN, MaximumConcurrency: 1}, Filter: []string{`{}`}}},
		{"dead_letter: ", spec.Trigger{Queue: &spec.Queue{Source: queueARN}, Filter: []string{`{}`}, DeadLetter: queueARN}},
		{"batch_size: ", spec.Trigger{Topic: &spec.Topic{Source: topicARN}, Filter: []string{`{}`}, BatchSize: 3}},
		{"enabled: ", spec.Trigger{Topic: &spec.Topic{Source: topicARN}, Filter: []string{`{}`}, Enabled: ptr(false)}},
		{"stream: give either", spec.Trigger{Stream: &spec.Stream{Topic: "a", Credentials: "x"}, Filter: []string{`{}`}}},
		{"stream.topic: Kafka needs", spec.Trigger{Stream: &spec.Stream{Source: clusterARN}, Filter: []string{`{}`}}},
		{"stream.topic: only Kafka", spec.Trigger{Stream: &spec.Stream{Source: streamARN, Topic: "a"}, Filter: []string{`{}`}}},
		{"stream.credentials: ", spec.Trigger{Stream: &spec.Stream{Brokers: []string{"a:1"}, Topic: "a"}, Filter: []string{`{}`}}},
		{"schedule.expression: ", spec.Trigger{Schedule: &spec.Schedule{Expression: "hourly"}}},
		{"schedule.input: ", spec.Trigger{Schedule: &spec.Schedule{Expression: "rate(1 hour)", Input: "{"}}},
		{"schedule.flexible_window: ", spec.Trigger{Schedule: &spec.Schedule{Expression: "rate(1 hour)", FlexibleWindow: ptr(2000)}}},
		{"http.routes: ", spec.Trigger{HTTP: &spec.HTTP{}}},
		{"http.routes[0].method: ", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{{Method: "ANY", Path: "/"}}}}},
		{"http.routes[0].path: ", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{{Method: "GET", Path: "orders"}}}}},
		{"http.routes[0].schema: a body needs", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{{Method: "PUT", Path: "/a"}}}}},
		{"http.routes[1]: POST /orders is given twice", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{body, body}}}},
		{"http.authorizer.user_pools: ", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{body}, Authorizer: spec.Authorizer{Kind: spec.CognitoAuthorizer}}}},
		{"http.authorizer.function: ", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{body}, Authorizer: spec.Authorizer{Kind: spec.JWTAuthorizer}}}},
		{"http.authorizer.kind: ", spec.Trigger{HTTP: &spec.HTTP{Routes: []spec.Route{body}, Authorizer: spec.Authorizer{Kind: "none"}}}},
	} {
		t.Run(c.want, func(t *testing.T) {
			c.trigger.Name, c.trigger.Function = "orders", functionARN
			_, err := harden.MakeTrigger(c.trigger, scope())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestFilterExcused(t *testing.T) {
	_, err := harden.MakeTrigger(spec.Trigger{
		Name: "a", Function: functionARN, Queue: &spec.Queue{Source: queueARN}, Exceptions: []spec.Exception{{Rule: "SLS205"}},
	}, scope())
	if err != nil {
		t.Error(err)
	}
}

func TestPolicyIsOneForm(t *testing.T) {
	a, err := harden.ParsePolicy(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":["b","a","a"],
		"Condition":{"Bool":{"aws:SecureTransport":true}},"Principal":"*"}}`)
	if err != nil {
		t.Fatal(err)
	}
	b, err := harden.ParsePolicy(a.String())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(a, b); d != "" {
		t.Error(d)
	}
	const want = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],` +
		`"Resource":["a","b"],"Condition":{"Bool":{"aws:SecureTransport":["true"]}}}]}`
	if a.String() != want {
		t.Errorf("got %s", a)
	}
	if _, err := harden.ParsePolicy(`{"Statement":[{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}]}`); err == nil {
		t.Error("an inverted statement was read as if it were none")
	}
}

func TestMergeKeepsOthers(t *testing.T) {
	const others = `{"Version":"2008-10-17","Id":"x","Statement":[{"Sid":"A","Effect":"Deny","Principal":"*","NotAction":"sqs:SendMessage","Resource":"*"}]}`
	own := harden.Statement{Sid: "slsguard-a", Effect: "Allow", Actions: []string{"sqs:SendMessage"}, Resources: []string{"q"}}
	merged, err := harden.MergeStatement(others, own)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(merged, `{"Sid":"A","Effect":"Deny","Principal":"*","NotAction":"sqs:SendMessage","Resource":"*"}`) ||
		!strings.Contains(merged, `"Version":"2008-10-17","Id":"x"`) {
		t.Errorf("others' statement was changed: %s", merged)
	}
	if has, err := harden.HasStatement(merged, own); !has || err != nil {
		t.Errorf("has: %v %v", has, err)
	}
	again, err := harden.MergeStatement(merged, own)
	if err != nil || again != merged {
		t.Errorf("merging twice: %s %v", again, err)
	}
	rest, found, err := harden.DropStatement(merged, own.Sid)
	if rest != others || !found || err != nil {
		t.Errorf("dropped: %s %v %v", rest, found, err)
	}
	if rest, found, err := harden.DropStatement(others, "B"); rest != others || found || err != nil {
		t.Errorf("dropped what is not there: %s %v %v", rest, found, err)
	}
}

func TestBindAndBack(t *testing.T) {
	want, err := harden.MakeFunction(plain(), scope())
	if err != nil {
		t.Fatal(err)
	}
	bound := want.Bind(keyARN)
	data, err := json.Marshal(bound)
	if err != nil || strings.Contains(string(data), harden.OwnKey) {
		t.Errorf("%v: not all bound: %s", err, data)
	}
	if d := harden.DiffFunction(bound.Unbind(keyARN), want); len(d) > 0 {
		t.Errorf("not the same again: %v", d)
	}
}

func TestDiff(t *testing.T) {
	have, err := harden.MakeFunction(plain(), scope())
	if err != nil {
		t.Fatal(err)
	}
	want := have
	want.LogGroup.Retention, want.Environment = 7, map[string]string{"OTHER": "x"}
	var got []string
	for _, d := range harden.DiffFunction(have, want) {
		got = append(got, d.String())
	}
	expected := []string{
		"Environment.OTHER is not set, want there", "Environment.TABLE is there, want not set", "LogGroup.Retention is 365, want 7",
	}
	if d := cmp.Diff(expected, got); d != "" {
		t.Error(d)
	}
}
