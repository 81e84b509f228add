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
