package slsguard_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

// checked is one check of a plan as the command makes it.
type checked struct {
	plan []byte
	dir  string // of the HCL; "" for none
	day  string
}

func (c checked) run(t *testing.T) ([]finding.Finding, *model.System) {
	t.Helper()
	ctx := context.Background()
	p, err := plan.Read(ctx, bytes.NewReader(c.plan), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		t.Fatal(err)
	}
	opts := engine.Options{Rules: rules.All(), Profile: finding.Recommended, Actions: p.ActionsOf}
	if c.dir != "" {
		tree, err := source.Open(ctx, c.dir)
		if err != nil {
			t.Fatal(err)
		}
		p.SetLocals(tree)
		p.SetTemplates(tree)
		tree.SetValues(p.Text)
		tree.SetPlan(p)
		opts.Locator = tree
	}
	sys := adapt.Model(p)
	sys.RuntimeNotice, sys.LogRetention = model.DefaultRuntimeNotice, model.DefaultLogRetention
	if sys.Now, err = time.Parse(time.DateOnly, c.day); err != nil {
		t.Fatal(err)
	}
	result, err := engine.Run(ctx, sys, opts)
	if err != nil {
		t.Fatal(err)
	}
	nothingSynthetic(t, result.Findings)
	return result.Findings, sys
}

// nothingSynthetic holds findings to what stands in the configuration.
func nothingSynthetic(t *testing.T, found []finding.Finding) {
	t.Helper()
	for i := range found {
		text, err := json.Marshal(found[i])
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(string(text), "‹›@\ue000\ufffc") || strings.Contains(string(text), "any-account") || strings.Contains(string(text), "own-") {
			t.Errorf("a finding names what nobody has written: %s", text)
		}
	}
}

// told gives findings as "SLS106 excepted slsguard_secure_function.wide[\"a\"] aws.permissions.1 main.tf:35".
func told(found []finding.Finding) []string {
	var all []string
	for _, f := range found {
		state := string(f.State)
		if f.Verdict == finding.Unknown {
			state = "unknown"
		}
		line := strings.Join([]string{f.Rule, state, f.Address, f.Attribute}, " ")
		if f.Location != nil {
			line += fmt.Sprintf(" %s:%d", filepath.Base(f.Location.File), f.Location.Line)
		}
		all = append(all, line)
	}
	slices.Sort(all)
	return all
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

const today = "2026-11-24"

// TestExamples: nothing is found in what the documentation shows.
func TestExamples(t *testing.T) {
	for name, text := range examples(t) {
		if string(file(t, filepath.Join("examples", name))) != text {
			t.Fatalf("%s has changed; make the plans again (see makePlans)", name)
		}
	}
	found, sys := checked{plan: file(t, "examples/plan.json"), dir: "testdata/examples", day: today}.run(t)
	want := []string{"SLS107 excepted slsguard_secure_function.inventory aws.permissions.0 function_exception.tf:9"}
	if diff := cmp.Diff(want, told(found)); diff != "" {
		t.Errorf("found in the examples:\n%s", diff)
	}
	if len(sys.Functions) != 4 || len(sys.Unmodelled) > 0 {
		t.Errorf("%d functions, and %d resources that are not understood", len(sys.Functions), len(sys.Unmodelled))
	}
	found, _ = checked{plan: file(t, "examples/plan.json"), day: today}.run(t)
	for _, f := range found {
		if f.Verdict != finding.Unknown && f.State != finding.Excepted {
			t.Errorf("without HCL: %s", told([]finding.Finding{f}))
		}
	}
}

// connections gives which channels bring events to which functions, and where those go that fail.
func connections(sys *model.System) []string {
	var got []string
	for _, trigger := range sys.Triggers {
		line := strings.SplitN(trigger.Address, "‹", 2)[0] + ":"
		for _, from := range trigger.Source.To {
			line += " from " + from.Address
		}
		for _, to := range trigger.Function.To {
			line += " to " + strings.SplitN(to.Address, "‹", 2)[0]
		}
		got = append(got, line)
	}
	for _, f := range sys.Functions {
		for _, to := range f.DeadLetter.To {
			got = append(got, strings.SplitN(f.Address, "‹", 2)[0]+": dead letters to "+strings.SplitN(to.Address, "‹", 2)[0])
		}
	}
	slices.Sort(got)
	return got
}

// TestConnected: what is declared stands in one system with the aws resources around it.
func TestConnected(t *testing.T) {
	_, sys := checked{plan: file(t, "examples/plan.json"), dir: "testdata/examples", day: today}.run(t)
	want := []string{
		"aws_s3_bucket_notification.pictures: from aws_s3_bucket.pictures",
		"slsguard_secure_function.inventory: dead letters to slsguard_secure_function.inventory",
		"slsguard_secure_function.orders: dead letters to slsguard_secure_function.orders",
		"slsguard_secure_function.reports: dead letters to aws_sqs_queue.failed",
		"slsguard_secure_function.resize: dead letters to slsguard_secure_function.resize",
		"slsguard_secure_trigger.changes: from aws_dynamodb_table.orders to slsguard_secure_function.orders",
		"slsguard_secure_trigger.events: from aws_msk_cluster.events to slsguard_secure_function.orders",
		"slsguard_secure_trigger.news: from aws_sns_topic.news to slsguard_secure_function.orders",
		"slsguard_secure_trigger.nightly: to slsguard_secure_function.reports",
		"slsguard_secure_trigger.orders: from aws_sqs_queue.orders to slsguard_secure_function.orders",
		"slsguard_secure_trigger.shop: from aws_cloudwatch_event_bus.shop to slsguard_secure_function.orders",
		"slsguard_secure_trigger.uploads: to slsguard_secure_function.resize",
	}
	if diff := cmp.Diff(want, connections(sys)); diff != "" {
		t.Error(diff)
	}
}

// TestModules: they do so also by way of modules and for_each, with and without the HCL at hand.
func TestModules(t *testing.T) {
	const (
		north = `module.shop["north"].slsguard_secure_function.orders`
		south = `module.shop["south"].slsguard_secure_function.orders`
		queue = "aws_sqs_queue.orders"
	)
	want := []string{
		north + ": dead letters to " + queue + `["south"]`,
		south + ": dead letters to " + queue + `["south"]`,
		`slsguard_secure_trigger.orders["north"]: from ` + queue + `["north"] to ` + north,
		`slsguard_secure_trigger.orders["south"]: from ` + queue + `["south"] to ` + south,
	}
	for _, dir := range []string{"testdata/modules", ""} {
		found, sys := checked{plan: file(t, "modules/plan.json"), dir: dir, day: "2027-04-01"}.run(t)
		if diff := cmp.Diff(want, connections(sys)); diff != "" {
			t.Errorf("HCL %q:\n%s", dir, diff)
		}
		i := slices.IndexFunc(found, func(f finding.Finding) bool { return f.Rule == "SLS503" })
		if i < 0 {
			t.Fatalf("HCL %q: found %q", dir, told(found))
		}
		f := found[i]
		if f.Address != north || !slices.Equal(f.Instances, []string{south}) || f.Attribute != "aws.tracing" || f.Remediation != "aws = { tracing = true }" {
			t.Errorf("HCL %q: found %+v", dir, f)
		}
	}
}

// loosened are what the plan gives up, in the order of told, with and without an exception that holds.
func loosened(state, later string) []string {
	return []string{
		"SLS101 new aws_lambda_permission.public principal main.tf:91",
		"SLS105 new aws_iam_role_policy_attachment.admin policy_arn main.tf:97",
		"SLS106 " + state + ` slsguard_secure_function.wide["a"] aws.permissions.1 main.tf:35`,
		"SLS203 " + state + " slsguard_secure_trigger.api http.routes.0.schema main.tf:79",
		"SLS205 " + state + " slsguard_secure_trigger.all filter main.tf:68",
		"SLS207 new slsguard_secure_trigger.all queue.source main.tf:71",
		"SLS211 " + state + " slsguard_secure_trigger.api http main.tf:79",
		"SLS301 " + state + " slsguard_secure_function.old runtime main.tf:47",
		"SLS401 " + state + " slsguard_secure_function.old environment.DB_PASSWORD main.tf:50",
		"SLS501 " + state + " slsguard_secure_function.old aws.log_retention main.tf:53",
		"SLS503 " + later + ` slsguard_secure_function.wide["a"] aws.tracing main.tf:32`,
		"SLS602 new aws_sqs_queue.orders redrive_policy main.tf:63",
		"SLS603 " + state + " slsguard_secure_function.old concurrency main.tf:51",
		"SLS606 new aws_sqs_queue.orders visibility_timeout_seconds main.tf:65",
		"SLS901 new aws_lambda_permission.public principal main.tf:91",
	}
}

// TestLoosened: exceptions hold until their last day, and what they are for is found without them.
func TestLoosened(t *testing.T) {
	text := file(t, "loosened/plan.json")
	over := []string{`SLS001 new slsguard_secure_function.wide["a"] exceptions.1.expires main.tf:41`}
	allOver := append([]string{
		"SLS001 new slsguard_secure_function.old exceptions.0.expires main.tf:56",
		"SLS001 new slsguard_secure_function.old exceptions.1.expires main.tf:57",
		"SLS001 new slsguard_secure_function.old exceptions.2.expires main.tf:58",
		"SLS001 new slsguard_secure_function.old exceptions.3.expires main.tf:59",
		`SLS001 new slsguard_secure_function.wide["a"] exceptions.0.expires main.tf:40`,
		over[0],
		"SLS001 new slsguard_secure_trigger.all exceptions.0.expires main.tf:73",
		"SLS001 new slsguard_secure_trigger.api exceptions.0.expires main.tf:82",
		"SLS001 new slsguard_secure_trigger.api exceptions.1.expires main.tf:83",
	}, loosened("new", "new")...)
	// The configuration names another rule than the changed plan, so that only the list is found in it.
	idle := []string{`SLS002 new slsguard_secure_function.wide["a"] exceptions.1.rule main.tf:39`}
	for name, c := range map[string]struct {
		plan []byte
		day  string
		want []string
	}{
		"excepted":            {text, today, loosened("excepted", "excepted")},
		"on its last day":     {text, "2027-03-31", loosened("excepted", "excepted")},
		"one is over":         {text, "2027-04-01", append(over, loosened("excepted", "new")...)},
		"all are over":        {text, "2027-07-01", allOver},
		"without exceptions":  {without(t, text, "exceptions"), today, loosened("new", "new")},
		"of rules by name":    {bytes.ReplaceAll(text, []byte(`"rule":"SLS503"`), []byte(`"rule":"no-tracing"`)), today, loosened("excepted", "excepted")},
		"of a rule not there": {bytes.ReplaceAll(text, []byte(`"rule":"SLS503"`), []byte(`"rule":"SLS502"`)), today, append(idle, loosened("excepted", "new")...)},
	} {
		t.Run(name, func(t *testing.T) {
			found, _ := checked{plan: c.plan, dir: "testdata/loosened", day: c.day}.run(t)
			if diff := cmp.Diff(c.want, told(found)); diff != "" {
				t.Error(diff)
			}
			if s := engine.Summarise(found); s.Suppressed+s.Findings != len(c.want) {
				t.Errorf("counted %+v of %d", s, len(c.want))
			}
		})
	}
}

// without gives a plan without an attribute of the declarations.
func without(t *testing.T, text []byte, attribute string) []byte {
	t.Helper()
	return changed(t, text, func(after, unknown map[string]any) {
		delete(after, attribute)
		delete(unknown, attribute)
	})
}

// changed gives a plan with other declarations.
func changed(t *testing.T, text []byte, change func(after, unknown map[string]any)) []byte {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	for _, r := range doc["resource_changes"].([]any) {
		r := r.(map[string]any)
		if c := r["change"].(map[string]any); strings.HasPrefix(r["type"].(string), "slsguard_") {
			change(c["after"].(map[string]any), c["after_unknown"].(map[string]any))
		}
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestApplied: a plan that knows what was made finds the same, and keeps what is sensitive to itself.
func TestApplied(t *testing.T) {
	found, sys := checked{plan: file(t, "applied/plan.json"), dir: "testdata/applied", day: today}.run(t)
	want := []string{
		// A plan says what is sensitive, which the provider is not told: to it the password is a literal one (SLS401).
		"SLS402 new slsguard_secure_function.orders environment.DB_PASSWORD main.tf:28",
		"SLS503 excepted slsguard_secure_function.orders aws.tracing main.tf:30",
	}
	if diff := cmp.Diff(want, told(found)); diff != "" {
		t.Error(diff)
	}
	if arn, _ := sys.Functions[0].ID.Get(); arn != "arn:aws:lambda:eu-central-1:123456789012:function:orders" {
		t.Errorf("the function's ARN is %s", arn)
	}
	for _, v := range sys.Functions[0].Variables {
		if v.Name == "DB_PASSWORD" && !v.Value.Sensitive() {
			t.Error("the password is not marked as sensitive")
		}
	}
}

// TestUnknownStaysUnknown: what is known only after apply is never found to be wrong.
func TestUnknownStaysUnknown(t *testing.T) {
	text := changed(t, file(t, "loosened/plan.json"), func(after, unknown map[string]any) {
		for _, attribute := range []string{"runtime", "aws", "environment", "filter", "http", "concurrency"} {
			if after[attribute] != nil {
				delete(after, attribute)
				unknown[attribute] = true
			}
		}
	})
	found, _ := checked{plan: text, day: "2027-07-01"}.run(t)
	for _, f := range found {
		if strings.HasPrefix(f.Address, "slsguard_") && f.Verdict == finding.Fail && f.Rule != "SLS205" && f.Rule != "SLS207" && f.Rule != "SLS001" {
			t.Errorf("found in what is not known: %s", told([]finding.Finding{f}))
		}
	}
}

// TestRefused: of a declaration that nothing can be made of it is said that it was not judged.
func TestRefused(t *testing.T) {
	text := changed(t, file(t, "applied/plan.json"), func(after, _ map[string]any) {
		if after["memory"] != nil {
			after["memory"] = 1
		}
	})
	found, _ := checked{plan: text, day: today}.run(t)
	if got := told(found); !slices.Contains(got, "SLS004 unknown slsguard_secure_function.orders ") {
		t.Errorf("found %q", got)
	}
}
