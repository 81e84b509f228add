package provider_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// output is a configuration with one output.
func output(expression string) string { return "output \"test\" {\n  value = " + expression + "\n}\n" }

func TestFunctions(t *testing.T) {
	needTerraform(t)
	policy := func(statement string) string {
		return `[for f in provider::slsguard::policy_findings(jsonencode({ Version = "2012-10-17", Statement = [` + statement + `] })) : f.rule]`
	}
	for name, test := range map[string]struct {
		expression string
		want       knownvalue.Check
	}{
		"supported":      {`provider::slsguard::runtime_supported("python3.13")`, knownvalue.Bool(true)},
		"not for long":   {`provider::slsguard::runtime_supported("ruby3.3", 180)`, knownvalue.Bool(false)},
		"not any more":   {`provider::slsguard::runtime_supported("python3.8")`, knownvalue.Bool(false)},
		"other cloud":    {`provider::slsguard::runtime_supported("PYTHON|3.12")`, knownvalue.Bool(true)},
		"no known date":  {`provider::slsguard::runtime_supported("nodejs26.x") == null`, knownvalue.Bool(true)},
		"arn parsed":     {`provider::slsguard::arn_parse("arn:aws:sqs:eu-central-1:123456789012:orders").resource`, knownvalue.StringExact("orders")},
		"arn with colon": {`provider::slsguard::arn_parse("arn:aws:lambda:eu-central-1:123456789012:function:a:b").resource`, knownvalue.StringExact("function:a:b")},
		"arn without account": {
			`provider::slsguard::arn_build("aws", "s3", "", "", "bucket/key")`, knownvalue.StringExact("arn:aws:s3:::bucket/key"),
		},
		"policy of an administrator": {
			`contains(` + policy(`{ Effect = "Allow", Action = "*", Resource = "*" }`) + `, "SLS105")`, knownvalue.Bool(true),
		},
		"policy with nothing to find": {
			policy(`{ Effect = "Allow", Action = "dynamodb:PutItem", Resource = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders" }`),
			knownvalue.TupleExact([]knownvalue.Check{}),
		},
		"trust in everybody": {
			`contains(` + policy(`{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }`) + `, "SLS111")`, knownvalue.Bool(true),
		},
	} {
		t.Run(name, func(t *testing.T) {
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: serve(nil),
				Steps: []resource.TestStep{{
					Config:            output(test.expression),
					ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("test", test.want)},
				}},
			})
		})
	}
}

func TestFunctionsRefuse(t *testing.T) {
	needTerraform(t)
	for name, test := range map[string]struct{ expression, want string }{
		"unknown runtime":     {`provider::slsguard::runtime_supported("cobol")`, `no\s+runtime\s+"cobol"`},
		"two numbers":         {`provider::slsguard::runtime_supported("python3.13", 1, 2)`, `at\s+most\s+one`},
		"negative days":       {`provider::slsguard::runtime_supported("python3.13", -1)`, `0\s+to\s+3660`},
		"no arn":              {`provider::slsguard::arn_parse("orders")`, `is\s+not\s+an\s+ARN`},
		"arn with wildcard":   {`provider::slsguard::arn_parse("arn:aws:sqs:*:123456789012:orders")`, `the\s+region\s+"\*"`},
		"account too short":   {`provider::slsguard::arn_build("aws", "sqs", "eu-central-1", "12", "q")`, `account\s+id\s+"12"`},
		"policy is no JSON":   {`provider::slsguard::policy_findings("nope")`, `read\s+the\s+policy`},
		"policy is no object": {`provider::slsguard::policy_findings("[]")`, `a\s+policy\s+is\s+a\s+JSON\s+object`},
	} {
		t.Run(name, func(t *testing.T) {
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: serve(nil),
				Steps:                    []resource.TestStep{{Config: output(test.expression), ExpectError: regexp.MustCompile(test.want)}},
			})
		})
	}
}

func TestRuntimeData(t *testing.T) {
	needTerraform(t)
	config := func(inside, value string) string {
		return "data \"slsguard_runtime\" \"test\" {\n" + inside + "\n}\n" + output("data.slsguard_runtime.test."+value)
	}
	for name, test := range map[string]struct {
		config string
		want   knownvalue.Check
	}{
		"supported":  {config(`id = "python3.13"`, "supported"), knownvalue.Bool(true)},
		"over":       {config(`id = "python3.9"`, "supported"), knownvalue.Bool(false)},
		"days":       {config(`id = "ruby3.3"`, "days_left"), knownvalue.Int64Exact(126)},
		"none left":  {config(`id = "python3.9"`, "days_left"), knownvalue.Int64Exact(0)},
		"its cloud":  {config("id = \"PYTHON|3.12\"\ncloud = \"azure\"", "version"), knownvalue.StringExact("3.12")},
		"day":        {config(`id = "ruby3.3"`, "deprecated_on"), knownvalue.StringExact("2027-03-31")},
		"aws if not": {config(`id = "ruby3.3"`, "cloud"), knownvalue.StringExact("aws")},
	} {
		t.Run(name, func(t *testing.T) {
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: serve(nil),
				Steps: []resource.TestStep{{
					Config:            test.config,
					ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("test", test.want)},
				}},
			})
		})
	}
	t.Run("unknown", func(t *testing.T) {
		resource.UnitTest(t, resource.TestCase{
			ProtoV6ProviderFactories: serve(nil),
			Steps: []resource.TestStep{{
				Config: config("id = \"python3.12\"\ncloud = \"google\"", "id"), ExpectError: regexp.MustCompile(`has\s+no\s+runtime\s+"python3.12"\s+of\s+google`),
			}},
		})
	})
}
