package base

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// The runes, of a private plane, that stand for holes while a text is taken apart: FirstSign for the first hole.
const (
	FirstSign = 0xF0000
	lastSign  = 0xFFFFD
)

// IsSign tells the runes that stand for holes.
func IsSign(r rune) bool { return FirstSign <= r && r <= lastSign }

// Holed is a text known from the HCL but for its holes: each is a rune that indexes Holes.
type Holed struct {
	Text  string
	Holes []plan.Part
}

// Holed gives the text of an attribute that is known only after apply, as far as the HCL tells it.
func (r View) Holed(path string) (Holed, bool) {
	parts, ok := r.B.Plan.Template(r.Resource, path)
	if !ok {
		return Holed{}, false
	}
	var t Holed
	ok = t.Add(parts)
	return t, ok
}

// Encoded is Holed for the text that an attribute has in Base64.
func (r View) Encoded(path string) (Holed, bool) {
	parts, ok := r.B.Plan.Decoded(r.Resource, path)
	if !ok {
		return Holed{}, false
	}
	var t Holed
	ok = t.Add(parts)
	return t, ok
}

// Add appends parts to the text; false when they can't be told from signs.
func (t *Holed) Add(parts []plan.Part) bool {
	var text strings.Builder
	for _, p := range parts {
		if p.Address == "" {
			if strings.ContainsFunc(p.Text, IsSign) || strings.Contains(p.Text, model.Gap) {
				return false
			}
			text.WriteString(p.Text)
			continue
		}
		if FirstSign+len(t.Holes) > lastSign {
			return false
		}
		text.WriteRune(rune(FirstSign + len(t.Holes)))
		t.Holes = append(t.Holes, p)
	}
	t.Text += text.String()
	return true
}

// Alone gives the hole of a text that is nothing else.
func (t *Holed) Alone() (plan.Part, bool) {
	if len(t.Holes) == 1 && t.Text == string(rune(FirstSign)) {
		return t.Holes[0], true
	}
	return plan.Part{}, false
}

// In gives the holes in a part of the text.
func (t *Holed) In(text string) []plan.Part {
	var holes []plan.Part
	for _, r := range text {
		if IsSign(r) && int(r-FirstSign) < len(t.Holes) {
			holes = append(holes, t.Holes[r-FirstSign])
		}
	}
	return holes
}

// With gives a part of the text with something else for every hole.
func (t *Holed) With(gap, text string) string {
	if len(t.Holes) == 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if IsSign(r) {
			b.WriteString(gap)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// shaped gives an unknown string the shape that the HCL shows.
func (r View) shaped(v model.Value[string], path string) model.Value[string] {
	if v.IsKnown() || v.Why() == "" {
		return v
	}
	t, ok := r.Holed(path)
	if !ok {
		return v
	}
	if p, alone := t.Alone(); alone && !r.B.Cloud.AlwaysSet(p.Attribute) {
		return v // it may be null
	}
	return v.Shaped(t.With(model.Gap, t.Text))
}

// StartsWith tells whether a text begins with a prefix, in capitals or not, also where only its beginning is known.
func StartsWith(v model.Value[string], prefix string) model.Truth {
	begins := func(s string) bool { return strings.HasPrefix(strings.ToLower(s), prefix) }
	if shape, ok := v.Shape(); ok && !v.IsKnown() {
		known, _, _ := strings.Cut(shape, model.Gap)
		if len(known) >= len(prefix) || !strings.HasPrefix(prefix, strings.ToLower(known)) {
			return model.Of(begins(known))
		}
	}
	return v.Match(begins)
}
