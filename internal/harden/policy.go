package harden

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// policyVersion is the only version of IAM's policy language that has policy variables.
const policyVersion = "2012-10-17"

// Policy is an IAM policy document in a normal form: two that say the same are equal.
type Policy struct{ Statements []Statement }

// Statement is one statement of a policy. Lists are sorted and without doubles.
type Statement struct {
	Sid        string
	Effect     string              // Allow or Deny
	Principals map[string][]string // by type (AWS, Service, Federated); nil in an identity's policy
	// Everyone is true for the principal "*".
	Everyone   bool
	Actions    []string
	Resources  []string
	Conditions map[string]map[string][]string
}

// Inverted elements can't be told in a Statement, and nothing that slsguard writes has one.
var errInverted = errors.New("the policy has a NotAction, NotResource or NotPrincipal")

type policyJSON struct {
	Version   string
	ID        string          `json:"Id,omitempty"`
	Statement []statementJSON // one or a list
}

type statementJSON struct {
	Sid       string                      `json:",omitempty"`
	Effect    string                      `json:",omitempty"`
	Principal any                         `json:",omitempty"`
	Action    texts                       `json:",omitempty"`
	Resource  texts                       `json:",omitempty"`
	Condition map[string]map[string]texts `json:",omitempty"`

	NotPrincipal any   `json:",omitempty"`
	NotAction    texts `json:",omitempty"`
	NotResource  texts `json:",omitempty"`
}

// texts are one text or a list of them.
type texts []string

func (t *texts) UnmarshalJSON(data []byte) error {
	var list []any
	if err := json.Unmarshal(data, &list); err != nil {
		var one any
		if err := json.Unmarshal(data, &one); err != nil {
			return err
		}
		list = []any{one}
	}
	for _, v := range list {
		*t = append(*t, fmt.Sprint(v)) // numbers and flags are allowed in conditions, and mean their text
	}
	return nil
}

// ParsePolicy reads a policy document. It fails on elements that Statement can't hold.
func ParsePolicy(document string) (Policy, error) {
	if strings.TrimSpace(document) == "" {
		return Policy{}, nil
	}
	var p Policy
	err := json.Unmarshal([]byte(document), &p)
	return p, err
}

// UnmarshalJSON reads the document into the normal form.
func (p *Policy) UnmarshalJSON(data []byte) error {
	var doc struct{ Statement json.RawMessage }
	if err := json.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("read policy: %w", err)
	}
	statements, err := readStatements(doc.Statement)
	if err != nil {
		return fmt.Errorf("read policy: %w", err)
	}
	*p = Policy{statements}.normal()
	return nil
}

func readStatements(data json.RawMessage) ([]Statement, error) {
	if len(data) == 0 {
		return nil, nil
	}
	if data[0] == '{' {
		data = slices.Concat([]byte("["), data, []byte("]"))
	}
	var raw []statementJSON
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, err
	}
	var all []Statement
	for _, r := range raw {
		s, err := r.statement()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func (r statementJSON) statement() (Statement, error) {
	if r.NotAction != nil || r.NotResource != nil || r.NotPrincipal != nil {
		return Statement{}, errInverted
	}
	s := Statement{Sid: r.Sid, Effect: r.Effect, Actions: r.Action, Resources: r.Resource}
	switch principal := r.Principal.(type) {
	case nil:
	case string:
		s.Everyone = principal == "*"
	case map[string]any:
		s.Principals = map[string][]string{}
		for kind, v := range principal {
			s.Principals[kind] = textsOf(v)
		}
	}
	for operator, keys := range r.Condition {
		for key, values := range keys {
			s.condition(operator, key, values...)
		}
	}
	return s, nil
}

func textsOf(v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var all []string
	for _, one := range list {
		all = append(all, fmt.Sprint(one))
	}
	return all
}

// MarshalJSON writes the document as AWS takes it, without escaping <, > and &.
func (p Policy) MarshalJSON() ([]byte, error) {
	doc := policyJSON{Version: policyVersion, Statement: []statementJSON{}}
	for _, s := range p.normal().Statements {
		doc.Statement = append(doc.Statement, s.json())
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

func (s Statement) json() statementJSON {
	r := statementJSON{Sid: s.Sid, Effect: s.Effect, Action: s.Actions, Resource: s.Resources}
	switch {
	case s.Everyone:
		r.Principal = "*"
	case s.Principals != nil:
		r.Principal = s.Principals
	}
	for operator, keys := range s.Conditions {
		if r.Condition == nil {
			r.Condition = map[string]map[string]texts{}
		}
		r.Condition[operator] = map[string]texts{}
		for key, values := range keys {
			r.Condition[operator][key] = values
		}
	}
	return r
}

// String gives the document; "" for a policy without statements.
func (p Policy) String() string {
	if len(p.Statements) == 0 {
		return ""
	}
	document, err := p.MarshalJSON()
	if err != nil {
		return "" // maps and lists of strings can always be written
	}
	return string(document)
}

// normal sorts everything whose order has no meaning.
func (p Policy) normal() Policy {
	var q Policy
	for _, s := range p.Statements {
		s.Actions, s.Resources = sorted(s.Actions), sorted(s.Resources)
		s.Principals = sortedLists(s.Principals)
		var conditions map[string]map[string][]string
		for operator, keys := range s.Conditions {
			if conditions == nil {
				conditions = map[string]map[string][]string{}
			}
			conditions[operator] = sortedLists(keys)
		}
		s.Conditions = conditions
		q.Statements = append(q.Statements, s)
	}
	slices.SortStableFunc(q.Statements, func(a, b Statement) int { return strings.Compare(a.Sid, b.Sid) })
	return q
}

func sortedLists(m map[string][]string) map[string][]string {
	if m == nil {
		return nil
	}
	out := make(map[string][]string, len(m))
	for k, list := range m {
		out[k] = sorted(list)
	}
	return out
}

func sorted(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// condition adds a condition to the statement.
func (s *Statement) condition(operator, key string, values ...string) {
	if s.Conditions == nil {
		s.Conditions = map[string]map[string][]string{}
	}
	if s.Conditions[operator] == nil {
		s.Conditions[operator] = map[string][]string{}
	}
	s.Conditions[operator][key] = append(s.Conditions[operator][key], values...)
}

// where gives the statement with one more condition.
func (s Statement) where(operator, key string, values ...string) Statement {
	s.Conditions = cloneConditions(s.Conditions)
	s.condition(operator, key, values...)
	return s
}

func cloneConditions(all map[string]map[string][]string) map[string]map[string][]string {
	out := map[string]map[string][]string{}
	for operator, keys := range all {
		out[operator] = sortedLists(keys)
	}
	return out
}

// Replace gives the policy with one text in place of another, wherever it stands in a principal, resource or
// condition. It binds what has an id only after it is made (OwnKey, OwnAPI) to that id, and back.
func (p Policy) Replace(from, to string) Policy {
	var q Policy
	for _, s := range p.normal().Statements {
		replaceIn(s.Resources, from, to)
		replaceInLists(s.Principals, from, to)
		for _, keys := range s.Conditions {
			replaceInLists(keys, from, to)
		}
		q.Statements = append(q.Statements, s)
	}
	return q.normal()
}

func replaceInLists(m map[string][]string, from, to string) {
	for _, list := range m {
		replaceIn(list, from, to)
	}
}

func replaceIn(list []string, from, to string) {
	for i, text := range list {
		list[i] = strings.ReplaceAll(text, from, to)
	}
}

// With gives the policy with a statement in place of the one with the same sid, or added. It leaves all others alone.
func (p Policy) With(s Statement) Policy {
	return Policy{append(p.Without(s.Sid).Statements, s)}.normal()
}

// Without gives the policy without the statement with the sid.
func (p Policy) Without(sid string) Policy {
	var q Policy
	for _, s := range p.Statements {
		if s.Sid != sid {
			q.Statements = append(q.Statements, s)
		}
	}
	return q
}

// Find gives the statement with a sid, in normal form.
func (p Policy) Find(sid string) (Statement, bool) {
	for _, s := range p.normal().Statements {
		if s.Sid == sid {
			return s, true
		}
	}
	return Statement{}, false
}

func allow(sid string, actions []string, resources ...string) Statement {
	return Statement{Sid: sid, Effect: "Allow", Actions: actions, Resources: resources}
}

// service gives the statement with a service as its principal.
func (s Statement) service(name string) Statement {
	s.Principals = map[string][]string{"Service": {name}}
	return s
}
