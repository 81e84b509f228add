package plan

import (
	"maps"
	"slices"
	"strings"
)

// finish joins what stood in different parts of the plan.
func (r *reader) finish() (*Plan, error) {
	p := r.plan
	r.addPrior()
	r.judgeCompleteness()
	p.modules = slices.Sorted(maps.Keys(r.modules))
	configs := r.configsByModule()
	for _, res := range p.Resources {
		res.ProviderMajor = r.major(res.Provider)
		if m := configs[res.Module]; m != nil {
			res.config = m.blocks[blockName{res.Mode, res.Type, res.Name}]
		}
		if r.fromPlanned {
			res.After = r.guessless(res)
		}
	}
	if p.config == nil {
		return p, nil
	}
	for i, o := range p.Outputs {
		if c := p.config.outputs[o.Name]; c != nil && c.sensitive {
			p.Outputs[i].Sensitive = true
		}
	}
	for name, v := range p.variables {
		if c := p.config.variables[name]; c != nil && c.sensitive {
			v.sensitive = true
			p.variables[name] = v
		}
	}
	return p, nil
}

// addPrior adds the data sources of prior_state, save those that are to be read again.
func (r *reader) addPrior() {
	if len(r.prior) == 0 {
		return
	}
	known := map[string]bool{}
	for _, res := range r.plan.Resources {
		if res.Mode == Data {
			known[res.Address] = true
		}
	}
	for _, res := range r.prior {
		if !known[res.Address] {
			r.plan.Resources = append(r.plan.Resources, res)
		}
	}
}

// judgeCompleteness says why the plan covers only a part. A plan of a Terraform that does not tell is taken
// for complete.
func (r *reader) judgeCompleteness() {
	var why []string
	if r.plan.Errored {
		why = append(why, "planning ended with an error")
	}
	if r.seen.deferred {
		why = append(why, "some changes are deferred to a later plan")
	}
	r.plan.Targeted = r.seen.deferred || r.seen.incomplete && !r.plan.Errored
	if r.seen.incomplete && len(why) == 0 {
		why = append(why, "it is marked as incomplete (-target or -exclude was used)")
	}
	if r.fromPlanned {
		why = append(why, "it has no resource_changes, so what is known only after apply is not told")
	}
	r.plan.PartialWhy = strings.Join(why, "; ")
}

// configsByModule gives the configuration of every module instance that holds a resource.
func (r *reader) configsByModule() map[string]*moduleConfig {
	byModule := map[string]*moduleConfig{}
	for address := range r.modules {
		m := r.plan.config
		for _, step := range moduleSteps(address) {
			m = m.child(step.name)
		}
		byModule[address] = m
	}
	return byModule
}

func (m *moduleConfig) child(name string) *moduleConfig {
	if m == nil || m.calls[name] == nil {
		return nil
	}
	return m.calls[name].module
}

func (r *reader) major(provider string) int {
	if major, ok := r.providers[provider]; ok {
		return max(major, 0)
	}
	return max(r.providers[provider[strings.LastIndexByte(provider, '/')+1:]], 0)
}

// guessless marks as unknown what planned_values leaves out although the configuration gives it: it may be
// null, or known only after apply.
func (r *reader) guessless(res *Resource) Value {
	if res.config == nil {
		return res.After
	}
	v := res.After
	items, names := v.parts(), slices.Clone(v.Names())
	for _, a := range res.config.arguments {
		if a.value.form == references && !slices.Contains(names, a.name) {
			items = append(items, Value{kind: Unknown})
			names = append(names, a.name)
		}
	}
	v.group = r.intern.group(Object, items, names)
	return v
}

// parts gives a copy of the elements of a list or of the values of an object.
func (v Value) parts() []Value {
	parts := make([]Value, 0, v.Len())
	for i := range v.Len() {
		parts = append(parts, v.group.at(i))
	}
	return parts
}
