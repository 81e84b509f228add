package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// connectionType is the resource type that holds the credentials of API destinations.
const connectionType = "aws_cloudwatch_event_connection"

// credential is an attribute of a connection that is there to hold a secret.
type credential struct {
	path string // of the attribute
	name string // of what it holds
}

// credentials lists the secrets of a connection. EventBridge keeps them in Secrets Manager, but what the
// configuration gives stands in the configuration and in the state. secret_arn-like references have no
// attribute here, so every literal is one.
func credentials(r resource) []credential {
	const auth = "auth_parameters.0."
	found := []credential{
		{auth + "api_key.0.value", apiKeyName(r)},
		{auth + "basic.0.password", "password"},
		{auth + "oauth.0.client_parameters.0.client_secret", "client_secret"},
	}
	for _, block := range []string{auth + "invocation_http_parameters.0.", auth + "oauth.0.oauth_http_parameters.0."} {
		for _, part := range []string{"header", "body", "query_string"} {
			found = append(found, secretParameters(r, block+part)...)
		}
	}
	return found
}

// apiKeyName is the name of the header that carries the key.
func apiKeyName(r resource) string {
	if name, ok := r.Str("auth_parameters.0.api_key.0.key").Get(); ok {
		return name
	}
	return "api_key"
}

// secretParameters gives the parameters that is_value_secret marks; it is off by default.
func secretParameters(r resource, path string) []credential {
	var found []credential
	for i := range r.Attr(path).Items() {
		at := path + "." + base.Itoa(i) + "."
		if secret, ok := r.Flag(at + "is_value_secret").Get(); ok && secret {
			name, _ := r.Str(at + "key").Get()
			found = append(found, credential{at + "value", name})
		}
	}
	return found
}

func eventConnection(r resource) {
	for _, c := range credentials(r) {
		field(r, c.path, "connection credential", c.name, true)
	}
	const auth = "auth_parameters.0."
	for _, block := range []string{auth + "invocation_http_parameters.0.", auth + "oauth.0.oauth_http_parameters.0."} {
		for _, part := range []string{"header", "body", "query_string"} {
			openParameters(r, block+part)
		}
	}
	// Without a key of the customer's, the secret of the connection is encrypted with one that AWS owns
	// (EventBridge User Guide, "Encrypting connections").
	keep(r, "connection", "kms_key_identifier")
}

// openParameters adds the parameters that nobody marked as secret, in which one may stand all the same.
func openParameters(r resource, path string) {
	for i := range r.Attr(path).Items() {
		at := path + "." + base.Itoa(i) + "."
		if secret, ok := r.Flag(at + "is_value_secret").Get(); ok && secret {
			continue
		}
		name, _ := r.Str(at + "key").Get()
		field(r, at+"value", "connection parameter", name, false)
	}
}

// apiDestination adapts aws_cloudwatch_event_api_destination.
func apiDestination(r resource) {
	url := r.Str("invocation_endpoint")
	d := &model.Delivery{
		Head: r.Head(), Kind: model.APIDestination, URL: url, Place: r.Place("invocation_endpoint"),
		Plain: plainHTTP(url),
		// A destination always has a connection, which authorises its requests.
		Unverified: model.False(),
	}
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, d)
	r.b.Declare(r, d)
}

func plainHTTP(url model.Value[string]) model.Truth {
	return base.StartsWith(url, "http://")
}

// apiDestinationKey asks whether the destination's connection has a credential written in the configuration.
func apiDestinationKey(r resource) {
	d, ok := r.b.Objects[r.Resource].(*model.Delivery)
	if !ok {
		return
	}
	res := r.b.Plan.Resolve(r.Resource, "connection_arn")
	d.LiteralKey, d.KeyPlace = model.False(), r.Place("connection_arn")
	for _, o := range res.Origins {
		if o.Resource.Mode != plan.Managed || o.Resource.Type != connectionType {
			continue
		}
		literal, at := literalCredential(r.b.resource(o.Resource))
		d.LiteralKey = d.LiteralKey.Or(literal)
		if at.Attribute() != "" {
			d.KeyPlace = at
		}
	}
	if len(res.Origins) > 1 {
		d.LiteralKey = d.LiteralKey.And(model.Undecided("connection_arn may lead to several connections"))
	}
	if len(res.Origins) == 0 || !res.Complete {
		d.LiteralKey = d.LiteralKey.Or(model.Undecided("its connection is not in the plan"))
	}
}

// literalCredential tells whether a credential of a connection is a value that the plan shows although no
// other resource provides it.
func literalCredential(connection resource) (model.Truth, model.Place) {
	literal, at := model.False(), model.Place{}
	for _, c := range credentials(connection) {
		v := connection.Str(c.path)
		if model.Never(v.IsSet()) || len(connection.from(c.path)) > 0 {
			continue
		}
		this := written(connection, c.path, v)
		if model.Certainly(this) {
			return this, v.Place
		}
		literal, at = literal.Or(this), v.Place
	}
	return literal, at
}

// written tells whether a value stands in the configuration: when its expression refers to nothing. What comes
// from a variable may have been handed in or be a default.
func written(r resource, path string, v model.Value[string]) model.Truth {
	if refs := r.References(path); len(refs) > 0 {
		return model.Undecided(path + " comes from " + refs[0])
	}
	return v.Match(func(string) bool { return true })
}
