package provider_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

const queueFilter = `filter = [jsonencode({ body = { type = ["order"] } })]`

// TestRefusedAtPlan tries to loosen what is hardened, one thing at a time.
func TestRefusedAtPlan(t *testing.T) {
	needTerraform(t)
	zip := code(t, "def handler(e, c): pass")
	for name, test := range map[string]struct{ config, want string }{
		"all actions":   {function(zip, `aws.permissions = [{ actions = ["*"], resources = ["*"] }]`), `SLS105`},
		"whole service": {function(zip, `aws.permissions = [{ actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/orders"] }]`), `SLS106`},
		"all resources": {function(zip, `aws.permissions = [{ actions = ["dynamodb:PutItem"], resources = ["*"] }]`), `SLS107`},
		"escalation":    {function(zip, `aws.permissions = [{ actions = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], resources = ["*"] }]`), `SLS108`},
		"literal secret": {
			function(zip, `environment = { DB_PASSWORD = "k9Xq2vTz81LmPw4R" }`), `SLS401`,
		},
		"runtime past its end":   {function(zip, `runtime = "python3.9"`), `SLS301`},
		"runtime near its end":   {function(zip, `runtime = "ruby3.3"`), `SLS302`},
		"no limit of executions": {function(zip, `concurrency = -1`), `SLS603`},
		"no traces":              {function(zip, `aws.tracing = false`), `SLS503`},
		"logs for a day":         {function(zip, `aws.log_retention = 1`), `SLS501`},
		"layer of a stranger":    {function(zip, `aws.layers = ["arn:aws:lambda:eu-central-1:210987654321:layer:x:1"]`), `SLS307`},
		"secret by value":        {function(zip, `secrets = { DB_PASSWORD = "k9Xq2vTz81LmPw4R" }`), `is\s+not\s+an\s+ARN`},
		"tag of an image":        {function(zip, `source = { image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:latest" }`, `runtime =`, `handler =`), `image\s+by\s+digest`},
		"two sources":            {function(zip, `source = { path = "a.zip", directory = "b" }`), `[Ee]xactly\s+one\s+must\s+be\s+given`},
		"too much memory":        {function(zip, `memory = 20000`), `between\s+128\s+and\s+10240`},
		"no logs for long":       {function(zip, `aws.log_retention = 17`), `one\s+of`},
		"layer without version":  {function(zip, `aws.layers = ["arn:aws:lambda:eu-central-1:123456789012:layer:x"]`), `ARN\s+of\s+a\s+layer\s+with\s+its\s+version`},
		"file system outside of a VPC": {
			function(zip, `aws.file_system = { access_point = "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-1", path = "/mnt/data" }`), `subnet_ids`,
		},
		"queue without filter":  {aTrigger(`queue = { source = "arn:aws:sqs:eu-central-1:123456789012:orders" }`), `SLS205`},
		"empty filter":          {aTrigger(`queue = { source = "arn:aws:sqs:eu-central-1:123456789012:orders" }`, `filter = []`), `SLS205`},
		"topic without filter":  {aTrigger(`topic = { source = "arn:aws:sns:eu-central-1:123456789012:orders" }`), `SLS205`},
		"bucket without filter": {aTrigger(`storage = { bucket = "orders" }`), `SLS205`},
		"bus without source":    {aTrigger(`bus = {}`, `filter = [jsonencode({ detail-type = ["order"] })]`), `source`},
		"route without schema":  {aTrigger(`http = { routes = [{ method = "POST", path = "/orders" }] }`), `SLS203|schema`},
		"route for any method":  {aTrigger(`http = { routes = [{ method = "ANY", path = "/orders" }] }`), `method`},
		"public API": {
			aTrigger(`http = { authorizer = { kind = "none" }, routes = [{ method = "GET", path = "/orders" }] }`), `kind`,
		},
		"no event":   {aTrigger(), `Missing\s+Attribute|one\s+\(and\s+only\s+one\)`},
		"two events": {aTrigger(queueFilter, `queue = { source = "arn:aws:sqs:eu-central-1:123456789012:orders" }`, `bus = {}`), `only\s+one|[Ee]xactly`},
		"secret in the event of a schedule": {
			aTrigger(`schedule = { expression = "rate(1 hour)", input = jsonencode({ password = "k9Xq2vTz81LmPw4R" }) }`), `SLS4`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAccount()
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: serve(a),
				Steps:                    []resource.TestStep{{Config: test.config, PlanOnly: true, ExpectError: regexp.MustCompile(test.want)}},
			})
			if a.applied > 0 {
				t.Error("something was deployed")
			}
		})
	}
}

// TestExceptions: they let pass what they name, and are held to their own rules.
func TestExceptions(t *testing.T) {
	needTerraform(t)
	zip := code(t, "def handler(e, c): pass")
	wide := `aws.permissions = [{ actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/orders"] }]`
	exception := func(rule, reason, expires string) string {
		return `exceptions = [{ rule = "` + rule + `", reason = "` + reason + `", expires = "` + expires + `" }]`
	}
	for name, test := range map[string]struct{ config, want string }{
		"holds":                 {function(zip, wide, exception("SLS106", "moving to named actions", "2027-03-31")), ""},
		"by name":               {function(zip, wide, exception("wildcard-actions", "moving to named actions", "2027-03-31")), ""},
		"on its last day":       {function(zip, wide, exception("SLS106", "moving to named actions", "2026-11-24")), ""},
		"for as long as may be": {function(zip, wide, exception("SLS106", "moving to named actions", "2027-11-25")), ""},
		"expired":               {function(zip, wide, exception("SLS106", "moving to named actions", "2026-11-23")), `has\s+expired\s+on\s+2026-11-23`},
		"too long":              {function(zip, wide, exception("SLS106", "moving to named actions", "2027-11-26")), `latest\s+day\s+today\s+is\s+2027-11-25`},
		"no day":                {function(zip, wide, exception("SLS106", "moving to named actions", "next year")), `YYYY-MM-DD`},
		"no reason":             {function(zip, wide, exception("SLS106", " ", "2027-03-31")), `must\s+not\s+be\s+blank`},
		"unknown rule":          {function(zip, wide, exception("SLS999", "why not", "2027-03-31")), `no\s+rule\s+"SLS999"`},
		"another rule":          {function(zip, wide, exception("SLS105", "why not", "2027-03-31")), `SLS106`},
	} {
		t.Run(name, func(t *testing.T) {
			step := resource.TestStep{Config: test.config, PlanOnly: true, ExpectNonEmptyPlan: true}
			if test.want != "" {
				step.ExpectError = regexp.MustCompile(test.want)
			}
			resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: serve(newAccount()), Steps: []resource.TestStep{step}})
		})
	}
}
