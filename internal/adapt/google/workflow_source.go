package google

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// maxSource is how long a workflow's source may be (Workflows documentation, "Quotas and limits": 128 KB).
const maxSource = 128 << 10

// sourceFacts adds what the source of a workflow calls without encryption, and where its caller chooses what it calls.
func sourceFacts(r resource, w *model.Workload) {
	v := r.Str("source_contents")
	text, ok := v.Get()
	if !ok {
		text, ok = v.Shape()
	}
	switch {
	case v.Sensitive():
		w.UntrustedWhy = "source_contents is sensitive"
	case !ok:
		w.UntrustedWhy = v.Why()
	case len(text) > maxSource:
		w.UntrustedWhy = "source_contents is longer than a workflow can be"
	default:
		s := parseSource(text)
		w.Untrusted = s.untrusted(v.Place)
		s.plainCalls(r)
	}
}

// workflowSource is what matters here of a workflow's source, in YAML or JSON: it is read field by field, whatever they
// belong to.
type workflowSource struct {
	urls    []string        // values of url, as written
	tainted map[string]bool // variables that the caller decides on
}

// patterns are the forms of a workflow's source that are looked for.
type patterns struct{ line, quoted, params, words *regexp.Regexp }

var workflowForms = sync.OnceValue(func() patterns {
	return patterns{
		line:   regexp.MustCompile(`(?m)^[ \t\-{]*"?([A-Za-z_][A-Za-z0-9_]*)"?[ \t]*:[ \t]*(.+?),?[ \t\r]*$`),
		quoted: regexp.MustCompile(`"([A-Za-z_][A-Za-z0-9_]*)"\s*:\s*("(?:[^"\\]|\\.)*")`),
		params: regexp.MustCompile(`"?params"?\s*:\s*[\[\-]\s*"?([A-Za-z_][A-Za-z0-9_]*)`),
		words:  regexp.MustCompile(`"[^"]*"|[A-Za-z_][A-Za-z0-9_.]*`),
	}
})

func parseSource(text string) workflowSource {
	s := workflowSource{tainted: map[string]bool{}}
	if args := mainArguments(text); args != "" {
		s.tainted[args] = true
	}
	forms := workflowForms()
	fields := append(forms.line.FindAllStringSubmatch(text, -1), forms.quoted.FindAllStringSubmatch(text, -1)...)
	for range 4 { // as far as values are handed on
		for _, f := range fields {
			if name, value := f[1], unquoted(f[2]); !reserved(name) && strings.HasPrefix(value, "${") && s.takesFromCaller(value) {
				s.tainted[name] = true
			}
		}
	}
	for _, f := range fields {
		if f[1] == "url" {
			s.urls = append(s.urls, unquoted(f[2]))
		}
	}
	return s
}

// reserved tells the keywords whose value is no variable's (Workflows documentation, "Syntax overview").
func reserved(name string) bool {
	return slices.Contains([]string{
		"url", "body", "query", "headers", "auth", "call", "result", "return", "condition", "next", "raise", "value", "in",
		"text", "json", "data", "timeout",
	}, name)
}

// mainArguments gives the name of the parameter by which the caller's input comes in, "" where there is none.
func mainArguments(text string) string {
	_, after, ok := strings.Cut(text, "main")
	if !ok {
		return ""
	}
	params := workflowForms().params.FindStringSubmatch(after)
	if params == nil {
		return ""
	}
	return params[1]
}

func unquoted(text string) string {
	text = strings.TrimSpace(text)
	if len(text) >= 2 && (text[0] == '"' || text[0] == '\'') && text[len(text)-1] == text[0] {
		text = text[1 : len(text)-1]
	}
	return strings.ReplaceAll(text, `\"`, `"`)
}

// takesFromCaller tells whether an expression names a variable that the caller decides on.
func (s workflowSource) takesFromCaller(expression string) bool {
	for _, word := range workflowForms().words.FindAllString(expression, -1) {
		root, _, _ := strings.Cut(word, ".")
		if s.tainted[root] {
			return true
		}
	}
	return false
}

// untrusted gives the addresses in which the caller chooses the host.
func (s workflowSource) untrusted(at model.Place) []model.UntrustedField {
	var found []model.UntrustedField
	for _, url := range slices.Compact(s.urls) {
		inner, ok := strings.CutPrefix(url, "${")
		if part := s.hostFromCaller(strings.TrimSuffix(inner, "}")); ok && part != "" {
			found = append(found, model.UntrustedField{Place: at, Path: part, Use: "host"})
		}
	}
	return found
}

// hostFromCaller gives the part of an expression that ends up before the path of an address, if the caller chooses it.
func (s workflowSource) hostFromCaller(expression string) string {
	for _, part := range strings.Split(expression, "+") {
		part = strings.TrimSpace(part)
		if literal := strings.Trim(part, `"'`); literal != part {
			_, rest, scheme := strings.Cut(literal, "://")
			if scheme && strings.Contains(rest, "/") || !scheme && strings.HasPrefix(literal, "/") {
				return "" // the host ends here
			}
			continue
		}
		if s.takesFromCaller(part) {
			return part
		}
	}
	return ""
}

// plainCalls adds the calls that go out without encryption, but for those within a network.
func (s workflowSource) plainCalls(r resource) {
	at := r.Place("source_contents")
	for _, url := range s.urls {
		_, rest, plain := strings.Cut(strings.ToLower(strings.Trim(url, `${}" '`)), "http://")
		host, _, _ := strings.Cut(rest, "/")
		if !plain || host == "" || strings.HasSuffix(host, ".internal") || strings.HasPrefix(host, "localhost") ||
			strings.HasPrefix(host, "10.") || strings.HasPrefix(host, "192.168.") {
			continue
		}
		r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
			Head: r.Head(), Kind: model.CallDelivery, URL: model.Known("http://"+host, at), Plain: model.True(), Place: at,
			OwnPlatform: model.False(),
		})
		return // one finding is enough for one text
	}
}

// encodedText adds a text that stands in the configuration in base64.
func encodedText(r resource, path string) {
	v := r.Str(path)
	text, known := v.Get()
	if model.Never(v.IsSet()) {
		return
	}
	if plain, err := base64.StdEncoding.DecodeString(text); known && err == nil {
		v = model.Map(v, func(string) string { return string(plain) })
	}
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: v.Place, Kind: "scheduled job body", Value: v, Document: true, From: r.from(path),
	})
}
