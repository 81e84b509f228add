// Command genfacts turns the collected facts (../shared/facts) into the compact tables that internal/facts
// embeds. Run it from the repository's root:
//
//	go run -C tools ./genfacts --from ../../shared/facts --to ../internal/facts/data
//
// The same input gives the same bytes, so that a diff after a run means that a fact changed.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	from := flag.String("from", "../../shared/facts", "directory of the collected facts")
	to := flag.String("to", "../internal/facts/data", "directory of the embedded tables")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "genfacts:", err)
		os.Exit(1)
	}
}

// A table makes the embedded files out of one collected file.
type table struct {
	from string
	make func(data []byte) (map[string][]byte, error)
}

func run(from, to string) error {
	tables := []table{
		{"aws-actions.tsv", actions},
		{"aws-managed-policies.json.gz", managedPolicies},
		{"runtimes.json", runtimes},
		{"azure-roles.json.gz", azureRoles},
		{"google-roles.json.gz", googleRoles},
	}
	for _, t := range tables {
		data, err := os.ReadFile(filepath.Join(from, t.from))
		if err != nil {
			return err
		}
		files, err := t.make(data)
		if err != nil {
			return fmt.Errorf("%s: %w", t.from, err)
		}
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(to, name), content, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// squeeze compresses without a time stamp, so that the bytes depend on the content alone.
func squeeze(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
