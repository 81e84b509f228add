package plan

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"
)

// change is what is read of one element of resource_changes, or of a resource in a state.
type change struct {
	res       *Resource
	mode      tfjson.ResourceMode
	actions   tfjson.Actions
	deposed   bool
	index     string // the key as addresses write it: [0], ["x"]
	moduleSet bool
	layers    layers
}

func (r *reader) resourceChanges() error {
	r.seen.changes = true
	return r.elements(r.resourceChange)
}

func (r *reader) resourceChange() error {
	c := r.begin()
	err := r.members(func(name string) error {
		if name == "change" {
			return r.changeOf(c)
		}
		return r.identity(c, name)
	})
	if err != nil {
		return err
	}
	r.plan.Count++
	if c.mode == tfjson.ManagedResourceMode {
		r.plan.Types[c.res.Type]++
	}
	r.locate(c)
	if r.kept(c) && !gone(c.actions) {
		r.keep(c)
	}
	return nil
}

// begin gives the change to read into, which is good until the next one begins.
func (r *reader) begin() *change {
	r.scratch.res = Resource{}
	r.scratch.change = change{res: &r.scratch.res}
	r.tree.reset()
	return &r.scratch.change
}

// identity reads a member that says which instance it is about.
func (r *reader) identity(c *change, name string) error {
	switch name {
	case "address":
		return r.textInto(&c.res.Address)
	case "module_address":
		c.moduleSet = true
		return r.textInto(&c.res.Module)
	case "mode":
		mode, err := r.text()
		c.mode = tfjson.ResourceMode(mode)
		return err
	case "type":
		return r.textInto(&c.res.Type)
	case "name":
		return r.textInto(&c.res.Name)
	case "provider_name":
		return r.textInto(&c.res.Provider)
	case "index":
		return r.index(c)
	case "deposed":
		key, err := r.text()
		c.deposed = key != ""
		return err
	default:
		return r.skip()
	}
}

func (r *reader) index(c *change) error {
	var err error
	number := r.dec.PeekKind() == jsontext.KindNumber
	c.res.Key, c.res.keyed, err = r.key()
	switch {
	case number:
		c.index = "[" + c.res.Key + "]"
	case c.res.keyed:
		c.index = "[" + quoteKey(c.res.Key) + "]"
	}
	return err
}

// locate fills in what older plans leave to the address, and to the address what they leave out of it.
func (r *reader) locate(c *change) {
	if c.index != "" && !strings.HasSuffix(c.res.Address, "]") {
		c.res.Address += c.index
	}
	if !c.moduleSet {
		c.res.Module = moduleOf(c.res.Address)
	}
	if !c.res.keyed {
		c.res.Key, c.res.keyed = keyOf(c.res.Address)
	}
	if c.mode == tfjson.DataResourceMode {
		c.res.Mode = Data
	}
	r.modules[c.res.Module] = struct{}{}
}

// kept reports whether the instance is one that rules may see, as far as it is read.
func (r *reader) kept(c *change) bool {
	switch c.mode {
	case tfjson.ManagedResourceMode:
		return !c.deposed && r.wants(Managed, c.res.Type)
	case tfjson.DataResourceMode:
		return !c.deposed && r.wants(Data, c.res.Type)
	default:
		return false
	}
}

// gone reports whether nothing is left of the instance after apply, for all that this plan does.
func gone(actions tfjson.Actions) bool {
	for _, a := range actions {
		if a != tfjson.ActionDelete && a != tfjson.ActionForget {
			return false
		}
	}
	return len(actions) > 0
}

func (r *reader) changeOf(c *change) error {
	// mode and type stand before change in all that Terraform writes; in any other order all is read.
	if c.mode != "" && c.res.Type != "" && !r.kept(c) {
		return r.skip()
	}
	return r.members(func(name string) error {
		if gone(c.actions) {
			return r.skip()
		}
		return r.changeMember(c, name)
	})
}

func (r *reader) changeMember(c *change, name string) error {
	var err error
	switch name {
	case "actions":
		c.actions, err = r.readActions()
	case "after":
		c.layers.after, err = r.layer(c)
	case "after_unknown":
		c.layers.unknown, err = r.layer(c)
	case "after_sensitive":
		c.layers.sensitive, err = r.layer(c)
	default:
		return r.skip()
	}
	return err
}

// layer reads the values of a resource, or of an output.
func (r *reader) layer(c *change) (int32, error) {
	if c.res == nil {
		return r.tree.read(&r.cursor)
	}
	return r.tree.readWithout(&r.cursor, r.opts.Skip)
}

// readActions gives the shared copy of a list of actions.
func (r *reader) readActions() (tfjson.Actions, error) {
	read := r.scratch.actions[:0]
	err := r.elements(func() error {
		a, err := r.text()
		read = append(read, tfjson.Action(a))
		return err
	})
	r.scratch.actions = read
	var key [2]tfjson.Action
	if err != nil || copy(key[:], read) < len(read) {
		return slices.Clone(read), err
	}
	known, ok := r.actions[key]
	if !ok {
		known = slices.Clone(read)
		r.actions[key] = known
	}
	return known, nil
}

// keep makes a resource of what was read.
func (r *reader) keep(c *change) {
	c.res.Actions = c.actions
	c.res.After = r.tree.top(r.intern, c.layers)
	kept := *c.res
	r.plan.Resources = append(r.plan.Resources, &kept)
}

// outputChanges reads the root module's outputs.
func (r *reader) outputChanges() error {
	r.seen.outputs = true
	return r.members(func(name string) error {
		c := &change{}
		r.tree.reset()
		if err := r.changeOf(c); err != nil {
			return err
		}
		if gone(c.actions) {
			return nil
		}
		v := r.tree.value(r.intern, c.layers)
		r.plan.Outputs = append(r.plan.Outputs, Output{Name: name, Value: v, Sensitive: v.sensitive})
		return nil
	})
}
