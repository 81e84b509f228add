package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func storeTypes() types {
	return types{
		"google_sql_database_instance":      {Make: makeSQL},
		"google_sql_database":               {Follow: "instance"},
		"google_sql_user":                   {Follow: "instance"},
		"google_sql_ssl_cert":               {Follow: "instance"},
		"data.google_sql_database_instance": nothing(),
		"google_alloydb_cluster":            nothing(),
		"google_alloydb_instance":           {Make: makeAlloyDB},
		"google_alloydb_user":               nothing(),
		"google_alloydb_backup":             nothing(),
		"google_redis_instance":             {Make: makeRedis("transit_encryption_mode", "DISABLED")},
		"google_redis_cluster":              {Make: makeRedis("transit_encryption_mode", "TRANSIT_ENCRYPTION_MODE_DISABLED")},
		"google_memorystore_instance":       {Make: makeRedis("transit_encryption_mode", "TRANSIT_ENCRYPTION_DISABLED")},
		"google_memcache_instance":          {Make: func(r resource) { r.store(model.Cache, "name") }},
		"data.google_redis_instance":        nothing(),
	}
}

// store declares a store that has no address on the internet, or none that is known yet.
func (r resource) store(kind model.StoreKind, name string) *model.Store {
	s := &model.Store{
		Head: r.HeadNamed(name), Kind: kind, Public: model.NotSet[bool](r.Place("")), Recovery: model.NotSet[bool](r.Place("")),
		PlainPlace: r.Place(""),
	}
	r.b.Sys.Stores = append(r.b.Sys.Stores, s)
	r.b.Declare(r, s)
	return s
}

// makeSQL adapts google_sql_database_instance. It has a public address unless that is switched off, at which only the
// authorized networks can connect without the Cloud SQL connectors, which ask IAM (Cloud SQL documentation, "Authorize with
// authorized networks").
func makeSQL(r resource) {
	const ip, backup = "settings.0.ip_configuration", "settings.0.backup_configuration"
	s := r.store(model.Database, "name")
	s.Addressable, s.Guarded = true, true
	s.Public = base.InBlock(r, ip, r.Flag(ip+".0.ipv4_enabled")).Or(true)
	s.Admits = r.admitted(ip+".0.authorized_networks", ".value")
	s.Plain, s.PlainPlace = plainSQL(r, ip)
	if model.Never(r.Str("master_instance_name").IsSet()) { // a replica has the backups of its primary
		s.Recovery = base.InBlock(r, backup, r.Flag(backup+".0.enabled")).Or(false)
	}
}

// plainSQL tells whether connections need no TLS. ssl_mode took the place of require_ssl in version 5 of the provider; both
// left out, unencrypted connections are allowed (Cloud SQL Admin API, IpConfiguration.sslMode).
func plainSQL(r resource, ip string) (model.Truth, model.Place) {
	mode, old := base.InBlock(r, ip, r.Str(ip+".0.ssl_mode")), base.InBlock(r, ip, r.Flag(ip+".0.require_ssl"))
	if model.Never(mode.IsSet()) && !model.Never(old.IsSet()) {
		return model.IsFalse(old), old.Place
	}
	mode = mode.Or("ALLOW_UNENCRYPTED_AND_ENCRYPTED")
	return model.Equals(mode, "ALLOW_UNENCRYPTED_AND_ENCRYPTED"), mode.Place
}

// admitted reads the addresses that may connect, one rule each.
func (r resource) admitted(blocks, attribute string) []*model.TrafficRule {
	var rules []*model.TrafficRule
	n, known := r.Blocks(blocks)
	for i := range n {
		v := r.Str(blocks + "." + base.Itoa(i) + attribute)
		rules = append(rules, admission(model.Map(v, alone[string])))
	}
	if !known && !base.Omitted(r, blocks) {
		rules = append(rules, admission(model.UnknownValue[[]string](r.WhyUnknown(blocks), r.Place(blocks))))
	}
	return rules
}

func admission(ranges model.Value[[]string]) *model.TrafficRule {
	every := model.Known(-1, ranges.Place)
	return &model.TrafficRule{
		Place: ranges.Place, CIDRs: ranges, From: every, To: every, Certain: model.True(),
		Protocol: model.Known("tcp", ranges.Place),
	}
}

// makeAlloyDB adapts google_alloydb_instance, which only has a public address when asked for, and takes only encrypted
// connections unless told otherwise (AlloyDB API, SslConfig: ENCRYPTED_ONLY).
func makeAlloyDB(r resource) {
	const network = "network_config"
	s := r.store(model.Database, "instance_id")
	s.Addressable, s.Guarded = true, true
	s.Public = base.InBlock(r, network, r.Flag(network+".0.enable_public_ip")).Or(false)
	s.Admits = r.admitted(network+".0.authorized_external_networks", ".cidr_range")
	const client = "client_connection_config"
	mode := base.InBlock(r, client, r.Str(client+".0.ssl_config.0.ssl_mode")).Or("ENCRYPTED_ONLY")
	s.Plain, s.PlainPlace = model.Equals(mode, "ALLOW_UNENCRYPTED_AND_ENCRYPTED"), mode.Place
}

// makeRedis adapts what speaks the protocol of Redis, without TLS unless asked for (Memorystore documentation, "About
// in-transit encryption"). It never has an address on the internet.
func makeRedis(path, off string) func(resource) {
	return func(r resource) {
		name := "name"
		if r.Type == "google_memorystore_instance" {
			name = "instance_id"
		}
		s := r.store(model.Cache, name)
		mode := r.Str(path).Or(off)
		s.Plain, s.PlainPlace = model.Equals(mode, off), mode.Place
	}
}
