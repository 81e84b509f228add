package aws

import (
	"encoding/json"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func pipe(r resource) {
	w := &model.Workload{
		Head: r.Head(), Kind: model.Pipe, TracesData: pipeTraces(r),
		HandlesSecrets: model.Undecided("the plan does not say what passes through the pipe"),
	}
	for _, path := range []string{"target_parameters.0.input_template", "enrichment_parameters.0.input_template"} {
		document(r, path, "pipe input template")
		template, why := plainText(r.Str(path))
		w.Untrusted = append(w.Untrusted, templateFields(template, r.Place(path), pipeField)...)
		if why != "" {
			w.UntrustedWhy = why
		}
	}
	for _, block := range []string{"target_parameters.0.http_parameters.0.", "enrichment_parameters.0.http_parameters.0."} {
		mapFields(r, block+"header_parameters", "HTTP header")
		mapFields(r, block+"query_string_parameters", "query string parameter")
	}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
}

// pipeField reads a placeholder of a pipe's template: a path into the event, or aws.pipes.*, which the pipe
// fills in itself.
func pipeField(placeholder string) string {
	if strings.HasPrefix(placeholder, "$") {
		return placeholder
	}
	return ""
}

// pipeTraces tells whether the pipe logs what it carries. ALL is the only value of include_execution_data
// (EventBridge Pipes API, PipeLogConfigurationParameters); with level OFF nothing is logged.
func pipeTraces(r resource) model.Value[bool] {
	traces := model.Map(r.Strs("log_configuration.0.include_execution_data"), func(parts []string) bool {
		return len(parts) > 0
	})
	if level, ok := r.Str("log_configuration.0.level").Get(); ok && level == "OFF" {
		return model.Known(false, r.Place("log_configuration.0.level"))
	}
	return traces
}

func pipeLinks(r resource) {
	w, ok := r.b.Objects[r.Resource].(*model.Workload)
	if !ok {
		return
	}
	w.Identity = base.Link[*model.Identity](r, "role_arn")
	t := pipeTrigger(r, w.Identity)
	feed(t, r, "target")
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
	if r.Str("enrichment").IsSet().String() != "false" {
		// The events also pass through the enrichment, as untrusted as they came.
		enrichment := pipeTrigger(r, w.Identity)
		feed(enrichment, r, "enrichment")
		r.b.Sys.Triggers = append(r.b.Sys.Triggers, enrichment)
	}
	r.logsTo("log_configuration.0.cloudwatch_logs_log_destination.0.log_group_arn")
	// Pipes encrypts with a key that AWS owns unless it is given one (EventBridge User Guide, "Encrypting
	// pipes data").
	keep(r, "pipe", "kms_key_identifier")
}

func pipeTrigger(r resource, identity model.Link[*model.Identity]) *model.Trigger {
	t := &model.Trigger{
		Head: r.Head(), Kind: model.PipeSource, Identity: identity,
		Source:      base.Link[*model.Channel](r, "source"),
		Filtered:    pipeFiltered(r),
		FilterPlace: r.Place("source_parameters.0.filter_criteria"),
		CatchAll:    model.False(), NamesSource: model.True(), // a pipe has one source, by name
		Enabled: model.Map(r.Str("desired_state").Or("RUNNING"), func(s string) bool { return s != "STOPPED" }),
	}
	source := pipeSource(r)
	t.BatchSize = r.Num(source + ".batch_size")
	t.DeadLetter = base.Link[*model.Channel](r, source+".dead_letter_config.0.arn")
	t.Bisect = model.Map(r.Str(source+".on_partial_batch_item_failure"), func(s string) bool {
		return s == "AUTOMATIC_BISECT"
	})
	if strings.Contains(source, "kinesis") || strings.Contains(source, "dynamodb") {
		// Streams are tried again until the record expires (Pipes API, MaximumRetryAttempts: default -1).
		t.Retries = r.Num(source + ".maximum_retry_attempts").Or(-1)
		t.MaxAge = r.Num(source + ".maximum_record_age_in_seconds").Or(-1)
	}
	return t
}

// pipeSource is the block that describes the pipe's source.
func pipeSource(r resource) string {
	for _, kind := range []string{
		"sqs_queue", "kinesis_stream", "dynamodb_stream", "managed_streaming_kafka",
		"self_managed_kafka", "activemq_broker", "rabbitmq_broker",
	} {
		path := "source_parameters.0." + kind + "_parameters"
		if n, _ := r.Blocks(path); n > 0 {
			return path + ".0"
		}
	}
	return "source_parameters.0.sqs_queue_parameters.0"
}

// pipeFiltered tells whether every filter of the pipe keeps something out; an event passes when one lets it.
func pipeFiltered(r resource) model.Truth {
	const path = "source_parameters.0.filter_criteria.0.filter"
	n, known := r.Blocks(path)
	if !known {
		if declared, ok := r.Declared("source_parameters"); ok && !declared {
			return model.False()
		}
		return model.Undecided(r.WhyUnknown(path))
	}
	filtered := model.Of(n > 0)
	for i := range n {
		filtered = filtered.And(r.Str(path + "." + base.Itoa(i) + ".pattern").Match(filterNarrows))
	}
	return filtered
}

// filterNarrows reports whether a filter pattern asks for anything: {} lets everything pass.
func filterNarrows(pattern string) bool {
	var fields map[string]any
	return json.Unmarshal([]byte(pattern), &fields) != nil || len(fields) > 0
}
