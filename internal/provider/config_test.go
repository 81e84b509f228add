package provider_test

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// code writes a zip with one file and gives its path.
func code(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "code.zip")
	writeCode(t, path, content)
	return path
}

func writeCode(t *testing.T, path, content string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	w, err := z.Create("app.py")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

// function is a configuration of a function: the README's with some lines replaced or added. A line replaces the one
// that starts with the same word; inside of aws it is given as "aws.key = …".
func function(zip string, lines ...string) string {
	attributes := map[string]string{
		"name": `"orders"`, "runtime": `"python3.13"`, "handler": `"app.handler"`, "source": fmt.Sprintf("{ path = %q }", zip),
	}
	order := []string{"name", "runtime", "handler", "source"}
	var aws []string
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if inner, ok := strings.CutPrefix(name, "aws."); ok {
			aws = append(aws, inner+" = "+value)
			continue
		}
		if _, ok := attributes[name]; !ok {
			order = append(order, name)
		}
		attributes[name] = value
	}
	var b strings.Builder
	b.WriteString("resource \"slsguard_secure_function\" \"test\" {\n")
	for _, name := range order {
		if attributes[name] != "" {
			fmt.Fprintf(&b, "  %s = %s\n", name, attributes[name])
		}
	}
	fmt.Fprintf(&b, "  aws = {\n    %s\n  }\n}\n", strings.Join(aws, "\n    "))
	return b.String()
}

const functionARN = "arn:aws:lambda:eu-central-1:123456789012:function:orders"

// aTrigger is a configuration of a trigger with these lines.
func aTrigger(lines ...string) string {
	return "resource \"slsguard_secure_trigger\" \"test\" {\n  name     = \"orders\"\n  function = \"" + functionARN + "\"\n  " +
		strings.Join(lines, "\n  ") + "\n}\n"
}
