package google

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// storageTypes lists what keeps data, images and code: Cloud Storage, BigQuery, Firestore, Bigtable, Spanner, Cloud SQL,
// Memorystore, Artifact Registry and Cloud Build.
func storageTypes() types {
	return base.Join(bucketTypes(), tableTypes(), storeTypes(), codeTypes())
}

func bucketTypes() types {
	return types{
		"google_storage_bucket":                        {Make: makeBucket, Link: linkBucket},
		"google_storage_bucket_acl":                    bucketACL(aclOfBucket),
		"google_storage_default_object_acl":            bucketACL(aclOfBucket),
		"google_storage_object_acl":                    bucketACL(aclOfBucket),
		"google_storage_bucket_access_control":         bucketACL(aclOfEntity),
		"google_storage_default_object_access_control": bucketACL(aclOfEntity),
		"google_storage_object_access_control":         bucketACL(aclOfEntity),
		"google_storage_notification":                  {Link: linkNotification},
		"google_storage_bucket_object":                 objectOfBucket(),
		"google_storage_folder":                        {Follow: "bucket"},
		"google_storage_managed_folder":                {Follow: "bucket"},
		"google_storage_anywhere_cache":                {Follow: "bucket"},
		"google_storage_transfer_job":                  nothing(),
		"data.google_storage_bucket":                   dataChannel(model.Bucket, "name"),
		"data.google_storage_bucket_object":            {Follow: "bucket"},
		"data.google_storage_bucket_object_content":    {Follow: "bucket"},
		"data.google_storage_project_service_account":  nothing(),
	}
}

// addChannel declares a channel. Google Cloud encrypts everything that it stores, and its APIs answer over TLS only (Cloud
// Storage documentation, "Data encryption options"; "Encryption in transit for Google Cloud").
func addChannel(r resource, kind model.ChannelKind, head model.Head) *model.Channel {
	c := &model.Channel{
		Head: head, Kind: kind, TLSOnly: model.True(), Policy: r.Place(""), BlockPlace: r.Place(""),
		Versioned: model.NotSet[bool](r.Place("")), Recovery: model.NotSet[bool](r.Place("")),
	}
	c.Block.Declared = model.False()
	c.Encryption = model.Encryption{Kind: model.Known(model.CloudKey, r.Place("")), Always: true}
	r.b.Sys.Channels = append(r.b.Sys.Channels, c)
	r.b.Declare(r, c)
	return c
}

// dataChannel is the adapter of a channel that is described, not managed.
func dataChannel(kind model.ChannelKind, name string) adapter {
	return adapter{Make: func(r resource) { addDataChannel(r, kind, r.HeadNamed(name)) }}
}

// addDataChannel declares a channel that is described, not managed.
func addDataChannel(r resource, kind model.ChannelKind, head model.Head) *model.Channel {
	c := addChannel(r, kind, head)
	why := r.Address + " is not managed by this plan"
	c.PolicyWhy, c.Block.Declared = why, model.Undecided(why)
	c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, r.Place(""))
	return c
}

// keyed reads the encryption of what always is encrypted: with the key that an attribute names, else with one of Google's.
func keyed(r resource, path string) model.Encryption {
	key := base.Link[*model.Key](r, path)
	e := model.Encryption{Key: key, Always: true, Kind: model.Known(model.CloudKey, key.Place)}
	set := key.IsSet().Or(model.Of(namesKey(r, path)))
	if text, known := key.Text.Get(); known && text == "" {
		set = model.False()
	}
	set.Decide(
		func() { e.Kind = model.Known(model.CustomerKey, key.Place) },
		func() {},
		func(why string) { e.Kind = model.UnknownValue[model.EncryptionKind](why, key.Place) },
	)
	return e
}

// namesKey tells whether the configuration names a key that the plan declares, though without a name of its own yet.
func namesKey(r resource, path string) bool {
	return r.Attr(path).IsAbsent() && slices.ContainsFunc(r.References(path), func(ref string) bool {
		return strings.HasPrefix(ref, "google_kms_crypto_key.")
	})
}

// keyedIn is keyed for a key in a nested block. The block left out, there is none.
func keyedIn(r resource, block, path string) model.Encryption {
	if base.Omitted(r, block) {
		return model.Encryption{
			Always: true, Kind: model.Known(model.CloudKey, r.Place(block)), Key: model.Link[*model.Key]{Place: r.Place(path)},
		}
	}
	return keyed(r, path)
}

// encrypt gives an object its encryption, and the key the object.
func encrypt(e *model.Encryption, with model.Encryption, o model.Object) {
	*e = with
	for _, k := range with.Key.To {
		k.UsedBy = append(k.UsedBy, o)
	}
}

// given tells whether a text is set to anything but "".
func given(v model.Value[string]) model.Truth {
	return v.IsSet().And(model.Equals(v, "").Not().Or(model.Of(!v.IsKnown())))
}

// lastPart gives what follows the last slash of a resource name: "orders" of projects/p/topics/orders.
func lastPart(text string) string { return text[strings.LastIndexByte(text, '/')+1:] }
