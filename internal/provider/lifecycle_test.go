package provider_test

import (
	"errors"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
)

const (
	theFunction = "slsguard_secure_function.test"
	theTrigger  = "slsguard_secure_trigger.test"
)

// empty is a step whose plan, and the one after it, must have nothing to do.
func empty(config string) resource.TestStep {
	return resource.TestStep{Config: config, ConfigPlanChecks: resource.ConfigPlanChecks{
		PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}}
}

// does is a step that must do this to the resource.
func does(address, config string, action plancheck.ResourceActionType) resource.TestStep {
	return resource.TestStep{Config: config, ConfigPlanChecks: resource.ConfigPlanChecks{
		PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
	}}
}

func TestFunctionLifecycle(t *testing.T) {
	needTerraform(t)
	a, zip := newAccount(), code(t, "def handler(e, c): pass")
	plain := function(zip)
	full := function(zip, `memory = 256`, `timeout = 10`, `concurrency = 5`, `environment = { TABLE = "orders" }`,
		`secrets = { DB_PASSWORD = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf" }`, `tags = { team = "orders" }`,
		`aws.permissions = [{ actions = ["dynamodb:PutItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/orders"] }]`,
		`aws.log_level = "WARN"`, `aws.alias = "live"`)
	drift := func(change func(s *cloud.FunctionState)) func() {
		return func() {
			s := a.functions["orders"]
			change(&s)
			a.functions["orders"] = s
		}
	}
	drifted := func(config string, change func(s *cloud.FunctionState)) resource.TestStep {
		step := does(theFunction, config, plancheck.ResourceActionUpdate)
		step.PreConfig = drift(change)
		return step
	}
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: serve(a),
		Steps: []resource.TestStep{
			does(theFunction, plain, plancheck.ResourceActionCreate),
			empty(plain),
			does(theFunction, full, plancheck.ResourceActionUpdate),
			empty(full),
			drifted(full, func(s *cloud.FunctionState) { s.Settings.Timeout = 900 }),
			drifted(full, func(s *cloud.FunctionState) { s.Settings.RecursiveLoop = "Allow" }),
			drifted(full, func(s *cloud.FunctionState) { s.Settings.Role.Foreign = []string{"AdministratorAccess"} }),
			drifted(full, func(s *cloud.FunctionState) { s.Settings.Environment = map[string]string{"TABLE": "other"} }),
			drifted(full, func(s *cloud.FunctionState) { s.Computed = map[string]string{"code_sha256": "b3RoZXIgY29kZQ=="} }),
			drifted(full, func(s *cloud.FunctionState) { s.Settings.Tags = nil }),
			empty(full),
			does(theFunction, plain, plancheck.ResourceActionUpdate),
			empty(plain),
			does(theFunction, function(zip, `name = "invoices"`), plancheck.ResourceActionDestroyBeforeCreate),
		},
	})
	if len(a.functions) > 0 {
		t.Errorf("left behind: %v", a.functions)
	}
}

func TestFunctionOutputs(t *testing.T) {
	needTerraform(t)
	check := func(name string, want knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(theFunction, tfjsonpath.New(name), want)
	}
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: serve(newAccount()),
		Steps: []resource.TestStep{{
			Config: function(code(t, "x")),
			ConfigStateChecks: []statecheck.StateCheck{
				check("id", knownvalue.StringExact(functionARN)),
				check("role_name", knownvalue.StringExact("slsguard-orders-eu-central-1")),
				check("version", knownvalue.Null()),
				check("timeout", knownvalue.Int64Exact(30)),
				check("hardened", knownvalue.MapPartial(map[string]knownvalue.Check{
					"recursive_loop": knownvalue.StringExact("Terminate"), "key.rotation": knownvalue.StringExact("true"),
				})),
			},
		}},
	})
}

// TestCodeChanges: the plan shows new code before it is deployed, though no attribute that the user wrote has changed.
func TestCodeChanges(t *testing.T) {
	needTerraform(t)
	zip := code(t, "old")
	change := does(theFunction, function(zip), plancheck.ResourceActionUpdate)
	change.PreConfig = func() { writeCode(t, zip, "new") }
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: serve(newAccount()),
		Steps:                    []resource.TestStep{{Config: function(zip)}, change, empty(function(zip))},
	})
}

// TestHalfMade: what was made before an apply failed is in the state, so the next one goes on without meeting it as a
// stranger, and a destroy leaves nothing.
func TestHalfMade(t *testing.T) {
	needTerraform(t)
	a, zip := newAccount(), code(t, "x")
	fail := func() { a.breaks = errors.New("out of luck") }
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: serve(a),
		Steps: []resource.TestStep{
			{PreConfig: fail, Config: function(zip), ExpectError: regexp.MustCompile(`Out\s+of\s+luck`)},
			{Config: function(zip)},
			empty(function(zip)),
			{PreConfig: fail, Config: function(zip, `timeout = 10`), ExpectError: regexp.MustCompile(`Out\s+of\s+luck`)},
			does(theFunction, function(zip, `timeout = 10`), plancheck.ResourceActionUpdate),
			empty(function(zip, `timeout = 10`)),
		},
	})
	if len(a.functions) > 0 {
		t.Errorf("left behind: %v", a.functions)
	}
}

// TestVanished: a resource of which nothing is left is planned anew.
func TestVanished(t *testing.T) {
	needTerraform(t)
	a, zip := newAccount(), code(t, "x")
	again := does(theFunction, function(zip), plancheck.ResourceActionCreate)
	again.PreConfig = func() { delete(a.functions, "orders") }
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: serve(a),
		Steps:                    []resource.TestStep{{Config: function(zip)}, again},
	})
}

// TestFunctionImport: a function of an image is all in the cloud; of a zip file nobody knows where it lay.
func TestFunctionImport(t *testing.T) {
	needTerraform(t)
	image := `source = { image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }`
	secrets := `secrets = { DB_PASSWORD = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf" }`
	permissions := `aws.permissions = [{ actions = ["dynamodb:PutItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/orders"] }]`
	for name, test := range map[string]struct {
		config string
		ignore []string
	}{
		"zip":   {function(code(t, "x")), []string{"source"}},
		"image": {function("", image, `runtime =`, `handler =`), nil},
		"full":  {function("", image, `runtime =`, `handler =`, secrets, permissions, `environment = { TABLE = "orders" }`, `tags = { team = "orders" }`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: serve(newAccount()),
				Steps: []resource.TestStep{
					{Config: test.config},
					{
						ResourceName: theFunction, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: test.ignore,
						ImportStateId: functionARN,
					},
					{ResourceName: theFunction, ImportState: true, ImportStateId: "nobody", ExpectError: regexp.MustCompile(`No\s+such\s+function`)},
				},
			})
		})
	}
}

// TestNoCredentials: a plan can be made and judged where AWS cannot be asked; an apply says why it cannot.
func TestNoCredentials(t *testing.T) {
	needTerraform(t)
	zip := code(t, "x")
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: serve(nil),
		Steps: []resource.TestStep{
			{Config: function(zip), PlanOnly: true, ExpectNonEmptyPlan: true},
			{
				Config:   function(zip, `aws.permissions = [{ actions = ["*"], resources = ["*"] }]`),
				PlanOnly: true, ExpectError: regexp.MustCompile("SLS105"),
			},
			{Config: function(zip), ExpectError: regexp.MustCompile(`No\s+credentials\s+in\s+this\s+test`)},
		},
	})
}

// TestJudgedAgainAtApply: what a plan does not know is refused before anything is made.
func TestJudgedAgainAtApply(t *testing.T) {
	needTerraform(t)
	a := newAccount()
	late := "resource \"terraform_data\" \"late\" {\n  input = \"*\"\n}\n" +
		function(code(t, "x"), `aws.permissions = [{ actions = ["dynamodb:PutItem"], resources = [terraform_data.late.output] }]`)
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: serve(a),
		Steps: []resource.TestStep{
			{Config: late, ExpectError: regexp.MustCompile(`(?s)SLS107`)},
		},
	})
	if a.applied > 0 {
		t.Error("something was deployed")
	}
}

// triggerCase is a trigger, and the same one changed.
type triggerCase struct{ first, second string }

// triggerCases are triggers of each kind.
func triggerCases() map[string]triggerCase {
	firewall := `web_acl = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/11111111-2222-3333-4444-555555555555", `
	schema := `schema = jsonencode({ type = "object", required = ["id"], properties = { id = { type = "string" } } })`
	return map[string]triggerCase{
		"queue": {
			aTrigger(`queue = { source = "arn:aws:sqs:eu-central-1:123456789012:orders" }`, queueFilter),
			aTrigger(`queue = { source = "arn:aws:sqs:eu-central-1:123456789012:orders", maximum_concurrency = 5 }`, queueFilter, `batch_size = 5`),
		},
		"kinesis": {
			aTrigger(`stream = { source = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders" }`, `filter = [jsonencode({ data = { type = ["order"] } })]`),
			aTrigger(`stream = { source = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders", maximum_retries = 5 }`, `filter = [jsonencode({ data = { type = ["order"] } })]`),
		},
		"topic": {
			aTrigger(`topic = { source = "arn:aws:sns:eu-central-1:123456789012:orders" }`, `filter = [jsonencode({ type = ["order"] })]`),
			aTrigger(`topic = { source = "arn:aws:sns:eu-central-1:123456789012:orders" }`, `filter = [jsonencode({ type = ["order", "return"] })]`),
		},
		"bus": {
			aTrigger(`bus = {}`, `filter = [jsonencode({ source = ["shop"] })]`),
			aTrigger(`bus = {}`, `filter = [jsonencode({ source = ["shop"] })]`, `enabled = false`),
		},
		"storage": {
			aTrigger(`storage = { bucket = "orders", prefix = "in/" }`),
			aTrigger(`storage = { bucket = "orders", prefix = "in/", suffix = ".json" }`),
		},
		"schedule": {
			aTrigger(`schedule = { expression = "rate(1 hour)" }`),
			aTrigger(`schedule = { expression = "rate(2 hours)", input = jsonencode({ kind = "full" }) }`),
		},
		"http": {
			aTrigger(`http = { ` + firewall + `routes = [{ method = "POST", path = "/orders", ` + schema + ` }] }`),
			aTrigger(`http = { ` + firewall + `routes = [{ method = "POST", path = "/orders", ` + schema + ` }], throttle_rate = 10 }`),
		},
	}
}

func TestTriggerLifecycle(t *testing.T) {
	needTerraform(t)
	for name, test := range triggerCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAccount()
			drifted := does(theTrigger, test.second, plancheck.ResourceActionUpdate)
			drifted.PreConfig = func() {
				s := a.triggers["orders"]
				s.Settings.Enabled = !s.Settings.Enabled
				a.triggers["orders"] = s
			}
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: serve(a),
				Steps: []resource.TestStep{
					does(theTrigger, test.first, plancheck.ResourceActionCreate),
					empty(test.first),
					{ResourceName: theTrigger, ImportState: true, ImportStateVerify: true},
					does(theTrigger, test.second, plancheck.ResourceActionUpdate),
					empty(test.second),
					drifted,
					empty(test.second),
				},
			})
			if len(a.triggers) > 0 {
				t.Errorf("left behind: %v", a.triggers)
			}
		})
	}
}
