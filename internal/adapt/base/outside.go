package base

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// NotInPlan is why little is known of an object that the plan does not declare.
const NotInPlan = "it is not declared in this plan"

// Outsider gives the object that a resource sets something on but that the plan does not declare: it is named by
// value, only described by a data source, or can't be followed. It stands at the resource's own address, so that
// what the plan grants on it is judged; resources that name the same object share it.
func Outsider[T model.Object, R Reader](r R, l model.Link[T], declare func(R, model.Head) T) T {
	res := r.Read()
	key := outsideKey(res, l)
	if o, ok := res.B.Outside[key].(T); ok {
		return o
	}
	o := declare(r, outsideHead(res, l))
	res.B.Outside[key] = o
	return o
}

// outsideKey tells outsiders apart: what a data source describes by its address, others by how they are named.
func outsideKey[T model.Object](r View, l model.Link[T]) string {
	var kind T
	text, known := l.Text.Get()
	switch o, one := l.One(); {
	case one:
		text = o.Base().Address
	case !known:
		text = r.Address
	}
	return fmt.Sprintf("%T %s", kind, text)
}

func outsideHead[T model.Object](r View, l model.Link[T]) model.Head {
	h := model.Head{
		Cloud: r.B.Cloud.Name, Address: r.Address, Type: r.Type, Managed: true, Name: l.Text, ID: model.NotSet[string](l.Place),
	}
	if o, ok := l.One(); ok {
		h.Name, h.ID = o.Base().Name, o.Base().ID
		return h
	}
	if text, _ := l.Text.Get(); r.B.Cloud.Named != nil {
		name, id := r.B.Cloud.Named(text, l.Place)
		if name.IsKnown() {
			h.Name = name
		}
		if id.IsKnown() {
			h.ID = id
		}
	}
	return h
}

// OutsideChannel makes a channel of which only grants can be judged.
func OutsideChannel[R Reader](kind model.ChannelKind) func(R, model.Head) *model.Channel {
	return func(r R, head model.Head) *model.Channel {
		res := r.Read()
		c := &model.Channel{Head: head, Kind: kind, Outside: true, Policy: res.Place("policy"), BlockPlace: res.Place("")}
		c.TLSOnly, c.Block.Declared = model.Undecided(NotInPlan), model.Undecided(NotInPlan)
		c.Encryption = model.Encryption{Kind: model.UnknownValue[model.EncryptionKind](NotInPlan, res.Place("")), Always: true}
		res.B.Sys.Channels = append(res.B.Sys.Channels, c)
		return c
	}
}

// OutsideKey makes a key of which only grants can be judged.
func OutsideKey[R Reader](r R, head model.Head) *model.Key {
	k := &model.Key{Head: head, Outside: true}
	r.Read().B.Sys.Keys = append(r.Read().B.Sys.Keys, k)
	return k
}

// OutsideSecret makes a secret of which only grants can be judged.
func OutsideSecret[R Reader](r R, head model.Head) *model.Secret {
	s := &model.Secret{Head: head, Kind: model.StoredSecret, Outside: true, Rotated: model.Undecided(NotInPlan)}
	s.Encryption = model.Encryption{Kind: model.UnknownValue[model.EncryptionKind](NotInPlan, r.Read().Place("")), Always: true}
	r.Read().B.Sys.Secrets = append(r.Read().B.Sys.Secrets, s)
	return s
}

// FeedOutside lets channels outside of the plan know of the triggers that read from them.
func (b *Builder) FeedOutside() {
	named := map[string][]*model.Channel{}
	for _, o := range b.Outside {
		if c, ok := o.(*model.Channel); ok {
			for _, name := range namesOf(c) {
				named[name] = append(named[name], c)
			}
		}
	}
	if len(named) == 0 {
		return
	}
	for _, t := range b.Sys.Triggers {
		seen := map[*model.Channel]bool{}
		for _, name := range sourceNames(t) {
			for _, c := range named[name] {
				if !seen[c] {
					seen[c] = true
					c.Feeds = append(c.Feeds, t)
				}
			}
		}
	}
}

// sourceNames are the names of what a trigger reads from and the plan does not declare.
func sourceNames(t *model.Trigger) []string {
	if text, ok := t.Source.Text.Get(); ok && len(t.Source.To) == 0 {
		return []string{text}
	}
	var names []string
	for _, to := range t.Source.To {
		if !to.Managed {
			names = append(names, namesOf(to)...)
		}
	}
	return names
}

func namesOf(c *model.Channel) []string {
	var names []string
	for _, v := range []model.Value[string]{c.Name, c.ID} {
		if text, ok := v.Get(); ok && text != "" {
			names = append(names, text)
		}
	}
	return names
}
