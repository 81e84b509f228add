package source

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// place is a found range. missing: the path does not stand in the block whose head it is.
type place struct {
	rng     hcl.Range
	missing bool
}

// find gives the place of a path in the declaration; an override file's attribute or blocks of one name take
// the place of those before it.
func (d *decl) find(q query) place {
	if d.value != nil {
		return place{rng: q.descend(d.value, q.path).Range()}
	}
	if len(q.path) == 0 {
		return place{rng: d.header}
	}
	for i := len(d.layers) - 1; i >= 0; i-- {
		if p, ok := d.layers[i].find(q, q.path, place{rng: d.header}); ok {
			return p
		}
	}
	return place{rng: d.word, missing: true}
}

// literal gives an attribute that is written as a plain string.
func (d *decl) literal(name string) (string, bool) {
	for i := len(d.layers) - 1; i >= 0; i-- {
		if e := d.layers[i].attribute(name); e != nil {
			return literalString(e)
		}
	}
	return "", false
}

// nativeBody is a body in the native syntax.
type nativeBody struct{ *hclsyntax.Body }

func (b nativeBody) attribute(name string) hcl.Expression {
	if a, ok := b.Attributes[name]; ok && a.Expr != nil {
		return a.Expr
	}
	return nil
}

func (b nativeBody) find(q query, path []string, up place) (place, bool) {
	if e := b.attribute(path[0]); e != nil {
		return place{rng: q.descend(e, path[1:]).Range()}, true
	}
	blocks := b.nested(path[0])
	if len(blocks) == 0 {
		return place{}, false
	}
	return findNested(q, blocks, path[1:], up), true
}

// nested is a block in a block, or the template of several.
type nested struct {
	header, word hcl.Range
	body         nativeBody
	dynamic      bool
}

// nested lists the blocks of one type, as written.
func (b nativeBody) nested(name string) []nested {
	var found []nested
	for _, block := range b.Blocks {
		switch {
		case block.Body == nil:
		case block.Type == name:
			found = append(found, nested{header: block.DefRange(), word: block.TypeRange, body: nativeBody{block.Body}})
		case block.Type == "dynamic" && len(block.Labels) == 1 && block.Labels[0] == name:
			found = append(found, dynamicBlock(block))
		}
	}
	return found
}

// dynamicBlock stands for the blocks that a dynamic block makes: they have the attributes of its content.
func dynamicBlock(block *hclsyntax.Block) nested {
	made := nested{header: block.DefRange(), word: block.TypeRange, dynamic: true}
	for _, content := range block.Body.Blocks {
		if content.Type == "content" && content.Body != nil {
			made.word, made.body = content.TypeRange, nativeBody{content.Body}
			break
		}
	}
	if made.body.Body == nil {
		made.body.Body = &hclsyntax.Body{}
	}
	return made
}

// findNested follows a path that starts with a position among blocks; a block that there can only be one of
// has none.
func findNested(q query, blocks []nested, path []string, up place) place {
	n, list := 0, q.before(path)
	if len(path) > 0 {
		if i, err := strconv.Atoi(path[0]); err == nil {
			n, path = i, path[1:]
		}
	}
	block, ok := q.pickBlock(blocks, n, list)
	if !ok {
		return up
	}
	here := place{rng: block.header}
	if len(path) == 0 {
		return here
	}
	if p, ok := block.body.find(q, path, here); ok {
		return p
	}
	return place{rng: block.word, missing: true}
}
