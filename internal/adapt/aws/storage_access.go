package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// setBlock adapts aws_s3_bucket_public_access_block, whose four switches are off unless given.
func setBlock(r resource, c *model.Channel) {
	c.BlockPlace = r.Place("")
	c.Block.Declared = model.True()
	mergeBlock(r, c)
}

// linkAccountBlock adapts aws_s3_account_public_access_block: it counts for every bucket of the account.
func linkAccountBlock(r resource) { blockAll(r, channels(model.Bucket)(r.b.Sys)) }

// linkAccountDoors does so for access points, and for buckets that only have their policy in the plan.
func linkAccountDoors(r resource) {
	blockAll(r, doors(r.b.Sys))
}

func blockAll(r resource, buckets []*model.Channel) {
	account, given := r.Str("account_id").Get()
	own, known := r.b.Sys.Account.Get()
	if given && known && account != own {
		return
	}
	for _, c := range buckets {
		if c.Managed {
			c.Block.Declared = model.True()
			mergeBlock(r, c)
		}
	}
}

// mergeBlock adds what a block says: of a bucket's and its account's, the stricter one counts.
func mergeBlock(r resource, c *model.Channel) {
	b := &c.Block
	b.RefuseACLs = stricter(b.RefuseACLs, r.Flag("block_public_acls").Or(false))
	b.IgnoreACLs = stricter(b.IgnoreACLs, r.Flag("ignore_public_acls").Or(false))
	b.RefusePolicies = stricter(b.RefusePolicies, r.Flag("block_public_policy").Or(false))
	b.Restrict = stricter(b.Restrict, r.Flag("restrict_public_buckets").Or(false))
	closeACLs(c, model.IsTrue(b.RefuseACLs).Or(model.IsTrue(b.IgnoreACLs)))
	closePolicies(c, model.IsTrue(b.RefusePolicies).Or(model.IsTrue(b.Restrict)))
}

// stricter gives the switch that is on, else the one that may be, else one that is off.
func stricter(a, b model.Value[bool]) model.Value[bool] {
	on, ok := a.Get()
	switch {
	case ok && on:
		return a
	case ok || model.Never(a.IsSet()):
		return b
	}
	if on, ok := b.Get(); ok && on {
		return b
	}
	return a
}

func closeACLs(c *model.Channel, off model.Truth) {
	c.PublicACLsOff = c.PublicACLsOff.Or(off)
	c.PublicOff = c.PublicACLsOff.And(c.PublicPoliciesOff)
}

func closePolicies(c *model.Channel, off model.Truth) {
	c.PublicPoliciesOff = c.PublicPoliciesOff.Or(off)
	c.PublicOff = c.PublicACLsOff.And(c.PublicPoliciesOff)
}

func doubtBlock(_ resource, c *model.Channel, why string) {
	if c.BlockPlace.Address() != c.Address {
		return
	}
	c.Block.Declared = c.Block.Declared.Or(model.Undecided(why))
	closeACLs(c, model.Undecided(why))
	closePolicies(c, model.Undecided(why))
}

// setOwnership adapts aws_s3_bucket_ownership_controls: BucketOwnerEnforced switches ACLs off.
func setOwnership(r resource, c *model.Channel) {
	closeACLs(c, model.Equals(r.Str("rule.0.object_ownership"), "BucketOwnerEnforced"))
}

func doubtOwnership(_ resource, c *model.Channel, why string) { closeACLs(c, model.Undecided(why)) }
