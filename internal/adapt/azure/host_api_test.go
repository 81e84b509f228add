package azure

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestAPIHosts(t *testing.T) {
	sys := readHosts(t, "hosts_api")
	for _, c := range []struct{ address, kind, https, tls, ftp, open, anyFront, password string }{
		{"azapi_resource.orders", "function app", "true", "1.0", "FtpsOnly", "false", "true", "false"},
		{"azapi_resource.flex", "function app", "false", "1.2", "Disabled", "false", "false", "-"},
		// Changed by azapi_update_resource.
		{"azapi_resource.web", "web app", "false", "1.3", "-", "true", "false", "-"},
	} {
		s := one(t, sys.Sites, c.address)
		got := c
		got.kind, got.https, got.tls, got.ftp = string(s.Kind), shows(s.HTTPSOnly, yes), shows(s.MinTLS, text), shows(s.FTP, text)
		got.open, got.anyFront, got.password = s.Doors.Open.String(), s.Doors.AnyFront.String(), shows(s.DeployPassword, yes)
		if got != c {
			t.Errorf("%+v, want %+v", got, c)
		}
	}
	if n := len(sys.Sites); n != 3 {
		t.Errorf("%d sites, want 3: other types of the API are no hosts", n)
	}
	if len(sys.Unmodelled) != 1 || sys.Unmodelled[0].Address != "azapi_resource.text" {
		t.Errorf("a body that is a text: %+v", sys.Unmodelled)
	}
}

func TestAPIFunctions(t *testing.T) {
	sys := readHosts(t, "hosts_api")
	orders, flex := one(t, sys.Functions, "azapi_resource.orders"), one(t, sys.Functions, "azapi_resource.flex")
	if shows(orders.Runtime, text) != "PYTHON|3.9" || shows(flex.Runtime, text) != "NODE|22" {
		t.Errorf("runtimes: %s, %s", shows(orders.Runtime, text), shows(flex.Runtime, text))
	}
	if n, ok := orders.Timeout.Get(); !ok || n != model.NoLimit {
		t.Errorf("timeout: %v", orders.Timeout)
	}
	if id, ok := orders.Identity.One(); !ok || id.Address != orders.Address {
		t.Errorf("identity: %+v", orders.Identity)
	}
	origins, _ := orders.Site.CORS.Origins.Get()
	if len(origins) != 1 || origins[0] != "*" {
		t.Errorf("origins: %q", origins)
	}
	found := false
	for _, x := range sys.Texts {
		found = found || x.Kind == "app setting" && x.Name == "DB_PASSWORD" && x.Address == orders.Address
	}
	if !found {
		t.Errorf("a setting of the API is no text: %+v", sys.Texts)
	}
	if web := one(t, sys.Sites, "azapi_resource.web"); shows(web.Stack, text) != "NODE|18" {
		t.Errorf("web app: %s", shows(web.Stack, text))
	}
}
