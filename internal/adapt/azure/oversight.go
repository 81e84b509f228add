package azure

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// oversightTypes lists what watches: Application Insights, Log Analytics, diagnostic settings, alerts, Defender and
// budgets.
func oversightTypes() types {
	return types{
		"azurerm_application_insights":                       {Make: makeInsights},
		"data.azurerm_application_insights":                  {Make: makeInsights},
		"azurerm_log_analytics_workspace":                    {Make: makeWorkspace},
		"data.azurerm_log_analytics_workspace":               {Make: makeWorkspace},
		"azurerm_log_analytics_linked_service":               {Link: linkCluster},
		"azurerm_monitor_metric_alert":                       {Link: linkAlert},
		"azurerm_monitor_scheduled_query_rules_alert_v2":     {Link: linkAlert},
		"azurerm_monitor_scheduled_query_rules_alert":        {Link: linkAlert},
		"azurerm_security_center_subscription_pricing":       {Make: makeDefender},
		"azurerm_consumption_budget_subscription":            {Make: makeBudget},
		"azurerm_consumption_budget_resource_group":          {Make: makeBudget},
		"azurerm_consumption_budget_management_group":        {Make: makeBudget},
		"azurerm_cost_anomaly_alert":                         {Make: makeBudget},
		"azurerm_monitor_diagnostic_setting":                 nothing(),
		"azurerm_log_analytics_cluster":                      nothing(),
		"azurerm_log_analytics_cluster_customer_managed_key": nothing(),
		"azurerm_monitor_action_group":                       nothing(),
		"azurerm_monitor_activity_log_alert":                 nothing(),
		"azurerm_application_insights_standard_web_test":     nothing(),
	}
}

// addLog adds a place where logs are kept.
func addLog(r resource, days model.Value[int]) {
	group := &model.LogGroup{Head: r.Head(), Outside: r.Mode == plan.Data, Retention: days}
	r.b.Sys.LogGroups = append(r.b.Sys.LogGroups, group)
	r.b.Declare(r, group)
}

// makeInsights adapts azurerm_application_insights, which keeps telemetry for 90 days unless told otherwise ("Data
// retention and privacy in Application Insights").
func makeInsights(r resource) {
	days := r.Num("retention_in_days").Or(90)
	if r.Mode == plan.Data {
		days = model.UnknownValue[int](r.Address+" is not managed by this plan", r.Place(""))
	}
	addLog(r, days)
}

// makeWorkspace adapts azurerm_log_analytics_workspace, which keeps logs for 30 days unless told otherwise, encrypted
// with Microsoft's keys unless it is linked to a cluster with another ("Azure Monitor customer-managed keys").
func makeWorkspace(r resource) {
	days := r.Num("retention_in_days").Or(30)
	if r.Mode == plan.Data {
		days = model.UnknownValue[int](r.Address+" is not managed by this plan", r.Place(""))
	}
	addLog(r, days)
	if r.Mode == plan.Data {
		return
	}
	r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, &model.Encrypted{
		Head: r.Head(), Kind: "log group", Encryption: model.Encryption{Kind: model.Known(model.CloudKey, r.Place("")), Always: true},
	})
}

// linkCluster adapts azurerm_log_analytics_linked_service: the workspace's logs are encrypted as its cluster's are.
func linkCluster(r resource) {
	if model.Never(r.Str("write_access_id").IsSet()) {
		return
	}
	for _, workspace := range origins(r, "workspace_id", "azurerm_log_analytics_workspace") {
		for _, e := range r.b.Sys.Encrypted {
			if e.Address == workspace.Address {
				e.Encryption.Kind = model.Known(model.CustomerKey, r.Place("write_access_id"))
			}
		}
	}
}

// linkAlert adapts metric and log alerts. Alerts are on, and named by what they are about, unless told otherwise.
func linkAlert(r resource) {
	a := &model.Alarm{
		Head: r.Head(), Namespace: r.Str("criteria.0.metric_namespace"), Metric: r.Str("criteria.0.metric_name"),
		Dimensions: map[string]model.Value[string]{}, Notifies: blockGiven(r, "action"),
		Muted: model.Map(r.Flag("enabled").Or(true), func(on bool) bool { return !on }),
	}
	for _, path := range []string{"scopes", "data_source_id"} {
		for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
			a.Functions = joined(a.Functions, r.b.functionsIn(o.Resource))
			if c, ok := r.b.Objects[o.Resource].(*model.Channel); ok {
				a.Channels = append(a.Channels, c)
			}
		}
	}
	a.Channels = base.Unique(a.Channels)
	r.b.Sys.Alarms = append(r.b.Sys.Alarms, a)
}

// joined adds functions to others, each once. The many of a whole group are not copied for each of its alerts.
func joined(some, more []*model.Function) []*model.Function {
	if len(some) == 0 {
		return more
	}
	return base.Unique(slices.Concat(some, more))
}

// functionsIn gives the functions that an alert's scope takes in: an app, its Application Insights, or a whole group.
func (b *builder) functionsIn(scope *plan.Resource) []*model.Function {
	if f, ok := b.Objects[scope].(*model.Function); ok {
		return []*model.Function{f}
	}
	if b.scoped == nil {
		b.scoped = b.scopes()
	}
	return b.scoped[scope]
}

// scopes lists the functions of each resource group and Application Insights.
func (b *builder) scopes() map[*plan.Resource][]*model.Function {
	scoped := map[*plan.Resource][]*model.Function{}
	for _, f := range b.Sys.Functions {
		res, ok := b.Plan.Resource(f.Address)
		if !ok || f.Cloud != model.Azure {
			continue
		}
		in := origins(b.resource(res), "resource_group_name", "azurerm_resource_group")
		for _, path := range insightsPaths() {
			in = append(in, origins(b.resource(res), path, "azurerm_application_insights")...)
		}
		for _, scope := range in {
			scoped[scope] = append(scoped[scope], f)
		}
	}
	return scoped
}

// makeDefender adapts azurerm_security_center_subscription_pricing: the plan of Microsoft Defender for one type of
// resource.
func makeDefender(r resource) {
	typ := r.Str("resource_type").Or("VirtualMachines")
	kind, ok := typ.Get()
	if !ok || !watchesServerless(kind) {
		return
	}
	tier := r.Str("tier")
	r.b.Sys.Audits = append(r.b.Sys.Audits, &model.Audit{
		Head: r.HeadNamed("resource_type"), Kind: model.Detector, Place: tier.Place,
		On: model.Map(tier, func(tier string) bool { return strings.EqualFold(tier, "Standard") }), Functions: model.True(),
	})
}

// watchesServerless tells the plans that look at what serverless systems are made of.
func watchesServerless(kind string) bool {
	switch kind {
	case "AppServices", "StorageAccounts", "KeyVaults", "Arm", "CosmosDbs", "ContainerRegistry", "Containers", "Api":
		return true
	default:
		return false
	}
}

func makeBudget(r resource) {
	r.b.Sys.CostGuards = append(r.b.Sys.CostGuards, &model.CostGuard{Head: r.Head()})
}
