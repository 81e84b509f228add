package iam

import "testing"

func policy(t testing.TB, statements string) *Document {
	t.Helper()
	return mustParse(t, `{"Version":"2012-10-17","Statement":[`+statements+`]}`)
}

func TestMay(t *testing.T) {
	const queue = "arn:aws:sqs:eu-west-1:123456789012:orders"
	tests := []struct {
		name, statements, boundary string
		action                     string
		target                     Target
		want                       Tri
	}{
		{"nothing attached", ``, ``, "sqs:SendMessage", Target{ARN: queue}, No},
		{
			"exact", `{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"` + queue + `"}`, ``,
			"sqs:sendmessage",
			Target{ARN: queue},
			Yes,
		},
		{
			"resources are compared with case", `{"Effect":"Allow","Action":"sqs:*","Resource":"` + queue + `"}`, ``,
			"sqs:SendMessage",
			Target{ARN: "arn:aws:sqs:eu-west-1:123456789012:ORDERS"},
			No,
		},
		{
			"not on everything", `{"Effect":"Allow","Action":"sqs:*","Resource":"` + queue + `"}`, ``,
			"sqs:SendMessage", Everything(), Maybe,
		},
		{
			"NotAction", `{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}`, ``,
			"sqs:SendMessage",
			Target{ARN: queue},
			Yes,
		},
		{
			"NotAction excludes", `{"Effect":"Allow","NotAction":"SQS:*","Resource":"*"}`, ``,
			"sqs:SendMessage",
			Target{ARN: queue},
			No,
		},
		{
			"NotResource", `{"Effect":"Allow","Action":"*","NotResource":"arn:aws:sqs:*"}`, ``,
			"sqs:SendMessage",
			Target{ARN: queue},
			No,
		},
		{
			"Deny wins", `{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"sqs:Send*","Resource":"*"}`,
			``, "sqs:SendMessage",
			Target{ARN: queue},
			No,
		},
		{
			"conditional Deny",
			`{"Effect":"Allow","Action":"*","Resource":"*"},
			 {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/team":"a"}}}`,
			``, "sqs:SendMessage",
			Target{ARN: queue},
			Maybe,
		},
		{
			"Deny that the caller sidesteps",
			`{"Effect":"Allow","Action":"*","Resource":"*"},
			 {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`,
			``, "sqs:SendMessage",
			Target{ARN: queue},
			Yes,
		},
		{
			"boundary allows", `{"Effect":"Allow","Action":"*","Resource":"*"}`,
			`{"Effect":"Allow","Action":"sqs:*","Resource":"*"}`, "sqs:SendMessage",
			Target{ARN: queue},
			Yes,
		},
		{
			"boundary lacks", `{"Effect":"Allow","Action":"*","Resource":"*"}`,
			`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`, "sqs:SendMessage",
			Target{ARN: queue},
			No,
		},
		{
			"boundary denies", `{"Effect":"Allow","Action":"*","Resource":"*"}`,
			`{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"sqs:*","Resource":"*"}`,
			"sqs:SendMessage",
			Target{ARN: queue},
			No,
		},
		{
			"unknown ARN, known name, wildcard account", `{"Effect":"Allow","Action":"sqs:*","Resource":"arn:*:sqs:*:*:orders"}`,
			``, "sqs:SendMessage",
			Target{Service: "sqs", Name: "orders"},
			Yes,
		},
		{
			"unknown ARN, other name", `{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:invoices"}`,
			``, "sqs:SendMessage",
			Target{Service: "sqs", Name: "orders"},
			No,
		},
		{
			"unknown ARN, account spelled out", `{"Effect":"Allow","Action":"sqs:*","Resource":"` + queue + `"}`,
			``, "sqs:SendMessage",
			Target{Service: "sqs", Name: "orders"},
			Maybe,
		},
		{
			"wildcard over an unknown ARN", `{"Effect":"Allow","Action":"sqs:*","Resource":"*"}`,
			``, "sqs:SendMessage",
			Target{Ref: "aws_sqs_queue.q"},
			Yes,
		},
	}
	for _, tt := range tests {
		id := Identity{Policies: []*Document{policy(t, tt.statements)}}
		if tt.boundary != "" {
			id.Boundary = policy(t, tt.boundary)
		}
		if got := id.May(tt.action, tt.target); got.Allowed != tt.want {
			t.Errorf("%s: %v (%s), want %v", tt.name, got.Allowed, got.Why, tt.want)
		}
	}
}

func TestMayOnUnknownTerms(t *testing.T) {
	const q, other = "aws_sqs_queue.q", "aws_sqs_queue.other"
	tests := []struct {
		name   string
		term   Term
		target Target
		want   Tri
	}{
		{"same object", RefTerm(q, ""), Target{Ref: q}, Yes},
		{"another object", RefTerm(q, ""), Target{Ref: other}, No},
		{"below the object", RefTerm(q, "/*"), Target{Ref: q, Suffix: "/k"}, Yes},
		{"below, not itself", RefTerm(q, "/*"), Target{Ref: q}, No},
		{"itself, not below", RefTerm(q, ""), Target{Ref: q, Suffix: "/k"}, No},
		{"shape unknown", UnknownTerm("w", q), Target{Ref: q, Suffix: "/k"}, Yes},
		{"one of two", UnknownTerm("w", q, other), Target{Ref: q}, Maybe},
		{"neither of two", UnknownTerm("w", q, other), Target{Ref: "aws_sqs_queue.third"}, No},
		{"nothing known", UnknownTerm("w"), Target{Ref: q}, Maybe},
		{"against a known ARN", RefTerm(q, ""), Target{ARN: "arn:aws:sqs:eu-west-1:1:q"}, Maybe},
		{
			"named in a prefix",
			Term{Text: "arn:aws:sqs:eu-west-1:1:" + Hole, Unknown: true, Refs: []string{q}},
			Target{Ref: q, Service: "sqs"},
			Yes,
		},
		{
			"named in another service",
			Term{Text: "arn:aws:logs:eu-west-1:1:log-group:" + Hole, Unknown: true, Refs: []string{q}},
			Target{Ref: q, Service: "sqs"},
			No,
		},
		{
			"prefix of unknown account",
			Term{Text: "arn:aws:sqs:*:" + Hole + ":orders", Unknown: true},
			Target{Service: "sqs", Name: "orders"},
			Maybe,
		},
	}
	for _, tt := range tests {
		id := Identity{Policies: []*Document{{Statements: []Statement{
			{Effect: Allow, Actions: Known("sqs:SendMessage"), Resources: []Term{tt.term}},
		}}}}
		if got := id.May("sqs:SendMessage", tt.target); got.Allowed != tt.want {
			t.Errorf("%s: %v (%s), want %v", tt.name, got.Allowed, got.Why, tt.want)
		}
	}
}

func TestMaySaysWhy(t *testing.T) {
	unread := UnknownDocument("its ARN is known after apply", "aws_iam_role.r")
	id := Identity{Policies: []*Document{unread}}
	d := id.May("s3:GetObject", Everything())
	if d.Allowed != Maybe || d.Why != "the policy is unknown: its ARN is known after apply" || d.By.Document != unread {
		t.Errorf("%+v", d)
	}
	id.Policies = append(id.Policies, policy(t, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`))
	if d := id.May("s3:GetObject", Everything()); d.Allowed != Yes || d.Why != "" {
		t.Errorf("a policy that can't be read takes nothing away: %+v", d)
	}
}

func TestMayPrefersFewerConditions(t *testing.T) {
	id := Identity{Policies: []*Document{policy(t,
		`{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}},
		 {"Sid":"b","Effect":"Allow","Action":"s3:Get*","Resource":"*"}`)}}
	if d := id.May("s3:GetObject", Everything()); d.By.Statement.Sid != "b" || len(d.Conditions) != 0 {
		t.Errorf("%+v", d)
	}
	if d := id.May("s3:PutObject", Everything()); d.Allowed != Yes || len(d.Conditions) != 1 {
		t.Errorf("%+v", d)
	}
}
