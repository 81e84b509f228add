package facts

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestActionLevel(t *testing.T) {
	tests := []struct {
		action   string
		level    Level
		known    bool
		resource bool
	}{
		{"s3:PutObject", Write, true, true},
		{"S3:putobject", Write, true, true},
		{"s3:GetObject", Read, true, true},
		{"iam:PassRole", PermissionsManagement, true, true},
		{"cloudwatch:PutMetricData", Write, true, false},
		{"xray:PutTraceSegments", Write, true, false},
		{"lambda:InvokeFunction", Write, true, true},
		{"a2c:GetContainerizationJobDetails", Read, true, false},
		{"s3:Put", 0, false, false},
		{"s3", 0, false, false},
		{"nosuch:Thing", 0, false, false},
		{"", 0, false, false},
		{":", 0, false, false},
	}
	for _, tt := range tests {
		level, known := ActionLevel(tt.action)
		if level != tt.level || known != tt.known || ResourceLevel(tt.action) != tt.resource {
			t.Errorf("%q: %v, %v, resource %v; want %v, %v, resource %v", tt.action,
				level, known, ResourceLevel(tt.action), tt.level, tt.known, tt.resource)
		}
	}
}

func TestEveryActionIsFound(t *testing.T) {
	all := MatchActions("*")
	if len(all) != 20455 {
		t.Fatalf("the table holds %d actions, want the source's 20455", len(all))
	}
	for _, a := range all {
		if found, ok := FindAction(strings.ToUpper(a)); !ok || found.String() != a {
			t.Errorf("%s: found %v, %v", a, found, ok)
		}
	}
}

func TestMatchActions(t *testing.T) {
	tests := []struct {
		pattern string
		has     []string
		lacks   []string
	}{
		{"s3:Put*", []string{"s3:PutObject", "s3:PutBucketPolicy"}, []string{"s3:GetObject"}},
		{"S3:put*", []string{"s3:PutObject"}, nil},
		{"sqs:?endMessage", []string{"sqs:SendMessage"}, []string{"sqs:SendMessageBatch"}},
		{"*:*", []string{"s3:PutObject", "lambda:InvokeFunction"}, nil},
		{"lambda:*", []string{"lambda:InvokeFunction"}, []string{"s3:PutObject"}},
		{"nosuch:*", nil, []string{"s3:PutObject"}},
	}
	for _, tt := range tests {
		got := MatchActions(tt.pattern)
		for _, a := range tt.has {
			if !slices.Contains(got, a) {
				t.Errorf("%s: lacks %s", tt.pattern, a)
			}
		}
		for _, a := range tt.lacks {
			if slices.Contains(got, a) {
				t.Errorf("%s: has %s", tt.pattern, a)
			}
		}
	}
}

func TestPrefixActions(t *testing.T) {
	for _, tt := range []struct {
		service, prefix string
		want            int
	}{
		{"sqs", "sendmessage", 1},
		{"SQS", "", len(ServiceActions("sqs"))},
		{"sqs", "Zz", 0},
		{"sqs", "SendMessageX", 0},
		{"lambda", "InvokeFunction", 2},
		{"nosuch", "A", 0},
	} {
		if got := PrefixActions(tt.service, tt.prefix); len(got) != tt.want {
			t.Errorf("%s:%s: %v, want %d", tt.service, tt.prefix, got, tt.want)
		}
	}
}

func TestManagedPolicy(t *testing.T) {
	tests := []struct {
		arn  string
		want string // a part of the document; "" for none
	}{
		{"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", `"logs:PutLogEvents"`},
		{"AWSLambdaBasicExecutionRole", `"logs:PutLogEvents"`},
		{"arn:aws:iam::aws:policy/AdministratorAccess", `"Action":"*"`},
		{"arn:aws-us-gov:iam::aws:policy/PowerUserAccess", `"NotAction"`},
		{"arn:aws-cn:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole", "ec2:CreateNetworkInterface"},
		{"arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole", ""}, // the path is missing
		{"arn:aws:iam::123456789012:policy/AdministratorAccess", ""},
		{"arn:other:iam::aws:policy/AdministratorAccess", ""},
		{"", ""},
	}
	for _, tt := range tests {
		doc, ok := ManagedPolicy(tt.arn)
		if ok != (tt.want != "") || !strings.Contains(string(doc), tt.want) {
			t.Errorf("%s: %v, %s", tt.arn, ok, doc)
		}
	}
}

func TestManagedPolicyPartition(t *testing.T) {
	for name := range managedTable().rows {
		arn, _ := ManagedPolicyARN(name)
		cn := strings.Replace(arn, "arn:aws:", "arn:aws-cn:", 1)
		if doc, _ := ManagedPolicy(cn); strings.Contains(string(doc), `"arn:aws:`) {
			t.Fatalf("%s names ARNs of another partition", cn)
		}
	}
}

func TestEveryManagedPolicyIsJSON(t *testing.T) {
	rows := managedTable().rows
	if len(rows) != 1568 {
		t.Errorf("the table holds %d policies, want the sources' 1568", len(rows))
	}
	for name := range rows {
		doc, ok := ManagedPolicy(name)
		if !ok || !json.Valid(doc) {
			t.Errorf("%s: %v, %.80s", name, ok, doc)
		}
	}
}

func TestFindRuntime(t *testing.T) {
	r, ok := FindRuntime("aws", "nodejs10.x")
	if !ok || r.Deprecated.Format("2006-01-02") != "2021-07-30" || r.Blocked.Format("2006-01-02") != "2022-02-14" {
		t.Errorf("nodejs10.x: %+v, %v", r, ok)
	}
	if r.Source == "" {
		t.Error("nodejs10.x has no source")
	}
	if _, ok := FindRuntime("google", "nodejs10.x"); ok {
		t.Error("google has no nodejs10.x")
	}
	if r, ok := FindRuntime("azure", "DOTNET|6.0"); !ok || r.Deprecated.Format("2006-01-02") != "2024-11-12" {
		t.Errorf("DOTNET|6.0: %+v, %v", r, ok)
	}
	if n := len(runtimeTable()); n != 138 {
		t.Errorf("%d runtimes, want the source's 132 and 6 former ones of Azure", n)
	}
}

func TestLayerPublisher(t *testing.T) {
	if p, ok := LayerPublisher("580247275435"); !ok || !p.AWS {
		t.Errorf("Lambda Insights: %+v, %v", p, ok)
	}
	if p, ok := LayerPublisher("464622532012"); !ok || p.AWS || p.Name != "Datadog" {
		t.Errorf("Datadog: %+v, %v", p, ok)
	}
	if _, ok := LayerPublisher("123456789012"); ok {
		t.Error("123456789012 is nobody's")
	}
	for account, p := range publisherTable() {
		if len(account) != 12 || p.Source == "" {
			t.Errorf("%s: %+v", account, p)
		}
	}
}

func TestFindServicePrincipal(t *testing.T) {
	tests := []struct {
		name                      string
		known, anyone, sansAccout bool
	}{
		{"s3.amazonaws.com", true, true, true},
		{"logs.eu-central-1.amazonaws.com", true, true, false},
		{"s3.amazonaws.com.cn", true, true, true},
		{"lambda.amazonaws.com", true, false, false},
		{"delivery.logs.amazonaws.com", true, true, false},
		{"example.com", false, false, false},
		{"", false, false, false},
	}
	for _, tt := range tests {
		p, ok := FindServicePrincipal(tt.name)
		if ok != tt.known || p.ForAnyone != tt.anyone || p.NoAccountInARN != tt.sansAccout {
			t.Errorf("%q: %+v, %v", tt.name, p, ok)
		}
	}
}

func TestServiceOfPrincipal(t *testing.T) {
	for name, want := range map[string]string{
		"states.us-east-1.amazonaws.com":  "states",
		"unheard-of.amazonaws.com":        "unheard-of",
		"replicator.lambda.amazonaws.com": "replicator.lambda",
		"LAMBDA.amazonaws.com":            "lambda",
		"example.com":                     "",
	} {
		if p, _ := FindServicePrincipal(name); p.Service != want {
			t.Errorf("%s: %q, want %q", name, p.Service, want)
		}
	}
}

func TestDataReadActionsExist(t *testing.T) {
	for a := range dataReadTable() {
		if _, ok := FindAction(a); !ok {
			t.Errorf("%s is no action", a)
		}
	}
	if DataRead("s3:GetBucketPolicy") || !DataRead("S3:GetObject") {
		t.Error("GetObject hands out data, GetBucketPolicy does not")
	}
}

func BenchmarkManagedPolicyFirst(b *testing.B) {
	for b.Loop() {
		inflate(packedIndex)
	}
}

func BenchmarkActionsFirst(b *testing.B) {
	for b.Loop() {
		inflate(packedActions)
	}
}

func BenchmarkActionLevel(b *testing.B) {
	for b.Loop() {
		ActionLevel("lambda:UpdateFunctionCode")
	}
}
