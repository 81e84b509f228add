package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeTable adapts aws_dynamodb_table. Records of a table's stream live for 24 hours, which cannot be changed
// (DynamoDB developer guide, "Change data capture for DynamoDB Streams").
func makeTable(r resource) {
	c := addChannel(r, model.Table, r.Head())
	const recovery = "point_in_time_recovery"
	c.Recovery = base.InBlock(r, recovery, r.Flag(recovery+".0.enabled")).Or(false)
	c.Retention = model.NotSet[int](r.Place(""))
}

func linkTable(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(c, tableEncryption(r))
	}
}

// tableEncryption: a table is always encrypted: with a key that AWS owns unless server_side_encryption is enabled,
// then with alias/aws/dynamodb unless a key is given (DynamoDB API reference, SSESpecification).
func tableEncryption(r resource) model.Encryption {
	const block = "server_side_encryption"
	enabled := base.InBlock(r, block, r.Flag(block+".0.enabled")).Or(false)
	e := chosen(r, block+".0.kms_key_arn", enabled, func(on bool) bool { return on })
	e.Always = true
	return e
}

// linkTableStream adapts aws_dynamodb_kinesis_streaming_destination: every change of the table goes to the stream.
func linkTableStream(r resource) {
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, &model.Trigger{
		Head:        r.HeadNamed("table_name"),
		Kind:        model.Subscription,
		Source:      base.Link[*model.Channel](r, "table_name"),
		Channel:     base.Link[*model.Channel](r, "stream_arn"),
		FilterPlace: r.Place(""),
		Enabled:     model.Known(true, r.Place("")),
	})
}
