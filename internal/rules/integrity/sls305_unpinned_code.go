package integrity

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unpinnedCode finds functions that take whatever object lies under a key.
func unpinnedCode() rule.Rule {
	return rule.Rule{
		ID: "SLS305", Name: "unpinned-code",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The function's package is neither pinned to a version nor to a hash",
		Why: "Whoever may write to the bucket replaces the package, and the next deployment takes it: neither the plan nor the " +
			"state shows that other code runs now. Without versions of the object, the former package is gone, too.",
		Remedy: map[model.Cloud]string{
			model.AWS: "s3_object_version = aws_s3_object.orders.version_id\n" +
				"source_code_hash  = data.archive_file.orders.output_base64sha256",
			model.Azure: "app_settings = {\n" +
				"  WEBSITE_RUN_FROM_PACKAGE = \"https://orders.blob.core.windows.net/releases/orders-${filemd5(\"orders.zip\")}.zip\"\n}",
			model.Google: "object     = google_storage_bucket_object.orders.name\ngeneration = google_storage_bucket_object.orders.generation",
		},
		Unknown: "Whether a version or a hash is given depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html",
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
			"https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package",
			"https://cloud.google.com/storage/docs/object-versioning",
			"https://cloud.google.com/functions/docs/deploy",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-6"}, CWE: []int{353, 494}, NIST: []string{"CM-14", "SI-7"},
		},
		Check: rule.ForEach(functions, checkPinned),
	}
}

func checkPinned(f *model.Function, r *rule.Reporter) {
	p := f.Package
	r.FailIf(p.Branch.IsSet(), p.Branch.Place, "Function %q is built from a branch: whoever pushes to it decides what runs.", f.Label()).
		Remedy(commitOf(p.Branch.Place))
	if isFalse(p.InBucket) {
		return
	}
	pinned := p.Version.Or(p.Hash, p.Key.Match(holdsDigest))
	r.FailIf(p.InBucket.And(pinned.Not()), p.Key.Place, "Function %q runs whatever lies %s.", f.Label(), lies(f)).
		Remedy(hashInName(f))
	unversioned := f.Code.Leads(func(c *model.Channel) model.Truth { return model.Of(c.Kind == model.Bucket).And(keepsNone(c)) })
	if isFalse(unversioned) || isFalse(p.Version.Not()) {
		return
	}
	v := r.FailIf(p.InBucket.And(p.Version.Not(), pinned, unversioned), f.Code.Place,
		"The bucket that function %q is deployed from keeps no versions: a package that is overwritten is gone.", f.Label()).
		As(rule.Low).Remedy("versioning_configuration {\n  status = \"Enabled\"\n}").
		RemedyOn(model.Azure, "blob_properties {\n  versioning_enabled = true\n}").
		RemedyOn(model.Google, "versioning {\n  enabled = true\n}")
	if bucket, ok := f.Code.One(); ok {
		v.Hop(decides(bucket).Versioned.Place, "bucket %q keeps no versions", bucket.Label())
	}
}

// keepsNone tells whether a bucket of the plan keeps no versions.
func keepsNone(c *model.Channel) model.Truth {
	if c.In.Place.Address() != "" {
		return c.In.Leads(keepsNone)
	}
	return model.Of(c.Managed && !c.Outside).And(model.IsFalse(c.Versioned))
}

// decides gives what says whether a bucket keeps versions: the account that it stands in, or itself.
func decides(bucket *model.Channel) *model.Channel {
	if account, ok := bucket.In.One(); ok {
		return account
	}
	return bucket
}

// lies says where a package is taken from, and when.
func lies(f *model.Function) string {
	if f.Site != nil {
		return "at the address of its package when it starts"
	}
	if f.Cloud == model.Google {
		return "under its object's name in the bucket at deployment"
	}
	return "under its key in the bucket at deployment"
}

// holdsDigest tells whether a key is made of a digest of the package: MD5 or longer. Other content has another key.
func holdsDigest(key string) bool {
	const md5 = 32
	digits := 0
	for i := range len(key) {
		if digits++; !isHex(key[i]) {
			digits = 0
		}
		if digits == md5 {
			return true
		}
	}
	return false
}

// hashInName is for functions that can't name the version of their package: a name that changes with the content.
func hashInName(f *model.Function) string {
	if f.Type != "google_cloudfunctions_function" {
		return ""
	}
	return "# name = \"orders-${data.archive_file.orders.output_md5}.zip\" on the object:\nsource_archive_object = google_storage_bucket_object.orders.name"
}

// commitOf names a commit where a branch was named.
func commitOf(branch model.Place) string {
	if strings.HasSuffix(branch.Attribute(), "url") {
		return `url = "https://source.developers.google.com/projects/shop/repos/orders/revisions/3f786850e387550fdab836ed7e6dc881de23001b/paths/"`
	}
	return `commit_sha = "3f786850e387550fdab836ed7e6dc881de23001b"`
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
