package plan

import "sync"

// index finds resources by address, by block and by identifying value. It is made at first use.
type index struct {
	once      sync.Once
	byAddress map[string]*Resource
	blocks    map[blockAddress]*instances
	modules   map[string]*module
	heads     map[string]int32 // first of entries for a value
	entries   []identity
	names     identities
	followers sync.Pool
}

// blockAddress is a block in a module instance.
type blockAddress struct {
	module string
	block  blockName
}

// instances are the instances of one block in one module instance, in the order of the plan.
type instances struct {
	all   []*Resource
	byKey map[string]*Resource // nil when there is neither count nor for_each
}

// module is a module instance.
type module struct {
	address  string
	parent   *module // nil for the root module
	step     moduleStep
	call     *moduleCall // the block that calls it; nil for the root module
	config   *moduleConfig
	children map[string][]*module // by the name of the call
}

// child finds the instance of a call by its key.
func (m *module) child(name, key string) *module {
	for _, c := range m.children[name] {
		if c.step.key == key {
			return c
		}
	}
	return nil
}

// identity is a value by which a resource is known, in a chain of those with the same value.
type identity struct {
	resource  *Resource
	attribute string
	next      int32
}

func (p *Plan) indexed() *index {
	p.index.once.Do(func() { p.index.build(p) })
	return &p.index
}

func (ix *index) build(p *Plan) {
	ix.byAddress = make(map[string]*Resource, len(p.Resources))
	ix.blocks = make(map[blockAddress]*instances, len(p.Resources)/2)
	ix.modules = map[string]*module{"": {config: p.config, children: map[string][]*module{}}}
	ix.heads = make(map[string]int32, 2*len(p.Resources))
	ix.names = newIdentities()
	ix.entries = make([]identity, 1, 3*len(p.Resources)+1) // 0 ends a chain
	for _, address := range p.modules {
		ix.module(address)
	}
	for _, r := range p.Resources {
		ix.add(r)
	}
	ix.plainModules(ix.modules[""], 0)
}

func (ix *index) add(r *Resource) {
	if _, taken := ix.byAddress[r.Address]; !taken {
		ix.byAddress[r.Address] = r
	}
	at := blockAddress{ix.module(r.Module).address, blockName{r.Mode, r.Type, r.Name}}
	in := ix.blocks[at]
	if in == nil {
		in = &instances{}
		ix.blocks[at] = in
	}
	in.all = append(in.all, r)
	if r.keyed && in.byKey == nil {
		in.byKey = map[string]*Resource{}
	}
	if r.keyed {
		in.byKey[r.Key] = r
	}
	for _, attribute := range ix.names.of(r.Type) {
		ix.identify(r, attribute)
	}
}

func (ix *index) identify(r *Resource, attribute string) {
	v := r.After.Get(attribute)
	if v.kind != String || v.text == "" {
		return
	}
	ix.entries = append(ix.entries, identity{r, attribute, ix.heads[v.text]})
	ix.heads[v.text] = int32(len(ix.entries) - 1)
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
	if c := m.child(step.name, step.key); c != nil && c.step.keyed == step.keyed {
		return c
	}
	c := &module{parent: m, step: step, children: map[string][]*module{}}
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
