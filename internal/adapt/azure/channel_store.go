package azure

import (
	"encoding/binary"
	"net/netip"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// store says what rules ask of databases and caches of one type.
type store struct {
	kind model.StoreKind
	// subnet puts it into a network of its own, where it has no public address.
	subnet string
	// public reads whether it has one otherwise.
	public func(r resource) model.Value[bool]
	// open is true for types that take connections from every address until a rule names some.
	open bool
}

// storeTypes lists what functions keep data in and reach over the network, and the firewall rules of these.
func storeTypes() types {
	on := func(r resource) model.Value[bool] { return r.flag(true, "public_network_access_enabled") }
	word := func(r resource) model.Value[bool] { return enabled(r, "public_network_access") }
	off := func(r resource) model.Value[bool] { return r.flag(false, "public_data_endpoint_enabled") }
	all := types{
		"azurerm_mssql_database": nothing(),
	}
	for typ, s := range map[string]store{
		"azurerm_mssql_server":               {kind: model.Database, public: on},
		"azurerm_sql_server":                 {kind: model.Database, public: on},
		"azurerm_mssql_managed_instance":     {kind: model.Database, public: off},
		"azurerm_postgresql_server":          {kind: model.Database, public: on},
		"azurerm_postgresql_flexible_server": {kind: model.Database, public: on, subnet: "delegated_subnet_id"},
		"azurerm_mysql_server":               {kind: model.Database, public: on},
		"azurerm_mysql_flexible_server":      {kind: model.Database, public: word, subnet: "delegated_subnet_id"},
		"azurerm_mariadb_server":             {kind: model.Database, public: on},
		"azurerm_redis_cache":                {kind: model.Cache, public: on, subnet: "subnet_id", open: true},
		"azurerm_managed_redis":              {kind: model.Cache, public: word, open: true},
		"azurerm_search_service":             {kind: model.SearchDomain, public: on, open: true},
	} {
		all[typ] = adapter{Make: s.make}
	}
	for typ, path := range map[string]string{
		"azurerm_mssql_firewall_rule":                      "server_id",
		"azurerm_sql_firewall_rule":                        "server_name",
		"azurerm_postgresql_firewall_rule":                 "server_name",
		"azurerm_postgresql_flexible_server_firewall_rule": "server_id",
		"azurerm_mysql_firewall_rule":                      "server_name",
		"azurerm_mysql_flexible_server_firewall_rule":      "server_name",
		"azurerm_mariadb_firewall_rule":                    "server_name",
		"azurerm_redis_firewall_rule":                      "redis_cache_name",
	} {
		all[typ] = firewallRule(path)
	}
	return all
}

func (s store) make(r resource) {
	st := &model.Store{
		Head: r.Head(), Kind: s.kind, Addressable: true, Public: s.public(r), Guarded: !s.open, PlainPlace: r.Place(""),
	}
	if s.subnet != "" {
		inNetwork := r.Str(s.subnet).IsSet()
		switch {
		case model.Certainly(inNetwork):
			st.Public = model.Known(false, r.Place(s.subnet))
		case !model.Never(inNetwork) && !model.Never(model.IsTrue(st.Public)):
			st.Public = model.UnknownValue[bool](r.Str(s.subnet).Why(), r.Place(s.subnet))
		}
	}
	plain, old := storeTransport(r)
	st.Plain, st.PlainPlace, st.OldTLS = model.IsTrue(plain), plain.Place, old
	r.b.Sys.Stores = append(r.b.Sys.Stores, st)
	r.b.Declare(r, st)
}

// storeTransport reads whether a store takes connections without TLS, and with an old one. Types without either setting
// take neither.
func storeTransport(r resource) (plain, old model.Value[bool]) {
	none := model.NotSet[bool](r.Place(""))
	switch r.Type {
	case "azurerm_redis_cache":
		// The provider asks for TLS 1.0 where it is not told otherwise.
		return r.flag(false, "non_ssl_port_enabled", "enable_non_ssl_port"), oldTLS(r, "1.0", "minimum_tls_version")
	case "azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mariadb_server":
		enforced := r.flag(true, "ssl_enforcement_enabled")
		return model.Map(enforced, func(on bool) bool { return !on }), givenTLS(r, "ssl_minimal_tls_version_enforced")
	case "azurerm_mssql_server", "azurerm_mssql_managed_instance":
		return none, givenTLS(r, "minimum_tls_version")
	case "azurerm_managed_redis":
		protocol := r.Str("default_database.0.client_protocol")
		return model.Map(protocol, func(s string) bool { return s == "Plaintext" }), none
	default:
		return none, none
	}
}

// givenTLS is oldTLS for types of which new ones take no old TLS unless one is given.
func givenTLS(r resource, path string) model.Value[bool] {
	if model.Never(r.Str(path).IsSet()) {
		return model.NotSet[bool](r.Place(path))
	}
	return oldTLS(r, "", path)
}

// firewallRule adapts a rule that lets a range of addresses connect to a server.
func firewallRule(server string) adapter {
	return setting[*model.Store]{
		Path: server, All: model.Stores,
		Set: func(r resource, s *model.Store) { s.Admits = append(s.Admits, admits(r, model.True())) },
		May: func(r resource, s *model.Store, why string) {
			s.Admits = append(s.Admits, admits(r, model.Undecided(why)))
		},
		Outside: outsideStore,
	}.Adapter()
}

// outsideStore makes a server that the plan does not declare, of which only rules can be judged: they would be of no use
// if nothing could connect to it.
func outsideStore(r resource, head model.Head) *model.Store {
	s := &model.Store{Head: head, Kind: model.Database, Public: model.Known(true, r.Place("")), Guarded: true}
	if r.Type == "azurerm_redis_firewall_rule" {
		s.Kind = model.Cache
	}
	r.b.Sys.Stores = append(r.b.Sys.Stores, s)
	return s
}

// most tells whether a range is at least half of IPv4: whoever writes it means everybody.
func most(from, to string) bool {
	first, err := netip.ParseAddr(from)
	last, err2 := netip.ParseAddr(to)
	if err != nil || err2 != nil || !first.Is4() || !last.Is4() {
		return false
	}
	a, b := first.As4(), last.As4()
	return int64(binary.BigEndian.Uint32(b[:]))-int64(binary.BigEndian.Uint32(a[:])) >= 1<<31
}

// admits writes a range as CIDR where it is nearly the whole of IPv4. The range 0.0.0.0 to 0.0.0.0 lets in what runs in Azure,
// of whichever customer.
func admits(r resource, certain model.Truth) *model.TrafficRule {
	from, end := r.Str(rangePath(r, "start")), r.Str(rangePath(r, "end"))
	last, _ := end.Get()
	ranges := model.Map(from, func(start string) []string {
		if most(start, last) {
			return []string{"0.0.0.0/0"}
		}
		return []string{start + "-" + last}
	})
	if !end.IsKnown() && from.IsKnown() {
		ranges = model.UnknownSet[[]string](end.Why(), end.Place)
	}
	return &model.TrafficRule{
		Place: from.Place, CIDRs: ranges, Certain: certain,
		Customers: model.Equals(from, "0.0.0.0").And(model.Equals(end, "0.0.0.0")),
	}
}

// rangePath names the attribute of one end of a range.
func rangePath(r resource, end string) string {
	if r.Type == "azurerm_redis_firewall_rule" {
		return end + "_ip"
	}
	return end + "_ip_address"
}
