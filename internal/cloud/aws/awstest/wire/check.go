package wire

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Problem is one breach of the model, worded as AWS words it.
type Problem struct {
	Path, Value, Constraint string
}

func (p Problem) String() string {
	if p.Value == "" {
		return fmt.Sprintf("Value at '%s' failed to satisfy constraint: %s", p.Path, p.Constraint)
	}
	return fmt.Sprintf("Value '%s' at '%s' failed to satisfy constraint: %s", p.Value, p.Path, p.Constraint)
}

// Explain words problems as AWS does.
func Explain(problems []Problem) string {
	texts := make([]string, len(problems))
	for i, p := range problems {
		texts[i] = p.String()
	}
	plural := "s"
	if len(problems) == 1 {
		plural = ""
	}
	return fmt.Sprintf("%d validation error%s detected: %s", len(problems), plural, strings.Join(texts, "; "))
}

// Check compares plain values with a shape: types, unknown and required members, enums, sizes and patterns.
func (s *Service) Check(shape *Shape, v Values) []Problem {
	return s.check(&checker{service: s}, shape, v)
}

// CheckAnswer is Check for what a service gives: AWS answers with empty lists where a request's list, of the same
// shape, must have an element.
func (s *Service) CheckAnswer(shape *Shape, v Values) []Problem {
	return s.check(&checker{service: s, emptyLists: true}, shape, v)
}

func (s *Service) check(c *checker, shape *Shape, v Values) []Problem {
	c.structure("", shape, v)
	slices.SortFunc(c.problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	return c.problems
}

type checker struct {
	service    *Service
	emptyLists bool
	problems   []Problem
}

func (c *checker) add(path, value, format string, args ...any) {
	const most = 200 // a code archive need not be repeated in a message
	if len(value) > most {
		value = value[:most] + "…"
	}
	c.problems = append(c.problems, Problem{Path: path, Value: value, Constraint: fmt.Sprintf(format, args...)})
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func (c *checker) structure(path string, sh *Shape, v Values) {
	for _, name := range sh.Required {
		if !v.Has(name) {
			c.add(join(path, name), "", "Member must not be null")
		}
	}
	for name, e := range v {
		ref, ok := sh.Members[name]
		if !ok {
			c.add(join(path, name), "", "Member is not in the model of %s", sh.Name)
			continue
		}
		c.value(join(path, name), c.service.shape(ref), e)
	}
}

func (c *checker) value(path string, sh *Shape, v any) {
	switch sh.Type {
	case "structure":
		if m, ok := typed[Values](c, path, sh, v); ok {
			c.structure(path, sh, m)
		}
	case "map":
		if m, ok := typed[Values](c, path, sh, v); ok {
			c.mapping(path, sh, m)
		}
	case "list":
		if l, ok := typed[[]any](c, path, sh, v); ok {
			c.list(path, sh, l)
		}
	default:
		c.scalar(path, sh, v)
	}
}

func (c *checker) scalar(path string, sh *Shape, v any) {
	switch sh.Type {
	case "string":
		if t, ok := typed[string](c, path, sh, v); ok {
			c.text(path, sh, t)
		}
	case "integer", "long":
		if n, ok := typed[int64](c, path, sh, v); ok {
			c.bounds(path, strconv.FormatInt(n, 10), sh, float64(n), "value")
		}
	case "float", "double":
		c.number(path, sh, v)
	case "boolean":
		typed[bool](c, path, sh, v)
	case "blob":
		if b, ok := typed[[]byte](c, path, sh, v); ok {
			c.bounds(path, "", sh, float64(len(b)), "length")
		}
	case "timestamp":
		typed[time.Time](c, path, sh, v)
	default:
		c.add(path, "", "Shape %q of the model is not understood", sh.Name)
	}
}

func typed[T any](c *checker, path string, sh *Shape, v any) (T, bool) {
	t, ok := v.(T)
	if !ok {
		c.add(path, fmt.Sprint(v), "Member must be a %s, not a %s", sh.Type, kind(v))
	}
	return t, ok
}

func (c *checker) number(path string, sh *Shape, v any) {
	switch n := v.(type) {
	case float64:
		c.bounds(path, fmt.Sprint(n), sh, n, "value")
	case int64:
		c.bounds(path, fmt.Sprint(n), sh, float64(n), "value")
	default:
		c.add(path, fmt.Sprint(v), "Member must be a %s, not a %s", sh.Type, kind(v))
	}
}

func (c *checker) mapping(path string, sh *Shape, m Values) {
	c.bounds(path, "", sh, float64(len(m)), "length")
	key, value := c.service.shape(sh.Key), c.service.shape(sh.Value)
	for k, e := range m {
		c.value(join(path, k)+"(key)", key, k)
		c.value(join(path, k), value, e)
	}
}

func (c *checker) list(path string, sh *Shape, l []any) {
	if len(l) > 0 || !c.emptyLists {
		c.bounds(path, "", sh, float64(len(l)), "length")
	}
	member := c.service.shape(sh.Member)
	for i, e := range l {
		c.value(fmt.Sprintf("%s.%d.member", path, i+1), member, e)
	}
}

func (c *checker) text(path string, sh *Shape, t string) {
	c.bounds(path, t, sh, float64(utf8.RuneCountInString(t)), "length")
	if len(sh.Enum) > 0 && !slices.Contains(sh.Enum, t) {
		c.add(path, t, "Member must satisfy enum value set: [%s]", strings.Join(sh.Enum, ", "))
	}
	if sh.Pattern == "" {
		return
	}
	if re := c.service.pattern(sh.Pattern); re != nil && !re.MatchString(t) {
		c.add(path, t, "Member must satisfy regular expression pattern: %s", sh.Pattern)
	}
}

func (c *checker) bounds(path, shown string, sh *Shape, n float64, what string) {
	if sh.Min != nil && n < *sh.Min {
		c.add(path, shown, "Member must have %s greater than or equal to %v", what, *sh.Min)
	}
	if sh.Max != nil && n > *sh.Max {
		c.add(path, shown, "Member must have %s less than or equal to %v", what, *sh.Max)
	}
}
