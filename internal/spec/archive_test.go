package spec_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func TestDirectoryIsPackedReproducibly(t *testing.T) {
	var zips [2]spec.Archive
	for i := range zips {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "b", "run"), "#!/bin/sh\n", 0o700)
		write(t, filepath.Join(dir, "a.py"), "pass\n", 0o600)
		when := time.Date(2020+i, 1, 1, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(filepath.Join(dir, "a.py"), when, when); err != nil {
			t.Fatal(err)
		}
		var err error
		if zips[i], err = (spec.Source{Directory: dir}).Archive(); err != nil {
			t.Fatal(err)
		}
	}
	if zips[0].SHA256 != zips[1].SHA256 {
		t.Error("the same files gave different bytes")
	}
	r, err := zip.NewReader(bytes.NewReader(zips[0].Zip), int64(len(zips[0].Zip)))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range r.File {
		files = append(files, f.Mode().String()+" "+f.Name)
	}
	if got := strings.Join(files, ", "); got != "-rw-r--r-- a.py, -rwxr-xr-x b/run" {
		t.Errorf("packed %s", got)
	}
}

func TestArchiveRefused(t *testing.T) {
	empty, text := t.TempDir(), filepath.Join(t.TempDir(), "a.zip")
	write(t, text, "no zip", 0o600)
	for want, s := range map[string]spec.Source{
		"has no files":    {Directory: empty},
		"is no zip":       {Path: text},
		"no such file":    {Path: filepath.Join(empty, "none.zip")},
		"not a local zip": {Image: "repo@sha256:1"},
	} {
		if _, err := s.Archive(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
