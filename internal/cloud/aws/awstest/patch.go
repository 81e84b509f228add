package awstest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// patchable says which paths of an API Gateway object can be patched, and what stands there; a * is any segment.
// The tables are from https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
type patchable map[string]patchKind

type patchKind int

const (
	patchText    patchKind = iota
	patchInt               // a number without fraction
	patchFloat             // a number
	patchBool              // "true" or "false"
	patchKey               // an element of a list, named by the last segment of the path
	patchElement           // an element of a list, given as the value
	patchFirst             // the only element of a list, addressed by its index
)

// patch applies an update's operations to a copy, which it gives.
func (p patchable) patch(v wire.Values, in wire.Values) (wire.Values, error) {
	out := v.With(nil)
	for _, op := range in.Maps("patchOperations") {
		if err := p.apply(out, op); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func badRequest(format string, args ...any) error {
	return fail("BadRequestException", format, args...)
}

func (p patchable) apply(v wire.Values, op wire.Values) error {
	segments := pointer(op.Str("path"))
	kind, ok := p.kind(segments)
	if !ok {
		return badRequest("Invalid patch path '%s' specified for op '%s'. Must be one of: %s",
			op.Str("path"), op.Str("op"), strings.Join(sortedKeys(p), ", "))
	}
	last := len(segments) - 1
	if kind == patchKey || kind == patchFirst {
		last--
	}
	holder := descend(v, segments[:last])
	name := segments[last]
	switch op.Str("op") {
	case "replace", "add":
		return set(holder, name, kind, segments[len(segments)-1], op.Str("value"))
	case "remove":
		unset(holder, name, kind, segments[len(segments)-1], op.Str("value"))
		return nil
	default:
		return badRequest("Invalid patch operation specified: '%s'", op.Str("op"))
	}
}

// pointer takes a JSON pointer apart: https://www.rfc-editor.org/rfc/rfc6901
func pointer(path string) []string {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, s := range segments {
		segments[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(s)
	}
	return segments
}

func (p patchable) kind(segments []string) (patchKind, bool) {
	for pattern, kind := range p {
		want := strings.Split(strings.TrimPrefix(pattern, "/"), "/")
		if slices.EqualFunc(want, segments, func(w, s string) bool { return w == "*" || w == s }) {
			return kind, true
		}
	}
	return 0, false
}

// descend goes into structures, which it makes where there are none.
func descend(v wire.Values, path []string) wire.Values {
	for _, name := range path {
		next := v.Map(name)
		if next == nil {
			next = wire.Values{}
			v[name] = next
		}
		v = next
	}
	return v
}

func set(v wire.Values, name string, kind patchKind, key, value string) error {
	parsed, err := parsePatch(v, name, kind, key, value)
	if err != nil {
		return badRequest("Invalid value '%s' for %s", value, name)
	}
	v[name] = parsed
	return nil
}

func parsePatch(v wire.Values, name string, kind patchKind, key, value string) (any, error) {
	switch kind {
	case patchInt:
		return strconv.ParseInt(value, 10, 64)
	case patchFloat:
		return strconv.ParseFloat(value, 64)
	case patchBool:
		return strconv.ParseBool(value)
	case patchKey:
		return append(v.List(name), key), nil
	case patchElement:
		return append(v.List(name), value), nil
	case patchFirst:
		return []any{value}, nil
	default:
		return value, nil
	}
}

func unset(v wire.Values, name string, kind patchKind, key, value string) {
	gone := value
	if kind == patchKey {
		gone = key
	}
	if kind == patchKey || kind == patchElement && gone != "" {
		v[name] = slices.DeleteFunc(v.List(name), func(e any) bool { return e == gone })
		return
	}
	delete(v, name)
}
