package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// store says where resources of one type keep what rules ask of databases, caches and brokers.
type store struct {
	kind   model.StoreKind
	public string // the flag that gives it an address on the internet; "" for types that never have one
	groups string // its security groups
}

// storeTypes lists what functions keep data in and reach over the network.
func storeTypes() types {
	types := types{}
	for name, s := range map[string]store{
		"aws_db_instance":                   {model.Database, "publicly_accessible", "vpc_security_group_ids"},
		"aws_rds_cluster":                   {model.Database, "", "vpc_security_group_ids"},
		"aws_rds_cluster_instance":          {model.Database, "publicly_accessible", ""},
		"aws_db_proxy":                      {model.Database, "", "vpc_security_group_ids"},
		"aws_docdb_cluster":                 {model.Database, "", "vpc_security_group_ids"},
		"aws_neptune_cluster":               {model.Database, "", "vpc_security_group_ids"},
		"aws_neptune_cluster_instance":      {model.Database, "publicly_accessible", ""},
		"aws_redshift_cluster":              {model.Warehouse, "publicly_accessible", "vpc_security_group_ids"},
		"aws_redshiftserverless_workgroup":  {model.Warehouse, "publicly_accessible", "security_group_ids"},
		"aws_elasticache_cluster":           {model.Cache, "", "security_group_ids"},
		"aws_elasticache_replication_group": {model.Cache, "", "security_group_ids"},
		"aws_elasticache_serverless_cache":  {model.Cache, "", "security_group_ids"},
		"aws_memorydb_cluster":              {model.Cache, "", "security_group_ids"},
		"aws_dax_cluster":                   {model.Cache, "", "security_group_ids"},
		"aws_opensearch_domain":             {model.SearchDomain, "", "vpc_options.0.security_group_ids"},
		"aws_elasticsearch_domain":          {model.SearchDomain, "", "vpc_options.0.security_group_ids"},
	} {
		types[name] = adapter{Make: s.make, Link: s.link}
	}
	return types
}

func (s store) make(r resource) { r.b.Declare(r, s.add(r, r.HeadNamed(storeName(r.Type)))) }

func (s store) add(r resource, head model.Head) *model.Store {
	st := &model.Store{
		Head: head, Kind: s.kind, Addressable: s.public != "",
		Public: model.NotSet[bool](r.Place("")),
	}
	if st.Addressable {
		st.Public = r.Flag(s.public)
	}
	r.b.Sys.Stores = append(r.b.Sys.Stores, st)
	return st
}

func (s store) link(r resource) {
	if st, ok := base.Own[*model.Store](r); ok && s.groups != "" {
		st.Groups = base.Links[*model.SecurityGroup](r, s.groups)
	}
}

// storeName is the attribute that names a store of a type.
func storeName(typ string) string {
	switch typ {
	case "aws_db_instance", "aws_rds_cluster_instance", "aws_neptune_cluster_instance":
		return "identifier"
	case "aws_elasticache_replication_group":
		return "replication_group_id"
	case "aws_elasticache_cluster":
		return "cluster_id"
	case "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_redshift_cluster":
		return "cluster_identifier"
	case "aws_opensearch_domain", "aws_elasticsearch_domain":
		return "domain_name"
	case "aws_dax_cluster":
		return "cluster_name"
	case "aws_redshiftserverless_workgroup":
		return "workgroup_name"
	default:
		return "name"
	}
}

// linkBroker adds a message broker also as something with a network address. Its events are a channel's.
func linkBroker(r resource) {
	s := store{kind: model.MessageBroker, public: "publicly_accessible", groups: "security_groups"}
	s.add(r, r.HeadNamed("broker_name")).Groups = base.Links[*model.SecurityGroup](r, s.groups)
}

// linkKafka does the same for a Kafka cluster, which has public addresses by SERVICE_PROVIDED_EIPS (MSK API reference,
// PublicAccess).
func linkKafka(r resource) {
	const nodes = "broker_node_group_info.0."
	s := store{kind: model.MessageBroker, groups: nodes + "security_groups"}
	st := s.add(r, r.HeadNamed("cluster_name"))
	st.Groups, st.Addressable = base.Links[*model.SecurityGroup](r, s.groups), true
	access := base.InBlock(r, nodes+"connectivity_info", r.Str(nodes+"connectivity_info.0.public_access.0.type"))
	st.Public = model.Map(access, func(kind string) bool { return kind == "SERVICE_PROVIDED_EIPS" })
}
