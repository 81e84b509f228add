package aws

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// The plans under testdata/events and testdata/workflow are made from the main.tf next to them by
// REPLAY_MIRROR=... shared/providers/plan.sh DIR DIR/plan.json

// systemOf reads a plan of testdata and adapts all of it.
func systemOf(t *testing.T, name string) *model.System {
	t.Helper()
	sys := &model.System{}
	adaptAll(planOf(t, name), sys)
	return sys
}

func planOf(t *testing.T, name string) *plan.Plan {
	t.Helper()
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: keeper()})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// declared gives the objects of a list that a resource declares.
func declared[T model.Object](objects []T, address string) []T {
	var found []T
	for _, o := range objects {
		if o.Base().Address == address {
			found = append(found, o)
		}
	}
	return found
}

// the gives the one object that a resource declares.
func the[T model.Object](t *testing.T, objects []T, address string) T {
	t.Helper()
	found := declared(objects, address)
	if len(found) != 1 {
		t.Fatalf("%s declares %d objects, want 1", address, len(found))
	}
	return found[0]
}

// follows writes a link as the addresses it leads to, with ? when it may lead elsewhere, too.
func follows[T model.Object](l model.Link[T]) string {
	s := ""
	for i, to := range l.To {
		if i > 0 {
			s += " "
		}
		s += to.Base().Address
	}
	if l.Why != "" {
		s += "?"
	}
	return s
}

// show writes a value, or why there is none.
func show[T any](v model.Value[T]) string {
	switch value, ok := v.Get(); {
	case ok:
		return cmp.Diff(nil, value)
	case v.Why() != "":
		return "unknown"
	default:
		return "absent"
	}
}

func TestEventBuses(t *testing.T) {
	sys := systemOf(t, "events")
	for _, c := range []struct {
		address    string
		kind       model.ChannelKind
		encryption string
		key, dead  string
		grants     int
	}{
		{"aws_cloudwatch_event_bus.orders", model.Bus, "customer-managed key", "aws_kms_key.events", "aws_sqs_queue.dead", 1},
		{"aws_cloudwatch_event_bus.plain", model.Bus, "cloud-owned key", "", "", 1},
		{"aws_cloudwatch_event_archive.orders", model.Archive, "customer-managed key", "aws_kms_key.events", "", 0},
	} {
		bus := the(t, sys.Channels, c.address)
		kind, _ := bus.Encryption.Kind.Get()
		if bus.Kind != c.kind || string(kind) != c.encryption || !bus.Encryption.Always || len(bus.Grants) != c.grants {
			t.Errorf("%s: %s, %q (always %v), %d grants", c.address, bus.Kind, kind, bus.Encryption.Always, len(bus.Grants))
		}
		if follows(bus.Encryption.Key) != c.key || follows(bus.DeadLetter) != c.dead {
			t.Errorf("%s: key %q, dead letters %q", c.address, follows(bus.Encryption.Key), follows(bus.DeadLetter))
		}
	}
	if days, _ := the(t, sys.Channels, "aws_cloudwatch_event_archive.orders").Retention.Get(); days != 7*24*60*60 {
		t.Errorf("archive keeps events %d seconds", days)
	}
}

func TestEventPermissions(t *testing.T) {
	sys := systemOf(t, "events")
	for _, c := range []struct {
		bus       string
		principal model.PrincipalKind
		pinned    string
		account   string
	}{
		{"aws_cloudwatch_event_bus.plain", model.Anyone, "false", ""},
		{"aws_cloudwatch_event_bus.orders", model.Anyone, "true", ""},
		{"aws_cloudwatch_event_bus.shared", model.AccountPrincipal, "false", "210987654321"},
		// The default bus is no resource: it becomes an object through the permission on it.
		{"aws_cloudwatch_event_permission.default_bus", model.AccountPrincipal, "false", "123456789012"},
	} {
		bus := the(t, sys.Channels, c.bus)
		if len(bus.Grants) != 1 {
			t.Errorf("%s: %d grants", c.bus, len(bus.Grants))
			continue
		}
		g := bus.Grants[0]
		if g.Principal.Kind != c.principal || g.Principal.Account != c.account || g.Pinned().String() != c.pinned || !g.Can(model.Publish) {
			t.Errorf("%s: %+v, pinned %s, publish %v", c.bus, g.Principal, g.Pinned(), g.Can(model.Publish))
		}
		if g.Certain.String() != "true" {
			t.Errorf("%s: certain %s", c.bus, g.Certain)
		}
	}
	rule := the(t, sys.Rules, "aws_cloudwatch_event_rule.named")
	if got := follows(rule.Bus); got != "aws_cloudwatch_event_permission.default_bus" {
		t.Errorf("a rule on the default bus leads to %q", got)
	}
}

func TestEventRules(t *testing.T) {
	sys := systemOf(t, "events")
	for _, c := range []struct {
		name, bus, catchAll, namesSource, enabled string
		targets                                   int
	}{
		{"catch_all", "aws_cloudwatch_event_bus.plain", "true", "false", "true", 1},
		{"named", "aws_cloudwatch_event_permission.default_bus", "false", "true", "false", 1},
		{"hourly", "aws_cloudwatch_event_permission.default_bus", "false", "true", "true", 1},
		{
			"later", "aws_cloudwatch_event_permission.default_bus", "unknown: aws_kms_key.events.arn is known only after apply",
			"unknown: aws_kms_key.events.arn is known only after apply", "true", 0,
		},
	} {
		rule := the(t, sys.Rules, "aws_cloudwatch_event_rule."+c.name)
		got := []string{follows(rule.Bus), rule.CatchAll.String(), rule.NamesSource.String(), model.IsTrue(rule.Enabled).String()}
		if diff := cmp.Diff([]string{c.bus, c.catchAll, c.namesSource, c.enabled}, got); diff != "" || len(rule.Targets) != c.targets {
			t.Errorf("%s: %d targets, %s", c.name, len(rule.Targets), diff)
		}
	}
}

func TestEventTargets(t *testing.T) {
	sys := systemOf(t, "events")
	for _, c := range []struct {
		name                       string
		kind                       model.TriggerKind
		source, to, dead, filterAt string
		catchAll                   string
	}{
		{
			"catch_all", model.RuleTarget, "aws_cloudwatch_event_bus.plain", "aws_lambda_function.orders",
			"aws_sqs_queue.dead", "aws_cloudwatch_event_rule.catch_all event_pattern", "true",
		},
		{
			"named", model.RuleTarget, "aws_cloudwatch_event_permission.default_bus", "aws_sfn_state_machine.work",
			"", "aws_cloudwatch_event_rule.named event_pattern", "false",
		},
		{"hourly", model.Timer, "", "aws_sqs_queue.orders", "", "aws_cloudwatch_event_rule.hourly event_pattern", "false"},
		{
			"elsewhere", model.RuleTarget, "", "aws_lambda_function.orders", "",
			"aws_cloudwatch_event_target.elsewhere rule", "unknown: its rule is not in the plan",
		},
	} {
		tr := the(t, sys.Triggers, "aws_cloudwatch_event_target."+c.name)
		to := follows(tr.Function) + follows(tr.Workload) + follows(tr.Channel)
		got := []string{follows(tr.Source), to, follows(tr.DeadLetter), tr.FilterPlace.Address() + " " + tr.FilterPlace.Attribute(), tr.CatchAll.String()}
		want := []string{c.source, c.to, c.dead, c.filterAt, c.catchAll}
		if diff := cmp.Diff(want, got); diff != "" || tr.Kind != c.kind {
			t.Errorf("%s: %s, %s", c.name, tr.Kind, diff)
		}
		if tr.ID.IsKnown() {
			t.Errorf("%s: has the target's ARN for its own", c.name)
		}
	}
}

// The order of a plan's resources must not matter: a policy that makes the default bus an object can stand after
// the rules and targets on it.
func TestEventTargetsInAnyOrder(t *testing.T) {
	p := planOf(t, "events")
	slices.Reverse(p.Resources)
	sys := &model.System{}
	adaptAll(p, sys)
	for name, want := range map[string]string{
		"catch_all": "aws_cloudwatch_event_bus.plain", "named": "aws_cloudwatch_event_permission.default_bus", "hourly": "",
	} {
		tr := the(t, sys.Triggers, "aws_cloudwatch_event_target."+name)
		if got := follows(tr.Source); got != want {
			t.Errorf("%s takes events from %q, want %q", name, got, want)
		}
	}
	bus := the(t, sys.Channels, "aws_cloudwatch_event_permission.default_bus")
	if len(bus.Feeds) != 1 || bus.Feeds[0].Address != "aws_cloudwatch_event_target.named" {
		t.Errorf("the default bus feeds %d triggers", len(bus.Feeds))
	}
}

func TestEventTargetActsAsRole(t *testing.T) {
	sys := systemOf(t, "events")
	w := the(t, sys.Workloads, "aws_cloudwatch_event_target.named")
	if w.Kind != model.EventRule || follows(w.Identity) != "aws_iam_role.caller" {
		t.Errorf("%s as %q", w.Kind, follows(w.Identity))
	}
	// account is filled in by AWS and note names no resource.
	want := []model.UntrustedField{{
		Place: model.PlaceOf(w.Address, "input_transformer.0.input_template"),
		Path:  "$.detail.bucket", Use: "Bucket",
	}}
	if diff := cmp.Diff(want, w.Untrusted); diff != "" {
		t.Error(diff)
	}
	if n := len(declared(sys.Workloads, "aws_cloudwatch_event_target.catch_all")); n != 0 {
		t.Errorf("a target without a role makes %d workloads", n)
	}
}

func TestConnectionCredentials(t *testing.T) {
	sys := systemOf(t, "events")
	got := map[string]string{}
	for _, text := range sys.Texts {
		if text.Type != connectionType {
			continue
		}
		line := show(text.Value)
		if text.Meant {
			line = "secret"
			if !text.Value.IsKnown() {
				line = "secret unknown"
			}
		}
		for _, from := range text.From {
			line += " from " + from.Note
		}
		got[text.Name] = line
	}
	want := map[string]string{
		"x-key": "secret", "pin": "secret", "x-tenant": show(model.Known("shop", model.Place{})),
		"password":      "secret unknown from random_password.api.result",
		"client_secret": "secret", "x-token": show(model.Known("literal", model.Place{})),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for name, want := range map[string]model.EncryptionKind{"literal": model.CustomerKey, "generated": model.CloudKey} {
		kind, _ := the(t, sys.Encrypted, "aws_cloudwatch_event_connection."+name).Encryption.Kind.Get()
		if kind != want {
			t.Errorf("%s is encrypted with %q", name, kind)
		}
	}
}

func TestAPIDestinations(t *testing.T) {
	sys := systemOf(t, "events")
	for _, c := range []struct{ name, plain, literal, keyAt string }{
		{"literal", "true", "true", "aws_cloudwatch_event_connection.literal auth_parameters.0.api_key.0.value"},
		{
			"variable", "false", "unknown: auth_parameters.0.oauth.0.client_parameters.0.client_secret comes from var.client_secret",
			"aws_cloudwatch_event_connection.variable auth_parameters.0.oauth.0.client_parameters.0.client_secret",
		},
		{"generated", "false", "false", "aws_cloudwatch_event_api_destination.generated connection_arn"},
	} {
		d := the(t, sys.Deliveries, "aws_cloudwatch_event_api_destination."+c.name)
		got := []string{d.Plain.String(), d.LiteralKey.String(), d.KeyPlace.Address() + " " + d.KeyPlace.Attribute()}
		if diff := cmp.Diff([]string{c.plain, c.literal, c.keyAt}, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestSchedules(t *testing.T) {
	sys := systemOf(t, "events")
	for _, c := range []struct {
		name, to, dead, enabled, encryption string
		retries                             int
	}{
		{"function", "aws_lambda_function.orders", "aws_sqs_queue.dead", "true", "cloud-owned key", 185},
		{"universal", "aws_lambda_function.orders", "", "false", "customer-managed key", 3},
	} {
		address := "aws_scheduler_schedule." + c.name
		tr := the(t, sys.Triggers, address)
		kind, _ := the(t, sys.Encrypted, address).Encryption.Kind.Get()
		got := []string{follows(tr.Function), follows(tr.DeadLetter), model.IsTrue(tr.Enabled).String(), string(kind)}
		if diff := cmp.Diff([]string{c.to, c.dead, c.enabled, c.encryption}, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if retries, _ := tr.Retries.Get(); retries != c.retries || tr.Kind != model.Timer {
			t.Errorf("%s: %d retries, %s", c.name, retries, tr.Kind)
		}
		if w := the(t, sys.Workloads, address); follows(w.Identity) != "aws_iam_role.caller" || w.Kind != model.Schedule {
			t.Errorf("%s: %s as %q", c.name, w.Kind, follows(w.Identity))
		}
	}
	text := the(t, sys.Texts, "aws_scheduler_schedule.function")
	if content, ok := text.Value.Get(); !ok || content != `{"password":"hunter2"}` || !text.Document {
		t.Errorf("input: %q, document %v", content, text.Document)
	}
}

func TestPipes(t *testing.T) {
	sys := systemOf(t, "events")
	triggers := declared(sys.Triggers, "aws_pipes_pipe.filtered")
	if len(triggers) != 2 {
		t.Fatalf("%d triggers, want one to the target and one to the enrichment", len(triggers))
	}
	target, enrichment := triggers[0], triggers[1]
	if follows(target.Channel) != "aws_cloudwatch_event_bus.orders" || follows(enrichment.Function) != "aws_lambda_function.orders" {
		t.Errorf("target %q, enrichment %q", follows(target.Channel), follows(enrichment.Function))
	}
	for _, tr := range triggers {
		if size, _ := tr.BatchSize.Get(); size != 10 || follows(tr.Source) != "aws_sqs_queue.orders" || tr.Filtered.String() != "true" {
			t.Errorf("batch %d, source %q, filtered %s", size, follows(tr.Source), tr.Filtered)
		}
	}
	if open := the(t, sys.Triggers, "aws_pipes_pipe.open"); open.Filtered.String() != "false" {
		t.Errorf("a filter {}: filtered %s", open.Filtered)
	}
	w := the(t, sys.Workloads, "aws_pipes_pipe.filtered")
	if model.IsTrue(w.TracesData).String() != "true" || len(w.Untrusted) != 1 || w.Untrusted[0].Path != "$.body.queue" {
		t.Errorf("traces %s, untrusted %v", show(w.TracesData), w.Untrusted)
	}
	if w := the(t, sys.Workloads, "aws_pipes_pipe.open"); model.IsTrue(w.TracesData).String() != "false" {
		t.Errorf("without log configuration: traces %s", show(w.TracesData))
	}
	if !the(t, sys.Encrypted, "aws_cloudwatch_log_group.pipe").Serverless {
		t.Error("the pipe's log group is not known as one")
	}
}
