//go:build unix

package source

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestNotRegular(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.tf"), 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "x.tf"), []byte(`resource "a" "b" {}`), 0o600); err != nil {
		t.Fatal(err)
	}
	tree, err := Options{WorkDir: dir}.Open(context.Background(), ".")
	if err != nil {
		t.Fatal(err)
	}
	if got := locate(t, tree, "a.b", ""); got != `x.tf:1:1 resource "a" "b"` {
		t.Error(got)
	}
	if problems := tree.Problems(); len(problems) != 1 || !strings.Contains(problems[0].Error(), "not a regular file") {
		t.Error(problems)
	}
}
