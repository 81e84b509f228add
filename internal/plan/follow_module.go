package plan

import (
	"maps"
	"slices"
	"strings"
)

// output follows module.name, module.name.output and module.name["key"].output.
func (f *follower) output(parts []part, s scope, t target) {
	name, rest := parts[0].text, parts[1:]
	children := s.module.children[name]
	switch {
	case len(rest) > 0 && rest[0].index:
		children = nil
		if c := s.module.child(name, rest[0].text); c != nil {
			children = []*module{c}
		}
		rest = rest[1:]
	case t.narrow && len(children) > 1:
		if c := s.module.child(name, t.key); c != nil {
			children = []*module{c}
		}
	}
	if s.module.config == nil || s.module.config.calls[name] == nil {
		f.incomplete("module." + printable(name, 80) + " is not in the plan's configuration")
		return
	}
	for i, c := range children {
		if i == maxOrigins {
			f.incomplete("module." + name + " has too many instances to follow")
			return
		}
		f.outputOf(c, rest, t)
	}
}

func (f *follower) outputOf(c *module, rest []part, t target) {
	if c.config == nil {
		f.incomplete("the plan has no configuration for " + c.address)
		return
	}
	s := scope{module: c, address: c.address}
	if len(rest) == 0 {
		f.wholeModule(c, s, t)
		return
	}
	out := c.config.outputs[rest[0].text]
	if out == nil {
		f.incomplete("output " + printable(rest[0].text, 80) + " of " + c.address + " is not in the plan's configuration")
		return
	}
	if out.sensitive {
		defer f.setSecret(f.secret)
		f.secret = true
	}
	f.expression(out.value, s, target{join(dotted(rest[1:]), t.rest), t.key, t.narrow})
}

// wholeModule follows a module used whole, as in module.m[each.key].arn: the plan leaves out which output it
// is.
func (f *follower) wholeModule(c *module, s scope, t target) {
	if name, rest, ok := t.output(c.config); ok {
		f.expression(c.config.outputs[name].value, s, target{rest: rest})
		return
	}
	if len(c.config.outputs) > 1 {
		f.out.Always = false
		f.incomplete("which output of " + c.address + " is read is not in the plan")
	}
	for _, name := range slices.Sorted(maps.Keys(c.config.outputs)) {
		f.expression(c.config.outputs[name].value, s, target{})
	}
}

// output gives the output that the wanted part begins with: each.value.arn, where for_each is a module.
func (t target) output(c *moduleConfig) (name, rest string, ok bool) {
	name, rest, _ = strings.Cut(t.rest, ".")
	return name, rest, c.outputs[name] != nil
}
