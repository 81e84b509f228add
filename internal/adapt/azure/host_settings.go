package azure

import (
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// settings reads what an app finds in its environment: its settings and connection strings.
func settings(h host) []*model.Variable {
	if h.names.api {
		return append(apiSettings(h, h.names.appSettings, "value"), apiSettings(h, h.names.connections, "connectionString")...)
	}
	all := base.Variables(h.View, h.names.appSettings)
	if h.names.connections == "" {
		return all
	}
	n, _ := h.Blocks(h.names.connections)
	for i := range n {
		path := h.names.connections + "." + base.Itoa(i)
		name, _ := h.Str(path + ".name").Get()
		all = append(all, valued(h, base.Either(name, "connection string "+base.Itoa(i)), path+".value"))
	}
	return all
}

// valued makes a variable of one attribute.
func valued(h host, name, path string) *model.Variable {
	return &model.Variable{Name: name, Value: h.Str(path), From: written(h.resource, path)}
}

// written says where the value of an attribute comes from that the provider marks as sensitive in any case. What has no
// source but an input variable may well be a secret of the caller's; what has none at all was written down.
func written(r resource, path string) []model.Provenance {
	from := r.b.Provenance(r.b.Plan.Resolve(r.Resource, path))
	if len(from) == 0 && r.Attr(path).Sensitive() && len(r.References(path)) > 0 {
		return []model.Provenance{model.MarkedSensitive(r.Place(path))}
	}
	return from
}

// storageVariables are the settings that azurerm makes of the attributes about an app's storage account. The account's key
// ends up in AzureWebJobsStorage.
func storageVariables(h host) []*model.Variable {
	var all []*model.Variable
	for _, path := range []string{"storage_account_access_key", "storage_access_key"} {
		if !model.Never(h.Str(path).IsSet()) {
			all = append(all, valued(h, hostStorage, path))
		}
	}
	return all
}

// hostStorage is the connection of the Functions host itself, and of triggers and bindings that name none.
const hostStorage = "AzureWebJobsStorage"

// siteTexts adds each setting as a place where a literal secret could stand. A reference to Key Vault is none.
func siteTexts(h host, variables []*model.Variable) {
	for _, v := range variables {
		if v.Name == "" || vaultReference(v.Value) || telemetry(v.Name) || model.Never(v.Value.IsSet()) || v.Name == hostStorage && !inSettings(h, v) {
			continue
		}
		kind := "app setting"
		if !inSettings(h, v) {
			kind = "connection string"
		}
		h.b.Sys.Texts = append(h.b.Sys.Texts, &model.Text{
			Head: h.Head(), Place: v.Value.Place, Kind: kind, Name: v.Name, Value: v.Value, From: v.From,
		})
	}
}

func inSettings(h host, v *model.Variable) bool {
	return strings.HasPrefix(v.Value.Place.Attribute(), h.names.appSettings)
}

// telemetry tells settings that look like keys but only say where telemetry goes: Microsoft documents instrumentation
// keys as no secrets (Azure Monitor documentation, "Connection strings in Application Insights").
func telemetry(name string) bool {
	return name == "APPINSIGHTS_INSTRUMENTATIONKEY" || name == "APPLICATIONINSIGHTS_CONNECTION_STRING"
}

// vaultReference tells values that App Service replaces by a secret of a vault, which only the app gets to see.
func vaultReference(v model.Value[string]) bool {
	text, ok := v.Get()
	if !ok {
		text, _ = v.Shape()
	}
	return strings.HasPrefix(strings.TrimSpace(text), "@Microsoft.KeyVault(") ||
		strings.HasPrefix(strings.TrimSpace(text), "@Microsoft.AppConfiguration(")
}

// appTexts adds the attributes of an app that take nothing but a secret.
func appTexts(h host) {
	for _, path := range []string{
		"storage_account_access_key", "storage_access_key", "site_config.0.application_stack.0.docker.0.registry_password",
		"auth_settings.0.active_directory.0.client_secret", "auth_settings.0.facebook.0.app_secret",
		"auth_settings.0.github.0.client_secret", "auth_settings.0.google.0.client_secret",
		"auth_settings.0.microsoft.0.client_secret", "auth_settings.0.twitter.0.consumer_secret",
	} {
		meant(h.resource, secretWord(path), path)
	}
	n, _ := h.Blocks("storage_account")
	for i := range n {
		meant(h.resource, "storage account key", "storage_account."+base.Itoa(i)+".access_key")
	}
}

func secretWord(path string) string {
	switch {
	case strings.HasPrefix(path, "storage_"):
		return "storage account key"
	case strings.HasPrefix(path, "auth_settings"):
		return "login secret"
	default:
		return "registry password"
	}
}

// meant adds an attribute that is there to hold a secret.
func meant(r resource, kind, path string) {
	v := r.Str(path)
	if model.Never(v.IsSet()) {
		return
	}
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: v.Place, Kind: kind, Value: v, Meant: true,
		From: written(r, path),
	})
}

// tokenText adapts the token by which App Service reads a source repository.
func tokenText(r resource) {
	meant(r, "repository token", "token")
	meant(r, "repository token", "token_secret")
}

// settingNamed gives a setting of an app by its name, in any case of letters; absent where there is none. It is unknown
// when the plan does not tell the names.
func settingNamed(f *model.Function, name string, at model.Place) model.Value[string] {
	for _, v := range f.Variables {
		if strings.EqualFold(v.Name, name) {
			return v.Value
		}
	}
	for _, v := range f.Variables {
		if v.Name == "" && v.Value.Why() != "" && len(f.Variables) == 1 {
			return model.UnknownValue[string](v.Value.Why(), v.Value.Place)
		}
	}
	return model.NotSet[string](at)
}

// takeSettings reads the settings by which users change what other attributes, or files in the package, say.
func takeSettings(h host, f *model.Function) {
	at := h.Place(h.names.appSettings)
	if v := settingNamed(f, "FUNCTIONS_EXTENSION_VERSION", at); v.IsKnown() {
		f.Host, f.RuntimeUpdates = model.Map(v, hostID), model.Map(v, hostUpdates)
	}
	if v := settingNamed(f, "AzureFunctionsJobHost__functionTimeout", at); !model.Never(v.IsSet()) {
		f.Timeout = timeout(v)
	}
	if v := settingNamed(f, "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", at); model.Never(f.Bounded.IsSet()) && v.IsKnown() {
		f.Bounded = number(v)
	}
	if v := settingNamed(f, "WEBSITE_VNET_ROUTE_ALL", at); model.Certainly(model.Equals(v, "1")) {
		f.Site.Doors.AllTraffic = model.True()
	}
	takeWorker(f, at)
}

// timeout reads a .NET time span: "00:10:00", "1.00:00:00", or "-1" for none.
func timeout(v model.Value[string]) model.Value[int] {
	text, ok := v.Get()
	if !ok {
		return model.Map(v, func(string) int { return 0 })
	}
	seconds, ok := timeSpan(text)
	if !ok {
		return model.UnknownValue[int](text+" is no time span", v.Place)
	}
	return model.Known(seconds, v.Place)
}

func timeSpan(text string) (seconds int, ok bool) {
	if text = strings.TrimSpace(text); text == "-1" {
		return model.NoLimit, true
	}
	days, clock, dotted := strings.Cut(text, ".")
	if !dotted {
		days, clock = "0", text
	}
	d, err := strconv.Atoi(days)
	parts := strings.Split(clock, ":")
	if err != nil || len(parts) != 3 {
		return 0, false
	}
	for _, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil {
			return 0, false
		}
		seconds = 60*seconds + n
	}
	return seconds + 86400*d, true
}

func number(v model.Value[string]) model.Value[int] {
	text, _ := v.Get()
	n, err := strconv.Atoi(text)
	if err != nil {
		return model.NotSet[int](v.Place)
	}
	return model.Known(n, v.Place)
}

// tracing tells whether an app sends its telemetry to Application Insights.
func tracing(h host, f *model.Function) model.Value[bool] {
	set, place := model.False(), h.Place(h.names.appSettings)
	for _, v := range insights(h, f) {
		set = set.Or(v.IsSet())
		if !model.Never(v.IsSet()) {
			place = v.Place
		}
	}
	for _, v := range f.Variables {
		// One that is written down is meant to be there, though its value is known only after apply.
		set = set.Or(model.Of(telemetry(v.Name) && !model.Never(v.Value.IsSet())))
	}
	switch {
	case model.Certainly(set):
		return model.Known(true, place)
	case model.Never(set):
		return model.Known(false, place)
	default:
		return model.UnknownValue[bool]("whether the app has Application Insights is known only after apply", place)
	}
}

// insights are the ways to name the Application Insights resource of an app.
func insights(h host, f *model.Function) []model.Value[string] {
	at := h.Place(h.names.appSettings)
	return []model.Value[string]{
		settingNamed(f, "APPLICATIONINSIGHTS_CONNECTION_STRING", at), settingNamed(f, "APPINSIGHTS_INSTRUMENTATIONKEY", at),
		h.str(h.names.tracingString), h.str(h.names.tracingKey),
	}
}

// toldOf gives the objects that the value of a variable is made of.
func toldOf[T model.Object](h host, v *model.Variable) []T {
	var all []T
	for _, from := range v.From {
		if r, ok := h.b.Plan.Resource(from.Place.Address()); ok {
			objects, _ := base.ObjectsOf[T](h.b.Builder, r, 0)
			all = append(all, objects...)
		}
	}
	return base.Unique(all)
}
