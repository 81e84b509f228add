package plan

import (
	"slices"
	"strconv"
	"strings"
)

// found is what the configuration has for a path. Most have one expression, which takes no memory of its own.
type found struct {
	first     *expression // nil when there is none
	others    []*expression
	rest      string // what of the path stands within the value of the expressions
	ambiguous bool   // which nested block it is cannot be told, or some may be hidden
	hidden    bool   // the value may come from a dynamic block, which configuration leaves out
	missing   string // the first part that configuration does not give
}

// each gives the expressions.
func (f found) each(yield func(*expression) bool) {
	if f.first == nil || !yield(f.first) {
		return
	}
	for _, e := range f.others {
		if !yield(e) {
			return
		}
	}
}

func (f found) count() int {
	if f.first == nil {
		return 0
	}
	return 1 + len(f.others)
}

// add takes in what was found in one of several blocks.
func (f *found) add(one found) {
	if f.first == nil {
		f.first, f.others = one.first, one.others
	} else {
		f.others = slices.AppendSeq(f.others, one.each)
	}
	f.rest = one.rest
	f.ambiguous = f.ambiguous || one.ambiguous
	f.hidden = f.hidden || one.hidden
	if one.missing != "" {
		f.missing = one.missing
	}
}

// at finds the expressions for a dotted path. value is the block as planned: it tells nested blocks apart.
func (b block) at(path string, value Value) found {
	return b.walk(route{path: path}, value)
}

// route is a path of which a part is done.
type route struct {
	path string
	done int // how many bytes of it
}

// next gives the next step, and what the path is after it.
func (r route) next() (step string, after route) {
	step, _, more := strings.Cut(r.path[r.done:], ".")
	after = route{r.path, r.done + len(step)}
	if more {
		after.done++
	}
	return step, after
}

func (r route) rest() string { return r.path[r.done:] }

// soFar is the part that is done.
func (r route) soFar() string { return strings.TrimSuffix(r.path[:r.done], ".") }

func (b block) walk(r route, value Value) found {
	name, after := r.next()
	value = value.Get(name)
	e, ok := b.get(name)
	switch {
	case !ok:
		return found{missing: after.soFar(), hidden: isBlocks(value)}
	case e.form != nested || after.rest() == "":
		short := e.form == nested && !e.single && value.kind == List && value.Len() > len(e.blocks)
		return found{first: e, rest: after.rest(), ambiguous: short}
	default:
		return e.within(after, value)
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
func (e *expression) within(r route, value Value) found {
	blocks, sure := e.blocks, true
	first, after := r.next()
	if i, err := strconv.Atoi(first); err == nil {
		if blocks, sure = e.candidates(i, value); after.rest() == "" {
			return found{first: e.only(blocks), ambiguous: !sure}
		}
		r, value = after, value.Index(i)
	}
	all := found{ambiguous: !sure || len(blocks) > 1}
	for _, b := range blocks {
		all.add(b.walk(r, value))
	}
	return all
}

// only gives nested blocks with some of the blocks.
func (e *expression) only(blocks []block) *expression {
	if len(blocks) == len(e.blocks) {
		return e
	}
	return &expression{form: nested, blocks: blocks}
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
