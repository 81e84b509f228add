package aws

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestStateMachines(t *testing.T) {
	sys := systemOf(t, "workflow")
	const unknown = "unknown: aws_lambda_function.step.arn is known only after apply"
	for _, c := range []struct{ name, traces, secrets, untrusted, why, encryption, key string }{
		{
			"interpolated", "true", unknown, "", "aws_lambda_function.step.arn is known only after apply",
			"customer-managed key", "aws_kms_key.workflow",
		},
		{"literal", "false", "true", "SecretId=$.secret", "", "cloud-owned key", ""},
	} {
		address := "aws_sfn_state_machine." + c.name
		w := the(t, sys.Workloads, address)
		e := the(t, sys.Encrypted, address).Encryption
		kind, _ := e.Kind.Get()
		got := []string{
			model.IsTrue(w.TracesData).String(), w.HandlesSecrets.String(), untrusted(w.Untrusted), w.UntrustedWhy,
			string(kind), follows(e.Key),
		}
		if diff := cmp.Diff([]string{c.traces, c.secrets, c.untrusted, c.why, c.encryption, c.key}, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if follows(w.Identity) != "aws_iam_role.workflow" {
			t.Errorf("%s acts as %q", c.name, follows(w.Identity))
		}
		if len(w.Calls) != 1 || follows(w.Calls[0]) != "aws_lambda_function.step" {
			t.Errorf("%s calls %d functions, want the step", c.name, len(w.Calls))
		}
		if text := the(t, sys.Texts, address); !text.Document || text.Kind != "state machine definition" {
			t.Errorf("%s: %+v", c.name, text)
		}
	}
}

func untrusted(fields []model.UntrustedField) string {
	var parts []string
	for _, f := range fields {
		parts = append(parts, f.Use+"="+f.Path)
	}
	return strings.Join(parts, " ")
}

func TestStateMachineAlias(t *testing.T) {
	tr := the(t, systemOf(t, "workflow").Triggers, "aws_scheduler_schedule.live")
	if follows(tr.Workload) != "aws_sfn_state_machine.literal" {
		t.Errorf("an alias leads to %q", follows(tr.Workload))
	}
}

func TestLogGroups(t *testing.T) {
	sys := systemOf(t, "workflow")
	for name, want := range map[string]string{
		"function": "serverless true, customer-managed key aws_kms_key.workflow",
		"machine":  "serverless true, cloud-owned key ",
		"other":    "serverless false, cloud-owned key ",
	} {
		group := the(t, sys.Encrypted, "aws_cloudwatch_log_group."+name)
		kind, _ := group.Encryption.Kind.Get()
		got := fmt.Sprintf("serverless %v, %s %s", group.Serverless, kind, follows(group.Encryption.Key))
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestServiceTriggers(t *testing.T) {
	sys := systemOf(t, "workflow")
	for _, c := range []struct {
		address            string
		kind               model.TriggerKind
		filtered, catchAll string
	}{
		{"aws_cloudwatch_log_subscription_filter.function", model.Subscription, "false", "false"},
		{"aws_ses_receipt_rule.mail", model.Notification, "false", "false"},
		{"aws_config_config_rule.custom", model.Notification, "true", "false"},
		{"aws_iot_topic_rule.devices", model.RuleTarget, "false", "true"},
	} {
		tr := declared(sys.Triggers, c.address)[0]
		if tr.Kind != c.kind || tr.Filtered.String() != c.filtered || tr.CatchAll.String() != c.catchAll {
			t.Errorf("%s: %s, filtered %s, catch-all %s", c.address, tr.Kind, tr.Filtered, tr.CatchAll)
		}
		if follows(tr.Function) != "aws_lambda_function.step" || !tr.Source.Elsewhere {
			t.Errorf("%s: to %q, from elsewhere %v", c.address, follows(tr.Function), tr.Source.Elsewhere)
		}
	}
	w := the(t, sys.Workloads, "aws_iot_topic_rule.devices")
	if untrusted(w.Untrusted) != "bucket_name=${topic(3)}" {
		t.Errorf("untrusted %q", untrusted(w.Untrusted))
	}
}

func TestTopicStatements(t *testing.T) {
	for _, c := range []struct {
		sql      string
		catchAll bool
		selects  bool
	}{
		{"SELECT * FROM '#'", true, false},
		{"select * from '#' where temperature > 50", false, true},
		{"SELECT * FROM 'device/+/data'", false, false},
		{"SELECT * FROM", false, false},
		{"", false, false},
	} {
		if takesAllTopics(c.sql) != c.catchAll || selects(c.sql) != c.selects {
			t.Errorf("%q: catch-all %v, selects %v", c.sql, takesAllTopics(c.sql), selects(c.sql))
		}
	}
}

func TestOtherRoles(t *testing.T) {
	sys := systemOf(t, "workflow")
	for address, kind := range map[string]model.WorkloadKind{
		"aws_codebuild_project.build":            model.Build,
		"aws_codedeploy_deployment_group.deploy": model.Deployment,
		"aws_codepipeline.release":               model.Deployment,
		"aws_ecs_task_definition.task":           model.OtherCompute,
	} {
		w := the(t, sys.Workloads, address)
		if w.Kind != kind || follows(w.Identity) != "aws_iam_role.workflow" {
			t.Errorf("%s: %s as %q", address, w.Kind, follows(w.Identity))
		}
	}
}

func TestBuildTexts(t *testing.T) {
	sys := systemOf(t, "workflow")
	got := map[string]bool{}
	for _, text := range sys.Texts {
		switch text.Type {
		case "aws_codebuild_project", "aws_codepipeline", "aws_ecs_task_definition":
			value, _ := text.Value.Get()
			got[fmt.Sprintf("%s %s=%s meant=%v", text.Kind, text.Name, value, text.Meant)] = true
		}
	}
	want := map[string]bool{
		"build environment variable TOKEN=ghp_literal meant=false":       true,
		"build specification =version: 0.2 meant=false":                  true,
		"pipeline action setting OAuthToken=gho_literal meant=true":      true,
		"pipeline action setting Repo=shop meant=false":                  true,
		"container environment variable DB_PASSWORD=hunter2 meant=false": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBrokers(t *testing.T) {
	sys := systemOf(t, "workflow")
	for _, c := range []struct {
		address, encryption, tls string
		kind                     model.ChannelKind
	}{
		{"aws_msk_cluster.stream", "cloud-managed key", "false", model.Stream},
		{"aws_mq_broker.queue", "cloud-owned key", "true", model.Queue},
	} {
		channel := the(t, sys.Channels, c.address)
		kind, _ := channel.Encryption.Kind.Get()
		if string(kind) != c.encryption || channel.TLSOnly.String() != c.tls || channel.Kind != c.kind {
			t.Errorf("%s: %s, %s, TLS only %s", c.address, channel.Kind, kind, channel.TLSOnly)
		}
	}
}

// Blocks that the provider computes are unknown in the plan when they are left out; the cloud's default is known.
func TestStateMachineDefaults(t *testing.T) {
	sys := systemOf(t, "events")
	const address = "aws_sfn_state_machine.work"
	w := the(t, sys.Workloads, address)
	kind, _ := the(t, sys.Encrypted, address).Encryption.Kind.Get()
	if show(w.TracesData) != show(model.Known(false, model.Place{})) || kind != model.CloudKey {
		t.Errorf("traces %s, %q", show(w.TracesData), kind)
	}
	if w.HandlesSecrets.String() != "false" || w.UntrustedWhy != "" {
		t.Errorf("secrets %s, untrusted %q", w.HandlesSecrets, w.UntrustedWhy)
	}
}
