package base

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// Filler writes references into a document for those pieces of its text that only apply will tell.
type Filler struct {
	Holed
	// NamesOnly tells the fields that, with all that is in them, name a target or are for people, so that a piece of them
	// may be missing.
	NamesOnly func(field string) bool
	// Address tells the fields that hold an address. One that begins with an unknown piece may be of either protocol.
	Address func(field string) bool
}

// Fill writes the references; false when a piece is missing where it decides. may tells whether the document as a whole
// only names things.
func (f *Filler) Fill(n Node, may bool) bool {
	for _, name := range n.Sorted() {
		value, ok := f.filled(n[name], may || f.NamesOnly(name))
		if text, _ := value.(string); !ok || f.In(name) != nil || f.Address(name) && strings.HasPrefix(text, "${") {
			return false
		}
		n[name] = value
	}
	return true
}

func (f *Filler) filled(value any, may bool) (any, bool) {
	switch v := value.(type) {
	case string:
		return f.referring(v), may || f.In(v) == nil
	case map[string]any:
		return v, f.Fill(v, may)
	case []any:
		for i := range v {
			filled, ok := f.filled(v[i], may)
			if !ok {
				return nil, false
			}
			v[i] = filled
		}
	}
	return value, true
}

// referring writes ${ADDRESS.ATTRIBUTE} for each sign.
func (f *Filler) referring(text string) string {
	for _, p := range f.In(text) {
		i := strings.IndexFunc(text, IsSign)
		sign := text[i : i+len(string(rune(FirstSign)))]
		text = strings.Replace(text, sign, "${"+p.Address+"."+p.Attribute+"}", 1)
	}
	return text
}

// Referred gives the objects of a kind that the references in a text lead to.
func Referred[T model.Object](b *Builder, text string) []T {
	var found []T
	for _, piece := range strings.Split(text, "${")[1:] {
		reference, _, _ := strings.Cut(piece, "}")
		res := b.instanceOf(reference)
		if res == nil {
			continue
		}
		objects, _ := ObjectsOf[T](b, res, 0)
		found = append(found, objects...)
	}
	return Unique(found)
}

// instanceOf gives the resource whose attribute a reference names.
func (b *Builder) instanceOf(reference string) *plan.Resource {
	for i := strings.LastIndexByte(reference, '.'); i > 0; i = strings.LastIndexByte(reference[:i], '.') {
		if res, ok := b.Plan.Resource(reference[:i]); ok {
			return res
		}
	}
	return nil
}
