package aws

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func (b *builder) identityAt(t *testing.T, address string) *model.Identity {
	t.Helper()
	id, ok := b.Objects[b.at(t, address).Resource].(*model.Identity)
	if !ok {
		t.Fatalf("%s is no identity", address)
	}
	return id
}

func powerLine(p *model.Power) string {
	return fmt.Sprintf("%s %s: %s at %s#%s limited=%v certain=%s", p.Kind, p.Name, p.Note, p.Place.Address(),
		p.Place.Attribute(), p.Limited, p.Certain)
}

func TestIdentities(t *testing.T) {
	plans := map[string]*builder{"iam_identities": adapted(t, "iam_identities"), "iam_edges": adapted(t, "iam_edges")}
	for _, tt := range []struct {
		plan, address, incomplete string
		powers, trust             []string
	}{
		{
			plan: "iam_edges", address: "aws_iam_role.parts",
			incomplete: "a statement is unknown: its statements come from a dynamic block whose for_each is known only after apply",
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 : service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			plan: "iam_edges", address: "aws_iam_role.whole",
			powers: []string{
				`whole service ses: ses:* on ${aws_ses_domain_identity.mail} at data.aws_iam_policy_document.whole#statement.2 limited=false certain=true`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 : service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			plan: "iam_edges", address: "aws_iam_role.which",
			powers: []string{
				`admin all: * on * at aws_iam_policy.all#policy limited=false certain=unknown: policy_arn may be one of several policies`,
				`any resource : sqs:SendMessage on * at aws_iam_policy.send#policy limited=false certain=unknown: policy_arn may be one of several policies`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 : service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			plan: "iam_edges", address: "aws_iam_role.left",
			powers: []string{
				`admin all: * on * at aws_iam_policy.all#policy limited=false certain=unknown: aws_iam_role_policy_attachment.whose may be for another identity`,
				`any resource : sqs:SendMessage on * at aws_iam_policy.send#policy limited=false certain=true`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 : service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			plan: "iam_edges", address: "aws_iam_role.bound",
			powers: []string{
				`admin all: * on * at aws_iam_policy.all#policy limited=false certain=unknown: the permissions boundary may not allow it: policy arn:aws:iam::123456789012:policy/unseen is not in the plan`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 : service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			plan: "iam_edges", address: "module.stray.aws_iam_role.this",
			incomplete: "module.stray.aws_iam_role_policy.this may belong to it: local.role cannot be followed without HCL",
			trust: []string{
				`module.stray.aws_iam_role.this#assume_role_policy : service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			address: "aws_iam_role.worker",
			powers: []string{
				`whole service s3: s3:* on ${aws_s3_bucket.data} at data.aws_iam_policy_document.worker#statement.1 limited=false certain=true`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 Lambda: service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			address:    "aws_iam_role.opaque",
			incomplete: "a policy is unknown: the policy is made of values known only after apply",
			powers: []string{
				`any resource : dynamodb:GetItem on * at aws_iam_policy.tables#policy limited=true certain=true`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 Lambda: service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			address: "aws_iam_role.admin",
			powers: []string{
				`admin all: * on * at aws_iam_role_policy_attachment.admin#policy_arn limited=false certain=true`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 Lambda: service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			address:    "aws_iam_role.attached",
			incomplete: "a policy is unknown: policy arn:aws:iam::123456789012:policy/from-elsewhere is not in the plan",
			powers: []string{
				`any resource : dynamodb:GetItem on * at aws_iam_policy.tables#policy limited=true certain=true`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 Lambda: service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			address: "aws_iam_role.bounded",
			powers: []string{
				`whole service logs: logs:* on * at aws_iam_policy.boundary#policy limited=false certain=true`,
				`any resource : sqs:SendMessage, logs:* on * at aws_iam_policy.boundary#policy limited=false certain=true`,
				`tamper with logs : logs:DeleteLogGroup, logs:DeleteLogStream, logs:DeleteRetentionPolicy, logs:DeleteSubscriptionFilter, … on * at aws_iam_policy.boundary#policy limited=false certain=true`,
			},
			trust: []string{
				`data.aws_iam_policy_document.trust#statement.0 Lambda: service lambda.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			address:    "module.role.aws_iam_role.this",
			incomplete: "a policy is unknown: inline policy unseen is not in the plan",
			powers: []string{
				`any resource : dynamodb:GetItem on * at aws_iam_policy.tables#policy limited=true certain=true`,
				`any resource : iam:PassRole on * at aws_iam_role_policy.module#policy limited=false certain=true`,
				`whole service lambda: lambda:* on * at aws_iam_role_policy.module#policy limited=false certain=true`,
				`any resource : lambda:* on * at aws_iam_role_policy.module#policy limited=false certain=true`,
				`change code : lambda:AddLayerVersionPermission, lambda:AddPermission, lambda:CreateEventSourceMapping, lambda:CreateFunctionUrlConfig, … on * at aws_iam_role_policy.module#policy limited=false certain=true`,
				`any resource : appconfig:GetConfiguration, appconfig:GetHostedConfigurationVersion, athena:Get*, billing:GetResourcePolicy, … on * at aws_iam_role_policy_attachments_exclusive.module#policy_arns.0 limited=false certain=true`,
				`any resource : kinesis:Get*, lambda:Get*, logs:FilterLogEvents, logs:Get*, … on * at aws_iam_role_policy_attachments_exclusive.module#policy_arns.0 limited=false certain=true`,
				`broad secrets : ssm:GetParameter, ssm:GetParameterHistory, ssm:GetParameters, ssm:GetParametersByPath on * at aws_iam_role_policy_attachments_exclusive.module#policy_arns.0 limited=false certain=true`,
				`any resource : s3express:CreateSession on * at aws_iam_role_policy_attachments_exclusive.module#policy_arns.0 limited=true certain=true`,
				`escalation iam:PassRole+lambda:CreateFunction: iam:PassRole, lambda:CreateFunction, lambda:InvokeFunction at aws_iam_role_policy.module#policy limited=false certain=true`,
				`escalation lambda:UpdateFunctionCode: lambda:UpdateFunctionCode on * at aws_iam_role_policy.module#policy limited=false certain=true`,
				`escalation lambda:UpdateFunctionConfiguration: lambda:UpdateFunctionConfiguration on * at aws_iam_role_policy.module#policy limited=false certain=true`,
			},
			trust: []string{
				`module.role.data.aws_iam_policy_document.trust#statement.0 : service states.amazonaws.com may [assume] by sts:AssumeRole`,
				`module.role.data.aws_iam_policy_document.trust#statement.0 : service scheduler.amazonaws.com may [assume] by sts:AssumeRole`,
			},
		},
		{
			address:    "data.aws_iam_role.shared",
			incomplete: "a policy is unknown: data.aws_iam_role.shared is not managed by this plan, and neither are its policies",
			powers: []string{
				`whole service sqs: sqs:* on * at aws_iam_role_policy_attachment.shared#policy_arn limited=false certain=unknown: the permissions boundary may not allow it: policy permissions_boundary-29344511 is not in the plan`,
				`any resource : sqs:* on * at aws_iam_role_policy_attachment.shared#policy_arn limited=false certain=unknown: the permissions boundary may not allow it: policy permissions_boundary-29344511 is not in the plan`,
			},
		},
		{
			address: "aws_iam_user.ci",
		},
		{
			address: "aws_iam_role.trusted",
			trust: []string{
				`aws_iam_role.trusted#assume_role_policy All: anyone * may [assume] by sts:AssumeRole`,
				`aws_iam_role.trusted#assume_role_policy Root: account arn:aws:iam::210987654321:root may [assume] by sts:AssumeRole if external id=x`,
				`aws_iam_role.trusted#assume_role_policy GitHub: identity provider arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com may [assume] by sts:AssumeRoleWithWebIdentity if token subject=repo:* weak`,
			},
		},
	} {
		t.Run(tt.address, func(t *testing.T) {
			if tt.plan == "" {
				tt.plan = "iam_identities"
			}
			id := plans[tt.plan].identityAt(t, tt.address)
			if id.Incomplete != tt.incomplete {
				t.Errorf("incomplete is %q, want %q", id.Incomplete, tt.incomplete)
			}
			var powers, trust []string
			for _, p := range id.Powers {
				powers = append(powers, powerLine(p))
			}
			for _, g := range id.Trust {
				trust = append(trust, line(g))
			}
			if diff := cmp.Diff(tt.powers, powers); diff != "" {
				t.Errorf("powers (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.trust, trust); diff != "" {
				t.Errorf("trust (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEvaluate(t *testing.T) {
	plans := map[string]*builder{"iam_identities": adapted(t, "iam_identities"), "iam_edges": adapted(t, "iam_edges")}
	for _, tt := range []struct {
		plan    string
		role    string
		ability model.Ability
		object  string
		allowed string
		note    string
		place   string
	}{
		{
			plan: "iam_edges", role: "aws_iam_role.parts", ability: model.Publish, object: "aws_sqs_queue.a",
			allowed: "unknown: a statement may allow it: its statements come from a dynamic block whose for_each is known only after apply", note: "sqs:SendMessage", place: "data.aws_iam_policy_document.parts[0]#statement",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.whole", ability: model.Publish, object: "aws_sqs_queue.a",
			allowed: "true", note: "sqs:SendMessage on ${aws_sqs_queue.a}, ${aws_sqs_queue.b}", place: "data.aws_iam_policy_document.whole#statement.0",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.whole", ability: model.Publish, object: "aws_sqs_queue.b",
			allowed: "true", note: "sqs:SendMessage on ${aws_sqs_queue.a}, ${aws_sqs_queue.b}", place: "data.aws_iam_policy_document.whole#statement.0",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.whole", ability: model.Publish, object: "aws_sqs_queue.c",
			allowed: "false", note: "", place: "#",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.whole", ability: model.Read, object: "aws_sqs_queue.c",
			allowed: "unknown: a statement may allow it: aws_sqs_queue.a.url is known only after apply", note: "sqs:ReceiveMessage on (unknown)", place: "data.aws_iam_policy_document.whole#statement.1",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.whole", ability: model.Invoke, object: "aws_lambda_function.f",
			allowed: "true", note: "lambda:InvokeFunction on ${aws_lambda_function.f}", place: "data.aws_iam_policy_document.whole#statement.3",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.which", ability: model.Publish, object: "aws_sqs_queue.a",
			allowed: "unknown: policy_arn may be one of several policies", note: "sqs:SendMessage on *", place: "aws_iam_policy.all#policy",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.left", ability: model.Publish, object: "aws_sqs_queue.a",
			allowed: "true", note: "sqs:SendMessage on *", place: "aws_iam_policy.send#policy",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.left", ability: model.Read, object: "aws_sqs_queue.a",
			allowed: "unknown: aws_iam_role_policy_attachment.whose may be for another identity", note: "sqs:ReceiveMessage on *", place: "aws_iam_policy.all#policy",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.bound", ability: model.Publish, object: "aws_sqs_queue.a",
			allowed: "unknown: the permissions boundary may not allow it: the policy is unknown: policy arn:aws:iam::123456789012:policy/unseen is not in the plan", note: "sqs:SendMessage on *", place: "aws_iam_policy.all#policy",
		},
		{
			plan: "iam_edges", role: "aws_iam_role.stray", ability: model.Read, object: "aws_sqs_queue.a",
			allowed: "false", note: "", place: "#",
		},
		{
			role: "aws_iam_role.worker", ability: model.Publish, object: "aws_sqs_queue.jobs",
			allowed: "true", note: "sqs:SendMessage on ${aws_sqs_queue.jobs}", place: "data.aws_iam_policy_document.worker#statement.0",
		},
		{
			role: "aws_iam_role.worker", ability: model.Publish, object: "aws_sqs_queue.other",
			allowed: "false", note: "", place: "#",
		},
		{
			role: "aws_iam_role.worker", ability: model.Read, object: "aws_sqs_queue.jobs",
			allowed: "false", note: "", place: "#",
		},
		{
			role: "aws_iam_role.worker", ability: model.Publish, object: "aws_s3_bucket.data",
			allowed: "true", note: "s3:PutObject on ${aws_s3_bucket.data}", place: "data.aws_iam_policy_document.worker#statement.1",
		},
		{
			role: "aws_iam_role.worker", ability: model.Delete, object: "aws_s3_bucket.data",
			allowed: "false", note: "", place: "#",
		},
		{
			role: "aws_iam_role.worker", ability: model.Publish, object: "aws_dynamodb_table.orders",
			allowed: "false", note: "", place: "#",
		},
		{
			role: "aws_iam_role.opaque", ability: model.Read, object: "aws_sqs_queue.jobs",
			allowed: "unknown: the policy is unknown: the policy is made of values known only after apply", note: "sqs:ReceiveMessage", place: "aws_iam_role_policy.opaque#policy",
		},
		{
			role: "aws_iam_role.admin", ability: model.Manage, object: "aws_iam_role.worker",
			allowed: "true", note: "iam:PutRolePolicy on *", place: "aws_iam_role_policy_attachment.admin#policy_arn",
		},
		{
			role: "aws_iam_role.admin", ability: model.Assume, object: "aws_iam_role.worker",
			allowed: "true", note: "sts:AssumeRole on *", place: "aws_iam_role_policy_attachment.admin#policy_arn",
		},
		{
			role: "aws_iam_role.attached", ability: model.Publish, object: "aws_dynamodb_table.orders",
			allowed: "true", note: "dynamodb:PutItem on arn:aws:dynamodb:us-east-1:123456789012:table/orders", place: "aws_iam_policy.tables#policy",
		},
		{
			role: "aws_iam_role.attached", ability: model.Delete, object: "aws_dynamodb_table.orders",
			allowed: "unknown: the policy is unknown: policy arn:aws:iam::123456789012:policy/from-elsewhere is not in the plan", note: "dynamodb:DeleteItem", place: "aws_iam_role_policy_attachment.foreign#policy_arn",
		},
		{
			role: "aws_iam_role.bounded", ability: model.Publish, object: "aws_sqs_queue.jobs",
			allowed: "true", note: "sqs:SendMessage on *", place: "aws_iam_role.bounded#inline_policy.0.policy",
		},
		{
			role: "aws_iam_role.bounded", ability: model.Read, object: "aws_sqs_queue.jobs",
			allowed: "false", note: "", place: "#",
		},
		{
			role: "module.role.aws_iam_role.this", ability: model.Read, object: "aws_dynamodb_table.orders",
			allowed: "true", note: "dynamodb:GetItem on *", place: "aws_iam_role_policy_attachments_exclusive.module#policy_arns.0",
		},
		{
			role: "data.aws_iam_role.shared", ability: model.Read, object: "aws_s3_bucket.data",
			allowed: "unknown: the permissions boundary may not allow it: the policy is unknown: policy permissions_boundary-29344511 is not in the plan", note: "s3:GetObject", place: "data.aws_iam_role.shared#",
		},
		{
			role: "aws_iam_user.ci", ability: model.Publish, object: "aws_dynamodb_table.orders",
			allowed: "true", note: "dynamodb:PutItem on arn:aws:dynamodb:us-east-1:123456789012:table/orders", place: "aws_iam_policy.tables#policy",
		},
		{
			role: "aws_iam_user.ci", ability: model.Invoke, object: "aws_dynamodb_table.orders",
			allowed: "false", note: "", place: "#",
		},
	} {
		t.Run(tt.role+" "+string(tt.ability)+" "+tt.object, func(t *testing.T) {
			if tt.plan == "" {
				tt.plan = "iam_identities"
			}
			b := plans[tt.plan]
			object, ok := b.Objects[b.at(t, tt.object).Resource]
			if !ok {
				t.Fatalf("%s is no object", tt.object)
			}
			got := b.identityAt(t, tt.role).May(tt.ability, object)
			if got.Allowed.String() != tt.allowed || got.Note != tt.note || got.Place.Address()+"#"+got.Place.Attribute() != tt.place {
				t.Errorf("got %s, %q at %s#%s, want %s, %q at %s", got.Allowed, got.Note, got.Place.Address(),
					got.Place.Attribute(), tt.allowed, tt.note, tt.place)
			}
		})
	}
}
