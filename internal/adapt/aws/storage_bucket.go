package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeBucket adapts aws_s3_bucket. S3 has encrypted every new object since January 2023, at least with keys of its
// own (S3 user guide, "Setting default server-side encryption behavior").
func makeBucket(r resource) {
	c := addChannel(r, model.Bucket, r.HeadNamed("bucket"))
	c.Versioned = base.InBlock(r, "versioning", r.Flag("versioning.0.enabled")).Or(false)
	c.PublicACL = openACL(r, "acl", "grant")
}

// linkBucket reads the settings that stand in the bucket itself, as they did before version 4 of the provider.
func linkBucket(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok || c.Encryption.Always {
		return
	}
	encrypt(c, bucketEncryption(r, "server_side_encryption_configuration.0.rule.0."))
}

// bucketEncryption reads a rule: AES256 uses S3's own keys, aws:kms without a key the one that AWS manages.
func bucketEncryption(r resource, rule string) model.Encryption {
	const block = "apply_server_side_encryption_by_default.0."
	outer, _, _ := strings.Cut(rule, ".")
	algorithm := base.InBlock(r, outer, r.Str(rule+block+"sse_algorithm")).Or("AES256")
	e := chosen(r, rule+block+"kms_master_key_id", algorithm, func(s string) bool { return strings.HasPrefix(s, "aws:kms") })
	e.Always = true
	return e
}

// chosen reads the encryption of a service that uses a key of its own, unless by says that it shall use KMS, and
// then the key that AWS manages unless another is given.
func chosen[T any](r resource, key string, by model.Value[T], kms func(T) bool) model.Encryption {
	v, known := by.Get()
	switch {
	case !known:
		return model.Encryption{Kind: model.UnknownValue[model.EncryptionKind](by.Why(), by.Place), Key: base.Link[*model.Key](r, key)}
	case !kms(v):
		return model.Encryption{Kind: model.Known(model.CloudKey, by.Place), Key: model.Link[*model.Key]{Place: r.Place(key)}}
	default:
		return keyed(r, key, model.ManagedKey)
	}
}

func setBucketEncryption(r resource, c *model.Channel) {
	for _, k := range c.Encryption.Key.To {
		k.UsedBy = without(k.UsedBy, c)
	}
	encrypt(c, bucketEncryption(r, "rule.0."))
}

func without(objects []model.Object, o model.Object) []model.Object {
	var kept []model.Object
	for _, other := range objects {
		if other != o {
			kept = append(kept, other)
		}
	}
	return kept
}

func doubtBucketEncryption(_ resource, c *model.Channel, why string) {
	if c.Encryption.Kind.Place.Address() == c.Address {
		c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, c.Encryption.Kind.Place)
	}
}

// setVersioning adapts aws_s3_bucket_versioning.
func setVersioning(r resource, c *model.Channel) {
	c.Versioned = model.Map(r.Str("versioning_configuration.0.status"), func(s string) bool { return s == "Enabled" })
}

func doubtVersioning(_ resource, c *model.Channel, why string) {
	if model.Never(model.IsTrue(c.Versioned)) && c.Versioned.Place.Address() == c.Address {
		c.Versioned = model.UnknownValue[bool](why, c.Versioned.Place)
	}
}

// setACL adapts aws_s3_bucket_acl.
func setACL(r resource, c *model.Channel) {
	c.PublicACL = openACL(r, "acl", "access_control_policy.0.grant")
}

func doubtACL(r resource, c *model.Channel, why string) {
	open := openACL(r, "acl", "access_control_policy.0.grant")
	if !model.Never(open.IsSet()) && model.Never(c.PublicACL.IsSet()) {
		c.PublicACL = model.UnknownValue[string](why, open.Place)
	}
}

// openACL finds an ACL that opens a bucket to everyone: a canned one, or a grant to one of the groups that hold
// everyone (S3 user guide, "Amazon S3 predefined groups"). It is absent when there is none.
func openACL(r resource, canned, grants string) model.Value[string] {
	acl := r.Str(canned)
	switch name, known := acl.Get(); {
	case known && openCanned(name):
		return acl
	case !known && !model.Never(acl.IsSet()):
		return model.UnknownValue[string](acl.Why(), acl.Place)
	}
	n, _ := r.Blocks(grants)
	for i := range n {
		for _, uri := range []string{".uri", ".grantee.0.uri"} {
			v := r.Str(grants + "." + base.Itoa(i) + uri)
			if text, _ := v.Get(); strings.HasSuffix(text, "/global/AllUsers") || strings.HasSuffix(text, "/global/AuthenticatedUsers") {
				return v
			}
		}
	}
	return model.NotSet[string](acl.Place)
}

func openCanned(acl string) bool {
	return acl == "public-read" || acl == "public-read-write" || acl == "authenticated-read" || acl == "website"
}
