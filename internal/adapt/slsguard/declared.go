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
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/aws"
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
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
	all       []mark            // see marks
	graft     *grafting         // the declaration in a plan; nil for one that stands alone
}

// awsProvider is the provider that the synthetic plan's resources are of.
const awsProvider = "registry.terraform.io/hashicorp/aws"

func newSynthesis(scope harden.Scope, unknown spec.Unknowns, graft *grafting) *synthesis {
	s := &synthesis{templates: map[[2]string]string{}, unknown: unknown, scope: scope, place: strings.NewReplacer(), graft: graft}
	if !spec.IsKnown(scope.Account + scope.Region) {
		s.place = anyPlace()
		return s
	}
	if graft != nil {
		return s // the plan says for itself which account it works in
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
	address := s.address(typ, name)
	after, unknown, expressions, sensitive := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	for attribute, value := range attributes {
		value = s.known(typ, name, attribute, value)
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
		if e := s.expression(value, u, from[attribute]); e != nil {
			expressions[attribute] = e
		}
		if s.graft != nil {
			sensitive[attribute] = s.graft.sensitive(value)
		}
	}
	for attribute, declared := range from {
		s.places = append(s.places, place{address, attribute, declared})
	}
	s.changes = append(s.changes, map[string]any{
		"address": address, "module_address": "", "mode": "managed", "type": typ, "name": s.name(name), "provider_name": awsProvider,
		"change": map[string]any{
			"actions": []string{"create"}, "before": nil, "after": after, "after_unknown": unknown,
			"before_sensitive": false, "after_sensitive": sensitive,
		},
	})
	s.resources = append(s.resources, map[string]any{
		"address": typ + "." + s.name(name), "mode": "managed", "type": typ, "name": s.name(name), "provider_config_key": "aws",
		"expressions": expressions, "schema_version": 0,
	})
}

// name tells what a declaration amounts to apart from what others of the same plan do.
func (s *synthesis) name(name string) string {
	if s.graft == nil {
		return name
	}
	return fmt.Sprintf("%s@%d", name, s.graft.number)
}

func (s *synthesis) address(typ, name string) string {
	if s.graft == nil {
		return typ + "." + name
	}
	return s.graft.address(typ, name)
}

// known gives what the cloud has said of an attribute, or else the value that stands for it.
func (s *synthesis) known(typ, name, attribute string, value any) any {
	if s.graft == nil {
		return value
	}
	if text, ok := s.graft.known(typ, name, attribute); ok {
		return text
	}
	return value
}

// expression gives what the configuration has for a value: of nested blocks that of each of their attributes. nil when
// there is nothing to be followed.
func (s *synthesis) expression(value, unknown any, declared string) any {
	blocks, ok := value.([]any)
	gaps, partly := unknown.([]any)
	if !ok || !partly && unknown != nil || !isBlocks(blocks) {
		return s.plain(value, unknown, declared)
	}
	all, found := make([]any, len(blocks)), false
	for i, b := range blocks {
		attributes := map[string]any{}
		for name, v := range b.(map[string]any) {
			if e := s.expression(v, gapOf(gaps, i, name), declared); e != nil {
				attributes[name], found = e, true
			}
		}
		all[i] = attributes
	}
	if !found {
		return nil
	}
	return all
}

func isBlocks(list []any) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(item any) bool {
		_, ok := item.(map[string]any)
		return !ok
	})
}

// gapOf gives what is unknown of an attribute of a block.
func gapOf(gaps []any, i int, name string) any {
	if i >= len(gaps) {
		return nil
	}
	of, _ := gaps[i].(map[string]any)
	return of[name]
}

// plain gives the references of a value: to what its gaps are of, or, when it has none, to what the declared attribute
// that it is made from has.
func (s *synthesis) plain(value, unknown any, declared string) any {
	refs := s.referencesIn(value)
	if len(refs) == 0 && s.graft != nil {
		refs = s.graft.referencesOf(declared)
	}
	if len(refs) == 0 && isGap(unknown) {
		refs = s.unsaid().references // what the configuration does not mention is taken for a default
	}
	if len(refs) == 0 {
		return nil
	}
	return map[string]any{"references": refs}
}

// isGap tells whether anything is unknown.
func isGap(unknown any) bool {
	switch u := unknown.(type) {
	case bool:
		return u
	case []any:
		return slices.ContainsFunc(u, isGap)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(u)), isGap)
	default:
		return false
	}
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
		if s.alone(v) {
			return nil, true
		}
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

// alone tells whether a text is a single gap of which nothing but its references is known: there is nothing to tell of it
// then that following them does not.
func (s *synthesis) alone(text string) bool {
	return s.graft != nil && slices.ContainsFunc(s.marks(), func(m mark) bool { return m.mark == text && !m.exact })
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

// referencesIn gives what is referred to by the stand-ins in a value.
func (s *synthesis) referencesIn(value any) []string {
	var refs []string
	switch v := value.(type) {
	case string:
		for _, m := range s.marks() {
			if strings.Contains(v, m.mark) && m.mark != spec.Gap {
				refs = append(refs, m.references...)
			}
		}
	case []any:
		for _, item := range v {
			refs = append(refs, s.referencesIn(item)...)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			refs = append(refs, s.referencesIn(v[name])...)
		}
	}
	return refs
}

// ownRole stands for the role that a declaration makes, so that what belongs to it is found also before its name is known.
const ownRole = "slsguard:own-role"

// mark is a stand-in for something that is not known: the id of an object that is still to be made, or a gap.
type mark struct {
	mark, address, attribute string
	references               []string
	exact                    bool // it will be this attribute and nothing else
}

// marks gives all stand-ins. A gap of which more is known is one of all gaps, and stands before them.
func (s *synthesis) marks() []mark {
	if s.all == nil {
		s.all = s.makeMarks()
	}
	return s.all
}

func (s *synthesis) makeMarks() []mark {
	own := func(text, typ, attribute string) mark {
		block := typ + "." + s.name("own")
		return mark{text, s.address(typ, "own"), attribute, []string{block + "." + attribute, block}, true}
	}
	marks := []mark{
		own(ownRole, "aws_iam_role", "arn"), own(harden.OwnKey, "aws_kms_key", "arn"), own(harden.OwnAPI, "aws_api_gateway_rest_api", "id"),
	}
	if s.graft != nil {
		for i, g := range s.graft.all {
			m := mark{s.graft.sign(i), g.address, g.attribute, g.references, g.address != ""}
			if m.address == "" {
				m.address, m.attribute = s.unsaid().address, s.unsaid().attribute
			}
			marks = append(marks, m)
		}
	}
	return append(marks, s.unsaid())
}

// unsaid is the mark of what nothing is known of.
func (s *synthesis) unsaid() mark {
	if s.graft == nil {
		return mark{mark: spec.Gap, address: "var.unknown", attribute: "value", references: []string{"var.unknown"}}
	}
	return mark{mark: spec.Gap, address: s.graft.of.Address, attribute: "hardened", references: []string{s.graft.unsaid()}}
}

// Template implements plan.Templates: the texts of a declaration are known but for their gaps.
func (s *synthesis) Template(address, attribute string) (parts []struct{ Text, Address, Attribute string }, ok bool) {
	text, ok := s.templates[[2]string{address, attribute}]
	if !ok {
		return nil, false
	}
	return s.cut(text), true
}

// Decoded implements plan.Templates; nothing that is made is encoded.
func (s *synthesis) Decoded(string, string) ([]struct{ Text, Address, Attribute string }, bool) {
	return nil, false
}

// TemplateList implements plan.Templates; lists of texts with gaps are not taken apart.
func (s *synthesis) TemplateList(string, string) ([][]struct{ Text, Address, Attribute string }, bool) {
	return nil, false
}

// cut cuts a text at its gaps.
func (s *synthesis) cut(text string) (parts []struct{ Text, Address, Attribute string }) {
	marks := s.marks()
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

// system reads the synthetic plan by itself.
func (s *synthesis) system(ctx context.Context, address string) (*Declared, error) {
	p, err := s.plan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read %s as a plan: %w", address, err)
	}
	p.SetTemplates(s)
	sys := &model.System{
		Now: time.Now(), RuntimeNotice: model.DefaultRuntimeNotice, LogRetention: model.DefaultLogRetention,
	}
	shared := base.Share(aws.Contents())
	base.Adapt(p, sys, shared, aws.Adapter(p, sys, shared))
	return &Declared{System: sys, places: s.places}, nil
}

func (s *synthesis) plan(ctx context.Context) (*plan.Plan, error) {
	document, err := json.Marshal(map[string]any{
		"format_version": "1.2", "terraform_version": "1.11.4", "complete": true, "errored": false,
		"resource_changes": s.changes,
		"configuration": map[string]any{
			"provider_config": map[string]any{"aws": map[string]any{"name": "aws", "full_name": awsProvider}},
			"root_module":     map[string]any{"resources": s.resources},
		},
	})
	if err != nil {
		return nil, err
	}
	return plan.Read(ctx, bytes.NewReader(document), plan.Options{Keep: aws.Keeper()})
}
