package azure

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// readHosts adapts a plan of testdata as package adapt does.
func readHosts(t *testing.T, name string) *model.System {
	t.Helper()
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	return sys
}

// shows gives a value for comparison: what is known, "-" for absent, "?" for unknown.
func shows[T any](v model.Value[T], write func(T) string) string {
	switch x, ok := v.Get(); {
	case ok:
		return write(x)
	case v.Why() != "":
		return "?"
	default:
		return "-"
	}
}

func text(s string) string { return s }

func yes(b bool) string { return model.Of(b).String() }

func TestHostSwitches(t *testing.T) {
	sys := readHosts(t, "hosts")
	for address, want := range map[string]string{
		"azurerm_linux_function_app.plain":           "http 1.2 1.2 http1 quiet Disabled true true ignored",
		"azurerm_linux_function_app.closed":          "https 1.3 1.2 http2 debug FtpsOnly false false required",
		"azurerm_function_app.former":                "http 1.2 - http1 quiet AllAllowed - - ignored",
		"azurerm_function_app_flex_consumption.flex": "http 1.2 1.2 http1 quiet Disabled - true ignored",
		"azurerm_linux_web_app.shop":                 "http 1.2 1.2 http1 quiet Disabled true true ignored",
		"azurerm_logic_app_standard.workflows":       "http 1.1 1.2 http1 quiet AllAllowed true true ignored",
		"azurerm_linux_function_app_slot.next":       "http 1.2 1.2 http1 quiet Disabled true true ignored",
	} {
		s := one(t, sys.Sites, address)
		got := shows(s.HTTPSOnly, either("https", "http")) + " " + shows(s.MinTLS, text) + " " + shows(s.DeployMinTLS, text) + " " +
			shows(s.HTTP2, either("http2", "http1")) + " " + shows(s.RemoteDebugging, either("debug", "quiet")) + " " + shows(s.FTP, text) + " " +
			shows(s.FTPPassword, yes) + " " + shows(s.DeployPassword, yes) + " " +
			shows(s.ClientCertificates, func(c model.ClientCertificates) string { return string(c) })
		if got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func either(yes, no string) func(bool) string {
	return func(b bool) string {
		if b {
			return yes
		}
		return no
	}
}

func TestHostDoors(t *testing.T) {
	sys := readHosts(t, "hosts")
	for _, c := range []struct{ address, open, place, deploy, anyFront string }{
		{"azurerm_linux_function_app.plain", "true", "public_network_access_enabled", "true", "false"},
		{"azurerm_linux_function_app.closed", "false", "site_config.0.ip_restriction_default_action", "false", "false"},
		{"azurerm_linux_function_app.first", "true", "site_config.0.ip_restriction.1", "true", "false"},
		{"azurerm_windows_function_app.loose", "true", "site_config.0.ip_restriction_default_action", "true", "false"},
		{"azurerm_windows_function_app.fronted", "false", "site_config.0.ip_restriction_default_action", "true", "true"},
		{"azurerm_linux_web_app.shop", "false", "public_network_access_enabled", "false", "false"},
		{"azurerm_function_app.former", "true", "site_config.0.ip_restriction", "true", "false"},
		{"azurerm_logic_app_standard.workflows", "false", "public_network_access", "false", "false"},
	} {
		d := one(t, sys.Sites, c.address).Doors
		if d.Open.String() != c.open || d.OpenPlace.Attribute() != c.place || d.Deploy.String() != c.deploy || d.AnyFront.String() != c.anyFront {
			t.Errorf("%s: open %s at %q, deployment %s, any front %s; want %+v", c.address, d.Open, d.OpenPlace.Attribute(), d.Deploy, d.AnyFront, c)
		}
	}
}

func TestHostLogins(t *testing.T) {
	sys := readHosts(t, "hosts")
	for address, want := range map[string][4]string{
		"azurerm_linux_function_app.plain":   {"false", "false", "auth_settings_v2", ""},
		"azurerm_linux_function_app.closed":  {"true", "true", "auth_settings_v2.0.auth_enabled", "true"},
		"azurerm_windows_function_app.loose": {"true", "false", "auth_settings_v2.0.auth_enabled", ""},
		"azurerm_function_app.former":        {"false", "false", "auth_settings", ""},
	} {
		l := one(t, sys.Sites, address).Login
		got := [4]string{l.On.String(), l.Required.String(), l.Place.Attribute()}
		for _, p := range l.Providers {
			got[3] = p.AnyTenant.And(p.Pinned.Not()).String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	if nonce := one(t, sys.Sites, "azurerm_windows_function_app.loose").Login.Nonce; !model.Certainly(model.IsFalse(nonce)) {
		t.Errorf("a login that can be replayed passes: %v", nonce)
	}
}

func TestHostRuntimes(t *testing.T) {
	sys := readHosts(t, "hosts")
	for address, want := range map[string]string{
		"azurerm_linux_function_app.plain":           "DOTNET-ISOLATED|8.0 host|~4 - Auto",
		"azurerm_linux_function_app.closed":          "PYTHON|3.12 host|~3 - Auto",
		"azurerm_linux_function_app.first":           "NODE|22 host|~4 - Auto",
		"azurerm_windows_function_app.loose":         "JAVA|8 host|~4 - Auto",
		"azurerm_windows_function_app.fronted":       "- host|~4 - Auto",
		"azurerm_linux_function_app_slot.next":       "- host|~4 orders:latest Auto",
		"azurerm_function_app_flex_consumption.flex": "DOTNET-ISOLATED|10.0 - - Auto",
		"azurerm_function_app.former": "- host|~1 " +
			"orders.azurecr.io/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 Auto",
	} {
		f := one(t, sys.Functions, address)
		if got := shows(f.Runtime, text) + " " + shows(f.Host, text) + " " + shows(f.Image, text) + " " + shows(f.RuntimeUpdates, text); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	if s := one(t, sys.Sites, "azurerm_linux_web_app.shop"); shows(s.Stack, text) != "NODE|20" {
		t.Errorf("web app: %s", shows(s.Stack, text))
	}
	slot, former := one(t, sys.Functions, "azurerm_linux_function_app_slot.next"), one(t, sys.Functions, "azurerm_function_app.former")
	if slot.Package.ImageLatest != model.True() || slot.Package.ImagePinned != model.False() || former.Package.ImagePinned != model.True() {
		t.Errorf("images: %+v, %+v", slot.Package, former.Package)
	}
}

func TestRuntimeID(t *testing.T) {
	for _, c := range []struct{ language, version, want string }{
		{"dotnet", "v8.0", "DOTNET|8.0"},
		{"dotnet", "6", "DOTNET|6.0"},
		{"node", "~18", "NODE|18"},
		{"node", "10.14.1", "NODE|10"},
		{"node", "20-lts", "NODE|20"},
		{"java", "1.8", "JAVA|8"},
		{"java", "17", "JAVA|17"},
		{"powershell_core", "7", "POWERSHELL|7.0"},
		{"powershell", "7.4", "POWERSHELL|7.4"},
		{"python", "3.13", "PYTHON|3.13"},
	} {
		if got := runtimeID(c.language, c.version); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.language, c.version, got, c.want)
		}
	}
	for version, want := range map[string]string{"~4": "host|~4", "4.1036.3": "host|~4", "~1": "host|~1"} {
		if got := hostID(version); got != want {
			t.Errorf("host %s: %s, want %s", version, got, want)
		}
	}
}

func TestTimeSpan(t *testing.T) {
	for span, want := range map[string]int{"00:10:00": 600, "-1": model.NoLimit, "1.02:00:05": 93605, "10": 0, "a:b:c": 0, "": 0} {
		if got, ok := timeSpan(span); got != want || ok != (want != 0) {
			t.Errorf("%q: %d, %v, want %d", span, got, ok, want)
		}
	}
}

func TestHostFunctions(t *testing.T) {
	sys := readHosts(t, "hosts")
	number := base.Itoa
	for _, c := range []struct{ address, bounded, timeout, network, bypass, code, tracing string }{
		{"azurerm_linux_function_app.plain", "3", "-", "false", "false", "", "false"},
		{"azurerm_linux_function_app.closed", "7", "600", "true", "false", "azurerm_storage_container.releases", "true"},
		{"azurerm_windows_function_app.loose", "-", "-", "false", "false", "", "false"},
		{"azurerm_function_app_flex_consumption.flex", "100", "-", "true", "false", "azurerm_storage_container.releases", "false"},
	} {
		f := one(t, sys.Functions, c.address)
		if b, s := shows(f.Bounded, number), shows(f.Timeout, number); b != c.bounded || s != c.timeout {
			t.Errorf("%s: bounded %s, timeout %s, want %+v", c.address, b, s, c)
		}
		if f.InNetwork.String() != c.network || f.Bypass.String() != c.bypass || target(f.Code) != c.code || shows(f.Tracing, yes) != c.tracing {
			t.Errorf("%s: network %s, bypass %s, code %q, tracing %s; want %+v", c.address, f.InNetwork, f.Bypass, target(f.Code), shows(f.Tracing, yes), c)
		}
	}
	mounts := one(t, sys.Sites, "azurerm_linux_function_app.closed").Mounts
	if len(mounts) != 1 || target(mounts[0].Account) != "azurerm_storage_account.orders" || !model.Certainly(mounts[0].Key.IsSet()) {
		t.Errorf("mounts: %+v", mounts)
	}
	if s := one(t, sys.Sites, "azurerm_linux_function_app_slot.next"); !s.Slot || target(s.SlotOf) != "azurerm_linux_function_app.closed" {
		t.Errorf("slot: %v of %q", s.Slot, target(s.SlotOf))
	}
}

func TestWorkflowApps(t *testing.T) {
	sys := readHosts(t, "hosts")
	w := one(t, sys.Workloads, "azurerm_logic_app_standard.workflows")
	if w.Kind != model.LogicApp || target(w.Identity) != w.Address {
		t.Errorf("%s acts as %q", w.Kind, target(w.Identity))
	}
}

func TestHostSecrets(t *testing.T) {
	sys := readHosts(t, "hosts")
	var key []string
	for _, f := range sys.Functions {
		for _, v := range f.Variables {
			for _, from := range v.From {
				if v.Name == hostStorage {
					key = append(key, f.Address+" "+from.Note)
				}
			}
		}
	}
	slices.Sort(key)
	const account = " azurerm_storage_account.orders.primary_access_key"
	want := []string{
		"azurerm_function_app.former" + account, "azurerm_function_app_flex_consumption.flex" + account, "azurerm_linux_function_app.plain" + account,
	}
	if !slices.Equal(key, want) {
		t.Errorf("account keys: %q, want %q", key, want)
	}
	texts := map[string]*model.Text{}
	for _, x := range sys.Texts {
		texts[x.Kind+" "+x.Name] = x
	}
	if texts["app setting DB_PASSWORD"] != nil {
		t.Error("a reference to a vault counts as a text")
	}
	if x := texts["connection string Orders"]; x == nil || len(x.From) != 0 {
		t.Errorf("a connection string that was written down: %+v", x)
	}
	if x := texts["storage account key "]; x == nil || !x.Meant || len(x.From) != 1 {
		t.Errorf("a storage account key: %+v", x)
	}
}

func TestBoundEndpoints(t *testing.T) {
	sys := readHosts(t, "hosts")
	for address, want := range map[string]string{
		"azurerm_function_app_function.submit": "POST /api/orders/submit none false false",
		"azurerm_function_app_function.health": "ANY /api/health none true true", // its path needs no login
		"azurerm_function_app_function.status": "ANY /api/status token false true",
	} {
		e := one(t, sys.Endpoints, address)
		got := shows(e.Method, text) + " " + shows(e.Path, text) + " " + shows(e.Auth, func(a model.AuthKind) string { return string(a) }) + " " +
			shows(e.APIKey, yes) + " " + e.Private.String()
		if got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func TestBoundTriggers(t *testing.T) {
	sys := readHosts(t, "hosts")
	for address, want := range map[string][4]string{
		"azurerm_function_app_function.process": {"event source mapping", "azurerm_storage_queue.orders", "true", ""},
		"azurerm_function_app_function.release": {"notification", "azurerm_storage_container.releases", "false", "new/"},
		"azurerm_function_app_function.nightly": {"schedule", "", "true", ""},
	} {
		trigger := one(t, sys.Triggers, address)
		prefix, _ := trigger.Prefix.Get()
		got := [4]string{string(trigger.Kind), target(trigger.Source), shows(trigger.Enabled, yes), prefix}
		if got != want || target(trigger.Function) != "azurerm_linux_function_app.closed" {
			t.Errorf("%s: %q of %q, want %q", address, got, target(trigger.Function), want)
		}
	}
	for address, want := range map[string]string{
		"azurerm_linux_function_app.plain": "azurerm_storage_queue.orders", "azurerm_linux_function_app.closed": "azurerm_storage_queue.done",
	} {
		if w := one(t, sys.Functions, address).Writes; len(w) != 1 || target(w[0].Channel) != want {
			t.Errorf("%s writes %+v, want %s", address, w, want)
		}
	}
}
