package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

const hour = 3600

// makeStream adapts aws_kinesis_stream. Records are kept for 24 hours unless set (Kinesis API reference,
// CreateStream).
func makeStream(r resource) {
	c := addChannel(r, model.Stream, r.Head())
	c.Retention = model.Map(r.Num("retention_period").Or(24), func(hours int) int { return hours * hour })
}

func linkStream(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(c, streamEncryption(r))
	}
}

// streamEncryption: a stream is not encrypted unless encryption_type is KMS (the provider's default is NONE).
func streamEncryption(r resource) model.Encryption {
	e := keyed(r, "kms_key_id", model.ManagedKey)
	return switched(r.Str("encryption_type").Or("NONE"), e, func(s string) bool { return s == "KMS" })
}

// switched lets an attribute decide whether there is encryption at all.
func switched[T any](by model.Value[T], e model.Encryption, on func(T) bool) model.Encryption {
	v, known := by.Get()
	switch {
	case known && !on(v):
		e = model.Encryption{Kind: model.Known(model.Unencrypted, by.Place), Key: model.Link[*model.Key]{Place: e.Key.Place}}
	case !known:
		e.Kind = model.UnknownValue[model.EncryptionKind](by.Why(), by.Place)
	}
	return e
}

// makeFirehose adapts aws_kinesis_firehose_delivery_stream.
func makeFirehose(r resource) {
	declareEncrypted(r, r.Head(), "delivery stream")
}

// linkFirehose: server-side encryption is off unless enabled, and then uses a key that AWS owns unless key_type
// says CUSTOMER_MANAGED_CMK. A stream fed by Kinesis has none of its own: Kinesis encrypts it.
func linkFirehose(r resource) {
	o, ok := base.Own[*model.Encrypted](r)
	if !ok {
		return
	}
	firehoseCredentials(r)
	if n, _ := r.Blocks("kinesis_source_configuration"); n > 0 {
		o.Encryption = model.Encryption{Kind: model.Known(model.CloudKey, r.Place("kinesis_source_configuration"))}
		return
	}
	const block = "server_side_encryption.0."
	e := keyed(r, block+"key_arn", model.CloudKey)
	if model.Certainly(model.Equals(e.Kind, model.CloudKey)) {
		e.Kind = model.Map(r.Str(block+"key_type").Or("AWS_OWNED_CMK"), func(s string) model.EncryptionKind {
			if s == "CUSTOMER_MANAGED_CMK" {
				return model.CustomerKey
			}
			return model.CloudKey
		})
	}
	o.Encryption = switched(r.Flag(block+"enabled").Or(false), e, func(on bool) bool { return on })
	uses(o.Encryption.Key, o)
}

// declareEncrypted adds the thing that the resource declares.
func declareEncrypted(r resource, head model.Head, kind string) *model.Encrypted {
	o := &model.Encrypted{Head: head, Kind: kind}
	r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, o)
	r.b.Declare(r, o)
	return o
}

// firehoseCredentials adds the attributes that are there to hold the password of a destination.
func firehoseCredentials(r resource) {
	for _, path := range []string{
		"http_endpoint_configuration.0.access_key", "redshift_configuration.0.password", "splunk_configuration.0.hec_token",
		"snowflake_configuration.0.private_key", "snowflake_configuration.0.key_passphrase",
	} {
		v := r.Str(path)
		if model.Never(v.IsSet()) {
			continue
		}
		_, name, _ := strings.Cut(path, ".0.")
		r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
			Head: r.Head(), Place: v.Place, Kind: "delivery stream credential", Name: name, Value: v, Meant: true,
			From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, path)),
		})
	}
}
