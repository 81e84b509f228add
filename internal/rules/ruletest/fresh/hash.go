// Package fresh tells whether an example's plan was made from the HCL that stands beside it.
package fresh

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// Hash names the HCL of an example: the hash of its .tf files (one level of modules included) without test
// comments and without what a checkout may change in line ends.
func Hash(dir string) (string, error) {
	var files []string
	for _, pattern := range []string{"*.tf", "*/*.tf", "*/*/*.tf"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return "", fmt.Errorf("list HCL of %s: %w", dir, err)
		}
		files = append(files, found...)
	}
	re := regexp.MustCompile(`(?m)[ \t]*# want [^\n]*|\r`)
	sum := sha256.New()
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("hash HCL of %s: %w", dir, err)
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			return "", fmt.Errorf("hash HCL of %s: %w", dir, err)
		}
		_, _ = fmt.Fprintf(sum, "%s\x00%s\x00", filepath.ToSlash(rel), re.ReplaceAll(b, nil))
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
