package rule

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

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
	return Capital(SiteWords(s))
}

// TargetName names what a trigger leads to: function "orders", or queue "orders".
func TargetName(t *model.Trigger) string {
	switch {
	case len(t.Function.To) > 0:
		return fmt.Sprintf("function %q", t.Function.To[0].Label())
	case len(t.Workload.To) > 0:
		return fmt.Sprintf("%s %q", t.Workload.To[0].Noun(), t.Workload.To[0].Label())
	case len(t.Channel.To) > 0:
		return fmt.Sprintf("%s %q", t.Channel.To[0].Kind, t.Channel.To[0].Label())
	default:
		return "the target of " + t.Address
	}
}

// StageName names a stage of an API. APIs without stages have one that stands for the API itself; those of Google Cloud
// are served by gateways.
func StageName(s *model.Stage, api *model.API) string {
	noun := "stage"
	switch {
	case s.Address == api.Address:
		return fmt.Sprintf("API %q", api.Label())
	case s.Cloud == model.Google:
		noun = "gateway"
	}
	return fmt.Sprintf("%s %q of API %q", noun, s.Label(), api.Label())
}

// Capital begins a sentence with what is named.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
