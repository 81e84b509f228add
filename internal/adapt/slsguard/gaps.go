package slsguard

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// Each gap of a declaration in a plan is followed by one of these private characters, which says which gap it is, so that
// what hardening builds around it can be led back to what the declaration refers to.
const (
	firstGap = 0xE000
	lastGap  = 0xF8FF
)

// gap is what is known of a text that is not known.
type gap struct {
	references []string // as the configuration has them
	// address and attribute are what the gap will be, where the HCL tells exactly.
	address, attribute string
}

// gaps are those of one declaration.
type gaps struct {
	plan    *plan.Plan
	of      *plan.Resource
	all     []gap
	secrets map[string]bool // texts that are sensitive
}

// fill gives the text of an attribute that is not known, with gaps.
func (g *gaps) fill(path string) string {
	references := g.of.References(path)
	parts, ok := g.plan.Template(g.of, path)
	if !ok {
		return g.add(gap{references: references})
	}
	var text strings.Builder
	for _, part := range parts {
		if part.Address == "" {
			text.WriteString(part.Text)
			continue
		}
		text.WriteString(g.add(gap{to(references, part), part.Address, part.Attribute}))
	}
	return text.String()
}

// add makes a gap. There may be more of them than signs for them; the rest can't be told apart.
func (g *gaps) add(one gap) string {
	if firstGap+len(g.all) > lastGap {
		return spec.Gap
	}
	g.all = append(g.all, one)
	return g.sign(len(g.all) - 1)
}

func (g *gaps) sign(i int) string { return spec.Gap + string(rune(firstGap+i)) }

// to gives the references that name the block of a part's resource, or all if the way there is not so plain: the
// configuration lists for an attribute such as aws all that stands in it.
func to(references []string, part plan.Part) []string {
	if part.Resource == nil {
		return references
	}
	name := part.Resource.Type + "." + part.Resource.Name
	plain := slices.DeleteFunc(slices.Clone(references), func(ref string) bool {
		rest, ok := strings.CutPrefix(strings.TrimPrefix(ref, "data."), name)
		return !ok || rest != "" && rest[0] != '.' && rest[0] != '['
	})
	if len(plain) == 0 {
		return references
	}
	return plain
}

func (g *gaps) secret(text string) {
	if text == "" {
		return
	}
	if g.secrets == nil {
		g.secrets = map[string]bool{}
	}
	g.secrets[text] = true
}

// sensitive gives the marks of a value, in the form of after_sensitive: all texts that hold a sensitive one.
func (g *gaps) sensitive(value any) any {
	switch v := value.(type) {
	case string:
		for secret := range g.secrets {
			if strings.Contains(v, secret) {
				return true
			}
		}
	case []any:
		marks := make([]any, len(v))
		for i, item := range v {
			marks[i] = g.sensitive(item)
		}
		return marks
	case map[string]any:
		marks := map[string]any{}
		for name, item := range v {
			if mark := g.sensitive(item); mark != false {
				marks[name] = mark
			}
		}
		return marks
	}
	return false
}
