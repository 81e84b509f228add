package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// channelTypes lists what keeps or passes events and data: storage, messaging, Event Grid, databases and registries.
func channelTypes() types {
	return base.Join(storageTypes(), serviceBusTypes(), eventHubTypes(), eventGridTypes(), accountTypes(), storeTypes())
}

// addChannel declares a channel with what holds for all of Azure's: each is encrypted at rest, with a key of
// Microsoft's unless another is given ("Azure encryption overview"), and answers over TLS only. What differs, a type's
// own adapter sets.
func addChannel(r resource, kind model.ChannelKind) *model.Channel {
	c := &model.Channel{Head: r.Head(), Kind: kind, TLSOnly: model.True(), Policy: r.Place(""), NetworkPlace: r.Place("")}
	c.Encryption = model.Encryption{Kind: model.Known(model.CloudKey, r.Place("")), Always: true}
	r.b.Sys.Channels = append(r.b.Sys.Channels, c)
	r.b.Declare(r, c)
	return c
}

// dataChannel is the adapter of a data source that describes a channel, of which the plan decides nothing.
func dataChannel(kind model.ChannelKind) adapter {
	return adapter{Make: func(r resource) {
		c := addChannel(r, kind)
		why := r.Address + " is not managed by this plan"
		c.TLSOnly, c.OpenNetwork, c.PublicPoliciesOff = model.Undecided(why), model.Undecided(why), model.Undecided(why)
		c.LocalAuth = model.UnknownValue[bool](why, r.Place(""))
		c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, r.Place(""))
	}}
}

// inner is the adapter of a channel that stands in another one, which paths name: the first that is given.
func inner(kind model.ChannelKind, paths ...string) adapter {
	return adapter{
		Make: func(r resource) { addChannel(r, kind) },
		Link: func(r resource) { standsIn(r, paths...) },
	}
}

func standsIn(r resource, paths ...string) {
	if c, ok := base.Own[*model.Channel](r); ok {
		c.In = firstLink[*model.Channel](r, paths...)
	}
}

// firstLink follows the first of several attributes that is given, the first of them all where none is: versions of the
// provider name them differently.
func firstLink[T model.Object](r resource, paths ...string) model.Link[T] {
	l := base.Link[T](r, paths[0])
	for _, path := range paths[1:] {
		if other := base.Link[T](r, path); model.Never(l.IsSet()) && !model.Never(other.IsSet()) {
			l = other
		}
	}
	return l
}

// flag reads the first of several names of a switch that is given, def where none is.
func (r resource) flag(def bool, paths ...string) model.Value[bool] {
	return first(r.Flag, paths).Or(def)
}

// first gives the first of several attributes that is given, the first of them all where none is.
func first[T any](read func(string) model.Value[T], paths []string) model.Value[T] {
	v := read(paths[0])
	for _, path := range paths[1:] {
		if other := read(path); model.Never(v.IsSet()) && !model.Never(other.IsSet()) {
			v = other
		}
	}
	return v
}

// door says how a service is cut off from networks.
type door struct {
	public model.Value[bool]     // whether it answers on the internet at all
	action model.Value[string]   // what it does with clients that no rule names: "Allow", "Deny"
	ranges model.Value[[]string] // the addresses that it lets in
	// at is where rules would stand that turn clients away; unset where that is better done by public.
	at model.Place
}

// open tells whether clients in any network get through, and where that is decided.
func (d door) open() (model.Truth, model.Place) {
	denied := d.action.Match(func(s string) bool { return strings.EqualFold(s, "Deny") })
	everyone := model.False()
	if d.ranges.IsKnown() { // who lets everybody in writes that down; providers fill the list in where it is left out
		everyone = model.MatchAny(d.ranges, func(s string) bool { return s == "0.0.0.0/0" })
	}
	at := d.action.Place
	switch {
	case model.Certainly(everyone):
		at = d.ranges.Place
	case model.Never(d.action.IsSet()) && d.public.IsKnown() && d.at.Address() != "":
		at = d.at
	case model.Never(d.action.IsSet()):
		at = d.public.Place
	}
	return model.IsTrue(d.public).And(denied.Not().Or(everyone)), at
}

// through sets the network of a channel.
func (d door) through(c *model.Channel) { c.OpenNetwork, c.NetworkPlace = d.open() }

// ruled reads a door whose rules stand in a block.
func ruled(r resource, block string) door {
	return door{
		public: r.flag(true, "public_network_access_enabled"),
		action: base.InBlock(r, block, r.Str(block+".0.default_action")),
		ranges: base.InBlock(r, block, r.Strs(block+".0.ip_rules")),
	}
}

// oldTLS tells whether a minimum version takes TLS before 1.2. Types write it as TLS1_0, 1.0, Tls or Tls11; def is what
// holds where none is given.
func oldTLS(r resource, def string, paths ...string) model.Value[bool] {
	return model.Map(first(r.Str, paths).Or(def), func(version string) bool {
		digits := strings.Map(func(c rune) rune {
			if c < '0' || c > '9' {
				return -1
			}
			return c
		}, version)
		return digits < "12" || strings.Contains(version, "Disabled")
	})
}

// keyed reads the encryption that a customer's key decides: its own attribute, where that is given.
func keyed(r resource, paths ...string) model.Encryption {
	l := firstLink[*model.Key](r, paths...)
	e := model.Encryption{Key: l, Always: true, Kind: model.Known(model.CloudKey, l.Place)}
	switch set := l.IsSet(); {
	case model.Certainly(set):
		e.Kind = model.Known(model.CustomerKey, l.Place)
	case !model.Never(set):
		e.Kind = model.UnknownValue[model.EncryptionKind](l.Text.Why(), l.Place)
	}
	return e
}

func encrypt(c *model.Channel, e model.Encryption) {
	e.Twice = c.Encryption.Twice
	c.Encryption = e
	usesKey(e.Key, c)
}

// usesKey notes on a key what it encrypts.
func usesKey(l model.Link[*model.Key], o model.Object) {
	for _, k := range l.To {
		k.UsedBy = append(k.UsedBy, o)
	}
}

// keySetting adapts a resource that gives a key to a channel of another resource.
func keySetting(channel string, kind model.ChannelKind, keys ...string) adapter {
	return setting[*model.Channel]{
		Path: channel, All: channels(kind),
		Set: func(r resource, c *model.Channel) {
			if kind == model.Namespace {
				c.Encryption.Twice = r.flag(false, "infrastructure_encryption_enabled")
			}
			encrypt(c, keyed(r, keys...))
		},
		May: func(_ resource, c *model.Channel, why string) {
			if model.Certainly(model.Equals(c.Encryption.Kind, model.CloudKey)) {
				c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, c.Encryption.Kind.Place)
			}
		},
	}.Adapter()
}

// byEither is the adapter of a setting that names what it is about by its id or, up to version 2 of the provider, by its
// name.
func byEither(id, name string, set func(path string) adapter) adapter {
	byID, byName := set(id), set(name)
	pick := func(r resource) adapter {
		if model.Never(r.Str(id).IsSet()) && !model.Never(r.Str(name).IsSet()) {
			return byName
		}
		return byID
	}
	return adapter{Link: func(r resource) { pick(r).Link(r) }, Finish: func(r resource) { pick(r).Finish(r) }}
}

// channels lists the channels of a kind.
func channels(kind model.ChannelKind) func(*model.System) []*model.Channel {
	return func(s *model.System) []*model.Channel {
		var all []*model.Channel
		for _, c := range s.Channels {
			if c.Kind == kind {
				all = append(all, c)
			}
		}
		return all
	}
}
