package aws

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// The plans under testdata/iam* are made from the main.tf next to them by
// REPLAY_MIRROR=... shared/providers/plan.sh DIR DIR/plan.json

// adapted reads a plan of testdata and adapts it, all but connecting.
func adapted(t *testing.T, name string) *builder {
	t.Helper()
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: keeper()})
	if err != nil {
		t.Fatal(err)
	}
	b := newBuilder(p, &model.System{}, base.Share(Contents()))
	b.types.Make(p, b.resource)
	b.types.Link(p, b.resource)
	b.types.Finish(p, b.resource)
	return b
}

func (b *builder) at(t *testing.T, address string) resource {
	t.Helper()
	r, ok := b.Plan.Resource(address)
	if !ok {
		t.Fatalf("no %s in the plan", address)
	}
	return b.resource(r)
}

// line writes a grant in one line, so that a test shows all of it.
func line(g *model.Grant) string {
	var parts []string
	for _, l := range g.Limits {
		weak := ""
		if l.Weak {
			weak = " weak"
		}
		values := "unknown"
		if known, ok := l.Values.Get(); ok {
			values = strings.Join(known, ",")
		} else if model.Certainly(l.Values.IsSet()) {
			values = "later"
		}
		parts = append(parts, fmt.Sprintf("%s=%s%s", l.Kind, values, weak))
	}
	out := fmt.Sprintf("%s#%s %s: %s %s may %v by %s", g.Place.Address(), g.Place.Attribute(), g.Sid, g.Principal.Kind,
		g.Principal.Text, g.Abilities, strings.Join(g.Actions, ","))
	if len(parts) > 0 {
		out += " if " + strings.Join(parts, ", ")
	}
	if g.Wildcard {
		out += "; wildcard"
	}
	if g.Inverted {
		out += "; inverted"
	}
	if g.Certain != model.True() {
		out += "; " + g.Certain.String()
	}
	return out
}

func lines(p policy) []string {
	var out []string
	for _, g := range p.grants {
		out = append(out, line(g))
	}
	return out
}

func TestResourcePolicies(t *testing.T) {
	b := adapted(t, "iam_resource_policies")
	for _, tt := range []struct {
		address, set, tls, why string
		want                   []string
	}{
		{
			address: "aws_sqs_queue_policy.deferred", set: "true", tls: "true",
			want: []string{
				`data.aws_iam_policy_document.deferred#statement.1 Account: identity ${aws_iam_role.worker} may [publish read delete manage] by sqs:*; wildcard`,
				`data.aws_iam_policy_document.deferred#statement.0 Topic: service sns.amazonaws.com may [publish] by sqs:SendMessage if source resource=later`,
			},
		},
		{
			address: "aws_sqs_queue.known", set: "true", tls: "true",
			want: []string{
				`data.aws_iam_policy_document.tls#statement.1 Account: account arn:aws:iam::123456789012:root may [publish] by sqs:SendMessage`,
			},
		},
		{
			address: "aws_sqs_queue.either", set: "unknown: random_pet.coin is of a type that is not read", tls: "unknown: policy may be one of several policies",
			why: "random_pet.coin is of a type that is not read",
			want: []string{
				`data.aws_iam_policy_document.deferred#statement.1 Account: identity ${aws_iam_role.worker} may [publish read delete manage] by sqs:*; wildcard; unknown: policy may be one of several policies`,
				`data.aws_iam_policy_document.deferred#statement.0 Topic: service sns.amazonaws.com may [publish] by sqs:SendMessage if source resource=later; unknown: policy may be one of several policies`,
				`data.aws_iam_policy_document.tls#statement.1 Account: account arn:aws:iam::123456789012:root may [publish] by sqs:SendMessage; unknown: policy may be one of several policies`,
			},
		},
		{
			address: "aws_sqs_queue.literal", set: "true", tls: "false",
			want: []string{
				`aws_sqs_queue.literal#policy All: anyone * may [read delete manage] by sqs:*; wildcard`,
				`aws_sqs_queue.literal#policy Org: anyone * may [read] by SQS:receivemessage if organisation=o-1234567890`,
				`aws_sqs_queue.literal#policy MaybeGone: account 210987654321 may [read] by sqs:ReceiveMessage; unknown: a Deny may apply: StringNotEquals aws:PrincipalTag/team a`,
			},
		},
		{
			address: "aws_sns_topic_policy.inline", set: "true", tls: "unknown: the policy is made of values known only after apply",
			why: "the policy is made of values known only after apply",
		},
		{
			address: "aws_sqs_queue.built", set: "true", tls: "unknown: the policy is made of values known only after apply",
			why: "the policy is made of values known only after apply",
		},
		{
			address: "aws_sqs_queue.broken", set: "true", tls: "unknown: read policy: jsontext: unexpected EOF within \"/Statement\" after offset 40",
			why: "read policy: jsontext: unexpected EOF within \"/Statement\" after offset 40",
		},
		{
			address: "aws_sqs_queue.none", set: "false", tls: "false",
		},
		{
			address: "module.queue.aws_sqs_queue.this", set: "true", tls: "true",
			want: []string{
				`data.aws_iam_policy_document.nested#override_policy_documents Account: anyone * may [read] by sqs:Receive*`,
				`data.aws_iam_policy_document.deferred#statement.0 Topic: service sns.amazonaws.com may [publish] by sqs:SendMessage if source resource=later`,
				`data.aws_iam_policy_document.nested#statement.0 : anyone * may [publish] by sqs:${aws:username},sqs:SendMessage; inverted`,
				`data.aws_iam_policy_document.nested#statement.0 : anyone * may [read delete manage] by sqs:${aws:username},sqs:SendMessage; inverted; unknown: a statement may allow it: aws_sqs_queue.deferred.arn is known only after apply`,
			},
		},
	} {
		t.Run(tt.address, func(t *testing.T) {
			p := b.at(t, tt.address).policy("policy")
			if got := p.set.String(); got != tt.set {
				t.Errorf("set is %s, want %s", got, tt.set)
			}
			if got := p.tlsOnly.String(); got != tt.tls {
				t.Errorf("tlsOnly is %s, want %s", got, tt.tls)
			}
			if p.why != tt.why {
				t.Errorf("why is %q, want %q", p.why, tt.why)
			}
			if diff := cmp.Diff(tt.want, lines(p)); diff != "" {
				t.Errorf("grants (-want +got):\n%s", diff)
			}
		})
	}
}
