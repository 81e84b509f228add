package azure

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// planned reads one resource of a type with planned values, written as JSON.
func planned(t *testing.T, typ, values string) *model.System {
	t.Helper()
	text := `{"format_version":"1.2","resource_changes":[{"address":"` + typ + `.x","mode":"managed","type":"` + typ +
		`","name":"x","change":{"actions":["create"],"after":` + values + `,"after_unknown":{}}}]}`
	p, err := plan.Read(context.Background(), strings.NewReader(text), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	return sys
}

// TestNamesOfOlderVersions reads attributes by the names that earlier versions of the provider have for them.
func TestNamesOfOlderVersions(t *testing.T) {
	channel := func(ask func(*model.Channel) model.Truth) func(*model.System) model.Truth {
		return func(s *model.System) model.Truth { return ask(s.Channels[0]) }
	}
	store := func(ask func(*model.Store) model.Truth) func(*model.System) model.Truth {
		return func(s *model.System) model.Truth { return ask(s.Stores[0]) }
	}
	open := channel(func(c *model.Channel) model.Truth { return c.OpenNetwork })
	for _, c := range []struct {
		what, typ, values string
		ask               func(*model.System) model.Truth
		want              string
	}{
		{
			"https only", "azurerm_storage_account", `{"enable_https_traffic_only":false}`,
			channel(func(c *model.Channel) model.Truth { return c.TLSOnly }), "false",
		},
		{
			"open containers", "azurerm_storage_account", `{"allow_blob_public_access":false}`,
			channel(func(c *model.Channel) model.Truth { return model.IsTrue(c.Anonymous) }), "false",
		},
		{"range as text", "azurerm_cosmosdb_account", `{"ip_range_filter":"203.0.113.1"}`, open, "false"},
		{"no range", "azurerm_cosmosdb_account", `{"ip_range_filter":""}`, open, "true"},
		{
			"keys of Cosmos DB", "azurerm_cosmosdb_account", `{"local_authentication_disabled":true}`,
			channel(func(c *model.Channel) model.Truth { return model.IsTrue(c.LocalAuth) }), "false",
		},
		{"rules of Event Hubs", "azurerm_eventhub_namespace", `{"network_rulesets":[{"default_action":"Deny"}]}`, open, "false"},
		{"rules of a registry", "azurerm_container_registry", `{"network_rule_set":[{"default_action":"Deny"}]}`, open, "false"},
		{
			"a range for everybody", "azurerm_storage_account",
			`{"network_rules":[{"default_action":"Deny","ip_rules":["0.0.0.0/0"]}]}`, open, "true",
		},
		{"IoT Hub switched off", "azurerm_iothub", `{"public_network_access_enabled":false}`, open, "false"},
		{
			"plain port", "azurerm_redis_cache", `{"enable_non_ssl_port":true}`,
			store(func(s *model.Store) model.Truth { return s.Plain }), "true",
		},
		{
			"TLS of Redis by default", "azurerm_redis_cache", `{}`,
			store(func(s *model.Store) model.Truth { return model.IsTrue(s.OldTLS) }), "true",
		},
		{
			"TLS not enforced", "azurerm_postgresql_server", `{"ssl_minimal_tls_version_enforced":"TLSEnforcementDisabled"}`,
			store(func(s *model.Store) model.Truth { return model.IsTrue(s.OldTLS) }), "true",
		},
		{
			"public by word", "azurerm_mysql_flexible_server", `{"public_network_access":"Disabled"}`,
			store(func(s *model.Store) model.Truth { return model.IsTrue(s.Public) }), "false",
		},
		{
			"roles in a vault", "azurerm_key_vault", `{"enable_rbac_authorization":true}`,
			func(s *model.System) model.Truth { return model.IsTrue(s.Vaults[0].ByRoles) }, "true",
		},
	} {
		if got := c.ask(planned(t, c.typ, c.values)).String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

// TestSpoiledChannels puts values of other kinds, or none, anywhere into planned values: nothing may panic.
func TestSpoiledChannels(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "channels", "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		var doc map[string]any
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatal(err)
		}
		changes, _ := doc["resource_changes"].([]any)
		for _, c := range changes {
			change, _ := c.(map[string]any)["change"].(map[string]any)
			change["after"], change["after_unknown"] = mangled(random, change["after"], 3), mangled(random, change["after_unknown"], 6)
		}
		b, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		p, err := plan.Read(context.Background(), bytes.NewReader(b), plan.Options{Keep: Keeper()})
		if err != nil {
			t.Fatal(err)
		}
		sys := &model.System{}
		shared := base.Share(Contents())
		base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	}
}

// mangled replaces one in many of the values below v.
func mangled(random *rand.Rand, v any, odds int) any {
	switch x := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			x[k] = mangled(random, x[k], odds*2)
		}
	case []any:
		for i := range x {
			x[i] = mangled(random, x[i], odds*2)
		}
	}
	if random.IntN(odds*4) > 0 {
		return v
	}
	return []any{nil, true, 7.5, "x", "", "a/b/c@d:e", []any{}, []any{nil}, map[string]any{}, map[string]any{"": nil}}[random.IntN(10)]
}
