package input

import (
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// largeBatch is how many records may share one invocation before a bad one costs too much work of others.
const largeBatch = 1000

// oversizedBatchParsing finds large batches in which one bad record blocks all others.
func oversizedBatchParsing() rule.Rule {
	return rule.Rule{
		ID: "SLS218", Name: "oversized-batch-parsing",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "One bad record blocks a large batch",
		Why: "A record that the function cannot parse makes the whole batch fail, and it comes again with all the others. " +
			"In a batch of thousands, one hostile record is enough to stop everybody's events.",
		Remedy: map[model.Cloud]string{
			model.AWS:   `bisect_batch_on_function_error = true # for queues: function_response_types = ["ReportBatchItemFailures"]`,
			model.Azure: "azure_function_endpoint {\n  function_id          = \"${azurerm_linux_function_app.orders.id}/functions/orders\"\n  max_events_per_batch = 10\n}",
		},
		Impossible: map[model.Cloud]string{
			model.Google: "Pub/Sub pushes messages to functions one by one, so that a bad one fails alone.",
		},
		Unknown: "The batch size, or what happens with a failed batch, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
			"https://learn.microsoft.com/azure/event-grid/delivery-and-retry",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A8:2017"}, CSA: []string{"SAS-8", "SAS-10"}, CWE: []int{400, 755}, NIST: []string{"SC-5"},
		},
		Check: rule.ForEach(model.Triggers, checkBatch),
	}
}

func checkBatch(t *model.Trigger, r *rule.Reporter) {
	if t.Kind != model.Mapping && t.Kind != model.PipeSource && t.Kind != model.Subscription {
		return
	}
	large := t.BatchSize.Match(func(n int) bool { return n > largeBatch })
	r.FailIf(large.And(model.IsFalse(t.Bisect), t.PartialFailures.Not(), model.Running(t.Enabled)), t.BatchSize.Place,
		"One bad record makes a batch of up to %s records fail for %s.", sizeText(t.BatchSize), rule.TargetName(t))
}

func sizeText(size model.Value[int]) string {
	if n, ok := size.Get(); ok {
		return strconv.Itoa(n)
	}
	return "an unknown number of"
}
