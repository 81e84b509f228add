package google

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestNetworks(t *testing.T) {
	sys := adapted(t, "oversight")
	var got []string
	for _, f := range sys.Functions {
		got = append(got, line(f.Address, "default", f.DefaultNetwork, f.DefaultPlace.Attribute()))
	}
	for _, g := range sys.SecurityGroups {
		for _, b := range g.Bearers {
			got = append(got, line(g.Address, "is about", b.Function.Address))
		}
		for _, rule := range append(g.Ingress, g.Egress...) {
			got = append(got, line(g.Address, len(g.Ingress), len(g.Egress), rule.Open(), shown(rule.Protocol), shown(rule.From), shown(rule.To)))
		}
	}
	same(t, got, `
		google_cloud_run_v2_job.nightly default true template.0.template.0.vpc_access.0.network_interfaces.0.network
		google_cloud_run_v2_service.orders default false
		google_cloudfunctions_function.old default false
		google_compute_firewall.connector 1 0 true tcp 8000 9000
		google_compute_firewall.connector is about google_cloud_run_v2_service.orders
		google_compute_firewall.elsewhere 1 0 true all -1 -1
		google_compute_firewall.off 1 0 false tcp 22 22
		google_compute_firewall.off is about google_cloud_run_v2_job.nightly
		google_compute_firewall.out 0 1 true tcp -1 -1
		google_compute_firewall.out is about google_cloud_run_v2_job.nightly`)
}

func TestLogs(t *testing.T) {
	sys := adapted(t, "oversight")
	var got []string
	for _, f := range sys.Functions {
		got = append(got, line(f.Address, "kept in", to(f.Logs.Group), f.Logs.Group.Place.Address(), "dropped", f.Logs.Dropped, f.Logs.DroppedBy.Address()))
	}
	for _, g := range sys.LogGroups {
		got = append(got, line(g.Address, shown(g.Retention), len(g.Writers)))
	}
	for _, trigger := range sys.Triggers {
		got = append(got, line(trigger.Address, "to", shown(trigger.Channel.Text), "filtered", trigger.Filtered))
	}
	same(t, got, `
		google_cloud_run_v2_job.nightly kept in google_logging_project_bucket_config.jobs google_logging_project_sink.jobs dropped false
		google_cloud_run_v2_service.orders kept in google_logging_project_bucket_config.default google_logging_project_bucket_config.default dropped false
		google_cloudfunctions_function.old kept in google_logging_project_bucket_config.default google_logging_project_bucket_config.default dropped true google_logging_project_exclusion.old
		google_logging_project_bucket_config.default 30 2
		google_logging_project_bucket_config.jobs 400 1
		google_logging_project_sink.errors to pubsub.googleapis.com/projects/example/topics/errors filtered true`)
}

func TestAudits(t *testing.T) {
	sys := adapted(t, "oversight")
	var got []string
	for _, a := range sys.Audits {
		got = append(got, line(a.Address, a.Kind, "objects", a.Objects, "rows", a.Rows, "exempt", shown(a.Exempt)))
	}
	for _, a := range sys.Alarms {
		var functions []string
		for _, f := range a.Functions {
			functions = append(functions, f.Address)
		}
		got = append(got, line(a.Address, "all", a.AllFunctions, functions, "muted", shown(a.Muted), "notifies", a.Notifies))
	}
	for _, g := range sys.CostGuards {
		got = append(got, g.Address)
	}
	same(t, got, `
		google_billing_budget.all
		google_monitoring_alert_policy.all all true [] muted true notifies false
		google_monitoring_alert_policy.machines all false [] muted false notifies false
		google_monitoring_alert_policy.metric all false [google_cloudfunctions_function.old] muted false notifies false
		google_monitoring_alert_policy.one all false [google_cloud_run_v2_service.orders] muted false notifies true
		google_project_iam_audit_config.all audit configuration objects false rows false exempt -
		google_project_iam_audit_config.storage audit configuration objects true rows false exempt [user:jane@example.com]`)
}

func TestFilterTerms(t *testing.T) {
	service := &model.Function{Head: model.Head{Type: "google_cloud_run_v2_service", Name: model.Known("orders", model.Place{})}}
	for _, tt := range []struct {
		filter string
		want   model.Truth
	}{
		{`resource.type="cloud_run_revision"`, model.True()},
		{"resource.type=\"cloud_run_revision\"\nresource.labels.service_name = \"orders\"", model.True()},
		{`(resource.type=cloud_run_revision AND resource.labels.location="europe-west1")`, model.True()},
		{`resource.type="cloud_run_revision" AND resource.labels.service_name="others"`, model.False()},
		{`resource.type="cloud_run_revision" AND severity<ERROR`, model.False()},
		{`resource.type="cloud_run_revision" OR resource.type="gce_instance"`, model.False()},
		{`resource.type="cloud_run_revision" AND NOT severity=INFO`, model.False()},
		{`resource.type=~"cloud_run"`, model.False()},
		{`resource.type!="cloud_run_revision"`, model.False()},
		{`-resource.type="cloud_run_revision"`, model.False()},
		{`"text"`, model.False()},
	} {
		if got := about(model.Known(tt.filter, model.Place{}), service); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.filter, got, tt.want)
		}
	}
}
