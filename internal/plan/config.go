package plan

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
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
	provider  string
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
	single     bool     // nested: one block that is no list
	references []string // the most specific of each group
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
	var c tfjson.ConfigResource
	if err := r.decode(&c); err != nil {
		return err
	}
	b := blockName{mode: Managed, typ: c.Type, name: c.Name}
	switch c.Mode {
	case tfjson.ManagedResourceMode:
	case tfjson.DataResourceMode:
		b.mode = Data
	default:
		return nil
	}
	made := &blockConfig{
		module: m, forEach: compact(c.ForEachExpression), count: compact(c.CountExpression),
		provider: r.intern.text([]byte(c.ProviderConfigKey)),
	}
	if r.wants(b.mode, b.typ) {
		made.arguments = r.block(c.Expressions)
	}
	b.typ, b.name = r.intern.text([]byte(b.typ)), r.intern.text([]byte(b.name))
	m.blocks[b] = made
	return nil
}

// decode reads one of terraform-json's types. Its own reading of expressions is replaced: it loses single
// nested blocks and makes maps of everything.
func (r *reader) decode(into any) error {
	expressions := json.UnmarshalFromFunc(func(_ *jsontext.Decoder, e *tfjson.Expression) error {
		read, err := r.expression()
		e.ExpressionData = &tfjson.ExpressionData{ConstantValue: read}
		return err
	})
	return json.UnmarshalDecode(r.dec, into, json.WithUnmarshalers(expressions))
}

// compact gives the expression that decode has put in e.
func compact(e *tfjson.Expression) *expression {
	if e == nil || e.ExpressionData == nil {
		return nil
	}
	read, _ := e.ConstantValue.(*expression)
	return read
}

func (r *reader) block(from map[string]*tfjson.Expression) block {
	b := make(block, 0, len(from))
	for _, name := range slices.Sorted(maps.Keys(from)) {
		if e := compact(from[name]); e != nil {
			b = append(b, argument{name: r.intern.text([]byte(name)), value: e})
		}
	}
	return b
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
	var c tfjson.ConfigOutput
	if err := r.decode(&c); err != nil {
		return err
	}
	m.outputs[name] = &outputConfig{value: compact(c.Expression), sensitive: c.Sensitive}
	return nil
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
	var b block
	err := r.members(func(name string) error {
		e, err := r.expression()
		if e != nil {
			b = append(b, argument{name: name, value: e})
		}
		return err
	})
	slices.SortFunc(b, func(x, y argument) int { return cmp.Compare(x.name, y.name) })
	return b, err
}

// expression reads an expression, or nested blocks: a list of objects, or one object.
func (r *reader) expression() (*expression, error) {
	e := &expression{}
	switch r.dec.PeekKind() {
	case jsontext.KindBeginArray:
		e.form = nested
		return e, r.elements(func() error {
			b, err := r.arguments()
			e.blocks = append(e.blocks, b)
			return err
		})
	case jsontext.KindBeginObject:
		err := r.expressionObject(e)
		return r.intern.expression(e), err
	default:
		return nil, r.skip()
	}
}

func (r *reader) expressionObject(e *expression) error {
	var inner block
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
			var part *expression
			if part, err = r.expression(); part != nil {
				inner = append(inner, argument{name: name, value: part})
			}
		}
		return err
	})
	if len(inner) > 0 {
		slices.SortFunc(inner, func(x, y argument) int { return cmp.Compare(x.name, y.name) })
		e.form, e.single, e.blocks = nested, true, []block{inner}
	}
	return err
}

func (r *reader) references() ([]string, error) {
	var listed []string
	err := r.elements(func() error {
		ref, err := r.text()
		listed = append(listed, ref)
		return err
	})
	return slices.Clip(specific(listed)), err
}

// specific keeps the most specific reference of each group: Terraform lists aws_x.y[0].arn as itself and
// then as all of its prefixes.
func specific(listed []string) []string {
	kept := listed[:0:0]
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
