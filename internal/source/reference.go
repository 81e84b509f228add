package source

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// references lists one reference as Terraform's jsonconfig does: the whole, then shorter and shorter down to
// the thing that it refers to, then that without its key or, for a module's output, the module.
func references(traversal hcl.Traversal) []string {
	subject := subjectLen(traversal)
	if subject == 0 {
		return nil
	}
	full := traversal
	if traversal.RootName() == "resource" { // resource.aws_x.y is another way to write aws_x.y
		full = full[1:]
		subject--
	}
	var refs []string
	for n := len(full); n >= subject; n-- {
		refs = append(refs, traversalText(full[:n]))
	}
	_, keyed := full[subject-1].(hcl.TraverseIndex)
	isOutput := traversal.RootName() == "module" && subject > 2 && !keyed
	if keyed || isOutput {
		refs = append(refs, traversalText(full[:subject-1]))
	}
	return refs
}

// subjectLen gives how many steps name the thing that is referred to; 0 when Terraform knows no such thing.
func subjectLen(traversal hcl.Traversal) int {
	names := 0 // names in a row from the start
	for names < len(traversal) && isName(traversal[names]) {
		names++
	}
	switch traversal.RootName() {
	case "var", "local", "each", "count", "path", "terraform", "tofu":
		return exactly(names, 2)
	case "self":
		return 1
	case "module":
		return moduleLen(traversal, names)
	case "data", "ephemeral", "resource", "action":
		return keyedLen(traversal, exactly(names, 3))
	}
	return keyedLen(traversal, exactly(names, 2))
}

func moduleLen(traversal hcl.Traversal, names int) int {
	if names >= 3 {
		return 3 // module.m.output
	}
	n := keyedLen(traversal, exactly(names, 2))
	if n == 3 && len(traversal) > 3 && isName(traversal[3]) {
		return 4 // module.m["k"].output
	}
	return n
}

// exactly gives want when there are so many names, else 0.
func exactly(names, want int) int {
	if names < want {
		return 0
	}
	return want
}

// keyedLen takes in the instance key that follows.
func keyedLen(traversal hcl.Traversal, n int) int {
	if n == 0 || n >= len(traversal) {
		return n
	}
	if _, ok := traversal[n].(hcl.TraverseIndex); ok {
		return n + 1
	}
	return n
}

func isName(step hcl.Traverser) bool {
	switch step.(type) {
	case hcl.TraverseRoot, hcl.TraverseAttr:
		return true
	}
	return false
}

func traversalText(traversal hcl.Traversal) string {
	var b strings.Builder
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			b.WriteString(step.Name)
		case hcl.TraverseAttr:
			if b.Len() > 0 { // "resource" may have been cut off the front
				b.WriteByte('.')
			}
			b.WriteString(step.Name)
		case hcl.TraverseIndex:
			b.WriteString("[" + keyText(step.Key) + "]")
		}
	}
	return b.String()
}

func keyText(key cty.Value) string {
	switch {
	case key.IsNull() || !key.IsKnown():
		return ""
	case key.Type() == cty.String:
		return strconv.Quote(key.AsString())
	case key.Type() == cty.Number:
		return key.AsBigFloat().Text('g', 10)
	}
	return ""
}
