package google

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestBuckets(t *testing.T) {
	var got []string
	for _, c := range adapted(t, "data").Channels {
		if c.Kind == model.Bucket {
			got = append(got, line(c.Address, "acl", shown(c.PublicACL), "acls off", c.PublicACLsOff, "closed", c.PublicPoliciesOff,
				"fenced", c.Block.Declared, "versions", shown(c.Versioned), "undelete", shown(c.Undelete), shown(c.Encryption.Kind)))
		}
	}
	same(t, got, `
		google_storage_bucket.closed acl - acls off true closed true fenced true versions true undelete 0 customer-managed key
		google_storage_bucket.filtered acl - acls off true closed true fenced false versions false undelete 604800 cloud-owned key
		google_storage_bucket.plain acl public-read-write acls off false closed false fenced false versions false undelete 604800 cloud-owned key
		google_storage_bucket.unfiltered acl - acls off false closed false fenced false versions false undelete 604800 cloud-owned key
		google_storage_bucket_acl.foreign acl authenticated-read acls off false closed false fenced unknown: it is not declared in this plan versions - undelete - ?`)
}

func TestTables(t *testing.T) {
	var got []string
	for _, c := range adapted(t, "data").Channels {
		switch c.Kind {
		case model.Dataset, model.Table:
			got = append(got, line(c.Address, c.Kind, shown(c.Encryption.Kind), "recovery", shown(c.Recovery), "in", to(c.In)))
		case model.Registry:
			got = append(got, line(c.Address, c.Kind, shown(c.Encryption.Kind), "mutable", shown(c.Images.Mutable), "scanned", shown(c.Images.Scanned)))
		}
	}
	same(t, got, `
		google_artifact_registry_repository.apps image repository cloud-owned key mutable true scanned -
		google_artifact_registry_repository.fixed image repository cloud-owned key mutable false scanned false
		google_artifact_registry_repository.mirror image repository cloud-owned key mutable - scanned -
		google_bigquery_dataset.orders dataset customer-managed key recovery - in
		google_bigquery_table.events table customer-managed key recovery true in google_bigquery_dataset.orders
		google_bigtable_instance.orders dataset cloud-owned key recovery - in
		google_bigtable_table.orders table cloud-owned key recovery false in google_bigtable_instance.orders
		google_firestore_database.orders table cloud-owned key recovery false in
		google_spanner_database.orders table customer-managed key recovery true in`)
}

func TestDatasetAccess(t *testing.T) {
	var got []string
	for _, c := range adapted(t, "data").Channels {
		if c.Kind != model.Dataset {
			continue
		}
		for _, g := range c.Grants {
			got = append(got, line(g.Place.Address(), g.Place.Attribute(), g.Principal.Kind, g.Principal.Text, g.Abilities, g.Certain))
		}
	}
	same(t, got, `
		google_bigquery_dataset.orders access.0 account example.com [read] true
		google_bigquery_dataset.orders access.1 anyone allUsers [read] true
		google_bigquery_dataset.orders access.2 account projectOwners [read publish delete manage] true
		google_bigquery_dataset.orders access.3 any account allAuthenticatedUsers [read publish delete] true
		google_bigquery_dataset_access.one user_by_email identity jane@example.com [read] true`)
}

func TestStores(t *testing.T) {
	var got []string
	for _, s := range adapted(t, "data").Stores {
		var admits []string
		for _, a := range s.Admits {
			admits = append(admits, a.Open().String())
		}
		got = append(got, line(s.Address, s.Kind, "public", shown(s.Public), "open", strings.Join(admits, " "), "plain", s.Plain,
			s.PlainPlace.Attribute(), "backups", shown(s.Recovery)))
	}
	same(t, got, `
		google_alloydb_instance.orders database public false open  plain false client_connection_config.0.ssl_config.0.ssl_mode backups -
		google_redis_cluster.tls cache public - open  plain false transit_encryption_mode backups -
		google_redis_instance.plain cache public - open  plain true transit_encryption_mode backups -
		google_sql_database_instance.closed database public false open  plain false settings.0.ip_configuration.0.ssl_mode backups true
		google_sql_database_instance.open database public true open true plain true settings.0.ip_configuration.0.ssl_mode backups -
		google_sql_database_instance.plain database public true open  plain true settings.0.ip_configuration.0.ssl_mode backups false`)
}

func TestKeys(t *testing.T) {
	var got []string
	for _, k := range adapted(t, "data").Keys {
		got = append(got, line(k.Address, "rotated", shown(k.Rotated), "every", shown(k.Period), "can", k.CanRotate, "window", shown(k.Window)))
	}
	same(t, got, `
		google_kms_crypto_key.data rotated true every 90 can true window 30
		google_kms_crypto_key.external rotated false every - can false window 30
		google_kms_crypto_key.never rotated false every - can true window 1
		google_kms_crypto_key.odd rotated true every ? can true window 30
		google_kms_crypto_key.signer rotated false every - can false window 30
		google_kms_key_ring.data rotated - every - can false window -`)
}

func TestSecrets(t *testing.T) {
	var got []string
	for _, s := range adapted(t, "data").Secrets {
		got = append(got, line(s.Address, shown(s.Name), "rotated", s.Rotated, "recovery", shown(s.Recovery), shown(s.Encryption.Kind),
			"literals", len(s.Literals)))
	}
	same(t, got, `
		google_secret_manager_regional_secret.ends ends rotated true recovery 0 customer-managed key literals 0
		google_secret_manager_secret.plain plain rotated false recovery 0 cloud-owned key literals 1
		google_secret_manager_secret.rotated rotated rotated true recovery 10 cloud-owned key literals 0`)
}

func TestCodeAndBuilds(t *testing.T) {
	sys := adapted(t, "data")
	var got []string
	for _, f := range sys.Functions {
		got = append(got, line(f.Address, "from", to(f.Code)))
	}
	for _, w := range sys.Workloads {
		got = append(got, line(w.Address, w.Kind, "as", to(w.Identity)))
	}
	for _, text := range sys.Texts {
		if text.Type == "google_cloudbuild_trigger" {
			got = append(got, line(text.Place.Attribute(), text.Kind, text.Name, shown(text.Value)))
		}
	}
	same(t, got, `
		build.0.step.0.env.0 build step  A=b
		build.0.step.0.script build script  echo hi
		google_cloud_run_v2_service.literal from google_artifact_registry_repository.apps
		google_cloudbuild_trigger.deploy build project as google_service_account.build
		substitutions._TOKEN build substitution _TOKEN abc`)
}
