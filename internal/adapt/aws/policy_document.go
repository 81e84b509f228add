package aws

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// documentSource is the data source that writes policy documents.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
const documentSource = "aws_iam_policy_document"

func isDocumentSource(r *plan.Resource) bool { return r.Mode == plan.Data && r.Type == documentSource }

// rebuilt gives the document that a policy document data source makes, from its blocks. Every statement's
// place is the block that it is written in, since that is what has to change.
func (b *builder) rebuilt(r *plan.Resource) *iam.Document {
	if doc, ok := b.policies.rebuilt[r]; ok {
		return doc
	}
	// A hostile plan may have data sources that contain each other; the inner one is then unknown.
	b.policies.rebuilt[r] = iam.UnknownDocument(r.Address+" contains itself", base.PlaceText(model.PlaceOf(r.Address, "")))
	doc := b.rebuild(b.resource(r))
	b.policies.rebuilt[r] = doc
	return doc
}

// rebuild merges in the provider's order: sources, then the data source's own statements, then overrides.
// Of two statements with the same sid the later one takes the earlier one's place (IAMPolicyDoc.Merge in
// internal/service/iam/policy_model.go of the provider).
func (b *builder) rebuild(r resource) *iam.Document {
	doc := &iam.Document{Version: "2012-10-17", Place: base.PlaceText(r.Place(""))}
	if v := r.Attr("version"); v.Kind() == plan.String {
		doc.Version = v.Text()
	}
	for _, path := range []string{"source_json", "source_policy_documents"} {
		b.mergeEmbedded(doc, r, path)
	}
	merge(doc, r.statements())
	for _, path := range []string{"override_policy_documents", "override_json"} {
		b.mergeEmbedded(doc, r, path)
	}
	return doc
}

func merge(doc *iam.Document, statements []iam.Statement) {
	doc.Statements = slices.Grow(doc.Statements, len(statements))
	for _, s := range statements {
		if i := sidIndex(doc, s.Sid); i >= 0 {
			doc.Statements[i] = s
			continue
		}
		doc.Statements = append(doc.Statements, s)
	}
}

func sidIndex(doc *iam.Document, sid string) int {
	for i, s := range doc.Statements {
		if sid != "" && s.Sid == sid {
			return i
		}
	}
	return -1
}

// mergeEmbedded merges the documents that an attribute takes in.
func (b *builder) mergeEmbedded(doc *iam.Document, r resource, path string) {
	found := b.embedded(r, path)
	for _, h := range found.held {
		statements := h.doc.Statements
		if h.doc.Unknown {
			statements = []iam.Statement{{Unknown: true, Why: h.doc.Why, Place: base.PlaceText(found.place)}}
		}
		if why := whyNot(h.certain); why != "" {
			statements = conditional(statements, why)
		}
		merge(doc, statements)
	}
	if found.why != "" {
		merge(doc, []iam.Statement{{Unknown: true, Why: found.why, Place: base.PlaceText(found.place)}})
	}
}

// statements reads the statement blocks.
func (r resource) statements() []iam.Statement {
	blocks := r.Attr("statement")
	if blocks.IsUnknown() {
		const why = "its statements come from a dynamic block whose for_each is known only after apply"
		return []iam.Statement{{Unknown: true, Why: why, Place: base.PlaceText(r.Place("statement"))}}
	}
	statements := make([]iam.Statement, 0, blocks.Len())
	for i := range blocks.Items() {
		statements = append(statements, r.statement("statement."+base.Itoa(i)))
	}
	return statements
}

func (r resource) statement(path string) iam.Statement {
	s := iam.Statement{
		Sid: r.Attr(path + ".sid").Text(), Effect: effect(r.Attr(path + ".effect")), Place: base.PlaceText(r.Place(path)),
		Principals: r.principals(path + ".principals"), NotPrincipals: r.principals(path + ".not_principals"),
		Actions: r.terms(path + ".actions"), NotActions: r.terms(path + ".not_actions"),
		Resources: r.terms(path + ".resources"), NotResources: r.terms(path + ".not_resources"),
		Conditions: r.conditions(path + ".condition"),
	}
	switch {
	case r.Attr(path).IsUnknown():
		s.Unknown, s.Why = true, r.WhyUnknown(path)
	case s.Effect == iam.EffectUnknown:
		s.Unknown, s.Why = true, r.WhyUnknown(path+".effect")
	}
	return s
}

// effect reads a statement's effect, which is Allow when it is left out.
func effect(v plan.Value) iam.Effect {
	switch {
	case v.IsAbsent() || v.Text() == "Allow":
		return iam.Allow
	case v.Text() == "Deny":
		return iam.Deny
	default:
		return iam.EffectUnknown
	}
}

func (r resource) principals(path string) []iam.Principal {
	blocks := r.Attr(path)
	if blocks.IsUnknown() {
		return []iam.Principal{{ID: iam.UnknownTerm(r.WhyUnknown(path))}}
	}
	var principals []iam.Principal
	for i := range blocks.Items() {
		at := path + "." + base.Itoa(i)
		kind := iam.PrincipalType(r.Attr(at + ".type").Text())
		for _, id := range r.terms(at + ".identifiers") {
			principals = append(principals, principal(kind, id))
		}
	}
	return principals
}

// principal is one principal of a type. AWS = "*" and a lone "*" both admit everyone.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
func principal(kind iam.PrincipalType, id iam.Term) iam.Principal {
	if id.Text == "*" && !id.Unknown && kind == iam.PrincipalAWS {
		kind = iam.PrincipalAny
	}
	return iam.Principal{Type: kind, ID: id}
}

func (r resource) conditions(path string) []iam.Condition {
	blocks := r.Attr(path)
	if blocks.IsUnknown() {
		return []iam.Condition{{Unknown: true, Why: r.WhyUnknown(path)}}
	}
	conditions := make([]iam.Condition, 0, blocks.Len())
	for i := range blocks.Items() {
		at := path + "." + base.Itoa(i)
		c := iam.Condition{
			Operator: r.Attr(at + ".test").Text(), Key: r.Attr(at + ".variable").Text(), Values: r.terms(at + ".values"),
		}
		for _, part := range []string{at + ".test", at + ".variable"} {
			if r.Attr(part).IsUnknown() {
				c.Unknown, c.Why = true, r.WhyUnknown(part)
			}
		}
		conditions = append(conditions, c)
	}
	return conditions
}

// terms reads a list of strings of a statement; nil when it is left out or empty, which the provider treats
// alike. It writes &{...} for a policy variable, which HCL would take for its own otherwise.
func (r resource) terms(path string) []iam.Term {
	v := r.Attr(path)
	if v.IsUnknown() || slices.ContainsFunc(v.Items(), plan.Value.IsUnknown) {
		if terms, ok := r.templateTerms(path); ok {
			return terms
		}
	}
	if v.IsUnknown() {
		return r.unknownTerms(path, 1)
	}
	var terms []iam.Term
	unknown := 0
	for _, item := range v.Items() {
		if item.IsUnknown() {
			unknown++
			continue
		}
		terms = append(terms, knownTerm(item.Text()))
	}
	return append(terms, r.unknownTerms(path, unknown)...)
}

// knownTerm keeps a hostile NUL from being taken for the sign of an unknown piece.
func knownTerm(text string) iam.Term {
	return iam.Term{Text: strings.ReplaceAll(strings.ReplaceAll(text, "&{", "${"), iam.Hole, "\ufffd")}
}

// unknownTerms makes the terms of n elements that are known only after apply. The configuration gives the
// references of the whole list. As a set of terms has no order, each object that they lead to gets one term of
// its own as long as there are enough elements; what is left over may be any of them.
func (r resource) unknownTerms(path string, n int) []iam.Term {
	if n == 0 {
		return nil
	}
	res := r.b.Plan.Resolve(r.Resource, path)
	refs, why := r.b.undecided(res), base.WhyUnknown(path, res)
	if !res.Complete {
		refs = r.arnsOf(path, res)
	}
	if len(refs) > n || len(refs) == 0 {
		return repeated(iam.UnknownTerm(why, refs...), n)
	}
	terms := make([]iam.Term, 0, n)
	for _, ref := range refs {
		terms = append(terms, iam.UnknownTerm(why, ref))
	}
	return append(terms, repeated(iam.UnknownTerm(why, refs...), n-len(refs))...)
}

func repeated(t iam.Term, n int) []iam.Term {
	terms := make([]iam.Term, 0, n)
	for range n {
		terms = append(terms, t)
	}
	return terms
}

// undecided gives the addresses of the objects that unknown elements of an attribute come from; none when
// they may come from elsewhere, too. An attribute whose value is known cannot be what makes an element unknown.
func (b *builder) undecided(res plan.Resolution) []string {
	if !res.Complete {
		return nil
	}
	var refs []string
	seen := map[string]bool{}
	for _, o := range res.Origins {
		if o.Attribute != "" && o.Resource.Attr(o.Attribute).Kind() == plan.String {
			continue
		}
		if o.Resource.Mode == plan.Data {
			return nil // it may describe an object of this plan
		}
		for _, address := range b.targets(o.Resource, 0) {
			if !seen[address] {
				seen[address] = true
				refs = append(refs, address)
			}
		}
	}
	return refs
}

// arnsOf gives what unknown elements are the ARNs of where some belong to resources of types that are not kept:
// such a one is certainly the ARN of something else than the objects that rules ask for. None when an element
// may come from anything but a resource's ARN.
func (r resource) arnsOf(path string, res plan.Resolution) []string {
	var refs []string
	for _, o := range res.Origins {
		if o.Resource.Mode == plan.Data {
			return nil
		}
		refs = append(refs, r.b.targets(o.Resource, 0)...)
	}
	all := r.References(path)
	for _, ref := range all {
		typ, rest, _ := strings.Cut(ref, ".")
		name, attribute, _ := strings.Cut(rest, ".")
		switch {
		case attribute == "" && slices.ContainsFunc(all, func(other string) bool { return strings.HasPrefix(other, ref+".") }):
		case !strings.Contains(typ, "_") || attribute != "arn":
			return nil
		case !r.b.keeps(typ):
			refs = append(refs, strings.TrimPrefix(r.Module+"."+typ+"."+name, "."))
		}
	}
	slices.Sort(refs)
	return slices.Compact(refs)
}

// keeps tells whether the plan holds the resources of a type.
func (b *builder) keeps(typ string) bool {
	return b.types.Knows(plan.Managed, typ) || serverless(typ) || b.Contents[typ] != nil
}

// targets gives the address of the object that a reference to a resource stands for: of an alias's function.
func (b *builder) targets(r *plan.Resource, depth int) []string {
	follow := b.types.Follow(r)
	if follow == "" || depth > 4 {
		return []string{r.Address}
	}
	var addresses []string
	for _, o := range b.Plan.Resolve(r, follow).Origins {
		addresses = append(addresses, b.targets(o.Resource, depth+1)...)
	}
	if len(addresses) == 0 {
		return []string{r.Address}
	}
	return addresses
}

// conditional gives statements that hold only if something unknown is so.
func conditional(statements []iam.Statement, why string) []iam.Statement {
	out := make([]iam.Statement, 0, len(statements))
	for _, s := range statements {
		s.Conditions = append(append([]iam.Condition{}, s.Conditions...), iam.Condition{Unknown: true, Why: why})
		out = append(out, s)
	}
	return out
}

// whyNot gives the reason of a truth that is unknown; "" when it is certain.
func whyNot(t model.Truth) (why string) {
	t.Decide(func() {}, func() {}, func(w string) { why = w })
	return why
}
