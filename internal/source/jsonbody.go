package source

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
)

// jsonBody is a body in JSON. There, whether a property is an attribute or a nested block depends on the
// provider's schema, which is not at hand: both are followed alike.
type jsonBody hcl.Attributes

func (b jsonBody) attribute(name string) hcl.Expression {
	if a, ok := b[name]; ok && a.Expr != nil {
		return a.Expr
	}
	return nil
}

func (b jsonBody) find(q query, path []string, _ place) (place, bool) {
	if e := b.attribute(path[0]); e != nil {
		return place{rng: q.descend(e, path[1:]).Range()}, true
	}
	made := b.attribute("dynamic")
	if made == nil {
		return place{}, false
	}
	next, rest, ok := stepObject(properties(made), path)
	if !ok {
		return place{}, false
	}
	return place{rng: q.descend(dynamicContent(next), skipIndex(rest)).Range()}, true
}

// stepJSON goes into a JSON value. A nested block that is given once may be written without a list, but has
// position 0 in the path all the same.
func (q query) stepJSON(e hcl.Expression, path []string) (hcl.Expression, []string, bool) {
	if list, diags := hcl.ExprList(e); !diags.HasErrors() {
		return q.stepTuple(list, path)
	}
	items := properties(e)
	if next, rest, ok := stepObject(items, path); ok {
		return next, rest, true
	}
	if made, rest, ok := stepObject(items, []string{"dynamic"}); ok && len(rest) == 0 {
		if next, rest, ok := stepObject(properties(made), path); ok {
			return dynamicContent(next), skipIndex(rest), true
		}
	}
	return e, path[1:], path[0] == "0" && items != nil
}

// properties lists the properties of a JSON object, and of all objects of a list.
func properties(e hcl.Expression) []hcl.KeyValuePair {
	if items, diags := hcl.ExprMap(e); !diags.HasErrors() {
		return items
	}
	list, diags := hcl.ExprList(e)
	if diags.HasErrors() {
		return nil
	}
	var all []hcl.KeyValuePair
	for _, element := range list {
		if items, diags := hcl.ExprMap(element); !diags.HasErrors() {
			all = append(all, items...)
		}
	}
	return all
}

// dynamicContent gives what a dynamic block makes its blocks of.
func dynamicContent(e hcl.Expression) hcl.Expression {
	if content, _, ok := stepObject(properties(e), []string{"content"}); ok {
		return content
	}
	return e
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// skipIndex leaves out the position among the blocks that a dynamic block makes.
func skipIndex(path []string) []string {
	if len(path) > 0 && isNumber(path[0]) {
		return path[1:]
	}
	return path
}
