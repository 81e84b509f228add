package source

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// madeBlock is a nested block of an instance, with the scope that its dynamic block gives it.
type madeBlock struct {
	body  nativeBody
	scope *scope
}

// expandBlocks lists the nested blocks of one type, those that dynamic blocks make included.
func (ev *evaluator) expandBlocks(b nativeBody, name string, s *scope) ([]madeBlock, error) {
	var made []madeBlock
	for _, block := range b.Blocks {
		switch {
		case block.Body == nil || ev.step(1) != nil:
			return nil, errUnclear
		case block.Type == name:
			made = append(made, madeBlock{nativeBody{block.Body}, s})
		case block.Type == "dynamic" && len(block.Labels) == 1 && block.Labels[0] == name:
			more, err := ev.dynamic(block, name, s)
			if err != nil {
				return nil, err
			}
			made = append(made, more...)
		}
	}
	return made, nil
}

func (ev *evaluator) dynamic(block *hclsyntax.Block, name string, s *scope) ([]madeBlock, error) {
	d := nativeBody{block.Body}
	forEach, content := d.attribute("for_each"), dynamicBlock(block).body
	if e := d.attribute("iterator"); e != nil {
		name = hcl.ExprAsKeyword(e)
	}
	if forEach == nil || name == "" {
		return nil, errUnclear
	}
	collection, err := ev.eval(forEach, s)
	if err != nil {
		return nil, err
	}
	keys, values, err := ev.elements(collection)
	if err != nil {
		return nil, err
	}
	made := make([]madeBlock, 0, len(keys))
	for i := range keys {
		iterator := cty.ObjectVal(map[string]cty.Value{"key": keys[i], "value": values[i]})
		made = append(made, madeBlock{content, s.with(name, iterator)})
	}
	return made, nil
}

// pick gives the block that stands at the position that a path starts with; a block that there is only one of has no
// position. Of several it must be certain: most providers keep blocks as sets, in an order of the plan's own.
func (ev *evaluator) pick(blocks []madeBlock, path []string, address, at string) (madeBlock, []string, error) {
	n, err := strconv.Atoi(path[0])
	switch {
	case err != nil && len(blocks) == 1:
		return blocks[0], path, nil
	case err != nil || n < 0 || n >= len(blocks) || len(path) < 2:
		return madeBlock{}, nil, errUnclear
	case len(blocks) == 1 || at == "statement":
		return blocks[n], path[1:], nil // the statements of a policy document are a list
	case ev.tree.values == nil || ev.step(len(blocks)) != nil:
		return madeBlock{}, nil, errUnclear
	}
	q, found := query{address: address, values: ev.tree.values}, -1
	for i, b := range blocks {
		fits := q.fitBody(b.body.Body, at+"."+path[0])
		if fits == contradict {
			continue
		}
		if found >= 0 || fits != agree {
			return madeBlock{}, nil, errUnclear
		}
		found = i
	}
	if found < 0 {
		return madeBlock{}, nil, errUnclear
	}
	return blocks[found], path[1:], nil
}
