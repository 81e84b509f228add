package plan

import "slices"

const (
	// maxOrigins bounds the candidates of one attribute: more say nothing, and 10,000 functions that each
	// refer to 10,000 queues would be 100 million.
	maxOrigins = 64
	// maxSteps bounds the references followed for one attribute.
	maxSteps = 1024
	// maxHops bounds the way to one origin.
	maxHops = 64
)

// follower follows the references of one attribute.
type follower struct {
	plan     *Plan
	index    *index
	out      Resolution
	hops     int            // how many references lead to the one that is followed
	seen     []visit        // while they are few
	more     map[visit]bool // what did not fit there
	steps    int
	computed bool // the value is, at least in part, computed without any reference
	secret   bool // what is being followed passes something that is marked as sensitive
	given    bool // something other than null was passed on
}

// visit is a reference in the place where it was followed: it is followed there once.
type visit struct {
	module  *module
	address string
	ref     string
	target  target
}

// visited reports whether a reference was followed before, and notes that it is now.
func (f *follower) visited(at visit) bool {
	const few = 16
	switch {
	case slices.Contains(f.seen, at) || f.more[at]:
		return true
	case len(f.seen) < few:
		f.seen = append(f.seen, at)
		return false
	case len(f.more) == 0:
		f.more = map[visit]bool{}
	}
	f.more[at] = true
	return false
}

// target says which part of a value is wanted.
type target struct {
	rest   string // dotted path within the value
	key    string // the instance that for_each takes from a resource with several
	narrow bool   // key is given
}

// scope is where an expression stands.
type scope struct {
	module  *module
	address string // of the block
	forEach *expression
	key     string // of the instance; "" when it has none
	keyed   bool
}

// follow gives a follower that has not followed anything yet. It must be given back with done.
func (p *Plan) follow() *follower {
	ix := p.indexed()
	f, ok := ix.followers.Get().(*follower)
	if !ok {
		f = &follower{plan: p, index: ix}
	}
	f.out = Resolution{Complete: true, Always: true}
	return f
}

// done leaves the follower to the next to follow something: a plan of 10,000 functions follows 100,000 attributes.
func (f *follower) done() {
	clear(f.seen)
	*f = follower{plan: f.plan, index: f.index, seen: f.seen[:0]}
	f.index.followers.Put(f)
}

func (f *follower) start(r *Resource, path string) {
	if r.config == nil || r.config.arguments == nil {
		f.incomplete("the plan has no configuration for " + r.Address)
		return
	}
	found := r.config.arguments.at(path, r.After)
	s := scope{
		module: f.index.module(r.Module), address: r.Address,
		forEach: r.config.forEach, key: r.Key, keyed: r.keyed,
	}
	for e := range found.each {
		f.expression(e, s, target{rest: found.rest})
	}
	f.out.Always = f.out.Always && found.count() == 1
	switch {
	case found.hidden:
		f.incomplete(found.missing + " is not in the plan's configuration: a dynamic block, or set by the provider")
	case found.missing != "":
		f.incomplete(found.missing + " is not given in the configuration: the provider sets it")
	case found.ambiguous:
		f.incomplete("which block of " + path + " is meant cannot be told")
	}
}

// incomplete keeps the first reason.
func (f *follower) incomplete(why string) {
	if f.out.Complete {
		f.out.Complete, f.out.Why = false, why
	}
}

func (f *follower) expression(e *expression, s scope, t target) {
	switch {
	case e == nil:
	case e.form == constant:
		f.constant(t.of(e.constant))
	case e.form == computed:
		f.computed = true
	case e.form == nested:
		f.out.Always = false
		for _, b := range e.blocks {
			for _, a := range b {
				f.expression(a.value, s, target{})
			}
		}
	default:
		f.references(e.references, s, t)
	}
}

// constant keeps a value that the attribute may take.
func (f *follower) constant(v Value) {
	v.sensitive = v.sensitive || f.secret
	f.given = f.given || !v.IsAbsent()
	if v.isScalar() && !slices.Contains(f.out.Constants, v) {
		f.out.Constants = append(f.out.Constants, v)
	}
}

// references follows all references of an expression: any of them may give the value.
func (f *follower) references(refs []*reference, s scope, t target) {
	before := len(f.out.Constants)
	indexed := slices.ContainsFunc(refs, (*reference).byKey)
	if s.keyed && indexed {
		// aws_x.y[each.key].arn is listed as aws_x.y and each.key.
		t.key, t.narrow = s.key, true
	}
	f.out.Always = f.out.Always && (len(refs) == 1 || len(refs) == 2 && indexed)
	for _, ref := range refs {
		if indexed && ref.byKey() && len(refs) > 1 {
			continue
		}
		f.reference(ref, s, t)
	}
	if len(refs) > 1 {
		// With several references, bools and numbers among them are conditions and indexes.
		kept := slices.DeleteFunc(f.out.Constants[before:], func(v Value) bool { return v.kind != String })
		f.out.Constants = f.out.Constants[:before+len(kept)]
	}
}

func (f *follower) reference(ref *reference, s scope, t target) {
	if f.visited(visit{s.module, s.address, ref.text, t}) {
		return
	}
	if f.steps++; f.steps > maxSteps || f.hops >= maxHops {
		f.incomplete("references are too many to follow")
		return
	}
	parts := ref.parts
	if len(parts) < 2 {
		f.incomplete(printable(ref.text, 80) + " cannot be followed")
		return
	}
	switch parts[0].text {
	case "var", "local", "each", "module":
		f.hops++
		f.through(parts, s, t)
		f.hops--
	case "count", "path", "terraform", "self":
		f.computed = true
	case "data":
		f.resource(Data, parts[1:], s, t)
	default:
		f.resource(Managed, parts, s, t)
	}
}

// through follows a reference that passes something on.
func (f *follower) through(parts []part, s scope, t target) {
	name, rest := parts[1].text, join(dotted(parts[2:]), t.rest)
	switch parts[0].text {
	case "var":
		f.variable(name, s, target{rest, t.key, t.narrow})
	case "local":
		f.local(name, s, target{rest, t.key, t.narrow})
	case "each":
		f.each(name, s, rest)
	case "module":
		f.output(parts[1:], s, t)
	}
}

func (f *follower) each(name string, s scope, rest string) {
	if name == "key" {
		f.constant(Value{kind: String, text: s.key})
		return
	}
	if s.forEach == nil {
		f.incomplete("each." + printable(name, 40) + " stands outside of for_each")
		return
	}
	// for_each is evaluated outside of the instances: each has no meaning in it.
	outside := scope{module: s.module, address: s.address}
	f.expression(s.forEach, outside, target{rest: rest, key: s.key, narrow: s.keyed})
}

func (f *follower) variable(name string, s scope, t target) {
	if c := s.module.config; c != nil && c.variables[name] != nil && c.variables[name].sensitive {
		defer f.setSecret(f.secret)
		f.secret = true
	}
	if s.module.parent == nil {
		f.rootVariable(name, s.module, t)
		return
	}
	call := s.module.call
	if call == nil {
		f.incomplete("the plan has no configuration for " + s.module.address)
		return
	}
	if e, ok := call.arguments.get(name); ok {
		if e.form == nested {
			f.incomplete("var." + name + " cannot be followed")
			return
		}
		f.expression(e, scope{
			module: s.module.parent, address: s.module.address,
			forEach: call.forEach, key: s.module.step.key, keyed: s.module.step.keyed,
		}, t)
		return
	}
	f.fallback(name, s.module, t)
}

// setSecret says whether all that is found is to be marked as sensitive.
func (f *follower) setSecret(secret bool) { f.secret = secret }

func (f *follower) rootVariable(name string, m *module, t target) {
	if v, ok := f.plan.variables[name]; ok {
		f.constant(t.of(v))
		return
	}
	f.fallback(name, m, t)
}

// fallback takes a variable's default.
func (f *follower) fallback(name string, m *module, t target) {
	if m.config != nil && m.config.variables[name] != nil && m.config.variables[name].hasFallback {
		f.constant(t.of(m.config.variables[name].fallback))
		return
	}
	if m.config == nil || m.config.variables[name] == nil || m.parent == nil {
		f.incomplete("var." + printable(name, 80) + " is not in the plan")
	}
}

// of gives the wanted part of a known value.
func (t target) of(v Value) Value {
	switch {
	case !t.narrow:
	case v.kind == Object && !v.Get(t.key).IsAbsent():
		v = v.Get(t.key)
	case v.kind == List:
		// for_each over a set: the value is the key.
		i := slices.IndexFunc(v.Items(), func(e Value) bool { return e.text == t.key })
		v = v.Index(i)
	}
	if v.isScalar() {
		return v // what is left of the path stands in an object that the expression builds around it
	}
	return v.At(t.rest)
}

func (f *follower) local(name string, s scope, t target) {
	path := ""
	if s.module.config != nil {
		path = s.module.config.path
	}
	if f.plan.locals != nil {
		if refs, constant, ok := f.plan.locals.LocalReferences(path, name); ok {
			f.computed = f.computed || constant
			if len(refs) > 0 {
				f.references(split(specific(slices.Clone(refs))), s, t)
			}
			return
		}
	}
	f.incomplete("local." + printable(name, 80) + " cannot be followed without HCL")
}

func split(refs []string) []*reference {
	made := make([]*reference, 0, len(refs))
	for _, ref := range refs {
		made = append(made, newReference(ref))
	}
	return made
}
