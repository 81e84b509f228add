package provider

import "testing"

func TestFoundKey(t *testing.T) {
	for name, test := range map[string]struct{ pattern, prefix, suffix string }{
		"prefix":         {`{"key":[{"prefix":"in/"}]}`, "in/", ""},
		"suffix":         {`{"key":[{"suffix":".json"}]}`, "", ".json"},
		"both":           {`{"key":[{"wildcard":"in/*.json"}]}`, "in/", ".json"},
		"escaped":        {`{"key":[{"wildcard":"a\\*b/*\\\\c"}]}`, "a*b/", `\c`},
		"somebody's own": {`{"key":[{"wildcard":"*/in/*"}]}`, "", ""},
		"two keys":       {`{"key":[{"prefix":"a"},{"prefix":"b"}]}`, "", ""},
		"no key":         {`{"size":[{"numeric":[">",0]}]}`, "", ""},
		"nothing":        {``, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if prefix, suffix := foundKey([]byte(test.pattern)); prefix != test.prefix || suffix != test.suffix {
				t.Errorf("%q and %q, want %q and %q", prefix, suffix, test.prefix, test.suffix)
			}
		})
	}
}
