package paths

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// blindEntry finds public functions of which nothing is recorded.
func blindEntry() rule.Rule {
	return rule.Rule{
		ID: "SLS907", Name: "blind-entry",
		Severity: rule.High, Profile: rule.Recommended, Path: true,
		Title: "A public function leaves no trace of its callers",
		Why: "Strangers call the function, and neither its log nor a trace nor the access log of an API tells what they sent. " +
			"An attack is not noticed while it goes on, and cannot be reconstructed afterwards.",
		Remedy: map[model.Cloud]string{
			model.AWS:   "policy_arn = \"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole\"",
			model.Azure: "application_insights_connection_string = azurerm_application_insights.orders.connection_string # in site_config",
		},
		Impossible: map[model.Cloud]string{
			model.Google: "Cloud Functions and Cloud Run log every request themselves, whatever the service account may do.",
		},
		Unknown: "What the function's role may do, or whether it is traced, is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-monitoring",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{778}, NIST: []string{"AU-2", "AU-12"},
		},
		Check: rule.ForEachIn(model.Functions, checkBlind),
	}
}

func checkBlind(f *model.Function, s *model.System, r *rule.Reporter) {
	n := graph.Of(s).Node(f)
	if f.Outside || n == nil || !public(s).Has(n) {
		return
	}
	r.Pass()
	if f.Cloud != model.AWS {
		checkSilenced(f, s, r)
		return
	}
	id, ok := f.Identity.One()
	if !ok || !id.Managed {
		return // what a role of elsewhere may do, and so whether the function logs, is settled there
	}
	blind := silent(f, id).And(model.IsTrue(f.Tracing).Not(), unrecorded(f, s))
	w := way(public(s).Path(n))
	v := r.FailIf(blind, f.Identity.Place, "%s can call function %q, and nothing records what they do.", w.who(), f.Label())
	w.show(v)
	v.Step(f.Identity.Place, finding.Hop{From: f.Address, Label: "runs as", To: id.Address}).
		Step(id.Place(), finding.Hop{From: id.Address, Label: "may not write log lines", To: "a log that stays empty"}).
		Remedy("# " + finding.CheapestCut + "let " + id.Address + " write the function's log\n" +
			"policy_arn = \"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole\"")
}

// checkSilenced judges functions of clouds where not the permissions of the identity but switches decide what is logged.
func checkSilenced(f *model.Function, s *model.System, r *rule.Reporter) {
	if model.Never(f.Logs.Off) {
		return
	}
	w := way(public(s).Path(graph.Of(s).Node(f)))
	v := r.FailIf(f.Logs.Off.And(model.IsTrue(f.Tracing).Not(), unrecorded(f, s)), f.Logs.OffPlace,
		"%s can call function %q, and nothing records what they do.", w.who(), f.Label())
	w.show(v)
	v.Step(f.Logs.OffPlace, finding.Hop{From: f.Address, Label: "logs nowhere", To: "a log that stays empty"})
}

// silent tells whether the function's role may not write its log. Where all policies are known and one names the log,
// the account and the region, which plans often leave open, are the function's own.
func silent(f *model.Function, id *model.Identity) model.Truth {
	group := f.Logs.Expected
	if group == nil {
		return model.Undecided("where the function logs is known only after apply")
	}
	no := id.May(model.WriteLog, group).Allowed.Not()
	switch {
	case model.Certainly(no) && id.Bare:
		return model.Undecided("the plan gives role " + id.Label() + " no permissions: they may come from elsewhere")
	case !model.Certainly(no) && group.Name.IsKnown() && id.Incomplete == "":
		return model.False()
	default:
		return no
	}
}

// unrecorded tells whether no endpoint through which strangers come keeps an access log. Function URLs have none; those
// of CDNs and load balancers may be kept where the plan does not show it.
func unrecorded(f *model.Function, s *model.System) model.Truth {
	none := model.True()
	for _, e := range f.Endpoints {
		switch {
		case e.Kind == model.FunctionURL || e.Kind == model.HTTPTrigger || !public(s).Has(graph.Of(s).Node(e)):
		case e.API == nil:
			return model.False()
		default:
			for _, stage := range e.API.Stages {
				none = none.And(stage.LogFormat.IsSet().Not())
			}
		}
	}
	return none
}
