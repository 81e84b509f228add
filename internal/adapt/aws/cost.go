package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// costTypes lists what tells somebody that costs rise.
func costTypes() map[string]adapter {
	types := map[string]adapter{}
	for _, name := range []string{
		"aws_budgets_budget", "data.aws_budgets_budget", "aws_ce_anomaly_monitor", "aws_ce_anomaly_subscription",
	} {
		types[name] = adapter{make: costGuard}
	}
	return types
}

func costGuard(r resource) {
	r.b.sys.CostGuards = append(r.b.sys.CostGuards, &model.CostGuard{Head: r.head()})
}
