package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

// slow is an account as AWS is on a bad day.
func slow() awstest.Delays {
	return awstest.Delays{IAMChecks: 2, PendingReads: 2, UpdateReads: 2, MappingReads: 2}
}

// full is a function with every attribute that can be changed in place.
func full(zip string) string {
	return function(zip, `description = "Takes orders"`, `memory = 256`, `timeout = 10`, `concurrency = 5`,
		`environment = { TABLE = "orders" }`,
		`secrets = { DB_PASSWORD = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf" }`,
		`tags = { team = "orders" }`,
		`aws.permissions = [{ actions = ["dynamodb:PutItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/orders"] }]`,
		`aws.ephemeral_storage = 1024`, `aws.log_level = "WARN"`, `aws.log_retention = 731`, `aws.maximum_event_age = 600`,
		`aws.maximum_retries = 1`, `aws.architecture = "x86_64"`)
}

// TestFunctionOnAWS takes a function through its life against the stand-in, on a slow day.
func TestFunctionOnAWS(t *testing.T) {
	needTerraform(t)
	t.Parallel()
	s, zip := openAWS(t, slow()), code(t, "def handler(e, c): pass")
	plain := function(zip)
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: s.providers(),
		Steps: []resource.TestStep{
			does(theFunction, plain, plancheck.ResourceActionCreate),
			empty(plain),
			{ResourceName: theFunction, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"source"}},
			does(theFunction, full(zip), plancheck.ResourceActionUpdate),
			empty(full(zip)),
			{ResourceName: theFunction, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"source"}},
			does(theFunction, plain, plancheck.ResourceActionUpdate),
			empty(plain),
			does(theFunction, function(zip, `aws.alias = "live"`), plancheck.ResourceActionUpdate),
			empty(function(zip, `aws.alias = "live"`)),
			does(theFunction, function(zip, `name = "invoices"`), plancheck.ResourceActionDestroyBeforeCreate),
		},
	})
	s.nothingLeft(t)
	checkLeast(t, s.Operations())
}

// TestFunctionDriftOnAWS: whatever is loosened behind Terraform's back is planned back.
func TestFunctionDriftOnAWS(t *testing.T) {
	needTerraform(t)
	t.Parallel()
	s, zip := openAWS(t, awstest.Delays{}), code(t, "def handler(e, c): pass")
	config := function(zip)
	const role = "slsguard-orders-eu-central-1"
	steps := []resource.TestStep{{Config: config}}
	for _, drift := range []func(w *awstest.World){
		func(w *awstest.World) { w.LogGroups["/aws/lambda/orders"].Retention = 1 },
		func(w *awstest.World) {
			w.Roles[role].Inline["backdoor"] = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`
		},
		func(w *awstest.World) { delete(w.Queues, "orders-dead-letter") },
		func(w *awstest.World) { delete(w.LogGroups, "/aws/lambda/orders") },
	} {
		step := does(theFunction, config, plancheck.ResourceActionUpdate)
		step.PreConfig = func() { s.Change(drift) }
		steps = append(steps, step, empty(config))
	}
	resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: s.providers(), Steps: steps})
	s.nothingLeft(t)
}

// withFunction is a trigger's configuration together with that of a function with the same name.
func withFunction(zip, trigger string) string {
	return function(zip) + strings.Replace(trigger, `"`+functionARN+`"`, theFunction+".id", 1)
}

// TestTriggersOnAWS takes a trigger of each kind through its life against the stand-in.
func TestTriggersOnAWS(t *testing.T) {
	needTerraform(t)
	zip := code(t, "def handler(e, c): pass")
	for name, test := range triggerCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openAWS(t, slow())
			first, second := withFunction(zip, test.first), withFunction(zip, test.second)
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: s.providers(),
				Steps: []resource.TestStep{
					does(theTrigger, first, plancheck.ResourceActionCreate),
					empty(first),
					{ResourceName: theTrigger, ImportState: true, ImportStateVerify: true},
					does(theTrigger, second, plancheck.ResourceActionUpdate),
					empty(second),
					{ResourceName: theTrigger, ImportState: true, ImportStateVerify: true},
				},
			})
			s.nothingLeft(t)
			checkLeast(t, s.Operations())
		})
	}
}
