package base

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestParseYAML(t *testing.T) {
	for name, c := range map[string]struct{ yaml, json string }{
		"numbers and booleans": {"a: 1\nb: true\nc: 1.5\nd: ~\ne: yes", `{"a":1,"b":true,"c":1.5,"d":null,"e":"yes"}`},
		"response codes":       {"responses:\n  200: {description: ok}\n  '4XX': {}", `{"responses":{"200":{"description":"ok"},"4XX":{}}}`},
		"dates stay text":      {"info: {version: 2017-04-20T04:08:08Z}", `{"info":{"version":"2017-04-20T04:08:08Z"}}`},
		"no JSON numbers":      {"a: .nan\nb: .inf", `{"a":".nan","b":".inf"}`},
		"tags":                 {"uri: !Sub arn:${x}\nb: !!binary aGk=", `{"uri":"arn:${x}","b":"aGk="}`},
		"aliases":              {"a: &x {b: 1}\nc: *x\nd: [*x]", `{"a":{"b":1},"c":{"b":1},"d":[{"b":1}]}`},
		"merge":                {"a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", `{"a":{"b":1,"c":2},"d":{"b":1,"c":3}}`},
		"merge of several":     {"d: {<<: [{b: 1}, {b: 2, c: 2}]}", `{"d":{"b":1,"c":2}}`},
		"folded text":          {"a: >\n  one\n  two\nb: x", `{"a":"one two\n","b":"x"}`},
		"flow form":            {"{paths: {/x: {get: {}}}}", `{"paths":{"/x":{"get":{}}}}`},
		"empty list":           {"security: []", `{"security":[]}`},
		"start and comment":    {"--- # an API\nopenapi: '3.0.1'", `{"openapi":"3.0.1"}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, why := Document(c.yaml, "the document")
			if why != "" {
				t.Error(why)
			}
			var want Node
			if err := json.Unmarshal([]byte(c.json), &want); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// bomb is a document of n levels, each of which holds the one before nine times.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 x\n")
	for i := 1; i <= n; i++ {
		last := "*a" + Itoa(i-1)
		b.WriteString("a" + Itoa(i) + ": &a" + Itoa(i) + " [" + strings.Repeat(last+", ", 8) + last + "]\n")
	}
	return b.String()
}

func TestParseYAMLHostile(t *testing.T) {
	const secret = "hunter2"
	for name, c := range map[string]struct{ text, why string }{
		"alias bomb":          {bomb(20), "grows too large"},
		"alias of itself":     {"a: &a [*a]", "too deep"},
		"merge of itself":     {"a: &a {<<: *a}", "too deep"},
		"deep flow":           {"a: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "too deep"},
		"deeper than parsers": {"a: " + strings.Repeat("[", 100_000), "not valid"},
		"too long":            {"a: " + strings.Repeat("x", maxYAMLBytes), "longer than 2 MiB"},
		"unknown alias":       {"a: *b", "not valid"},
		"broken":              {"a: [" + secret, "not valid"},
		"binary":              {"a: \x00\x01", "not valid"},
		"a list":              {"- a", "single object"},
		"a text":              {secret, "single object"},
		"several documents":   {"a: 1\n---\nb: 2", "single object"},
		"broken second":       {"a: 1\n---\nb: [", "single object"},
		"key twice":           {"a:\n  " + secret + ": 1\n  " + secret + ": 2", "at line 3"},
		"object as key":       {"? {a: 1}\n: 2", "at line 1"},
		"broken JSON":         {`{"a": `, "not valid"},
		"only a comment":      {"# nothing", "not valid"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, why := Document(c.text, "the document")
			if doc != nil || !strings.HasPrefix(why, "the document ") || !strings.Contains(why, c.why) {
				t.Errorf("got %v and %q, want a reason with %q", doc, why, c.why)
			}
			if strings.Contains(why, secret) {
				t.Errorf("%q shows the body", why)
			}
		})
	}
}

func FuzzParseYAML(f *testing.F) {
	for _, seed := range []string{bomb(3), "a: &a [*a]", "a: {<<: [x, {y: 1}]}", "? - a\n: !!int 0x1", "--- |\n a\n...", "{a: b}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := ParseYAML(text)
		if err != nil {
			return
		}
		if _, err := json.Marshal(doc); err != nil {
			t.Errorf("%q gives what JSON can't hold: %v", text, err)
		}
	})
}
