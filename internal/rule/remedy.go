package rule

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Set is the HCL that gives an attribute a value, in the blocks around it; "" for a place that names no attribute. The
// name is thus the one that the resource's type and the provider's version have for it.
func Set(at model.Place, value string) string {
	var names []string
	for _, step := range strings.Split(at.Attribute(), ".") {
		if strings.Trim(step, "0123456789") != "" {
			names = append(names, step)
		}
	}
	if len(names) == 0 {
		return ""
	}
	var b strings.Builder
	width := 0
	for ; width < len(names)-1; width++ {
		b.WriteString(strings.Repeat("  ", width) + names[width] + " {\n")
	}
	b.WriteString(strings.Repeat("  ", width) + names[width] + " = " + value)
	for width--; width >= 0; width-- {
		b.WriteString("\n" + strings.Repeat("  ", width) + "}")
	}
	return b.String()
}
