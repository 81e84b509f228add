package iam

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func mustParse(t testing.TB, text string) *Document {
	t.Helper()
	doc, err := Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return doc
}

func TestParseForms(t *testing.T) {
	tests := []struct {
		name, text string
		want       Statement
	}{
		{
			"single statement, strings",
			`{"Statement":{"Sid":"a","Effect":"Allow","Action":"s3:GetObject","Resource":"*","Principal":"*"}}`,
			Statement{
				Sid: "a", Effect: Allow, Actions: Known("s3:GetObject"), Resources: Known("*"),
				Principals: []Principal{{PrincipalAny, Term{Text: "*"}}}, Place: "/Statement",
			},
		},
		{
			"lists and inverted elements",
			`{"Statement":[{"Effect":"Deny","NotAction":["iam:*","sts:*"],"NotResource":["a","b"],
			  "NotPrincipal":{"AWS":["123456789012","*"],"Service":"s3.amazonaws.com"}}]}`,
			Statement{
				Effect: Deny, NotActions: Known("iam:*", "sts:*"), NotResources: Known("a", "b"),
				NotPrincipals: []Principal{
					{PrincipalAWS, Term{Text: "123456789012"}},
					{PrincipalAny, Term{Text: "*"}},
					{PrincipalService, Term{Text: "s3.amazonaws.com"}},
				}, Place: "/Statement/0",
			},
		},
		{
			"condition values of every kind",
			`{"Statement":[{"Effect":"Allow","Action":[],"Resource":"*","Condition":{
			  "Bool":{"aws:SecureTransport":false},
			  "NumericLessThanIfExists":{"s3:TlsVersion":1.2},
			  "ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":["o-1/*","o-2/*"]},
			  "Null":{"aws:SourceVpce":"true"}}}]}`,
			Statement{
				Effect: Allow, Actions: []Term{}, Resources: Known("*"), Place: "/Statement/0",
				Conditions: []Condition{
					{Operator: "Bool", Key: "aws:SecureTransport", Values: Known("false")},
					{Operator: "NumericLessThanIfExists", Key: "s3:TlsVersion", Values: Known("1.2")},
					{Operator: "ForAnyValue:StringLike", Key: "aws:PrincipalOrgPaths", Values: Known("o-1/*", "o-2/*")},
					{Operator: "Null", Key: "aws:SourceVpce", Values: Known("true")},
				},
			},
		},
		{
			"a NUL is no hole",
			`{"Statement":[{"Effect":"Allow","Action":"s3:*\u0000","Resource":"\u0000"}]}`,
			Statement{
				Effect: Allow, Actions: Known("s3:*\ufffd"), Resources: Known("\ufffd"), Place: "/Statement/0",
			},
		},
	}
	for _, tt := range tests {
		doc := mustParse(t, tt.text)
		if diff := cmp.Diff([]Statement{tt.want}, doc.Statements); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if len(doc.Problems) > 0 {
			t.Errorf("%s: problems %v", tt.name, doc.Problems)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{``, "unexpected EOF"},
		{`[]`, "a policy is a JSON object"},
		{`null`, "a policy is a JSON object"},
		{`{"Statement":[{"Effect":"Allow"`, "/Statement/0"},
		{`{"Statement":[{"Effect":"Allow","Action":{}}]}`, `at "/Statement/0/Action": want a string, not an object`},
		{`{"Statement":[{"Effect":"Allow","Action":["a",1]}]}`, `at "/Statement/0/Action/1": want a string, not a number`},
		{`{"Statement":[3]}`, "a statement is an object"},
		{`{"Statement":[{"Effect":"Allow","Effect":"Deny"}]}`, "duplicate"},
		{`{"Statement":[{"Condition":[]}]}`, "a condition is an object"},
		{`{"Statement":[{"Condition":{"Bool":[]}}]}`, "a condition operator is an object"},
		{`{"Statement":[{"Condition":{"Bool":{"a":null}}}]}`, "not null"},
		{`{"Statement":[,]}`, "invalid character ','"},
		{`{"Statement":[],,}`, "invalid character ','"},
		{`{"Statement":[]}{}`, "more than one JSON value"},
		{`{"Version":` + strings.Repeat("[", 100000), "depth"},
		{`{"Foo":` + strings.Repeat("[", 100000), "depth"},
		{strings.Repeat(" ", maxBytes+1), "larger than"},
	}
	for _, tt := range tests {
		_, err := Parse([]byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%.60s: %v, want %q", tt.text, err, tt.want)
		}
	}
}

func TestParseProblems(t *testing.T) {
	tests := []struct{ text, place, what string }{
		{`{"Version":"2020-01-01","Statement":[]}`, "/Version", "not one of AWS's"},
		{`{"Comment":1,"Statement":{"Effect":"Allow","Action":"a"}}`, "/Comment", "no element"},
		{`{"statement":{"Effect":"Allow","Action":"a"}}`, "/statement", `AWS writes "Statement"`},
		{`{"Statement":[{"Effect":"allow","Action":"a"}]}`, "/Statement/0/Effect", "neither"},
		{`{"Statement":[{"Effect":"Allow","Action":"a","NotAction":"b"}]}`, "/Statement/0", "both Action"},
		{`{"Statement":[{"Effect":"Allow"}]}`, "/Statement/0", "no Action"},
		{`{"Statement":[{"Effect":"Allow","Action":"a","Principal":"x"}]}`, "/Statement/0/Principal", "without type"},
		{`{"Statement":[{"Effect":"Allow","Action":"a","Principal":{"X":"x"}}]}`, "/Statement/0/Principal/X", "this type"},
		{`{"Statement":[{"Effect":"Allow","Action":"a","Condition":{"Is":{"k":"v"}}}]}`, "/Statement/0/Condition/Is", "operator"},
		{`{}`, "", "no Statement"},
		{`{"Statement":[{"Effect":"Allow","Action":["a,]","b",],},],}`, "", "a comma before"},
	}
	for _, tt := range tests {
		doc := mustParse(t, tt.text)
		found := false
		for _, p := range doc.Problems {
			found = found || p.Place == tt.place && strings.Contains(p.What, tt.what)
		}
		if !found {
			t.Errorf("%s: problems %q, want %q at %q", tt.text, doc.Problems, tt.what, tt.place)
		}
	}
}

func TestTrailingCommasKeepTheStrings(t *testing.T) {
	doc := mustParse(t, `{"Statement":[{"Effect":"Allow","Action":["a,]","b\",}" , ],}]}`)
	if diff := cmp.Diff(Known("a,]", `b",}`), doc.Statements[0].Actions); diff != "" {
		t.Error(diff)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`)
	f.Add(`{"Statement":[{"Effect":"Deny","NotAction":["iam:Pass*"],"NotResource":"arn:aws:s3:::${aws:username}",` +
		`"NotPrincipal":{"AWS":"123456789012"},"Condition":{"ForAllValues:StringLikeIfExists":{"aws:SourceArn":["*",1,true]}}}]}`)
	f.Add(`{"Statement":[{"Effect":"Allow","Principal":"*","Action":["lambda:?nvoke*","iam:PassRole"],"Resource":["a*?b*"]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := Parse([]byte(text))
		if err != nil {
			return
		}
		doc.Grants()
		doc.Public()
		doc.Public("lambda:InvokeFunction")
		doc.DeniesInsecureTransport()
		id := Identity{Policies: []*Document{doc}, Boundary: doc}
		id.May("s3:GetObject", Target{Ref: "r", Service: "s3", Name: "b", Suffix: "/k"})
		id.May("s3:GetObject", Everything())
		id.Powers()
		id.Unread()
	})
}

const ordinaryPolicy = `{"Version":"2012-10-17","Statement":[
 {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/orders:*"},
 {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:PutItem","dynamodb:Query"],"Resource":["arn:aws:dynamodb:eu-west-1:123456789012:table/orders","arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/*"]},
 {"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:123456789012:dlq","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}`

func BenchmarkParse(b *testing.B) {
	data := []byte(ordinaryPolicy)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(data); err != nil {
			b.Fatal(err)
		}
	}
}
