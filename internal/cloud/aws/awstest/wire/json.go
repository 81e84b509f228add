package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// decodeJSON reads a JSON object as a shape; an empty body is an empty structure.
func (s *Service) decodeJSON(sh *Shape, body []byte) (Values, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return Values{}, nil
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var raw any
	if err := d.Decode(&raw); err != nil {
		return nil, fmt.Errorf("body is not JSON: %w", err)
	}
	v, err := s.fromJSON(sh, sh.Name, raw)
	if err != nil {
		return nil, err
	}
	m, ok := v.(Values)
	if !ok {
		return nil, fmt.Errorf("body is not a JSON object")
	}
	return m, nil
}

func (s *Service) fromJSON(sh *Shape, path string, raw any) (any, error) {
	switch sh.Type {
	case "structure", "map":
		m, ok := raw.(map[string]any)
		if !ok {
			return nil, mismatch(path, sh, raw)
		}
		return s.objectFromJSON(sh, path, m)
	case "list":
		l, ok := raw.([]any)
		if !ok {
			return nil, mismatch(path, sh, raw)
		}
		return s.listFromJSON(sh, path, l)
	default:
		return scalarFromJSON(sh, path, raw)
	}
}

func mismatch(path string, sh *Shape, raw any) error {
	return fmt.Errorf("%s: JSON %T where the model has a %s", path, raw, sh.Type)
}

func (s *Service) objectFromJSON(sh *Shape, path string, m map[string]any) (any, error) {
	out := Values{}
	for key, raw := range m {
		if raw == nil {
			continue
		}
		name, ref := key, sh.Value
		if sh.Type == "structure" {
			if name, ref = sh.memberOnWire(key); ref == nil {
				return nil, fmt.Errorf("%s: member %q is not in the model (if AWS has it, add it to the overlay)", path, key)
			}
		}
		v, err := s.fromJSON(s.shape(ref), join(path, name), raw)
		if err != nil {
			return nil, err
		}
		out[name] = v
	}
	return out, nil
}

// memberOnWire finds a member of the body by its name on the wire.
func (sh *Shape) memberOnWire(key string) (string, *Ref) {
	if ref, ok := sh.Members[key]; ok && ref.name(key) == key && ref.Location == "" {
		return key, ref
	}
	for name, ref := range sh.Members {
		if ref.Location == "" && ref.name(name) == key {
			return name, ref
		}
	}
	return "", nil
}

func (s *Service) listFromJSON(sh *Shape, path string, l []any) (any, error) {
	out := make([]any, 0, len(l))
	for i, raw := range l {
		v, err := s.fromJSON(s.shape(sh.Member), fmt.Sprintf("%s[%d]", path, i), raw)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func scalarFromJSON(sh *Shape, path string, raw any) (any, error) {
	switch v := raw.(type) {
	case string:
		switch sh.Type {
		case "string":
			return v, nil
		case "blob":
			return base64.StdEncoding.DecodeString(v)
		case "timestamp":
			return time.Parse(time.RFC3339Nano, v)
		}
	case bool:
		if sh.Type == "boolean" {
			return v, nil
		}
	case json.Number:
		return numberFromJSON(sh, path, v)
	}
	return nil, mismatch(path, sh, raw)
}

func numberFromJSON(sh *Shape, path string, n json.Number) (any, error) {
	switch sh.Type {
	case "integer", "long":
		return n.Int64()
	case "float", "double":
		return n.Float64()
	case "timestamp":
		f, err := n.Float64()
		whole, part := math.Modf(f)
		return time.Unix(int64(whole), int64(part*1e9)).UTC(), err
	default:
		return nil, mismatch(path, sh, n)
	}
}

// encodeJSON writes checked values; only members of the body are written.
func (s *Service) encodeJSON(sh *Shape, v Values) ([]byte, error) {
	return json.Marshal(s.toJSON(sh, v))
}

func (s *Service) toJSON(sh *Shape, v any) any {
	switch v := v.(type) {
	case Values:
		return s.objectToJSON(sh, v)
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = s.toJSON(s.shape(sh.Member), e)
		}
		return out
	case time.Time:
		if sh.TimestampFormat == "iso8601" {
			return v.UTC().Format(time.RFC3339)
		}
		return float64(v.UnixMilli()) / 1000
	default:
		return v // []byte becomes base64
	}
}

func (s *Service) objectToJSON(sh *Shape, v Values) map[string]any {
	out := map[string]any{}
	for name, e := range v {
		if sh.Type == "map" {
			out[name] = s.toJSON(s.shape(sh.Value), e)
			continue
		}
		if ref, ok := sh.Members[name]; ok && ref.Location == "" {
			out[ref.name(name)] = s.toJSON(s.shape(ref), e)
		}
	}
	return out
}
