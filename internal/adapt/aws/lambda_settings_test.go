package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestCodeSigning(t *testing.T) {
	sys := family(t, "lambda_settings")
	for address, want := range map[string]string{
		"aws_lambda_code_signing_config.warn":    "false",
		"aws_lambda_code_signing_config.default": "false",
		"aws_lambda_code_signing_config.enforce": "true",
	} {
		equal(t, address, shown(at(t, sys.CodeSigning, address).Enforced), want)
	}
	warn := at(t, sys.CodeSigning, "aws_lambda_code_signing_config.warn")
	equal(t, "publisher", leads(warn.Publishers[0]), "aws_signer_signing_profile.code")
	equal(t, "function", leads(at(t, sys.Functions, "aws_lambda_function.orders").Signing), warn.Address)
	profile := at(t, sys.SigningProfiles, "aws_signer_signing_profile.code")
	if len(profile.Grants) != 1 {
		t.Fatalf("got %d grants, want 1", len(profile.Grants))
	}
	equal(t, "signer", profile.Grants[0].Principal.Account, "222222222222")
}

func TestFunctionSettings(t *testing.T) {
	sys := family(t, "lambda_settings")
	orders, next := at(t, sys.Functions, "aws_lambda_function.orders"), at(t, sys.Functions, "aws_lambda_function.next")
	for _, c := range []struct{ what, got, want string }{
		{"runtime updates", shown(orders.RuntimeUpdates), "Manual"},
		{"default runtime updates", shown(next.RuntimeUpdates), "Auto"},
		{"provisioned", shown(orders.Provisioned), "5"},
		{"event age", shown(orders.EventAge), "60"},
		{"default event age", shown(next.EventAge), "21600"},
		{"goes on to a function", leads(orders.Next[0]), "aws_lambda_function.next"},
		{"goes on to a queue", leads(next.Success[0]), "aws_sqs_queue.done"},
		{"failure", leads(orders.Failure[0]), "aws_sqs_queue.done"},
	} {
		equal(t, c.what, c.got, c.want)
	}
}

func TestMappingLimits(t *testing.T) {
	sys := family(t, "lambda_settings")
	for address, want := range map[string]string{
		"aws_lambda_event_source_mapping.queue":   "7 (absent) true",
		"aws_lambda_event_source_mapping.stream":  "(absent) -1 false",
		"aws_lambda_event_source_mapping.bounded": "(absent) 600 false",
	} {
		m := at(t, sys.Triggers, address)
		equal(t, address, shown(m.Concurrency)+" "+shown(m.MaxAge)+" "+m.PartialFailures.String(), want)
	}
}

func TestLogGroupsByUse(t *testing.T) {
	sys := family(t, "lambda_settings")
	equal(t, "of a function", at(t, sys.Encrypted, "aws_cloudwatch_log_group.own").Serverless, true)
	equal(t, "of a stage", at(t, sys.Encrypted, "aws_cloudwatch_log_group.stage").Serverless, true)
}

func TestAlarms(t *testing.T) {
	sys := family(t, "lambda_settings")
	for _, c := range []struct{ address, metric, function, channel, notifies string }{
		{"aws_cloudwatch_metric_alarm.errors", "Errors", "aws_lambda_function.orders", "", "true"},
		{"aws_cloudwatch_metric_alarm.silent", "ApproximateNumberOfMessagesVisible", "", "aws_sqs_queue.done", "false"},
		{"aws_cloudwatch_metric_alarm.computed", "(absent)", "aws_lambda_function.next", "", "false"},
	} {
		a := at(t, sys.Alarms, c.address)
		equal(t, c.address+" metric", shown(a.Metric), c.metric)
		equal(t, c.address+" function", addresses(a.Functions), c.function)
		equal(t, c.address+" channel", addresses(a.Channels), c.channel)
		equal(t, c.address+" notifies", a.Notifies.String(), c.notifies)
	}
}

func addresses[T model.Object](objects []T) string {
	text := ""
	for _, o := range objects {
		text += o.Base().Address
	}
	return text
}

func TestBatchRoles(t *testing.T) {
	sys := family(t, "lambda_settings")
	for address, want := range map[string]string{
		"aws_batch_job_definition.later": "aws_iam_role.job",
		"aws_batch_job_definition.none":  "",
	} {
		equal(t, address, leads(at(t, sys.Workloads, address).Identity), want)
	}
	known := at(t, sys.Workloads, "aws_batch_job_definition.known").Identity
	equal(t, "known", shown(known.Text), "arn:aws:iam::123456789012:role/job")
}
