package aws

import (
	"os"
	"strings"
	"testing"
)

// TestServerlessTypes holds the registry against every resource type of the serverless services in version 6.25.0 of
// the provider: each has an adapter, or is left to SLS004 for a reason.
func TestServerlessTypes(t *testing.T) {
	left := map[string]string{
		"aws_lambda_capacity_provider":                             "its operator role acts in the account, which nothing judges",
		"aws_serverlessapplicationrepository_cloudformation_stack": "what it deploys stands in somebody else's template",
	}
	text, err := os.ReadFile("testdata/serverless_types.txt")
	if err != nil {
		t.Fatal(err)
	}
	types := registry()
	listed := strings.Fields(string(text))
	if len(listed) < 100 {
		t.Fatalf("only %d types are listed", len(listed))
	}
	for _, name := range listed {
		_, known := types[name]
		_, excused := left[name]
		if known == excused {
			t.Errorf("%s: adapter %v, left to SLS004 %v", name, known, excused)
		}
		if !serverless(name) {
			t.Errorf("%s is of no serverless service", name)
		}
	}
}
