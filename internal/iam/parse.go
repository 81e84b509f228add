package iam

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Bounds of what Parse reads. The largest policy a customer may write is that of a KMS key, 32 kB; the largest
// that AWS itself manages, ReadOnlyAccess, has 89 kB.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const (
	maxBytes      = 256 << 10
	maxStatements = 1024
)

var (
	errTooLarge  = fmt.Errorf("policy is larger than %d bytes", maxBytes)
	errTrailing  = errors.New("more than one JSON value")
	errNotObject = errors.New("a policy is a JSON object")
)

// Parse reads a policy document in any legal form: statements, actions, resources, principals and condition
// values alone or as list. Keys that the language doesn't have are noted in Problems, as is what AWS would
// refuse, such as a comma too many; what cannot be read at all is an error that names the place as JSON
// pointer. A key that stands twice in one object is an error, as AWS refuses it.
func Parse(data []byte) (*Document, error) {
	if len(data) > maxBytes {
		return nil, errTooLarge
	}
	doc, err := parse(data)
	if err == nil {
		return doc, nil
	}
	if mended, ok := dropTrailingCommas(data); ok {
		if doc, err := parse(mended); err == nil {
			doc.Problems = append(doc.Problems, Problem{"", "a comma before a closing bracket, which JSON doesn't allow"})
			return doc, nil
		}
	}
	return nil, err
}

func parse(data []byte) (*Document, error) {
	p := &parser{dec: jsontext.NewDecoder(bytes.NewReader(data))}
	doc, err := p.document()
	if err != nil {
		return nil, p.wrap(err)
	}
	return doc, nil
}

type parser struct {
	dec *jsontext.Decoder
	doc *Document
}

// wrap names the place; jsontext's own errors name it already.
func (p *parser) wrap(err error) error {
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		return fmt.Errorf("read policy: %w", err)
	}
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("read policy: %w", io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("read policy: at %q: %w", string(p.dec.StackPointer()), err)
}

func (p *parser) problem(format string, args ...any) {
	p.doc.Problems = append(p.doc.Problems, Problem{string(p.dec.StackPointer()), fmt.Sprintf(format, args...)})
}

func (p *parser) document() (*Document, error) {
	p.doc = &Document{}
	if p.dec.PeekKind() != '{' {
		return nil, p.unexpected(errNotObject)
	}
	err := p.object(p.documentKey)
	if err != nil {
		return nil, err
	}
	if len(p.doc.Statements) == 0 {
		p.problem("no Statement")
	}
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, err
		}
		return nil, errTrailing
	}
	return p.doc, nil
}

// unexpected gives the syntax error where there is one, else the given error. It reads the value, so that the
// decoder stands at it and names its place.
func (p *parser) unexpected(err error) error {
	if syntax := p.dec.SkipValue(); syntax != nil {
		return syntax
	}
	return err
}

// object calls each with every key; each must read the value.
func (p *parser) object(each func(key string) error) error {
	if _, err := p.dec.ReadToken(); err != nil {
		return err
	}
	return p.members(each)
}

// members is object after its brace.
func (p *parser) members(each func(key string) error) error {
	for p.dec.PeekKind() != '}' {
		key, err := p.dec.ReadToken()
		if err != nil {
			return err
		}
		if err := each(key.String()); err != nil {
			return err
		}
	}
	_, err := p.dec.ReadToken()
	return err
}

// each calls one for every element of a list, or once for what isn't a list.
func (p *parser) each(one func() error) error {
	if p.dec.PeekKind() != '[' {
		return one()
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return err
	}
	for p.dec.PeekKind() != ']' {
		if err := one(); err != nil {
			return err
		}
	}
	_, err := p.dec.ReadToken()
	return err
}

func (p *parser) documentKey(key string) error {
	switch p.canonical(key, "Version", "Id", "Statement") {
	case "Version":
		v, err := p.text()
		p.doc.Version = v
		if v != "2012-10-17" && v != "2008-10-17" {
			p.problem("version %q is not one of AWS's", v)
		}
		return err
	case "Id":
		v, err := p.text()
		p.doc.ID = v
		return err
	case "Statement":
		return p.each(p.statement)
	}
	p.problem("a policy has no element of this name")
	return p.dec.SkipValue()
}

// canonical gives the element that a key names. AWS is strict about case in some services and lax in
// others: another case is taken for the element, and noted.
func (p *parser) canonical(key string, names ...string) string {
	for _, n := range names {
		if key == n {
			return n
		}
	}
	for _, n := range names {
		if strings.EqualFold(key, n) {
			p.problem("written %q, AWS writes %q", key, n)
			return n
		}
	}
	return ""
}

func (p *parser) statement() error {
	if p.dec.PeekKind() != '{' {
		return p.unexpected(errors.New("a statement is an object"))
	}
	if len(p.doc.Statements) == maxStatements {
		return fmt.Errorf("more than %d statements", maxStatements)
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return err
	}
	s := Statement{Place: string(p.dec.StackPointer())}
	if err := p.members(func(key string) error { return p.statementKey(&s, key) }); err != nil {
		return err
	}
	p.check(&s)
	p.doc.Statements = append(p.doc.Statements, s)
	return nil
}

func (p *parser) statementKey(s *Statement, key string) (err error) {
	switch p.canonical(key, "Effect", "Action", "Resource", "Principal", "Condition", "Sid",
		"NotAction", "NotResource", "NotPrincipal") {
	case "Sid":
		s.Sid, err = p.text()
	case "Effect":
		s.Effect, err = p.effect()
	case "Action":
		s.Actions, err = p.terms()
	case "NotAction":
		s.NotActions, err = p.terms()
	case "Resource":
		s.Resources, err = p.terms()
	case "NotResource":
		s.NotResources, err = p.terms()
	case "Principal":
		s.Principals, err = p.principals()
	case "NotPrincipal":
		s.NotPrincipals, err = p.principals()
	case "Condition":
		s.Conditions, err = p.conditions()
	default:
		p.problem("a statement has no element of this name")
		err = p.dec.SkipValue()
	}
	return err
}

func (p *parser) effect() (Effect, error) {
	text, err := p.text()
	switch {
	case err != nil:
		return EffectUnknown, err
	case text == "Allow":
		return Allow, nil
	case text == "Deny":
		return Deny, nil
	}
	p.problem("effect %q is neither Allow nor Deny", text)
	return EffectUnknown, nil
}

// check notes what AWS would refuse.
func (p *parser) check(s *Statement) {
	pairs := []struct {
		name string
		a, b bool
	}{
		{"Action", s.Actions != nil, s.NotActions != nil},
		{"Resource", s.Resources != nil, s.NotResources != nil},
		{"Principal", s.Principals != nil, s.NotPrincipals != nil},
	}
	for _, e := range pairs {
		if e.a && e.b {
			p.problem("statement has both %s and Not%s", e.name, e.name)
		}
	}
	if s.Actions == nil && s.NotActions == nil {
		p.problem("statement has no Action")
	}
	if s.Effect == EffectUnknown {
		s.Unknown, s.Why = true, "its effect is neither Allow nor Deny"
	}
}

// text reads a string.
func (p *parser) text() (string, error) {
	if p.dec.PeekKind() != '"' {
		kind := kindName(p.dec.PeekKind())
		return "", p.unexpected(fmt.Errorf("want a string, not %s", kind))
	}
	tok, err := p.dec.ReadToken()
	if err != nil {
		return "", err
	}
	return literal(tok.String()), nil
}

// literal keeps a hostile NUL from being taken for a Hole; AWS has no NUL in any name.
func literal(s string) string {
	if strings.Contains(s, Hole) {
		return strings.ReplaceAll(s, Hole, "\ufffd")
	}
	return s
}

// terms reads a string or a list of strings.
func (p *parser) terms() ([]Term, error) {
	terms := []Term{}
	err := p.each(func() error {
		text, err := p.text()
		terms = append(terms, Term{Text: text})
		return err
	})
	return terms, err
}

func (p *parser) principals() ([]Principal, error) {
	if p.dec.PeekKind() != '{' {
		return p.lonePrincipals()
	}
	out := []Principal{}
	err := p.object(func(key string) error {
		kind := PrincipalType(p.canonical(key, "AWS", "Service", "Federated", "CanonicalUser"))
		if kind == "" {
			p.problem("there is no principal of this type")
		}
		ids, err := p.terms()
		for _, id := range ids {
			out = append(out, makePrincipal(kind, id))
		}
		return err
	})
	return out, err
}

// lonePrincipals reads a principal without a type, which is "*" in any legal document.
func (p *parser) lonePrincipals() ([]Principal, error) {
	ids, err := p.terms()
	out := make([]Principal, 0, len(ids))
	for _, id := range ids {
		if id.Text != "*" {
			p.problem("a principal without type can only be %q", "*")
		}
		out = append(out, makePrincipal(PrincipalAWS, id))
	}
	return out, err
}

func makePrincipal(kind PrincipalType, id Term) Principal {
	if kind == PrincipalAWS && !id.Unknown && id.Text == "*" {
		kind = PrincipalAny
	}
	return Principal{kind, id}
}

func (p *parser) conditions() ([]Condition, error) {
	if p.dec.PeekKind() != '{' {
		return nil, p.unexpected(errors.New("a condition is an object"))
	}
	var out []Condition
	err := p.object(func(operator string) error {
		if p.dec.PeekKind() != '{' {
			return p.unexpected(errors.New("a condition operator is an object"))
		}
		if _, ok := parseOperator(operator); !ok {
			p.problem("there is no condition operator of this name")
		}
		return p.object(func(key string) error {
			values, err := p.values()
			out = append(out, Condition{Operator: operator, Key: key, Values: values})
			return err
		})
	})
	return out, err
}

// values reads a condition's values: strings, and numbers and booleans, which AWS takes for strings.
func (p *parser) values() ([]Term, error) {
	terms := []Term{}
	err := p.each(func() error {
		switch k := p.dec.PeekKind(); k {
		case '"', '0', 't', 'f':
			tok, err := p.dec.ReadToken()
			if err != nil {
				return err
			}
			terms = append(terms, Term{Text: literal(tok.String())})
			return nil
		default:
			return p.unexpected(fmt.Errorf("want a string, number or boolean, not %s", kindName(k)))
		}
	})
	return terms, err
}

func kindName(k jsontext.Kind) string {
	switch k {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 'n':
		return "null"
	case 't', 'f':
		return "a boolean"
	case '0':
		return "a number"
	}
	return "this"
}
