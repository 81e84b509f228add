package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noTracing finds what requests pass through without a trace.
func noTracing() rule.Rule {
	return rule.Rule{
		ID: "SLS503", Name: "no-tracing",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "Requests are not traced from service to service",
		Why: "One request passes through gateways, queues and several functions. Without traces nobody can tell which event led to which " +
			"call, so that an odd path through the system, or who started it, stays hidden.",
		Remedy: map[model.Cloud]string{
			model.AWS:   "tracing_config {\n  mode = \"Active\"\n}",
			model.Azure: "site_config {\n  application_insights_connection_string = azurerm_application_insights.orders.connection_string\n}",
		},
		Impossible: map[model.Cloud]string{
			model.Google: "Cloud Run and Cloud Functions trace requests by themselves, whatever the configuration says.",
		},
		Unknown: "Whether tracing is on depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
			"https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
			"https://learn.microsoft.com/azure/azure-functions/configure-monitoring",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{778},
			FSBP: []string{"APIGateway.3", "Lambda.7"}, NIST: []string{"AU-12", "SI-4"},
		},
		Covers: []string{
			"checkov:CKV_AWS_50", "checkov:CKV_AWS_73", "checkov:CKV_AWS_284", "trivy:AWS-0003", "trivy:AWS-0066",
			"kics:5813ef56", "kics:8152e0cf", "fsbp:APIGateway.3", "fsbp:Lambda.7",
		},
		Check: rule.Join(
			rule.ForEach(functions, checkFunctionTraces),
			rule.ForEach(observations(model.Traces), checkTraces),
		),
	}
}

// checkFunctionTraces leaves out apps of Azure that keep no log at all: what they lack is the same Application Insights,
// and SLS501 asks for it.
func checkFunctionTraces(f *model.Function, r *rule.Reporter) {
	if l := f.Logs.Group; f.Cloud == model.Azure && len(l.To) == 0 && l.Place.Attribute() == "" && l.Why == "" {
		r.Pass()
		return
	}
	r.FailIf(model.IsFalse(f.Tracing), f.Tracing.Place, "Function %q records no traces.", f.Label()).RemedyOn(model.Azure, insightsIn(f))
}

func checkTraces(o *model.Observation, r *rule.Reporter) {
	v := r.FailIf(o.On.Not(), o.At, "The %s %q records no traces.", o.Of, o.Label()).Remedy(traceRemedy(o.Of))
	if o.Of == "topic" {
		v.In(rule.Strict) // what is published and what receives it are traced without it
	}
}

func traceRemedy(of string) string {
	switch of {
	case "stage":
		return "xray_tracing_enabled = true"
	case "GraphQL API":
		return "xray_enabled = true"
	case "topic":
		return `tracing_config = "Active"`
	default:
		return "tracing_configuration {\n  enabled = true\n}"
	}
}
