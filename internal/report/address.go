package report

import "strings"

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
		end := keyEnd(address[open:])
		if end == 0 {
			break
		}
		b.WriteString(address[:open] + "[]")
		keys = append(keys, address[open:open+end])
		address = address[open+end:]
	}
	b.WriteString(address)
	return b.String(), keys
}

// keyEnd gives the length of the key that s starts with, 0 when it does not end. A quoted key may hold
// brackets, and quotes behind a backslash.
func keyEnd(s string) int {
	quoted := false
	for i := 1; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ']' && !quoted:
			return i + 1
		}
	}
	return 0
}
