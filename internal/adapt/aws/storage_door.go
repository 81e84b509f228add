package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeAccessPoint adapts aws_s3_access_point, a second door to a bucket with a policy of its own. Its public access
// block is on unless switched off (S3 user guide, "Managing public access to access points"), and one of a VPC
// answers nobody else.
func makeAccessPoint(r resource) {
	c := addChannel(r, model.Bucket, r.Head())
	c.Outside = true // all else that could be asked is the bucket's
	const block = "public_access_block_configuration"
	closed := model.IsTrue(r.Flag(block + ".0.block_public_policy").Or(true)).
		Or(model.IsTrue(r.Flag(block + ".0.restrict_public_buckets").Or(true)))
	if r.missing(block) {
		closed = model.True()
	}
	vpc, known := r.Blocks("vpc_configuration")
	private := model.Of(vpc > 0)
	if !known {
		private = model.Undecided(r.WhyUnknown("vpc_configuration"))
	}
	closePolicies(c, closed.Or(private))
}

// accessPointPolicy adapts aws_s3control_access_point_policy.
func accessPointPolicy() adapter {
	return setting[*model.Channel]{
		Path: "access_point_arn", All: channels(model.Bucket),
		Set: func(r resource, c *model.Channel) { addPolicy(c, r.policy("policy")) },
	}.Adapter()
}

// finishAccessPoint adds the policy in the access point itself. What an access point grants counts only as far as the
// policy of its bucket lets it (S3 user guide, "Configuring IAM policies for using access points").
func finishAccessPoint(r resource) {
	ownPolicy(r)
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	delegated := base.Link[*model.Channel](r, "bucket").Leads(delegates)
	if l := base.Link[*model.Channel](r, "bucket"); len(l.To) == 0 {
		delegated = model.Undecided("the policy of the bucket of " + r.Address + " is not in the plan")
	}
	for _, g := range c.Grants {
		g.Certain = g.Certain.And(delegated)
	}
}

// delegates tells whether a bucket's policy lets in others than identities of its own account.
func delegates(bucket *model.Channel) model.Truth {
	some := model.False()
	for _, g := range bucket.Grants {
		some = some.Or(g.Principal.Is(model.Anyone, model.AnyAccount, model.AccountPrincipal).And(g.Certain))
	}
	if bucket.PolicyWhy != "" {
		some = some.Or(model.Undecided(bucket.PolicyWhy))
	}
	return some
}

// filesystemPolicy adapts aws_efs_file_system_policy: which clients may mount, and whether they must use TLS.
func filesystemPolicy() adapter {
	return setting[*model.Encrypted]{
		Path: "file_system_id", All: filesystems,
		Set: func(r resource, o *model.Encrypted) {
			p := r.policy("policy")
			o.Grants, o.TLSOnly = append(o.Grants, p.grants...), o.TLSOnly.Or(p.tlsOnly)
			o.PolicyWhy = base.Either(o.PolicyWhy, p.why)
		},
		May: func(_ resource, o *model.Encrypted, why string) {
			o.TLSOnly, o.PolicyWhy = o.TLSOnly.Or(model.Undecided(why)), base.Either(o.PolicyWhy, why)
		},
	}.Adapter()
}

func filesystems(sys *model.System) []*model.Encrypted {
	var found []*model.Encrypted
	for _, o := range sys.Encrypted {
		if o.Kind == "file system" {
			found = append(found, o)
		}
	}
	return found
}

// doorPolicy adapts a policy on something that only leads to buckets, which it names by another attribute. Whether it
// counts depends on the buckets' own policies and public access blocks, of which one may be in another plan.
func doorPolicy(policy, name string) func(resource) {
	return func(r resource) {
		c := base.OutsideChannel[resource](model.Bucket)(r, r.HeadNamed(name))
		c.Policy = r.Place(policy)
		addPolicy(c, r.policy(policy))
		for _, g := range c.Grants {
			g.Certain = g.Certain.And(model.Undecided("the policies of the buckets behind it decide as well"))
		}
	}
}

// makeObjectLambda adapts aws_s3control_object_lambda_access_point: whoever reads through it starts a function.
func makeObjectLambda(r resource) {
	c := addChannel(r, model.Bucket, r.Head())
	c.Outside = true
}

func linkObjectLambda(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	const block = "configuration.0.transformation_configuration"
	for i := range r.Attr(block).Items() {
		t := &model.Trigger{
			Head: r.Head(), Kind: model.Notification, FilterPlace: r.Place(block), Filtered: model.True(),
			Source:   model.Link[*model.Channel]{Place: r.Place(block), To: []*model.Channel{c}},
			CatchAll: model.False(), NamesSource: model.True(), Enabled: model.Known(true, r.Place(block)),
			Function: functionNamed(r, block+"."+base.Itoa(i)+".content_transformation.0.aws_lambda.0.function_arn"),
		}
		r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
	}
}

// objectLambdaPolicy adapts aws_s3control_object_lambda_access_point_policy.
func objectLambdaPolicy() adapter {
	return setting[*model.Channel]{
		Path: "name", All: doors, Outside: base.OutsideChannel[resource](model.Bucket),
		Set: func(r resource, c *model.Channel) { addPolicy(c, r.policy("policy")) },
	}.Adapter()
}

// doors gives what is no bucket but leads to one.
func doors(sys *model.System) []*model.Channel {
	var found []*model.Channel
	for _, c := range only(sys.Channels, model.Bucket) {
		if c.Outside {
			found = append(found, c)
		}
	}
	return found
}

// registryPolicy adapts aws_ecr_registry_policy, which says which accounts may copy images into the account's registry
// (ECR user guide, "Private registry permissions").
func registryPolicy(r resource) {
	c := base.OutsideChannel[resource](model.Registry)(r, r.unnamed())
	addPolicy(c, r.policy("policy"))
}
