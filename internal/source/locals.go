package source

import (
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// LocalReferences gives the references in the expression of a local value, in the form and order in which a
// plan's configuration lists them: of each, the most specific first. modulePath is the module's address
// without instance keys, "" for the root. constant reports that there are none; ok is false when the local's
// expression is not at hand.
func (t *Tree) LocalReferences(modulePath, name string) (refs []string, constant, ok bool) {
	e := t.local(modulePath, name)
	if e == nil {
		return nil, false, false
	}
	if _, native := e.(hclsyntax.Expression); !native {
		v, diags := e.Value(nil)
		if diags.HasErrors() || checkTemplates(v) != nil {
			return nil, false, false
		}
	}
	traversals := e.Variables()
	for _, traversal := range traversals {
		refs = append(refs, references(traversal)...)
	}
	return refs, len(traversals) == 0, true
}

// LocalValue gives a local value that is written out: no references, functions or loops.
func (t *Tree) LocalValue(modulePath, name string) (cty.Value, bool) {
	e := t.local(modulePath, name)
	if e == nil || !isLiteral(e) {
		return cty.NilVal, false
	}
	v, diags := e.Value(nil)
	if diags.HasErrors() || !v.IsWhollyKnown() {
		return cty.NilVal, false
	}
	return v, true
}

func (t *Tree) local(modulePath, name string) hcl.Expression {
	address := "local." + name
	if modulePath != "" {
		address = modulePath + "." + address
	}
	to, ok := parseAddress(address)
	if !ok || !strings.HasPrefix(to.name, "local.") {
		return nil
	}
	m := t.module(to.module)
	if m == nil || !m.atHand() {
		return nil
	}
	if d := t.directory(m.dir).decls[to.name]; d != nil {
		return d.value
	}
	return nil
}

// isLiteral reports whether an expression can be evaluated in a time bounded by its length.
func isLiteral(e hcl.Expression) bool {
	native, ok := e.(hclsyntax.Expression)
	if !ok {
		v, diags := e.Value(nil)
		return !diags.HasErrors() && walkStrings(v, isPlain) == nil
	}
	literal := true
	diags := hclsyntax.VisitAll(native, func(node hclsyntax.Node) hcl.Diagnostics {
		switch node.(type) {
		case *hclsyntax.ForExpr, *hclsyntax.FunctionCallExpr, *hclsyntax.SplatExpr:
			literal = false
		}
		return nil
	})
	return literal && !diags.HasErrors() && len(native.Variables()) == 0
}

// isPlain refuses a JSON string that Terraform would read as a template.
func isPlain(s string) error {
	if strings.Contains(s, "${") || strings.Contains(s, "%{") {
		return errors.New("template")
	}
	return nil
}
