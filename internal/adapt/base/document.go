package base

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Node is an object of a document such as an API's definition. A nil one is empty, so that what is missing or of another
// type reads as not there.
type Node map[string]any

// At gives an object in it.
func (n Node) At(name string) Node {
	m, _ := n[name].(map[string]any)
	return m
}

// Text gives a text in it.
func (n Node) Text(name string) string {
	s, _ := n[name].(string)
	return s
}

// List gives a list of strings.
func (n Node) List(name string) []string {
	items, _ := n[name].([]any)
	texts := make([]string, 0, len(items))
	for _, item := range items {
		if s, ok := item.(string); ok {
			texts = append(texts, s)
		}
	}
	return texts
}

// Sorted gives the names of an object in a fixed order.
func (n Node) Sorted() []string { return slices.Sorted(maps.Keys(n)) }

// Document reads a document in JSON or in YAML, of which JSON is nearly a part. why says what is wrong with it, and begins
// with what it is called.
func Document(text, called string) (doc Node, why string) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &doc) == nil {
		return doc, ""
	}
	doc, err := ParseYAML(text)
	if err != nil {
		return nil, called + " " + err.Error()
	}
	return doc, ""
}
