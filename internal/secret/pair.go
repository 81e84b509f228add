package secret

import (
	"regexp"
	"strings"
	"sync"
)

// Names and values that are longer are something else: prose, or data.
const longestName, longestValue = 60, 300

// pairs are the ways in which texts give a name a value: JSON, YAML and code; assignments of a shell; options of a
// command.
var pairs = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`["']?([A-Za-z][A-Za-z0-9_.-]+)["']?\s*(?:=>|[:=])\s*"([^"\n]+)"`),
		regexp.MustCompile(`["']?([A-Za-z][A-Za-z0-9_.-]+)["']?\s*(?:=>|[:=])\s*'([^'\n]+)'`),
		regexp.MustCompile(`\b([A-Z][A-Z0-9_]+)=([^\s"'` + "`" + `;&|]+)`),
		regexp.MustCompile(`(?m)^\s*-?\s*([A-Za-z][A-Za-z0-9_.-]+):[ \t]+([^\s"'#{\[][^\s#]+)[ \t]*$`),
		regexp.MustCompile(`(?:^|\s)--?([A-Za-z][A-Za-z0-9-]+)[= ]([^\s"'-][^\s"']+)`),
	}
})

// telling tells whether a text has any word that ends the name of a secret: most have none, and need no search.
func telling(text string) bool {
	lower := strings.ToLower(text)
	for _, word := range []string{"pass", "pwd", "key", "secret", "token", "cred", "authorization", "pat"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// inPairs looks for a name of a secret that is given a value.
func inPairs(text string) (Found, bool) {
	if !telling(text) {
		return Found{}, false
	}
	text = strings.ReplaceAll(text, `\"`, `"`)
	for _, re := range pairs() {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			name, value := m[1], m[2]
			if len(name) > longestName || len(value) > longestValue {
				continue
			}
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
