package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// base.FirstSign is the first of the runes, of a private plane, that stand for holes while a text is taken apart.
// textOrShape gives a known text, or the shape of an unknown one.
func textOrShape(v model.Value[string]) (text string, ok bool) {
	if text, ok := v.Get(); ok {
		return text, true
	}
	return v.Shape()
}

// templateDocument reads the policy document in an attribute that is known only after apply, as far as the HCL
// tells it. ok is false when it doesn't.
func (b *builder) templateDocument(d *documents, r resource, path string, depth int) (ok bool) {
	t, ok := r.holedText(path)
	if !ok {
		return false
	}
	if p, alone := t.Alone(); alone {
		return b.aloneDocument(d, p, depth)
	}
	doc, err := iam.Parse([]byte(t.Text))
	if err != nil {
		return false
	}
	b.fill(doc, &t)
	d.set = model.True()
	d.add(placed(doc, d.place, nil), model.True())
	return true
}

// aloneDocument takes the document that a policy consists of.
func (b *builder) aloneDocument(d *documents, p plan.Part, depth int) (ok bool) {
	switch {
	case p.Resource == nil:
		return false
	case isDocumentSource(p.Resource):
		d.set = model.True()
		d.add(b.rebuilt(p.Resource), model.True())
		return true
	case depth < 4 && holdsPolicy(p.Attribute):
		inner := b.documentsAt(b.resource(p.Resource), p.Attribute, depth+1)
		d.set, d.why, d.held = inner.set, inner.why, append(d.held, inner.held...)
		return true
	}
	return false
}

// fill turns the signs in a parsed document into holes.
func (b *builder) fill(doc *iam.Document, t *holedText) {
	for i := range doc.Statements {
		s := &doc.Statements[i]
		s.Sid = t.With("(unknown)", s.Sid)
		for _, terms := range [][]iam.Term{s.Actions, s.NotActions, s.Resources, s.NotResources} {
			b.fillTerms(terms, t)
		}
		for _, principals := range [][]iam.Principal{s.Principals, s.NotPrincipals} {
			for i := range principals {
				principals[i].ID = b.fillTerm(principals[i].ID, t)
			}
		}
		for i := range s.Conditions {
			b.fillCondition(&s.Conditions[i], t)
		}
	}
}

func (b *builder) fillTerms(terms []iam.Term, t *holedText) {
	for i := range terms {
		terms[i] = b.fillTerm(terms[i], t)
	}
}

// fillCondition keeps what follows a hole in a key, such as ":sub" after an identity provider's URL.
func (b *builder) fillCondition(c *iam.Condition, t *holedText) {
	b.fillTerms(c.Values, t)
	if holes := t.In(c.Operator + c.Key); len(holes) > 0 {
		_, after, _ := strings.Cut(t.With(iam.Hole, c.Key), iam.Hole)
		c.Key = t.With("(unknown)", c.Key)
		if t.In(c.Operator) != nil || !strings.HasPrefix(after, ":") {
			c.Unknown, c.Why = true, whyHole(holes[0])
		}
	}
	c.Operator = t.With("(unknown)", c.Operator)
}

func whyHole(p plan.Part) string { return p.Address + "." + p.Attribute + " is known only after apply" }

// fillTerm makes a term of a text with signs. A term refers to the object whose ARN it begins with, or, after the
// rest of an ARN, to the one whose name it holds.
func (b *builder) fillTerm(term iam.Term, t *holedText) iam.Term {
	holes := t.In(term.Text)
	if len(holes) == 0 {
		return term
	}
	text, first := t.With(iam.Hole, term.Text), holes[0]
	filled := iam.Term{Text: text, Unknown: true, Why: whyHole(first)}
	switch {
	case strings.HasPrefix(text, iam.Hole):
		filled.Refs = b.holeRefs(first)
		if first.Attribute != "arn" && len(filled.Refs) > 0 {
			filled.Text = "" // built from the ARN in a way that the text doesn't show: a stream's, a version's
		}
	case len(holes) == 1:
		filled.Refs = b.holeRefs(first)
	}
	return filled
}

// holeRefs gives the objects that a hole stands for. A data source may describe any object of the plan.
func (b *builder) holeRefs(p plan.Part) []string {
	switch {
	case p.Resource == nil && (strings.HasPrefix(p.Address, "data.") || strings.Contains(p.Address, ".data.")):
		return nil
	case p.Resource == nil:
		return []string{p.Address}
	case p.Resource.Mode == plan.Data:
		return nil
	}
	return b.targets(p.Resource, 0)
}

// templateTerms gives the elements of a list of which some are known only after apply.
func (r resource) templateTerms(path string) ([]iam.Term, bool) {
	elements, ok := r.b.Plan.TemplateList(r.Resource, path)
	if !ok {
		return nil, false
	}
	terms := make([]iam.Term, 0, len(elements))
	for _, parts := range elements {
		var t holedText
		if !t.Add(parts) {
			return nil, false
		}
		terms = append(terms, r.b.fillTerm(knownTerm(t.Text), &t))
	}
	return terms, true
}
