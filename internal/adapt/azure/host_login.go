package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// siteLogin reads App Service authentication. With both forms of its settings, the newer one holds.
func siteLogin(h host) model.SiteLogin {
	newer, known := h.Blocks("auth_settings_v2")
	if newer > 0 {
		return loginV2(h)
	}
	login := loginV1(h)
	if !known && !base.Omitted(h.resource, "auth_settings_v2") {
		may := model.Undecided(h.WhyUnknown("auth_settings_v2"))
		login.On, login.Required = login.On.Or(may), login.Required.Or(may)
	}
	return login
}

// loginV1 reads auth_settings, which azurerm computes when it is left out: off. Unless told otherwise, it sends callers
// to the login page.
func loginV1(h host) model.SiteLogin {
	const p = "auth_settings.0."
	on := model.IsTrue(base.InBlock(h.resource, "auth_settings", h.Flag(p+"enabled")))
	action := base.InBlock(h.resource, "auth_settings", h.Str(p+"unauthenticated_client_action"))
	return model.SiteLogin{
		Place: h.Place(loginPlace(h)), On: on, Required: on.And(model.Equals(action, "AllowAnonymous").Not()), RequiredPlace: action.Place,
		Open: model.NotSet[[]string](h.Place("auth_settings")), HTTPSOnly: model.Known(true, h.Place("auth_settings")),
		Nonce: model.Known(true, h.Place("auth_settings")), Runtime: h.Place(p + "runtime_version"),
		OldRuntime: model.False(), Providers: providersV1(h),
	}
}

// loginPlace is where the login of an app without any is to be written.
func loginPlace(h host) string {
	n, _ := h.Blocks("auth_settings")
	if h.names.api {
		return "body"
	}
	if n > 0 {
		return "auth_settings.0.enabled"
	}
	if h.names.publicAccess == "" {
		return "auth_settings" // the types of azurerm 2 have no other
	}
	return "auth_settings_v2"
}

// providersV1 reads the one provider of auth_settings whose tokens can be narrowed.
func providersV1(h host) []model.LoginProvider {
	const p = "auth_settings.0.active_directory"
	if n, _ := h.Blocks(p); n == 0 {
		return nil
	}
	issuer := h.Str("auth_settings.0.issuer")
	return []model.LoginProvider{{
		Place: h.Place(p), Kind: "active directory", Issuer: issuer, AnyTenant: issuer.Match(anyTenant),
		// Without audiences only tokens for the client id itself are taken.
		Pinned: model.True(),
	}}
}

// loginV2 reads auth_settings_v2. Its defaults are azurerm's: off, login page, HTTPS required, nonces validated.
func loginV2(h host) model.SiteLogin {
	const p = "auth_settings_v2.0."
	on := model.IsTrue(h.Flag(p + "auth_enabled").Or(false))
	action, required := h.Str(p+"unauthenticated_action").Or("RedirectToLoginPage"), h.Flag(p+"require_authentication").Or(true)
	place := action.Place
	if model.Never(model.Equals(action, "AllowAnonymous")) && !model.Certainly(model.IsTrue(required)) {
		place = required.Place
	}
	return model.SiteLogin{
		Place: h.Place(p + "auth_enabled"), On: on, RequiredPlace: place,
		Required:   on.And(model.Equals(action, "AllowAnonymous").Not(), model.IsTrue(required)),
		Open:       h.Strs(p + "excluded_paths"),
		HTTPSOnly:  h.Flag(p + "require_https").Or(true),
		Nonce:      h.Flag(p + "login.0.validate_nonce").Or(true),
		OldRuntime: h.Str(p + "runtime_version").Or("~1").Match(pinnedRuntime),
		Runtime:    h.Place(p + "runtime_version"),
		Providers:  providersV2(h),
	}
}

// pinnedRuntime tells versions of the authentication middleware that get no updates: those pinned to one build. "~1" is
// what azurerm sends by default, and follows the newest build of the platform.
func pinnedRuntime(version string) bool { return version != "" && !strings.HasPrefix(version, "~") }

// providersV2 reads the providers whose tokens can be narrowed.
func providersV2(h host) []model.LoginProvider {
	const p = "auth_settings_v2.0."
	var all []model.LoginProvider
	if n, _ := h.Blocks(p + "active_directory_v2"); n > 0 {
		all = append(all, activeDirectory(h, p+"active_directory_v2.0."))
	}
	n, _ := h.Blocks(p + "custom_oidc_v2")
	for i := range n {
		path := p + "custom_oidc_v2." + base.Itoa(i)
		all = append(all, model.LoginProvider{
			Place: h.Place(path), Kind: "OpenID Connect", Issuer: h.Str(path + ".openid_configuration_endpoint"), AnyTenant: model.False(),
			Pinned: model.True(),
		})
	}
	return all
}

// activeDirectory reads Microsoft Entra ID. Where any organisation's users may log in, only lists of applications,
// identities or groups keep strangers out: the audience is the same for all.
func activeDirectory(h host, p string) model.LoginProvider {
	endpoint := h.Str(p + "tenant_auth_endpoint")
	pinned := model.False()
	for _, list := range []string{
		"allowed_applications", "allowed_identities", "allowed_groups", "jwt_allowed_client_applications", "jwt_allowed_groups",
	} {
		v := h.Strs(p + list)
		pinned = pinned.Or(v.IsSet().And(v.Match(func(items []string) bool { return len(items) > 0 })))
	}
	return model.LoginProvider{
		Place: h.Place(strings.TrimSuffix(p, ".")), Kind: "active directory", Issuer: endpoint, AnyTenant: endpoint.Match(anyTenant), Pinned: pinned,
	}
}

// anyTenant tells issuers that stand for the users of every organisation, or for everybody with a Microsoft account
// (Microsoft identity platform, "OpenID Connect", tenant values).
func anyTenant(issuer string) bool {
	for part := range strings.SplitSeq(strings.ToLower(issuer), "/") {
		switch part {
		case "common", "organizations", "consumers":
			return true
		}
	}
	return false
}
