package awstest

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
)

// policyDocument is an IAM policy as far as the stand-in judges it. It is an own reading, apart from internal/iam,
// so that the product is not judged by itself. Grammar:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
type policyDocument struct {
	Version   string
	Statement oneOrMany[statement]
}

type statement struct {
	Sid          string `json:",omitempty"`
	Effect       string
	Principal    principals               `json:",omitempty"`
	NotPrincipal principals               `json:",omitempty"`
	Action       oneOrMany[string]        `json:",omitempty"`
	NotAction    oneOrMany[string]        `json:",omitempty"`
	Resource     oneOrMany[string]        `json:",omitempty"`
	NotResource  oneOrMany[string]        `json:",omitempty"`
	Condition    map[string]conditionKeys `json:",omitempty"`
}

type conditionKeys = map[string]oneOrMany[any]

// oneOrMany is a JSON list, or its only element.
type oneOrMany[T any] []T

// UnmarshalJSON takes both forms.
func (o *oneOrMany[T]) UnmarshalJSON(b []byte) error {
	var many []T
	if json.Unmarshal(b, &many) == nil {
		*o = many
		return nil
	}
	var one T
	err := json.Unmarshal(b, &one)
	*o = []T{one}
	return err
}

// principals is {"Service": ["lambda.amazonaws.com"]}, or "*".
type principals map[string]oneOrMany[string]

// UnmarshalJSON takes both forms.
func (p *principals) UnmarshalJSON(b []byte) error {
	var all string
	if json.Unmarshal(b, &all) == nil {
		*p = principals{"AWS": {all}}
		return nil
	}
	var kinds map[string]oneOrMany[string]
	err := json.Unmarshal(b, &kinds)
	*p = kinds
	return err
}

// parsePolicy reads a document; what is not one is refused with the given error code.
func parsePolicy(document, code string) (policyDocument, error) {
	var d policyDocument
	if err := json.Unmarshal([]byte(document), &d); err != nil {
		return d, fail(code, "This policy contains invalid Json: %v", err)
	}
	if len(d.Statement) == 0 {
		return d, fail(code, "Syntax errors in policy: no statement.")
	}
	for _, s := range d.Statement {
		if s.Effect != "Allow" && s.Effect != "Deny" {
			return d, fail(code, "Syntax errors in policy: Effect must be Allow or Deny.")
		}
		if len(s.Action)+len(s.NotAction) == 0 {
			return d, fail(code, "Syntax errors in policy: a statement needs Action or NotAction.")
		}
	}
	return d, nil
}

// request is a question put to policies.
type request struct {
	service  string // a service principal, or empty for the identity's own policies
	account  string // the account of an AWS principal
	action   string
	resource string // empty: not asked
	// context has the values of condition keys, in lower case. A condition on any other key is taken to hold.
	context map[string]string
	// absent are keys, in lower case, that the request is known not to have.
	absent []string
}

// fromSource is the context of a service that acts for a resource.
func fromSource(arn string) map[string]string {
	context := map[string]string{"aws:sourcearn": arn}
	if parts := strings.Split(arn, ":"); len(parts) > 4 && parts[4] != "" {
		context["aws:sourceaccount"] = parts[4]
	}
	return context
}

// allowed says whether documents allow a request: some statement allows it and none denies it.
func allowed(documents []policyDocument, r request) bool {
	ok := false
	for _, d := range documents {
		for _, s := range d.Statement {
			if !s.covers(r) {
				continue
			}
			if s.Effect == "Deny" {
				return false
			}
			ok = true
		}
	}
	return ok
}

func (s statement) covers(r request) bool {
	action := matchAny(s.Action, r.action) || len(s.NotAction) > 0 && !matchAny(s.NotAction, r.action)
	resource := r.resource == "" || len(s.Resource)+len(s.NotResource) == 0 || matchAny(s.Resource, r.resource) ||
		len(s.NotResource) > 0 && !matchAny(s.NotResource, r.resource)
	return action && resource && s.isFor(r) && s.holds(r)
}

func (s statement) isFor(r request) bool {
	if r.service == "" && r.account == "" {
		return true
	}
	if slices.Contains(s.Principal["AWS"], "*") || slices.Contains(s.Principal["Service"], "*") {
		return true
	}
	if r.service != "" {
		return slices.Contains(s.Principal["Service"], r.service)
	}
	return slices.ContainsFunc(s.Principal["AWS"], func(p string) bool {
		return p == r.account || strings.HasPrefix(p, "arn:aws:iam::"+r.account+":root")
	})
}

// holds judges the conditions on keys that are known to have a value, or to have none.
func (s statement) holds(r request) bool {
	for operator, keys := range s.Condition {
		for key, values := range keys {
			got, known := r.context[strings.ToLower(key)]
			switch {
			case known && !matchValues(operator, values, got):
				return false
			case slices.Contains(r.absent, strings.ToLower(key)) && !matchAbsent(operator, values):
				return false
			}
		}
	}
	return true
}

// matchAbsent judges a condition on a key that the request does not have: only operators that negate, ask for that, or say
// what to do about it are met.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
func matchAbsent(operator string, values []any) bool {
	if operator == "Null" {
		return slices.ContainsFunc(values, func(v any) bool { return v == true || v == "true" })
	}
	return strings.HasSuffix(operator, "IfExists") || strings.HasPrefix(operator, "ForAllValues:") || strings.Contains(operator, "Not")
}

// matchValues knows the operators on strings and ARNs; ArnEquals takes wildcards as ArnLike does:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
func matchValues(operator string, values []any, got string) bool {
	exact := strings.Contains(operator, "String") && !strings.Contains(operator, "Like")
	found := slices.ContainsFunc(values, func(v any) bool {
		want, _ := v.(string)
		return want == got || !exact && glob(want, got)
	})
	return found != strings.Contains(operator, "Not")
}

func matchAny(patterns []string, s string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return glob(p, s) })
}

// glob matches IAM's * and ?, which, unlike a path's, go over slashes. Actions differ in case only.
func glob(pattern, s string) bool {
	flat := strings.NewReplacer("/", "\x00", "[", "\\[", "]", "\\]")
	ok, err := path.Match(flat.Replace(strings.ToLower(pattern)), strings.NewReplacer("/", "\x00").Replace(strings.ToLower(s)))
	return err == nil && ok
}
