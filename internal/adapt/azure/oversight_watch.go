package azure

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// diagnostics are the diagnostic settings of a plan, by what they are about.
type diagnostics struct {
	of  map[*plan.Resource][]resource
	why string // a setting of which it can't be told what it is about
	// queues are the settings of queue services that are resources of their own, by account.
	queues map[*plan.Resource][]resource
}

// oversee adds, once everything else is known, what is logged, traced and audited.
func (b *builder) oversee() {
	b.vaultReads()
	b.unlimitedPolicies()
	d := diagnostics{of: map[*plan.Resource][]resource{}, queues: map[*plan.Resource][]resource{}}
	for _, res := range b.Plan.Resources {
		switch {
		case res.Mode != plan.Managed:
		case res.Type == "azurerm_monitor_diagnostic_setting":
			d.add(b.resource(res))
		case res.Type == "azurerm_storage_account_queue_properties":
			for _, account := range origins(b.resource(res), "storage_account_id", "azurerm_storage_account") {
				d.queues[account] = append(d.queues[account], b.resource(res))
			}
		}
	}
	for _, res := range b.Plan.Resources {
		if res.Mode == plan.Managed {
			b.watch(b.resource(res), &d)
		}
	}
}

func (d *diagnostics) add(r resource) {
	res := r.b.Plan.Resolve(r.Resource, "target_resource_id")
	for _, o := range res.Origins {
		d.of[o.Resource] = append(d.of[o.Resource], r)
	}
	if len(res.Origins) == 0 && !r.Str("target_resource_id").IsKnown() {
		d.why = r.Address + " may be about it: " + r.WhyUnknown("target_resource_id")
	}
}

// keeps tells whether a category of logs of a resource is kept somewhere, and what says so.
func (d *diagnostics) keeps(res *plan.Resource, categories ...string) model.Truth {
	kept := model.False()
	for _, r := range d.of[res] {
		for _, block := range []string{"enabled_log", "log"} {
			n, known := r.Blocks(block)
			if !known {
				kept = kept.Or(model.Undecided(r.WhyUnknown(block)))
			}
			for i := range n {
				kept = kept.Or(takesIn(r, block+"."+base.Itoa(i), categories))
			}
		}
	}
	if d.why != "" {
		kept = kept.Or(model.Undecided(d.why))
	}
	return kept
}

// takesIn tells whether a block of a diagnostic setting takes in one of the categories. The groups are allLogs and audit.
func takesIn(r resource, block string, categories []string) model.Truth {
	group := r.Str(block + ".category_group").Match(func(g string) bool {
		return g == "allLogs" || g == "audit" && slices.Contains(categories, "AuditEvent")
	})
	one := r.Str(block + ".category").Match(func(c string) bool { return slices.Contains(categories, c) })
	return group.Or(one).And(model.IsTrue(r.Flag(block + ".enabled").Or(true)))
}

// watch adds what is watched of one resource.
func (b *builder) watch(r resource, d *diagnostics) {
	switch r.Type {
	case "azurerm_api_management":
		b.observe(r, model.AccessLog, "API Management service", d.keeps(r.Resource, "GatewayLogs").Or(b.apiDiagnostics(r)))
	case "azurerm_logic_app_workflow":
		b.observe(r, model.WorkflowLog, "logic app", d.keeps(r.Resource, "WorkflowRuntime"))
	case "azurerm_cdn_frontdoor_profile":
		b.observe(r, model.AccessLog, "Front Door profile", d.keeps(r.Resource, "FrontDoorAccessLog"))
	case "azurerm_frontdoor":
		b.observe(r, model.AccessLog, "Front Door", d.keeps(r.Resource, "FrontdoorAccessLog"))
	case "azurerm_application_gateway":
		b.observe(r, model.AccessLog, "application gateway", d.keeps(r.Resource, "ApplicationGatewayAccessLog"))
	case "azurerm_key_vault":
		b.auditVault(r, d)
	case "azurerm_storage_account":
		b.auditQueues(r, d)
	}
	if f, ok := base.Own[*model.Function](r); ok && f.Cloud == model.Azure {
		b.functionLogs(r, f, d)
	}
}

func (b *builder) observe(r resource, kind model.ObservationKind, of string, on model.Truth) {
	b.Sys.Observations = append(b.Sys.Observations, &model.Observation{
		Head: r.Head(), Kind: kind, Of: of, On: on, At: r.Place(""), Serverless: b.frontsServerless(r),
	})
}

// frontsServerless tells whether an app, a workflow or a gateway of the plan stands behind a resource. What is in a
// gateway or a workflow is serverless itself.
func (b *builder) frontsServerless(r resource) bool {
	if r.Type == "azurerm_api_management" || r.Type == "azurerm_logic_app_workflow" {
		return true
	}
	return slices.ContainsFunc(b.Sys.Endpoints, func(e *model.Endpoint) bool {
		return e.Kind == model.CDN && e.Cloud == model.Azure && len(e.Fronts) > 0 && (e.Address == r.Address || r.Type == "azurerm_cdn_frontdoor_profile")
	})
}

// apiDiagnostics tells whether the diagnostics of the service, or of each API, are kept in Application Insights.
func (b *builder) apiDiagnostics(r resource) model.Truth {
	for _, res := range b.Plan.Resources {
		if res.Type != "azurerm_api_management_diagnostic" {
			continue
		}
		for _, service := range origins(b.resource(res), "api_management_name", "azurerm_api_management") {
			if service == r.Resource {
				return model.True()
			}
		}
	}
	return model.False()
}

// auditVault adds whether it is recorded who reads what a vault holds.
func (b *builder) auditVault(r resource, d *diagnostics) {
	on := model.Known(false, r.Place(""))
	d.keeps(r.Resource, "AuditEvent").Decide(
		func() { on = model.Known(true, r.Place("")) }, func() {},
		func(why string) { on = model.UnknownValue[bool](why, r.Place("")) },
	)
	b.Sys.Audits = append(b.Sys.Audits, &model.Audit{Head: r.Head(), Kind: model.VaultAudit, On: on, Place: r.Place("")})
}

// functionLogs finds where an app logs to: the Application Insights that it is told of, or what a diagnostic setting
// sends its logs to.
func (b *builder) functionLogs(r resource, f *model.Function, d *diagnostics) {
	l := model.Link[*model.LogGroup]{Place: r.Place("")}
	for _, path := range insightsPaths() {
		to := base.Link[*model.LogGroup](r, path)
		block, _, _ := strings.Cut(path, ".")
		if model.Never(to.IsSet()) || base.Omitted(r, block) {
			continue
		}
		to.Why = "" // set is enough: where it leads to tells how long logs are kept
		l = to
		break
	}
	if l.Place.Attribute() == "" {
		l = b.exported(r, d)
	}
	f.Logs.Group = l
	f.Logs.OffPlace = r.Place("builtin_logging_enabled")
	f.Logs.Off = model.Equals(r.Flag("builtin_logging_enabled"), false).Or(model.Equals(r.Flag("enable_builtin_logging"), false)).
		And(model.Of(l.Place.Attribute() == ""))
	for _, group := range l.To {
		group.Writers = append(group.Writers, f)
	}
}

// insightsPaths are the settings that connect an app to Application Insights ("Configure monitoring for Azure Functions").
func insightsPaths() []string {
	return []string{
		"site_config.0.application_insights_connection_string", "app_settings.APPLICATIONINSIGHTS_CONNECTION_STRING",
		"site_config.0.application_insights_key", "app_settings.APPINSIGHTS_INSTRUMENTATIONKEY",
	}
}

// exported follows the diagnostic setting of an app to the workspace that its logs go to.
func (b *builder) exported(r resource, d *diagnostics) model.Link[*model.LogGroup] {
	for _, setting := range d.of[r.Resource] {
		for _, path := range []string{"log_analytics_workspace_id", "storage_account_id", "eventhub_name"} {
			if to := base.Link[*model.LogGroup](setting, path); !model.Never(to.IsSet()) {
				to.Why = ""
				return to
			}
		}
	}
	return model.Link[*model.LogGroup]{Place: r.Place(""), Why: d.why}
}
