package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// channels gives the channels of one kind that the plan itself declares, for settings.
func channels(kind model.ChannelKind) func(*model.System) []*model.Channel {
	return func(sys *model.System) []*model.Channel {
		var found []*model.Channel
		for _, c := range sys.Channels {
			if c.Kind == kind && !c.Outside {
				found = append(found, c)
			}
		}
		return found
	}
}

// addPolicy adds a resource policy to a channel.
func addPolicy(c *model.Channel, p policy) {
	c.Grants = append(c.Grants, p.grants...)
	c.TLSOnly = c.TLSOnly.Or(p.tlsOnly)
	c.PolicyWhy = base.Either(c.PolicyWhy, p.why)
	c.Policy = p.place
}

// channelPolicy is the adapter of a resource that holds the policy of a channel.
func channelPolicy(kind model.ChannelKind, path string) adapter {
	return setting[*model.Channel]{
		Path: path, All: channels(kind), Outside: base.OutsideChannel[resource](kind),
		Set: func(r resource, c *model.Channel) { addPolicy(c, r.policy("policy")) },
		May: func(r resource, c *model.Channel, why string) {
			if c.Policy.Address() == c.Address && !r.b.Declares(c.Address, "policy") {
				c.PolicyWhy = base.Either(c.PolicyWhy, why)
				c.TLSOnly = c.TLSOnly.Or(model.Undecided(why))
			}
		},
	}.Adapter()
}

// countsInline tells whether a policy attribute of the resource itself counts. Where the configuration leaves
// it out, the provider fills it with whatever the cloud has: often the text of a separate policy resource,
// which is then the one to judge.
func countsInline(r resource, separate bool) bool {
	if model.Never(r.Str("policy").IsSet()) {
		return false
	}
	declared, ok := r.Declared("policy")
	return declared || !ok || !separate
}

// ownPolicy adds the policy that stands in the channel's own resource. It is for the finish pass.
func ownPolicy(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok && countsInline(r, c.Policy.Address() != c.Address) {
		place := c.Policy
		addPolicy(c, r.policy("policy"))
		if place.Address() != c.Address {
			c.Policy = place
		}
	}
}

// foreign marks a channel as described by a data source: nothing that decides its safety is known.
func foreign(r resource, c *model.Channel) {
	why := r.Address + " is not managed by this plan"
	c.PolicyWhy = why
	c.TLSOnly = model.Undecided(why)
	c.PublicOff, c.PublicACLsOff, c.PublicPoliciesOff = c.TLSOnly, c.TLSOnly, c.TLSOnly
	c.Block.Declared = c.TLSOnly
	c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, r.Place(""))
}

// addChannel adds the channel that the resource declares.
func addChannel(r resource, kind model.ChannelKind, head model.Head) *model.Channel {
	c := &model.Channel{Head: head, Kind: kind, Policy: r.Place("policy"), BlockPlace: r.Place("")}
	if !head.Managed {
		foreign(r, c)
	}
	r.b.Sys.Channels = append(r.b.Sys.Channels, c)
	r.b.Declare(r, c)
	return c
}

// dataChannel is the adapter of a data source that describes a channel.
func dataChannel(kind model.ChannelKind, name string) adapter {
	return adapter{Make: func(r resource) { addChannel(r, kind, r.HeadNamed(name)) }}
}

// keyed reads the encryption that a key attribute decides. none is what the cloud does without a key; an alias
// in the reserved namespace alias/aws/ is a key that AWS manages (KMS developer guide, "AWS managed keys").
func keyed(r resource, path string, none model.EncryptionKind) model.Encryption {
	l := base.Link[*model.Key](r, path)
	kind := model.Map(l.Text, func(id string) model.EncryptionKind {
		switch {
		case id == "":
			return none
		case awsManaged(id):
			return model.ManagedKey
		default:
			return referredKey(r, path)
		}
	})
	if !kind.IsKnown() && model.Certainly(l.IsSet()) {
		kind = model.Known(referredKey(r, path), l.Place)
	}
	return model.Encryption{Kind: kind.Or(none), Key: l}
}

// referredKey judges a key by the resource that its id is read from.
func referredKey(r resource, path string) model.EncryptionKind {
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		if awsManaged(o.Resource.Attr("name").Text()) || awsManaged(o.Resource.Attr("key_id").Text()) {
			return model.ManagedKey
		}
	}
	return model.CustomerKey
}

func awsManaged(id string) bool {
	return strings.HasPrefix(id, "alias/aws/") || strings.HasPrefix(id, "arn:") && strings.Contains(id, ":alias/aws/")
}

// uses notes on the keys that an object is encrypted with that it uses them.
func uses(l model.Link[*model.Key], o model.Object) {
	for _, k := range l.To {
		k.UsedBy = append(k.UsedBy, o)
	}
}

// encrypt gives a channel its encryption.
func encrypt(c *model.Channel, e model.Encryption) {
	c.Encryption = e
	uses(e.Key, c)
}
