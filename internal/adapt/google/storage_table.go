package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func tableTypes() types {
	return types{
		"google_bigquery_dataset":                     {Make: makeDataset, Link: linkDataset},
		"google_bigquery_dataset_access":              datasetAccess(),
		"google_bigquery_table":                       {Make: makeBigQueryTable, Link: linkBigQueryTable},
		"google_bigquery_routine":                     nothing(),
		"google_bigquery_job":                         nothing(),
		"data.google_bigquery_dataset":                dataChannel(model.Dataset, "dataset_id"),
		"data.google_bigquery_table":                  dataChannel(model.Table, "table_id"),
		"google_firestore_database":                   {Make: makeFirestore, Link: linkEncryption("cmek_config", "kms_key_name")},
		"google_firestore_document":                   {Follow: "database"},
		"google_firestore_index":                      {Follow: "database"},
		"google_firestore_field":                      {Follow: "database"},
		"google_firestore_backup_schedule":            {Follow: "database"},
		"google_datastore_index":                      nothing(),
		"google_bigtable_instance":                    {Make: makeBigtable, Link: linkBigtable},
		"google_bigtable_table":                       {Make: makeBigtableTable, Link: linkInside("instance_name")},
		"google_bigtable_gc_policy":                   nothing(),
		"google_bigtable_app_profile":                 {Follow: "instance"},
		"google_spanner_instance":                     nothing(),
		"google_spanner_database":                     {Make: makeSpanner, Link: linkSpanner},
		"google_spanner_backup_schedule":              {Follow: "database"},
		"data.google_spanner_database":                dataChannel(model.Table, "name"),
		"data.google_firestore_document":              {Follow: "database"},
		"google_bigquery_connection":                  nothing(),
		"google_bigquery_data_transfer_config":        nothing(),
		"google_bigquery_reservation":                 nothing(),
		"google_bigquery_analytics_hub_data_exchange": nothing(),
	}
}

// addTable declares something that is always encrypted, and of which a state of the past can be read again.
func addTable(r resource, kind model.ChannelKind, name string) *model.Channel {
	c := addChannel(r, kind, r.HeadNamed(name))
	c.Block.Declared = model.True() // there is no switch of this kind
	return c
}

// linkEncryption adapts the key of a channel in a nested block.
func linkEncryption(block, attribute string) func(resource) {
	return func(r resource) {
		if c, ok := base.Own[*model.Channel](r); ok {
			encrypt(&c.Encryption, keyedIn(r, block, block+".0."+attribute), c)
		}
	}
}

// linkInside adapts a table that carries no key of its own.
func linkInside(path string) func(resource) {
	return func(r resource) {
		if c, ok := base.Own[*model.Channel](r); ok {
			c.In = base.Link[*model.Channel](r, path)
		}
	}
}

// makeDataset adapts google_bigquery_dataset. Tables can be read as they were within the last seven days (BigQuery
// documentation, "Time travel and fail-safe").
func makeDataset(r resource) {
	c := addTable(r, model.Dataset, "dataset_id")
	c.Policy = r.Place("access")
	n, known := r.Blocks("access")
	for i := range n {
		if g := r.access("access."+base.Itoa(i)+".", "access."+base.Itoa(i)); g != nil {
			c.Grants = append(c.Grants, g)
		}
	}
	if !known && !base.Omitted(r, "access") {
		c.PolicyWhy = r.WhyUnknown("access")
	}
}

func linkDataset(r resource) {
	const block = "default_encryption_configuration"
	linkEncryption(block, "kms_key_name")(r)
}

// datasetAccess adapts google_bigquery_dataset_access.
func datasetAccess() adapter {
	grant := func(r resource, certain model.Truth) *model.Grant {
		g := r.access("", "")
		if g != nil {
			g.Certain = g.Certain.And(certain)
		}
		return g
	}
	add := func(c *model.Channel, g *model.Grant) {
		if g != nil {
			c.Grants = append(c.Grants, g)
		}
	}
	return setting[*model.Channel]{
		Path: "dataset_id", All: datasets, Outside: base.OutsideChannel[resource](model.Dataset),
		Set: func(r resource, c *model.Channel) { add(c, grant(r, model.True())) },
		May: func(r resource, c *model.Channel, why string) { add(c, grant(r, model.Undecided(why))) },
	}.Adapter()
}

func datasets(sys *model.System) []*model.Channel {
	var found []*model.Channel
	for _, c := range sys.Channels {
		if c.Kind == model.Dataset {
			found = append(found, c)
		}
	}
	return found
}

// access reads one entry of a dataset's access list; nil for one that lets in a view, a routine or another dataset. at is
// the attribute to name, "" for the one that says who is let in.
func (r resource) access(path, at string) *model.Grant {
	for _, kind := range []string{"special_group", "iam_member", "user_by_email", "group_by_email", "domain"} {
		v := r.Str(path + kind)
		if model.Never(given(v)) {
			continue
		}
		g := &model.Grant{
			Place: r.Place(base.Either(at, path+kind)), Principal: accessPrincipal(kind, v), Certain: given(v),
			Abilities: datasetAbilities(r.Str(path + "role")),
		}
		if role, ok := r.Str(path + "role").Get(); ok {
			g.Actions = []string{role}
		}
		if n, known := r.Blocks(path + "condition"); n > 0 || !known && !base.Omitted(r, path+"condition") {
			condition := r.Str(path + "condition.0.expression")
			g.Limits = []model.Limit{{Kind: model.OtherLimit, Values: model.Map(condition, alone[string])}}
		}
		return g
	}
	return nil
}

// accessPrincipal reads who an entry lets in (BigQuery API reference, Dataset.Access).
func accessPrincipal(kind string, v model.Value[string]) model.Principal {
	text, known := v.Get()
	if !known {
		return model.Principal{Kind: model.UnknownPrincipal, Why: v.Why()}
	}
	p := model.Principal{Kind: model.IdentityHolder, Text: text}
	switch {
	case kind == "special_group" && text == "allAuthenticatedUsers":
		p.Kind = model.AnyAccount
	case kind == "special_group":
		p.Kind = model.AccountPrincipal
	case kind == "domain":
		p.Kind = model.AccountPrincipal
	case kind == "iam_member":
		if m, ok := parseMember(text); ok {
			p = m.principal
		}
	}
	return p
}

// datasetAbilities reads a role, which is READER, WRITER or OWNER, or one of IAM.
func datasetAbilities(role model.Value[string]) []model.Ability {
	name, _ := role.Get()
	name = strings.ToLower(lastPart(name))
	switch {
	case name == "owner", strings.HasSuffix(name, "admin"), strings.HasSuffix(name, "dataowner"):
		return []model.Ability{model.Read, model.Publish, model.Delete, model.Manage}
	case name == "writer", strings.HasSuffix(name, "editor"):
		return []model.Ability{model.Read, model.Publish, model.Delete}
	default:
		return []model.Ability{model.Read}
	}
}

func alone[T any](v T) []T { return []T{v} }

func makeBigQueryTable(r resource) {
	addTable(r, model.Table, "table_id").Recovery = model.Known(true, r.Place(""))
}

// linkBigQueryTable: without a key of its own, a table has that of its dataset when it is made.
func linkBigQueryTable(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	c.In = base.Link[*model.Channel](r, "dataset_id")
	const block = "encryption_configuration"
	encrypt(&c.Encryption, keyedIn(r, block, block+".0.kms_key_name"), c)
	if set, in := c.In.One(); in && !model.Certainly(model.Equals(c.Encryption.Kind, model.CustomerKey)) {
		const general = "default_encryption_configuration"
		if res, found := r.b.Plan.Resource(set.Address); found {
			c.Encryption.Kind = keyedIn(r.b.resource(res), general, general+".0.kms_key_name").Kind
			c.Encryption.Kind.Place = c.Encryption.Key.Place
		}
	}
}

// makeFirestore adapts google_firestore_database, which keeps the past of an hour, and of a week with point-in-time recovery
// (Firestore documentation, "Point-in-time recovery").
func makeFirestore(r resource) {
	c := addTable(r, model.Table, "name")
	recovery := r.Str("point_in_time_recovery_enablement").Or("POINT_IN_TIME_RECOVERY_DISABLED")
	c.Recovery = model.Map(recovery, func(s string) bool { return s == "POINT_IN_TIME_RECOVERY_ENABLED" })
}

func makeBigtable(r resource) { addTable(r, model.Dataset, "name") }

// linkBigtable: each cluster of an instance has a key; the one that is not the customer's own counts.
func linkBigtable(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	n, _ := r.Blocks("cluster")
	for i := range n {
		e := keyed(r, "cluster."+base.Itoa(i)+".kms_key_name")
		if i == 0 || !model.Certainly(model.Equals(e.Kind, model.CustomerKey)) {
			encrypt(&c.Encryption, e, c)
		}
	}
}

// makeBigtableTable adapts google_bigtable_table: backups are made where a policy says so.
func makeBigtableTable(r resource) {
	c := addTable(r, model.Table, "name")
	n, known := r.Blocks("automated_backup_policy")
	c.Recovery = model.Known(n > 0, r.Place(""))
	if !known && !base.Omitted(r, "automated_backup_policy") {
		c.Recovery = model.UnknownValue[bool](r.WhyUnknown("automated_backup_policy"), r.Place("automated_backup_policy"))
	}
}

// makeSpanner adapts google_spanner_database, which keeps the past of an hour at least (Spanner documentation,
// "Point-in-time recovery").
func makeSpanner(r resource) {
	addTable(r, model.Table, "name").Recovery = model.Known(true, r.Place(""))
}

// linkSpanner: a database in several regions has a list of keys.
func linkSpanner(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	e := keyedIn(r, "encryption_config", "encryption_config.0.kms_key_name")
	if keys := base.Links[*model.Key](r, "encryption_config.0.kms_key_names"); len(keys) > 0 {
		e.Key, e.Kind = keys[0], model.Known(model.CustomerKey, keys[0].Place)
	}
	encrypt(&c.Encryption, e, c)
}
