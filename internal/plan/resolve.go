package plan

import "slices"

// Resource finds an instance by its address.
func (p *Plan) Resource(address string) (*Resource, bool) {
	r := p.indexed().resource(address)
	return r, r != nil
}

// Resolve follows the references of an attribute of r, through modules, count and for_each, to the resources
// that its value comes from. Where no reference leads to a resource, a known value is looked up among the
// identifying values (name, ARN, id, URL) of all resources. path is dotted: "dead_letter_config.0.target_arn".
//
// The plan lists the references of an expression but not its operators and literals: of cond ? a.arn : "x" it
// tells a.arn, and cond. So every reference counts as a candidate, Complete is about references alone, and
// Always is true only where there is just one.
//
// A value that is known leaves only the origins that can have given it. An absent one has none, whatever the
// configuration refers to.
func (p *Plan) Resolve(r *Resource, path string) Resolution {
	value := r.Attr(path)
	if value.IsAbsent() && !writeOnly(path) {
		return Resolution{Complete: true}
	}
	f := p.follow()
	defer f.done()
	f.start(r, path)
	return f.end(r, value)
}

// end gives what was found, in agreement with the planned value. r is the resource that has the value; nil for
// an output.
func (f *follower) end(r *Resource, value Value) Resolution {
	res := f.out
	if value.kind == String {
		f.index.narrow(&res, value.text)
		f.index.named(&res, r, value)
	}
	res.Null = value.kind == Unknown && res.Complete && len(res.Origins) == 0 && !f.computed && !f.given
	res.Literal = len(res.Origins) == 0 && slices.ContainsFunc(res.Constants, func(c Value) bool {
		return !c.sensitive && value.isScalar() && c.text == value.text
	})
	settle(&res, value, f.computed)
	return res
}

// writeOnly reports whether the attribute is one that plans never show, by the providers' convention.
func writeOnly(path string) bool {
	const suffix = "_wo"
	return len(path) > len(suffix) && path[len(path)-len(suffix):] == suffix
}

// narrow drops the origins that cannot have given a known value, where one of them certainly did.
func (ix *index) narrow(res *Resolution, text string) {
	gave := func(o Origin) bool {
		if o.Attribute != "" {
			v := o.Resource.Attr(o.Attribute)
			return v.kind == String && v.text == text
		}
		return slices.ContainsFunc(ix.names.of(o.Resource.Type), func(attribute string) bool {
			v := o.Resource.After.Get(attribute)
			return v.kind == String && v.text == text
		})
	}
	if slices.ContainsFunc(res.Origins, gave) {
		res.Origins = slices.DeleteFunc(res.Origins, func(o Origin) bool { return !gave(o) })
		res.Complete, res.Why = true, ""
	}
}

// named looks a known value up where references led nowhere.
func (ix *index) named(res *Resolution, r *Resource, value Value) {
	if len(res.Origins) > 0 || value.text == "" {
		return
	}
	first, _ := ix.first(value.text, ix.hash(value.text))
	for at := int32(first); at != 0 && len(res.Origins) < maxOrigins; at = ix.entries[at].next {
		if named, attribute := ix.of(ix.entries[at]); named != r {
			res.Origins = append(res.Origins, Origin{Resource: named, Attribute: attribute, ByValue: true})
		}
	}
	if len(res.Origins) == 0 {
		return
	}
	// The chain runs from the last to the first.
	slices.Reverse(res.Origins)
	res.Origins = telling(res.Origins)
	res.Complete, res.Why = true, ""
}

// telling leaves one origin per resource, and drops those that match only by id where others match by more.
func telling(origins []Origin) []Origin {
	seen := map[*Resource]bool{}
	origins = slices.DeleteFunc(origins, func(o Origin) bool {
		known := seen[o.Resource]
		seen[o.Resource] = true
		return known
	})
	byMore := func(o Origin) bool { return o.Attribute != "id" }
	if slices.ContainsFunc(origins, byMore) {
		origins = slices.DeleteFunc(origins, func(o Origin) bool { return !byMore(o) })
	}
	return origins
}

// settle makes constants agree with a known value.
func settle(res *Resolution, value Value, computed bool) {
	res.Always = res.Always && len(res.Origins) == 1
	for i := range res.Constants {
		res.Constants[i].sensitive = res.Constants[i].sensitive || value.sensitive
	}
	switch value.kind {
	case String, Number, Bool:
		res.Constants = slices.DeleteFunc(res.Constants, func(c Value) bool { return c.text != value.text })
		if len(res.Origins) == 0 && len(res.Constants) == 0 && computed {
			res.Constants = []Value{value}
		}
	}
}

// References gives the references of an attribute as the configuration lists them, unfollowed and without the
// prefixes that it lists with each: "aws_sqs_queue.dlq.arn", "var.name", "each.value".
func (r *Resource) References(path string) []string {
	if r.config == nil {
		return nil
	}
	found := r.config.arguments.at(path, r.After)
	var refs []string
	for e := range found.each {
		refs = e.appendReferences(refs)
	}
	return refs
}

// Declared reports whether the configuration gives the attribute or block at all, whatever its value.
// ok is false when the plan has no configuration for r, and when the configuration cannot tell: it leaves
// dynamic blocks out.
func (r *Resource) Declared(path string) (declared, ok bool) {
	if r.config == nil || r.config.arguments == nil {
		return false, false
	}
	found := r.config.arguments.at(path, r.After)
	if found.count() > 0 {
		return true, !found.ambiguous
	}
	return false, !found.hidden
}
