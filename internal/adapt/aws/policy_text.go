package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// policyWork is what reading policies has found so far.
type policyWork struct {
	parsed  map[string]parsedText // by text: modules repeat the same policy over and over
	rebuilt map[*plan.Resource]*iam.Document
	holders map[*model.Identity]*holder
	region  *string // see regionOf
	reach   *reach  // see builder.reach
	actions actionTable
	rows    []actionAbility // all of actions
}

type parsedText struct {
	doc *iam.Document
	err error
}

func newPolicyWork() policyWork {
	actions := actionsByAbility()
	return policyWork{
		actions: actions, rows: allActions(actions),
		parsed: map[string]parsedText{}, rebuilt: map[*plan.Resource]*iam.Document{},
		holders: map[*model.Identity]*holder{},
	}
}

func (b *builder) parse(text string) (*iam.Document, error) {
	p, ok := b.policies.parsed[text]
	if !ok {
		p.doc, p.err = iam.Parse([]byte(text))
		b.policies.parsed[text] = p
	}
	return p.doc, p.err
}

// documents are the policy documents that an attribute may hold.
type documents struct {
	held  []held // more than one when a condition chooses, or when the attribute takes a list
	set   model.Truth
	why   string // why there may be more in it than held says; "" when that is all
	place model.Place
}

// held is one document, with whether the attribute really holds it.
type held struct {
	doc     *iam.Document
	certain model.Truth
}

func (d *documents) add(doc *iam.Document, certain model.Truth) {
	d.held = append(d.held, held{doc, certain})
}

// builtFromUnknown is the reason for a policy written with jsonencode or a template: the plan does not hold
// the text, nor the expression that makes it.
const builtFromUnknown = "the policy is made of values known only after apply"

// documents reads the policy document in an attribute.
func (r resource) documents(path string) documents { return r.b.documentsAt(r, path, 0) }

func (b *builder) documentsAt(r resource, path string, depth int) documents {
	d := documents{place: r.Place(path), set: model.False()}
	switch v := r.Attr(path); v.Kind() {
	case plan.String:
		b.addText(&d, r, path, v.Text(), model.True())
	case plan.Unknown:
		if b.templateDocument(&d, r, path, depth) {
			return d
		}
		d.set = r.Str(path).IsSet()
		if d.set.String() != "false" {
			b.addUnknown(&d, r, path, unknownPart{count: 1, depth: depth})
		}
	default:
	}
	return d
}

// embedded reads a list of documents (or one document): what a policy document data source takes in.
func (b *builder) embedded(r resource, path string) documents {
	v := r.Attr(path)
	if v.Kind() != plan.List {
		return b.documentsAt(r, path, 0)
	}
	d := documents{place: r.Place(path), set: model.True()}
	unknown := 0
	for _, item := range v.Items() {
		if item.IsUnknown() {
			unknown++
			continue
		}
		b.addText(&d, r, path, item.Text(), model.True())
	}
	if unknown > 0 {
		b.addUnknown(&d, r, path, unknownPart{count: unknown, others: true})
	}
	return d
}

// addText adds a document whose text is known; "" is no document.
func (b *builder) addText(d *documents, r resource, path, text string, certain model.Truth) {
	if strings.TrimSpace(text) == "" {
		return
	}
	d.set = model.True()
	doc, err := b.parse(text)
	if err != nil {
		d.why = err.Error()
		return
	}
	d.add(placed(doc, d.place, b.writtenBy(r, path, text)), certain)
}

// writtenBy gives the data source that wrote a text which the plan holds, as a rebuilt document; nil when the
// text was written by hand or by something else.
func (b *builder) writtenBy(r resource, path, text string) *iam.Document {
	for _, o := range b.Plan.Resolve(r.Resource, path).Origins {
		if isDocumentSource(o.Resource) && o.Resource.Attr(o.Attribute).Text() == text {
			return b.rebuilt(o.Resource)
		}
	}
	return nil
}

// placed copies a parsed document and says where its statements stand: in the blocks of the data source that
// wrote it, in the data source's order, or else in the attribute.
func placed(doc *iam.Document, at model.Place, source *iam.Document) *iam.Document {
	copied := *doc
	copied.Place = base.PlaceText(at)
	copied.Statements = append([]iam.Statement(nil), doc.Statements...)
	bySource := source != nil && len(source.Statements) == len(doc.Statements)
	for i := range copied.Statements {
		copied.Statements[i].Place = copied.Place
		if bySource {
			copied.Statements[i].Place = source.Statements[i].Place
		}
	}
	return &copied
}

// unknownPart is what an attribute leaves unknown.
type unknownPart struct {
	count  int
	others bool // whether other elements of it are known, so that known origins are theirs
	depth  int
}

// addUnknown adds the documents that the unknown elements of an attribute come from.
func (b *builder) addUnknown(d *documents, r resource, path string, part unknownPart) {
	res := b.Plan.Resolve(r.Resource, path)
	found := b.documentOrigins(res, part)
	if !part.others {
		found.held = append(found.held, b.constants(res, d.place)...)
	}
	certain := model.True()
	if len(found.held) > part.count || !res.Complete || found.others {
		certain = model.Undecided(path + " may be one of several policies")
	}
	if certain == model.True() && len(found.held) > 0 {
		d.set = certain // it is unknown because the document is, so it is not null
	}
	for _, h := range found.held {
		d.add(h.doc, h.certain.And(certain))
	}
	built := len(found.held) == 0 && r.builtFrom(path)
	switch {
	case built || res.Complete && found.others:
		d.why, d.set = builtFromUnknown, model.True()
	case !res.Complete || len(found.held) == 0:
		d.why = base.WhyUnknown(path, res)
	}
}

// builtFrom tells whether an attribute refers to nothing but resources that hold no policy: then they are only
// named in its text.
func (r resource) builtFrom(path string) bool {
	refs := r.References(path)
	for _, ref := range refs {
		typ, _, _ := strings.Cut(strings.TrimPrefix(ref, "data."), ".")
		if !strings.Contains(typ, "_") || typ == documentSource || typ == "aws_iam_policy" {
			return false
		}
	}
	return len(refs) > 0
}

// constants gives the known policies that an unknown value may turn out to be.
func (b *builder) constants(res plan.Resolution, at model.Place) []held {
	var docs []held
	for _, c := range res.Constants {
		if c.Kind() != plan.String || strings.TrimSpace(c.Text()) == "" {
			continue
		}
		if doc, err := b.parse(c.Text()); err == nil {
			docs = append(docs, held{placed(doc, at, nil), model.True()})
		}
	}
	return docs
}

type documentsFound struct {
	held   []held
	others bool // whether something other than a policy document goes into the value
}

// documentOrigins gives the documents among the origins of an unknown value.
func (b *builder) documentOrigins(res plan.Resolution, part unknownPart) documentsFound {
	var found documentsFound
	for _, o := range res.Origins {
		known := o.Resource.Attr(o.Attribute).Kind() == plan.String
		switch {
		case known && part.others:
		case isDocumentSource(o.Resource):
			found.held = append(found.held, held{b.rebuilt(o.Resource), model.True()})
		case part.depth < 4 && holdsPolicy(o.Attribute):
			inner := b.documentsAt(b.resource(o.Resource), o.Attribute, part.depth+1)
			found.held = append(found.held, inner.held...)
			found.others = found.others || inner.why != ""
		default:
			found.others = true
		}
	}
	return found
}

// holdsPolicy tells whether an attribute of another resource is a policy text by its name.
func holdsPolicy(attribute string) bool {
	switch attribute {
	case "policy", "assume_role_policy", "inline_policy":
		return true
	}
	return false
}

// whole gives the documents for an evaluation: uncertain ones hold only under an unknown condition, and what is
// not known stands as an unknown document.
func (d documents) whole() []*iam.Document {
	docs := make([]*iam.Document, 0, len(d.held)+1)
	for _, h := range d.held {
		doc := h.doc
		if why := whyNot(h.certain); why != "" {
			copied := *doc
			copied.Statements = conditional(doc.Statements, why)
			doc = &copied
		}
		docs = append(docs, doc)
	}
	if d.why != "" {
		docs = append(docs, iam.UnknownDocument(d.why, base.PlaceText(d.place)))
	}
	return docs
}
