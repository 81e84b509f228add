package aws

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// linkMapping adapts aws_lambda_event_source_mapping. Lambda retries records of a stream without end unless told
// otherwise (Lambda API reference, CreateEventSourceMapping: MaximumRetryAttempts); queues have no such setting.
func linkMapping(r resource) {
	t := &model.Trigger{
		Head:        r.HeadNamed("function_name"),
		Kind:        model.Mapping,
		Source:      base.Link[*model.Channel](r, "event_source_arn"),
		Function:    functionNamed(r, "function_name"),
		FilterPlace: r.Place("filter_criteria"),
		Filtered:    filterBlocks(r, "filter_criteria.0.filter", "pattern"),
		Bisect:      r.Flag("bisect_batch_on_function_error").Or(false),
		Retries:     r.Num("maximum_retry_attempts"),
		DeadLetter:  base.Link[*model.Channel](r, "destination_config.0.on_failure.0.destination_arn"),
		Enabled:     r.Flag("enabled").Or(true),
		PartialFailures: r.Strs("function_response_types").Match(func(types []string) bool {
			return slices.Contains(types, "ReportBatchItemFailures")
		}),
		Concurrency: r.Num("scaling_config.0.maximum_concurrency"),
		MaxAge:      r.Num("maximum_record_age_in_seconds"),
	}
	queue := fromQueue(t.Source)
	t.BatchSize = batchSize(r, queue)
	if keepsPlace(t.Source) {
		t.Retries, t.MaxAge = t.Retries.Or(-1), t.MaxAge.Or(-1)
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// keepsPlace tells whether a mapping reads from a stream that waits until a record is dealt with, as those of Kinesis
// and DynamoDB do: only they have limits for it (Lambda API reference, CreateEventSourceMapping: MaximumRetryAttempts).
func keepsPlace(l model.Link[*model.Channel]) bool {
	arn, _ := l.Text.Get()
	kind := streamKind(arn)
	for _, c := range l.To {
		kind = kind || c.Kind == model.Table || c.Type == "aws_kinesis_stream" || c.Type == "aws_kinesis_stream_consumer"
	}
	return kind
}

func streamKind(arn string) bool {
	return strings.Contains(arn, ":kinesis:") || strings.Contains(arn, ":dynamodb:")
}

// batchSize gives Lambda's defaults: 10 messages of a queue, 100 records of anything else (Lambda API
// reference, CreateEventSourceMapping: BatchSize).
func batchSize(r resource, queue model.Truth) model.Value[int] {
	size := r.Num("batch_size")
	if declared, ok := r.Declared("batch_size"); ok && !declared {
		size = model.NotSet[int](size.Place)
	}
	queue.Decide(
		func() { size = size.Or(10) },
		func() { size = size.Or(100) },
		func(why string) {
			if model.Never(size.IsSet()) {
				size = model.UnknownSet[int](why, size.Place)
			}
		},
	)
	return size
}

// fromQueue tells whether a mapping reads from an SQS queue.
func fromQueue(l model.Link[*model.Channel]) model.Truth {
	if arn, ok := l.Text.Get(); ok {
		return model.Of(strings.Contains(arn, ":sqs:"))
	}
	return l.Leads(func(c *model.Channel) model.Truth { return model.Of(c.Kind == model.Queue) })
}

// filterBlocks tells whether filter blocks narrow what passes. An event passes when one of them matches it, so that a
// single empty pattern lets everything through.
func filterBlocks(r resource, path, attribute string) model.Truth {
	n, known := r.Blocks(path)
	if !known {
		v := r.Str(path)
		return v.IsSet().And(model.Undecided(base.Either(v.Why(), path+" is known only after apply")))
	}
	narrow := model.Of(n > 0)
	for i := range n {
		narrow = narrow.And(narrowsEvents(r.Str(path + "." + base.Itoa(i) + "." + attribute)))
	}
	return narrow
}

// narrowsEvents tells whether a JSON filter asks for anything.
func narrowsEvents(pattern model.Value[string]) model.Truth {
	text, ok := textOrShape(pattern)
	if !ok {
		return pattern.IsSet()
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &fields) == nil {
		return model.Of(len(fields) > 0)
	}
	return model.Of(strings.TrimSpace(text) != "")
}
