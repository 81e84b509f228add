package spec_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

type (
	object = map[string]any
	list   = []any
	// unknown is what only apply will tell.
	unknown struct{}
)

// value is a declaration as a test writes it: of objects, lists, texts, numbers and flags.
type value struct{ any }

func (v value) IsAbsent() bool  { return v.any == nil }
func (v value) IsUnknown() bool { return v.any == unknown{} }

func (v value) Text() string {
	if v.IsUnknown() {
		return spec.Gap
	}
	text, _ := v.any.(string)
	return text
}

func (v value) Number() (float64, bool) {
	switch n := v.any.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	default:
		return 0, false
	}
}

func (v value) Bool() (flag, ok bool) {
	flag, ok = v.any.(bool)
	return flag, ok
}

func (v value) Items() []spec.Value {
	var items []spec.Value
	all, _ := v.any.(list)
	for _, item := range all {
		items = append(items, value{item})
	}
	return items
}

func (v value) Names() []string {
	parts, _ := v.any.(object)
	return slices.Collect(maps.Keys(parts))
}

func (v value) Get(name string) spec.Value {
	parts, _ := v.any.(object)
	return value{parts[name]}
}

func pointer[T any](v T) *T { return &v }

func TestReadFunction(t *testing.T) {
	got := spec.ReadFunction(value{object{
		"name": "orders", "description": "Takes orders", "runtime": "python3.13", "handler": "app.handler",
		"source": object{
			"path": "orders.zip", "directory": "src", "image": "orders@sha256:1", "sha256": "hash",
			"object": object{"bucket": "code", "key": "orders.zip", "version": "3"},
		},
		"environment": object{"TABLE": "orders"}, "secrets": object{"DB": "arn:secret"},
		"memory": 256, "timeout": 20, "concurrency": 0, "tags": object{"team": "orders"},
		"exceptions": list{object{"rule": "SLS601", "reason": "Tried again by hand.", "expires": "2027-01-31"}},
		"aws": object{
			"permissions": list{object{
				"actions": list{"s3:GetObject"}, "resources": list{"arn:bucket"},
				"conditions": object{"StringEquals": object{"aws:ResourceTag/team": list{"orders"}}, "Bool": object{}},
			}},
			"permissions_boundary": "arn:boundary", "architecture": "x86_64", "ephemeral_storage": 1024, "layers": list{"arn:layer"},
			"subnet_ids": list{"subnet-1", "subnet-2"}, "security_group_ids": list{"sg-1"},
			"file_system":  object{"access_point": "arn:fsap", "path": "/mnt/data"},
			"code_signing": "arn:csc", "key": "arn:key", "secret_keys": list{"arn:secret-key"}, "dead_letter": "arn:queue",
			"maximum_event_age": 120, "maximum_retries": 1, "log_retention": 30, "log_level": "WARN", "tracing": false,
			"alias": "live", "publish": true,
		},
	}})
	want := spec.Function{
		Name: "orders", Description: "Takes orders", Runtime: "python3.13", Handler: "app.handler",
		Source: spec.Source{
			Path: "orders.zip", Directory: "src", Image: "orders@sha256:1", SHA256: "hash",
			Object: &spec.Object{Bucket: "code", Key: "orders.zip", Version: "3"},
		},
		Environment: map[string]string{"TABLE": "orders"}, Secrets: map[string]string{"DB": "arn:secret"},
		Memory: 256, Timeout: 20, Concurrency: pointer(0), Tags: map[string]string{"team": "orders"},
		Exceptions: []spec.Exception{
			{Rule: "SLS601", Reason: "Tried again by hand.", Expires: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)},
		},
		AWS: &spec.AWSFunction{
			Permissions: []spec.Permission{{
				Actions: []string{"s3:GetObject"}, Resources: []string{"arn:bucket"},
				Conditions: map[string]map[string][]string{"StringEquals": {"aws:ResourceTag/team": {"orders"}}},
			}},
			Boundary: "arn:boundary", Architecture: "x86_64", EphemeralStorage: 1024, Layers: []string{"arn:layer"},
			SubnetIDs: []string{"subnet-1", "subnet-2"}, SecurityGroupIDs: []string{"sg-1"},
			FileSystem:  &spec.FileSystem{AccessPoint: "arn:fsap", Path: "/mnt/data"},
			CodeSigning: "arn:csc", Key: "arn:key", SecretKeys: []string{"arn:secret-key"}, DeadLetter: "arn:queue",
			MaximumEventAge: 120, MaximumRetries: pointer(1), LogRetention: 30, LogLevel: "WARN", Tracing: pointer(false),
			Alias: "live", Publish: true,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	everyFieldIsRead(t, "Function", reflect.ValueOf(got))
}

func TestReadTrigger(t *testing.T) {
	got := spec.ReadTrigger(value{object{
		"name": "orders", "function": "arn:function", "filter": list{`{"body": {}}`}, "batch_size": 5, "enabled": false,
		"dead_letter": "arn:queue", "key": "arn:key", "tags": object{"team": "orders"},
		"exceptions": list{
			object{"rule": "SLS205", "reason": "All are wanted.", "expires": "2027-01-31"},
			object{"rule": "SLS206", "reason": "No day.", "expires": "tomorrow"},
		},
		"http": object{
			"authorizer": object{
				"kind": "jwt", "user_pools": list{"arn:pool"}, "scopes": list{"orders/write"}, "function": "arn:authorizer",
				"pattern": "^Bearer ", "api_keys": list{"key-1"},
			},
			"routes": list{object{
				"method": "POST", "path": "/orders", "schema": "{}", "query": list{"page"}, "headers": list{"X-Tenant"},
			}},
			"throttle_rate": 0.5, "throttle_burst": 10, "source_vpces": list{"vpce-1"}, "source_cidrs": list{"10.0.0.0/8"},
			"web_acl": "arn:acl", "log_retention": 30, "stage_name": "live",
			"domain": object{
				"name": "orders.example.com", "certificate": "arn:certificate",
				"truststore": "s3://trust/ca.pem", "truststore_version": "2",
			},
		},
		"queue": object{"source": "arn:source", "key": "arn:queue-key", "maximum_concurrency": 5, "batching_window": 10},
		"stream": object{
			"source": "arn:stream", "key": "arn:stream-key",
			"brokers": list{"kafka:9092"}, "topic": "orders", "consumer_group": "group",
			"credentials": "arn:secret", "subnet_ids": list{"subnet-1"}, "security_group_ids": list{"sg-1"},
			"starting_position": "TRIM_HORIZON", "maximum_retries": 0, "maximum_age": 60, "parallelization": 2, "batching_window": 1,
		},
		"topic":    object{"source": "arn:topic", "filter_on": "MessageAttributes"},
		"bus":      object{"name": "orders"},
		"storage":  object{"bucket": "files", "events": list{"Object Deleted"}, "prefix": "in/", "suffix": ".csv"},
		"schedule": object{"expression": "rate(1 hour)", "time_zone": "Europe/Berlin", "input": "{}", "flexible_window": 15},
	}})
	want := spec.Trigger{
		Name: "orders", Function: "arn:function", Filter: []string{`{"body": {}}`}, BatchSize: 5, Enabled: pointer(false),
		DeadLetter: "arn:queue", Key: "arn:key", Tags: map[string]string{"team": "orders"},
		Exceptions: []spec.Exception{
			{Rule: "SLS205", Reason: "All are wanted.", Expires: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)},
			{Rule: "SLS206", Reason: "No day."},
		},
		HTTP: &spec.HTTP{
			Authorizer: spec.Authorizer{
				Kind: spec.JWTAuthorizer, UserPools: []string{"arn:pool"}, Scopes: []string{"orders/write"}, Function: "arn:authorizer",
				Pattern: "^Bearer ", APIKeys: []string{"key-1"},
			},
			Routes: []spec.Route{
				{Method: "POST", Path: "/orders", Schema: "{}", Query: []string{"page"}, Headers: []string{"X-Tenant"}},
			},
			ThrottleRate: 0.5, ThrottleBurst: 10, SourceVPCEs: []string{"vpce-1"}, SourceCIDRs: []string{"10.0.0.0/8"},
			WebACL: "arn:acl", LogRetention: 30, StageName: "live",
			Domain: &spec.Domain{
				Name: "orders.example.com", Certificate: "arn:certificate", Truststore: "s3://trust/ca.pem", TruststoreVersion: "2",
			},
		},
		Queue: &spec.Queue{Source: "arn:source", Key: "arn:queue-key", MaximumConcurrency: 5, BatchingWindow: 10},
		Stream: &spec.Stream{
			Source: "arn:stream", Key: "arn:stream-key", Brokers: []string{"kafka:9092"}, Topic: "orders", ConsumerGroup: "group",
			Credentials: "arn:secret", SubnetIDs: []string{"subnet-1"}, SecurityGroupIDs: []string{"sg-1"},
			StartingPosition: "TRIM_HORIZON", MaximumRetries: pointer(0), MaximumAge: 60, Parallelization: 2, BatchingWindow: 1,
		},
		Topic:    &spec.Topic{Source: "arn:topic", FilterOn: "MessageAttributes"},
		Bus:      &spec.Bus{Name: "orders"},
		Storage:  &spec.Storage{Bucket: "files", Events: []string{"Object Deleted"}, Prefix: "in/", Suffix: ".csv"},
		Schedule: &spec.Schedule{Expression: "rate(1 hour)", TimeZone: "Europe/Berlin", Input: "{}", FlexibleWindow: pointer(15)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	everyFieldIsRead(t, "Trigger", reflect.ValueOf(got))
}

// everyFieldIsRead finds fields of a declaration that gives everything which still have their zero value: settings that
// are declared, but never read.
func everyFieldIsRead(t *testing.T, at string, v reflect.Value) {
	t.Helper()
	switch {
	case v.Type() == reflect.TypeFor[spec.Unknowns]():
	case v.IsZero():
		t.Errorf("%s is not read", at)
	case v.Kind() == reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.Struct {
			everyFieldIsRead(t, at, v.Elem())
		} // else it is given, perhaps as 0 or false
	case v.Kind() == reflect.Slice:
		everyFieldIsRead(t, at+"[0]", v.Index(0))
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				everyFieldIsRead(t, at+"."+f.Name, v.Field(i))
			}
		}
	}
}

// TestReadsNothing: what is left out, in whole or in part, has its zero value, which is not unknown.
func TestReadsNothing(t *testing.T) {
	empty := object{"tags": object{}, "exceptions": list{}, "source": nil, "memory": "many"}
	for _, nothing := range []any{nil, object{}, empty} {
		if diff := cmp.Diff(spec.Function{}, spec.ReadFunction(value{nothing})); diff != "" {
			t.Errorf("function of %v (-want +got)\n%s", nothing, diff)
		}
		if diff := cmp.Diff(spec.Trigger{}, spec.ReadTrigger(value{nothing})); diff != "" {
			t.Errorf("trigger of %v (-want +got)\n%s", nothing, diff)
		}
	}
}

// TestReadsUnknown: a text that is not known is a gap; all else has its zero value and is listed.
func TestReadsUnknown(t *testing.T) {
	for _, c := range []struct {
		declared object
		want     spec.Function
	}{
		{object{"name": unknown{}}, spec.Function{Name: spec.Gap}},
		{object{"tags": object{"A": "a", "B": unknown{}}}, spec.Function{Tags: map[string]string{"A": "a", "B": spec.Gap}}},
		{object{"tags": unknown{}}, spec.Function{Unknown: spec.Unknowns{"tags": true}}},
		{object{"memory": unknown{}}, spec.Function{Unknown: spec.Unknowns{"memory": true}}},
		{object{"concurrency": unknown{}}, spec.Function{Unknown: spec.Unknowns{"concurrency": true}}},
		{object{"source": unknown{}}, spec.Function{Unknown: spec.Unknowns{"source": true}}},
		{object{"aws": unknown{}}, spec.Function{AWS: &spec.AWSFunction{}, Unknown: spec.Unknowns{"aws": true}}},
		{
			object{"exceptions": list{unknown{}, object{"expires": unknown{}}}},
			spec.Function{Exceptions: make([]spec.Exception, 2), Unknown: spec.Unknowns{"exceptions[0]": true}},
		},
		{
			object{"aws": object{"tracing": unknown{}, "publish": unknown{}, "layers": list{unknown{}}, "file_system": unknown{}}},
			spec.Function{
				AWS:     &spec.AWSFunction{Layers: []string{spec.Gap}, FileSystem: &spec.FileSystem{}},
				Unknown: spec.Unknowns{"aws.tracing": true, "aws.publish": true, "aws.file_system": true},
			},
		},
		{
			object{"aws": object{"permissions": list{
				unknown{},
				object{
					"actions": unknown{}, "resources": list{unknown{}},
					"conditions": object{"Bool": unknown{}, "IpAddress": object{"a\"b": unknown{}}},
				},
			}}},
			spec.Function{
				AWS: &spec.AWSFunction{Permissions: []spec.Permission{
					{}, {Resources: []string{spec.Gap}, Conditions: map[string]map[string][]string{"IpAddress": {"a\"b": nil}}},
				}},
				Unknown: spec.Unknowns{
					"aws.permissions[0]": true, "aws.permissions[1].actions": true, `aws.permissions[1].conditions["Bool"]`: true,
					`aws.permissions[1].conditions["IpAddress"]["a\"b"]`: true,
				},
			},
		},
	} {
		t.Run(fmt.Sprint(c.declared), func(t *testing.T) {
			if diff := cmp.Diff(c.want, spec.ReadFunction(value{c.declared})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
