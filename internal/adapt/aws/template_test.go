package aws

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

// templates reads the plan of testdata/templates, with or without its HCL.
func templates(t *testing.T, withHCL bool) *builder {
	t.Helper()
	dir := filepath.Join("testdata", "templates")
	p, err := plan.ReadFile(context.Background(), filepath.Join(dir, "plan.json"), plan.Options{Keep: keeper()})
	if err != nil {
		t.Fatal(err)
	}
	if withHCL {
		tree, err := source.Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		p.SetLocals(tree)
		p.SetTemplates(tree)
		tree.SetValues(p.Text)
		tree.SetPlan(p)
	}
	b := newBuilder(p, &model.System{}, base.Share(Contents()))
	b.types.Make(p, b.resource)
	b.types.Link(p, b.resource)
	b.types.Finish(p, b.resource)
	return b
}

// resources writes the resources of a document, <ref> for the object that a term begins with.
func resources(d documents) []string {
	var out []string
	for _, h := range d.held {
		for _, s := range h.doc.Statements {
			for _, term := range s.Resources {
				out = append(out, term.Text)
				if len(term.Refs) > 0 {
					out[len(out)-1] = "<" + term.Refs[0] + ">" + term.Text[len(iam.Hole):]
				}
			}
		}
	}
	return out
}

func TestTemplateDocuments(t *testing.T) {
	b := templates(t, true)
	tests := []struct {
		address, why string
		want         []string
	}{
		{"aws_iam_role_policy.worker", "", []string{
			"<aws_s3_bucket.data>/*", "<aws_s3_bucket.data>/*", `<aws_sqs_queue.dlq["mail"]>`, `<aws_sqs_queue.dlq["orders"]>`,
		}},
		{"aws_iam_role_policy.unclear", builtFromUnknown, nil},
		{"aws_iam_policy.read", "", []string{"<aws_s3_bucket.data>", "<aws_s3_bucket.data>/public/*", "arn:aws:s3:::fixed/*"}},
	}
	for _, tt := range tests {
		d := b.at(t, tt.address).documents("policy")
		if diff := cmp.Diff(tt.want, resources(d)); diff != "" || d.why != tt.why || d.set != model.True() && tt.why == "" {
			t.Errorf("%s: why %q, set %s\n%s", tt.address, d.why, d.set, diff)
		}
	}
	p := b.at(t, "aws_sqs_queue_policy.orders").policy("policy")
	want := []string{
		"aws_sqs_queue_policy.orders#policy Bucket: service s3.amazonaws.com may [publish] by sqs:SendMessage if source resource=later",
		"aws_sqs_queue_policy.orders#policy : anyone * may [publish read delete manage] by sqs:*; wildcard",
	}
	if diff := cmp.Diff(want, lines(p)); diff != "" || p.why != "" {
		t.Errorf("why %q\n%s", p.why, diff)
	}
}

func TestTemplateEvaluation(t *testing.T) {
	b := templates(t, true)
	d := b.at(t, "aws_iam_role_policy.worker").documents("policy")
	for _, tt := range []struct {
		action, ref, suffix string
		want                iam.Tri
	}{
		{"s3:PutObject", "aws_s3_bucket.data", "/x", iam.Yes},
		{"s3:PutObject", "aws_s3_bucket.data", "", iam.No},
		{"s3:PutObject", "aws_s3_bucket.other", "/x", iam.No},
		{"s3:GetObject", "aws_s3_bucket.data", "/x", iam.No},
		{"sqs:SendMessage", `aws_sqs_queue.dlq["mail"]`, "", iam.Yes},
		{"sqs:SendMessage", "aws_sqs_queue.orders", "", iam.No},
	} {
		got := iam.No
		for _, h := range d.held {
			for i := range h.doc.Statements {
				got = got.Or(h.doc.Statements[i].Match(tt.action, iam.Target{Ref: tt.ref, Suffix: tt.suffix}))
			}
		}
		if got != tt.want {
			t.Errorf("%s on %s%s: %v, want %v", tt.action, tt.ref, tt.suffix, got, tt.want)
		}
	}
}

func TestTemplateShapes(t *testing.T) {
	tests := []struct{ address, path, want string }{
		{"aws_lambda_permission.wide", "source_arn", model.Gap + "/*/*"},
		{"aws_cloudwatch_event_rule.some", "event_pattern", `{"resources":["` + model.Gap + `"],"source":["aws.s3"]}`},
		{"aws_iam_role_policy.unclear", "policy", ""},
		{"aws_lambda_function.f", "arn", ""},
		{"aws_lambda_function.f", "role", model.Gap},
		{"aws_sqs_queue.orders", "redrive_policy", `{"deadLetterTargetArn":"` + model.Gap + `","maxReceiveCount":3}`},
	}
	b, without := templates(t, true), templates(t, false)
	for _, tt := range tests {
		v := b.at(t, tt.address).Str(tt.path)
		if got, ok := v.Shape(); got != tt.want || ok != (tt.want != "") || v.IsKnown() {
			t.Errorf("%s.%s = %q, %v", tt.address, tt.path, got, ok)
		}
		if got, ok := without.at(t, tt.address).Str(tt.path).Shape(); ok {
			t.Errorf("without HCL %s.%s = %q", tt.address, tt.path, got)
		}
	}
}

func TestTemplateFacts(t *testing.T) {
	b := templates(t, true)
	rules := map[string]string{}
	for _, r := range b.Sys.Rules {
		rules[r.Address] = r.CatchAll.String() + " " + r.NamesSource.String()
	}
	want := map[string]string{"aws_cloudwatch_event_rule.all": "true false", "aws_cloudwatch_event_rule.some": "false true"}
	if diff := cmp.Diff(want, rules); diff != "" {
		t.Errorf("rules\n%s", diff)
	}
	orders := slices.IndexFunc(b.Sys.Channels, func(c *model.Channel) bool { return c.Address == "aws_sqs_queue.orders" })
	to, ok := b.Sys.Channels[orders].DeadLetter.One()
	if !ok || to.Address != `aws_sqs_queue.dlq["orders"]` {
		t.Errorf("dead letters go to %v, %v", to, ok)
	}
	for _, w := range b.Sys.Workloads {
		if w.Kind == model.StateMachine && (w.UntrustedWhy != "" || w.HandlesSecrets != model.False() || len(w.Untrusted) != 1) {
			t.Errorf("state machine: %q, %s, %v", w.UntrustedWhy, w.HandlesSecrets, w.Untrusted)
		}
	}
}
