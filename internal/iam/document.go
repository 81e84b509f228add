package iam

// Hole stands in a Term's Text for a piece that is known only after apply.
const Hole = "\x00"

// Term is one string of a policy: an action, a resource, a principal or a condition's value.
type Term struct {
	// Text is the string as written. Of an unknown term it is what is known of it, with a Hole for each
	// unknown piece: Hole+"/*" for an object pattern under a bucket's ARN, "arn:aws:s3:::"+Hole for a bucket
	// of unknown name; "" when not even the shape is known.
	Text    string
	Unknown bool
	Why     string // why it is unknown
	// Refs are the caller's ids (plan addresses) of the objects that the unknown piece comes from. One means
	// that the term is that object's ARN, or is built from it; several mean that it may be any of them. Data
	// sources and variables must have been followed to the object with the ARN, or left out.
	Refs []string
}

// Known makes known terms.
func Known(texts ...string) []Term {
	terms := make([]Term, len(texts))
	for i, t := range texts {
		terms[i].Text = t
	}
	return terms
}

// UnknownTerm makes a term of which nothing is known but the objects it may come from.
func UnknownTerm(why string, refs ...string) Term { return Term{Unknown: true, Why: why, Refs: refs} }

// RefTerm makes a term that is the ARN of an object, to be known after apply, with what follows it, such as
// "/*" or ":*".
func RefTerm(ref, suffix string) Term {
	return Term{Text: Hole + suffix, Unknown: true, Why: "known after apply", Refs: []string{ref}}
}

// Document is a policy document, parsed or built by hand from its statement blocks.
type Document struct {
	Version    string // "2012-10-17", "2008-10-17" or "" when absent, which is 2008-10-17
	ID         string
	Statements []Statement
	// Problems are deviations that don't keep the document from being judged; AWS may refuse it for them.
	Problems []Problem
	// Unknown says that nothing of the document's content is known, and Why; it may then allow anything.
	Unknown bool
	Why     string
	// Managed is the ARN of AWS's own policy that this is; "" for any other.
	Managed string
	// Place is the caller's own: where the document stands, as evidence.
	Place string
}

// Problem is one deviation from the policy language.
type Problem struct {
	Place string // JSON pointer
	What  string
}

// UnknownDocument makes a document of which nothing is known.
func UnknownDocument(why, place string) *Document {
	return &Document{Unknown: true, Why: why, Place: place}
}

// Effect is what a statement does.
type Effect uint8

// The effects. EffectUnknown is that of a statement whose effect is known after apply, or which AWS would
// refuse.
const (
	EffectUnknown Effect = iota
	Allow
	Deny
)

// Statement is one statement. Of each pair Actions/NotActions, Resources/NotResources and
// Principals/NotPrincipals AWS accepts one. A nil NotActions means that the element is absent; an empty one
// that isn't nil excludes nothing, and so matches everything.
type Statement struct {
	Sid           string
	Effect        Effect
	Principals    []Principal
	NotPrincipals []Principal
	Actions       []Term
	NotActions    []Term
	Resources     []Term
	NotResources  []Term
	Conditions    []Condition // all of them must hold
	// Place is a JSON pointer into the parsed document, or the caller's own.
	Place string
	// Unknown says that nothing of the statement is known, and Why.
	Unknown bool
	Why     string
}

// Condition is one key of one condition operator: it holds when one of the values matches.
type Condition struct {
	Operator string // as written: "StringEquals", "ForAnyValue:StringLikeIfExists"
	Key      string // as written: "aws:SourceArn"; keys are compared without regard to case
	Values   []Term
	// Unknown says that the condition is known to exist but not what it says, and Why.
	Unknown bool
	Why     string
}

// PrincipalType is the type of a principal as the document states it.
type PrincipalType string

// The types of principals. A lone "*" is PrincipalAny.
const (
	PrincipalAny       PrincipalType = "*"
	PrincipalAWS       PrincipalType = "AWS"
	PrincipalService   PrincipalType = "Service"
	PrincipalFederated PrincipalType = "Federated"
	PrincipalCanonical PrincipalType = "CanonicalUser"
	// PrincipalUnknown is that of a principal of which not even the type is known.
	PrincipalUnknown PrincipalType = ""
)

// Principal is one principal of a statement, as written.
type Principal struct {
	Type PrincipalType
	ID   Term
}
