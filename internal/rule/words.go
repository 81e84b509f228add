package rule

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// NameFunctions names a few functions in a message: function "orders", or functions "orders", "users" and others.
func NameFunctions(fs []*model.Function) string {
	const most = 3
	if len(fs) == 1 {
		return `function "` + fs[0].Label() + `"`
	}
	var quoted []string
	for _, f := range fs[:min(len(fs), most)] {
		quoted = append(quoted, `"`+f.Label()+`"`)
	}
	if len(fs) > most {
		return "functions " + strings.Join(quoted, ", ") + " and others"
	}
	return "functions " + strings.Join(quoted, ", ")
}
