package plan

import (
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// priorState keeps the data sources that were read while planning. Managed resources stand in
// resource_changes as they will be.
func (r *reader) priorState() error {
	return r.members(func(name string) error {
		if name != "values" {
			return r.skip()
		}
		return r.stateValues(func(c *change) bool { return c.mode == tfjson.DataResourceMode })
	})
}

// plannedValues repeats resource_changes, without what is unknown: it is read only where there is nothing else.
func (r *reader) plannedValues() error {
	if r.fromPlanned {
		return r.stateValues(func(*change) bool { return true })
	}
	return r.members(func(name string) error {
		if name != "root_module" {
			return r.skip()
		}
		return r.members(func(name string) error {
			r.seen.planned = r.seen.planned || name == "resources" || name == "child_modules"
			return r.skip()
		})
	})
}

func (r *reader) stateValues(want func(*change) bool) error {
	return r.members(func(name string) error {
		if name != "root_module" {
			return r.skip()
		}
		return r.stateModule(want)
	})
}

func (r *reader) stateModule(want func(*change) bool) error {
	var address string
	var own []*change
	err := r.members(func(name string) error {
		switch name {
		case "address":
			return r.textInto(&address)
		case "resources":
			return r.elements(func() error {
				c, err := r.stateResource(want)
				if c != nil {
					own = append(own, c)
				}
				return err
			})
		case "child_modules":
			return r.elements(func() error { return r.stateModule(want) })
		default:
			return r.skip()
		}
	})
	for _, c := range own {
		r.keepState(c, address)
	}
	return err
}

// stateResource reads a resource of a state; nil when it is not wanted.
func (r *reader) stateResource(want func(*change) bool) (*change, error) {
	c := r.begin()
	err := r.members(func(name string) error { return r.stateMember(c, name, want) })
	if err != nil || !want(c) {
		return nil, err
	}
	kept, res := *c, *c.res
	kept.res = &res
	if r.kept(c) {
		res.After = r.tree.top(r.intern, c.layers)
	}
	return &kept, nil
}

// keepState keeps a resource of a state once the address of its module is known.
func (r *reader) keepState(c *change, module string) {
	if module != "" && !strings.HasPrefix(c.res.Address, module+".") {
		c.res.Address = module + "." + c.res.Address // as Terraform 0.12 and 0.13 write it
	}
	r.locate(c)
	if r.fromPlanned && c.res.Mode == Managed {
		r.plan.Count++
		r.plan.Types[c.res.Type]++
	}
	switch {
	case !r.kept(c):
	case r.fromPlanned:
		r.plan.Resources = append(r.plan.Resources, c.res)
	default:
		c.res.Prior = true
		c.res.Actions = tfjson.Actions{tfjson.ActionRead}
		r.prior = append(r.prior, c.res)
	}
}

func (r *reader) stateMember(c *change, name string, want func(*change) bool) error {
	if c.mode != "" && !want(c) {
		return r.skip()
	}
	var err error
	switch name {
	case "values", "sensitive_values":
		if c.mode != "" && c.res.Type != "" && !r.kept(c) {
			return r.skip()
		}
		at := &c.layers.after
		if name == "sensitive_values" {
			at = &c.layers.sensitive
		}
		*at, err = r.layer(c)
		return err
	default:
		return r.identity(c, name)
	}
}

// variables reads the values of the root module's variables.
func (r *reader) variables() error {
	r.plan.variables = map[string]Value{}
	return r.members(func(name string) error {
		return r.members(func(part string) error {
			if part != "value" {
				return r.skip()
			}
			v, err := r.constant()
			r.plan.variables[name] = v
			return err
		})
	})
}

// constant reads a value that is wholly known.
func (r *reader) constant() (Value, error) {
	r.tree.reset()
	at, err := r.tree.read(&r.cursor)
	if err != nil {
		return Value{}, err
	}
	return r.tree.value(r.intern, layers{after: at}), nil
}
