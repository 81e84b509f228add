package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// setting is what a resource says about an object that another resource declares: the policy of a queue, the
// versioning of a bucket.
type setting[T model.Object] struct {
	path string                            // the attribute that names the object
	all  func(*model.System) []T           // every object that it could be about
	set  func(r resource, o T)             // takes it over
	may  func(r resource, o T, why string) // notes that it could be about o: why says what keeps that open
	// outside makes the object that the resource is about when the plan does not declare it; nil where the setting alone
	// is nothing to judge.
	outside func(r resource, head model.Head) T
}

// adapter makes the adapter of a setting. What is certain is set in the link pass, so that doubts, which come in
// the finish pass, only count where nothing certain is known.
func (s setting[T]) adapter() adapter {
	return adapter{link: s.link, finish: s.finish}
}

func (s setting[T]) link(r resource) {
	l := s.follow(r)
	o, ok := l.One()
	if ok {
		s.set(r, o)
	}
	if s.outside != nil && (len(l.To) == 0 || ok && !o.Base().Managed) {
		s.set(r, outsider(r, l, s.outside))
	}
}

func (s setting[T]) finish(r resource) {
	l := s.follow(r)
	if o, ok := r.b.outside[outsideKey[T](r, l)].(T); ok && s.outside == nil {
		s.set(r, o)
	}
	if _, ok := l.One(); ok || s.may == nil {
		return
	}
	why := r.Address + " may be about it: " + either(l.Why, s.path+" may lead to several resources")
	for _, o := range s.candidates(r, l) {
		s.may(r, o, why)
	}
}

// candidates are the objects that an unresolved setting may be about. Nobody's when it names, by a known value,
// something that is not in the plan.
func (s setting[T]) candidates(r resource, l model.Link[T]) []T {
	if len(l.To) > 0 {
		return l.To
	}
	if l.Elsewhere || l.Text.IsKnown() || model.Never(l.IsSet()) {
		return nil
	}
	var candidates []T
	for _, o := range s.all(r.b.sys) {
		if o.Base().Managed {
			candidates = append(candidates, o)
		}
	}
	return candidates
}

func (s setting[T]) follow(r resource) model.Link[T] { return linkTo[T](r, s.path) }

// objectsNamed gives the objects with a name or ARN.
func objectsNamed[T model.Object](all []T, text string) []T {
	var found []T
	for _, o := range all {
		h := o.Base()
		name, _ := h.Name.Get()
		id, _ := h.ID.Get()
		if name == text || id == text {
			found = append(found, o)
		}
	}
	return found
}

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
	c.PolicyWhy = either(c.PolicyWhy, p.why)
	c.Policy = p.place
}

// channelPolicy is the adapter of a resource that holds the policy of a channel.
func channelPolicy(kind model.ChannelKind, path string) adapter {
	return setting[*model.Channel]{
		path: path, all: channels(kind), outside: outsideChannel(kind),
		set: func(r resource, c *model.Channel) { addPolicy(c, r.policy("policy")) },
		may: func(r resource, c *model.Channel, why string) {
			if c.Policy.Address == c.Address && !r.b.declares(c.Address, "policy") {
				c.PolicyWhy = either(c.PolicyWhy, why)
				c.TLSOnly = c.TLSOnly.Or(model.Undecided(why))
			}
		},
	}.adapter()
}

// countsInline tells whether a policy attribute of the resource itself counts. Where the configuration leaves
// it out, the provider fills it with whatever the cloud has: often the text of a separate policy resource,
// which is then the one to judge.
func countsInline(r resource, separate bool) bool {
	if model.Never(r.str("policy").IsSet()) {
		return false
	}
	declared, ok := r.Declared("policy")
	return declared || !ok || !separate
}

// ownPolicy adds the policy that stands in the channel's own resource. It is for the finish pass.
func ownPolicy(r resource) {
	if c, ok := object[*model.Channel](r); ok && countsInline(r, c.Policy.Address != c.Address) {
		place := c.Policy
		addPolicy(c, r.policy("policy"))
		if place.Address != c.Address {
			c.Policy = place
		}
	}
}

// omitted tells whether a nested block that the provider computes when it is left out was left out: the plan then
// knows it only after apply. Configuration does not tell a dynamic block from none; one of these that is planned
// at all has a known length, but for the rare one that depends on an unknown collection.
func omitted(r resource, block string) bool {
	declared, _ := r.Declared(block)
	return r.Attr(block).IsUnknown() && !declared && len(r.References(block)) == 0
}

// inBlock gives a value of such a block, absent when the block was left out.
func inBlock[T any](r resource, block string, v model.Value[T]) model.Value[T] {
	if omitted(r, block) {
		return model.NotSet[T](v.Place)
	}
	return v
}

// declares tells whether the configuration of a resource gives an attribute.
func (b *builder) declares(address, attribute string) bool {
	r, ok := b.plan.Resource(address)
	if !ok {
		return false
	}
	declared, _ := r.Declared(attribute)
	return declared
}

// object gives the object that the resource declared in the make pass.
func object[T model.Object](r resource) (T, bool) {
	o, ok := r.b.objects[r.Resource].(T)
	return o, ok
}

// foreign marks a channel as described by a data source: nothing that decides its safety is known.
func foreign(r resource, c *model.Channel) {
	why := r.Address + " is not managed by this plan"
	c.PolicyWhy = why
	c.TLSOnly = model.Undecided(why)
	c.PublicOff, c.PublicACLsOff, c.PublicPoliciesOff = c.TLSOnly, c.TLSOnly, c.TLSOnly
	c.Block.Declared = c.TLSOnly
	c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, r.place(""))
}

// addChannel adds the channel that the resource declares.
func addChannel(r resource, kind model.ChannelKind, head model.Head) *model.Channel {
	c := &model.Channel{Head: head, Kind: kind, Policy: r.place("policy"), BlockPlace: r.place("")}
	if !head.Managed {
		foreign(r, c)
	}
	r.b.sys.Channels = append(r.b.sys.Channels, c)
	r.b.declare(r, c)
	return c
}

// dataChannel is the adapter of a data source that describes a channel.
func dataChannel(kind model.ChannelKind, name string) adapter {
	return adapter{make: func(r resource) { addChannel(r, kind, r.headNamed(name)) }}
}

// keyed reads the encryption that a key attribute decides. none is what the cloud does without a key; an alias
// in the reserved namespace alias/aws/ is a key that AWS manages (KMS developer guide, "AWS managed keys").
func keyed(r resource, path string, none model.EncryptionKind) model.Encryption {
	l := linkTo[*model.Key](r, path)
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
	for _, o := range r.b.plan.Resolve(r.Resource, path).Origins {
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

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
