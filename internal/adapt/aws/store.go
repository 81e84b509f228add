package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// store says where resources of one type keep what rules ask of databases, caches and brokers.
type store struct {
	kind   model.StoreKind
	public string // the flag that gives it an address on the internet; "" for types that never have one
	groups string // its security groups
}

// storeTypes lists what functions keep data in and reach over the network.
func storeTypes() map[string]adapter {
	types := map[string]adapter{}
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
		types[name] = adapter{make: s.make, link: s.link}
	}
	return types
}

func (s store) make(r resource) { r.b.declare(r, s.add(r, r.headNamed(storeName(r.Type)))) }

func (s store) add(r resource, head model.Head) *model.Store {
	st := &model.Store{
		Head: head, Kind: s.kind, Addressable: s.public != "",
		Public: model.NotSet[bool](r.place("")),
	}
	if st.Addressable {
		st.Public = r.flag(s.public)
	}
	r.b.sys.Stores = append(r.b.sys.Stores, st)
	return st
}

func (s store) link(r resource) {
	if st, ok := object[*model.Store](r); ok && s.groups != "" {
		st.Groups = linksTo[*model.SecurityGroup](r, s.groups)
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
	s.add(r, r.headNamed("broker_name")).Groups = linksTo[*model.SecurityGroup](r, s.groups)
}

// linkKafka does the same for a Kafka cluster, which has public addresses by SERVICE_PROVIDED_EIPS (MSK API reference,
// PublicAccess).
func linkKafka(r resource) {
	const nodes = "broker_node_group_info.0."
	s := store{kind: model.MessageBroker, groups: nodes + "security_groups"}
	st := s.add(r, r.headNamed("cluster_name"))
	st.Groups, st.Addressable = linksTo[*model.SecurityGroup](r, s.groups), true
	access := inBlock(r, nodes+"connectivity_info", r.str(nodes+"connectivity_info.0.public_access.0.type"))
	st.Public = model.Map(access, func(kind string) bool { return kind == "SERVICE_PROVIDED_EIPS" })
}

// storeUses gathers which functions use which stores, each once.
type storeUses map[storeUse]bool

type storeUse struct {
	store    *model.Store
	function *model.Function
}

// connectStores notes on stores which functions use them: those that are told their address, and those that their
// security groups let in.
func (b *builder) connectStores() {
	byAddress, uses := map[string]*model.Store{}, storeUses{}
	for _, s := range b.sys.Stores {
		byAddress[s.Address] = s
	}
	for _, f := range b.sys.Functions {
		for _, v := range f.Variables {
			for _, from := range v.From {
				if s, ok := byAddress[from.Place.Address]; ok {
					uses.add(s, f, v.Value.Place, toldIn(v))
				}
			}
		}
	}
	for _, s := range b.sys.Stores {
		for _, l := range s.Groups {
			if g, ok := l.One(); ok {
				uses.letIn(s, g)
			}
		}
	}
}

// toldIn says where a function is told about a store. A variable without a name is the environment as a whole.
func toldIn(v *model.Variable) string {
	if v.Name == "" {
		return "is told about it in its environment"
	}
	return "is told about it in variable " + v.Name
}

// letIn adds the functions whose group a store's group admits.
func (u storeUses) letIn(s *model.Store, g *model.SecurityGroup) {
	for _, t := range g.Ingress {
		if source, ok := t.Source.One(); ok {
			for _, bearer := range source.Bearers {
				if model.Certainly(bearer.Certain.And(t.Certain)) {
					u.add(s, bearer.Function, t.Source.Place, "is let in by its security group")
				}
			}
		}
	}
}

func (u storeUses) add(s *model.Store, f *model.Function, at model.Place, note string) {
	if key := (storeUse{s, f}); !u[key] {
		u[key] = true
		s.UsedBy = append(s.UsedBy, model.StoreUse{Function: f, Place: at, Note: note})
	}
}
