package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// weakBackup finds stores whose content can't be brought back.
func weakBackup() rule.Rule {
	return rule.Rule{
		ID: "SLS414", Name: "weak-or-no-backup",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Data that is deleted or overwritten can't be brought back",
		Why: "A function with a flaw, or an attacker with its permissions, can overwrite or delete what it may write. Without versions " +
			"or point-in-time recovery the data is lost, which is what ransom rests on.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "point_in_time_recovery {\n  enabled = true\n}",
			model.Azure:  "blob_properties {\n  versioning_enabled = true\n  delete_retention_policy {\n    days = 14\n  }\n}",
			model.Google: "versioning {\n  enabled = true\n}",
		},
		Unknown: "Whether recovery is on depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
			"https://learn.microsoft.com/azure/storage/blobs/data-protection-overview",
			"https://cloud.google.com/storage/docs/object-versioning",
			"https://cloud.google.com/storage/docs/soft-delete",
			"https://cloud.google.com/firestore/docs/use-pitr",
		},
		Mappings: rule.Mappings{
			CSA: []string{"SAS-3"}, CWE: []int{693}, FSBP: []string{"DynamoDB.2", "S3.14"}, NIST: []string{"CP-9", "CP-10"},
		},
		Covers: []string{
			"checkov:CKV_AWS_21", "checkov:CKV_AWS_28", "trivy:AWS-0024", "trivy:AWS-0090", "kics:568a4d22", "kics:741f1291",
			"fsbp:DynamoDB.2", "fsbp:S3.14",
			"checkov:CKV2_AZURE_38", "checkov:CKV_AZURE_187", "trivy:AZU-0056", "kics:056d28cc",
			"checkov:CKV_GCP_14", "checkov:CKV_GCP_78", "trivy:GCP-0024", "trivy:GCP-0078", "kics:cf3c7631", "kics:e7e961ac",
		},
		Check: rule.Join(
			rule.ForEach(model.OwnChannels, checkBackup),
			rule.ForEach(model.Stores, func(s *model.Store, r *rule.Reporter) {
				if !model.Never(s.Recovery.IsSet()) {
					r.FailIf(model.IsFalse(s.Recovery), s.Recovery.Place, "No backups are made of %s %q.", s.Kind, s.Label()).
						RemedyOn(model.Google, "backup_configuration {\n  enabled = true\n}")
				}
			}),
		),
	}
}

func checkBackup(c *model.Channel, r *rule.Reporter) {
	if c.In.Place.Address() != "" {
		return // what it stands in decides
	}
	switch c.Kind {
	case model.StorageAccount:
		r.FailIf(model.IsFalse(c.Recovery), c.Recovery.Place, "Blobs that are deleted from storage account %q are gone at once.", c.Label())
	case model.ConfigStore:
		r.FailIf(model.IsFalse(c.Recovery), c.Recovery.Place, "Configuration store %q can be deleted for good at once.", c.Label()).
			RemedyOn(model.Azure, "purge_protection_enabled = true")
	case model.Table:
		r.FailIf(model.IsFalse(c.Recovery), c.Recovery.Place,
			"%s %q can't be restored to a point in time.", rule.Capital(c.Noun()), c.Label()).
			RemedyOn(model.Google, "point_in_time_recovery_enablement = \"POINT_IN_TIME_RECOVERY_ENABLED\"")
	case model.Bucket:
		v := r.FailIf(model.IsFalse(c.Versioned), c.Versioned.Place, "Bucket %q keeps no versions of its objects.", c.Label()).
			RemedyOn(model.AWS, "versioning_configuration {\n  status = \"Enabled\"\n}")
		hopUndelete(v, c)
	}
}

// hopUndelete adds for how long deleted objects are kept all the same, where that can be chosen.
func hopUndelete(v *rule.Verdict, c *model.Channel) {
	const day = 24 * 60 * 60
	seconds, known := c.Undelete.Get()
	switch {
	case !known:
	case seconds == 0:
		v.Hop(c.Undelete.Place, "what is deleted or overwritten is gone at once")
	default:
		v.Hop(c.Undelete.Place, "what is deleted or overwritten can be brought back for %d days", seconds/day)
	}
}
