package report

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// alsoShown is how many folded instances the text lists before it counts the rest.
const alsoShown = 6

// shorten names an instance by the keys in which it differs from the first one, or by its whole address
// when it differs in more than keys.
func shorten(first, other string) string {
	firstBody, firstKeys := splitKeys(first)
	otherBody, otherKeys := splitKeys(other)
	if firstBody != otherBody || len(firstKeys) != len(otherKeys) {
		return other
	}
	var differing strings.Builder
	for i, key := range otherKeys {
		if key != firstKeys[i] {
			differing.WriteString(key)
		}
	}
	if differing.Len() == 0 {
		return other
	}
	return differing.String()
}

// splitKeys takes the instance keys, such as [0] and ["a"], out of an address. Each leaves [] behind.
func splitKeys(address string) (body string, keys []string) {
	var b strings.Builder
	for address != "" {
		open := strings.IndexByte(address, '[')
		if open < 0 {
			break
		}
		key, rest, ok := plan.CutIndex(address[open:])
		if !ok {
			break
		}
		b.WriteString(address[:open] + "[]")
		keys = append(keys, "["+key+"]")
		address = rest
	}
	b.WriteString(address)
	return b.String(), keys
}
