package azure

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// TestLookedUp asks whether data sources lead to what the plan declares, and stand for what it does not.
func TestLookedUp(t *testing.T) {
	sys := readHosts(t, "lookups")
	in := map[string]string{}
	for _, c := range sys.Channels {
		if account, ok := c.In.One(); ok {
			in[c.Address] = account.Address
		}
		if c.Address == "azurerm_storage_account.orders" && !model.Never(c.OpenNetwork) {
			t.Errorf("%s is open to every network in spite of its rules", c.Address)
		}
	}
	for queue, want := range map[string]string{
		"azurerm_storage_queue.jobs":  "azurerm_storage_account.orders",
		"azurerm_storage_queue.other": "data.azurerm_storage_account.other",
	} {
		if in[queue] != want {
			t.Errorf("%s stands in %q, want %q", queue, in[queue], want)
		}
	}
}

// TestFormerNames reads what azurerm 2 and 3 took, in a plan written by hand: current schemas no longer know it.
func TestFormerNames(t *testing.T) {
	sys := readHosts(t, "former")
	for _, address := range []string{"azurerm_storage_account.orders", "azurerm_servicebus_namespace.orders"} {
		if c := one(t, sys.Channels, address); !model.Never(c.OpenNetwork) {
			t.Errorf("%s is open to every network in spite of its rules", address)
		}
	}
	if in := target(one(t, sys.Channels, "azurerm_servicebus_queue.jobs").In); in != "azurerm_servicebus_namespace.orders" {
		t.Errorf("the queue stands in %q", in)
	}
	if f := sys.TLSFloors[0]; !model.Never(f.Weak) || model.Never(f.Version.IsSet()) {
		t.Error("API Management without a block takes old versions of TLS, or leaves them to the cloud")
	}
	server := one(t, sys.Stores, "azurerm_sql_firewall_rule.all")
	if len(server.Admits) != 1 || !model.Certainly(server.Admits[0].Open()) || !model.Certainly(model.IsTrue(server.Public)) {
		t.Error("the rule of a server that is declared elsewhere is not kept")
	}
	if s := one(t, sys.Sites, "azurerm_app_service_slot.staging"); !model.Never(s.ClientCertificates.IsSet()) {
		t.Error("a slot that can ask for no certificates is said to do without")
	}
	if group := one(t, sys.Functions, "azurerm_function_app.orders").Logs.Group; group.Place.Attribute() != "" || len(group.To) > 0 {
		t.Errorf("an app that says nothing of its settings logs to %q", group.Place.Attribute())
	}
}
