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
			model.Azure:  "local_auth_enabled            = false # senders need a role\npublic_network_access_enabled = false # or a rule set that denies",
			model.Google: "member = \"serviceAccount:${google_service_account.sender.email}\" # instead of allUsers",
		},
		Unknown: "The channel's policy, a condition of it, or whether keys and networks are let in, comes from a value that the plan " +
			"does not know.",
		References: []string{
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
			"https://learn.microsoft.com/azure/event-grid/authenticate-with-microsoft-entra-id",
			"https://learn.microsoft.com/azure/service-bus-messaging/disable-local-authentication",
			"https://cloud.google.com/pubsub/docs/access-control",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017", "A5:2017"}, CSA: []string{"SAS-1", "SAS-3"}, CWE: []int{284, 732},
			FSBP: []string{"SQS.3", "SNS.4"}, NIST: []string{"AC-3", "AC-6"},
		},
		Covers: []string{
			"checkov:CKV_AWS_168", "checkov:CKV_AWS_169", "checkov:CKV_AWS_387", "kics:730675f9", "kics:abb06e5f",
			"kics:b26d2b7e", "kics:db0ec4c4",
			"fsbp:SQS.3", "fsbp:SNS.4",
			"checkov:CKV_GCP_99",
		},
		Check: rule.Join(
			rule.ForEach(model.Channels, checkOpenChannel),
			rule.ForEachIn(model.OwnChannels, checkKeyedChannel),
		),
	}
}

// checkKeyedChannel judges what takes events from whoever has a key, in whichever network. Of what keeps data that is
// SLS707's matter, too.
func checkKeyedChannel(c *model.Channel, s *model.System, r *rule.Reporter) {
	if c.In.Place.Address() != "" || model.Never(c.OpenNetwork) || model.Never(model.IsTrue(c.LocalAuth)) {
		return
	}
	path := consumersOf(c, s)
	if len(path) == 0 {
		return
	}
	v := r.FailIf(c.OpenNetwork.And(model.IsTrue(c.LocalAuth)), c.LocalAuth.Place,
		"Whoever gets hold of a key of %s %q can put events into it from any network.", c.Noun(), c.Label()).
		As(rule.Medium).In(rule.Recommended).RemedyOn(model.Azure, withoutKeys(c)).
		Hop(c.NetworkPlace, "every network can reach it")
	if c.Kind == model.StorageAccount || c.Kind == model.Documents {
		v.In(rule.Strict)
	}
	for _, t := range path {
		v.Hop(t.Place(), "its events go on to %s", rule.TargetName(t))
	}
}

// consumersOf gives the way from a channel, or from one that stands in it, to the nearest function.
func consumersOf(c *model.Channel, s *model.System) []*model.Trigger {
	for _, inner := range append([]*model.Channel{c}, model.Memo(s, standIn)[c]...) {
		if path := consumers(inner); len(path) > 0 {
			return path
		}
	}
	return nil
}

// inside are the channels that stand in accounts and namespaces.
type inside map[*model.Channel][]*model.Channel

func standIn(s *model.System) inside {
	in := inside{}
	for _, c := range s.Channels {
		if outer := outermost(c); outer != c {
			in[outer] = append(in[outer], c)
		}
	}
	return in
}

// outermost gives the account or namespace that a channel stands in, itself where it stands alone.
func outermost(c *model.Channel) *model.Channel {
	for range 3 { // a subscription stands in a topic, which stands in a namespace
		outer, ok := c.In.One()
		if !ok {
			break
		}
		c = outer
	}
	return c
}

func withoutKeys(c *model.Channel) string {
	switch {
	case c.Kind == model.StorageAccount:
		return "shared_access_key_enabled = false"
	case c.Type == "azurerm_eventhub_namespace", c.Kind == model.Documents:
		return "local_authentication_enabled = false"
	default:
		return "local_auth_enabled = false"
	}
}

func checkOpenChannel(c *model.Channel, r *rule.Reporter) {
	if c.Kind == model.Archive || startsNothing(c) {
		return // nobody can put events into an archive
	}
	r.Pass()
	for _, g := range c.Grants {
		if g.Can(model.Publish, model.Manage) {
			reportOpen(r.FailIf(g.Open().And(c.PublicPoliciesOff.Not()), g.Place,
				"%s can put events into %s %q.", g.Strangers(c.Cloud), c.Kind, c.Label()).ByGrant(g, "sender"), c)
		}
	}
	open := c.PublicACL.Match(func(acl string) bool { return acl == "public-read-write" })
	reportOpen(r.FailIf(open.And(c.PublicACLsOff.Not()), c.PublicACL.Place,
		"Anyone on the internet can put objects into %s %q.", c.Kind, c.Label()).
		RemedyOn(model.AWS, `acl = "private"`).RemedyOn(model.Google, "uniform_bucket_level_access = true # of the bucket"), c)
	if c.PolicyWhy != "" && len(c.Feeds) > 0 {
		r.FailIf(model.Undecided(c.PolicyWhy).And(c.PublicPoliciesOff.Not()), c.Policy,
			"The policy of %s %q may let anyone put events into it.", c.Kind, c.Label())
	}
}

// startsNothing tells buckets that are only stores, and repositories, who may write to which SLS306 and SLS411 ask.
func startsNothing(c *model.Channel) bool {
	registry := c.Cloud == model.Google && (c.Kind == model.Registry || c.Kind == model.CodeRepository)
	return len(c.Feeds) == 0 && (c.Kind == model.Bucket || registry)
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
		v.Hop(t.Place(), "its events go on to %s", rule.TargetName(t))
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
