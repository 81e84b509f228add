package harden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// document is a policy whose statements are kept as they are written, whatever is in them: those of others are never
// changed.
type document struct {
	Version   string            `json:",omitempty"`
	ID        string            `json:"Id,omitempty"`
	Statement []json.RawMessage `json:"Statement"`
}

func readRaw(text string) (document, error) {
	if text == "" {
		return document{Version: policyVersion}, nil
	}
	var d struct {
		Version   string
		ID        string `json:"Id"`
		Statement json.RawMessage
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return document{}, fmt.Errorf("read policy: %w", err)
	}
	out := document{Version: d.Version, ID: d.ID}
	if len(d.Statement) > 0 && d.Statement[0] == '{' {
		out.Statement = []json.RawMessage{d.Statement}
		return out, nil
	}
	if err := json.Unmarshal(d.Statement, &out.Statement); len(d.Statement) > 0 && err != nil {
		return document{}, fmt.Errorf("read policy: %w", err)
	}
	return out, nil
}

func sidOf(raw json.RawMessage) string {
	var s struct{ Sid string }
	if err := json.Unmarshal(raw, &s); err != nil {
		return ""
	}
	return s.Sid
}

// without drops the statements with a sid.
func (d document) without(sid string) document {
	d.Statement = slices.DeleteFunc(slices.Clone(d.Statement), func(raw json.RawMessage) bool { return sidOf(raw) == sid })
	return d
}

func (d document) text() (string, error) {
	if len(d.Statement) == 0 {
		return "", nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d); err != nil {
		return "", fmt.Errorf("write policy: %w", err)
	}
	return string(bytes.TrimSpace(b.Bytes())), nil
}

// ReadStatement gives the statement with a sid, in normal form.
func ReadStatement(text, sid string) (s Statement, found bool, err error) {
	d, err := readRaw(text)
	if err != nil {
		return s, false, err
	}
	for _, raw := range d.Statement {
		if sidOf(raw) != sid {
			continue
		}
		all, err := readStatements(raw)
		if err != nil {
			return Statement{Sid: sid, Effect: err.Error()}, true, nil //nolint:nilerr // it says something else than slsguard wrote
		}
		s, found = Policy{all}.Find(sid)
		return s, found, nil
	}
	return s, false, nil
}

// HasStatement tells whether a policy has a statement that says just what is wanted, under its sid.
func HasStatement(text string, want Statement) (bool, error) {
	d, err := readRaw(text)
	if err != nil {
		return false, err
	}
	for _, raw := range d.Statement {
		if sidOf(raw) != want.Sid {
			continue
		}
		have, err := readStatements(raw)
		return err == nil && (Policy{have}).String() == (Policy{[]Statement{want}}).String(), nil
	}
	return false, nil
}

// MergeStatement puts a statement into a policy, in place of one with its sid. All others stay as they are.
func MergeStatement(text string, want Statement) (string, error) {
	d, err := readRaw(text)
	if err != nil {
		return "", err
	}
	d = d.without(want.Sid)
	own, err := readRaw(Policy{[]Statement{want}}.String())
	if err != nil {
		return "", err
	}
	d.Statement = append(d.Statement, own.Statement...)
	return d.text()
}

// DropStatement takes the statement with a sid out of a policy, which is "" when none is left; found is false when there
// was none.
func DropStatement(text, sid string) (rest string, found bool, err error) {
	d, err := readRaw(text)
	if err != nil {
		return "", false, err
	}
	left := d.without(sid)
	if len(left.Statement) == len(d.Statement) {
		return text, false, nil
	}
	rest, err = left.text()
	return rest, true, err
}
