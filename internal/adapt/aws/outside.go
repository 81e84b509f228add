package aws

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// outsider gives the object that a resource sets something on but that the plan does not declare: it is named by
// value, only described by a data source, or can't be followed. It stands at the resource's own address, so that
// what the plan grants on it is judged; resources that name the same object share it.
func outsider[T model.Object](r resource, l model.Link[T], declare func(resource, model.Head) T) T {
	key := outsideKey[T](r, l)
	if o, ok := r.b.outside[key].(T); ok {
		return o
	}
	o := declare(r, outsideHead(r, l))
	r.b.outside[key] = o
	return o
}

// outsideKey tells outsiders apart: what a data source describes by its address, others by how they are named.
func outsideKey[T model.Object](r resource, l model.Link[T]) string {
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

func outsideHead[T model.Object](r resource, l model.Link[T]) model.Head {
	h := model.Head{Cloud: model.AWS, Address: r.Address, Type: r.Type, Managed: true, Name: l.Text, ID: model.NotSet[string](l.Place)}
	if o, ok := l.One(); ok {
		h.Name, h.ID = o.Base().Name, o.Base().ID
		return h
	}
	text, _ := l.Text.Get()
	if arn, name := queueOf(text); arn != "" {
		h.Name, h.ID = model.Known(name, l.Place), model.Known(arn, l.Place)
	}
	if strings.HasPrefix(text, "arn:") {
		h.ID = l.Text
	}
	return h
}

// queueOf reads the URL of a queue: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME (SQS developer guide, "Queue
// and message identifiers").
func queueOf(text string) (arn, name string) {
	u, err := url.Parse(text)
	if err != nil || !strings.HasPrefix(u.Host, "sqs.") {
		return "", ""
	}
	region := strings.Split(u.Host, ".")[1]
	account, name, ok := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if !ok {
		return "", ""
	}
	return "arn:" + partitionOf(region) + ":sqs:" + region + ":" + account + ":" + name, name
}

const notInPlan = "it is not declared in this plan"

// outsideChannel makes a channel of which only grants can be judged.
func outsideChannel(kind model.ChannelKind) func(resource, model.Head) *model.Channel {
	return func(r resource, head model.Head) *model.Channel {
		c := &model.Channel{Head: head, Kind: kind, Outside: true, Policy: r.place("policy"), BlockPlace: r.place("")}
		c.TLSOnly, c.Block.Declared = model.Undecided(notInPlan), model.Undecided(notInPlan)
		c.Encryption = model.Encryption{Kind: model.UnknownValue[model.EncryptionKind](notInPlan, r.place("")), Always: true}
		r.b.sys.Channels = append(r.b.sys.Channels, c)
		return c
	}
}

func outsideKMSKey(r resource, head model.Head) *model.Key {
	k := &model.Key{Head: head, Outside: true}
	r.b.sys.Keys = append(r.b.sys.Keys, k)
	return k
}

func outsideSecret(r resource, head model.Head) *model.Secret {
	s := &model.Secret{Head: head, Kind: model.StoredSecret, Outside: true, Rotated: model.Undecided(notInPlan)}
	s.Encryption = model.Encryption{Kind: model.UnknownValue[model.EncryptionKind](notInPlan, r.place("")), Always: true}
	r.b.sys.Secrets = append(r.b.sys.Secrets, s)
	return s
}

func outsideLayer(r resource, head model.Head) *model.Layer {
	l := &model.Layer{Head: head, Outside: true}
	r.b.sys.Layers = append(r.b.sys.Layers, l)
	return l
}

func outsideAPI(r resource, head model.Head) *model.API {
	unknown := model.Undecided(notInPlan)
	api := &model.API{
		Head: head, Kind: model.RESTAPI, Outside: true, Private: unknown, HasEndpoints: unknown, Firewall: unknown,
		Policy: r.place("policy"), DefaultOff: model.UnknownValue[bool](notInPlan, r.place("")),
	}
	r.b.sys.APIs = append(r.b.sys.APIs, api)
	return api
}

func anyManaged[T model.Object](objects []T) bool {
	for _, o := range objects {
		if o.Base().Managed {
			return true
		}
	}
	return false
}

// feedOutside lets channels outside of the plan know of the triggers that read from them.
func (b *builder) feedOutside() {
	named := map[string][]*model.Channel{}
	for _, o := range b.outside {
		if c, ok := o.(*model.Channel); ok {
			for _, name := range namesOf(c) {
				named[name] = append(named[name], c)
			}
		}
	}
	if len(named) == 0 {
		return
	}
	for _, t := range b.sys.Triggers {
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
