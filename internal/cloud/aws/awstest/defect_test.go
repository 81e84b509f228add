package awstest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// ask sends a request of SQS to a server without a network.
func ask(t *testing.T, s *Server, operation, body string) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(body))
	req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260131/eu-central-1/sqs/aws4_request, SignedHeaders=host, Signature=0")
	req.Header.Set("X-Amz-Target", "AmazonSQS."+operation)
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, req)
	return rec
}

func newServer(t *testing.T) *Server {
	t.Helper()
	s, err := New(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func body(operation string) string {
	if operation == "PurgeQueue" {
		return `{"QueueUrl":"orders"}`
	}
	return `{"QueueName":"orders"}`
}

// TestDefects: what is wrong with the stand-in itself is told, not served as an answer of AWS's.
func TestDefects(t *testing.T) {
	tests := []struct {
		name, operation, want string
		serve                 handler
	}{
		{"an answer that breaks the model", "GetQueueUrl", "answer of sqs.GetQueueUrl breaks the model", func(*World, wire.Values) (wire.Values, error) {
			return wire.Values{"QueueUrl": 7}, nil
		}},
		{"an answer with an unknown member", "GetQueueUrl", "Member is not in the model", func(*World, wire.Values) (wire.Values, error) {
			return wire.Values{"QueueURL": "x"}, nil
		}},
		{"an error that is none of AWS's", "GetQueueUrl", "context deadline exceeded", func(*World, wire.Values) (wire.Values, error) {
			return nil, context.DeadlineExceeded
		}},
		{"an error that the service does not have", "GetQueueUrl", "sqs has no error OutOfLuck", func(*World, wire.Values) (wire.Values, error) {
			return nil, fail("OutOfLuck", "so sad")
		}},
		{"no handler", "PurgeQueue", "no handler for sqs.PurgeQueue", nil},
		{"no such operation", "Nothing", "no such operation in the model", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t)
			if tt.serve != nil {
				s.handlers["sqs."+tt.operation] = tt.serve
			}
			rec := ask(t, s, tt.operation, body(tt.operation))
			if rec.Code != http.StatusNotImplemented {
				t.Errorf("status %d, want 501", rec.Code)
			}
			if d := strings.Join(s.Defects(), "\n"); !strings.Contains(d, tt.want) {
				t.Errorf("defects %q, want %q", d, tt.want)
			}
		})
	}
}

func TestUnsignedRequest(t *testing.T) {
	s := newServer(t)
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	if rec.Code != http.StatusForbidden || len(s.Defects()) != 0 {
		t.Errorf("status %d, defects %v", rec.Code, s.Defects())
	}
}

func TestMalformedRequest(t *testing.T) {
	s := newServer(t)
	for body, want := range map[string]string{
		`{"QueueName":`:                  "not JSON",
		`{"QueueName":"a","Colour":"b"}`: "not in the model",
		`{"QueueName":7}`:                "where the model has a string",
		`{}`:                             "Member must not be null",
	} {
		rec := ask(t, s, "GetQueueUrl", body)
		if rec.Code != http.StatusBadRequest || !strings.Contains(rec.Body.String(), want) {
			t.Errorf("%s: %d %s, want %q", body, rec.Code, rec.Body, want)
		}
	}
	if len(s.Defects()) != 0 {
		t.Errorf("defects %v", s.Defects())
	}
}

// TestHandlersAreOperations: a handler under a name that no model has would never be called.
func TestHandlersAreOperations(t *testing.T) {
	s := newServer(t)
	for name := range s.handlers {
		service, operation, _ := strings.Cut(name, ".")
		model, err := s.models.Service(service)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := model.Operations[operation]; !ok {
			t.Errorf("%s is not in the model", name)
		}
	}
}

func TestGlob(t *testing.T) {
	tests := []struct {
		pattern, s string
		want       bool
	}{
		{"*", "arn:aws:sqs:eu-central-1:1:orders", true},
		{"arn:aws:s3:::uploads/*", "arn:aws:s3:::uploads/a/b", true},
		{"arn:aws:s3:::uploads", "arn:aws:s3:::uploads/a", false},
		{"sqs:Send*", "sqs:SendMessage", true},
		{"SQS:sendmessage", "sqs:SendMessage", true},
		{"orders-?", "orders-1", true},
		{"orders-?", "orders-", false},
		{"a[b]c", "a[b]c", true},
	}
	for _, tt := range tests {
		if got := glob(tt.pattern, tt.s); got != tt.want {
			t.Errorf("glob(%q, %q) = %v", tt.pattern, tt.s, got)
		}
	}
}

func TestAllowed(t *testing.T) {
	document := func(text string) policyDocument {
		d, err := parsePolicy(text, "")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	allow := document(`{"Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:orders"}}`)
	deny := document(`{"Statement":[{"Effect":"Deny","NotAction":"sqs:ReceiveMessage","Resource":"*"}]}`)
	pinned := document(`{"Statement":{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",` +
		`"Resource":"*","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:*:*:orders"}}}}`)
	orders := "arn:aws:sqs:eu-central-1:1:orders"
	tests := []struct {
		name      string
		documents []policyDocument
		ask       request
		want      bool
	}{
		{"allowed", []policyDocument{allow}, request{action: "sqs:SendMessage", resource: orders}, true},
		{"another resource", []policyDocument{allow}, request{action: "sqs:SendMessage", resource: orders + "2"}, false},
		{"denied", []policyDocument{allow, deny}, request{action: "sqs:SendMessage", resource: orders}, false},
		{"left out of the denial", []policyDocument{allow, deny}, request{action: "sqs:ReceiveMessage", resource: orders}, true},
		{"the source", []policyDocument{pinned}, request{service: "sns.amazonaws.com", action: "sqs:SendMessage", context: fromSource("arn:aws:sns:e:1:orders")}, true},
		{"another source", []policyDocument{pinned}, request{service: "sns.amazonaws.com", action: "sqs:SendMessage", context: fromSource("arn:aws:sns:e:1:other")}, false},
		{"another service", []policyDocument{pinned}, request{service: "s3.amazonaws.com", action: "sqs:SendMessage", context: fromSource("arn:aws:sns:e:1:orders")}, false},
	}
	for _, tt := range tests {
		if got := allowed(tt.documents, tt.ask); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestErrorCodes: each error that a handler can give is one that its service has. Handlers stand in files that are
// named after their service.
func TestErrorCodes(t *testing.T) {
	s := newServer(t)
	codes := regexp.MustCompile(`fail\("(\w+)"`)
	for _, name := range []string{"iam", "logs", "kms", "lambda", "sqs", "sns", "events", "scheduler", "apigateway"} {
		model, err := s.models.Service(name)
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(name + "*.go")
		if err != nil || len(files) == 0 {
			t.Fatalf("no files of %s: %v", name, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range codes.FindAllStringSubmatch(string(text), -1) {
				if !model.HasError(m[1]) && m[1] != validationCode(name) && !slices.Contains(commonErrors(), m[1]) {
					t.Errorf("%s: %s has no error %s", file, name, m[1])
				}
			}
		}
	}
}

// TestPinnedTrust: Scheduler tells the schedule's group as the source, so a trust policy that names the schedule
// locks it out.
func TestPinnedTrust(t *testing.T) {
	s := newScript(t)
	trust := `{"Statement":{"Effect":"Allow","Principal":{"Service":"scheduler.amazonaws.com"},"Action":"sts:AssumeRole",` +
		`"Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"},"ArnLike":{"aws:SourceArn":"arn:aws:scheduler:*:*:SOURCE"}}}}`
	pin := func(source string) v {
		return v{"RoleName": "orders", "PolicyDocument": strings.Replace(trust, "SOURCE", source, 1)}
	}
	s.ok("iam.CreateRole", v{"RoleName": "orders", "AssumeRolePolicyDocument": testTrust})
	schedule := v{
		"Name": "orders", "ScheduleExpression": "rate(1 hour)", "FlexibleTimeWindow": v{"Mode": "OFF"},
		"Target": v{"Arn": "arn:aws:lambda:eu-central-1:123456789012:function:orders", "RoleArn": testRole},
	}
	s.ok("iam.UpdateAssumeRolePolicy", pin("schedule/default/orders"))
	s.fails("scheduler.CreateSchedule", schedule, "ValidationException")
	s.ok("iam.UpdateAssumeRolePolicy", pin("schedule-group/default"))
	s.ok("scheduler.CreateSchedule", schedule)
}

func TestMatchValues(t *testing.T) {
	tests := []struct {
		operator, want, got string
		match               bool
	}{
		{"StringEquals", "a*", "ab", false},
		{"StringLike", "a*", "ab", true},
		{"ArnEquals", "arn:aws:sns:*:1:a", "arn:aws:sns:e:1:a", true},
		{"StringNotEquals", "a", "a", false},
		{"ForAnyValue:StringLike", "a*", "b", false},
	}
	for _, tt := range tests {
		if got := matchValues(tt.operator, []any{tt.want}, tt.got); got != tt.match {
			t.Errorf("%s %q, %q: %v", tt.operator, tt.want, tt.got, got)
		}
	}
}
