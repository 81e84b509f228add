package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// oversightTypes lists what is logged, audited and watched.
func oversightTypes() types {
	all := types{
		"google_logging_metric":                  nothing(),
		"google_logging_log_view":                nothing(),
		"google_logging_log_scope":               nothing(),
		"google_logging_linked_dataset":          nothing(),
		"google_monitoring_alert_policy":         nothing(),
		"google_monitoring_notification_channel": nothing(),
		"google_monitoring_uptime_check_config":  nothing(),
		"google_monitoring_dashboard":            nothing(),
		"google_billing_budget":                  {Make: costGuard},
	}
	for _, level := range []string{"project", "folder", "organization", "billing_account"} {
		all["google_logging_"+level+"_bucket_config"] = adapter{Make: logBucket, Link: logBucketKey}
		all["google_logging_"+level+"_exclusion"] = nothing()
		all["google_logging_"+level+"_sink"] = adapter{Link: logSink}
		all["google_"+level+"_iam_audit_config"] = adapter{Make: auditConfig}
	}
	return all
}

func costGuard(r resource) {
	r.b.Sys.CostGuards = append(r.b.Sys.CostGuards, &model.CostGuard{Head: r.HeadNamed("display_name")})
}

// oversee adds, once everything else is known, what is logged, traced and audited.
func (b *builder) oversee() {
	b.networks()
	b.front()
	b.keepLogs()
	b.alarms()
}

// auditConfig adapts the configuration of audit logs. Changes are always recorded, and so are requests to functions; who
// reads and writes data only where that is asked for (Cloud Audit Logs documentation, "Enable Data Access audit logs").
func auditConfig(r resource) {
	a := &model.Audit{
		Head: r.HeadNamed("service"), Kind: model.AuditConfiguration, On: model.Known(true, r.Place("")),
		Place:     r.Place("audit_log_config"),
		Functions: model.True(), Exempt: model.NotSet[[]string](r.Place("audit_log_config")),
	}
	both := r.recorded(a)
	service := r.Str("service")
	a.Objects = both.And(model.In(service, "allServices", "storage.googleapis.com"))
	a.Rows = both.And(model.In(service,
		"allServices", "datastore.googleapis.com", "firestore.googleapis.com", "spanner.googleapis.com",
		"bigtable.googleapis.com", "bigquery.googleapis.com", "bigquerydatatransfer.googleapis.com"))
	r.b.Sys.Audits = append(r.b.Sys.Audits, a)
}

// recorded tells whether reads and writes are both recorded, and notes whose are not.
func (r resource) recorded(a *model.Audit) model.Truth {
	reads, writes := model.False(), model.False()
	n, known := r.Blocks("audit_log_config")
	for i := range n {
		path := "audit_log_config." + base.Itoa(i)
		kind := r.Str(path + ".log_type")
		reads, writes = reads.Or(model.Equals(kind, "DATA_READ")), writes.Or(model.Equals(kind, "DATA_WRITE"))
		exempt := r.Strs(path + ".exempted_members")
		some := exempt.Match(func(members []string) bool { return len(members) > 0 })
		if !model.Never(some) && !a.Exempt.IsKnown() {
			a.Exempt = exempt
		}
	}
	if !known {
		return reads.And(writes).Or(model.Undecided(r.WhyUnknown("audit_log_config")))
	}
	return reads.And(writes)
}
