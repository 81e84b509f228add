package wire

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// node is a parameter tree of the query protocol: "Tags.member.1.Key=a" is node Tags, member, 1, Key.
type node struct {
	value    string
	children map[string]*node
}

func queryTree(form url.Values) *node {
	root := &node{children: map[string]*node{}}
	for name, values := range form {
		if name == "Action" || name == "Version" {
			continue
		}
		at := root
		for part := range strings.SplitSeq(name, ".") {
			next, ok := at.children[part]
			if !ok {
				next = &node{children: map[string]*node{}}
				at.children[part] = next
			}
			at = next
		}
		at.value = strings.Join(values, ",")
	}
	return root
}

// decodeQuery reads form parameters as a shape.
func (s *Service) decodeQuery(sh *Shape, form url.Values) (Values, error) {
	v, err := s.fromNode(sh, sh.Name, queryTree(form))
	if err != nil {
		return nil, err
	}
	m, ok := v.(Values)
	if !ok {
		return nil, fmt.Errorf("%s is not a structure in the model", sh.Name)
	}
	return m, nil
}

func (s *Service) fromNode(sh *Shape, path string, n *node) (any, error) {
	switch sh.Type {
	case "structure":
		return s.structureFromNode(sh, path, n)
	case "list":
		return s.listFromNode(sh, path, n)
	case "map":
		return s.mapFromNode(sh, path, n)
	default:
		return fromText(sh, path, n.value)
	}
}

func (s *Service) structureFromNode(sh *Shape, path string, n *node) (any, error) {
	out := Values{}
	for key, child := range n.children {
		name, ref := sh.memberOnWire(key)
		if ref == nil {
			return nil, fmt.Errorf("%s: parameter %q is not in the model", path, key)
		}
		v, err := s.fromNode(s.shape(ref), join(path, name), child)
		if err != nil {
			return nil, err
		}
		out[name] = v
	}
	return out, nil
}

// items gives the numbered children in order; an empty list is sent as "Tags=".
func items(n *node, wrapper string, flattened bool) ([]*node, error) {
	if !flattened {
		if n.children[wrapper] == nil {
			return nil, nil
		}
		n = n.children[wrapper]
	}
	numbers := make([]int, 0, len(n.children))
	for key := range n.children {
		i, err := strconv.Atoi(key)
		if err != nil {
			return nil, fmt.Errorf("list index %q is not a number", key)
		}
		numbers = append(numbers, i)
	}
	slices.Sort(numbers)
	out := make([]*node, len(numbers))
	for i, number := range numbers {
		out[i] = n.children[strconv.Itoa(number)]
	}
	return out, nil
}

func (s *Service) listFromNode(sh *Shape, path string, n *node) (any, error) {
	children, err := items(n, sh.Member.name("member"), sh.Flattened)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := make([]any, 0, len(children))
	for _, child := range children {
		v, err := s.fromNode(s.shape(sh.Member), path, child)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (s *Service) mapFromNode(sh *Shape, path string, n *node) (any, error) {
	children, err := items(n, "entry", sh.Flattened)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := Values{}
	for _, child := range children {
		key, value := child.children[sh.Key.name("key")], child.children[sh.Value.name("value")]
		if key == nil || value == nil {
			return nil, fmt.Errorf("%s: map entry without key or value", path)
		}
		v, err := s.fromNode(s.shape(sh.Value), join(path, key.value), value)
		if err != nil {
			return nil, err
		}
		out[key.value] = v
	}
	return out, nil
}

// fromText reads a scalar that is written as text: in a form, a path, a query string, a header or an XML element.
func fromText(sh *Shape, path, text string) (any, error) {
	v, err := parseText(sh, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %q is not a %s: %w", path, text, sh.Type, err)
	}
	return v, nil
}

func parseText(sh *Shape, text string) (any, error) {
	switch sh.Type {
	case "string":
		return text, nil
	case "integer", "long":
		return strconv.ParseInt(text, 10, 64)
	case "float", "double":
		return strconv.ParseFloat(text, 64)
	case "boolean":
		return strconv.ParseBool(text)
	case "blob":
		return base64.StdEncoding.DecodeString(text)
	case "timestamp":
		return parseTime(text)
	default:
		return nil, fmt.Errorf("a %s cannot be written as text", sh.Type)
	}
}

func parseTime(text string) (any, error) {
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	return time.Parse(time.RFC1123, text)
}

// toText writes a scalar as text.
func toText(v any) string {
	switch v := v.(type) {
	case []byte:
		return base64.StdEncoding.EncodeToString(v)
	case time.Time:
		return v.UTC().Format("2006-01-02T15:04:05Z")
	default:
		return fmt.Sprint(v)
	}
}
