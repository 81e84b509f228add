package google

import (
	"os"
	"strings"
	"testing"
)

// TestServerlessTypes holds the registry against every resource type of the serverless services in version 6.50.0 of the
// providers google and google-beta: each has an adapter.
func TestServerlessTypes(t *testing.T) {
	text, err := os.ReadFile("testdata/serverless_types.txt")
	if err != nil {
		t.Fatal(err)
	}
	types := registry()
	listed := strings.Fields(string(text))
	if len(listed) < 60 {
		t.Fatalf("only %d types are listed", len(listed))
	}
	for _, name := range listed {
		if _, known := types[name]; !known {
			t.Errorf("%s has no adapter", name)
		}
		if !serverless(name) {
			t.Errorf("%s is of no serverless service", name)
		}
	}
}
