package awstest

import "testing"

// TestKeyOnlyOfCode: what is denied to a function's code is not denied to Lambda, which makes the function's network
// interfaces with the same role.
func TestKeyOnlyOfCode(t *testing.T) {
	const denied = `{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"ec2:CreateNetworkInterface","Resource":"*"},
		{"Effect":"Deny","Action":"ec2:CreateNetworkInterface","Resource":"*",
		 "Condition":{"ArnEquals":{"lambda:SourceFunctionArn":"arn:aws:lambda:eu-central-1:123456789012:function:orders"}}}]}`
	d, err := parsePolicy(denied, "")
	if err != nil {
		t.Fatal(err)
	}
	ask := request{action: "ec2:CreateNetworkInterface", resource: "*", absent: codeOnly()}
	if !allowed([]policyDocument{d}, ask) {
		t.Error("Lambda is denied what only the code is")
	}
	ask.absent = nil
	ask.context = map[string]string{"lambda:sourcefunctionarn": "arn:aws:lambda:eu-central-1:123456789012:function:orders"}
	if allowed([]policyDocument{d}, ask) {
		t.Error("the code is allowed what it is denied")
	}
}

func TestMatchAbsent(t *testing.T) {
	for operator, want := range map[string]bool{
		"StringEquals": false, "ArnLike": false, "Bool": false, "StringNotEquals": true, "ArnNotLike": true,
		"StringEqualsIfExists": true, "ForAllValues:StringEquals": true, "ForAnyValue:StringEquals": false, "Null": true,
	} {
		if got := matchAbsent(operator, []any{"true"}); got != want {
			t.Errorf("%s on a key that is not there: %v, want %v", operator, got, want)
		}
	}
	if matchAbsent("Null", []any{"false"}) {
		t.Error("a key that must be there is taken to be")
	}
}
