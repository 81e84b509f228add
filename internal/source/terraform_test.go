package source

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReferencesAsTerraform compares the references of locals with those that Terraform's plan lists for
// outputs with the same expressions.
func TestReferencesAsTerraform(t *testing.T) {
	terraform, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("SKIPPED: terraform is not installed, so references are not compared with a real plan's")
	}
	expressions := []string{
		`terraform_data.one.output`,
		`terraform_data.one`,
		`terraform_data.many[0].output`,
		`terraform_data.many[*].id`,
		`terraform_data.keyed["a.b"].input.name[0]`,
		`values(terraform_data.keyed)[*].id`,
		`terraform_data.many[var.i].id`,
		`terraform_data.many[local.i + 1].id`,
		`resource.terraform_data.one.id`,
		`module.m.out.field`,
		`module.m`,
		`module.n["k"].out`,
		`module.n["k"]`,
		`module.n`,
		`[for k, v in module.n : v.out]`,
		`var.object.field[0]["x"]`,
		`"${path.module}/${terraform.workspace}"`,
		`var.i > 0 ? terraform_data.one.id : try(local.i, null)`,
		`{ (var.i) = terraform_data.one.id, b = terraform_data.one.id }`,
		`<<-EOT
			%{for x in var.object.field}${x.x}${var.i}%{endfor}
		EOT`,
		`jsonencode({ a = data.terraform_remote_state.s.outputs.x })`,
		`var.object["field"]`,
	}
	main := `
resource "terraform_data" "one" {}
resource "terraform_data" "many" { count = 3 }
resource "terraform_data" "keyed" {
  for_each = { "a.b" = 1 }
  input    = { name = ["x"] }
}
module "m" { source = "./m" }
module "n" {
  source   = "./m"
  for_each = { k = 1 }
}
variable "i" { default = 1 }
variable "object" { default = { field = [{ x = 1 }] } }
data "terraform_remote_state" "s" {
  backend  = "local"
  config   = { path = terraform_data.one.id }
  defaults = { x = "y" }
}
locals { i = 1 }
`
	for i, e := range expressions {
		main += fmt.Sprintf("output \"e%d\" {\n value = %s\n}\nlocals {\n e%d = %s\n}\n", i, e, i, e)
	}
	tree := openFiles(t, map[string]string{"main.tf": main, "m/m.tf": `output "out" { value = { field = 1 } }`}, ".")
	planned := plannedReferences(t, terraform, tree.root)
	for i, e := range expressions {
		refs, _, ok := tree.LocalReferences("", fmt.Sprintf("e%d", i))
		if diff := cmp.Diff(planned[fmt.Sprintf("e%d", i)], refs); diff != "" || !ok {
			t.Errorf("%s: ok = %v (-plan +source)\n%s", e, ok, diff)
		}
	}
}

// plannedReferences gives the references of the outputs as a plan lists them.
func plannedReferences(t *testing.T, terraform, dir string) map[string][]string {
	t.Helper()
	run := func(args ...string) []byte {
		cmd := exec.Command(terraform, args...)
		cmd.Dir = dir
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("terraform %s: %v\n%s", args[0], err, stderr.String())
		}
		return out
	}
	run("init", "-no-color")
	run("plan", "-no-color", "-input=false", "-out", filepath.Join(dir, "tfplan"))
	var plan struct {
		Configuration struct {
			Root struct {
				Outputs map[string]struct{ Expression struct{ References []string } }
			} `json:"root_module"`
		}
	}
	if err := json.Unmarshal(run("show", "-json", "tfplan"), &plan); err != nil {
		t.Fatal(err)
	}
	references := map[string][]string{}
	for name, o := range plan.Configuration.Root.Outputs {
		references[name] = o.Expression.References
	}
	return references
}
