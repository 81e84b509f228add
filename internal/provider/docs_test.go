package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

const docs = "../../docs"

// TestDocsAreCurrent: the generated pages have every attribute as the schema describes it.
func TestDocsAreCurrent(t *testing.T) {
	server, err := serve(nil)["slsguard"]()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	checkPage(t, "index.md", schema.Provider.Block)
	for name, resource := range schema.ResourceSchemas {
		checkPage(t, "resources/"+strings.TrimPrefix(name, "slsguard_")+".md", resource.Block)
	}
	for name, source := range schema.DataSourceSchemas {
		checkPage(t, "data-sources/"+strings.TrimPrefix(name, "slsguard_")+".md", source.Block)
	}
	for name, f := range schema.Functions {
		if page := read(t, filepath.Join(docs, "functions", name+".md")); !strings.Contains(page, f.Description) {
			t.Errorf("functions/%s.md is out of date: make docs", name)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func checkPage(t *testing.T, name string, b *tfprotov6.SchemaBlock) {
	t.Helper()
	page := read(t, filepath.Join(docs, name))
	for _, d := range descriptions(b) {
		if !strings.Contains(page, d) {
			t.Errorf("%s is out of date (make docs): it lacks %q", name, d)
		}
	}
}

// descriptions are those of all attributes, at any depth, as lines of a page have them.
func descriptions(b *tfprotov6.SchemaBlock) []string {
	var all []string
	var walk func(attributes []*tfprotov6.SchemaAttribute)
	walk = func(attributes []*tfprotov6.SchemaAttribute) {
		for _, a := range attributes {
			all = append(all, ") "+a.Description)
			if a.NestedType != nil {
				walk(a.NestedType.Attributes)
			}
		}
	}
	walk(b.Attributes)
	for _, nested := range b.BlockTypes {
		all = append(all, descriptions(nested.Block)...)
	}
	return all
}

// TestDocsNameRules: a rule that a page names exists.
func TestDocsNameRules(t *testing.T) {
	known := map[string]bool{}
	for _, r := range rules.All() {
		known[r.ID] = true
	}
	pages, err := filepath.Glob(filepath.Join(docs, "resources", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, page := range pages {
		for _, id := range regexp.MustCompile(`SLS\d{3}`).FindAllString(read(t, page), -1) {
			if !known[id] {
				t.Errorf("%s names %s, which is no rule", page, id)
			}
		}
	}
}
