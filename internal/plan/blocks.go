package plan

import (
	"slices"
	"strconv"
	"strings"
)

// found is what the configuration has for a path.
type found struct {
	expressions []*expression
	rest        string // what of the path stands within the value of the expressions
	ambiguous   bool   // which nested block it is cannot be told, or some may be hidden
	hidden      bool   // the value may come from a dynamic block, which configuration leaves out
	missing     string // the first part that configuration does not give
}

// at finds the expressions for a dotted path. value is the block as planned: it tells nested blocks apart.
func (b block) at(path string, value Value) found {
	return b.walk(path, "", value)
}

func (b block) walk(path, done string, value Value) found {
	name, rest, _ := strings.Cut(path, ".")
	done = join(done, name)
	value = value.Get(name)
	e, ok := b.get(name)
	switch {
	case !ok:
		return found{missing: done, hidden: isBlocks(value)}
	case e.form != nested || rest == "":
		short := e.form == nested && !e.single && value.kind == List && value.Len() > len(e.blocks)
		return found{expressions: []*expression{e}, rest: rest, ambiguous: short}
	default:
		return e.within(rest, done, value)
	}
}

// isBlocks reports whether a value may be nested blocks that a dynamic block made.
func isBlocks(v Value) bool {
	switch v.kind {
	case List:
		return v.Index(0).kind == Object
	case Unknown, Object:
		return true
	default:
		return false
	}
}

// within goes on into nested blocks.
func (e *expression) within(path, done string, value Value) found {
	blocks, sure := e.blocks, true
	first, rest, _ := strings.Cut(path, ".")
	if i, err := strconv.Atoi(first); err == nil {
		if blocks, sure = e.candidates(i, value); rest == "" {
			return found{expressions: []*expression{{form: nested, blocks: blocks}}, ambiguous: !sure}
		}
		path, done, value = rest, done+"."+first, value.Index(i)
	}
	all := found{ambiguous: !sure || len(blocks) > 1}
	for _, b := range blocks {
		one := b.walk(path, done, value)
		all.expressions = append(all.expressions, one.expressions...)
		all.rest = one.rest
		all.ambiguous = all.ambiguous || one.ambiguous
		all.hidden = all.hidden || one.hidden
		if one.missing != "" {
			all.missing = one.missing
		}
	}
	return all
}

// candidates gives the blocks that element i may come from; sure when it can be no other. Lists keep the
// order of the configuration; sets do not, and dynamic blocks stand between without being told of.
func (e *expression) candidates(i int, value Value) (blocks []block, sure bool) {
	if e.single || value.kind != List {
		return e.blocks, len(e.blocks) == 1
	}
	if value.Len() == len(e.blocks) && e.inOrder(value) {
		return e.blocks[i : i+1], true
	}
	for _, b := range e.blocks {
		if b.fits(value.Index(i)) {
			blocks = append(blocks, b)
		}
	}
	return blocks, len(blocks) == 1 && value.Len() == len(e.blocks)
}

func (e *expression) inOrder(value Value) bool {
	for i, b := range e.blocks {
		if !b.fits(value.Index(i)) {
			return false
		}
	}
	return true
}

// fits reports whether an element can have been made by the block: its constants agree.
func (b block) fits(value Value) bool {
	return !slices.ContainsFunc(b, func(a argument) bool {
		v := value.Get(a.name)
		return a.value.form == constant && a.value.constant.isScalar() && v.isScalar() && v.text != a.value.constant.text
	})
}

func (v Value) isScalar() bool { return v.kind == String || v.kind == Number || v.kind == Bool }

func (e *expression) appendReferences(refs []string) []string {
	for _, ref := range e.references {
		if !slices.Contains(refs, ref.text) {
			refs = append(refs, ref.text)
		}
	}
	for _, b := range e.blocks {
		for _, a := range b {
			refs = a.value.appendReferences(refs)
		}
	}
	return refs
}
