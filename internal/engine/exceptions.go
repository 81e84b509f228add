package engine

import (
	"context"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// afterwards runs the rules about exceptions, which ask what all others have found.
func (result *Result) afterwards(ctx context.Context, f *folder, sys *model.System) error {
	if !slices.ContainsFunc(f.opts.Rules, func(r rule.Rule) bool { return r.Afterwards != nil }) {
		return nil
	}
	if err := f.whole.ask(ctx, sys, f.opts); err != nil {
		return err
	}
	for i := range f.opts.Rules {
		if r := &f.opts.Rules[i]; r.Afterwards != nil {
			result.take(f, r, r.Afterwards(sys, f.whole.needs(f.opts)))
		}
	}
	return nil
}

// ask runs the rules that exceptions name and that this run leaves out. Nothing that they find is reported: it only shows
// that the exceptions are needed.
func (d *declared) ask(ctx context.Context, sys *model.System, opts Options) error {
	for i := range opts.Catalogue {
		r := &opts.Catalogue[i]
		if r.Check == nil || ruleOf(opts.Rules, r.ID) != nil || !d.isNamed(r) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, j := range r.Check(sys) {
			d.tell(r, j.Verdicts)
			d.note(r, j.Verdicts)
		}
		d.note(r, d.loosened(r))
	}
	return nil
}

// isNamed tells whether some exception may be for what a rule finds.
func (d *declared) isNamed(r *rule.Rule) bool {
	for _, whole := range d.whole {
		if slices.ContainsFunc(whole.Exceptions, func(x *model.Exception) bool {
			return isFor(x, r) || whole.FoundAs[r.ID] != ""
		}) {
			return true
		}
	}
	return false
}

// note keeps in mind which declarations need an exception from a rule. A profile hides findings, but not the need.
func (d *declared) note(r *rule.Rule, verdicts []*rule.Verdict) {
	if len(d.whole) == 0 {
		return
	}
	for _, v := range verdicts {
		if whole := d.whole[v.Place.Address()]; whole != nil {
			d.needed[need{Block(whole.Address), r.ID}] = true
			d.needed[need{Block(whole.Address), whole.FoundAs[r.ID]}] = true
		}
	}
}

// needs tells which exceptions are needed, once all findings are known.
func (d *declared) needs(opts Options) rule.Needs {
	all := opts.Catalogue
	if all == nil {
		all = opts.Rules
	}
	return func(whole *model.Declaration, x *model.Exception) model.Truth {
		word, ok := x.Rule.Get()
		if !ok {
			return model.Undecided(x.Rule.Why())
		}
		r := ruleOf(all, word)
		switch {
		case r == nil:
			return model.False()
		case r.Afterwards != nil: // an exception from the rule that asks is not asked about: it would answer for itself
			return model.True()
		default:
			return model.Of(d.needed[need{Block(whole.Address), r.ID}])
		}
	}
}

// ruleOf finds a rule by its id or name.
func ruleOf(all []rule.Rule, word string) *rule.Rule {
	i := slices.IndexFunc(all, func(r rule.Rule) bool {
		return strings.EqualFold(word, r.ID) || strings.EqualFold(word, r.Name)
	})
	if i < 0 {
		return nil
	}
	return &all[i]
}
