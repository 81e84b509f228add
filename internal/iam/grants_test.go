package iam

import "testing"

func TestGrantees(t *testing.T) {
	tests := []struct {
		principal     string
		kind          GranteeKind
		id, accountID string
	}{
		{`"*"`, Anyone, "*", ""},
		{`{"AWS":"*"}`, Anyone, "*", ""},
		{`{"AWS":"123456789012"}`, AccountRoot, "123456789012", "123456789012"},
		{`{"AWS":"arn:aws:iam::123456789012:root"}`, AccountRoot, "arn:aws:iam::123456789012:root", "123456789012"},
		{`{"AWS":"arn:aws:iam::123456789012:role/path/r"}`, Role, "arn:aws:iam::123456789012:role/path/r", "123456789012"},
		{
			`{"AWS":"arn:aws:sts::123456789012:assumed-role/r/s"}`, Role,
			"arn:aws:sts::123456789012:assumed-role/r/s", "123456789012",
		},
		{`{"AWS":"arn:aws-cn:iam::123456789012:user/u"}`, User, "arn:aws-cn:iam::123456789012:user/u", "123456789012"},
		{
			`{"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}`, OriginAccessUser,
			"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", "cloudfront",
		},
		{`{"AWS":"AROAEXAMPLEEXAMPLE123"}`, UniqueID, "AROAEXAMPLEEXAMPLE123", ""},
		{`{"Service":"s3.amazonaws.com"}`, Service, "s3.amazonaws.com", ""},
		{
			`{"Federated":"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}`, Federated,
			"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com", "123456789012",
		},
		{`{"CanonicalUser":"79a5"}`, CanonicalUser, "79a5", ""},
		{`{"AWS":"nonsense"}`, GranteeUnknown, "nonsense", ""},
	}
	for _, tt := range tests {
		doc := policy(t, `{"Effect":"Allow","Action":"sqs:*","Resource":"*","Principal":`+tt.principal+`}`)
		g := doc.Grants()[0].To
		account := g.Account
		if g.Kind != tt.kind || g.ID != tt.id || account != tt.accountID && tt.kind != OriginAccessUser {
			t.Errorf("%s: %+v", tt.principal, g)
		}
	}
}

func TestUnknownGrantee(t *testing.T) {
	p := Principal{PrincipalAWS, UnknownTerm("known after apply")}
	if g := p.Grantee(); g.Kind != GranteeUnknown || g.Why != "the principal is unknown: known after apply" {
		t.Errorf("%+v", g)
	}
	p = Principal{PrincipalAWS, Term{Text: "arn:aws:iam::" + Hole + ":root", Unknown: true, Why: "w"}}
	if g := p.Grantee(); g.Kind != AccountRoot || g.Account != "" || g.Why == "" {
		t.Errorf("%+v", g)
	}
	p = Principal{PrincipalAWS, UnknownTerm("w", "aws_iam_role.r")}
	if g := p.Grantee(); g.Kind != GranteeUnknown || len(g.Refs) != 1 {
		t.Errorf("%+v", g)
	}
}

func TestLimits(t *testing.T) {
	tests := []struct {
		condition string
		kind      LimitKind
		want      Tri
	}{
		{`"StringEquals":{"aws:SourceAccount":"123456789012"}`, BySourceAccount, Yes},
		{`"StringEquals":{"AWS:SourceAccount":["1","2"]}`, BySourceAccount, Yes},
		{`"StringLike":{"aws:SourceAccount":"*"}`, BySourceAccount, No},
		{`"StringLike":{"aws:SourceAccount":["123456789012","*"]}`, BySourceAccount, No},
		{`"StringEqualsIfExists":{"aws:SourceAccount":"1"}`, BySourceAccount, No},
		{`"StringNotEquals":{"aws:SourceAccount":"1"}`, BySourceAccount, No},
		{`"ForAllValues:StringEquals":{"aws:PrincipalOrgPaths":"o"}`, ByPrincipalOrgPaths, No},
		{`"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"}`, ByPrincipalOrgPaths, Yes},
		{`"Null":{"aws:SourceVpce":"false"}`, BySourceVpce, No},
		{`"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:*:orders"}`, BySourceArn, No},
		{`"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:123456789012:*"}`, BySourceArn, Yes},
		{`"ArnLike":{"aws:SourceArn":"arn:aws:s3:::bucket"}`, BySourceArn, Yes},
		{`"ArnLike":{"aws:SourceArn":"arn:aws:s3:::*"}`, BySourceArn, No},
		{`"ArnEquals":{"aws:SourceArn":"*"}`, BySourceArn, No},
		{`"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}`, BySourceIP, No},
		{`"IpAddress":{"aws:SourceIp":["10.0.0.0/8","::/0"]}`, BySourceIP, No},
		{`"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}`, BySourceIP, Yes},
		{`"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:o/r:ref:refs/heads/main"}`, ByFederatedSubject, Yes},
		{`"StringLike":{"token.actions.githubusercontent.com:sub":"*"}`, ByFederatedSubject, No},
		{`"StringLike":{"token.actions.githubusercontent.com:sub":"repo:*"}`, ByFederatedSubject, No},
		{`"StringLike":{"token.actions.githubusercontent.com:sub":"repo:*/app:*"}`, ByFederatedSubject, No},
		{`"StringLike":{"token.actions.githubusercontent.com:sub":"repo:o/*"}`, ByFederatedSubject, Yes},
		{`"ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}`, ByFederatedOther, Yes},
		{`"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}`, ByFederatedAudience, Yes},
		{`"StringEquals":{"cognito-identity.amazonaws.com:aud":"pool"}`, ByFederatedAudience, Yes},
		{`"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}`, ByFunctionURLAuthType, Yes},
		{`"StringEquals":{"aws:PrincipalTag/team":"a"}`, ByPrincipalTag, Yes},
		{`"StringEquals":{"sts:ExternalId":"x"}`, ByExternalID, Yes},
		{`"Bool":{"aws:PrincipalIsAWSService":"true"}`, ByPrincipalService, Yes},
		{`"Bool":{"aws:PrincipalIsAWSService":"false"}`, ByPrincipalService, No},
		{`"Nonsense":{"aws:SourceAccount":"1"}`, BySourceAccount, Maybe},
	}
	for _, tt := range tests {
		doc := policy(t, `{"Effect":"Allow","Action":"sqs:*","Resource":"*","Principal":"*","Condition":{`+tt.condition+`}}`)
		l := doc.Statements[0].Limits()[0]
		if l.Kind != tt.kind || l.Narrows != tt.want {
			t.Errorf("%s: kind %d, narrows %v (%s); want %d, %v", tt.condition, l.Kind, l.Narrows, l.Why, tt.kind, tt.want)
		}
	}
}

func TestUnknownLimit(t *testing.T) {
	of := func(v Term) Tri {
		return Condition{Operator: "ArnLike", Key: "aws:SourceArn", Values: []Term{v}}.Limit().Narrows
	}
	if got := of(RefTerm("aws_sns_topic.t", "")); got != Yes {
		t.Errorf("the ARN of a topic in the plan pins: %v", got)
	}
	if got := of(UnknownTerm("w")); got != Maybe {
		t.Errorf("an unknown value may be a wildcard: %v", got)
	}
	if got := of(Term{Text: "arn:aws:sns:*:" + Hole + ":*", Unknown: true}); got != Yes {
		t.Errorf("an unknown account is one account: %v", got)
	}
	if got := (Condition{Unknown: true}).Limit().Narrows; got != Maybe {
		t.Errorf("an unknown condition: %v", got)
	}
}

func TestPublic(t *testing.T) {
	const open = `{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}`
	deny := func(condition string) string {
		return open + `,{"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*"` + condition + `}`
	}
	tests := []struct {
		name, statements, action string
		want                     Tri
	}{
		{"open", open, "", Yes},
		{"open, asked for it", open, "sqs:SendMessage", Yes},
		{"open, asked for a part of the service", open, "sqs:*", Yes},
		{"open, asked for another", open, "sqs:ReceiveMessage", No},
		{"all but a few", `{"Effect":"Allow","NotPrincipal":{"AWS":"1"},"Action":"sqs:*","Resource":"*"}`, "", Yes},
		{"an account", `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sqs:*","Resource":"*"}`, "", No},
		{
			"pinned", `{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*",
			 "Condition":{"StringEquals":{"aws:SourceAccount":"1"}}}`, "", No,
		},
		{
			"pinned in name only", `{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*",
			 "Condition":{"StringLike":{"aws:SourceAccount":"*"}}}`, "", Yes,
		},
		{
			"TLS pins nobody", `{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*",
			 "Condition":{"Bool":{"aws:SecureTransport":"true"}}}`, "", Yes,
		},
		{"denied outright", deny(``), "", No},
		{"denied outright, asked for it", deny(``), "sqs:SendMessage", No},
		{"denied without TLS", deny(`,"Condition":{"Bool":{"aws:SecureTransport":"false"}}`), "", Yes},
		{"denied outside the organisation", deny(`,"Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}`), "", No},
		{
			"denied outside the organisation but for services",
			deny(`,"Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-1"},"BoolIfExists":{"aws:PrincipalIsAWSService":"false"}}`),
			"", No,
		},
		{"denied outside the internet", deny(`,"Condition":{"NotIpAddress":{"aws:SourceIp":"0.0.0.0/0"}}`), "", Yes},
		{"denied without an endpoint", deny(`,"Condition":{"Null":{"aws:SourceVpce":"true"}}`), "", No},
		{"denied by a tag", deny(`,"Condition":{"StringEquals":{"aws:PrincipalTag/a":"b"}}`), "", Maybe},
		{
			"another action denied", open + `,{"Effect":"Deny","Principal":"*","Action":"sqs:Receive*","Resource":"*"}`, "", Yes,
		},
		{
			"one account denied", open + `,{"Effect":"Deny","Principal":{"AWS":"1"},"Action":"*","Resource":"*"}`, "", Yes,
		},
	}
	for _, tt := range tests {
		var actions []string
		if tt.action != "" {
			actions = []string{tt.action}
		}
		if got := policy(t, tt.statements).Public(actions...); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestDeniesInsecureTransport(t *testing.T) {
	tests := []struct {
		name, statement string
		want            Tri
	}{
		{"as AWS shows it", `{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["a","b"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, Yes},
		{"all actions, bare boolean", `{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*","Condition":{"BoolIfExists":{"AWS:securetransport":false}}}`, Yes},
		{"true instead of false", `{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}`, No},
		{"one action", `{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, No},
		{"one account", `{"Effect":"Deny","Principal":{"AWS":"1"},"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, No},
		{"more asked", `{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"},"StringEquals":{"aws:PrincipalAccount":"1"}}}`, No},
		{"everything", `{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}`, Yes},
		{"publishing to a topic", `{"Effect":"Deny","Principal":"*","Action":"SNS:Publish","Resource":"a","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, Yes},
		{"subscribing to a topic", `{"Effect":"Deny","Principal":"*","Action":"SNS:Subscribe","Resource":"a","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, No},
		{"an Allow", `{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, No},
		{"TLS version", `{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"NumericLessThanIfExists":{"s3:TlsVersion":"1.2"}}}`, Yes},
		{"TLS version, not without", `{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"NumericLessThan":{"s3:TlsVersion":"1.2"}}}`, Maybe},
	}
	for _, tt := range tests {
		if got := policy(t, tt.statement).DeniesInsecureTransport(); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if got := UnknownDocument("w", "").DeniesInsecureTransport(); got != Maybe {
		t.Errorf("unknown policy: %v", got)
	}
}
