package resilience

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noCostGuard finds plans with public functions in which nothing tells anybody that costs rise.
func noCostGuard() rule.Rule {
	return rule.Rule{
		ID: "SLS610", Name: "no-cost-guard",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Nobody is told when public functions become expensive",
		Why: "Serverless scales with the attack: a flood of requests is not refused but billed. Without a budget or an anomaly " +
			"monitor the first to notice is whoever opens the invoice, weeks later.",
		Remedy: map[model.Cloud]string{
			model.AWS: "resource \"aws_budgets_budget\" \"account\" {\n  name         = \"account\"\n  budget_type  = \"COST\"\n" +
				"  limit_amount = \"100\"\n  limit_unit   = \"USD\"\n  time_unit    = \"MONTHLY\"\n}",
			model.Google: "resource \"google_billing_budget\" \"project\" {\n  billing_account = data.google_billing_account.main.id\n" +
				"  amount {\n    specified_amount {\n      units = \"100\"\n    }\n  }\n  threshold_rules {\n    threshold_percent = 0.9\n  }\n}",
			model.Azure: "resource \"azurerm_consumption_budget_subscription\" \"all\" {\n  amount     = 100\n  time_grain = \"Monthly\"\n}",
		},
		Unknown: "It is not known whether a function can be reached from outside.",
		References: []string{
			"https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
			"https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html",
			"https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",
			"https://cloud.google.com/billing/docs/how-to/budgets",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5", "SAS-8"}, CWE: []int{770, 778}, NIST: []string{"SI-4"},
		},
		Check: rule.ForEachIn(model.Origins, checkCostGuard),
	}
}

func checkCostGuard(o *model.Origin, s *model.System, r *rule.Reporter) {
	public := model.False()
	var ways []door
	for _, f := range s.Functions {
		if f.Outside || !f.Managed {
			continue
		}
		for _, d := range doors(f, s) {
			public = public.Or(d.open)
			if model.Certainly(d.open) && len(ways) < 3 {
				ways = append(ways, door{at: d.at, open: d.open, note: "strangers can run function \"" + f.Label() + "\""})
			}
		}
	}
	if public == model.False() {
		return
	}
	guarded := model.Of(len(s.CostGuards) > 0 || watchesBill(s))
	hopDoors(r.FailIf(public.And(guarded.Not()), o.Place(),
		"The plan has public functions, but no budget or anomaly monitor that tells anybody what they cost."), ways)
}

// watchesBill tells whether an alarm watches the estimated charges.
func watchesBill(s *model.System) bool {
	for _, a := range s.Alarms {
		if namespace, ok := a.Namespace.Get(); ok && namespace == "AWS/Billing" {
			return true
		}
	}
	return false
}
