package source

import "strings"

// maxSteps bounds the names in an address; Terraform's deepest real ones have a few dozen.
const maxSteps = 200

// target is an address without instance keys.
type target struct {
	module string // "a.b" for module.a.module.b
	name   string // as directory.decls has it
}

// parseAddress splits the address of a resource, output, variable, local or module call.
func parseAddress(address string) (target, bool) {
	names, ok := addressNames(address)
	if !ok {
		return target{}, false
	}
	var path []string
	for len(names) > 2 && names[0] == "module" {
		path = append(path, names[1])
		names = names[2:]
	}
	want := 2
	if names[0] == "data" || names[0] == "ephemeral" {
		want = 3
	}
	if len(names) != want {
		return target{}, false
	}
	return target{module: strings.Join(path, "."), name: strings.Join(names, ".")}, true
}

// addressNames gives the names between the dots, without the instance keys.
func addressNames(address string) ([]string, bool) {
	names := make([]string, 0, 8)
	for len(names) < maxSteps {
		end := strings.IndexAny(address, ".[")
		if end < 0 {
			return append(names, address), address != ""
		}
		if end == 0 {
			return nil, false
		}
		names = append(names, address[:end])
		rest, ok := skipKey(address[end:])
		if !ok || rest == "" {
			return names, ok
		}
		if rest[0] != '.' {
			return nil, false
		}
		address = rest[1:]
	}
	return nil, false
}

// skipKey cuts an instance key, [0] or ["a.b"], off the front.
func skipKey(s string) (rest string, ok bool) {
	if s[0] != '[' {
		return s, true
	}
	if !strings.HasPrefix(s, `["`) {
		number, rest, ok := strings.Cut(s[1:], "]")
		return rest, ok && number != "" && strings.Trim(number, "0123456789") == ""
	}
	for i := 2; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return strings.CutPrefix(s[i+1:], "]")
		}
	}
	return "", false
}
