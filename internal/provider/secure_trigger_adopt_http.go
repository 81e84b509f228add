package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// foundHTTP gives the attributes of an API that cannot be told from its defaults.
func foundHTTP(t harden.Trigger) map[string]attr.Value {
	if t.API == nil {
		return nil
	}
	all := map[string]attr.Value{"http.routes": routesValue(t.API.Routes)}
	for at, value := range foundAuthorizer(t.API) {
		if !value.IsNull() {
			all["http.authorizer."+at] = value
		}
	}
	if d := t.API.Domain; d != nil {
		all["http.domain"] = objectValue([]string{"name", "certificate", "truststore", "truststore_version"}, map[string]string{
			"name": d.Name, "certificate": d.Certificate, "truststore": d.Truststore, "truststore_version": d.TruststoreVersion,
		})
	}
	return all
}

// foundAuthorizer leaves out what is so by default: callers known by IAM.
func foundAuthorizer(a *harden.API) map[string]attr.Value {
	all := map[string]attr.Value{"api_keys": listValue(a.APIKeys)}
	if len(a.Routes) > 0 {
		all["scopes"] = listValue(a.Routes[0].Scopes) // package harden gives each route the same
	}
	if a.Authorizer == nil {
		return all
	}
	if a.Authorizer.Function != "" {
		all["kind"], all["function"] = textValue("jwt"), textValue(a.Authorizer.Function)
		return all
	}
	all["kind"], all["user_pools"] = textValue("cognito"), listValue(a.Authorizer.UserPools)
	return all
}

func routesValue(routes []harden.APIRoute) attr.Value {
	texts := types.ListType{ElemType: types.StringType}
	form := map[string]attr.Type{
		"method": types.StringType, "path": types.StringType, "schema": types.StringType, "query": texts, "headers": texts,
	}
	var values []attr.Value
	for _, r := range routes {
		values = append(values, types.ObjectValueMust(form, map[string]attr.Value{
			"method": textValue(r.Method), "path": textValue(r.Path), "schema": textValue(r.Schema),
			"query":   listValue(after(r.Parameters, "method.request.querystring.")),
			"headers": listValue(after(r.Parameters, "method.request.header.")),
		}))
	}
	return types.ListValueMust(types.ObjectType{AttrTypes: form}, values)
}

// after gives what follows a prefix in the texts that have it.
func after(texts []string, prefix string) []string {
	var all []string
	for _, t := range texts {
		if rest, ok := strings.CutPrefix(t, prefix); ok {
			all = append(all, rest)
		}
	}
	return all
}
