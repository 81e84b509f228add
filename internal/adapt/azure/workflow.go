package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// workflowTypes lists Logic Apps of the consumption plan. Those of the standard plan run on a function host.
func workflowTypes() types {
	w := &workflows{starts: map[*plan.Resource][]resource{}}
	return types{
		"azurerm_logic_app_workflow":             {Make: makeWorkflow, Link: linkWorkflow, Finish: w.finish},
		"data.azurerm_logic_app_workflow":        nothing(),
		"azurerm_logic_app_trigger_http_request": {Link: w.start},
		"azurerm_logic_app_trigger_recurrence":   nothing(),
		"azurerm_logic_app_trigger_custom":       {Link: w.customTrigger},
		"azurerm_logic_app_action_http":          {Link: linkHTTPAction},
		"azurerm_logic_app_action_custom":        {Link: linkCustomPart("action", "body")},

		"azurerm_logic_app_integration_account":                     nothing(),
		"azurerm_logic_app_integration_account_agreement":           nothing(),
		"azurerm_logic_app_integration_account_assembly":            nothing(),
		"azurerm_logic_app_integration_account_batch_configuration": nothing(),
		"azurerm_logic_app_integration_account_certificate":         nothing(),
		"azurerm_logic_app_integration_account_map":                 nothing(),
		"azurerm_logic_app_integration_account_partner":             nothing(),
		"azurerm_logic_app_integration_account_schema":              nothing(),
		"azurerm_logic_app_integration_account_session":             nothing(),
		"azurerm_integration_service_environment":                   nothing(),
		"azurerm_api_connection":                                    {Link: linkConnection},
	}
}

// workflows keeps the HTTP triggers of workflows.
type workflows struct {
	starts map[*plan.Resource][]resource
}

// makeWorkflow adapts azurerm_logic_app_workflow.
func makeWorkflow(r resource) {
	w := &model.Workload{Head: r.Head(), Kind: model.LogicApp, UntrustedWhy: "its definition may have more actions than the plan declares"}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
}

func linkWorkflow(r resource) {
	w, ok := base.Own[*model.Workload](r)
	if !ok {
		return
	}
	w.Identity, _ = identitiesOf(r)
	for _, block := range []string{"parameters", "workflow_parameters"} {
		mapTexts(r, block, "workflow parameter")
	}
}

// mapTexts adds the values of a map as texts in which a secret could stand.
func mapTexts(r resource, path, kind string) {
	for _, v := range base.Variables(r.View, path) {
		if v.Name == "" {
			continue
		}
		r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
			Head: r.Head(), Place: v.Value.Place, Kind: kind, Name: v.Name, Value: v.Value, From: v.From,
		})
	}
}

// start keeps an HTTP trigger for its workflow.
func (w *workflows) start(r resource) {
	for _, o := range r.b.Plan.Resolve(r.Resource, "logic_app_id").Origins {
		w.starts[o.Resource] = append(w.starts[o.Resource], r)
	}
}

// customTrigger adapts a trigger that is written as JSON: one of type Request is an HTTP trigger.
func (w *workflows) customTrigger(r resource) {
	linkCustomPart("trigger", "body")(r)
	if body, ok := r.Str("body").Get(); ok && strings.Contains(strings.ReplaceAll(body, " ", ""), `"type":"Request"`) {
		w.start(r)
	}
}

// finish adds the addresses at which requests start the workflow. Their URL holds a signature that never expires by
// itself; access_control can narrow who may use it ("Secure access and data in Azure Logic Apps").
func (w *workflows) finish(r resource) {
	flow, ok := base.Own[*model.Workload](r)
	if !ok {
		return
	}
	authenticated := blockGiven(r, "access_control.0.trigger.0.open_authentication_policy")
	limited := r.Strs("access_control.0.trigger.0.allowed_caller_ip_address_range").Match(narrowRanges).Or(authenticated)
	for _, start := range w.starts[r.Resource] {
		e := &model.Endpoint{
			Head: start.Head(), Kind: model.HTTPTrigger, Method: start.Str("method").Or("POST"), Path: start.Str("relative_path"),
			Auth: model.Known(model.APIKeyAuth, start.Place("")), APIKey: model.Known(true, start.Place("")),
			Workload: model.Link[*model.Workload]{Place: start.Place("logic_app_id"), To: []*model.Workload{flow}},
		}
		if model.Certainly(authenticated) {
			e.Auth = model.Known(model.TokenAuth, r.Place("access_control"))
		}
		r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
		r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
			Head: start.Head(), Kind: model.WorkflowStart, URL: model.NotSet[string](start.Place("")), Place: start.Place(""),
			Unverified: limited.Not(), KeyPlace: r.Place("access_control"),
		})
	}
}

// blockGiven tells whether a nested block is there.
func blockGiven(r resource, path string) model.Truth {
	n, known := r.Blocks(path)
	if !known {
		return model.Undecided(r.WhyUnknown(path))
	}
	return model.Of(n > 0)
}

// narrowRanges tells whether ranges of addresses leave the internet out.
func narrowRanges(ranges []string) bool {
	for _, r := range ranges {
		if strings.HasPrefix(r, "0.0.0.0") || r == "*" || r == "::/0" {
			return false
		}
	}
	return len(ranges) > 0
}

// linkHTTPAction adapts azurerm_logic_app_action_http: a request that the workflow sends.
func linkHTTPAction(r resource) {
	uri := r.Str("uri")
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.Head(), Kind: model.Integration, URL: uri, Plain: plainHTTP(uri), Place: uri.Place,
	})
	mapTexts(r, "headers", "request header")
	documentText(r, "body", "request body")
}

// linkCustomPart adapts a part of a workflow that is written as JSON.
func linkCustomPart(part, path string) func(resource) {
	return func(r resource) { documentText(r, path, "workflow "+part) }
}

// documentText adds a longer text in which a secret could stand.
func documentText(r resource, path, kind string) {
	if v := r.Str(path); !model.Never(v.IsSet()) {
		r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
			Head: r.Head(), Place: v.Place, Kind: kind, Value: v, Document: true,
			From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, path)),
		})
	}
}

// linkConnection adapts azurerm_api_connection, whose parameters hold what a workflow logs in with.
func linkConnection(r resource) { mapTexts(r, "parameter_values", "connection parameter") }
