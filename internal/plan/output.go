package plan

import (
	"errors"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"
)

// ResolveOutput follows the references of an output of the root module, as Resolve does for an attribute.
func (p *Plan) ResolveOutput(name string) Resolution {
	f := p.follow()
	defer f.done()
	root := f.index.module("")
	if root.config == nil || root.config.outputs[name] == nil {
		f.incomplete("output." + printable(name, 80) + " is not in the plan's configuration")
		f.out.Always = false
		return f.out
	}
	f.expression(root.config.outputs[name].value, scope{module: root, address: "output." + name}, target{})
	i := slices.IndexFunc(p.Outputs, func(o Output) bool { return o.Name == name })
	if i < 0 {
		return f.end(nil, Value{kind: Unknown})
	}
	return f.end(nil, p.Outputs[i].Value)
}

// ActionsOf gives Terraform's planned actions for an instance: create, update, delete, no-op, read. None when the
// plan has no such instance.
func (p *Plan) ActionsOf(address string) []string {
	planned, ok := p.actionsOf(address)
	if !ok {
		return nil
	}
	actions := make([]string, 0, len(planned))
	for _, a := range planned {
		actions = append(actions, string(a))
	}
	return actions
}

func (p *Plan) actionsOf(address string) (planned tfjson.Actions, ok bool) {
	if p.rest != nil {
		return p.rest.actionsOf(address)
	}
	r, ok := p.Resource(address)
	if !ok {
		return nil, false
	}
	return r.Actions, true
}

// IsNotAPlan reports whether an error of Read says that its input is well-formed JSON of another kind, such as the
// package.json that stands beside plans.
func IsNotAPlan(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.other
}

// Text gives the planned text of a known attribute of an instance.
func (p *Plan) Text(address, path string) (text string, ok bool) {
	if p.rest != nil {
		return p.rest.text(address, path)
	}
	r, found := p.Resource(address)
	if !found {
		return "", false
	}
	v := r.Attr(path)
	return v.text, v.isScalar()
}
