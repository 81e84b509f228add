package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// objectACLs finds buckets whose objects can be opened one by one, past the permissions of the bucket.
func objectACLs() rule.Rule {
	return rule.Rule{
		ID: "SLS419", Name: "object-acls",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "Each object in the bucket can be opened by a list of its own",
		Why: "Where objects have access control lists, the permissions of the bucket are only half of the truth: an upload with one " +
			"wrong flag opens a file to everyone, no policy shows it, and no plan either.",
		Remedy: map[model.Cloud]string{
			model.Google: "uniform_bucket_level_access = true",
		},
		Impossible: map[model.Cloud]string{
			model.AWS: "Lists of objects are off in every new bucket of S3; where they are switched on again, the public access block, " +
				"which SLS411 asks for, takes their effect.",
			model.Azure: "Blobs have no lists of their own that could let strangers in: the container and its account say who reads them.",
		},
		Unknown:    "The setting of the bucket is known only after apply.",
		References: []string{"https://cloud.google.com/storage/docs/uniform-bucket-level-access"},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017", "A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{732}, NIST: []string{"AC-3", "AC-6"},
		},
		Covers: []string{"checkov:CKV_GCP_29", "trivy:GCP-0002"},
		Check:  rule.ForEach(model.Channels, checkObjectACLs),
	}
}

// checkObjectACLs asks whether single objects can be opened past the permissions of their bucket. Where nothing public has
// effect, they can only be opened to somebody by name.
func checkObjectACLs(c *model.Channel, r *rule.Reporter) {
	if c.Kind != model.Bucket || c.Outside || c.BlockPlace.Address() == "" {
		return
	}
	v := r.FailIf(model.Equals(c.ACLsOff, false), c.ACLsOff.Place, "Each object in bucket %q can be opened by an ACL of its own.", c.Label())
	if model.Certainly(c.PublicACLsOff) {
		v.In(rule.Strict)
	}
}
