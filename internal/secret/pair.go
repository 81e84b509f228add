package secret

import (
	"regexp"
	"strings"
	"sync"
)

// pairs are the ways in which texts give a name a value: JSON, YAML and code; assignments of a shell; options of a
// command.
var pairs = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`["']?([A-Za-z][A-Za-z0-9_.-]{1,60})["']?\s*(?:=>|[:=])\s*"([^"\n]{4,300})"`),
		regexp.MustCompile(`["']?([A-Za-z][A-Za-z0-9_.-]{1,60})["']?\s*(?:=>|[:=])\s*'([^'\n]{4,300})'`),
		regexp.MustCompile(`\b([A-Z][A-Z0-9_]{2,60})=([^\s"'` + "`" + `;&|]{4,300})`),
		regexp.MustCompile(`(?m)^\s*-?\s*([A-Za-z][A-Za-z0-9_.-]{1,60}):[ \t]+([^\s"'#{\[][^\s#]{3,300})[ \t]*$`),
		regexp.MustCompile(`(?:^|\s)--?([A-Za-z][A-Za-z0-9-]{2,40})[= ]([^\s"'-][^\s"']{3,300})`),
	}
})

// inPairs looks for a name of a secret that is given a value.
func inPairs(text string) (Found, bool) {
	text = strings.ReplaceAll(text, `\"`, `"`)
	for _, re := range pairs() {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			name, value := m[1], m[2]
			// A JSONPath field of a state machine: "Token.$".
			if strings.HasSuffix(name, ".") || strings.HasPrefix(value, "$") {
				continue
			}
			if k, ok := kindOf(name); ok && k.holds(name, value) {
				return found(k.label, value), true
			}
		}
	}
	return Found{}, false
}
