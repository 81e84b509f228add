package engine

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// folder turns verdicts into findings: one for each cause. Instances of one block (count, for_each, also of the
// modules around it) that fail alike at the same attribute are one finding.
type folder struct {
	opts   Options
	whole  *declared
	index  map[cause]int
	groups []group
	told   map[telling]int // how many different things were said of one attribute of one instance
}

// group is a finding in the making. The instance with the least address speaks for all, whatever order they come in.
type group struct {
	cause     cause
	rule      *rule.Rule
	verdict   *rule.Verdict
	object    model.Object
	addresses []string
	// own are the facts that instances tell of themselves, each with the least address that tells it: instances of
	// one block need not fail by the same thing, as attachments of a list of policies don't.
	own map[string]finding.Evidence
}

// cause is what makes two verdicts one finding.
type cause struct {
	rule, block, attribute string
	outcome                rule.Outcome
	severity               finding.Severity
	excepted               bool
	nth                    int // the nth thing said of the same attribute of the same instance
}

type telling struct{ rule, address, attribute string }

func newFolder(opts Options, whole *declared) *folder {
	return &folder{opts: opts, whole: whole, index: map[cause]int{}, told: map[telling]int{}}
}

func (f *folder) add(r *rule.Rule, j rule.Judgement) {
	f.whole.note(r, j.Verdicts)
	for i, v := range j.Verdicts {
		if f.wanted(r, v) && !said(j.Verdicts[:i], v) {
			f.place(r, v, j.Object)
		}
	}
}

// addLoosened adds what declarations give up, where the rule itself has found nothing of them.
func (f *folder) addLoosened(r *rule.Rule) {
	loosened, found := f.whole.loosened(r), map[string]bool{}
	if len(loosened) == 0 {
		return
	}
	f.whole.note(r, loosened)
	for t := range f.told {
		found[t.address] = found[t.address] || t.rule == r.ID
	}
	for _, v := range loosened {
		if f.wanted(r, v) && !found[v.Place.Address()] {
			f.place(r, v, nil) // the verdict has its own remedy, so that the object is not asked for one
		}
	}
}

func (f *folder) wanted(r *rule.Rule, v *rule.Verdict) bool {
	return f.opts.Profile == "" || f.opts.Profile.Includes(orProfile(v.Profile, r.Profile))
}

// said reports whether the same was already said: a policy with two statements of one kind is one finding.
func said(before []*rule.Verdict, v *rule.Verdict) bool {
	for _, b := range before {
		if b.Place.Equal(v.Place) && b.Message == v.Message && b.Outcome == v.Outcome {
			return true
		}
	}
	return false
}

func (f *folder) place(r *rule.Rule, v *rule.Verdict, o model.Object) {
	t := telling{r.ID, v.Place.Address(), v.Place.Attribute()}
	c := cause{
		rule: r.ID, block: Block(v.Place.Address()), attribute: v.Place.Attribute(), outcome: v.Outcome,
		severity: orSeverity(v.Severity, r.Severity), excepted: f.whole.excepted(r, v.Place.Address()), nth: f.told[t],
	}
	f.told[t]++
	i, ok := f.index[c]
	if !ok {
		f.index[c] = len(f.groups)
		f.groups = append(f.groups, group{c, r, v, o, []string{v.Place.Address()}, nil})
		return
	}
	g := &f.groups[i]
	if g.own == nil {
		g.own = map[string]finding.Evidence{}
		g.hear(g.verdict)
	}
	g.hear(v)
	g.addresses = append(g.addresses, v.Place.Address())
	if v.Place.Address() < g.verdict.Place.Address() {
		g.verdict, g.object = v, o
	}
}

func (g *group) hear(v *rule.Verdict) {
	for _, e := range v.Evidence {
		if e.Address != v.Place.Address() || e.Attribute != v.Place.Attribute() {
			continue
		}
		if told, ok := g.own[e.Note]; !ok || e.Address < told.Address {
			g.own[e.Note] = e
		}
	}
}

// besides gives what other instances tell of themselves that the one which speaks for them does not.
func (g *group) besides() []finding.Evidence {
	if g.rule.Path {
		return nil // hops of other ways would be read as going on from this one's end
	}
	var more []finding.Evidence
	for note, e := range g.own {
		if !slices.ContainsFunc(g.verdict.Evidence, func(told finding.Evidence) bool { return told.Note == note }) {
			more = append(more, e)
		}
	}
	slices.SortFunc(more, func(a, b finding.Evidence) int {
		return cmp.Or(strings.Compare(a.Address, b.Address), strings.Compare(a.Note, b.Note))
	})
	const most = 5
	return more[:min(len(more), most)]
}

func (f *folder) finding(g *group) finding.Finding {
	r, v := g.rule, g.verdict
	slices.Sort(g.addresses)
	g.addresses = slices.Compact(g.addresses)
	out := finding.Finding{
		Rule: r.ID, Name: r.Name, Severity: g.cause.severity, Profile: orProfile(v.Profile, r.Profile),
		Verdict: finding.Fail, State: finding.New,
		Address: v.Place.Address(), Instances: g.addresses[1:], Actions: f.actions(g.addresses), Attribute: v.Place.Attribute(),
		Message: v.Message, Reason: v.Reason, Remediation: remedy(r, v, g.object),
		Location: f.locate(v.Place.Address(), v.Place.Attribute()),
		Evidence: f.evidence(append(slices.Clip(v.Evidence), g.besides()...)), Fingerprint: fingerprint(g.cause),
		Title: r.Title, Plan: f.opts.Plan, Redact: r.Secret, Path: r.Path,
	}
	if g.cause.excepted {
		out.State = finding.Excepted
	}
	if v.Outcome == rule.Unknown {
		out.Verdict = finding.Unknown
		out.Message = question(v.Message)
	}
	return out
}

// question makes sure that what a rule says of a failure is not read as a fact when it is not known to be one.
func question(message string) string {
	if strings.HasPrefix(message, "Cannot tell") {
		return message
	}
	return "Undecided: " + message
}

func remedy(r *rule.Rule, v *rule.Verdict, o model.Object) string {
	if v.Fix != "" {
		return v.Fix
	}
	return r.Remedy[o.Base().Cloud]
}

func (f *folder) evidence(told []finding.Evidence) []finding.Evidence {
	out := make([]finding.Evidence, 0, len(told))
	for _, e := range told {
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

func (f *folder) findings() []finding.Finding {
	all := make([]finding.Finding, 0, len(f.groups))
	for i := range f.groups {
		all = append(all, f.finding(&f.groups[i]))
	}
	return all
}

// actions gives what the plan does with instances, each action once.
func (f *folder) actions(addresses []string) []string {
	actions := []string{}
	if f.opts.Actions == nil {
		return actions
	}
	for _, address := range addresses {
		for _, a := range f.opts.Actions(address) {
			if !slices.Contains(actions, a) {
				actions = append(actions, a)
			}
		}
	}
	return actions
}

// Block gives the address of the block that an instance comes from: the address without instance keys.
func Block(address string) string {
	var block strings.Builder
	for {
		open := strings.IndexByte(address, '[')
		if open < 0 {
			return block.String() + address
		}
		block.WriteString(address[:open])
		_, address, _ = plan.CutIndex(address[open:])
	}
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
