package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// publicDataStore finds stores of data that anyone may read or change.
func publicDataStore() rule.Rule {
	return rule.Rule{
		ID: "SLS411", Name: "public-data-store",
		Severity: rule.Critical, Profile: rule.Essential,
		Title: "Anyone can read or change the data that functions work on",
		Why: "Open buckets, tables and queues are found by scanners within hours. What the functions read, write or are made of is " +
			"then public, and where strangers can write, they decide what the functions process.",
		Remedy: map[model.Cloud]string{
			model.AWS: "resource \"aws_s3_bucket_public_access_block\" \"orders\" {\n  bucket                  = aws_s3_bucket.orders.id\n" +
				"  block_public_acls       = true\n  block_public_policy     = true\n  ignore_public_acls      = true\n" +
				"  restrict_public_buckets = true\n}",
			model.Azure: "container_access_type           = \"private\" # of the container\n" +
				"allow_nested_items_to_be_public = false     # of the storage account",
			model.Google: "public_access_prevention    = \"enforced\"\nuniform_bucket_level_access = true",
		},
		Unknown: "The policy, the ACL or the public access block depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
			"https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html",
			"https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent",
			"https://cloud.google.com/storage/docs/public-access-prevention",
			"https://cloud.google.com/bigquery/docs/control-access-to-resources-iam",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A5:2017"}, CSA: []string{"SAS-3"}, CWE: []int{284, 732},
			FSBP: []string{"RDS.1", "S3.2", "S3.3", "S3.8", "SQS.3"}, NIST: []string{"AC-3", "AC-21"},
		},
		Covers: []string{
			"checkov:CKV_AWS_32", "checkov:CKV_AWS_375", "checkov:CKV2_AWS_6", "checkov:CKV2_AWS_43",
			// Not what asks for one switch of the block, for the ACL or for the policy of a bucket alone: this rule judges
			// all of it together, so it also fires where one of them passes (internal/peers/reasons.tsv).
			"trivy:AWS-0032", "trivy:AWS-0094",
			"kics:1df37f4b", "kics:38c5ee0d", "kics:57b9893d", "kics:66c6f96f", "kics:7af43613", "kics:a4966c4f",
			"kics:d24c0755", "kics:e86e26fc", "kics:ffdf4b37",
			"fsbp:RDS.1", "fsbp:S3.2", "fsbp:S3.3", "fsbp:S3.8",
			"checkov:CKV_AZURE_34", "checkov:CKV_AZURE_190", "trivy:AZU-0007", "kics:dd5230f8",
			"checkov:CKV_GCP_15", "checkov:CKV_GCP_28", "checkov:CKV_GCP_99", "checkov:CKV_GCP_100", "checkov:CKV_GCP_101", "checkov:CKV2_GCP_9",
			"checkov:CKV_GCP_114",
			"kics:a6cd52a1", "kics:c010082c", "kics:e576ce44",
			"trivy:GCP-0046",
		},
		Check: checkStores,
	}
}

func checkStores(s *model.System) []rule.Judgement {
	uses := findUsed(s)
	return rule.ForEach(model.Channels, func(c *model.Channel, r *rule.Reporter) { checkStore(c, uses, r) })(s)
}

func checkStore(c *model.Channel, uses *used, r *rule.Reporter) {
	r.Pass()
	checkStoreGrants(c, uses, r)
	if c.Kind == model.Bucket {
		rate(r.FailIf(c.PublicACL.IsSet().And(c.PublicACLsOff.Not()), c.PublicACL.Place,
			"The ACL of bucket %q opens it to everyone.", c.Label()).
			RemedyOn(model.AWS, `acl = "private"`).RemedyOn(model.Google, "uniform_bucket_level_access = true # of the bucket"), c, uses)
		if !c.Outside && c.BlockPlace.Address() != "" {
			checkBlock(c, uses, r)
		}
	}
	r.FailIf(model.IsTrue(c.Anonymous), c.Anonymous.Place,
		"Nothing keeps what stands in %s %q from being opened to everyone.", c.Kind, c.Label()).
		As(rule.Low).In(rule.Recommended).RemedyOn(model.Azure, rule.Set(c.Anonymous.Place, "false"))
}

// checkStoreGrants asks who may read, remove or manage. Who may only send is SLS204's matter, but for buckets that
// start nothing.
func checkStoreGrants(c *model.Channel, uses *used, r *rule.Reporter) {
	for _, g := range c.Grants {
		if !g.Can(model.Read, model.Delete, model.Manage) && (c.Kind != model.Bucket || !g.Can(model.Publish)) {
			continue
		}
		open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain, c.PublicPoliciesOff.Not())
		who := "Anyone"
		if c.Cloud == model.Google {
			who = strangers(g, c.Cloud)
		}
		v := r.FailIf(open, g.Place, "%s can %s %s %q.", who, verbs(g), c.Noun(), c.Label()).
			RemedyOn(model.AWS, closed(c)).ByGrant(g, "orders")
		if c.Cloud == model.Google {
			aboutStore(v, g, c)
		}
		rate(v, c, uses)
	}
	if c.PolicyWhy != "" {
		r.FailIf(model.Undecided(c.PolicyWhy).And(c.PublicPoliciesOff.Not()), c.Policy,
			"The policy of %s %q may open it to everyone.", c.Noun(), c.Label()).RemedyOn(model.AWS, closed(c)).RemedyOn(model.Google, closed(c))
	}
}

func closed(c *model.Channel) string {
	if c.Kind == model.Snapshot {
		return "shared_accounts = [\"111122223333\"]"
	}
	if c.Cloud == model.Google {
		return namedMember
	}
	return namedPrincipals
}

// aboutStore names the store that a binding of its own is about, and how a dataset itself says who may use it.
func aboutStore(v *rule.Verdict, g *model.Grant, c *model.Channel) {
	if g.Place.Address() != c.Address {
		v.Hop(c.Place(), "it is about %s %q", c.Noun(), c.Label())
	} else if c.Kind == model.Dataset {
		v.Remedy("user_by_email = google_service_account.orders.email # instead of special_group or iam_member")
	}
}

func verbs(g *model.Grant) string {
	var all []string
	for _, v := range []struct {
		ability model.Ability
		verb    string
	}{{model.Read, "read"}, {model.Publish, "write to"}, {model.Delete, "delete"}, {model.Manage, "change the policy of"}} {
		if g.Can(v.ability) {
			all = append(all, v.verb)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

// checkBlock asks for the safety net. Buckets made since April 2023 start with all four switches on, so that one
// without a block of its own is only not held so by the plan. On Google Cloud there is no such start.
func checkBlock(c *model.Channel, uses *used, r *rule.Reporter) {
	v := r.FailIf(c.Block.Declared.Not(), c.BlockPlace, "Nothing in the plan keeps bucket %q from being opened to everyone.", c.Label()).
		As(rule.Low).In(rule.Recommended)
	if c.Cloud == model.Google && len(uses.of(c)) > 0 {
		v.As(rule.Medium)
	}
	c.Block.Declared.Decide(func() { checkSwitches(c, r) }, func() {}, func(string) {})
}

// checkSwitches asks whether all four switches of a block are on; what is off is named together.
func checkSwitches(c *model.Channel, r *rule.Reporter) {
	open, at := model.False(), c.BlockPlace
	var names []string
	for _, s := range []struct {
		name string
		on   model.Value[bool]
	}{
		{"block_public_acls", c.Block.RefuseACLs},
		{"block_public_policy", c.Block.RefusePolicies},
		{"ignore_public_acls", c.Block.IgnoreACLs},
		{"restrict_public_buckets", c.Block.Restrict},
	} {
		off := model.IsFalse(s.on)
		if off != model.False() {
			if len(names) == 0 {
				at = s.on.Place
			}
			names = append(names, s.name)
		}
		open = open.Or(off)
	}
	r.FailIf(open, at, "The public access block of bucket %q leaves %s off.", c.Label(), strings.Join(names, ", ")).
		As(rule.Medium).In(rule.Recommended).
		Hop(c.Place(), "the bucket that it is about")
}

// rate adds the functions that work on a store to a finding. Without any, as with a website's bucket or published data,
// openness may be meant, and no function is at risk.
func rate(v *rule.Verdict, c *model.Channel, uses *used) {
	if v == nil {
		return
	}
	found := 0
	for _, f := range uses.of(c) {
		if at, note, ok := worksOn(f, c); ok && found < someUsers {
			found++
			v.Hop(at, "function %q %s", f.Label(), note)
		}
	}
	if found == 0 && (c.Kind == model.Bucket || c.Cloud == model.Google && publishes(c.Kind)) {
		v.As(rule.High).In(rule.Recommended)
	}
}

// publishes tells kinds of stores in which things are published.
func publishes(kind model.ChannelKind) bool {
	return kind == model.Registry || kind == model.Dataset || kind == model.Table || kind == model.CodeRepository
}
