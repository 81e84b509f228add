package plan

import (
	"slices"
	"strings"
)

// resource ends at the instances that type.name, type.name[key] and type.name.attribute stand for.
func (f *follower) resource(mode Mode, parts []part, s scope, t target) {
	if len(parts) < 2 {
		f.incomplete(printable(dotted(parts), 80) + " cannot be followed")
		return
	}
	block, rest := blockName{mode, parts[0].text, parts[1].text}, parts[2:]
	in, ok := f.index.instances(s.module, block)
	if !ok {
		f.noInstance(block, s)
		return
	}
	if len(rest) > 0 && rest[0].index && in.haveKeys() {
		// An instance that there is not stands in try() or behind a condition: it gives nothing.
		if r := in.byKey(rest[0].text); r != nil {
			f.origin(r, dotted(rest[1:]), t.rest)
		}
		return
	}
	f.anyInstance(in, block, dotted(rest), t)
}

// anyInstance takes the instance with the wanted key, or else all of them.
func (f *follower) anyInstance(in instances, block blockName, attribute string, t target) {
	if r := in.byKey(t.key); r != nil && t.narrow {
		f.origin(r, attribute, t.rest)
		return
	}
	if r, rest := in.keyed(t.rest); attribute == "" && r != nil {
		f.origin(r, "", rest)
		return
	}
	for i, r := range in.each() {
		if i == maxOrigins {
			f.incomplete(block.String() + " has too many instances to follow")
			return
		}
		f.origin(r, attribute, t.rest)
	}
}

// keyed finds the instance whose key a path begins with, as var.queues["a"].arn does. Keys may hold dots.
func (in instances) keyed(path string) (r *Resource, rest string) {
	if !in.haveKeys() {
		return nil, ""
	}
	for end := 0; end < len(path); end++ {
		next := strings.IndexByte(path[end:], '.')
		if next < 0 {
			return in.byKey(path), ""
		}
		end += next
		if r := in.byKey(path[:end]); r != nil {
			return r, path[end+1:]
		}
	}
	return nil, ""
}

func (f *follower) origin(r *Resource, attribute, rest string) {
	switch {
	case attribute == "":
		attribute = rest
	case rest != "" && r.Attr(attribute).group != nil:
		attribute = join(attribute, rest)
	}
	r, attribute = f.plan.led(r, attribute)
	known := slices.ContainsFunc(f.out.Origins, func(o Origin) bool {
		return o.Resource == r && o.Attribute == attribute
	})
	if known {
		return
	}
	if len(f.out.Origins) == maxOrigins {
		f.incomplete("it may come from too many resources to follow")
		return
	}
	f.out.Origins = append(f.out.Origins, Origin{Resource: r, Attribute: attribute})
}

// noInstance says what it means that a block has no instance among the kept ones.
func (f *follower) noInstance(block blockName, s scope) {
	name := printable(join(s.module.address, block.String()), 160)
	if s.module.config == nil || s.module.config.blocks[block] == nil {
		f.incomplete(name + " is not in the plan's configuration")
		return
	}
	switch c := s.module.config.blocks[block]; {
	case f.plan.keep != nil && !f.plan.keep(block.mode, block.typ):
		f.incomplete(name + " is of a type that is not read")
	case !c.repeated():
		f.incomplete(name + " is not in the plan")
	}
}
