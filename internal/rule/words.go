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

// SiteWords says what a site is, in messages: "function app slot".
func SiteWords(s *model.Site) string {
	if s.Slot {
		return string(s.Kind) + " slot"
	}
	return string(s.Kind)
}

// SiteTitle is SiteWords at the beginning of a sentence.
func SiteTitle(s *model.Site) string {
	words := SiteWords(s)
	return string(words[0]-'a'+'A') + words[1:]
}
