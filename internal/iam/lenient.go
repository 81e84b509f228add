package iam

import "bytes"

// dropTrailingCommas blanks commas that stand before a closing bracket, which AWS refuses but people write and
// other checkers read; it says whether there were any. The offsets of everything else stay as they are.
func dropTrailingCommas(data []byte) ([]byte, bool) {
	out := data
	comma, inString, before := -1, false, byte('[')
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString, comma, before = !inString, -1, c
		case inString || c == ' ' || c == '\t' || c == '\n' || c == '\r':
		case c == ',':
			if comma = -1; before != '[' && before != '{' && before != ',' {
				comma = i
			}
			before = c
		case (c == ']' || c == '}') && comma >= 0:
			if &out[0] == &data[0] {
				out = bytes.Clone(data)
			}
			out[comma], comma, before = ' ', -1, c
		default:
			comma, before = -1, c
		}
	}
	return out, len(data) > 0 && &out[0] != &data[0]
}
