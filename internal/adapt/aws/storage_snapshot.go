package aws

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// snapshotTypes lists the snapshots of databases that can be shared.
func snapshotTypes() types {
	return types{
		"aws_db_snapshot":               {Make: makeSnapshot},
		"aws_db_snapshot_copy":          {Make: makeSnapshot},
		"aws_db_cluster_snapshot":       {Make: makeSnapshot},
		"aws_rds_cluster_snapshot_copy": {Make: makeSnapshot},
	}
}

// makeSnapshot adapts a snapshot, whose shared_accounts say who may restore it: "all" is every account (RDS API
// reference, ModifyDBSnapshotAttribute). Only a snapshot that is not encrypted can be shared so.
func makeSnapshot(r resource) {
	name := "db_snapshot_identifier"
	for _, other := range []string{"target_db_snapshot_identifier", "db_cluster_snapshot_identifier", "target_db_cluster_snapshot_identifier"} {
		if r.Str(other).IsKnown() {
			name = other
		}
	}
	c := addChannel(r, model.Snapshot, r.HeadNamed(name))
	shared := r.Strs("shared_accounts")
	if accounts, ok := shared.Get(); ok && slices.Contains(accounts, "all") {
		c.Grants = []*model.Grant{{
			Place: shared.Place, Principal: model.Principal{Kind: model.AnyAccount, Text: "all"},
			Abilities: []model.Ability{model.Read}, Actions: []string{"restore"}, Certain: model.True(),
		}}
	}
	if why := shared.Why(); why != "" {
		c.Policy, c.PolicyWhy = shared.Place, why
	}
}
