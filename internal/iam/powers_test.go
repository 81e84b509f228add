package iam

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
)

// brief gives powers as "kind name certain: actions", without the escalations that others imply.
func brief(powers []Power) []string {
	out := []string{}
	for _, p := range powers {
		line := strings.TrimSpace(p.Kind.String() + " " + p.Name)
		if p.Certain != Yes {
			line += " " + p.Certain.String()
		}
		if p.Kind != Escalation && len(p.Actions) > 0 {
			line += ": " + strings.Join(p.Actions, " ")
		}
		out = append(out, line)
	}
	return out
}

func allow(action, resource string) string {
	quote := func(s string) string {
		return `["` + strings.Join(strings.Fields(s), `","`) + `"]`
	}
	return `{"Effect":"Allow","Action":` + quote(action) + `,"Resource":` + quote(resource) + `}`
}

func TestPowers(t *testing.T) {
	tests := []struct {
		name, statements, boundary string
		want                       []string
	}{
		{"none", ``, ``, []string{}},
		{"administrator", allow("*", "*"), ``, []string{"admin all: *"}},
		{"administrator, spelled out", allow("*:*", "*"), ``, []string{"admin all: *:*"}},
		{"IAM", allow("iam:*", "*"), ``, []string{"admin iam: iam:*"}},
		{
			"IAM beside a service", allow("iam:* IAM:Get* sqs:* sqs:*", "*"), ``,
			[]string{
				"admin iam: iam:* IAM:Get* sqs:* sqs:*", "service wildcard sqs: sqs:*", "service wildcard sqs: sqs:*",
				"wildcard resource: sqs:*",
			},
		},
		{
			"power user", `{"Effect":"Allow","NotAction":["iam:*","organizations:*"],"Resource":"*"}`, ``,
			[]string{"inverted NotAction", "admin all-but"},
		},
		{"everything on one bucket", allow("*", "arn:aws:s3:::b arn:aws:s3:::b/*"), ``, []string{}},
		{
			"a service on one resource", allow("s3:*", "arn:aws:s3:::b arn:aws:s3:::b/*"), ``,
			[]string{"service wildcard s3: s3:*"},
		},
		{
			"a service on all", allow("SQS:*", "*"), ``,
			[]string{"service wildcard sqs: SQS:*", "wildcard resource: SQS:*"},
		},
		{
			"what a function's role has by custom",
			allow("logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents xray:PutTraceSegments "+
				"cloudwatch:PutMetricData ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces "+
				"ec2:DeleteNetworkInterface", "*"), ``,
			[]string{},
		},
		{
			"writes and data on all", allow("dynamodb:PutItem dynamodb:GetItem dynamodb:DescribeTable s3:ListAllMyBuckets", "*"),
			``,
			[]string{"wildcard resource: dynamodb:PutItem dynamodb:GetItem"},
		},
		{
			"a pattern of writes on all", allow("dynamodb:Put* dynamodb:Describe*", "arn:aws:dynamodb:*:*:table/*"),
			``,
			[]string{"wildcard resource: dynamodb:Put*"},
		},
		{"some tables", allow("dynamodb:PutItem", "arn:aws:dynamodb:*:*:table/app-*"), ``, []string{}},
		{"a bucket's objects", allow("s3:PutObject s3:GetObject", "arn:aws:s3:::b/*"), ``, []string{}},
		{"all buckets' objects", allow("s3:PutObject", "arn:aws:s3:::*/*"), ``, []string{"wildcard resource: s3:PutObject"}},
		{
			"wildcard of another service", allow("dynamodb:PutItem", "arn:aws:s3:::* arn:aws:dynamodb:*:*:table/t"),
			``,
			[]string{},
		},
		{
			"all secrets", allow("secretsmanager:GetSecretValue kms:Decrypt", "*"), ``,
			[]string{
				"wildcard resource: secretsmanager:GetSecretValue kms:Decrypt",
				"secret read: kms:Decrypt secretsmanager:GetSecretValue",
			},
		},
		{"one secret", allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:1:secret:a-??????"), ``, []string{}},
		{"the application's secrets", allow("ssm:GetParameter*", "arn:aws:ssm:*:*:parameter/app/*"), ``, []string{}},
		{
			"all parameters of the account", allow("ssm:GetParameter", "arn:aws:ssm:*:1:parameter/*"), ``,
			[]string{"wildcard resource: ssm:GetParameter", "secret read: ssm:GetParameter"},
		},
		{
			"logs", allow("logs:DeleteLog*", "arn:aws:logs:eu-west-1:1:log-group:/aws/lambda/f:*"), ``,
			[]string{"log tamper: logs:DeleteLogGroup logs:DeleteLogStream"},
		},
		{
			"code of one function", allow("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:1:function:f"), ``,
			[]string{"code update: lambda:UpdateFunctionCode"},
		},
		{
			"code of all functions", allow("lambda:UpdateFunctionCode", "*"), ``,
			[]string{
				"wildcard resource: lambda:UpdateFunctionCode", "code update: lambda:UpdateFunctionCode",
				"escalation lambda:UpdateFunctionCode",
			},
		},
		{"a boundary around an administrator", allow("*", "*"), allow("s3:GetObject", "arn:aws:s3:::b/*"), []string{}},
		{
			"a loose boundary around an administrator", allow("*", "*"), allow("sqs:*", "*"),
			[]string{"service wildcard sqs: sqs:*", "wildcard resource: sqs:*"},
		},
		{
			"a boundary that allows a part", allow("dynamodb:* s3:*", "*"), allow("dynamodb:PutItem", "*"),
			[]string{"wildcard resource: dynamodb:*"},
		},
		{"a boundary on one resource", allow("secretsmanager:GetSecretValue", "*"), allow("secretsmanager:*", "arn:aws:secretsmanager:*:*:secret:a-??????"), []string{}},
		{
			"denied", allow("s3:* iam:CreatePolicyVersion", "*") + `,{"Effect":"Deny","Action":["iam:*","s3:*"],"Resource":"*"}`,
			``,
			[]string{},
		},
		{
			"an administrator without a part", allow("*", "*") + `,{"Effect":"Deny","Action":"iam:*","Resource":"*"}`,
			``,
			[]string{"admin all: *"},
		},
		{
			"all but one secret denied", allow("secretsmanager:GetSecretValue", "*") +
				`,{"Effect":"Deny","Action":"*","NotResource":"arn:aws:secretsmanager:eu-west-1:1:secret:a"}`, ``,
			[]string{
				"wildcard resource maybe: secretsmanager:GetSecretValue",
				"secret read maybe: secretsmanager:GetSecretValue",
			},
		},
		{
			"other regions denied", allow("*", "*") +
				`,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}`,
			``,
			[]string{"admin all: *"},
		},
	}
	for _, tt := range tests {
		id := Identity{Policies: []*Document{policy(t, tt.statements)}}
		if tt.boundary != "" {
			id.Boundary = policy(t, tt.boundary)
		}
		if diff := cmp.Diff(tt.want, brief(id.Powers())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestPowersOnUnknown(t *testing.T) {
	of := func(r Term) []string {
		id := Identity{Policies: []*Document{{Statements: []Statement{{
			Effect: Allow, Actions: Known("secretsmanager:GetSecretValue"), Resources: []Term{r},
		}}}}}
		return brief(id.Powers())
	}
	if got := of(RefTerm("aws_secretsmanager_secret.s", "")); len(got) != 0 {
		t.Errorf("one secret of the plan: %v", got)
	}
	if got := of(UnknownTerm("w")); !slices.Contains(got, "secret read maybe: secretsmanager:GetSecretValue") {
		t.Errorf("a secret of which nothing is known: %v", got)
	}
	wide := Term{Text: "arn:aws:secretsmanager:" + Hole + ":" + Hole + ":secret:*", Unknown: true}
	if got := of(wide); !slices.Contains(got, "secret read: secretsmanager:GetSecretValue") {
		t.Errorf("all secrets of an unknown account: %v", got)
	}
}

func TestUnread(t *testing.T) {
	id := Identity{Policies: []*Document{
		UnknownDocument("a", ""),
		{Statements: []Statement{
			{Unknown: true, Why: "b"},
			{Effect: Allow, Actions: []Term{UnknownTerm("c")}, Resources: Known("*")},
			{Effect: Deny, Actions: []Term{UnknownTerm("d")}, Resources: Known("*")},
		}},
	}}
	want := []string{"a policy is unknown: a", "a statement is unknown: b", "an action is unknown: c"}
	if diff := cmp.Diff(want, id.Unread()); diff != "" {
		t.Error(diff)
	}
	if got := id.Powers(); len(got) != 0 {
		t.Errorf("nothing is certain: %v", brief(got))
	}
}

func TestEveryEscalationSetIsFound(t *testing.T) {
	for _, set := range escalationSets() {
		var actions []string
		for _, s := range set.steps {
			actions = append(actions, s.anyOf[0])
		}
		id := Identity{Policies: []*Document{policy(t, allow(strings.Join(actions, " "), "*"))}}
		if !escalates(&id, set.id, Yes) {
			t.Errorf("%s: not found in %v", set.id, brief(id.Powers()))
		}
		for i := range actions {
			fewer := slices.Delete(slices.Clone(actions), i, i+1)
			if len(fewer) == 0 {
				continue
			}
			id := Identity{Policies: []*Document{policy(t, allow(strings.Join(fewer, " "), "*"))}}
			if escalates(&id, set.id, Yes) {
				t.Errorf("%s: found without %s", set.id, actions[i])
			}
		}
	}
}

func escalates(id *Identity, set string, certain Tri) bool {
	return slices.ContainsFunc(id.Powers(), func(p Power) bool {
		return p.Kind == Escalation && p.Name == set && p.Certain == certain
	})
}

func TestSensitiveActionsExist(t *testing.T) {
	for name, a := range sensitives().byName {
		if _, ok := facts.FindAction(name); !ok {
			t.Errorf("%s is no action", a.action)
		}
	}
}

func TestEscalationIsAware(t *testing.T) {
	const set = "iam:PassRole+lambda:CreateFunction"
	with := func(pass string) string {
		return allow("lambda:CreateFunction lambda:InvokeFunction", "arn:aws:lambda:*:*:function:app-*") + "," + pass
	}
	pass := func(resource, condition string) string {
		return with(`{"Effect":"Allow","Action":"iam:PassRole","Resource":"` + resource + `"` + condition + `}`)
	}
	tests := []struct {
		name, statements string
		want             Tri
	}{
		{"any role", pass("*", ""), Yes},
		{"any role of the account", pass("arn:aws:iam::123456789012:role/*", ""), Yes},
		{"some roles", pass("arn:aws:iam::123456789012:role/app-*", ""), Maybe},
		{"roles below a path", pass("arn:aws:iam::123456789012:role/service-role/*", ""), Maybe},
		{"one role", pass("arn:aws:iam::123456789012:role/app", ""), No},
		{"any user", pass("arn:aws:iam::123456789012:user/*", ""), No},
		{"to Lambda", pass("*", `,"Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}`), Yes},
		{"to any of Amazon's", pass("*", `,"Condition":{"StringLike":{"iam:PassedToService":"*.amazonaws.com"}}`), Yes},
		{"to another", pass("*", `,"Condition":{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}`), No},
		{"denied", pass("*", "") + `,{"Effect":"Deny","Action":"iam:Pass*","Resource":"*"}`, No},
		{"two statements", allow("lambda:*", "*") + "," + allow("iam:Pass*", "*"), Yes},
		{"in NotAction", `{"Effect":"Allow","NotAction":"s3:*","Resource":"arn:aws:iam::*:role/*"},` + allow("lambda:*", "*"), Yes},
	}
	for _, tt := range tests {
		id := Identity{Policies: []*Document{policy(t, tt.statements)}}
		got := No
		for _, want := range []Tri{Yes, Maybe} {
			if escalates(&id, set, want) {
				got = want
			}
		}
		if got != tt.want {
			t.Errorf("%s: %v, want %v in %v", tt.name, got, tt.want, brief(id.Powers()))
		}
	}
}

func TestEscalationOfOneself(t *testing.T) {
	const role = "arn:aws:iam::123456789012:role/me"
	id := Identity{Policies: []*Document{policy(t, allow("iam:PutRolePolicy", role))}}
	if escalates(&id, "iam:PutRolePolicy", Yes) {
		t.Error("one role that may be anyone's")
	}
	id.Self = Target{ARN: role}
	if !escalates(&id, "iam:PutRolePolicy", Yes) {
		t.Error("one's own role")
	}
	bounded := `{"Effect":"Allow","Action":"iam:PutRolePolicy","Resource":"*","Condition":{"StringEquals":{"iam:PermissionsBoundary":"b"}}}`
	id = Identity{Policies: []*Document{policy(t, bounded)}}
	if escalates(&id, "iam:PutRolePolicy", Yes) {
		t.Error("only within a boundary")
	}
}

func TestManagedPoliciesPowers(t *testing.T) {
	tests := []struct {
		name string
		want string // the first power, or "" for none
	}{
		{"AdministratorAccess", "admin all: *"},
		{"PowerUserAccess", "inverted NotAction"},
		{"IAMFullAccess", "admin iam"},
		{"AmazonS3FullAccess", "service wildcard s3: s3:*"},
		{"AmazonSQSFullAccess", "service wildcard sqs: sqs:*"},
		{"AWSLambda_FullAccess", "service wildcard lambda: lambda:*"},
		{"SecretsManagerReadWrite", ""},
		{"AWSLambdaBasicExecutionRole", ""},
		{"AWSLambdaVPCAccessExecutionRole", ""},
		{"AWSXRayDaemonWriteAccess", ""},
	}
	for _, tt := range tests {
		text, ok := facts.ManagedPolicy(tt.name)
		if !ok {
			t.Errorf("%s is missing", tt.name)
			continue
		}
		got := brief((&Identity{Policies: []*Document{mustParse(t, string(text))}}).Powers())
		switch {
		case tt.name == "SecretsManagerReadWrite":
			if !slices.Contains(got, "service wildcard secretsmanager: secretsmanager:*") {
				t.Errorf("%s: %v", tt.name, got)
			}
		case tt.want == "" && len(got) > 0, tt.want != "" && (len(got) == 0 || !strings.HasPrefix(got[0], tt.want)):
			t.Errorf("%s: %v, want %q first", tt.name, got, tt.want)
		}
	}
}

func TestEveryManagedPolicyParses(t *testing.T) {
	for _, name := range facts.ManagedPolicyNames() {
		text, _ := facts.ManagedPolicy(name)
		doc, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(doc.Problems) > 0 {
			t.Errorf("%s: %v", name, doc.Problems)
		}
		id := Identity{Policies: []*Document{doc}}
		id.Powers()
	}
}

func BenchmarkPowers(b *testing.B) {
	for name, text := range map[string]string{
		"ordinary": ordinaryPolicy,
		"wide":     `{"Statement":[` + allow("s3:* dynamodb:* sqs:* secretsmanager:Get* iam:PassRole lambda:*", "*") + `]}`,
	} {
		id := Identity{Policies: []*Document{mustParse(b, text)}}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				id.Powers()
			}
		})
	}
	text, _ := facts.ManagedPolicy("ReadOnlyAccess")
	id := Identity{Policies: []*Document{mustParse(b, string(text))}}
	b.Run(fmt.Sprintf("ReadOnlyAccess %d kB", len(text)>>10), func(b *testing.B) {
		for b.Loop() {
			id.Powers()
		}
	})
}
