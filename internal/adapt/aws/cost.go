package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// costTypes lists what tells somebody that costs rise.
func costTypes() types {
	types := types{}
	for _, name := range []string{
		"aws_budgets_budget", "data.aws_budgets_budget", "aws_ce_anomaly_monitor", "aws_ce_anomaly_subscription",
	} {
		types[name] = adapter{Make: costGuard}
	}
	return types
}

func costGuard(r resource) {
	r.b.Sys.CostGuards = append(r.b.Sys.CostGuards, &model.CostGuard{Head: r.Head()})
}
