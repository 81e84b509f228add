// Package slsguard turns what a user declares with slsguard_secure_function and slsguard_secure_trigger into the
// cloud-neutral model, so that the same rules judge it as judge a plan.
//
// The hardened desired state is written out as the plan of the aws resources that it amounts to, and that plan is read
// by the adapters of package adapt/aws. So there is one reading of policies, grants and links, and a declaration can't
// be judged more kindly than the same thing written by hand.
package slsguard

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/aws"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// Declared is a declaration as rules see it. System.Now is the time at which it was made; callers with a clock of their own
// set it.
type Declared struct {
	System *model.System
	places []place
}

// place says which declared attribute a part of the synthetic plan was made from.
type place struct{ address, attribute, declared string }

// Locate gives the declared attribute for a place that a rule found: the most exact one that is known; "" for the whole
// resource.
func (d *Declared) Locate(address, attribute string) string {
	best, found := 0, ""
	for _, p := range d.places {
		if p.address != address || !within(attribute, p.attribute) || len(p.attribute) < best {
			continue
		}
		best, found = len(p.attribute), p.declared
		if rest := strings.TrimPrefix(attribute, p.attribute); strings.HasSuffix(p.declared, ".*") {
			found = strings.TrimSuffix(p.declared, ".*") + rest
		}
	}
	return found
}

// within tells whether an attribute is another or a part of it.
func within(attribute, outer string) bool {
	rest, ok := strings.CutPrefix(attribute, outer)
	return ok && (outer == "" || rest == "" || rest[0] == '.')
}

// synthesis is a plan in the making.
type synthesis struct {
	changes   []map[string]any
	resources []map[string]any
	templates map[[2]string]string // texts with gaps, by address and attribute
	places    []place
	unknown   spec.Unknowns
	scope     harden.Scope
	place     *strings.Replacer // of a scope that is not known
}

// awsProvider is the provider that the synthetic plan's resources are of.
const awsProvider = "registry.terraform.io/hashicorp/aws"

func newSynthesis(scope harden.Scope, unknown spec.Unknowns) *synthesis {
	s := &synthesis{templates: map[[2]string]string{}, unknown: unknown, scope: scope, place: strings.NewReplacer()}
	if !spec.IsKnown(scope.Account + scope.Region) {
		s.place = anyPlace()
		return s
	}
	s.changes = append(s.changes, map[string]any{
		"address": "data.aws_caller_identity.current", "mode": "data", "type": "aws_caller_identity", "name": "current",
		"provider_name": awsProvider, "change": map[string]any{
			"actions": []string{"read"}, "before": nil, "after": map[string]any{"account_id": scope.Account}, "after_unknown": map[string]any{},
			"before_sensitive": false, "after_sensitive": map[string]any{},
		},
	})
	return s
}

// anyPlace puts some region and account into ARNs and domains when those are not known yet, since no rule depends on which
// they are. The account has no account's form, so that nothing is taken to be of it or of another.
func anyPlace() *strings.Replacer {
	const region, account = "eu-central-1", "any-account"
	return strings.NewReplacer(
		":"+spec.Gap+":"+spec.Gap+":", ":"+region+":"+account+":",
		"::"+spec.Gap+":", "::"+account+":",
		":"+spec.Gap+":", ":"+region+":",
		"."+spec.Gap+".amazonaws.com", "."+region+".amazonaws.com",
	)
}

// add adds a managed resource. from says which attribute was made from which declared one; "" stands for all the rest.
func (s *synthesis) add(typ, name string, attributes map[string]any, from map[string]string) {
	address := typ + "." + name
	after, unknown, references := map[string]any{}, map[string]any{}, map[string]any{}
	for attribute, value := range attributes {
		v, u := s.split(address, attribute, value)
		if s.isUnknown(from[attribute]) {
			v, u = nil, true
		}
		if u != true { // in a plan, what is wholly unknown is not there
			after[attribute] = v
		}
		if u != nil {
			unknown[attribute] = u
		}
		refs := referencesIn(value)
		if len(refs) == 0 && u == true {
			refs = []string{"var.unknown"} // what the configuration does not mention is taken for a default
		}
		if len(refs) > 0 {
			references[attribute] = map[string]any{"references": refs}
		}
	}
	for attribute, declared := range from {
		s.places = append(s.places, place{address, attribute, declared})
	}
	s.changes = append(s.changes, map[string]any{
		"address": address, "mode": "managed", "type": typ, "name": name, "provider_name": awsProvider,
		"change": map[string]any{
			"actions": []string{"create"}, "before": nil, "after": after, "after_unknown": unknown,
			"before_sensitive": false, "after_sensitive": map[string]any{},
		},
	})
	s.resources = append(s.resources, map[string]any{
		"address": address, "mode": "managed", "type": typ, "name": name, "provider_config_key": "aws",
		"expressions": references, "schema_version": 0,
	})
}

// isUnknown tells whether a declared attribute, or a part of it, is not known yet.
func (s *synthesis) isUnknown(declared string) bool {
	declared = strings.TrimSuffix(declared, ".*")
	if declared == "" {
		return false
	}
	for u := range s.unknown {
		if rest, ok := strings.CutPrefix(u, declared); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}

// split takes a value apart into what is known and what is not. A text with gaps is unknown, and kept as a template.
func (s *synthesis) split(address, path string, value any) (after, unknown any) {
	switch v := value.(type) {
	case string:
		v = s.place.Replace(v)
		if hasGap(v) {
			s.templates[[2]string{address, path}] = v
			return nil, true
		}
		return v, nil
	case []any:
		return s.splitList(address, path, v)
	case map[string]any:
		return s.splitMap(address, path, v)
	default:
		return v, nil
	}
}

func (s *synthesis) splitList(address, path string, list []any) (after, unknown any) {
	known, gaps := make([]any, len(list)), make([]any, len(list))
	for i, item := range list {
		var gap any
		known[i], gap = s.split(address, fmt.Sprintf("%s.%d", path, i), item)
		gaps[i] = orFalse(gap)
	}
	return known, gaps
}

func (s *synthesis) splitMap(address, path string, m map[string]any) (after, unknown any) {
	known, gaps := map[string]any{}, map[string]any{}
	for name, item := range m {
		v, gap := s.split(address, path+"."+name, item)
		if gap != true {
			known[name] = v
		}
		if gap != nil {
			gaps[name] = gap
		}
	}
	return known, gaps
}

func orFalse(gap any) any {
	if gap == nil {
		return false
	}
	return gap
}

func hasGap(text string) bool {
	return strings.Contains(text, spec.Gap) || strings.Contains(text, harden.OwnKey) || strings.Contains(text, harden.OwnAPI) ||
		strings.Contains(text, ownRole)
}

// referencesIn gives the own resources, known only by a stand-in for their id, that a value refers to.
func referencesIn(value any) []string {
	var refs []string
	switch v := value.(type) {
	case string:
		for _, own := range owned() {
			if strings.Contains(v, own.mark) {
				refs = append(refs, own.address+"."+own.attribute, own.address)
			}
		}
	case []any:
		for _, item := range v {
			refs = append(refs, referencesIn(item)...)
		}
	case map[string]any:
		for _, item := range v {
			refs = append(refs, referencesIn(item)...)
		}
	}
	return refs
}

// ownRole stands for the role that a declaration makes, so that what belongs to it is found also before its name is known.
const ownRole = "slsguard:own-role"

// mark is a stand-in for the id of an object that is still to be made.
type mark struct{ mark, address, attribute string }

func owned() []mark {
	return []mark{{ownRole, "aws_iam_role.own", "arn"}, {harden.OwnKey, "aws_kms_key.own", "arn"}, {harden.OwnAPI, "aws_api_gateway_rest_api.own", "id"}}
}

// Template implements plan.Templates: the texts of a declaration are known but for their gaps.
func (s *synthesis) Template(address, attribute string) (parts []struct{ Text, Address, Attribute string }, ok bool) {
	text, ok := s.templates[[2]string{address, attribute}]
	if !ok {
		return nil, false
	}
	return cut(text), true
}

// TemplateList implements plan.Templates; lists of texts with gaps are not taken apart.
func (s *synthesis) TemplateList(string, string) ([][]struct{ Text, Address, Attribute string }, bool) {
	return nil, false
}

// cut cuts a text at its gaps.
func cut(text string) (parts []struct{ Text, Address, Attribute string }) {
	marks := append(owned(), mark{spec.Gap, "var.unknown", "value"})
	for text != "" {
		at, next := len(text), mark{}
		for _, m := range marks {
			if i := strings.Index(text, m.mark); i >= 0 && i < at {
				at, next = i, m
			}
		}
		if at > 0 {
			parts = append(parts, struct{ Text, Address, Attribute string }{Text: text[:at]})
		}
		if next.mark == "" {
			break
		}
		parts = append(parts, struct{ Text, Address, Attribute string }{Address: next.address, Attribute: next.attribute})
		text = text[at+len(next.mark):]
	}
	return parts
}

// system reads the synthetic plan.
func (s *synthesis) system(ctx context.Context, address string) (*Declared, error) {
	document, err := json.Marshal(map[string]any{
		"format_version": "1.2", "terraform_version": "1.11.4", "complete": true, "errored": false,
		"resource_changes": s.changes,
		"configuration": map[string]any{
			"provider_config": map[string]any{"aws": map[string]any{"name": "aws", "full_name": awsProvider}},
			"root_module":     map[string]any{"resources": s.resources},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("write %s as a plan: %w", address, err)
	}
	p, err := plan.Read(ctx, bytes.NewReader(document), plan.Options{Keep: aws.Keeper()})
	if err != nil {
		return nil, fmt.Errorf("read %s as a plan: %w", address, err)
	}
	p.SetTemplates(s)
	sys := &model.System{
		Now: time.Now(), RuntimeNotice: model.DefaultRuntimeNotice, LogRetention: model.DefaultLogRetention,
	}
	aws.Adapt(p, sys)
	return &Declared{System: sys, places: s.places}, nil
}
