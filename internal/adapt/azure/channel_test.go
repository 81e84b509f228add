package azure

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// readChannels adapts the plan of testdata/channels as package adapt does.
func readChannels(t *testing.T) *model.System {
	t.Helper()
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", "channels", "plan.json"), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	return sys
}

// one gives the object with an address.
func one[T model.Object](t *testing.T, all []T, address string) T {
	t.Helper()
	for _, o := range all {
		if o.Base().Address == address {
			return o
		}
	}
	t.Fatalf("no %s among %d objects", address, len(all))
	panic("not reached")
}

// target gives the address that an edge certainly leads to.
func target[T model.Object](l model.Link[T]) string {
	if to, ok := l.One(); ok {
		return to.Base().Address
	}
	return ""
}

func flagged(v model.Value[bool]) string { return model.IsTrue(v).String() }

func TestChannelDoors(t *testing.T) {
	sys := readChannels(t)
	for _, c := range []struct{ address, open, place, keys, oldTLS string }{
		{"azurerm_storage_account.plain", "true", "network_rules", "true", "false"},
		{"azurerm_storage_account.closed", "false", "network_rules.0.default_action", "false", "true"},
		{"azurerm_storage_account.apart", "false", "default_action", "true", "false"},
		{"azurerm_servicebus_namespace.plain", "true", "public_network_access_enabled", "true", "false"},
		{"azurerm_servicebus_namespace.closed", "false", "network_rule_set.0.default_action", "false", "true"},
		{"azurerm_eventhub_namespace.plain", "true", "public_network_access_enabled", "true", "false"},
		{"azurerm_eventgrid_topic.plain", "true", "public_network_access_enabled", "true", "false"},
		{"azurerm_eventgrid_topic.ranges", "false", "inbound_ip_rule", "false", "false"},
		{"azurerm_cosmosdb_account.plain", "true", "public_network_access_enabled", "true", "false"},
		{"azurerm_cosmosdb_account.filtered", "false", "public_network_access_enabled", "false", "false"},
		{"azurerm_app_configuration.plain", "true", "public_network_access", "true", "false"},
		{"azurerm_app_configuration.private", "false", "public_network_access", "true", "false"},
	} {
		got := one(t, sys.Channels, c.address)
		if open := got.OpenNetwork.String(); open != c.open || got.NetworkPlace.Attribute() != c.place {
			t.Errorf("%s: open %s at %q, want %s at %q", c.address, open, got.NetworkPlace.Attribute(), c.open, c.place)
		}
		if keys, old := flagged(got.LocalAuth), flagged(got.OldTLS); keys != c.keys || old != c.oldTLS {
			t.Errorf("%s: keys %s, old TLS %s, want %s and %s", c.address, keys, old, c.keys, c.oldTLS)
		}
	}
}

func TestContainersOpenToEveryone(t *testing.T) {
	sys := readChannels(t)
	for address, open := range map[string]string{
		"azurerm_storage_container.open":        "true",
		"azurerm_storage_container.refused":     "false",
		"azurerm_storage_container.unreachable": "false",
		"azurerm_storage_container.private":     "false",
	} {
		c := one(t, sys.Channels, address)
		got := model.False()
		for _, g := range c.Grants {
			got = got.Or(g.Open().And(c.PublicPoliciesOff.Not()))
		}
		if got.String() != open {
			t.Errorf("%s is open: %s, want %s", address, got, open)
		}
	}
}

func TestStorageAccount(t *testing.T) {
	sys := readChannels(t)
	plain, closed := one(t, sys.Channels, "azurerm_storage_account.plain"), one(t, sys.Channels, "azurerm_storage_account.closed")
	apart := one(t, sys.Channels, "azurerm_storage_account.apart")
	kind := func(c *model.Channel) string {
		k, _ := c.Encryption.Kind.Get()
		return string(k)
	}
	for _, c := range []struct{ what, got, want string }{
		{"https by default", plain.TLSOnly.String(), "true"},
		{"https switched off", closed.TLSOnly.String(), "false"},
		{"open containers by default", flagged(plain.Anonymous), "true"},
		{"open containers refused", flagged(closed.Anonymous), "false"},
		{"soft delete", flagged(closed.Recovery), "true"},
		{"no soft delete", flagged(plain.Recovery), "false"},
		{"where it would stand", plain.Recovery.Place.Attribute(), "blob_properties"},
		{"encrypted twice", flagged(closed.Encryption.Twice), "true"},
		{"encrypted once", flagged(plain.Encryption.Twice), "false"},
		{"Microsoft's key", kind(plain), "cloud-owned key"},
		{"own key", kind(closed), "customer-managed key"},
		{"own key set apart", kind(apart), "customer-managed key"},
		{"that key", target(closed.Encryption.Key), "azurerm_key_vault_key.rotated"},
		{"container's account", target(one(t, sys.Channels, "azurerm_storage_container.private").In), "azurerm_storage_account.plain"},
		{"queue's account", target(one(t, sys.Channels, "azurerm_storage_queue.jobs").In), "azurerm_storage_account.plain"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestServiceBus(t *testing.T) {
	sys := readChannels(t)
	attempts := func(address string) int {
		n, _ := one(t, sys.Channels, address).Attempts.Get()
		return n
	}
	for address, want := range map[string]int{
		"azurerm_servicebus_queue.plain": 10, "azurerm_servicebus_queue.expiring": 3, "azurerm_servicebus_subscription.all": 1,
	} {
		if got := attempts(address); got != want {
			t.Errorf("%s hands a message out %d times, want %d", address, got, want)
		}
	}
	for address, want := range map[string]string{
		"azurerm_servicebus_queue.plain": "false", "azurerm_servicebus_queue.expiring": "true", "azurerm_servicebus_queue.kept": "false",
	} {
		if got := one(t, sys.Channels, address).DropsExpired.String(); got != want {
			t.Errorf("%s drops expired messages: %s, want %s", address, got, want)
		}
	}
	if got := target(one(t, sys.Channels, "azurerm_servicebus_queue.expiring").DeadLetter); got != "azurerm_servicebus_queue.kept" {
		t.Errorf("dead letters go to %q", got)
	}
	for _, c := range []struct{ address, source, channel, filtered string }{
		{"azurerm_servicebus_queue.expiring", "azurerm_servicebus_queue.expiring", "azurerm_servicebus_queue.plain", ""},
		{"azurerm_servicebus_subscription.all", "azurerm_servicebus_topic.orders", "azurerm_servicebus_subscription.all", "false"},
		{"azurerm_servicebus_subscription.some", "azurerm_servicebus_topic.orders", "azurerm_servicebus_subscription.some", "true"},
	} {
		got := one(t, sys.Triggers, c.address)
		if target(got.Source) != c.source || target(got.Channel) != c.channel || c.filtered != "" && got.Filtered.String() != c.filtered {
			t.Errorf("%s: from %q to %q, filtered %s", c.address, target(got.Source), target(got.Channel), got.Filtered)
		}
	}
}

func TestEventGridSubscriptions(t *testing.T) {
	sys := readChannels(t)
	const grid, system = "azurerm_eventgrid_event_subscription.", "azurerm_eventgrid_system_topic_event_subscription."
	for _, c := range []struct{ address, source, channel, filtered, dead, identity string }{
		{grid + "hook", "azurerm_eventgrid_topic.plain", "", "false", "false", "false"},
		{grid + "to_queue", "azurerm_eventgrid_topic.plain", "azurerm_storage_queue.jobs", "true", "true", "false"},
		{grid + "group", "", "azurerm_servicebus_queue.plain", "false", "false", "false"},
		{system + "container", "azurerm_storage_container.open", "azurerm_servicebus_queue.plain", "true", "false", "true"},
		{system + "account", "azurerm_storage_account.plain", "azurerm_servicebus_queue.plain", "false", "false", "false"},
	} {
		got := one(t, sys.Triggers, c.address)
		if target(got.Source) != c.source || target(got.Channel) != c.channel || got.Filtered.String() != c.filtered {
			t.Errorf("%s: from %q to %q, filtered %s", c.address, target(got.Source), target(got.Channel), got.Filtered)
		}
		if dead, id := got.DeadLetter.IsSet().String(), got.Identity.IsSet().String(); dead != c.dead || id != c.identity {
			t.Errorf("%s: dead letter %s, identity %s, want %s and %s", c.address, dead, id, c.dead, c.identity)
		}
	}
	queue := one(t, sys.Triggers, grid+"to_queue")
	if age, _ := queue.MaxAge.Get(); age != 3600 {
		t.Errorf("events are tried for %d seconds, want 3600", age)
	}
	if got := target(queue.DeadLetter); got != "azurerm_storage_container.private" {
		t.Errorf("dead letters go to %q", got)
	}
	if prefix := model.Show(one(t, sys.Triggers, system+"container").Prefix); prefix != "in/" {
		t.Errorf("keys begin with %q, want in/", prefix)
	}
}

func TestWebHooks(t *testing.T) {
	sys := readChannels(t)
	for address, want := range map[string]string{
		"azurerm_eventgrid_event_subscription.hook": "true", "azurerm_eventgrid_event_subscription.keyed_hook": "false",
	} {
		if got := one(t, sys.Deliveries, address).Unverified.String(); got != want {
			t.Errorf("%s is unverified: %s, want %s", address, got, want)
		}
	}
	if len(sys.Rules) != 1 || sys.Rules[0].Address != "azurerm_eventgrid_event_subscription.group" || !model.Certainly(sys.Rules[0].CatchAll) {
		t.Errorf("what takes all events of a resource group is not found: %d rules", len(sys.Rules))
	}
}

func TestStores(t *testing.T) {
	sys := readChannels(t)
	server := one(t, sys.Stores, "azurerm_mssql_server.orders")
	for _, want := range []struct{ address, open, customers string }{
		{"azurerm_mssql_firewall_rule.azure", "false", "true"},
		{"azurerm_mssql_firewall_rule.everyone", "true", "false"},
		{"azurerm_mssql_firewall_rule.office", "false", "false"},
	} {
		found := false
		for _, a := range server.Admits {
			if a.Place.Address() != want.address {
				continue
			}
			found = true
			if a.Open().String() != want.open || a.Customers.String() != want.customers {
				t.Errorf("%s: open %s, customers %s", want.address, a.Open(), a.Customers)
			}
		}
		if !found {
			t.Errorf("%s is not among the rules of the server", want.address)
		}
	}
	cache := one(t, sys.Stores, "azurerm_redis_cache.sessions")
	if flagged(cache.Public) != "false" || cache.Plain.String() != "true" || flagged(cache.OldTLS) != "true" {
		t.Errorf("cache: public %s, plain %s, old TLS %s", flagged(cache.Public), cache.Plain, flagged(cache.OldTLS))
	}
	if flagged(one(t, sys.Channels, "azurerm_container_registry.images").Images.SharedAdmin) != "true" {
		t.Error("the admin user of the registry is not seen")
	}
}

func TestVaults(t *testing.T) {
	sys := readChannels(t)
	vault := one(t, sys.Vaults, "azurerm_key_vault.plain")
	if days, _ := vault.Window.Get(); flagged(vault.Protected) != "false" || days != 90 || flagged(vault.ByRoles) != "false" ||
		vault.OpenNetwork.String() != "true" || vault.NetworkPlace.Attribute() != "network_acls" {
		t.Errorf("defaults of a vault: %+v", vault)
	}
	for address, want := range map[string][2]string{
		"azurerm_key_vault_key.for_ever": {"false", "false"}, "azurerm_key_vault_key.rotated": {"true", "false"},
	} {
		if k := one(t, sys.Keys, address); flagged(k.Rotated) != want[0] || k.Ends.String() != want[1] {
			t.Errorf("%s: rotated %s, ends %s", address, flagged(k.Rotated), k.Ends)
		}
	}
	secret := one(t, sys.Secrets, "azurerm_key_vault_secret.db")
	if secret.Ends.String() != "true" || secret.ContentType.IsSet().String() != "false" || len(secret.Literals) != 1 {
		t.Errorf("secret: ends %s, content type %s, %d literals", secret.Ends, secret.ContentType.IsSet(), len(secret.Literals))
	}
}
