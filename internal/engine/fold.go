package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// folder turns verdicts into findings: one for each cause. Instances of one block (count, for_each, also of the
// modules around it) that fail alike at the same attribute are one finding.
type folder struct {
	opts  Options
	index map[cause]int
	all   []finding.Finding
	told  map[telling]int // how many different things were said of one attribute of one instance
}

// cause is what makes two verdicts one finding.
type cause struct {
	rule, block, attribute string
	outcome                rule.Outcome
	severity               finding.Severity
	nth                    int // the nth thing said of the same attribute of the same instance
}

type telling struct{ rule, address, attribute string }

func newFolder(opts Options) *folder {
	return &folder{opts: opts, index: map[cause]int{}, told: map[telling]int{}}
}

func (f *folder) add(r *rule.Rule, j rule.Judgement) {
	for i, v := range j.Verdicts {
		if f.wanted(r, v) && !said(j.Verdicts[:i], v) {
			f.place(r, v, j.Object)
		}
	}
}

func (f *folder) wanted(r *rule.Rule, v *rule.Verdict) bool {
	return f.opts.Profile == "" || f.opts.Profile.Includes(orProfile(v.Profile, r.Profile))
}

// said reports whether the same was already said: a policy with two statements of one kind is one finding.
func said(before []*rule.Verdict, v *rule.Verdict) bool {
	for _, b := range before {
		if b.Place == v.Place && b.Message == v.Message && b.Outcome == v.Outcome {
			return true
		}
	}
	return false
}

func (f *folder) place(r *rule.Rule, v *rule.Verdict, o model.Object) {
	t := telling{r.ID, v.Place.Address, v.Place.Attribute}
	c := cause{
		rule: r.ID, block: Block(v.Place.Address), attribute: v.Place.Attribute, outcome: v.Outcome,
		severity: orSeverity(v.Severity, r.Severity), nth: f.told[t],
	}
	f.told[t]++
	if i, ok := f.index[c]; ok {
		if f.all[i].Address != v.Place.Address {
			f.all[i].Instances = append(f.all[i].Instances, v.Place.Address)
		}
		return
	}
	f.index[c] = len(f.all)
	f.all = append(f.all, f.finding(r, v, o, c))
}

func (f *folder) finding(r *rule.Rule, v *rule.Verdict, o model.Object, c cause) finding.Finding {
	out := finding.Finding{
		Rule: r.ID, Name: r.Name, Severity: c.severity, Profile: orProfile(v.Profile, r.Profile),
		Verdict: finding.Fail, State: finding.New,
		Address: v.Place.Address, Instances: []string{}, Actions: []string{}, Attribute: v.Place.Attribute,
		Message: v.Message, Reason: v.Reason, Remediation: remedy(r, v, o),
		Evidence: f.evidence(v), Fingerprint: fingerprint(c),
		Title: r.Title, Plan: f.opts.Plan, Redact: r.Secret,
	}
	if v.Outcome == rule.Unknown {
		out.Verdict = finding.Unknown
	}
	out.Location = f.locate(v.Place.Address, v.Place.Attribute)
	return out
}

func remedy(r *rule.Rule, v *rule.Verdict, o model.Object) string {
	if v.Fix != "" {
		return v.Fix
	}
	return r.Remedy[o.Base().Cloud]
}

func (f *folder) evidence(v *rule.Verdict) []finding.Evidence {
	out := make([]finding.Evidence, 0, len(v.Evidence))
	for _, e := range v.Evidence {
		e.Location = f.locate(e.Address, e.Attribute)
		out = append(out, e)
	}
	return out
}

func (f *folder) locate(address, attribute string) *finding.Location {
	if f.opts.Locator == nil {
		return nil
	}
	if loc, ok := f.opts.Locator.Locate(address, attribute); ok {
		return &loc
	}
	return nil
}

// findings gives the findings with their instances in order, the first one as their address.
func (f *folder) findings() []finding.Finding {
	for i := range f.all {
		one := &f.all[i]
		if len(one.Instances) > 0 {
			all := append([]string{one.Address}, one.Instances...)
			slices.Sort(all)
			all = slices.Compact(all)
			one.Address, one.Instances = all[0], all[1:]
		}
		if f.opts.Actions != nil {
			one.Actions = f.actions(one)
		}
	}
	return f.all
}

// actions gives what the plan does with the finding's instances, each action once.
func (f *folder) actions(one *finding.Finding) []string {
	actions := []string{}
	for _, address := range append([]string{one.Address}, one.Instances...) {
		for _, a := range f.opts.Actions(address) {
			if !slices.Contains(actions, a) {
				actions = append(actions, a)
			}
		}
	}
	return actions
}

// Block gives the address of the block that an instance comes from: the address without instance keys.
// A key may hold any character, quotes are escaped in it.
func Block(address string) string {
	if !strings.Contains(address, "[") {
		return address
	}
	var b strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case quoted && c == '\\':
			i++
		case depth > 0 && c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			depth++
		case c == ']' && depth > 0:
			depth--
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// fingerprint names a cause for good: it does not change with line numbers, instance keys, severities or words.
func fingerprint(c cause) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		c.rule, c.block, c.attribute, strconv.Itoa(c.nth),
	}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

func orSeverity(s, def finding.Severity) finding.Severity {
	if s == "" {
		return def
	}
	return s
}

func orProfile(p, def finding.Profile) finding.Profile {
	if p == "" {
		return def
	}
	return p
}
