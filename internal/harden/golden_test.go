package harden_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

var update = flag.Bool("update", false, "write the golden files anew")

func scope() harden.Scope {
	return harden.Scope{Partition: "aws", Region: "eu-central-1", Account: "123456789012"}
}

const (
	functionARN = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
	queueARN    = "arn:aws:sqs:eu-central-1:123456789012:incoming"
	streamARN   = "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks"
	tableARN    = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000"
	clusterARN  = "arn:aws:kafka:eu-central-1:123456789012:cluster/shop/1234"
	topicARN    = "arn:aws:sns:eu-central-1:123456789012:news"
	secretARN   = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-a1b2c3"
	parameter   = "arn:aws:ssm:eu-central-1:123456789012:parameter/orders/token"
	keyARN      = "arn:aws:kms:eu-central-1:123456789012:key/1234"
)

// plain is the function of the README.
func plain() spec.Function {
	return spec.Function{
		Name: "orders", Runtime: "python3.13", Handler: "app.handler", Source: spec.Source{Path: "orders.zip"},
		Environment: map[string]string{"TABLE": "orders"},
		AWS: &spec.AWSFunction{Permissions: []spec.Permission{{
			Actions: []string{"dynamodb:PutItem"}, Resources: []string{"arn:aws:dynamodb:eu-central-1:123456789012:table/orders"},
		}}},
	}
}

// full is a function with everything that adds to its policy.
func full() spec.Function {
	f := plain()
	f.Secrets = map[string]string{"DB": secretARN + ":password::", "TOKEN": parameter}
	f.AWS.SubnetIDs, f.AWS.SecurityGroupIDs = []string{"subnet-2", "subnet-1"}, []string{"sg-1"}
	f.AWS.FileSystem = &spec.FileSystem{
		AccessPoint: "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-1", Path: "/mnt/data",
	}
	f.AWS.DeadLetter, f.AWS.Key = topicARN, keyARN
	f.AWS.SecretKeys = []string{keyARN}
	return f
}

func TestFunctionGolden(t *testing.T) {
	for name, f := range map[string]spec.Function{"function": plain(), "function_full": full()} {
		t.Run(name, func(t *testing.T) {
			got, err := harden.MakeFunction(f, scope())
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, got)
		})
	}
}

func TestTriggerGolden(t *testing.T) {
	const schema = `{"type":"object","required":["id"]}`
	for name, d := range map[string]spec.Trigger{
		"queue":  {Queue: &spec.Queue{Source: queueARN, Key: keyARN}, Filter: []string{`{ "body": {"type": ["order"]} }`}},
		"stream": {Stream: &spec.Stream{Source: streamARN, Key: keyARN}, Filter: []string{`{"data":{"type":["click"]}}`}},
		"table":  {Stream: &spec.Stream{Source: tableARN}, Filter: []string{`{"eventName":["INSERT"]}`}},
		"msk":    {Stream: &spec.Stream{Source: clusterARN, Topic: "orders"}, Filter: []string{`{"value":{"type":["order"]}}`}},
		"kafka": {Stream: &spec.Stream{
			Brokers: []string{"b:9096", "a:9096"}, Topic: "orders", Credentials: secretARN, SubnetIDs: []string{"subnet-1"}, SecurityGroupIDs: []string{"sg-1"},
		}, Filter: []string{`{"value":{"type":["order"]}}`}},
		"topic":     {Topic: &spec.Topic{Source: topicARN}, Filter: []string{`{"type":["order"]}`}},
		"bus":       {Bus: &spec.Bus{Name: "shop"}, Filter: []string{`{"source":["shop.orders"]}`}},
		"bus_given": {Bus: &spec.Bus{}, Filter: []string{`{"source":["shop.orders"]}`}, DeadLetter: queueARN},
		"storage":   {Storage: &spec.Storage{Bucket: "uploads", Prefix: "in/*", Suffix: ".csv"}},
		"schedule":  {Schedule: &spec.Schedule{Expression: "rate(1 hour)"}},
		"http":      {HTTP: &spec.HTTP{Routes: []spec.Route{{Method: "POST", Path: "/orders", Schema: schema}, {Method: "GET", Path: "/orders/{id}"}}}},
		"http_private": {HTTP: &spec.HTTP{
			SourceVPCEs: []string{"vpce-1"}, SourceCIDRs: []string{"10.0.0.0/8"}, Routes: []spec.Route{{Method: "GET", Path: "/", Query: []string{"page"}}},
		}},
		"http_cognito": {HTTP: &spec.HTTP{
			Authorizer: spec.Authorizer{
				Kind: spec.CognitoAuthorizer, UserPools: []string{"arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_a"},
				Scopes: []string{"orders/read"}, APIKeys: []string{"key1"},
			},
			Routes: []spec.Route{{Method: "GET", Path: "/orders"}},
			Domain: &spec.Domain{Name: "api.example.com", Certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/1", Truststore: "s3://trust/ca.pem"},
		}},
		"http_jwt": {HTTP: &spec.HTTP{
			Authorizer: spec.Authorizer{Kind: spec.JWTAuthorizer, Function: functionARN + "-auth"}, Routes: []spec.Route{{Method: "GET", Path: "/orders"}},
			SourceCIDRs: []string{"192.0.2.0/24"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d.Name, d.Function = "orders", functionARN
			got, err := harden.MakeTrigger(d, scope())
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "trigger_"+name, got)
		})
	}
}

// golden compares a desired state with what it was, without the fields that say nothing.
func golden(t *testing.T, name string, state any) {
	t.Helper()
	data, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(trim(tree)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), out.String()); d != "" {
		t.Errorf("%s (-update writes it anew):\n%s", path, d)
	}
}

func trim(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, field := range v {
			field = trim(field)
			if v[name] = field; field == nil || field == "" {
				delete(v, name)
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = trim(v[i])
		}
	}
	return v
}
