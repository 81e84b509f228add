package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestStorageEncryption(t *testing.T) {
	sys := family(t, "storage")
	const (
		inline = "server_side_encryption_configuration.0.rule.0.apply_server_side_encryption_by_default.0."
		apart  = "rule.0.apply_server_side_encryption_by_default.0."
	)
	for _, c := range []encryptionCase{
		{"aws_s3_bucket.plain", model.CloudKey, inline + "sse_algorithm", ""},
		{"aws_s3_bucket.inline", model.CustomerKey, inline + "kms_master_key_id", "aws_kms_key.own"},
		{"aws_s3_bucket.apart", model.ManagedKey, apart + "kms_master_key_id", ""},
		{"aws_dynamodb_table.plain", model.CloudKey, "server_side_encryption.0.enabled", ""},
		{"aws_dynamodb_table.managed", model.ManagedKey, "server_side_encryption.0.kms_key_arn", ""},
		{"aws_dynamodb_table.own", model.CustomerKey, "server_side_encryption.0.kms_key_arn", "aws_kms_key.own"},
		{"aws_ecr_repository.plain", model.CloudKey, "encryption_configuration.0.encryption_type", ""},
		{"aws_ecr_repository.kms", model.ManagedKey, "encryption_configuration.0.kms_key", ""},
	} {
		e := at(t, sys.Channels, c.address).Encryption
		c.check(t, e)
		equal(t, c.address+" always", e.Always, true)
	}
	for _, c := range []encryptionCase{
		{"aws_efs_file_system.plain", model.Unencrypted, "encrypted", ""},
		{"aws_efs_file_system.encrypted", model.ManagedKey, "kms_key_id", ""},
	} {
		c.check(t, at(t, sys.Encrypted, c.address).Encryption)
	}
}

func TestBucketAccess(t *testing.T) {
	sys := family(t, "storage")
	for _, c := range []struct{ name, acl, at, declared, acls, policies, off string }{
		{"plain", "(absent)", "aws_s3_bucket.plain", "false", "false", "false", "false"},
		{"inline", "public-read", "aws_s3_bucket.inline", "false", "false", "false", "false"},
		{"granted", "http://acs.amazonaws.com/groups/global/AllUsers", "aws_s3_bucket.granted", "false", "false", "false", "false"},
		{"apart", "public-read-write", "aws_s3_bucket_acl.apart", "true", "true", "false", "false"},
		{"closed", "(absent)", "aws_s3_bucket.closed", "true", "true", "true", "true"},
		{"owned", "(absent)", "aws_s3_bucket.owned", "false", "true", "false", "false"},
	} {
		b := at(t, sys.Channels, "aws_s3_bucket."+c.name)
		for _, x := range []struct{ what, got, want string }{
			{"ACL", shown(b.PublicACL), c.acl},
			{"ACL's place", b.PublicACL.Place.Address(), c.at},
			{"block", b.Block.Declared.String(), c.declared},
			{"ACLs off", b.PublicACLsOff.String(), c.acls},
			{"policies off", b.PublicPoliciesOff.String(), c.policies},
			{"all off", b.PublicOff.String(), c.off},
		} {
			equal(t, c.name+" "+x.what, x.got, x.want)
		}
	}
	apart := at(t, sys.Channels, "aws_s3_bucket.apart")
	equal(t, "place of the block", apart.BlockPlace.Address(), "aws_s3_bucket_public_access_block.apart")
	equal(t, "switch left out", shown(apart.Block.RefusePolicies), "false")
	equal(t, "place of the policy", apart.Policy.Address(), "aws_s3_bucket_policy.apart")
	equal(t, "grants", len(apart.Grants), 1)
}

func TestBucketVersioning(t *testing.T) {
	sys := family(t, "storage")
	for name, want := range map[string]string{"plain": "false", "inline": "true", "apart": "true"} {
		equal(t, name, shown(at(t, sys.Channels, "aws_s3_bucket."+name).Versioned), want)
	}
}

func TestNotifications(t *testing.T) {
	var found []*model.Trigger
	for _, x := range family(t, "storage").Triggers {
		if x.Kind == model.Notification {
			found = append(found, x)
		}
	}
	want := []struct{ place, function, channel, filtered, prefix string }{
		{"lambda_function.0", "aws_lambda_function.fn", "", "true", "in/"},
		{"lambda_function.1", "aws_lambda_function.fn", "", "false", ""},
		{"queue.0", "", "aws_sqs_queue.uploads", "false", ""},
		{"eventbridge", "", "", "true", "(absent)"},
	}
	if len(found) != len(want) {
		t.Fatalf("got %d notifications, want %d", len(found), len(want))
	}
	for i, w := range want {
		n := found[i]
		equal(t, w.place, n.FilterPlace.Attribute(), w.place)
		equal(t, w.place+" source", leads(n.Source), "aws_s3_bucket.plain")
		equal(t, w.place+" function", leads(n.Function), w.function)
		equal(t, w.place+" channel", leads(n.Channel), w.channel)
		equal(t, w.place+" filtered", n.Filtered.String(), w.filtered)
		if w.prefix != "" {
			equal(t, w.place+" prefix", shown(n.Prefix), w.prefix)
		}
	}
}

func TestTable(t *testing.T) {
	sys := family(t, "storage")
	equal(t, "no recovery", shown(at(t, sys.Channels, "aws_dynamodb_table.plain").Recovery), "false")
	equal(t, "recovery", shown(at(t, sys.Channels, "aws_dynamodb_table.managed").Recovery), "true")
	x := at(t, sys.Triggers, "aws_dynamodb_kinesis_streaming_destination.own")
	equal(t, "source", leads(x.Source), "aws_dynamodb_table.own")
	equal(t, "stream", leads(x.Channel), "aws_kinesis_stream.changes")
}

func TestStricter(t *testing.T) {
	place := model.Place{}
	on, off := model.Known(true, place), model.Known(false, place)
	later, none := model.UnknownValue[bool]("later", place), model.NotSet[bool](place)
	for _, c := range []struct {
		what string
		a, b model.Value[bool]
		want string
	}{
		{"on, off", on, off, "true"},
		{"off, on", off, on, "true"},
		{"later, on", later, on, "true"},
		{"later, off", later, off, "(unknown)"},
		{"off, later", off, later, "(unknown)"},
		{"none, off", none, off, "false"},
		{"off, off", off, off, "false"},
	} {
		equal(t, c.what, shown(stricter(c.a, c.b)), c.want)
	}
}
