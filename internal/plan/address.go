package plan

import (
	"slices"
	"strconv"
	"strings"
)

// part is one step of a traversal: a name, or an index.
type part struct {
	text   string
	number bool // an index without quotes
	index  bool
}

// traversal splits an address or a reference: module.a["x"].aws_lambda_function.f[0].arn.
// What cannot be read ends it: nothing is guessed about the rest.
func traversal(s string) []part {
	parts := make([]part, 0, 8)
	for s != "" {
		if s[0] == '[' {
			text, rest, ok := CutIndex(s)
			if !ok {
				return parts
			}
			parts = append(parts, indexPart(text))
			s = rest
			continue
		}
		s = strings.TrimPrefix(s, ".")
		end := strings.IndexAny(s, ".[")
		if end < 0 {
			end = len(s)
		}
		if end == 0 {
			return parts
		}
		parts = append(parts, part{text: s[:end]})
		s = s[end:]
	}
	return parts
}

// reference is one reference of an expression. It is split once, since many instances follow it.
type reference struct {
	text  string
	parts []part
}

func newReference(text string) *reference { return &reference{text, slices.Clip(traversal(text))} }

// byKey reports whether the reference is one to the key of the instance.
func (r *reference) byKey() bool { return r.text == "each.key" || r.text == "count.index" }

// CutIndex cuts the index or instance key at the start of s, without its brackets: [0] or ["a"]. Quoted keys may hold
// any character, with a backslash before quotes. An index that does not end is not ok, and leaves no rest.
func CutIndex(s string) (index, rest string, ok bool) {
	quoted := false
	for i := 1; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ']' && !quoted:
			return s[1:i], s[i+1:], true
		}
	}
	return "", "", false
}

func indexPart(text string) part {
	if !strings.HasPrefix(text, `"`) {
		return part{text: text, index: true, number: true}
	}
	key, err := strconv.Unquote(text)
	if err != nil {
		key = strings.Trim(text, `"`)
	}
	// HCL escapes the start of a template by doubling it.
	key = strings.ReplaceAll(strings.ReplaceAll(key, "$${", "${"), "%%{", "%{")
	return part{text: key, index: true}
}

// quoteKey writes a key as addresses do.
func quoteKey(key string) string {
	key = strings.ReplaceAll(strings.ReplaceAll(key, "${", "$${"), "%{", "%%{")
	return strconv.Quote(key)
}

// moduleOf gives the module instance in an address: module.a["x"] of module.a["x"].aws_x.y.
func moduleOf(address string) string {
	rest := address
	for strings.HasPrefix(rest, "module.") {
		after := rest[len("module."):]
		end := strings.IndexAny(after, ".[")
		if end < 0 {
			return address
		}
		after = after[end:]
		if after[0] == '[' {
			_, tail, ok := CutIndex(after)
			if !ok {
				return address[:len(address)-len(rest)+len("module.")+end]
			}
			after = tail
		}
		if !strings.HasPrefix(after, ".") {
			return address[:len(address)-len(after)]
		}
		rest = after[1:]
	}
	return strings.TrimSuffix(address[:len(address)-len(rest)], ".")
}

// keyOf gives the instance key at the end of an address.
func keyOf(address string) (key string, keyed bool) {
	if !strings.HasSuffix(address, "]") {
		return "", false
	}
	parts := traversal(address)
	if len(parts) == 0 || !parts[len(parts)-1].index {
		return "", false
	}
	return parts[len(parts)-1].text, true
}

// dotted joins parts as the path that Value.At takes.
func dotted(parts []part) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0].text
	}
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// join puts two dotted paths together.
func join(a, b string) string {
	if a == "" {
		return b
	}
	if b == "" {
		return a
	}
	return a + "." + b
}

// moduleStep is one module in the address of a module instance.
type moduleStep struct {
	name  string
	key   string
	keyed bool
}

// maxModuleDepth bounds how deep modules nest: every level keeps its whole address.
const maxModuleDepth = 128

// moduleSteps splits the address of a module instance.
func moduleSteps(address string) []moduleStep {
	var steps []moduleStep
	parts := traversal(address)
	for i := 0; i+1 < len(parts) && parts[i].text == "module" && len(steps) < maxModuleDepth; {
		step := moduleStep{name: parts[i+1].text}
		i += 2
		if i < len(parts) && parts[i].index {
			step.key, step.keyed = parts[i].text, true
			i++
		}
		steps = append(steps, step)
	}
	return steps
}
