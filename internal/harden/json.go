package harden

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// normalJSON writes a JSON object in one form, with sorted names, so that what is declared and what is read back can be
// compared. A text that is not known yet stays as it is.
func normalJSON(text string) (string, error) {
	if !spec.IsKnown(text) {
		return text, nil
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	var object map[string]any
	if err := dec.Decode(&object); err != nil {
		return "", fmt.Errorf("not a JSON object: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return "", errors.New("more than one JSON object")
	}
	return writeJSON(object)
}

func writeJSON(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", err
	}
	return string(bytes.TrimSpace(b.Bytes())), nil
}

// NormalJSON is what a deployer uses to bring a document that it read into the form of the desired state. Text that is
// no JSON object is given back as it is: it then differs from what is wanted.
func NormalJSON(text string) string {
	if normal, err := normalJSON(text); err == nil {
		return normal
	}
	return text
}

// normalPatterns gives patterns in normal form, sorted.
func normalPatterns(patterns []string) []string {
	var all []string
	for _, p := range patterns {
		all = append(all, NormalJSON(p))
	}
	slices.Sort(all)
	return all
}
