package plan

import "sync"

// index finds resources by address, by block and by identifying value. It is made at first use.
type index struct {
	once      sync.Once
	byAddress map[string]*Resource
	blocks    map[blockAddress]instances
	modules   map[string]*module
	resources []*Resource
	heads     map[string]int32 // first of entries for a value
	entries   []identity
	names     identities
	followers sync.Pool
}

// blockAddress is a block in a module instance.
type blockAddress struct {
	module *module
	block  blockName
}

// instances are the instances of one block in one module instance. Most blocks have one, which takes no memory
// of its own.
type instances struct {
	one  *Resource // the first
	many *many     // nil when one is all there is, and has no key
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
		return instances{one: r}
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
	ix.byAddress = make(map[string]*Resource, len(p.Resources))
	ix.blocks = make(map[blockAddress]instances, len(p.Resources)/2)
	ix.resources = p.Resources
	ix.modules = map[string]*module{"": {config: p.config, children: map[string][]*module{}, byStep: map[moduleStep]*module{}}}
	ix.heads = make(map[string]int32, len(p.Resources))
	ix.names = newIdentities()
	ix.entries = make([]identity, 1, 2*len(p.Resources)+1) // 0 ends a chain
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
	if _, taken := ix.byAddress[r.Address]; !taken {
		ix.byAddress[r.Address] = r
	}
	at := blockAddress{ix.module(r.Module), blockName{r.Mode, r.Type, r.Name}}
	ix.blocks[at] = ix.blocks[at].with(r)
	if !named {
		return
	}
	for attribute, name := range ix.names.of(r.Type) {
		if v := r.After.Get(name); v.kind == String && v.text != "" {
			ix.entries = append(ix.entries, identity{i, int32(attribute), ix.heads[v.text]})
			ix.heads[v.text] = int32(len(ix.entries) - 1)
		}
	}
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
	c := &module{parent: m, step: step, children: map[string][]*module{}, byStep: map[moduleStep]*module{}}
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
