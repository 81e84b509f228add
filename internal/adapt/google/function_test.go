package google

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// adapted reads a plan of testdata as package adapt does for the resources of all clouds.
func adapted(t *testing.T, name string) *model.System {
	t.Helper()
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	return sys
}

// objectAt gives the one object of a list that a resource declares.
func objectAt[T model.Object](t *testing.T, objects []T, address string) T {
	t.Helper()
	var found []T
	for _, o := range objects {
		if o.Base().Address == address {
			found = append(found, o)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s declares %d such objects, want 1", address, len(found))
	}
	return found[0]
}

// shown writes a value as its text, or as - when absent and ? when unknown.
func shown[T any](v model.Value[T]) string {
	if x, ok := v.Get(); ok {
		return fmt.Sprint(x)
	}
	if model.Never(v.IsSet()) {
		return "-"
	}
	return "?"
}

// to writes a link as the addresses that it leads to.
func to[T model.Object](l model.Link[T]) string {
	var all []string
	for _, o := range l.To {
		all = append(all, o.Base().Address)
	}
	if l.Why != "" {
		all = append(all, "?")
	}
	return strings.Join(all, " ")
}

// same compares what objects say, in lines, with what they should.
func same(t *testing.T, got []string, want string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(want), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	slices.Sort(got)
	slices.Sort(lines)
	if diff := cmp.Diff(lines, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// line joins what is said of an object.
func line(parts ...any) string { return strings.TrimSpace(fmt.Sprintln(parts...)) }

func TestFunctions(t *testing.T) {
	var got []string
	for _, f := range adapted(t, "functions").Functions {
		got = append(got, line(f.Address, shown(f.Runtime), shown(f.Timeout), shown(f.Bounded), shown(f.Requests), "as", to(f.Identity)))
	}
	same(t, got, `
		google_cloud_run_service.old - 300 7 80 as google_cloud_run_service.old
		google_cloud_run_service.secrets - 300 100 80 as google_service_account.worker
		google_cloud_run_v2_job.job - 600 1 - as google_cloud_run_service.old
		google_cloud_run_v2_service.api - 300 500 80 as google_service_account.worker
		google_cloudfunctions2_function.v2 python312 300 100 1 as google_service_account.worker
		google_cloudfunctions_function.http nodejs20 60 - - as google_cloudfunctions_function.http
		google_cloudfunctions_function.v1 python39 60 - - as google_cloudfunctions_function.http`)
}

func TestFunctionAddresses(t *testing.T) {
	var got []string
	for _, e := range adapted(t, "functions").Endpoints {
		f := e.Function.To[0]
		got = append(got, line(e.Address, shown(e.Auth), "private", e.Private, "open", f.OpenNetwork, "plain", e.PlainHTTP))
	}
	same(t, got, `
		google_cloud_run_service.old IAM private true open false plain false
		google_cloud_run_service.secrets IAM private false open true plain false
		google_cloud_run_v2_service.api none private false open true plain false
		google_cloudfunctions2_function.v2 IAM private true open false plain false
		google_cloudfunctions_function.http IAM private false open true plain true`)
}

func TestFunctionNetworks(t *testing.T) {
	var got []string
	for _, f := range adapted(t, "functions").Functions {
		if model.Certainly(f.InNetwork) {
			got = append(got, line(f.Address, f.NetworkPlace.Attribute(), "past it", f.Bypass))
		}
	}
	same(t, got, `
		google_cloud_run_v2_service.api template.0.vpc_access past it true
		google_cloudfunctions_function.http vpc_connector past it true`)
}

func TestPackages(t *testing.T) {
	var got []string
	for _, f := range adapted(t, "functions").Functions {
		p := f.Package
		got = append(got, line(f.Address, "pinned", p.ImagePinned, "latest", p.ImageLatest, "from", to(f.Code), "hash", p.Hash,
			"branch", p.Branch.IsKnown(), "updates", shown(f.RuntimeUpdates)))
	}
	same(t, got, `
		google_cloud_run_service.secrets pinned false latest false from  hash false branch false updates -
		google_cloud_run_service.old pinned true latest false from  hash false branch false updates -
		google_cloud_run_v2_job.job pinned false latest false from  hash false branch false updates -
		google_cloud_run_v2_service.api pinned false latest true from  hash false branch false updates -
		google_cloudfunctions2_function.v2 pinned false latest false from google_storage_bucket.source hash true branch false updates OnDeploy
		google_cloudfunctions_function.http pinned false latest false from  hash false branch true updates Auto
		google_cloudfunctions_function.v1 pinned false latest false from google_storage_bucket.source hash true branch false updates Auto`)
}

func TestVariables(t *testing.T) {
	sys := adapted(t, "functions")
	var got []string
	for _, f := range sys.Functions {
		for _, v := range f.Variables {
			note := ""
			for _, from := range v.From {
				note += " from " + from.Note
			}
			got = append(got, line(f.Address, v.Name, shown(v.Value))+note)
		}
	}
	for _, s := range sys.SecretReads {
		got = append(got, line(s.Address, s.Use, "newest", s.Newest, "refreshed", s.Refreshed))
	}
	same(t, got, `
		google_cloud_run_service.old X 1
		google_cloud_run_service.secrets variable DB newest false refreshed false
		google_cloud_run_service.secrets volume keys newest true refreshed true
		google_cloud_run_v2_service.api A plain
		google_cloud_run_v2_service.api B ? from google_pubsub_topic.failed.id
		google_cloud_run_v2_service.api variable S newest true refreshed false
		google_cloudfunctions2_function.v2 MODE x
		google_cloudfunctions_function.v1 TOPIC failed from google_pubsub_topic.failed.name
		google_cloudfunctions_function.v1 variable DB newest true refreshed false`)
}

func TestTriggers(t *testing.T) {
	var got []string
	for _, x := range adapted(t, "functions").Triggers {
		got = append(got, line(x.Address, x.Kind, to(x.Source), "->", to(x.Function)+to(x.Workload)+to(x.Channel), "filtered", x.Filtered,
			"retries", shown(x.Retries), "age", shown(x.MaxAge)))
	}
	same(t, got, `
		google_cloud_scheduler_job.jobrun schedule  -> google_cloud_run_v2_job.job filtered true retries 0 age -
		google_cloud_scheduler_job.tick schedule  -> google_cloudfunctions2_function.v2 filtered true retries 0 age -
		google_cloud_tasks_queue.q event source mapping google_cloud_tasks_queue.q ->  filtered true retries -1 age -1
		google_cloudfunctions2_function.v2 notification google_storage_bucket.uploads -> google_cloudfunctions2_function.v2 filtered false retries -1 age 86400
		google_cloudfunctions_function.v1 subscription google_pubsub_topic.orders -> google_cloudfunctions_function.v1 filtered false retries -1 age 604800
		google_eventarc_enrollment.e rule target google_eventarc_message_bus.bus -> google_eventarc_pipeline.p filtered false retries - age -
		google_eventarc_trigger.audit rule target  -> google_cloud_run_v2_service.api filtered false retries -1 age 86400
		google_pubsub_subscription.literal subscription google_pubsub_topic.orders -> google_cloudfunctions_function.http filtered false retries -1 age 604800
		google_pubsub_subscription.plain subscription  ->  filtered false retries -1 age 604800
		google_pubsub_subscription.pull subscription google_pubsub_topic.orders -> google_pubsub_subscription.pull filtered true retries -1 age 604800
		google_pubsub_subscription.push subscription google_pubsub_topic.orders -> google_cloud_run_v2_service.api filtered false retries 5 age 604800`)
}

func TestEventDetails(t *testing.T) {
	sys := adapted(t, "functions")
	push := objectAt(t, sys.Triggers, "google_pubsub_subscription.push")
	equalText(t, "dead letters", to(push.DeadLetter), "google_pubsub_topic.failed")
	equalText(t, "pushes as", to(push.Identity), "google_service_account.worker")
	equalText(t, "waits", shown(push.AckWait), "10")
	equalText(t, "foreign", shown(objectAt(t, sys.Triggers, "google_pubsub_subscription.plain").ForeignSource), "other-team")
	equalText(t, "read topic", objectAt(t, sys.Channels, "google_pubsub_topic.orders").Unread.String(), "false")
	equalText(t, "unread topic", objectAt(t, sys.Channels, "google_pubsub_topic.failed").Unread.String(), "true")
	equalText(t, "its id", shown(objectAt(t, sys.Channels, "google_pubsub_topic.failed").ID), "projects/orders-prod/topics/failed")
	equalText(t, "job body", shown(textAt(sys, "google_cloud_scheduler_job.tick", "http_target.0.body").Value), `{"a":1}`)
	equalText(t, "any service", objectAt(t, sys.Rules, "google_eventarc_trigger.audit").CatchAll.String(), "true")
	equalText(t, "any event", objectAt(t, sys.Rules, "google_eventarc_enrollment.e").CatchAll.String(), "true")
	m := objectAt(t, sys.Functions, "google_cloud_run_v2_service.api").Mounts
	if len(m) != 1 || to(m[0].Account) != "google_storage_bucket.uploads" || model.Certainly(m[0].ReadOnly) {
		t.Errorf("mounts %v", m)
	}
}

func textAt(sys *model.System, address, attribute string) *model.Text {
	for _, x := range sys.Texts {
		if x.Place.Equal(model.PlaceOf(address, attribute)) {
			return x
		}
	}
	return &model.Text{}
}

func equalText(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestDeliveries(t *testing.T) {
	var got []string
	for _, d := range adapted(t, "functions").Deliveries {
		got = append(got, line(d.Address, d.Kind, "plain", d.Plain, "unverified", d.Unverified, "own", d.OwnPlatform, to(d.Function)))
	}
	same(t, got, `
		google_cloud_scheduler_job.jobrun scheduled job plain false unverified false own true google_cloud_run_v2_job.job
		google_cloud_scheduler_job.tick scheduled job plain false unverified true own true google_cloudfunctions2_function.v2
		google_cloud_tasks_queue.q task queue plain false unverified true own true
		google_eventarc_pipeline.p event pipeline plain false unverified true own true google_cloud_run_v2_service.api
		google_pubsub_subscription.literal push subscription plain false unverified true own true google_cloudfunctions_function.http
		google_pubsub_subscription.plain push subscription plain true unverified true own false
		google_pubsub_subscription.push push subscription plain false unverified false own true google_cloud_run_v2_service.api`)
}

func TestWorkflowSource(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"host of the caller", "main:\n  params: [args]\n  steps:\n    - a:\n        args:\n          url: ${\"https://\" + args.host + \"/x\"}\n", "args.host"},
		{"handed on", "main:\n  params: [in]\n  steps:\n    - i:\n        assign:\n          - h: ${in.h}\n    - a:\n        args:\n          url: ${\"https://\" + h}\n", "h"},
		{"whole address", "main:\n  params: [args]\n  steps:\n    - a:\n        args:\n          url: ${args.url}\n", "args.url"},
		{"only the path", "main:\n  params: [args]\n  steps:\n    - a:\n        args:\n          url: ${\"https://api.example.com/\" + args.id}\n", ""},
		{"no caller", "main:\n  steps:\n    - a:\n        args:\n          url: ${sys.get_env(\"URL\")}\n", ""},
		{"JSON", `{"main": {"params": ["args"], "steps": [{"a": {"args": {` + "\n" + `"url": "${\"https://\" + args.host}"` + "\n}}}]}}", "args.host"},
		{"compact JSON", `{"main":{"params":["args"],"steps":[{"a":{"args":{"url":"${\"https://\" + args.host}"}}}]}}`, "args.host"},
		{"as Terraform writes it", "\"main\":\n  \"params\":\n  - \"args\"\n  \"steps\":\n  - \"a\":\n      \"args\":\n        \"url\": \"${\\\"https://\\\" + args.host}\"\n", "args.host"},
		{"nothing", "", ""},
	} {
		var got []string
		for _, f := range parseSource(tt.source).untrusted(model.Place{}) {
			got = append(got, f.Path)
		}
		equalText(t, tt.name, strings.Join(got, " "), tt.want)
	}
}

func TestSeconds(t *testing.T) {
	for text, want := range map[string]string{"300s": "300", "3.5s": "3", "": "-", "soon": "-", "-1s": "-", "1e99s": "-", "NaN": "-"} {
		equalText(t, text, shown(seconds(model.Known(text, model.Place{}))), want)
	}
}
