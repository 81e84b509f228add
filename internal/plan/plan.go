// Package plan reads the JSON that "terraform show -json" and "tofu show -json" print for a plan, in one
// streaming pass that keeps only what rules need, and follows references between its resources.
package plan

import tfjson "github.com/hashicorp/terraform-json"

// Plan is what slsguard keeps of one plan.
type Plan struct {
	FormatVersion    string
	TerraformVersion string
	Errored          bool
	Targeted         bool   // made with -target or -exclude, or with deferred changes
	PartialWhy       string // why the plan covers only a part; "" when it is complete
	Count            int    // resource instances in resource_changes, kept or not

	// Resources are the kept instances, managed ones and data sources, as the plan lists them (package adapt sorts them):
	// those of resource_changes that still exist after apply, then the data sources of prior_state, which
	// were read while planning (Prior true).
	Resources []*Resource

	// Outputs are the root module's outputs by name, in the order of the plan.
	Outputs []Output

	// Types counts the instances of every managed type in resource_changes, kept or not.
	Types map[string]int

	locals    Locals
	templates Templates
	config    *moduleConfig
	variables map[string]Value // of the root module
	modules   []string         // addresses of all module instances that hold a resource, kept or not
	keep      func(mode Mode, typ string) bool
	leads     map[*Resource]map[string]lead // see Graft
	index     index
	rest      *rest // nil until the plan is released
}

// SetLocals gives the plan a way to follow local values, which its configuration does not hold.
// It must not be called while references are being followed.
func (p *Plan) SetLocals(l Locals) { p.locals = l }

// Output is one output value of the root module.
type Output struct {
	Name      string
	Value     Value
	Sensitive bool
}

// Mode says whether a resource is managed or a data source.
type Mode uint8

// The modes of a resource.
const (
	Managed Mode = iota
	Data
)

// Resource is one instance of a managed resource or data source, as it will be after apply.
type Resource struct {
	Address  string // of the instance: module.a["x"].aws_lambda_function.f[0]
	Module   string // address of the module instance; "" for the root module
	Type     string
	Name     string
	Key      string // the instance's key without quotes: "x", "0"; "" when neither count nor for_each is used
	Provider string // registry.terraform.io/hashicorp/aws
	Mode     Mode
	Prior    bool // a data source of prior_state: it was read while planning
	keyed    bool // count or for_each is used
	// ProviderMajor is the major version that the configuration's version constraint pins for the
	// provider; 0 when it does not say.
	ProviderMajor int
	Actions       tfjson.Actions // shared between resources: must not be changed
	After         Value          // an object: attributes after apply, null ones left out

	config *blockConfig
}

// Deleted, forgotten and drifted instances are not kept: they are never judged.

// Attr gives an attribute by its path, such as "dead_letter_config.0.target_arn".
func (r *Resource) Attr(path string) Value { return r.After.At(path) }

// Origin is one place that an attribute's value can come from, found by following references.
type Origin struct {
	Resource  *Resource // the managed resource or data source it ends at
	Attribute string    // the attribute read there, as dotted path: "arn", "vpc_config.0.vpc_id"; "" for the whole
	ByValue   bool      // found by equal value, not by a reference
}

// Resolution says where the value of an attribute comes from.
type Resolution struct {
	Origins []Origin
	// Constants are known values that the attribute may take besides the origins (the default of a
	// variable, one branch of a conditional).
	Constants []Value
	// Complete is false when the attribute may also come from somewhere that could not be followed.
	Complete bool
	// Always is true when the expression is one plain reference (or a template around references), so
	// that the attribute is certainly set when its origins are.
	Always bool
	// Null is true for a value that is unknown though all that gives it is null: an argument for which a variable without a
	// value stands is left out, and its value the provider's.
	Null bool
	// Literal is true for a value that the configuration writes down, and that passes nothing sensitive: where one element of a
	// set is sensitive, Terraform marks all of them.
	Literal bool
	Why     string // why it is not Complete: "local.queue_arn cannot be followed without HCL"
}

// Locals gives the expression of a local value where the HCL is at hand. It is implemented by
// internal/source, so that this package needs no HCL.
type Locals interface {
	// LocalReferences gives the references that stand in local NAME of a module (as configuration would
	// list them), and ok false when the module's HCL is not at hand. modulePath is the module's address
	// without instance keys: "module.a.module.b".
	LocalReferences(modulePath, name string) (refs []string, constant bool, ok bool)
}
