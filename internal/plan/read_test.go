package plan

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

const tiny = `{"format_version":"1.2","resource_changes":[]}`

func TestRefused(t *testing.T) {
	deep := func(n int) string {
		return `{"format_version":"1.2","x":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}`
	}
	tests := []struct{ name, input, want string }{
		{"empty", "", "read plan: is empty; make it with: terraform show -json FILE > plan.json"},
		{"blank", " \n\t", "is empty"},
		{"a byte order mark alone", "\xef\xbb\xbf", "is empty"},
		{"text", "Error: no plan\n", `is not JSON: it starts with "Error: no pl"`},
		{"control bytes", "\x1b[31mred", `is not JSON: it starts with "\x1b[31mred"`},
		{"a list", "[]", "is a JSON list, not a plan"},
		{"a number", "12", "is not JSON"},
		{"a binary plan", "PK\x03\x04\x14\x00", "is a binary plan; run: terraform show -json FILE > plan.json"},
		{"other JSON", `{"a":1}`, "it has no format_version"},
		{"format 2", `{"format_version":"2.0","resource_changes":[]}`, "format version 2.0 is not supported (want 0.1, 0.2 or 1.x); use a newer slsguard"},
		{"format 0.3", `{"format_version":"0.3"}`, "format version 0.3 is not supported"},
		{"format without minor", `{"format_version":"1"}`, "format version 1 is not supported"},
		{"a hostile format version", `{"format_version":"\u001b[31m"}`, `format version "\x1b[31m" is not supported`},
		{"a state file", `{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","resources":[]}`, "is a state file, not a plan; make a plan with"},
		{"a shown state", `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`, "is a state, not a plan"},
		{"a shown empty state", `{"format_version":"1.0"}`, "may be an empty state"},
		{"an encrypted plan", `{"meta":{"key_provider.x":"y"},"encrypted_data":"aGk=","encryption_version":"v0"}`, "is encrypted by OpenTofu; run: tofu show -json"},
		{"log lines", `{"@level":"info","@message":"Terraform 1.11.4"}` + "\n" + `{"@level":"info"}`, "holds the log lines of terraform plan -json"},
		{"truncated", `{"format_version":"1.2","resource_changes":[{"address":"a.b"`, "ends early: it is truncated (/resource_changes/0, byte 60)"},
		{"truncated in a skipped part", `{"format_version":"1.2","planned_values":{"x":"y`, "ends early"},
		{"a trailing byte", tiny + "x", "is not valid JSON"},
		{"a trailing plan", tiny + tiny, "goes on after the end of the plan (byte"},
		{"a trailing bracket", tiny + "}", "is not valid JSON"},
		{"a duplicate member", `{"format_version":"1.2","resource_changes":[],"resource_changes":[]}`, "names the same member twice (/resource_changes, byte"},
		{"a duplicate member in a skipped part", `{"format_version":"1.2","planned_values":{"x":{"a":1,"a":2}}}`, "names the same member twice (/planned_values/x/a, byte"},
		{"a duplicate name by escape", `{"format_version":"1.2","planned_values":{"a":1,"\u0061":2}}`, "names the same member twice"},
		{"a duplicate attribute", small(created("", "a", "b", "", `{"x":1,"x":2}`, `{}`), `{}`), "names the same member twice (/resource_changes/0/change/after/x, byte"},
		{"a duplicate attribute in configuration", small("", `{"resources":[`+written("a", "b", `"x":{},"x":{}`, "")+`]}`), "names the same member twice"},
		{"invalid UTF-8", `{"format_version":"1.2","x":"` + "\xff" + `"}`, "is not valid JSON: invalid UTF-8 (/x, byte"},
		{"a lone surrogate", `{"format_version":"1.2","x":"\ud800"}`, "is not valid JSON"},
		{"a raw newline in a string", "{\"format_version\":\"1.2\",\"x\":\"\n\"}", "is not valid JSON"},
		{"a leading zero", `{"format_version":"1.2","x":01}`, "is not valid JSON"},
		{"five million deep", deep(5_000_000), "is not valid JSON: exceeded max depth"},
		{"resource_changes is no list", `{"format_version":"1.2","resource_changes":{}}`, "is an object where a plan has a list (/resource_changes, byte"},
		{"a resource is no object", `{"format_version":"1.2","resource_changes":["x"]}`, "is a string where a plan has an object"},
		{"an address is no string", `{"format_version":"1.2","resource_changes":[{"address":7}]}`, "is a number where a plan has a string"},
		{"errored is no bool", `{"format_version":"1.2","errored":"no","resource_changes":[]}`, "is a string where a plan has true or false"},
		{"a configuration of wrong shape", small("", `{"resources":[{"address":[]}]}`), "is a list where a plan has a string (/configuration/root_module/resources/0/address, byte"},
		{"planned_values alone, from a pipe", `{"format_version":"1.2","planned_values":{"root_module":{"resources":[]}}}`, "has planned_values but no resource_changes; give it as a file"},
		{"a hostile name in a place", `{"format_version":"1.2","\u001b[31m` + strings.Repeat("x", 500) + `":tru}`, `("/\x1b[31mxxxx`},
		{"UTF-16 with half a pair", "\xff\xfe{\x00\"\x00\x00\xd8\"\x00}\x00", "is broken UTF-16; make it again"},
		{"UTF-16 that ends in half a pair", "\xfe\xff\x00{\x00\"\xd8\x01", "is broken UTF-16"},
		{"UTF-16 of odd length", "\xff\xfe{\x00}", "is broken UTF-16"},
		{"UTF-16, truncated", "\xff\xfe{\x00", "ends early"},
		{"broken gzip", "\x1f\x8b\x08\x00", "is broken gzip data"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// Not an io.Seeker, as a pipe is none.
			_, err := Read(context.Background(), io.MultiReader(strings.NewReader(tt.input)), Options{})
			var known *Error
			if !errors.As(err, &known) {
				t.Fatalf("error %v of type %T, want *Error", err, err)
			}
			text := err.Error()
			if !strings.Contains(text, tt.want) {
				t.Errorf("error %q, want %q in it", text, tt.want)
			}
			if strings.ContainsAny(text, "\n\x1b") || len(text) > 600 {
				t.Errorf("error %q is no short, printable line", text)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	text := small(created("", "aws_x", "ü", "", `{"tag":"Zürich 🚆"}`, `{}`), `{}`)
	encoded := func(order unicode.Endianness, bom unicode.BOMPolicy) string {
		s, err := unicode.UTF16(order, bom).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	tests := []struct{ name, input string }{
		{"UTF-8", text},
		{"UTF-8 with byte order mark", "\xef\xbb\xbf" + text},
		{"UTF-16 little endian", encoded(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16 big endian", encoded(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16 little endian without mark", encoded(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16 big endian without mark", encoded(unicode.BigEndian, unicode.IgnoreBOM)},
		{"gzip", zipped(t, text)},
		{"gzip of UTF-16", zipped(t, encoded(unicode.LittleEndian, unicode.UseBOM))},
		{"blanks around", "\n  " + text + "\r\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := read(t, tt.input)
			if r, ok := p.Resource("aws_x.ü"); !ok || r.Attr("tag").Text() != "Zürich 🚆" {
				t.Errorf("read %v %v", r, ok)
			}
		})
	}
}

func zipped(t *testing.T, text string) string {
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	if _, err := zw.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// endless gives head, and then n bytes of fill.
func endless(head string, fill byte, n int64) io.Reader {
	return io.MultiReader(strings.NewReader(head), io.LimitReader(filler(fill), n))
}

type filler byte

func (f filler) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(f)
	}
	return len(b), nil
}

func TestLargeValue(t *testing.T) {
	tests := []struct {
		name string
		r    io.Reader
	}{
		{"a string that is skipped", endless(`{"format_version":"1.2","planned_values":{"x":"`, 'x', 300<<20)},
		{"a string that is kept", endless(`{"format_version":"1.2","resource_changes":[{"address":"`, 'x', 300<<20)},
		{"a number", endless(`{"format_version":"1.2","x":1`, '0', 300<<20)},
		{"blanks", endless(`{"format_version":"1.2","x":`, ' ', 300<<20)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Read(context.Background(), tt.r, Options{MaxValue: 1 << 20})
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), "holds a value of more than 1048576 bytes") {
				t.Errorf("error %v", err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
				t.Errorf("took %d bytes of memory", used)
			}
		})
	}
}

func TestBomb(t *testing.T) {
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	if _, err := io.Copy(zw, endless(`{"format_version":"1.2","x":[0`, ' ', 256<<20)); err != nil {
		t.Fatal(err)
	}
	zw.Close()
	_, err := Read(context.Background(), &b, Options{MaxValue: 1 << 40})
	if err == nil || !strings.Contains(err.Error(), "decompresses to far more than a plan does") {
		t.Errorf("error %v", err)
	}
}

func TestDeepButLegal(t *testing.T) {
	n := 9000
	value := strings.Repeat(`{"x":[`, n/2) + strings.Repeat("]}", n/2)
	p := read(t, small(created("", "a", "b", "", `{"v":`+value+`}`, `{}`), `{}`))
	r, _ := p.Resource("a.b")
	depth, v := 0, r.Attr("v")
	for ; v.Len() > 0; depth++ {
		v = v.parts()[0]
	}
	if depth != n-1 {
		t.Errorf("depth %d, want %d", depth, n-1)
	}
	p.Resolve(r, "v."+strings.Repeat("x.0.", 100)+"x")
}

// TestDeepModules has addresses and module calls nested far deeper than Terraform allows.
func TestDeepModules(t *testing.T) {
	const depth = 2000
	address := strings.TrimSuffix(strings.Repeat("module.a.", 20*depth), ".")
	config := strings.Repeat(`{"module_calls":{"a":{"module":`, depth) + `{}` + strings.Repeat(`}}}`, depth)
	p := read(t, small(user(address, "m", ""), config))
	r := p.Resources[0]
	if res := p.Resolve(r, "event_source_arn"); res.Complete || len(res.Origins) > 0 {
		t.Errorf("%+v", res)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Read(ctx, strings.NewReader(tiny), Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if _, err := ReadFile(context.Background(), write("good.json", tiny), Options{}); err != nil {
		t.Error(err)
	}
	tests := []struct{ path, want string }{
		{write("bad.json", "{"), "bad.json: ends early"},
		{dir, ": is a directory; name a plan in it"},
		{filepath.Join(dir, "none.json"), "none.json: cannot be read: no such file or directory"},
	}
	for _, tt := range tests {
		_, err := ReadFile(context.Background(), tt.path, Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.path, err, tt.want)
		}
	}
	planned := `{"format_version":"1.2","planned_values":{"root_module":{"child_modules":[{"address":"module.a","resources":[` +
		`{"address":"module.a.x_y.z","mode":"managed","type":"x_y","name":"z","values":{"a":"b","c":null,"d":null}}]}]}},` +
		`"configuration":{"root_module":{"module_calls":{"a":{"module":{"resources":[` + written("x_y", "z", `"c":`+refs("var.c"), "") + `]}}}}}}`
	p, err := ReadFile(context.Background(), write("planned.json", planned), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, _ := p.Resource("module.a.x_y.z")
	want := map[string]any{"a": "b", "c": unknown}
	if diff := cmp.Diff(want, plain(r.After)); diff != "" || p.PartialWhy == "" || p.Count != 1 {
		t.Errorf("partial %q, count %d: %s", p.PartialWhy, p.Count, diff)
	}
}

func TestKept(t *testing.T) {
	change := func(address, mode, actions, more string) string {
		_, name, _ := strings.Cut(address, ".")
		return `{"address":"` + address + `","mode":"` + mode + `","type":"t","name":"` + name + `",` + more + `"change":{"actions":[` + actions +
			`],"before":{"a":1},"after":{"a":2}}}`
	}
	text := `{"format_version":"1.2","resource_changes":[` + comma(
		change("t.created", "managed", `"create"`, ""),
		change("t.updated", "managed", `"update"`, ""),
		change("t.same", "managed", `"no-op"`, ""),
		change("t.replaced", "managed", `"delete","create"`, ""),
		change("t.replaced_late", "managed", `"create","delete"`, ""),
		change("t.split", "managed", `"create","forget"`, ""),
		change("t.deleted", "managed", `"delete"`, ""),
		change("t.forgotten", "managed", `"forget"`, ""),
		change("t.deposed", "managed", `"no-op"`, `"deposed":"abc",`),
		change("data.t.read", "data", `"read"`, ""),
		// change may stand before all that says what it is of.
		`{"change":{"after":{"a":2},"after_sensitive":{"a":true},"actions":["create"]},"name":"late","type":"t","mode":"managed","address":"t.late"}`,
	) + `],"prior_state":{"values":{"root_module":{"resources":[` +
		`{"address":"t.same","mode":"managed","type":"t","name":"same","values":{}},` +
		`{"address":"data.t.read","mode":"data","type":"t","name":"read","values":{"old":true}},` +
		`{"address":"data.t.old","mode":"data","type":"t","name":"old","values":{"s":"x"},"sensitive_values":{"s":true}}]}}}}`
	p := read(t, text)
	var got []string
	for _, r := range p.Resources {
		got = append(got, r.Address)
	}
	want := []string{
		"t.created", "t.updated", "t.same", "t.replaced", "t.replaced_late", "t.split",
		"data.t.read", "t.late", "data.t.old",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p.Count != 11 || p.Types["t"] != 10 {
		t.Errorf("count %d, types %v", p.Count, p.Types)
	}
	old, _ := p.Resource("data.t.old")
	late, _ := p.Resource("t.late")
	if !old.Prior || !old.Attr("s").Sensitive() || !late.Attr("a").Sensitive() || late.Attr("a").Text() != "2" {
		t.Errorf("prior %+v, late %+v", old, late)
	}
	only, err := Read(context.Background(), strings.NewReader(text), Options{Keep: func(m Mode, _ string) bool { return m == Data }})
	if err != nil || len(only.Resources) != 2 || only.Count != 11 || only.Types["t"] != 10 {
		t.Errorf("data sources only: %v %+v", err, only)
	}
}

func TestUnknownAndSensitive(t *testing.T) {
	tests := []struct {
		name, after, unknown, sensitive string
		want                            any
		secret, open                    string // paths that are sensitive and not, apart by blanks
	}{
		{"left out of after", `{"a":1}`, `{"b":true}`, `{}`, map[string]any{"a": 1.0, "b": unknown}, "", "a b"},
		{"null in after", `{"a":null,"b":null}`, `{"a":true,"b":false}`, `{}`, map[string]any{"a": unknown}, "", ""},
		{"in a list", `{"l":["x",null,null]}`, `{"l":[false,true,false]}`, `{}`, map[string]any{"l": []any{"x", unknown, nil}}, "", ""},
		{"a list that is shorter", `{"l":["x"]}`, `{"l":[false,true]}`, `{}`, map[string]any{"l": []any{"x", unknown}}, "", ""},
		{"in an object of a list", `{"l":[{"a":1}]}`, `{"l":[{"b":true}]}`, `{}`, map[string]any{"l": []any{map[string]any{"a": 1.0, "b": unknown}}}, "", ""},
		{"below a null", `{"o":null}`, `{"o":{"x":[{"y":true}]}}`, `{}`, map[string]any{"o": map[string]any{"x": []any{map[string]any{"y": unknown}}}}, "", ""},
		{"nothing below a null", `{"o":null,"l":null}`, `{"o":{},"l":[]}`, `{}`, map[string]any{}, "", ""},
		{"not in order", `{"b":1,"a":2}`, `{"c":true,"a":true}`, `{"b":true}`, map[string]any{"b": 1.0, "a": unknown, "c": unknown}, "b", "a c"},
		{"a whole object", `{"o":{"a":{"b":1}},"p":1}`, `{"o":{"c":true}}`, `{"o":true}`, map[string]any{"o": map[string]any{"a": map[string]any{"b": 1.0}, "c": unknown}, "p": 1.0}, "o o.a o.a.b o.c", "p"},
		{"a part makes the whole sensitive", `{"o":{"a":1,"b":2}}`, `{}`, `{"o":{"a":true}}`, map[string]any{"o": map[string]any{"a": 1.0, "b": 2.0}}, "o o.a", "o.b"},
		{"an element", `{"l":[1,2]}`, `{}`, `{"l":[false,true]}`, map[string]any{"l": []any{1.0, 2.0}}, "l l.1", "l.0"},
		{"empty ones stay", `{"l":[],"o":{}}`, `{"l":[],"o":{}}`, `{}`, map[string]any{"l": []any{}, "o": map[string]any{}}, "", ""},
		{"everything", `null`, `true`, `false`, unknown, "", ""},
		{"nothing", `null`, `{}`, `{}`, map[string]any{}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			change := created("", "a", "b", "", tt.after, tt.unknown)
			change = strings.TrimSuffix(change, "}}") + `,"after_sensitive":` + tt.sensitive + `}}`
			r := read(t, small(change, `{}`)).Resources[0]
			if diff := cmp.Diff(tt.want, numbers(plain(r.After))); diff != "" {
				t.Error(diff)
			}
			for path := range strings.FieldsSeq(tt.secret) {
				if !r.Attr(path).Sensitive() {
					t.Errorf("%s is not sensitive", path)
				}
			}
			for path := range strings.FieldsSeq(tt.open) {
				if r.Attr(path).Sensitive() {
					t.Errorf("%s is sensitive", path)
				}
			}
		})
	}
}

func TestManyMembersInAnyOrder(t *testing.T) {
	var after, mask strings.Builder
	n := 50_000
	for i := range n {
		fmt.Fprintf(&after, `"a%d":1,`, n-i)
		fmt.Fprintf(&mask, `"b%d":true,`, (i*7919)%n)
	}
	r := read(t, small(created("", "a", "b", "", `{`+after.String()+`"z":1}`, `{`+mask.String()+`"y":true}`), `{}`)).Resources[0]
	if r.After.Len() != 2*n+2 {
		t.Errorf("%d members, want %d", r.After.Len(), 2*n+2)
	}
}

func TestPlanParts(t *testing.T) {
	p := read(t, `{"format_version":"1.2","terraform_version":"1.9.0","errored":true,"complete":false,
		"variables":{"v":{"value":"x"},"s":{"value":"secret"}},
		"resource_changes":[`+created("", "aws_x", "a", "", `{}`, `{}`)+`],
		"output_changes":{"o":{"actions":["create"],"after":"x","after_unknown":false,"after_sensitive":false},
			"u":{"actions":["create"],"after_unknown":true,"after_sensitive":true},
			"c":{"actions":["no-op"],"after":"y"},
			"gone":{"actions":["delete"],"before":"z","after":null}},
		"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","version_constraint":"~> 5.31"}},
			"root_module":{"outputs":{"c":{"sensitive":true,"expression":{}}},"variables":{"s":{"sensitive":true}}}}}`)
	if p.TerraformVersion != "1.9.0" || !p.Errored || p.Targeted || p.PartialWhy != "planning ended with an error" {
		t.Errorf("%+v", p)
	}
	if p.Resources[0].ProviderMajor != 5 || !p.variables["s"].Sensitive() || p.variables["v"].Sensitive() {
		t.Errorf("major %d, variables %+v", p.Resources[0].ProviderMajor, p.variables)
	}
	var got []string
	for _, o := range p.Outputs {
		text := o.Name + " " + o.Value.Text()
		if o.Sensitive {
			text += " sensitive"
		}
		if o.Value.IsUnknown() {
			text += " unknown"
		}
		got = append(got, text)
	}
	if diff := cmp.Diff([]string{"o x", "u  sensitive unknown", "c y sensitive"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCompleteness(t *testing.T) {
	tests := []struct {
		more     string
		targeted bool
		why      string
	}{
		{``, false, ""},
		{`,"complete":true,"errored":false,"deferred_changes":[]`, false, ""},
		{`,"complete":false`, true, "it is marked as incomplete (-target or -exclude was used)"},
		{`,"complete":false,"deferred_changes":[{}]`, true, "some changes are deferred to a later plan"},
		{`,"complete":false,"errored":true`, false, "planning ended with an error"},
	}
	for _, tt := range tests {
		p := read(t, strings.TrimSuffix(tiny, "}")+tt.more+"}")
		if p.Targeted != tt.targeted || p.PartialWhy != tt.why {
			t.Errorf("%s: targeted %v, %q", tt.more, p.Targeted, p.PartialWhy)
		}
	}
}

func TestSupported(t *testing.T) {
	for version, want := range map[string]bool{
		"0.1": true, "0.2": true, "1.0": true, "1.2": true, "1.99": true,
		"0.3": false, "2.0": false, "1": false, "1.": false, "1.x": false, "1.-1": false, "": false, "10.1": false,
	} {
		if supported(version) != want {
			t.Errorf("%q: %v", version, !want)
		}
	}
}

func TestPinnedMajor(t *testing.T) {
	for constraint, want := range map[string]int{
		"~> 6.0": 6, "~> 5.31.2": 5, "6.2.0": 6, "= 4.67": 4, ">= 5.0, < 6.0": 5, ">= 5.1.0, < 6.0.0, != 5.4.0": 5,
		">= 5.0, < 5.9": 5, "~> 6": 0, ">= 5.0": 0, "< 6.0": 0, ">= 4, < 6": 0, "": 0, "junk": 0, ">=5.0,<=5.99": 5,
	} {
		if got := pinnedMajor(constraint); got != want {
			t.Errorf("%q: %d, want %d", constraint, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/plan.json")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(small(comma(queue(`module.a["x"]`, "q", "0"), user("", "m", `"y"`)), `{"resources":[`+
		written(userType, "m", source("module.a", "each.key", "each.value.x", "var.y"), `,"for_each_expression":`+refs("module.a.z"))+
		`],"module_calls":{"a":{"expressions":{"v":`+refs("each.value")+`},"module":{"outputs":{"z":{"expression":`+refs("var.v")+`}}}}}}`)))
	f.Add([]byte(tiny))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Read(context.Background(), bytes.NewReader(text), Options{MaxValue: 1 << 16})
		if err != nil {
			var known *Error
			if !errors.As(err, &known) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("error %q of type %T", err, err)
			}
			return
		}
		for _, r := range p.Resources {
			for _, path := range append(r.After.Names(), "event_source_arn", "a.0.b", "") {
				res := p.Resolve(r, path)
				r.References(path)
				r.Declared(path)
				if res.Complete != (res.Why == "") || len(res.Origins) > maxOrigins {
					t.Fatalf("%s %s: %+v", r.Address, path, res)
				}
			}
		}
	})
}
