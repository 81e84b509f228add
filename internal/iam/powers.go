package iam

import (
	"slices"
	"strings"
)

// PowerKind is what an identity can do that matters.
type PowerKind uint8

// The kinds of powers.
const (
	Admin            PowerKind = iota + 1 // everything; Name is "all", "all-but" (Allow with NotAction) or "iam"
	ServiceWildcard                       // service:*; Name is the service
	WildcardResource                      // writes, or reads data, on every resource though it could be one
	Escalation                            // a way to more rights; Name is the set's id
	SecretRead                            // reads secrets, or decrypts, account-wide
	CodeUpdate                            // changes code, configuration, layers or event sources of functions
	Inverted                              // Allow with NotAction, NotResource or NotPrincipal; Name says which
	LogTamper                             // deletes logs, cuts their retention, stops trails
)

// String gives the kind in words.
func (k PowerKind) String() string {
	names := [...]string{
		"", "admin", "service wildcard", "wildcard resource", "escalation", "secret read", "code update",
		"inverted", "log tamper",
	}
	if int(k) < len(names) {
		return names[k]
	}
	return ""
}

// Power is one thing that an identity can do that matters.
type Power struct {
	Kind       PowerKind
	Name       string      // see the kinds
	Actions    []string    // as the statements write them, or, for escalations, the set's own
	Resources  []Term      // on which; nil for an inverted statement without Resource
	By         []Source    // the statements that give it
	Conditions []Condition // all that must hold for it
	Certain    Tri         // Yes, or Maybe for Why
	Why        string
}

// Powers lists what the identity can do that matters, in the order of its statements, escalations last. What
// an explicit Deny or the boundary takes away is left out. A statement that makes an administrator gives no
// further powers but Inverted: they would all say the same. Policies that cannot be read give none: ask
// Unread too before concluding that a power is missing.
func (id *Identity) Powers() []Power {
	p := newPowers(id)
	for _, doc := range p.policies {
		for i := range doc.Statements {
			if s := &doc.Statements[i]; s.Effect == Allow && !s.Unknown {
				p.statement(Source{doc, s})
			}
		}
	}
	p.escalations()
	return p.out
}

// Has says whether the identity has a power of this kind for certain.
func Has(powers []Power, kind PowerKind) Tri {
	out := No
	for _, p := range powers {
		if p.Kind == kind {
			out = out.Or(p.Certain)
		}
	}
	return out
}

// Unread gives the reasons for which the identity may have more powers than Powers lists: policies,
// statements and actions that are known only after apply.
func (id *Identity) Unread() []string {
	var out []string
	for _, doc := range id.Policies {
		if doc.Unknown {
			out = append(out, reason("a policy is unknown", doc.Why))
			continue
		}
		for i := range doc.Statements {
			out = doc.Statements[i].unread(out)
		}
	}
	return out
}

func (s *Statement) unread(out []string) []string {
	if s.Effect == Deny {
		return out
	}
	if s.Unknown || s.Effect == EffectUnknown {
		return append(out, reason("a statement is unknown", s.Why))
	}
	for _, a := range s.Actions {
		if a.Unknown {
			return append(out, reason("an action is unknown", a.Why))
		}
	}
	return out
}

// powers collects an identity's powers.
type powers struct {
	id       *Identity
	policies []*Document
	boundary *Document
	denies   []*Statement
	held     map[*sensitive][]Source // for escalations, by action
	out      []Power
}

func newPowers(id *Identity) *powers {
	p := &powers{id: id, policies: id.Policies, boundary: id.Boundary, held: map[*sensitive][]Source{}}
	for _, doc := range id.documents() {
		for i := range doc.Statements {
			if s := &doc.Statements[i]; s.Effect == Deny && !s.evadable() {
				p.denies = append(p.denies, s)
			}
		}
	}
	if p.boundary != nil && p.unbounded() {
		// Everything within the boundary: what the boundary allows is what the identity may do.
		p.policies, p.boundary = []*Document{p.boundary}, nil
	}
	return p
}

func (p *powers) unbounded() bool {
	for _, doc := range p.policies {
		for i := range doc.Statements {
			s := &doc.Statements[i]
			if s.Effect == Allow && s.adminName() == "all" && len(s.Conditions) == 0 {
				return true
			}
		}
	}
	return false
}

func (p *powers) statement(by Source) {
	if by.Statement.inverted() {
		p.inverted(by)
	}
	if p.admin(by) {
		by.Statement = by.Statement.withoutAdmin()
	}
	p.serviceWildcards(by)
	p.wildcardResource(by)
	p.sensitiveActions(by)
}

// add keeps a power unless it is certainly taken away.
func (p *powers) add(power Power, left Tri, why string) bool {
	if left == No {
		return false
	}
	power.Certain = left
	if left == Maybe {
		power.Why = why
	}
	p.out = append(p.out, power)
	return true
}

func (p *powers) of(kind PowerKind, name string, by Source, actions []string) Power {
	return Power{
		Kind: kind, Name: name, Actions: actions, Resources: by.Statement.Resources, By: []Source{by},
		Conditions: by.Statement.Conditions,
	}
}

func (p *powers) inverted(by Source) {
	s := by.Statement
	name := "NotPrincipal"
	switch {
	case s.NotActions != nil:
		name = "NotAction"
	case s.NotResources != nil:
		name = "NotResource"
	}
	p.add(p.of(Inverted, name, by, nil), Yes, "")
}

// admin adds the power of an administrator, and says whether the statement certainly gives it.
func (p *powers) admin(by Source) bool {
	name := by.Statement.adminName()
	if name == "" {
		return false
	}
	action := "*"
	if name == "iam" {
		action = "iam:*"
	}
	left, why := p.left(action, Known("*")[0])
	if name == "all-but" && p.boundary != nil {
		left, why = left.And(Maybe), "the permissions boundary allows a part of it"
	}
	return p.add(p.of(Admin, name, by, texts(by.Statement.Actions)), left, why) && left == Yes
}

// onEverything says whether the statement takes in the resources of all services, or, inverted, nearly all.
func (s *Statement) onEverything() bool {
	return s.NotResources != nil || slices.ContainsFunc(s.Resources, func(r Term) bool {
		return !r.Unknown && r.Text != "" && strings.Trim(strings.TrimPrefix(r.Text, "arn:aws"), "*:") == ""
	})
}

// adminName says which administrator an Allow makes, or "".
func (s *Statement) adminName() string {
	if !s.onEverything() {
		return ""
	}
	if s.NotActions != nil {
		return "all-but"
	}
	name := ""
	for _, a := range s.Actions {
		switch {
		case a.Unknown:
		case a.Text == "*:*" || a.Text != "" && strings.Trim(a.Text, "*") == "":
			return "all"
		case wholeServiceOf(a.Text) == "iam":
			name = "iam"
		}
	}
	return name
}

// wholeServiceOf gives "s3" for "s3:*", in lower case; "" for what isn't a whole service.
func wholeServiceOf(action string) string {
	service, name, ok := strings.Cut(action, ":")
	if !ok || name == "" || strings.Trim(name, "*") != "" || !isLiteral(service) {
		return ""
	}
	return strings.ToLower(service)
}

// withoutAdmin leaves out what makes the administrator: all of it, but for the rights beside "iam:*".
func (s *Statement) withoutAdmin() *Statement {
	rest := *s
	rest.Actions = nil
	if s.adminName() == "iam" {
		rest.Actions = slices.DeleteFunc(slices.Clone(s.Actions), func(a Term) bool {
			return !a.Unknown && len(a.Text) >= 4 && strings.EqualFold(a.Text[:4], "iam:")
		})
	}
	rest.NotActions = nil
	return &rest
}

func (p *powers) serviceWildcards(by Source) {
	for _, a := range by.Statement.Actions {
		service := wholeServiceOf(a.Text)
		if a.Unknown || service == "" {
			continue
		}
		left, why := p.leftOf(a.Text, by.Statement)
		p.add(p.of(ServiceWildcard, service, by, []string{a.Text}), left, why)
	}
}

func texts(terms []Term) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.String()
	}
	return out
}
