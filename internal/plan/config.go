package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"
)

// moduleConfig is what configuration says of one module, whatever its instances.
type moduleConfig struct {
	path      string // module.a.module.b; "" for the root module
	calls     map[string]*moduleCall
	variables map[string]*variableConfig
	outputs   map[string]*outputConfig
	blocks    map[blockName]*blockConfig
}

// moduleCall is a module block.
type moduleCall struct {
	arguments block
	forEach   *expression
	count     *expression
	module    *moduleConfig
}

func (c *moduleCall) repeated() bool { return c.forEach != nil || c.count != nil }

type variableConfig struct {
	fallback    Value
	hasFallback bool
	sensitive   bool
}

type outputConfig struct {
	value     *expression
	sensitive bool
}

// blockName names a resource or data block within its module.
type blockName struct {
	mode Mode
	typ  string
	name string
}

func (b blockName) String() string {
	if b.mode == Data {
		return "data." + b.typ + "." + b.name
	}
	return b.typ + "." + b.name
}

// blockConfig is what configuration says of one resource block. arguments is nil for types that are not kept.
type blockConfig struct {
	module    *moduleConfig
	arguments block
	forEach   *expression
	count     *expression
}

func (b *blockConfig) repeated() bool { return b.forEach != nil || b.count != nil }

// block holds the arguments and nested blocks of a block, sorted by name.
type block []argument

type argument struct {
	name  string
	value *expression
}

func (b block) get(name string) (*expression, bool) {
	i, ok := slices.BinarySearchFunc(b, name, func(a argument, name string) int { return cmp.Compare(a.name, name) })
	if !ok {
		return nil, false
	}
	return b[i].value, true
}

// expression is one expression of configuration, in the form Terraform tells of it.
type expression struct {
	form       form
	single     bool         // nested: one block that is no list
	references []*reference // the most specific of each group
	constant   Value
	blocks     []block
}

type form uint8

const (
	computed   form = iota // neither constant nor with references: jsonencode({a = 1}), say
	constant               // constant holds it
	references             // built of references, perhaps with constants among them
	nested                 // nested blocks
)

// configuration reads the module tree. It streams: only one resource block is held as Terraform tells it.
func (r *reader) configuration() error {
	r.seen.config = true
	return r.members(func(name string) error {
		switch name {
		case "root_module":
			m, err := r.moduleConfig("")
			r.plan.config = m
			return err
		case "provider_config":
			return r.members(func(string) error { return r.providerConfig() })
		default:
			return r.skip()
		}
	})
}

func (r *reader) moduleConfig(path string) (*moduleConfig, error) {
	m := &moduleConfig{
		path: path, calls: map[string]*moduleCall{}, variables: map[string]*variableConfig{},
		outputs: map[string]*outputConfig{}, blocks: map[blockName]*blockConfig{},
	}
	return m, r.members(func(name string) error {
		switch name {
		case "resources":
			return r.elements(func() error { return r.resourceConfig(m) })
		case "module_calls":
			return r.members(func(call string) error { return r.moduleCall(m, call) })
		case "outputs":
			return r.members(func(output string) error { return r.outputConfig(m, output) })
		case "variables":
			return r.members(func(variable string) error { return r.variableConfig(m, variable) })
		default:
			return r.skip()
		}
	})
}

func (r *reader) resourceConfig(m *moduleConfig) error {
	c := &resourceConfig{made: &blockConfig{module: m}}
	if err := r.members(func(name string) error { return r.resourceMember(c, name) }); err != nil {
		return err
	}
	switch c.mode {
	case tfjson.ManagedResourceMode:
	case tfjson.DataResourceMode:
		c.block.mode = Data
	default:
		return nil
	}
	switch wanted := r.wants(c.block.mode, c.block.typ); {
	case !wanted:
		c.made.arguments = nil
	case c.made.arguments == nil:
		c.made.arguments = block{}
	}
	m.blocks[c.block] = c.made
	return nil
}

// resourceConfig is a resource block while it is read.
type resourceConfig struct {
	mode  tfjson.ResourceMode
	block blockName
	made  *blockConfig
}

func (r *reader) resourceMember(c *resourceConfig, name string) error {
	var err error
	switch name {
	case "mode":
		mode, err := r.text()
		c.mode = tfjson.ResourceMode(mode)
		return err
	case "address", "provider_config_key":
		return r.skipText()
	case "type":
		return r.textInto(&c.block.typ)
	case "name":
		return r.textInto(&c.block.name)
	case "for_each_expression":
		c.made.forEach, err = r.expression()
	case "count_expression":
		c.made.count, err = r.expression()
	case "expressions":
		c.made.arguments, err = r.arguments()
	default:
		return r.skip()
	}
	return err
}

// moduleCall is not read by terraform-json's type, which would hold the whole module below it.
func (r *reader) moduleCall(m *moduleConfig, name string) error {
	call := &moduleCall{}
	path := join(m.path, "module."+name)
	m.calls[name] = call
	err := r.members(func(part string) error {
		var err error
		switch part {
		case "expressions":
			call.arguments, err = r.arguments()
		case "for_each_expression":
			call.forEach, err = r.expression()
		case "count_expression":
			call.count, err = r.expression()
		case "module":
			call.module, err = r.moduleConfig(path)
		default:
			return r.skip()
		}
		return err
	})
	if call.module == nil {
		call.module = &moduleConfig{path: path}
	}
	return err
}

func (r *reader) outputConfig(m *moduleConfig, name string) error {
	o := &outputConfig{}
	m.outputs[name] = o
	return r.members(func(part string) error {
		var err error
		switch part {
		case "expression":
			o.value, err = r.expression()
		case "sensitive":
			o.sensitive, _, err = r.flag()
		default:
			return r.skip()
		}
		return err
	})
}

func (r *reader) variableConfig(m *moduleConfig, name string) error {
	v := &variableConfig{}
	m.variables[name] = v
	return r.members(func(part string) error {
		var err error
		switch part {
		case "default":
			v.hasFallback = true
			v.fallback, err = r.constant()
		case "sensitive":
			v.sensitive, _, err = r.flag()
		default:
			return r.skip()
		}
		return err
	})
}

// arguments reads the expressions of a block.
func (r *reader) arguments() (block, error) {
	base := len(r.open)
	err := r.members(func(name string) error { return r.argument(name) })
	return r.closeBlock(base), err
}

// argument reads an argument of the block that is being read. Open blocks share one stack, so that each is
// allocated once, in its final size.
func (r *reader) argument(name string) error {
	e, err := r.expression()
	if e != nil {
		r.open = append(r.open, argument{name: name, value: e})
	}
	return err
}

// closeBlock takes the arguments above base from the stack.
func (r *reader) closeBlock(base int) block {
	b := slices.Clone(r.open[base:])
	clear(r.open[base:])
	r.open = r.open[:base]
	slices.SortFunc(b, func(x, y argument) int { return cmp.Compare(x.name, y.name) })
	return b
}

// expression reads an expression, or nested blocks: a list of objects, or one object.
func (r *reader) expression() (*expression, error) {
	e := expression{}
	switch r.dec.PeekKind() {
	case jsontext.KindBeginArray:
		made := &expression{form: nested}
		return made, r.elements(func() error {
			b, err := r.arguments()
			made.blocks = append(made.blocks, b)
			return err
		})
	case jsontext.KindBeginObject:
		err := r.expressionObject(&e)
		return r.intern.expression(e), err
	default:
		return nil, r.skip()
	}
}

func (r *reader) expressionObject(e *expression) error {
	base := len(r.open)
	err := r.members(func(name string) error {
		var err error
		switch {
		case name == "constant_value":
			e.form = constant
			e.constant, err = r.constant()
		case name == "references" && r.dec.PeekKind() == jsontext.KindBeginArray:
			e.form = references
			e.references, err = r.references()
		default:
			// Terraform writes no such thing, but what was read so far must outlive what comes.
			e.references = slices.Clone(e.references)
			return r.argument(name)
		}
		return err
	})
	if inner := r.closeBlock(base); len(inner) > 0 {
		e.form, e.single, e.blocks = nested, true, []block{inner}
	}
	return err
}

// references reads a list of references. It is good until the next one is read.
func (r *reader) references() ([]*reference, error) {
	r.listed = r.listed[:0]
	err := r.elements(func() error {
		ref, err := r.text()
		r.listed = append(r.listed, ref)
		return err
	})
	r.refs = r.refs[:0]
	for _, ref := range specific(r.listed) {
		r.refs = append(r.refs, r.intern.reference(ref))
	}
	return r.refs, err
}

// specific keeps, in place, the most specific reference of each group: Terraform lists aws_x.y[0].arn as itself and
// then as all of its prefixes.
func specific(listed []string) []string {
	kept := listed[:0]
	last := ""
	for _, ref := range listed {
		if ref == "" || last != "" && within(last, ref) {
			continue
		}
		last = ref
		if !slices.Contains(kept, ref) {
			kept = append(kept, ref)
		}
	}
	return kept
}

// within reports whether prefix names the thing that ref reads a part of.
func within(ref, prefix string) bool {
	rest, ok := strings.CutPrefix(ref, prefix)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

func (r *reader) providerConfig() error {
	var c struct{ name, fullName, constraint string }
	err := r.members(func(name string) error {
		switch name {
		case "name":
			return r.textInto(&c.name)
		case "full_name":
			return r.textInto(&c.fullName)
		case "version_constraint":
			return r.textInto(&c.constraint)
		default:
			return r.skip()
		}
	})
	if major := pinnedMajor(c.constraint); err == nil && major > 0 {
		r.pin(c.name, major)
		r.pin(c.fullName, major)
	}
	return err
}

func (r *reader) pin(provider string, major int) {
	if known, ok := r.providers[provider]; ok && known != major {
		major = -1
	}
	if provider != "" {
		r.providers[provider] = major
	}
}
