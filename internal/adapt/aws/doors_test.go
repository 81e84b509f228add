package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestAccessPoints(t *testing.T) {
	sys := family(t, "doors")
	for _, c := range []struct{ address, closed, certain string }{
		{"aws_s3_access_point.open", "false", "true"},
		{"aws_s3_access_point.closed", "true", "true"},
		{"aws_s3_access_point.silent", "true", "false"},
	} {
		o := at(t, sys.Channels, c.address)
		equal(t, c.address+" closed", o.PublicPoliciesOff.String(), c.closed)
		if len(o.Grants) != 1 {
			t.Errorf("%s: got %d grants, want 1", c.address, len(o.Grants))
			continue
		}
		equal(t, c.address+" certain", o.Grants[0].Certain.String(), c.certain)
	}
	for _, c := range model.OwnChannels(sys) {
		if c.Type == "aws_s3_access_point" {
			t.Errorf("%s is asked for more than its grants", c.Address)
		}
	}
}

func TestFilesystemPolicy(t *testing.T) {
	o := at(t, family(t, "doors").Encrypted, "aws_efs_file_system.files")
	equal(t, "TLS only", o.TLSOnly.String(), "true")
	equal(t, "grants", len(o.Grants), 1)
	equal(t, "why", o.PolicyWhy, "")
}

func TestDeadLettersOf(t *testing.T) {
	sys := family(t, "doors")
	for address, want := range map[string]string{
		"aws_sqs_queue.plain": "allowAll", "aws_sqs_queue.inline": "denyAll",
	} {
		equal(t, address, shown(at(t, sys.Channels, address).DeadLettersOf), want)
	}
	apart := at(t, sys.Channels, "aws_sqs_queue.apart").DeadLettersOf
	equal(t, "set apart at", apart.Place.Address(), "aws_sqs_queue_redrive_allow_policy.apart")
}

func TestLogDestination(t *testing.T) {
	sys := family(t, "doors")
	d := at(t, sys.Channels, "aws_cloudwatch_log_destination.logs")
	isOpen(t, "destination", d.Grants)
	equal(t, "can publish", d.Grants[0].Can(model.Publish), true)
	trigger := at(t, sys.Triggers, "aws_cloudwatch_log_destination.logs")
	equal(t, "leads to", leads(trigger.Channel), "aws_kinesis_stream.logs")
	equal(t, "feeds", len(d.Feeds), 1)
}

func TestOtherDoors(t *testing.T) {
	sys := family(t, "doors")
	isOpen(t, "public repository", at(t, sys.Channels, "aws_ecrpublic_repository.public").Grants)
	logged, silent := at(t, sys.Channels, "aws_cloudwatch_event_bus.logged"), at(t, sys.Channels, "aws_cloudwatch_event_bus.silent")
	equal(t, "logs", shown(logged.Logs)+" "+shown(logged.TracesData), "true true")
	equal(t, "no logs", shown(silent.Logs)+" "+shown(silent.TracesData), "false false")
	for _, text := range sys.Texts {
		if text.Address == "aws_mq_broker.broker" {
			equal(t, "password", text.Place.Attribute(), "user.0.password")
			equal(t, "meant", text.Meant, true)
			return
		}
	}
	t.Error("the broker's password is no text")
}

func TestDoorsToBuckets(t *testing.T) {
	sys := family(t, "doors")
	redacted := at(t, sys.Channels, "aws_s3control_object_lambda_access_point.redacted")
	isOpen(t, "object lambda", redacted.Grants)
	if len(redacted.Feeds) != 1 {
		t.Fatalf("got %d triggers, want 1", len(redacted.Feeds))
	}
	equal(t, "starts", leads(redacted.Feeds[0].Function), "aws_lambda_function.redact")
	everywhere := at(t, sys.Channels, "aws_s3control_multi_region_access_point_policy.everywhere")
	equal(t, "name", shown(everywhere.Name), "everywhere")
	equal(t, "certain", everywhere.Grants[0].Certain.String(), "unknown: the policies of the buckets behind it decide as well")
	isOpen(t, "registry", at(t, sys.Channels, "aws_ecr_registry_policy.all").Grants)
}
