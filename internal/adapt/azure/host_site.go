package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// declareSite adds the site of a host. Defaults are App Service's where the provider states none: TLS 1.2, no client
// certificates, no redirection to HTTPS (REST API reference, Web Apps, Create Or Update Configuration).
func declareSite(h host, kind model.SiteKind, of model.Head) *model.Site {
	n := h.names
	s := &model.Site{
		Head: of, Kind: kind, Enabled: h.flag(n.enabled).Or(true),
		HTTPSOnly: h.flag(n.httpsOnly).Or(false), MinTLS: h.str(n.minTLS).Or("1.2"),
		HTTP2: h.flag(n.http2).Or(false), RemoteDebugging: h.flag(n.debugging).Or(false),
		ClientCertificates: clientCertificates(h), FTP: ftp(h),
		FTPPassword: orIfNamed(h.flag(n.ftpPassword), n.ftpPassword, true), DeployPassword: orIfNamed(h.flag(n.deployPassword), n.deployPassword, true),
		DeployMinTLS: orIfNamed(h.str(n.deployMinTLS), n.deployMinTLS, "1.2"),
		CORS:         siteCORS(h), Login: siteLogin(h), Doors: siteDoors(h), Stack: model.NotSet[string](h.Place("")),
	}
	s.Mounts = mounts(h)
	s.IdentityPlace = h.Place("identity")
	s.Identity = base.InBlock(h.resource, "identity", h.Str("identity.0.type")).IsSet()
	h.b.Sys.Sites = append(h.b.Sys.Sites, s)
	return s
}

// orIfNamed gives a setting its default where the resource type has the setting at all.
func orIfNamed[T any](v model.Value[T], path string, def T) model.Value[T] {
	if path == "" {
		return v
	}
	return v.Or(def)
}

// ftp reads how files can be put in.
func ftp(h host) model.Value[string] {
	if h.flex() {
		return model.Known("Disabled", h.Place(""))
	}
	return orIfNamed(h.str(h.names.ftp), h.names.ftpDefault, h.names.ftpDefault)
}

// clientCertificates reads the two settings of mutual TLS. Some types only have the mode, which then is the switch, too.
func clientCertificates(h host) model.Value[model.ClientCertificates] {
	on, mode := h.flag(h.names.certificates), h.str(h.names.certificateMode)
	switch {
	case h.Type == "azurerm_app_service_slot" || h.Type == "azurerm_function_app_slot":
		return model.NotSet[model.ClientCertificates](h.Place("")) // has neither setting
	case h.names.certificates == "" || h.Type == "azurerm_function_app" || h.Type == "azurerm_function_app_slot":
		return model.Map(mode.Or(""), certificateMode)
	case model.Never(model.IsTrue(on)):
		return model.Known(model.CertificatesIgnored, on.Place)
	case !model.Certainly(model.IsTrue(on)):
		return model.UnknownValue[model.ClientCertificates](on.Why(), on.Place)
	default:
		return model.Map(mode.Or("Required"), certificateMode)
	}
}

func certificateMode(mode string) model.ClientCertificates {
	switch mode {
	case "Required":
		return model.CertificatesRequired
	case "":
		return model.CertificatesIgnored
	default: // "Optional", "OptionalInteractiveUser"
		return model.CertificatesOptional
	}
}

// siteCORS reads the origins that App Service itself answers preflight requests of. It lets all methods through.
func siteCORS(h host) *model.CORS {
	path := h.names.cors
	if n, known := h.Blocks(path); n == 0 && known || base.Omitted(h.resource, h.names.config) {
		return nil
	}
	at := h.Place(path)
	return &model.CORS{
		Place: at, Origins: h.Strs(h.in(path) + h.names.origins), Credentials: h.Flag(h.in(path) + h.names.credentials).Or(false),
		Methods: model.Known([]string{"*"}, at), Headers: model.Known([]string{"*"}, at),
	}
}

// mounts reads the Azure Files shares and blob containers in the file system of an app.
func mounts(h host) []*model.Mount {
	var all []*model.Mount
	n, _ := h.Blocks("storage_account")
	for i := range n {
		path := "storage_account." + base.Itoa(i)
		all = append(all, &model.Mount{
			Place: h.Place(path), Key: h.Str(path + ".access_key"), Share: h.Str(path + ".share_name"),
			ReadOnly: model.Equals(h.Str(path+".type"), "AzureBlob"), // blob containers are mounted read-only
		})
	}
	return all
}

func makeWebApp(h host) {
	s := declareSite(h, model.WebApp, h.Head())
	s.Stack = webStack(h)
	h.b.Declare(h, s)
}

func linkWebApp(h host) {
	s, ok := base.Own[*model.Site](h)
	if !ok {
		return
	}
	linkSite(h, s)
	siteTexts(h, settings(h))
}

// linkSite fills what a site says of other resources.
func linkSite(h host, s *model.Site) {
	for i, m := range s.Mounts {
		m.Account = base.Link[*model.Channel](h, "storage_account."+base.Itoa(i)+".account_name")
	}
	if l := base.Link[*model.HostPlan](h, h.names.plan); h.names.plan != "" {
		for _, p := range l.To {
			p.Sites = append(p.Sites, s)
		}
		s.Plan = l
	}
	s.Doors.Open = s.Doors.Open.And(outerPlan(h).Not())
	s.Doors.Deploy = s.Doors.Deploy.And(outerPlan(h).Not())
}

// makeDataWebApp adapts a web app that is described, not managed.
func makeDataWebApp(r resource) {
	s := &model.Site{Head: r.Head(), Kind: model.WebApp}
	r.b.Sys.Sites = append(r.b.Sys.Sites, s)
	r.b.Declare(r, s)
}

// makeStaticApp adapts a static web app: HTTPS only, with TLS of the platform's choice; nothing of that can be set.
func makeStaticApp(r resource) {
	at := r.Place("")
	s := &model.Site{
		Head: r.Head(), Kind: model.StaticApp, Enabled: model.Known(true, at), HTTPSOnly: model.Known(true, at),
		MinTLS: model.Known("1.2", at), HTTP2: model.Known(true, at), RemoteDebugging: model.Known(false, at),
		FTP: model.Known("Disabled", at), ClientCertificates: model.NotSet[model.ClientCertificates](at),
	}
	s.Doors.Open = model.IsTrue(r.Flag("public_network_access_enabled").Or(true))
	s.Doors.OpenPlace = r.Place("public_network_access_enabled")
	r.b.Sys.Sites = append(r.b.Sys.Sites, s)
	r.b.Declare(r, s)
}

// linkStaticApp adds the texts of a static web app that could hold a secret.
func linkStaticApp(r resource) {
	siteTexts(host{r, names{appSettings: "app_settings"}}, base.Variables(r.View, "app_settings"))
	meant(r, "repository token", "repository_token")
	meant(r, "password", "basic_auth.0.password")
}
