package google

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// Condition is the condition of a binding, in the Common Expression Language.
type Condition struct {
	Title      string
	Expression string // "" for none
	// Why says why the expression is not known; "" when it is.
	Why string
}

// Reading is what is understood of a condition.
type Reading struct {
	// Names are alternatives of which the name of the resource must meet one; none when names don't matter.
	Names []NameTest
	// Types are the types or services that the resource must be of: "storage.googleapis.com/Object".
	Types []string
	// Temporary is true when it holds up to a certain time only.
	Temporary bool
	// Inverted is true when it holds for all but what it names.
	Inverted bool
	// Unread is true when a part of it is not understood, which may then let through less.
	Unread bool
}

// NameTest is a comparison of the name of a resource.
type NameTest struct {
	Text  string
	Exact bool // the whole name; else its beginning
}

type patterns struct{ name, typ, until, inverted *regexp.Regexp }

// The forms that Google's documentation shows.
// https://cloud.google.com/iam/docs/conditions-attribute-reference
var forms = sync.OnceValue(func() patterns {
	const text = `\(?\s*["']([^"']*)["']\s*\)?`
	return patterns{
		name:     regexp.MustCompile(`^resource\.name\s*(==|\.startsWith)\s*` + text + `$`),
		typ:      regexp.MustCompile(`^resource\.(?:type|service)\s*==\s*` + text + `$`),
		until:    regexp.MustCompile(`^request\.time\s*<=?\s*timestamp\s*` + text + `$`),
		inverted: regexp.MustCompile(`^(?:resource\.(?:name|type|service)\s*!=|!\s*\(?\s*resource\.(?:name|type|service)\b)`),
	}
})

// Read takes a condition apart, as far as it is made of the usual comparisons.
func (c Condition) Read() Reading {
	var r Reading
	if c.Expression == "" {
		return r
	}
	for _, clause := range split(c.Expression, "&&") {
		r.clause(clause)
	}
	return r
}

func (r *Reading) clause(text string) {
	text = bare(text)
	if inner := split(text, "&&"); len(inner) > 1 {
		for _, clause := range inner {
			r.clause(clause)
		}
		return
	}
	f := forms()
	switch {
	case f.until.MatchString(text):
		r.Temporary = true
	case f.inverted.MatchString(text):
		r.Inverted = true
	case !r.alternatives(text):
		r.Unread = true
	}
}

// alternatives reads comparisons of which one must hold: all of names, or all of types.
func (r *Reading) alternatives(text string) bool {
	var names []NameTest
	var types []string
	f := forms()
	parts := split(text, "||")
	for _, part := range parts {
		part = bare(part)
		if m := f.name.FindStringSubmatch(part); m != nil {
			names = append(names, NameTest{Text: m[2], Exact: m[1] == "=="})
		} else if m := f.typ.FindStringSubmatch(part); m != nil {
			types = append(types, m[1])
		}
	}
	switch len(parts) {
	case len(names):
		if len(r.Names) > 0 {
			return false // both of two comparisons must hold
		}
		r.Names = names
	case len(types):
		if len(r.Types) > 0 {
			return false
		}
		r.Types = types
	default:
		return false
	}
	return true
}

// split cuts an expression at an operator that stands outside of quotes and parentheses.
func split(text, operator string) []string {
	var parts []string
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth == 0 && strings.HasPrefix(text[i:], operator):
			parts = append(parts, text[start:i])
			start = i + len(operator)
			i = start - 1
		}
	}
	return append(parts, text[start:])
}

// bare takes off white space and parentheses around the whole.
func bare(text string) string {
	for {
		text = strings.TrimSpace(text)
		if !strings.HasPrefix(text, "(") || !closesLast(text) {
			return text
		}
		text = text[1 : len(text)-1]
	}
}

// closesLast tells whether the parenthesis that opens a text is closed by its last character.
func closesLast(text string) bool {
	depth := 0
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i == len(text)-1
		}
	}
	return false
}

// Narrows tells whether the condition ties a role to certain resources, or may.
func (r *Reading) Narrows() bool {
	return r.Unread || slices.ContainsFunc(r.Names, func(n NameTest) bool { return !wide(n.Text) })
}

// wide tells the names that everything of a service in a project begins with.
func wide(name string) bool {
	trimmed := strings.TrimSuffix(name, "/")
	rest, inProject := strings.CutPrefix(trimmed, "projects/")
	return trimmed == "" || trimmed == "projects" || trimmed == "projects/_/buckets" || inProject && !strings.Contains(rest, "/")
}

// Holds tells whether the condition lets the permissions through for a resource.
func (c Condition) Holds(t Target) (holds iam.Tri, why string) {
	if c.Why != "" {
		return iam.Maybe, c.Why
	}
	r := c.Read()
	holds = named(r.Names, t.Name).And(typed(r.Types, t.Service))
	if r.Unread || r.Inverted {
		holds = holds.And(iam.Maybe)
	}
	if holds == iam.Maybe {
		why = "the condition " + c.Label() + " may not hold for it"
	}
	return holds, why
}

// Label names the condition in messages.
func (c Condition) Label() string {
	if c.Title != "" {
		return `"` + c.Title + `"`
	}
	return c.Expression
}

func named(tests []NameTest, name string) iam.Tri {
	if len(tests) == 0 {
		return iam.Yes
	}
	if name == "" {
		return iam.Maybe
	}
	for _, test := range tests {
		// What lies in a resource, such as the objects of a bucket, has a longer name.
		if test.Exact && (name == test.Text || strings.HasPrefix(test.Text, name+"/")) ||
			!test.Exact && (strings.HasPrefix(name, test.Text) || strings.HasPrefix(test.Text, name+"/")) {
			return iam.Yes
		}
	}
	return iam.No
}

// typed compares the service of a resource with types such as "storage.googleapis.com/Object".
func typed(types []string, service string) iam.Tri {
	if len(types) == 0 {
		return iam.Yes
	}
	if service == "" {
		return iam.Maybe
	}
	for _, t := range types {
		host, _, _ := strings.Cut(t, "/")
		if strings.TrimSuffix(host, ".googleapis.com") == service {
			return iam.Yes
		}
	}
	return iam.No
}
