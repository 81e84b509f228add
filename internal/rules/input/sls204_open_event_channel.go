package input

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// openEventChannel finds queues, topics, buses and the like into which anyone may put events.
func openEventChannel() rule.Rule {
	return rule.Rule{
		ID: "SLS204", Name: "open-event-channel",
		Severity: rule.Critical, Profile: rule.Essential,
		Title: "Anyone can put events into the channel",
		Why: "A policy that lets every account of the cloud send to the channel lets strangers start the functions behind " +
			"it with events of their making. Functions trust such events more than requests from the internet, so forged " +
			"ones pass where a request would be refused.",
		Remedy: map[model.Cloud]string{
			model.AWS: `principals { type = "Service" identifiers = ["sns.amazonaws.com"] }
condition  { test = "ArnEquals" variable = "aws:SourceArn" values = [aws_sns_topic.orders.arn] }`,
		},
		Unknown: "The channel's policy, or a condition of it, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017", "A5:2017"}, CSA: []string{"SAS-1", "SAS-3"}, CWE: []int{284, 732},
			FSBP: []string{"SQS.3", "SNS.4"}, NIST: []string{"AC-3", "AC-6"},
		},
		Covers: []string{
			"checkov:CKV_AWS_168", "checkov:CKV_AWS_169", "checkov:CKV_AWS_387", "kics:730675f9", "kics:abb06e5f",
			"kics:b26d2b7e", "kics:db0ec4c4",
			"fsbp:SQS.3", "fsbp:SNS.4",
		},
		Check: rule.ForEach(model.Channels, checkOpenChannel),
	}
}

func checkOpenChannel(c *model.Channel, r *rule.Reporter) {
	if c.Kind == model.Archive || c.Kind == model.Bucket && len(c.Feeds) == 0 {
		return // nobody can put events into an archive, and a bucket that starts nothing is only a store
	}
	r.Pass()
	for _, g := range c.Grants {
		if g.Can(model.Publish, model.Manage) {
			reportOpen(r.FailIf(g.Open().And(c.PublicPoliciesOff.Not()), g.Place,
				"Anyone with an AWS account can put events into %s %q.", c.Kind, c.Label()), c)
		}
	}
	open := c.PublicACL.Match(func(acl string) bool { return acl == "public-read-write" })
	reportOpen(r.FailIf(open.And(c.PublicACLsOff.Not()), c.PublicACL.Place,
		"Anyone on the internet can put objects into %s %q.", c.Kind, c.Label()).Remedy(`acl = "private"`), c)
	if c.PolicyWhy != "" && len(c.Feeds) > 0 {
		r.FailIf(model.Undecided(c.PolicyWhy).And(c.PublicPoliciesOff.Not()), c.Policy,
			"The policy of %s %q may let anyone put events into it.", c.Kind, c.Label())
	}
}

// reportOpen adds how the events of a channel go on, and lowers the severity when, as far as the plan knows, they
// start nothing.
func reportOpen(v *rule.Verdict, c *model.Channel) {
	path := consumers(c)
	if len(path) == 0 {
		v.As(rule.High)
		return
	}
	for _, t := range path {
		v.Hop(t.Place(), "its events go on to %s", targetName(t))
	}
}

// consumers gives the triggers that lead from a channel to the nearest function or workload; none when there is
// no such way.
func consumers(c *model.Channel) []*model.Trigger {
	type step struct {
		channel *model.Channel
		path    []*model.Trigger
	}
	seen := map[*model.Channel]bool{c: true}
	for queue := []step{{channel: c}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, t := range at.channel.Feeds {
			path := slices.Concat(at.path, []*model.Trigger{t})
			if len(t.Function.To) > 0 || len(t.Workload.To) > 0 {
				return path
			}
			for _, next := range t.Channel.To {
				if !seen[next] {
					seen[next] = true
					queue = append(queue, step{next, path})
				}
			}
		}
	}
	return nil
}
