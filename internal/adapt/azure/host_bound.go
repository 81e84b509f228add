package azure

import (
	"encoding/json"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// bound is a function of an app as function.json tells of it: azurerm_function_app_function.config_json.
type bound struct {
	Bindings []binding
	Disabled bool
	text     base.Holed
}

// binding is one trigger, input or output (Azure Functions documentation, "Azure Functions triggers and bindings").
type binding struct {
	Type, Direction, AuthLevel, Route        string
	Connection                               string
	QueueName, TopicName, EventHubName       string
	Path                                     string // of a blob: "container/name"
	ContainerName, CollectionName, TableName string
	Methods                                  []string
}

// linkBound adds the endpoint of a function with an HTTP trigger.
func linkBound(r resource) {
	app := base.Link[*model.Function](r, "function_app_id")
	if len(app.To) == 0 {
		app.To = []*model.Function{base.Outsider(r, app, outsideApp)}
		app.Elsewhere = false
	}
	config, why := readBound(r)
	if why != "" {
		addHTTPTrigger(r, app, model.UnknownValue[model.AuthKind](why, r.Place("config_json")), binding{})
		return
	}
	for _, b := range config.Bindings {
		if strings.EqualFold(b.Type, "httpTrigger") {
			addHTTPTrigger(r, app, boundAuth(r, b, app), b)
		}
	}
}

// readBound reads the configuration of a function; why says why it can't.
func readBound(r resource) (config bound, why string) {
	const path = "config_json"
	text, known := r.Str(path).Get()
	if !known {
		holed, ok := r.Holed(path)
		if !ok {
			return config, r.WhyUnknown(path)
		}
		text, config.text = holed.Text, holed
	}
	if err := json.Unmarshal([]byte(text), &config); err != nil {
		return config, "config_json is no function.json"
	}
	return config, ""
}

// addHTTPTrigger adds the address of a function.
func addHTTPTrigger(r resource, app model.Link[*model.Function], auth model.Value[model.AuthKind], b binding) {
	at := r.Place("config_json")
	e := &model.Endpoint{
		Head: r.Head(), Kind: model.HTTPTrigger, Function: app, Auth: auth, APIKey: model.Map(auth, func(model.AuthKind) bool { return asksKey(b) }),
		Method: model.Known(methodOf(b), at), Path: model.Known("/api/"+strings.TrimPrefix(base.Either(b.Route, nameOf(r)), "/"), at),
		ValidatorPlace: at, FirewallPossible: true, Mock: model.IsFalse(r.Flag("enabled").Or(true)),
	}
	if e.APIKey.Place = at; b.Type == "" {
		e.APIKey = model.UnknownValue[bool](auth.Why(), at)
	}
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	r.b.Declare(r, e)
}

func nameOf(r resource) string {
	name, _ := r.Str("name").Get()
	return name
}

// asksKey tells whether callers need a key of the function or the host: all levels but "anonymous" do, and "function" is
// what holds where none is given.
func asksKey(b binding) bool { return !strings.EqualFold(b.AuthLevel, "anonymous") }

// boundAuth is the login that the app asks for before its functions see a request; keys are none.
func boundAuth(r resource, b binding, app model.Link[*model.Function]) model.Value[model.AuthKind] {
	at := r.Place("config_json")
	login := app.Leads(func(f *model.Function) model.Truth {
		if f.Outside {
			return model.Undecided(base.NotInPlan)
		}
		return f.Site.Login.Required.And(openPath(f.Site, b, nameOf(r)).Not())
	})
	auth := model.UnknownValue[model.AuthKind]("whether the app asks for a login is not known", at)
	login.Decide(
		func() { auth = model.Known(model.TokenAuth, at) },
		func() { auth = model.Known(model.NoAuth, at) },
		func(why string) { auth = model.UnknownValue[model.AuthKind](why, at) },
	)
	return auth
}

// openPath tells whether the login of an app leaves out the path of a function.
func openPath(s *model.Site, b binding, name string) model.Truth {
	path := "/api/" + strings.TrimPrefix(base.Either(b.Route, name), "/")
	return s.Login.Open.Match(func(open []string) bool {
		for _, o := range open {
			prefix, wild := strings.CutSuffix(o, "*")
			if strings.EqualFold(o, path) || wild && strings.HasPrefix(strings.ToLower(path), strings.ToLower(prefix)) {
				return true
			}
		}
		return false
	})
}

// privateApp tells whether only clients in certain networks reach an app.
func privateApp(f *model.Function) model.Truth {
	if f.Site == nil {
		return model.Undecided(base.NotInPlan)
	}
	return f.Site.Doors.Open.Not()
}

func methodOf(b binding) string {
	if len(b.Methods) == 1 {
		return strings.ToUpper(b.Methods[0])
	}
	return "ANY"
}

// finishBound adds what else triggers a function, and where its output goes: by then all queues stand in their accounts,
// and apps in their networks.
func finishBound(r resource) {
	if e, ok := base.Own[*model.Endpoint](r); ok {
		e.Private = e.Function.Leads(privateApp)
	}
	config, why := readBound(r)
	app := base.Link[*model.Function](r, "function_app_id")
	if why != "" {
		return
	}
	for _, b := range config.Bindings {
		switch kind := strings.ToLower(b.Type); {
		case kind == "timertrigger":
			r.b.addTrigger(boundTrigger(r, app, config, model.Timer, model.Link[*model.Channel]{Place: r.Place("config_json")}))
		case strings.HasSuffix(kind, "trigger"):
			if source, ok := boundChannel(r, app, config.text, b); ok {
				t := boundTrigger(r, app, config, triggerKind(kind), source)
				t.Prefix = model.Known(prefixOf(b), r.Place("config_json"))
				r.b.addTrigger(t)
			}
		case strings.EqualFold(b.Direction, "out"):
			if to, ok := boundChannel(r, app, config.text, b); ok {
				for _, f := range app.To {
					f.Writes = append(f.Writes, model.Write{Channel: to, Prefix: prefixOf(b)})
				}
			}
		}
	}
}

// prefixOf is how the names begin of the blobs that a binding is about: what stands in front of the first placeholder.
func prefixOf(b binding) string {
	_, key, _ := strings.Cut(b.Path, "/")
	prefix, _, _ := strings.Cut(key, "{")
	return prefix
}

// triggerKind tells pollers, which wait for the function and see it fail, from what only hands an event over.
func triggerKind(typ string) model.TriggerKind {
	if typ == "blobtrigger" {
		return model.Notification
	}
	return model.Mapping
}

// boundTrigger makes the trigger of a function. Such triggers take all that their channel has: there is nothing to
// filter by.
func boundTrigger(
	r resource, app model.Link[*model.Function], config bound, kind model.TriggerKind, source model.Link[*model.Channel],
) *model.Trigger {
	at := r.Place("config_json")
	return &model.Trigger{
		Head: r.Head(), Kind: kind, Function: app, Source: source, TakesAll: true, FilterPlace: at, NamesSource: model.True(),
		PartialFailures: model.True(), Enabled: model.Map(r.Flag("enabled").Or(true), func(on bool) bool { return on && !config.Disabled }),
	}
}

// boundChannel follows a binding to the channel that it names, in the account or namespace that its connection leads to.
// ok is false for bindings to what is no channel.
func boundChannel(r resource, app model.Link[*model.Function], text base.Holed, b binding) (l model.Link[*model.Channel], ok bool) {
	name, types := channelName(b)
	if len(types) == 0 {
		return l, false
	}
	at := r.Place("config_json")
	if holes := text.In(name); len(holes) > 0 {
		l = model.Link[*model.Channel]{Place: at, Text: model.UnknownSet[string](at.Attribute()+" is known only after apply", at)}
		for _, hole := range holes {
			if hole.Resource != nil {
				to, _ := base.ObjectsOf[*model.Channel](r.b.Builder, hole.Resource, 0)
				l.To = append(l.To, to...)
			}
		}
		return l, true
	}
	l = model.Link[*model.Channel]{Place: at, Text: model.Known(name, at)}
	within := connected(r, app, b.Connection)
	for _, typ := range types {
		for _, named := range r.b.ByName(typ, name) {
			if c, ok := r.b.Objects[named].(*model.Channel); ok && standsWithin(c, within) {
				l.To = append(l.To, c)
			}
		}
	}
	return l, true
}

// channelName gives what a binding calls its channel, and the types of resources that may be it.
func channelName(b binding) (name string, types []string) {
	switch strings.TrimSuffix(strings.ToLower(b.Type), "trigger") {
	case "queue":
		return b.QueueName, []string{"azurerm_storage_queue"}
	case "servicebus":
		return base.Either(b.QueueName, b.TopicName), []string{"azurerm_servicebus_queue", "azurerm_servicebus_topic"}
	case "eventhub":
		return b.EventHubName, []string{"azurerm_eventhub"}
	case "blob":
		container, _, _ := strings.Cut(b.Path, "/")
		return container, []string{"azurerm_storage_container"}
	case "table":
		return b.TableName, []string{"azurerm_storage_table"}
	case "cosmosdb":
		return base.Either(b.ContainerName, b.CollectionName), []string{"azurerm_cosmosdb_sql_container"}
	default:
		return "", nil
	}
}

// connected gives the accounts and namespaces that the connection of a binding leads to; none when that can't be told.
// A connection is the name of a setting, or the part before "__" of the names of several.
func connected(r resource, app model.Link[*model.Function], connection string) []model.Object {
	var all []model.Object
	connection = base.Either(connection, hostStorage)
	for _, f := range app.To {
		for _, v := range f.Variables {
			whole, _, _ := strings.Cut(v.Name, "__")
			if !strings.EqualFold(whole, connection) {
				continue
			}
			for _, from := range v.From {
				if source, ok := r.b.Plan.Resource(from.Place.Address()); ok && r.b.Objects[source] != nil {
					all = append(all, r.b.Objects[source])
				}
			}
		}
	}
	return all
}

// standsWithin tells whether a channel is one of some objects, or stands in one.
func standsWithin(c *model.Channel, within []model.Object) bool {
	if len(within) == 0 {
		return true
	}
	for _, o := range within {
		if o == model.Object(c) {
			return true
		}
		for _, outer := range c.In.To {
			if o == model.Object(outer) {
				return true
			}
		}
	}
	return len(c.In.To) == 0
}
