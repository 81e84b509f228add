package wire

import (
	"encoding/json"
	"maps"
	"time"
)

// Values is a structure or map as plain values. Inside are Values, []any, string, int64, float64, bool, []byte and
// time.Time, and nothing else: see Plain.
type Values map[string]any

// Plain brings what Go code likes to write (int, []string, map[string]string, named strings are not) into the types
// that Values holds. Nil values, and nil pointers to int64 and string, are left out.
func Plain(v any) any {
	switch v := v.(type) {
	case int:
		return int64(v)
	case int32:
		return int64(v)
	case *int64:
		if v == nil {
			return nil
		}
		return *v
	case []string:
		return plainList(v)
	case []Values:
		return plainList(v)
	case []any:
		return plainList(v)
	case map[string]string:
		return plainMap(v)
	case map[string]any:
		return plainMap(v)
	case Values:
		return plainMap(v)
	default:
		return v
	}
}

func plainList[T any](in []T) any {
	if in == nil {
		return nil
	}
	out := make([]any, 0, len(in))
	for _, e := range in {
		if p := Plain(e); p != nil {
			out = append(out, p)
		}
	}
	return out
}

func plainMap[M ~map[string]T, T any](in M) any {
	if in == nil {
		return nil
	}
	out := make(Values, len(in))
	for k, e := range in {
		if p := Plain(e); p != nil {
			out[k] = p
		}
	}
	return out
}

// Clone gives a deep copy in plain types.
func (v Values) Clone() Values {
	if v == nil {
		return nil
	}
	out, ok := Plain(v).(Values)
	if !ok {
		return nil
	}
	return out
}

// Has says whether a member is there.
func (v Values) Has(name string) bool { _, ok := v[name]; return ok }

// Str gives a string, "" when there is none.
func (v Values) Str(name string) string { s, _ := v[name].(string); return s }

// Bool gives a bool, false when there is none.
func (v Values) Bool(name string) bool { b, _ := v[name].(bool); return b }

// Int gives a number, 0 when there is none.
func (v Values) Int(name string) int64 {
	switch n := v[name].(type) {
	case int64:
		return n
	case int:
		return int64(n)
	case float64:
		return int64(n)
	default:
		return 0
	}
}

// Bytes gives a blob, nil when there is none.
func (v Values) Bytes(name string) []byte { b, _ := v[name].([]byte); return b }

// Map gives a structure or map, nil (which can be read) when there is none.
func (v Values) Map(name string) Values { m, _ := v[name].(Values); return m }

// List gives a list, nil when there is none.
func (v Values) List(name string) []any { l, _ := Plain(v[name]).([]any); return l }

// Maps gives a list of structures.
func (v Values) Maps(name string) []Values { return each[Values](v.List(name)) }

// Strs gives a list of strings.
func (v Values) Strs(name string) []string { return each[string](v.List(name)) }

func each[T any](list []any) []T {
	var out []T
	for _, e := range list {
		if t, ok := e.(T); ok {
			out = append(out, t)
		}
	}
	return out
}

// StrMap gives a map of strings; never nil, so that it can be kept and written to.
func (v Values) StrMap(name string) map[string]string {
	out := map[string]string{}
	for k, e := range v.Map(name) {
		if s, ok := e.(string); ok {
			out[k] = s
		}
	}
	return out
}

// Take copies the named members that are there from another structure.
func (v Values) Take(from Values, names ...string) {
	for _, n := range names {
		if e, ok := from[n]; ok {
			v[n] = e
		}
	}
}

// Or puts a value where there is none.
func (v Values) Or(name string, value any) {
	if !v.Has(name) {
		v[name] = value
	}
}

// With gives a copy with the members of another laid over it.
func (v Values) With(over Values) Values {
	out := v.Clone()
	if out == nil {
		out = Values{}
	}
	maps.Copy(out, over.Clone())
	return out
}

// String shows values as JSON with sorted keys.
func (v Values) String() string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// kind names a plain value's type as the models do, for messages.
func kind(v any) string {
	switch v.(type) {
	case Values:
		return "structure or map"
	case []any:
		return "list"
	case string:
		return "string"
	case int64:
		return "integer"
	case float64:
		return "double"
	case bool:
		return "boolean"
	case []byte:
		return "blob"
	case time.Time:
		return "timestamp"
	default:
		return "unknown type"
	}
}
