package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func observabilityTypes() types {
	return types{
		"aws_cloudwatch_log_group":               {Make: logGroup, Link: logGroupKey},
		"aws_cloudwatch_log_subscription_filter": {Link: logSubscription},
		"aws_cloudwatch_log_destination":         {Make: makeLogDestination, Link: linkLogDestination},
		"aws_cloudwatch_log_destination_policy":  logDestinationPolicy(),
		"aws_cloudwatch_metric_alarm":            {Link: linkAlarm},
	}
}

// logGroup adapts aws_cloudwatch_log_group. CloudWatch Logs always encrypts; without kms_key_id with a key of its
// own (CloudWatch Logs User Guide, "Encrypt log data").
func logGroup(r resource) {
	group := &model.Encrypted{Head: r.Head(), Kind: "log group", Serverless: logsServerless(r)}
	r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, group)
	r.b.Declare(r, group)
}

// logsServerless tells from a log group's name whether a serverless service writes to it.
func logsServerless(r resource) bool {
	for _, attribute := range []string{"name", "name_prefix"} {
		name, ok := r.Str(attribute).Get()
		if ok && serverlessLogs(name) {
			return true
		}
	}
	return false
}

// serverlessLogs knows the names that the services give to, or expect of, their log groups.
func serverlessLogs(name string) bool {
	for _, prefix := range []string{
		"/aws/lambda/", "/aws/lambda-insights", "/aws/apigateway", "/aws/api-gateway", "/aws/api_gw", "/aws/api-gw", "API-Gateway-Execution-Logs_",
		"/aws/vendedlogs/states", "/aws/states", "/aws/stepfunctions", "/aws/step-functions", "/aws/vendedlogs/pipes",
		"/aws/pipes", "/aws/vendedlogs/events", "/aws/events", "/aws/appsync", "/aws/scheduler",
	} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func logGroupKey(r resource) {
	group, ok := r.b.Objects[r.Resource].(*model.Encrypted)
	if !ok {
		return
	}
	group.Encryption = alwaysEncrypted(r, "kms_key_id", model.CloudKey)
	group.Encryption.Key = base.Link[*model.Key](r, "kms_key_id")
	if !group.Serverless && !group.Name.IsKnown() {
		group.Serverless = namedAfterServerless(r)
	}
}

// namedAfterServerless reports whether a log group that has no known name yet is named after a function or API.
func namedAfterServerless(r resource) bool {
	for _, o := range r.b.Plan.Resolve(r.Resource, "name").Origins {
		switch r.b.Objects[o.Resource].(type) {
		case *model.Function, *model.API, *model.Stage, *model.Workload:
			return true
		}
	}
	return false
}

// logsTo marks the log group that an attribute leads to as one of a serverless service.
func (r resource) logsTo(path string) {
	for _, group := range base.Link[*model.Encrypted](r, path).To {
		group.Serverless = true
	}
}

// logSubscription adapts aws_cloudwatch_log_subscription_filter: log lines start a function or fill a stream. An
// empty pattern takes every line.
func logSubscription(r resource) {
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Subscription, Source: fromNowhere(r.Place("log_group_name")),
		Filtered:    r.Str("filter_pattern").Match(func(s string) bool { return strings.TrimSpace(s) != "" }),
		FilterPlace: r.Place("filter_pattern"),
		CatchAll:    model.False(), NamesSource: model.True(), // a subscription has one source, by name
		Identity: base.Link[*model.Identity](r, "role_arn"),
	}
	t.Source.Text = r.Str("log_group_name")
	feed(t, r, "destination_arn")
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}
