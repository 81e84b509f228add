package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// The ACLs that open a bucket to everyone, in the words of model.Channel.PublicACL.
const (
	openRead     = "public-read"
	openWrite    = "public-read-write"
	openAccounts = "authenticated-read"
)

// bucketACL adapts a resource that sets the ACL of a bucket, or of objects in one; of reads who is let in by it.
func bucketACL(of func(resource) model.Value[string]) adapter {
	s := aclSetting(of)
	s.Outside = base.OutsideChannel[resource](model.Bucket)
	return s.Adapter()
}

func aclSetting(of func(resource) model.Value[string]) setting[*model.Channel] {
	return setting[*model.Channel]{
		Path: "bucket", All: model.Channels,
		Set: func(r resource, c *model.Channel) { c.PublicACL = wider(c.PublicACL, of(r)) },
		May: func(r resource, c *model.Channel, why string) {
			if acl := of(r); c.Kind == model.Bucket && !model.Never(acl.IsSet()) {
				c.PublicACL = wider(c.PublicACL, model.UnknownValue[string](why, acl.Place))
			}
		},
	}
}

// wider gives the ACL that lets strangers do more; one that may let them in counts less than one that certainly does.
func wider(a, b model.Value[string]) model.Value[string] {
	if openness(b) > openness(a) {
		return b
	}
	return a
}

func openness(acl model.Value[string]) int {
	text, known := acl.Get()
	switch {
	case known && text == openWrite:
		return 3
	case known:
		return 2
	case !model.Never(acl.IsSet()):
		return 1
	default:
		return 0
	}
}

// objectOfBucket adapts google_storage_bucket_object: what refers to it leads to its bucket, which its own ACL may open in
// part.
func objectOfBucket() adapter {
	a := aclSetting(func(r resource) model.Value[string] { return predefined(r, "predefined_acl") }).Adapter()
	a.Follow = "bucket"
	return a
}

// aclOfBucket reads an ACL that is given as a whole: by name, for the bucket or for what is put into it, or entry by entry
// as ROLE:entity.
func aclOfBucket(r resource) model.Value[string] {
	acl := wider(predefined(r, "predefined_acl"), predefined(r, "default_acl"))
	for i := range r.Attr("role_entity").Items() {
		v := r.Str("role_entity." + base.Itoa(i))
		text, known := v.Get()
		if !known {
			acl = wider(acl, v)
			continue
		}
		role, entity, _ := strings.Cut(text, ":")
		acl = wider(acl, entry(model.Known(role, v.Place), model.Known(entity, v.Place)))
	}
	return acl
}

// predefined reads the name of a predefined ACL (Cloud Storage documentation, "Predefined ACLs").
func predefined(r resource, path string) model.Value[string] {
	v := r.Str(path)
	text, known := v.Get()
	if !known {
		return v
	}
	switch text {
	case "publicRead":
		return model.Known(openRead, v.Place)
	case "publicReadWrite":
		return model.Known(openWrite, v.Place)
	case "authenticatedRead":
		return model.Known(openAccounts, v.Place)
	default:
		return model.NotSet[string](v.Place)
	}
}

// aclOfEntity reads the ACL entry of one entity.
func aclOfEntity(r resource) model.Value[string] { return entry(r.Str("role"), r.Str("entity")) }

// entry gives what one entry of an ACL comes to. READER is the least of the roles, and the default.
func entry(role, entity model.Value[string]) model.Value[string] {
	who, known := entity.Get()
	switch {
	case !known:
		return entity
	case who != "allUsers" && who != "allAuthenticatedUsers":
		return model.NotSet[string](entity.Place)
	}
	if text, _ := role.Or("READER").Get(); text == "WRITER" || text == "OWNER" {
		return model.Known(openWrite, entity.Place)
	}
	if who == "allUsers" {
		return model.Known(openRead, entity.Place)
	}
	return model.Known(openAccounts, entity.Place)
}
