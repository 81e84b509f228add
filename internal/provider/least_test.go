package provider_test

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws"
	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

const leastFile = "../../examples/provider/policy.json"

// least is the IAM policy that the provider needs at most: made of the calls that the deployer's clients have.
func least() map[string]any {
	byService := map[string][]string{}
	clients := reflect.TypeFor[aws.Clients]()
	for i := range clients.NumField() {
		service := clients.Field(i)
		for m := range service.Type.NumMethod() {
			for _, action := range actionsOf(strings.ToLower(service.Name), service.Type.Method(m).Name) {
				name, _, _ := strings.Cut(action, ":")
				if !slices.Contains(byService[name], action) {
					byService[name] = append(byService[name], action)
				}
			}
		}
	}
	statements := []any{map[string]any{
		"Sid": "PassRoles", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/slsguard-*",
		"Condition": map[string]any{"StringEquals": map[string]any{
			"iam:PassedToService": []string{"lambda.amazonaws.com", "scheduler.amazonaws.com"},
		}},
	}}
	for _, service := range slices.Sorted(maps.Keys(byService)) {
		slices.Sort(byService[service])
		resource := "*"
		if service == "iam" {
			resource = "arn:aws:iam::*:role/slsguard-*"
		}
		statements = append(statements, map[string]any{
			"Sid": strings.ToUpper(service[:1]) + service[1:], "Effect": "Allow", "Action": byService[service], "Resource": resource,
		})
	}
	return map[string]any{"Version": "2012-10-17", "Statement": statements}
}

// actionsOf gives the IAM actions that a call needs. Most have the call's own name.
func actionsOf(service, call string) []string {
	switch {
	case service == "gateway":
		return []string{"apigateway:" + verb(call)}
	case service == "sts":
		return nil // who one is may be asked by all
	case service == "waf":
		return append([]string{"wafv2:" + call}, map[string][]string{"AssociateWebACL": {"apigateway:SetWebACL"}, "DisassociateWebACL": {"apigateway:SetWebACL"}}[call]...)
	case call == "GetBucketNotificationConfiguration" || call == "PutBucketNotificationConfiguration":
		return []string{"s3:" + strings.TrimSuffix(call, "Configuration")}
	case call == "HeadBucket":
		return []string{"s3:ListBucket"}
	case call == "CreateFunction":
		return []string{"lambda:CreateFunction", "lambda:GetLayerVersion", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt", "kms:CreateGrant"}
	}
	return []string{service + ":" + call}
}

// verb is what API Gateway calls a call in policies.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
func verb(call string) string {
	for _, v := range []struct{ starts, verb string }{
		{"Get", "GET"}, {"Create", "POST"}, {"Put", "PUT"}, {"Update", "PATCH"}, {"Delete", "DELETE"}, {"TagResource", "PUT"}, {"UntagResource", "DELETE"},
	} {
		if strings.HasPrefix(call, v.starts) {
			return v.verb
		}
	}
	return call
}

func TestLeastPolicy(t *testing.T) {
	text, err := json.MarshalIndent(least(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.WriteFile(leastFile, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(leastFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != string(text) {
		t.Errorf("%s is out of date: go test ./internal/provider -run LeastPolicy -update", leastFile)
	}
	for _, s := range least()["Statement"].([]any) {
		actions, _ := s.(map[string]any)["Action"].([]string)
		for _, a := range actions {
			if _, ok := facts.FindAction(a); !ok {
				t.Errorf("AWS has no action %s", a)
			}
		}
	}
}

// checkLeast holds what was called to the policy.
func checkLeast(t *testing.T, operations []string) {
	t.Helper()
	allowed := map[string]bool{}
	for _, s := range least()["Statement"].([]any) {
		actions, _ := s.(map[string]any)["Action"].([]string)
		for _, a := range actions {
			allowed[a] = true
		}
	}
	for _, o := range operations {
		service, call, _ := strings.Cut(o, ".")
		if service == "apigateway" {
			service = "gateway"
		}
		for _, a := range actionsOf(service, call) {
			if !allowed[a] {
				t.Errorf("%s was called, but %s does not allow %s", o, leastFile, a)
			}
		}
	}
}
