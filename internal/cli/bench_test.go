package cli_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/cli"
)

// BenchmarkCheck measures a whole check: reading, the model, every rule, the report. Ten times the plan must take ten
// times as long: compare ms/MB. One module with many instances has its configuration once; many modules have it as
// often.
func BenchmarkCheck(b *testing.B) {
	for _, cells := range []int{60, 600} {
		b.Run(fmt.Sprintf("instances=%d", cells), func(b *testing.B) { benchmarkCheck(b, repeated(b, cells, 1)) })
		b.Run(fmt.Sprintf("modules=%d", cells), func(b *testing.B) { benchmarkCheck(b, repeated(b, cells, cells)) })
	}
}

func benchmarkCheck(b *testing.B, plan []byte) {
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "plan.json"), plan, 0o600); err != nil {
		b.Fatal(err)
	}
	env := cli.Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }, WorkDir: dir}
	b.SetBytes(int64(len(plan)))
	b.ReportAllocs()
	for b.Loop() {
		code := cli.Main(b.Context(), []string{"check", "--format", "json", "--profile", "strict", "plan.json"}, env)
		if code != cli.ExitFindings {
			b.Fatalf("exit code %d", code)
		}
	}
	megabytes := float64(len(plan)) / 1e6 * float64(b.N)
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/megabytes, "ms/MB")
}

// object is a JSON object of which only some members matter here.
type object = map[string]any

// repeated makes a plan of many copies of the example's resources, spread over some module calls. Each copy has names
// of its own, as for_each gives them.
func repeated(b *testing.B, cells, calls int) []byte {
	b.Helper()
	var p struct {
		FormatVersion string `json:"format_version"`
		PlannedValues object `json:"planned_values"`
		Changes       []any  `json:"resource_changes"`
		Configuration object `json:"configuration"`
	}
	example, err := os.ReadFile(filepath.Join("..", "..", "examples", "check", "plan.json"))
	if err == nil {
		err = json.Unmarshal(example, &p)
	}
	if err != nil {
		b.Fatal(err)
	}
	changes, planned := make([]any, 0, cells*len(p.Changes)), make([]any, 0, cells)
	for i := range cells {
		module, name := fmt.Sprintf(`module.m%d["%05d"]`, i%calls, i), fmt.Sprintf("orders-%05d", i)
		for _, c := range p.Changes {
			changes = append(changes, ordered(renamed(c, module, name)))
		}
		planned = append(planned, renamed(p.PlannedValues["root_module"], module, name))
	}
	p.Changes = changes
	p.PlannedValues = object{"root_module": object{"child_modules": planned}}
	p.Configuration["root_module"] = object{"module_calls": called(p.Configuration["root_module"], calls)}
	out, err := json.Marshal(p)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// called makes calls of a module with for_each.
func called(module any, calls int) object {
	made := object{}
	for i := range calls {
		made[fmt.Sprintf("m%d", i)] = object{"source": "./m", "module": module, "for_each_expression": object{}}
	}
	return made
}

// renamed copies a part of a plan: resources move into a module, and what is called "orders" gets another name.
func renamed(v any, module, name string) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = renamed(v[i], module, name)
		}
		return out
	case object:
		out := make(object, len(v)+1)
		for key, part := range v {
			out[key] = renamed(part, module, name)
		}
		if address, ok := v["address"].(string); ok {
			maps.Copy(out, object{"address": module + "." + address, "module_address": module, "name": v["name"]})
		}
		return out
	case string:
		if v == "orders" {
			return name
		}
	}
	return v
}

// ordered gives a change in Terraform's order of members: what says which resource it is comes first.
func ordered(change any) any {
	c, _ := change.(object)
	return struct {
		Address       any `json:"address"`
		ModuleAddress any `json:"module_address"`
		Mode          any `json:"mode"`
		Type          any `json:"type"`
		Name          any `json:"name"`
		Provider      any `json:"provider_name"`
		Change        any `json:"change"`
	}{c["address"], c["module_address"], c["mode"], c["type"], c["name"], c["provider_name"], c["change"]}
}
