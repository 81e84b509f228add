package plan

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	tfjson "github.com/hashicorp/terraform-json"
)

// plain is a Value as terraform-json would hold it: any, with unknown for what is known only after apply.
const unknown = "<unknown>"

func plain(v Value) any {
	switch v.kind {
	case Absent:
		return nil
	case Unknown:
		return unknown
	case Bool:
		return v.text == "true"
	case Number:
		return json.Number(v.text)
	case String:
		return v.text
	case List:
		list := []any{}
		for _, e := range v.Items() {
			list = append(list, plain(e))
		}
		return list
	default:
		object := map[string]any{}
		for _, n := range v.Names() {
			object[n] = plain(v.Get(n))
		}
		return object
	}
}

// expected merges after and after_unknown the plain way.
func expected(after, mask any) any {
	if mask == true {
		return unknown
	}
	if m, ok := mask.(map[string]any); ok && after == nil && hasTrue(m) {
		after = map[string]any{}
	}
	if m, ok := mask.([]any); ok && after == nil && hasTrue(m) {
		after = []any{}
	}
	switch a := after.(type) {
	case map[string]any:
		return expectedObject(a, mask)
	case []any:
		m, _ := mask.([]any)
		list := []any{}
		for i := range max(len(a), len(m)) {
			list = append(list, expected(at(a, i), at(m, i)))
		}
		return list
	}
	return after
}

func expectedObject(after map[string]any, mask any) any {
	m, _ := mask.(map[string]any)
	object := map[string]any{}
	for n, v := range after {
		object[n] = expected(v, m[n])
	}
	for n, v := range m {
		if after[n] == nil {
			object[n] = expected(nil, v)
		}
	}
	for n, v := range object {
		if v == nil {
			delete(object, n)
		}
	}
	return object
}

func at(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

func hasTrue(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case []any:
		return slices.ContainsFunc(v, hasTrue)
	case map[string]any:
		for _, e := range v {
			if hasTrue(e) {
				return true
			}
		}
	}
	return false
}

// TestOracle holds the reader against terraform-json on every plan at hand.
func TestOracle(t *testing.T) {
	files := planFiles(t)
	if len(files) == 0 {
		t.Fatal("no plans in testdata")
	}
	for _, file := range files {
		t.Run(strings.TrimPrefix(file, sharedPlans), func(t *testing.T) { holdAgainst(t, file) })
	}
}

const sharedPlans = "../../../shared/plans/"

func planFiles(t *testing.T) []string {
	files, err := filepath.Glob("testdata/*/plan.json")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(sharedPlans, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".json.gz") {
			files = append(files, path)
		}
		return nil // the shared plans are not part of the repository
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func holdAgainst(t *testing.T, file string) {
	p, err := ReadFile(context.Background(), file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := utf8Text(t, file)
	var want tfjson.Plan
	want.UseJSONNumber(true)
	if err := want.UnmarshalJSON(text); err != nil {
		t.Skipf("terraform-json cannot read it: %v", err)
	}
	if want.FormatVersion != p.FormatVersion || want.TerraformVersion != p.TerraformVersion {
		t.Errorf("versions %q %q, want %q %q", p.FormatVersion, p.TerraformVersion, want.FormatVersion, want.TerraformVersion)
	}
	if !bytes.Contains(text, []byte(`"resource_changes"`)) {
		return
	}
	if p.Count != len(want.ResourceChanges) {
		t.Errorf("counted %d resources, want %d", p.Count, len(want.ResourceChanges))
	}
	compareResources(t, p, &want)
	comparePrior(t, p, &want)
	compareConfig(t, p.config, want.Config)
}

func compareResources(t *testing.T, p *Plan, want *tfjson.Plan) {
	kept := 0
	for _, c := range want.ResourceChanges {
		if c.Change.Actions.Delete() || c.Change.Actions.Forget() || c.DeposedKey != "" {
			continue
		}
		kept++
		r, ok := p.Resource(c.Address)
		if !ok {
			t.Errorf("%s is missing", c.Address)
			continue
		}
		got := []string{r.Module, r.Type, r.Name, r.Provider, r.Key}
		key := ""
		if c.Index != nil {
			key, _ = c.Index.(string)
			if n, ok := c.Index.(json.Number); ok {
				key = n.String()
			}
		}
		if diff := cmp.Diff([]string{c.ModuleAddress, c.Type, c.Name, c.ProviderName, key}, got); diff != "" {
			t.Errorf("%s: %s", c.Address, diff)
		}
		if diff := cmp.Diff(c.Change.Actions, r.Actions); diff != "" {
			t.Errorf("%s: actions %s", c.Address, diff)
		}
		after := expected(c.Change.After, c.Change.AfterUnknown)
		if after == nil {
			after = map[string]any{}
		}
		if diff := cmp.Diff(after, plain(r.After)); diff != "" {
			t.Errorf("%s: after %s", c.Address, diff)
		}
	}
	changes := slices.DeleteFunc(slices.Clone(p.Resources), func(r *Resource) bool { return r.Prior })
	if len(changes) != kept {
		t.Errorf("kept %d resources, want %d", len(changes), kept)
	}
}

func comparePrior(t *testing.T, p *Plan, want *tfjson.Plan) {
	if want.PriorState == nil || want.PriorState.Values == nil {
		return
	}
	var walk func(m *tfjson.StateModule)
	walk = func(m *tfjson.StateModule) {
		if m == nil {
			return
		}
		for _, s := range m.Resources {
			if s.Mode != tfjson.DataResourceMode {
				continue
			}
			address := s.Address
			if s.Index != nil && !strings.HasSuffix(address, "]") {
				address += fmt.Sprintf("[%v]", s.Index)
			}
			if m.Address != "" && !strings.HasPrefix(address, m.Address+".") {
				address = m.Address + "." + address
			}
			r, ok := p.Resource(address)
			if !ok {
				t.Errorf("%s of prior_state is missing", address)
				continue
			}
			if diff := cmp.Diff(numbers(expected(s.AttributeValues, nil)), numbers(plain(r.After))); r.Prior && diff != "" {
				t.Errorf("%s: %s", address, diff)
			}
		}
		for _, c := range m.ChildModules {
			walk(c)
		}
	}
	walk(want.PriorState.Values.RootModule)
}

func compareConfig(t *testing.T, got *moduleConfig, want *tfjson.Config) {
	if want == nil || want.RootModule == nil {
		return
	}
	compareModule(t, got, want.RootModule)
}

func compareModule(t *testing.T, got *moduleConfig, want *tfjson.ConfigModule) {
	for _, c := range want.Resources {
		mode := Managed
		if c.Mode == tfjson.DataResourceMode {
			mode = Data
		}
		b := got.blocks[blockName{mode, c.Type, c.Name}]
		if b == nil {
			t.Errorf("%s has no configuration", c.Address)
			continue
		}
		var names []string
		for name, e := range c.Expressions {
			names = append(names, name)
			compareExpression(t, c.Address+" "+name, b.arguments, name, e)
		}
		sort.Strings(names)
		var have []string
		for _, a := range b.arguments {
			have = append(have, a.name)
		}
		if diff := cmp.Diff(names, have); diff != "" {
			t.Errorf("%s: arguments %s", c.Address, diff)
		}
	}
	for name, call := range want.ModuleCalls {
		if got.calls[name] == nil {
			t.Errorf("module %s has no configuration", name)
			continue
		}
		for argument, e := range call.Expressions {
			compareExpression(t, "module."+name+" "+argument, got.calls[name].arguments, argument, e)
		}
		if call.Module != nil {
			compareModule(t, got.calls[name].module, call.Module)
		}
	}
}

func compareExpression(t *testing.T, where string, b block, name string, want *tfjson.Expression) {
	e, ok := b.get(name)
	if !ok || want.ExpressionData == nil {
		t.Errorf("%s: have it %v, want it %v", where, ok, want.ExpressionData)
		return
	}
	if e.single {
		return // terraform-json loses these
	}
	for _, ref := range want.References {
		covered := slices.ContainsFunc(e.references, func(kept *reference) bool { return within(kept.text, ref) })
		if !covered {
			t.Errorf("%s: reference %s is lost", where, ref)
		}
	}
	for _, ref := range e.references {
		if !slices.Contains(want.References, ref.text) {
			t.Errorf("%s: reference %s is made up", where, ref.text)
		}
	}
	if len(e.blocks) != len(want.NestedBlocks) {
		t.Errorf("%s: %d nested blocks, want %d", where, len(e.blocks), len(want.NestedBlocks))
		return
	}
	for i, inner := range want.NestedBlocks {
		for n, x := range inner {
			compareExpression(t, where+"."+strconv.Itoa(i)+"."+n, e.blocks[i], n, x)
		}
	}
}

// utf8Text gives the text of a plan file, as an own reading of the encodings: the test's, not the reader's.
func utf8Text(t *testing.T, file string) []byte {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(file, ".gz") {
		zr, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if raw, err = io.ReadAll(zr); err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
	}
	text := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(text, []byte("\xff\xfe")) {
		text = fromUTF16(text[2:])
	}
	return text
}

// fromUTF16 is enough for plans in ASCII.
func fromUTF16(text []byte) []byte {
	var out []byte
	for i := 0; i+1 < len(text); i += 2 {
		out = append(out, text[i])
	}
	return out
}

// numbers turns the numbers of both sides into one type: terraform-json keeps those of states as float64.
func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for n := range v {
			v[n] = numbers(v[n])
		}
	}
	return v
}
