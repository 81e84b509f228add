package wire

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var models = sync.OnceValues(func() (*Models, error) { return Load(context.Background()) })

func service(t *testing.T, name string) *Service {
	t.Helper()
	m, err := models()
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Service(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// request makes a request; a form for an empty target, else of the json protocol.
func request(t *testing.T, verb, uri, target, body string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), verb, uri, strings.NewReader(body))
	r.Header.Set("X-Amz-Target", target)
	return r
}

func TestDecode(t *testing.T) {
	tests := []struct {
		name, service, verb, uri, target, body string
		operation                              string
		want                                   Values
	}{
		{
			"json", "kms", "POST", "/", "TrentService.ScheduleKeyDeletion", `{"KeyId":"k","PendingWindowInDays":7}`,
			"ScheduleKeyDeletion",
			Values{"KeyId": "k", "PendingWindowInDays": int64(7)},
		},
		{
			"query with a list of structures", "iam", "POST", "/", "", "Action=TagRole&Version=2010-05-08&RoleName=r&Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Key=a&Tags.member.1.Value=1",
			"TagRole",
			Values{"RoleName": "r", "Tags": []any{Values{"Key": "a", "Value": "1"}, Values{"Key": "b", "Value": "2"}}},
		},
		{
			"query with an empty list", "iam", "POST", "/", "", "Action=TagRole&RoleName=r&Tags=",
			"TagRole",
			Values{"RoleName": "r", "Tags": []any{}},
		},
		{
			"query with a map", "sns", "POST", "/", "", "Action=Subscribe&TopicArn=t&Protocol=sqs&Attributes.entry.1.key=a&Attributes.entry.1.value=1",
			"Subscribe",
			Values{"TopicArn": "t", "Protocol": "sqs", "Attributes": Values{"a": "1"}},
		},
		{
			"path and query string", "lambda", "GET", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Ae%3A1%3Afunction%3Aorders/configuration?Qualifier=live", "", "",
			"GetFunctionConfiguration",
			Values{"FunctionName": "arn:aws:lambda:e:1:function:orders", "Qualifier": "live"},
		},
		{
			"list in a query string", "lambda", "DELETE", "/2017-03-31/tags/arn?tagKeys=a&tagKeys=b", "", "",
			"UntagResource",
			Values{"Resource": "arn", "TagKeys": []any{"a", "b"}},
		},
		{
			"body beside a path", "apigateway", "PATCH", "/restapis/a1/stages/live", "", `{"patchOperations":[{"op":"replace","path":"/x","value":"1"}]}`,
			"UpdateStage",
			Values{"restApiId": "a1", "stageName": "live", "patchOperations": []any{Values{"op": "replace", "path": "/x", "value": "1"}}},
		},
		{
			"xml with flattened lists", "s3", "PUT", "/uploads?notification", "",
			`<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><QueueConfiguration><Queue>q</Queue><Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event></QueueConfiguration></NotificationConfiguration>`,
			"PutBucketNotificationConfiguration",
			Values{"Bucket": "uploads", "NotificationConfiguration": Values{
				"QueueConfigurations": []any{Values{"QueueArn": "q", "Events": []any{"s3:ObjectCreated:*", "s3:ObjectRemoved:*"}}},
			}},
		},
		{
			"greedy label", "s3", "HEAD", "/uploads/a/b%20c.zip?versionId=v", "", "",
			"HeadObject",
			Values{"Bucket": "uploads", "Key": "a/b c.zip", "VersionId": "v"},
		},
		{
			"operation of the overlay", "lambda", "PUT", "/2024-08-31/functions/orders/recursion-config", "", `{"RecursiveLoop":"Terminate"}`,
			"PutFunctionRecursionConfig",
			Values{"FunctionName": "orders", "RecursiveLoop": "Terminate"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			op, got, err := service(t, tt.service).Decode(request(t, tt.verb, tt.uri, tt.target, tt.body), []byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if op.Name != tt.operation {
				t.Errorf("operation %s, want %s", op.Name, tt.operation)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("input differs (-want +got):\n%s", d)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	tests := []struct{ name, service, verb, uri, target, body, want string }{
		{"unknown member", "kms", "POST", "/", "TrentService.DescribeKey", `{"Key":"k"}`, `member "Key" is not in the model`},
		{"unknown parameter", "iam", "POST", "/", "", "Action=GetRole&Role=r", `parameter "Role" is not in the model`},
		{"unknown element", "s3", "PUT", "/uploads?notification", "", "<N><Colour>red</Colour></N>", "element <Colour> is not in the model"},
		{"wrong type", "kms", "POST", "/", "TrentService.DescribeKey", `{"KeyId":[]}`, "where the model has a string"},
		{"unknown operation", "kms", "POST", "/", "TrentService.Nothing", `{}`, "no such operation"},
		{"another service's prefix", "kms", "POST", "/", "AmazonSQS.DescribeKey", `{}`, "no such operation"},
		{"unknown path", "lambda", "GET", "/2015-03-31/nothing", "", "", "no such operation"},
		{"half a document", "s3", "PUT", "/uploads?notification", "", "<N><A>", "not XML"},
		{"index that is no number", "iam", "POST", "/", "", "Action=TagRole&RoleName=r&Tags.member.x.Key=a", "not a number"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := service(t, tt.service).Decode(request(t, tt.verb, tt.uri, tt.target, tt.body), []byte(tt.body))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	s := service(t, "lambda")
	shape := s.InputShape(s.Operations["CreateFunction"])
	good := Values{"FunctionName": "orders", "Role": "arn:aws:iam::123456789012:role/orders", "Code": Values{}}
	tests := []struct {
		name  string
		spoil Values
		want  string
	}{
		{"nothing", nil, ""},
		{"enum", Values{"Runtime": "cobol"}, "Value 'cobol' at 'Runtime' failed to satisfy constraint: Member must satisfy enum value set"},
		{"pattern", Values{"Role": "x"}, "at 'Role' failed to satisfy constraint: Member must satisfy regular expression pattern"},
		{"least", Values{"MemorySize": int64(1)}, "Member must have value greater than or equal to 128"},
		{"length", Values{"Description": strings.Repeat("é", 257)}, "Member must have length less than or equal to 256"},
		{"length in characters", Values{"Description": strings.Repeat("é", 256)}, ""},
		{"type", Values{"MemorySize": "128"}, "Member must be a integer, not a string"},
		{"inside a list", Values{"Architectures": []any{"mips"}}, "at 'Architectures.1.member'"},
		{"inside a map", Values{"Environment": Values{"Variables": Values{"1": "x"}}}, "at 'Environment.Variables.1(key)'"},
		{"unknown", Values{"Colour": "red"}, "at 'Colour' failed to satisfy constraint: Member is not in the model"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			problems := s.Check(shape, good.With(tt.spoil))
			if tt.want == "" && len(problems) > 0 || tt.want != "" && !strings.Contains(Explain(problems), tt.want) {
				t.Errorf("got %v, want %q", problems, tt.want)
			}
		})
	}
	if got := Explain(s.Check(shape, Values{})); !strings.HasPrefix(got, "3 validation errors detected: Value at 'Code'") {
		t.Errorf("got %s", got)
	}
}

func TestEncode(t *testing.T) {
	when := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name, service, operation, want string
		status                         int
		out                            Values
	}{
		{"json time", "kms", "ScheduleKeyDeletion", `{"DeletionDate":1795521600,"KeyId":"k"}`, 200, Values{"KeyId": "k", "DeletionDate": when}},
		{"rest status", "lambda", "DeleteFunction", `{}`, 204, nil},
		{
			"query", "iam", "ListRolePolicies",
			`<ListRolePoliciesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRolePoliciesResult><IsTruncated>false</IsTruncated><PolicyNames><member>a</member></PolicyNames></ListRolePoliciesResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListRolePoliciesResponse>`,
			200,
			Values{"PolicyNames": []any{"a"}, "IsTruncated": false},
		},
		{
			"query map", "sns", "GetTopicAttributes",
			`<GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><GetTopicAttributesResult><Attributes><entry><key>a</key><value>1</value></entry></Attributes></GetTopicAttributesResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetTopicAttributesResponse>`,
			200,
			Values{"Attributes": Values{"a": "1"}},
		},
		{"bucket location", "s3", "GetBucketLocation", `<LocationConstraint>eu-central-1</LocationConstraint>`, 200, Values{"LocationConstraint": "eu-central-1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := service(t, tt.service)
			a, err := s.Encode(s.Operations[tt.operation], tt.out, "r")
			if err != nil {
				t.Fatal(err)
			}
			if string(a.Body) != tt.want || a.Status != tt.status {
				t.Errorf("got %d %s\nwant %d %s", a.Status, a.Body, tt.status, tt.want)
			}
		})
	}
}

func TestEncodeError(t *testing.T) {
	tests := []struct {
		service, code, body, header string
		status                      int
	}{
		{"lambda", "ResourceConflictException", `{"Message":"m","__type":"ResourceConflictException","message":"m"}`, "ResourceConflictException", 409},
		{"iam", "NoSuchEntityException", `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>`, "", 404},
		{"s3", "NoSuchBucket", `<Error><Code>NoSuchBucket</Code><Message>m</Message><RequestId>r</RequestId></Error>`, "", 404},
		{"kms", "KMSInternalException", `{"Message":"m","__type":"KMSInternalException","message":"m"}`, "KMSInternalException", 500},
	}
	for _, tt := range tests {
		a, err := service(t, tt.service).EncodeError(&Error{Code: tt.code, Message: "m"}, "r")
		if err != nil {
			t.Fatal(err)
		}
		if string(a.Body) != tt.body || a.Status != tt.status || a.Header.Get("X-Amzn-Errortype") != tt.header {
			t.Errorf("%s: got %d %s (%s)\nwant %d %s", tt.code, a.Status, a.Body, a.Header.Get("X-Amzn-Errortype"), tt.status, tt.body)
		}
	}
}

func TestReadScope(t *testing.T) {
	got, ok := ReadScope("AWS4-HMAC-SHA256 Credential=AKID/20260131/eu-central-1/lambda/aws4_request, SignedHeaders=host, Signature=0")
	if !ok || got != (Scope{Service: "lambda", Region: "eu-central-1"}) {
		t.Errorf("got %v, %v", got, ok)
	}
	if _, ok := ReadScope("Bearer x"); ok {
		t.Error("a bearer token has a scope")
	}
}

// TestUncheckedPatterns shows which constraints of Lambda, the heart of it, are not checked: those with lookaround.
func TestUncheckedPatterns(t *testing.T) {
	got := service(t, "lambda").UncheckedPatterns()
	slices.Sort(got)
	var names []string
	for _, p := range got {
		name, _, _ := strings.Cut(p, ":")
		names = append(names, name)
	}
	want := []string{"Alias", "CollectionName", "FunctionUrlQualifier", "S3Bucket"}
	if d := cmp.Diff(want, names); d != "" {
		t.Errorf("unchecked patterns differ (-want +got):\n%s", d)
	}
}

func TestOpenRefuses(t *testing.T) {
	if _, err := Open("testdata/none"); err == nil {
		t.Error("a directory that does not exist was opened")
	}
	m, err := models()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Service("nothing"); err == nil || !strings.Contains(err.Error(), `service "nothing" has no model`) {
		t.Errorf("got %v", err)
	}
}

func TestValues(t *testing.T) {
	v := Values{"list": []string{"a"}, "number": 7, "map": map[string]string{"a": "b"}, "none": nil}
	want := Values{"list": []any{"a"}, "number": int64(7), "map": Values{"a": "b"}}
	if d := cmp.Diff(want, v.Clone()); d != "" {
		t.Errorf("clone differs (-want +got):\n%s", d)
	}
	merged := want.With(Values{"number": 8})
	if merged.Int("number") != 8 || want.Int("number") != 7 {
		t.Errorf("merged %v, from %v", merged, want)
	}
}
