package google

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// week is how long Cloud Storage keeps what was deleted or overwritten unless told otherwise, in seconds (Cloud Storage
// documentation, "Soft delete": seven days).
const week = 7 * 24 * 60 * 60

// makeBucket adapts google_storage_bucket.
func makeBucket(r resource) {
	c := addChannel(r, model.Bucket, r.Head())
	c.Versioned = base.InBlock(r, "versioning", r.Flag("versioning.0.enabled")).Or(false)
	c.Undelete = base.InBlock(r, "soft_delete_policy", r.Num("soft_delete_policy.0.retention_duration_seconds")).Or(week)
	prevention(r, c)
	uniform := uniformAccess(r)
	c.ACLsOff = uniform
	c.PublicACLsOff = c.PublicACLsOff.Or(model.IsTrue(uniform))
	c.PublicOff = c.PublicACLsOff.And(c.PublicPoliciesOff)
	c.CORS = bucketCORS(r)
}

// prevention reads public_access_prevention, the one switch that keeps a bucket from everyone. "inherited", the default,
// leaves it to the organisation, which may or may not have it on (Cloud Storage documentation, "Public access prevention").
func prevention(r resource, c *model.Channel) {
	at := r.Str("public_access_prevention").Or("inherited")
	enforced := model.Map(at, func(s string) bool { return s == "enforced" })
	on := model.IsTrue(enforced)
	c.BlockPlace = at.Place
	c.Block = model.PublicBlock{
		Declared: on, RefuseACLs: enforced, IgnoreACLs: enforced, RefusePolicies: enforced, Restrict: enforced,
	}
	fenced := on.Or(filtered(r))
	c.PublicACLsOff, c.PublicPoliciesOff, c.PublicOff = fenced, fenced, fenced
}

// filtered tells whether an IP filter keeps the internet out, whoever the bucket is open to.
func filtered(r resource) model.Truth {
	mode := base.InBlock(r, "ip_filter", r.Str("ip_filter.0.mode"))
	ranges := r.Strs("ip_filter.0.public_network_source.0.allowed_ip_cidr_ranges")
	return model.Equals(mode, "Enabled").And(ranges.Match(anyAddress).Not())
}

// anyAddress tells whether ranges take in the whole internet.
func anyAddress(ranges []string) bool {
	return slices.Contains(ranges, "0.0.0.0/0") || slices.Contains(ranges, "::/0")
}

// uniformAccess reads whether IAM alone decides about the bucket's objects. bucket_policy_only is its name in version 3 of
// the provider and before. Without either, each object may have an ACL of its own (the provider's default).
func uniformAccess(r resource) model.Value[bool] {
	if old := r.Flag("bucket_policy_only"); model.Certainly(model.IsTrue(old)) {
		return old
	}
	return r.Flag("uniform_bucket_level_access").Or(false)
}

// bucketCORS reads the rules about which sites' scripts may use the bucket. Cookies are never sent to it.
func bucketCORS(r resource) []*model.CORS {
	var rules []*model.CORS
	n, _ := r.Blocks("cors")
	for i := range n {
		path := "cors." + base.Itoa(i)
		rules = append(rules, &model.CORS{
			Place: r.Place(path), Origins: r.Strs(path + ".origin"), Methods: r.Strs(path + ".method"),
			Headers: r.Strs(path + ".response_header"), Credentials: model.Known(false, r.Place(path)),
		})
	}
	return rules
}

func linkBucket(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(&c.Encryption, keyedIn(r, "encryption", "encryption.0.default_kms_key_name"), c)
		fence(c, r.b.orgEnforced(noPublicAccess))
	}
}

// fence closes a bucket to everyone where the plan has its organisation, or its project, do so for all buckets.
func fence(c *model.Channel, closed model.Truth) {
	c.Block.Declared = c.Block.Declared.Or(closed)
	if model.Certainly(closed) {
		on := model.Known(true, c.BlockPlace)
		c.Block.RefuseACLs, c.Block.IgnoreACLs, c.Block.RefusePolicies, c.Block.Restrict = on, on, on, on
	}
	c.PublicACLsOff, c.PublicPoliciesOff = c.PublicACLsOff.Or(closed), c.PublicPoliciesOff.Or(closed)
	c.PublicOff = c.PublicACLsOff.And(c.PublicPoliciesOff)
}

// linkNotification adapts google_storage_notification: changes of a bucket's objects become messages of a topic.
func linkNotification(r resource) {
	t := &model.Trigger{
		Head: r.HeadNamed("bucket"), Kind: model.Notification,
		Source: base.Link[*model.Channel](r, "bucket"), Channel: base.Link[*model.Channel](r, "topic"),
		Prefix: r.Str("object_name_prefix"), FilterPlace: r.Place("object_name_prefix"),
		Enabled: model.Known(true, r.Place("")),
	}
	t.Filtered = given(t.Prefix)
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}
