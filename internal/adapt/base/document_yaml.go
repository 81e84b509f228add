package base

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Limits of a document in YAML. AWS itself takes definitions of 6 MB (API Gateway developer guide, "Quotas"), but a parsed
// node is a hundred times its text: a file made to exhaust memory must not get that far.
const (
	maxYAMLBytes = 2 << 20
	maxYAMLNodes = 500_000 // with every alias counted as often as it is used
	maxYAMLDepth = 100     // as deep as no definition is; also what ends an alias of itself
)

var errYAMLForm = errors.New("is not a single object")

// ParseYAML reads a definition in YAML into what encoding/json makes of the same definition in JSON. Errors name
// lines, never content: a body may hold secrets.
func ParseYAML(text string) (Node, error) {
	if len(text) > maxYAMLBytes {
		return nil, fmt.Errorf("is longer than %d MiB", maxYAMLBytes>>20)
	}
	decoder := yaml.NewDecoder(strings.NewReader(text))
	var doc, next yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		return nil, errors.New("is not valid")
	}
	if err := decoder.Decode(&next); !errors.Is(err, io.EOF) {
		return nil, errYAMLForm
	}
	c := yamlConverter{left: maxYAMLNodes}
	v, err := c.value(&doc, 0)
	if err != nil {
		return nil, err
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, errYAMLForm
	}
	return m, nil
}

// yamlConverter counts the nodes that it still may make.
type yamlConverter struct{ left int }

func (c *yamlConverter) value(n *yaml.Node, depth int) (any, error) {
	c.left--
	if c.left < 0 || depth > maxYAMLDepth {
		return nil, fmt.Errorf("grows too large or too deep at line %d", n.Line)
	}
	switch n.Kind {
	case yaml.DocumentNode:
		if len(n.Content) != 1 {
			return nil, errYAMLForm
		}
		return c.value(n.Content[0], depth+1)
	case yaml.AliasNode:
		return c.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		return c.list(n, depth)
	case yaml.MappingNode:
		return c.object(n, depth)
	case yaml.ScalarNode:
		return yamlScalar(n), nil
	default:
		return nil, errYAMLForm
	}
}

func (c *yamlConverter) list(n *yaml.Node, depth int) (any, error) {
	items := make([]any, 0, len(n.Content))
	for _, item := range n.Content {
		v, err := c.value(item, depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	return items, nil
}

// object converts a mapping. What it merges in (<<) stands behind what it says itself (YAML 1.1, "Merge Key
// Language-Independent Type").
func (c *yamlConverter) object(n *yaml.Node, depth int) (any, error) {
	m, merged := map[string]any{}, []any(nil)
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		v, err := c.value(n.Content[i+1], depth+1)
		switch {
		case err != nil:
			return nil, err
		case name.Kind == yaml.ScalarNode && name.ShortTag() == "!!merge":
			merged = append(merged, v)
			continue
		}
		key, ok := yamlKey(name)
		if _, twice := m[key]; !ok || twice {
			return nil, fmt.Errorf("has a key that is no text, or there twice, at line %d", name.Line)
		}
		m[key] = v
	}
	mergeYAML(m, merged)
	return m, nil
}

// yamlKey gives a key as text: response codes are numbers in YAML.
func yamlKey(n *yaml.Node) (key string, ok bool) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n.Value, n.Kind == yaml.ScalarNode
}

// mergeYAML adds what m does not have yet: of several objects, earlier ones win.
func mergeYAML(m map[string]any, merged []any) {
	for _, v := range merged {
		switch from := v.(type) {
		case map[string]any:
			for key, value := range from {
				if _, own := m[key]; !own {
					m[key] = value
				}
			}
		case []any:
			mergeYAML(m, objectsOnly(from))
		}
	}
}

// objectsOnly leaves out lists in lists, which no merge takes.
func objectsOnly(items []any) []any {
	kept := make([]any, 0, len(items))
	for _, item := range items {
		if m, ok := item.(map[string]any); ok {
			kept = append(kept, m)
		}
	}
	return kept
}

// yamlScalar converts to JSON's types. Dates, binary data and what has a tag of its own (CloudFormation's !Sub) stay
// text, and so do numbers that JSON has no form for.
func yamlScalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		if n.Decode(&b) == nil {
			return b
		}
	case "!!int", "!!float":
		var f float64
		if n.Decode(&f) == nil && !math.IsNaN(f) && !math.IsInf(f, 0) {
			return f
		}
	}
	return n.Value
}
