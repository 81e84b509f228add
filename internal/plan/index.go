package plan

import (
	"hash/maphash"
	"slices"
	"sync"
)

// index finds resources by address, by block and by identifying value. It is made at first use. Instead of maps, which
// would hold every key again, it has numberings of what is there anyway.
type index struct {
	once      sync.Once
	seed      maphash.Seed
	resources []*Resource
	byAddress numbering // of resources
	blocks    []instances
	byBlock   numbering // of blocks
	entries   []identity
	byValue   numbering // of entries: the first of a chain
	modules   map[string]*module
	names     identities
	followers sync.Pool
}

// instances are the instances of one block in one module instance. Most blocks have one, which takes no memory
// of its own.
type instances struct {
	module *module
	one    *Resource // the first
	many   *many     // nil when one is all there is, and has no key
}

// many are instances in the order of the plan.
type many struct {
	all   []*Resource
	byKey map[string]*Resource // nil when there is neither count nor for_each
}

// each gives the instances in the order of the plan.
func (in instances) each() []*Resource {
	if in.many != nil {
		return in.many.all
	}
	return []*Resource{in.one}
}

// byKey finds the instance with a key.
func (in instances) byKey(key string) *Resource {
	if in.many == nil {
		return nil
	}
	return in.many.byKey[key]
}

func (in instances) haveKeys() bool { return in.many != nil && in.many.byKey != nil }

// with gives the instances and one more.
func (in instances) with(r *Resource) instances {
	if in.one == nil && !r.keyed {
		in.one = r
		return in
	}
	if in.many == nil {
		in.many = &many{}
		if in.one != nil {
			in.many.all = append(in.many.all, in.one)
		}
	}
	in.one = either(in.one, r)
	in.many.all = append(in.many.all, r)
	if r.keyed && in.many.byKey == nil {
		in.many.byKey = map[string]*Resource{}
	}
	if r.keyed {
		in.many.byKey[r.Key] = r
	}
	return in
}

func either(a, b *Resource) *Resource {
	if a != nil {
		return a
	}
	return b
}

// module is a module instance.
type module struct {
	address  string
	parent   *module // nil for the root module
	step     moduleStep
	call     *moduleCall // the block that calls it; nil for the root module
	config   *moduleConfig
	children map[string][]*module // by the name of the call
	byStep   map[moduleStep]*module
}

// child finds the instance of a call by its key.
func (m *module) child(name, key string) *module {
	if c := m.byStep[moduleStep{name: name, key: key, keyed: true}]; c != nil {
		return c
	}
	if key != "" {
		return nil
	}
	return m.byStep[moduleStep{name: name}]
}

// identity is a value by which a resource is known, in a chain of those with the same value. It holds no pointers:
// there are some for every resource.
type identity struct {
	resource  int32 // in resources
	attribute int32 // among the names of its type
	next      int32
}

func (p *Plan) indexed() *index {
	p.index.once.Do(func() { p.index.build(p) })
	return &p.index
}

func (ix *index) build(p *Plan) {
	ix.seed = maphash.MakeSeed()
	ix.resources = slices.Clone(p.Resources) // whose order is not this package's
	ix.byAddress, ix.byBlock, ix.byValue = reserving(len(p.Resources)), reserving(len(p.Resources)), reserving(len(p.Resources))
	ix.blocks = make([]instances, 0, len(p.Resources))
	ix.modules = map[string]*module{"": {config: p.config}}
	ix.names = newIdentities()
	ix.entries = make([]identity, 1, len(p.Resources)+1) // 0 ends a chain
	for _, address := range p.modules {
		ix.module(address)
	}
	for i, r := range p.Resources {
		ix.add(int32(i), r, p.leads[r] == nil)
	}
	ix.plainModules(ix.modules[""], 0)
}

// add takes in a resource. named tells whether it is to be found by its values: one that others stand for is not.
func (ix *index) add(i int32, r *Resource, named bool) {
	if ix.resource(r.Address) == nil {
		ix.byAddress.add(ix.hash(r.Address), uint32(i))
	}
	ix.addInstance(r)
	if !named {
		return
	}
	for attribute, name := range ix.names.of(r.Type) {
		if v := r.After.Get(name); v.kind == String && v.text != "" {
			ix.addIdentity(v.text, identity{resource: i, attribute: int32(attribute)})
		}
	}
}

func (ix *index) hash(text string) uint32 { return folded(maphash.String(ix.seed, text)) }

// resource finds an instance by its address; nil when there is none.
func (ix *index) resource(address string) *Resource {
	at, ok := ix.byAddress.find(ix.hash(address), func(at uint32) bool { return ix.resources[at].Address == address })
	if !ok {
		return nil
	}
	return ix.resources[at]
}

// instances finds those of a block in a module instance.
func (ix *index) instances(m *module, block blockName) (instances, bool) {
	at, ok := ix.block(m, block)
	if !ok {
		return instances{}, false
	}
	return ix.blocks[at], true
}

func (ix *index) block(m *module, block blockName) (at uint32, ok bool) {
	return ix.byBlock.find(ix.hashOf(m, block), func(at uint32) bool {
		in := &ix.blocks[at]
		return in.module == m && block == blockName{in.one.Mode, in.one.Type, in.one.Name}
	})
}

func (ix *index) hashOf(m *module, block blockName) uint32 {
	const spread = 31
	return (ix.hash(m.address)*spread+ix.hash(block.typ))*spread + ix.hash(block.name) + uint32(block.mode)
}

func (ix *index) addInstance(r *Resource) {
	m, block := ix.module(r.Module), blockName{r.Mode, r.Type, r.Name}
	at, ok := ix.block(m, block)
	if ok {
		ix.blocks[at] = ix.blocks[at].with(r)
		return
	}
	ix.byBlock.add(ix.hashOf(m, block), uint32(len(ix.blocks)))
	ix.blocks = append(ix.blocks, instances{module: m}.with(r))
}

// addIdentity puts an entry before all others with the same value.
func (ix *index) addIdentity(text string, e identity) {
	hash, at := ix.hash(text), uint32(len(ix.entries))
	if next, ok := ix.first(text, hash); ok {
		e.next = int32(next)
		ix.byValue.change(hash, next, at)
	} else {
		ix.byValue.add(hash, at)
	}
	ix.entries = append(ix.entries, e)
}

// first finds the entry that a chain of those with a value begins with.
func (ix *index) first(text string, hash uint32) (at uint32, ok bool) {
	return ix.byValue.find(hash, func(at uint32) bool {
		r, attribute := ix.of(ix.entries[at])
		return r.After.Get(attribute).text == text
	})
}

// of gives what an entry tells: a resource, and the attribute that names it.
func (ix *index) of(e identity) (*Resource, string) {
	r := ix.resources[e.resource]
	return r, ix.names.of(r.Type)[e.attribute]
}

// module gives the instance with an address, and makes those above it.
func (ix *index) module(address string) *module {
	if m := ix.modules[address]; m != nil {
		return m
	}
	m := ix.modules[""]
	for _, step := range moduleSteps(address) {
		m = ix.descend(m, step)
	}
	// The address as the plan spells it may differ in its quoting.
	ix.modules[address] = m
	return m
}

func (ix *index) descend(m *module, step moduleStep) *module {
	if c := m.byStep[step]; c != nil {
		return c
	}
	c := &module{parent: m, step: step}
	if m.byStep == nil {
		m.byStep, m.children = map[moduleStep]*module{}, map[string][]*module{}
	}
	m.byStep[step] = c
	c.address = join(m.address, "module."+step.name)
	if m.config != nil {
		c.call = m.config.calls[step.name]
	}
	if c.call != nil {
		c.config = c.call.module
	}
	if step.keyed {
		c.address += "[" + keyText(c.call, step.key) + "]"
	}
	m.children[step.name] = append(m.children[step.name], c)
	ix.modules[c.address] = c
	return c
}

// keyText writes a key as addresses do: quoted, save with count.
func keyText(call *moduleCall, key string) string {
	if call != nil && call.count != nil {
		return key
	}
	return quoteKey(key)
}

// plainModules adds the instances of modules that hold no resource: those without count and for_each have
// exactly one.
func (ix *index) plainModules(m *module, depth int) {
	if m.config == nil || depth == maxModuleDepth {
		return
	}
	for name, call := range m.config.calls {
		if !call.repeated() {
			ix.descend(m, moduleStep{name: name})
		}
		for _, c := range m.children[name] {
			ix.plainModules(c, depth+1)
		}
	}
}

// identities are the attributes by which other resources name one of a type, the most telling first.
// An id often repeats the name of the resource above (the id of a bucket policy is the bucket's), so it
// comes last and counts only where nothing else matches.
type identities struct {
	byType map[string][]string // types that share an attribute's name with those that refer to them
	others []string
}

func newIdentities() identities {
	return identities{
		byType: map[string][]string{
			"aws_lambda_function": {"arn", "invoke_arn", "qualified_arn", "qualified_invoke_arn", "function_name", "id"},
			"aws_s3_bucket":       {"arn", "bucket", "bucket_domain_name", "bucket_regional_domain_name", "id"},
			"aws_kms_key":         {"arn", "key_id", "id"},
		},
		others: []string{
			"arn", "name", "url", "invoke_arn", "qualified_arn", "execution_arn", "stream_arn", "repository_url",
			"dns_name", "domain_name", "api_endpoint", "invoke_url", "function_url", "unique_id", "self_link",
			"email", "default_hostname", "uri", "id",
		},
	}
}

func (i identities) of(typ string) []string {
	if attributes, ok := i.byType[typ]; ok {
		return attributes
	}
	return i.others
}
