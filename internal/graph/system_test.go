package graph_test

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// world builds systems by hand.
type world struct {
	sys  *model.System
	asks int // how often identities were asked what they may do
}

func newWorld() *world {
	return &world{sys: &model.System{Account: model.Known("111122223333", model.Place{})}}
}

func head(address, name string) model.Head {
	at := model.PlaceOf(address, "")
	return model.Head{
		Cloud: model.AWS, Address: address, Managed: true, Name: model.Known(name, at), ID: model.NotSet[string](at),
	}
}

func to[T model.Object](from, attribute string, objects ...T) model.Link[T] {
	return model.Link[T]{Place: model.PlaceOf(from, attribute), To: objects}
}

// role adds an identity; what it may do is added later.
func (w *world) role(name string, powers ...*model.Power) *model.Identity {
	id := &model.Identity{Head: head("role."+name, name), Kind: model.Role, Powers: powers}
	id.Evaluate = func(model.Ability, model.Object) model.Answer { return model.Answer{} }
	id.Reach = func(model.Ability) model.Reach { return model.Reach{} }
	w.sys.Identities = append(w.sys.Identities, id)
	return id
}

// allow lets an identity do one thing with objects, as far as certain says.
func (w *world) allow(id *model.Identity, a model.Ability, certain model.Truth, objects ...model.Object) {
	may, reach := id.Evaluate, id.Reach
	id.Evaluate = func(b model.Ability, o model.Object) model.Answer {
		w.asks++
		for _, allowed := range objects {
			if a == b && allowed == o {
				return model.Answer{
					Allowed: certain, Place: model.PlaceOf("policy."+id.Name.Place.Address(), "policy"), Note: string(a) + " on " + o.Base().Address,
				}
			}
		}
		return may(b, o)
	}
	id.Reach = func(b model.Ability) model.Reach {
		r := reach(b)
		if a == b {
			r.Named = append(r.Named, objects)
		}
		return r
	}
}

func (w *world) function(name string, id *model.Identity) *model.Function {
	f := &model.Function{Head: head("function."+name, name)}
	if id != nil {
		f.Identity = to(f.Address, "role", id)
		id.Users = append(id.Users, model.RunsAs{Object: f, Place: f.Identity.Place, Kind: "function", Certain: model.True()})
	}
	w.sys.Functions = append(w.sys.Functions, f)
	return f
}

func (w *world) url(f *model.Function, auth model.AuthKind) *model.Endpoint {
	address := "url." + f.Label()
	e := &model.Endpoint{
		Head: head(address, f.Label()), Kind: model.FunctionURL, Function: to(address, "function_name", f),
		Auth: model.Known(auth, model.PlaceOf(address, "authorization_type")),
	}
	f.Endpoints = append(f.Endpoints, e)
	w.sys.Endpoints = append(w.sys.Endpoints, e)
	return e
}

func (w *world) channel(kind model.ChannelKind, name string, grants ...*model.Grant) *model.Channel {
	c := &model.Channel{Head: head("channel."+name, name), Kind: kind, Grants: grants}
	w.sys.Channels = append(w.sys.Channels, c)
	return c
}

func (w *world) trigger(c *model.Channel, f *model.Function) *model.Trigger {
	address := "trigger." + c.Label() + "-" + f.Label()
	t := &model.Trigger{
		Head: head(address, address), Kind: model.Mapping, Source: to(address, "event_source_arn", c), Function: to(address, "function_name", f),
	}
	c.Feeds = append(c.Feeds, t)
	w.sys.Triggers = append(w.sys.Triggers, t)
	return t
}

func grant(kind model.PrincipalKind, account string, abilities ...model.Ability) *model.Grant {
	return &model.Grant{
		Place:     model.PlaceOf("grant", "policy"),
		Principal: model.Principal{Kind: kind, Text: "*", Account: account}, Abilities: abilities, Certain: model.True(),
	}
}

func power(kind model.PowerKind, certain model.Truth, actions ...string) *model.Power {
	return &model.Power{
		Kind: kind, Actions: actions, Certain: certain, Note: fmt.Sprint(actions), Place: model.PlaceOf("policy", "policy"),
	}
}

func admin() *model.Power { return power(model.Admin, model.True(), "*") }
