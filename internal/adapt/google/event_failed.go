package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// pubsubAgent is in the address of the service account by which Pub/Sub itself acts, which has to be allowed to publish
// failed messages (Pub/Sub documentation, "Dead-letter topics": permissions).
const pubsubAgent = "gcp-sa-pubsub"

// refusedFailures notes on dead-letter topics whether Pub/Sub may not publish there, as far as the plan shows.
func (b *builder) refusedFailures() {
	everywhere := b.agentAllowed()
	for _, t := range b.Sys.Triggers {
		if t.Cloud != model.Google {
			continue
		}
		if c, ok := t.DeadLetter.One(); ok && c.Managed && !c.Outside {
			c.Refused = everywhere.Or(agentPublishes(c)).Not()
		}
	}
}

// agentPublishes tells whether the topic's own permissions let a service of Google's publish.
func agentPublishes(c *model.Channel) model.Truth {
	allowed := model.False()
	for _, g := range c.Grants {
		if g.Can(model.Publish) {
			allowed = allowed.Or(g.Principal.Is(model.ServicePrincipal, model.Anyone, model.AnyAccount, model.AccountPrincipal))
		}
	}
	if c.PolicyWhy != "" {
		allowed = allowed.Or(model.Undecided(c.PolicyWhy))
	}
	return allowed
}

// agentAllowed tells whether Pub/Sub's own service account is given anything on a project, folder or organisation. With
// what role is not asked: who thinks of the account there means this.
func (b *builder) agentAllowed() model.Truth {
	allowed := model.False()
	for _, res := range b.Plan.Resources {
		if !strings.HasPrefix(res.Type, "google_project_iam_") && !strings.HasPrefix(res.Type, "google_folder_iam_") &&
			!strings.HasPrefix(res.Type, "google_organization_iam_") {
			continue
		}
		r := b.resource(res)
		if member := r.Str("member"); !model.Never(member.IsSet()) {
			allowed = allowed.Or(mentions(member, pubsubAgent))
		}
		members := r.Strs("members")
		allowed = allowed.Or(members.Match(func(all []string) bool { return strings.Contains(strings.Join(all, " "), pubsubAgent) }))
		allowed = allowed.Or(mentions(r.Str("policy_data"), pubsubAgent))
	}
	return allowed
}

// mentions tells whether a text contains another, also where only a part of it is known.
func mentions(v model.Value[string], part string) model.Truth {
	if shape, ok := v.Shape(); ok && strings.Contains(shape, part) {
		return model.True()
	}
	return v.Match(func(text string) bool { return strings.Contains(text, part) })
}
