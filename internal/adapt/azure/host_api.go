package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// apiHostTypes lists the resources of the azapi provider that declare App Service hosts, or change them. They take what
// Azure's own API takes; all else that they may declare is not judged.
func apiHostTypes() types {
	return types{
		"azapi_resource":        {Make: makeAPIResource, Link: linkAPIResource, Finish: finishFunctionApp},
		"azapi_update_resource": {Link: linkAPIResource},
	}
}

// apiNames are those of the API for web apps, 2022-03-01 and later (REST API reference, Web Apps, Create Or Update).
func apiNames() names {
	const p, c = "body.properties.", "body.properties.siteConfig."
	return names{
		api: true, config: "body", httpsOnly: p + "httpsOnly", enabled: p + "enabled", publicAccess: p + "publicNetworkAccess",
		minTLS: c + "minTlsVersion", deployMinTLS: c + "scmMinTlsVersion", http2: c + "http20Enabled", debugging: c + "remoteDebuggingEnabled",
		ftp: c + "ftpsState", restrictions: c + "ipSecurityRestrictions",
		restrictionDefault: c + "ipSecurityRestrictionsDefaultAction", deployRestrictions: c + "scmIpSecurityRestrictions",
		deployDefault: c + "scmIpSecurityRestrictionsDefaultAction", deployAsMain: c + "scmIpSecurityRestrictionsUseMain",
		certificates: p + "clientCertEnabled", certificateMode: p + "clientCertMode", cors: c + "cors", origins: "allowedOrigins",
		credentials: "supportCredentials", routeAll: p + "vnetRouteAllEnabled", subnet: p + "virtualNetworkSubnetId", plan: p + "serverFarmId",
		appSettings: c + "appSettings", connections: c + "connectionStrings", scaleLimit: c + "functionAppScaleLimit", fx: c + "linuxFxVersion",
	}
}

// apiHost reads a host by these names. On Flex Consumption, which has settings of its own, files can't be put in by FTP.
func apiHost(r resource) host {
	n := apiNames()
	if !r.Attr(flexConfig).IsAbsent() {
		n.ftp, n.scaleLimit = "", flexConfig+".scaleAndConcurrency.maximumInstanceCount"
	}
	return host{r, n}
}

// flexConfig is what only Flex Consumption apps have.
const flexConfig = "body.properties.functionAppConfig"

// apiKind gives the resource type of the API that an azapi resource is of, without its version and in lower case.
func apiKind(r resource) string {
	text, _ := r.Str("type").Get()
	kind, _, _ := strings.Cut(strings.ToLower(text), "@")
	return kind
}

// isHost tells the kinds that are hosts: apps and their slots.
func isHost(kind string) bool {
	return kind == "microsoft.web/sites" || kind == "microsoft.web/sites/slots"
}

// makeAPIResource adapts a host. One whose body is a text, as azapi 1 has it, is not read.
func makeAPIResource(r resource) {
	kind := apiKind(r)
	if !isHost(kind) {
		return
	}
	if model.Certainly(r.Str("body").IsSet()) && r.Attr("body").Text() != "" {
		head := r.Head()
		r.b.Sys.Unmodelled = append(r.b.Sys.Unmodelled, &model.Unmodelled{
			Head: head, Why: "its body is a text in JSON; azapi 2 and later take an object, which can be read",
		})
		return
	}
	h := apiHost(r)
	if apiFunctions(r) {
		makeFunctionApp(h)
	} else {
		makeWebApp(h)
	}
	if s := siteOf(r.b.Objects[r.Resource]); s != nil {
		s.Slot = kind != "microsoft.web/sites"
	}
}

// apiFunctions tells function apps from others by the kind that their body names.
func apiFunctions(r resource) bool {
	kind, _ := r.Str("body.kind").Get()
	return strings.Contains(strings.ToLower(kind), "functionapp") || !r.Attr(flexConfig).IsAbsent()
}

// linkAPIResource fills what a host says of other resources, and what is set on a host of the plan from outside.
func linkAPIResource(r resource) {
	switch kind := apiKind(r); {
	case isHost(kind) && r.b.Objects[r.Resource] != nil:
		linkFunctionApp(apiHost(r))
		linkWebApp(apiHost(r))
	case isHost(kind):
		for _, s := range siteLink(r, "resource_id").To {
			override(apiHost(r), s)
		}
	case kind == "microsoft.web/sites/basicpublishingcredentialspolicies":
		setPasswords(r)
	}
}

// override takes over what azapi_update_resource changes of a host that another resource declares.
func override(h host, s *model.Site) {
	n := h.names
	takeOver(&s.HTTPSOnly, h.flag(n.httpsOnly))
	takeOver(&s.MinTLS, h.str(n.minTLS))
	takeOver(&s.DeployMinTLS, h.str(n.deployMinTLS))
	takeOver(&s.HTTP2, h.flag(n.http2))
	takeOver(&s.RemoteDebugging, h.flag(n.debugging))
	takeOver(&s.FTP, h.str(n.ftp))
}

func takeOver[T any](to *model.Value[T], v model.Value[T]) {
	if !model.Never(v.IsSet()) {
		*to = v
	}
}

// setPasswords adapts the policies "ftp" and "scm" of a host, which say whether its password opens them.
func setPasswords(r resource) {
	name, _ := r.Str("name").Get()
	for _, parent := range []string{"parent_id", "resource_id"} {
		for _, s := range siteLink(r, parent).To {
			allow := r.Flag("body.properties.allow")
			switch {
			case name == "ftp" || strings.HasSuffix(r.Attr("resource_id").Text(), "/ftp"):
				takeOver(&s.FTPPassword, allow)
			case name == "scm" || strings.HasSuffix(r.Attr("resource_id").Text(), "/scm"):
				takeOver(&s.DeployPassword, allow)
			}
		}
	}
}

// apiSettings reads a list of objects with a name each.
func apiSettings(h host, list, value string) []*model.Variable {
	var all []*model.Variable
	for i := range h.Attr(list).Len() {
		path := list + "." + base.Itoa(i)
		name, _ := h.Str(path + ".name").Get()
		all = append(all, &model.Variable{Name: base.Either(name, "setting "+base.Itoa(i)), Value: h.Str(path + "." + value)})
	}
	if h.Attr(list).IsUnknown() {
		all = append(all, &model.Variable{Value: h.Str(list)})
	}
	return apiSources(h, all)
}

// apiSources gives settings their sources. Terraform lists the references of a body as a whole: they are those of a
// setting only where its value is one of them.
func apiSources(h host, all []*model.Variable) []*model.Variable {
	for _, o := range h.b.Plan.Resolve(h.Resource, "body").Origins {
		source := o.Resource.Attr(o.Attribute)
		for _, v := range all {
			if text, ok := v.Value.Get(); ok && source.Text() != "" && strings.Contains(text, source.Text()) {
				v.From = append(v.From, h.b.Provenance(plan.Resolution{Origins: []plan.Origin{o}})...)
			}
		}
	}
	return all
}
