package awstest

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// dataHandlers serves what functions read from, and which the provider only looks at.
func dataHandlers() map[string]handler {
	return map[string]handler{
		"dynamodb.DescribeTable":        (*World).describeTable,
		"kinesis.DescribeStreamSummary": (*World).describeStream,
		"secretsmanager.DescribeSecret": (*World).describeSecret,
		"ssm.DescribeParameters":        (*World).describeParameters,
	}
}

// AddTable makes a DynamoDB table as a fixture, and gives the ARN of its stream.
func (w *World) AddTable(name string) string {
	table := w.arn("dynamodb", "table/"+name)
	stream := table + "/stream/2026-01-01T00:00:00.000"
	w.Tables[name] = wire.Values{
		"TableName": name, "TableArn": table, "TableStatus": "ACTIVE", "LatestStreamArn": stream,
		"StreamSpecification": wire.Values{"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"},
	}
	return stream
}

// AddStream makes a Kinesis stream as a fixture, and gives its ARN.
func (w *World) AddStream(name string) string {
	arn := w.arn("kinesis", "stream/"+name)
	w.Streams[name] = wire.Values{
		"StreamName": name, "StreamARN": arn, "StreamStatus": "ACTIVE", "RetentionPeriodHours": 24, "OpenShardCount": 1,
		"StreamCreationTimestamp": w.now(), "EnhancedMonitoring": []any{},
	}
	return arn
}

// AddSecret makes a secret as a fixture, and gives its ARN.
func (w *World) AddSecret(name, kmsKey string) string {
	arn := w.arn("secretsmanager", "secret:"+name+"-AbCdEf")
	w.Secrets[arn] = wire.Values{"ARN": arn, "Name": name, "CreatedDate": w.now()}
	if kmsKey != "" {
		w.Secrets[arn]["KmsKeyId"] = kmsKey
	}
	return arn
}

// AddParameter makes a SecureString parameter as a fixture, and gives its ARN.
func (w *World) AddParameter(name, kmsKey string) string {
	arn := w.arn("ssm", "parameter/"+strings.TrimPrefix(name, "/"))
	w.Parameters[name] = wire.Values{"Name": name, "ARN": arn, "Type": "SecureString", "Version": 1}
	if kmsKey != "" {
		w.Parameters[name]["KeyId"] = kmsKey
	}
	return arn
}

func (w *World) hasStream(arn string) bool {
	for _, s := range w.Streams {
		if s.Str("StreamARN") == arn {
			return true
		}
	}
	return false
}

func (w *World) hasTableStream(arn string) bool {
	for _, t := range w.Tables {
		if t.Str("LatestStreamArn") == arn {
			return true
		}
	}
	return false
}

func (w *World) describeTable(in wire.Values) (wire.Values, error) {
	name := in.Str("TableName")
	t, ok := w.Tables[name[strings.LastIndex(name, "/")+1:]]
	if !ok {
		return nil, fail("ResourceNotFoundException", "Requested resource not found: Table: %s not found", name)
	}
	return wire.Values{"Table": t}, nil
}

func (w *World) describeStream(in wire.Values) (wire.Values, error) {
	for name, s := range w.Streams {
		if name == in.Str("StreamName") || s.Str("StreamARN") == in.Str("StreamARN") {
			return wire.Values{"StreamDescriptionSummary": s}, nil
		}
	}
	return nil, fail("ResourceNotFoundException", "Stream %s under account %s not found.", in.Str("StreamName"), w.Account)
}

func (w *World) describeSecret(in wire.Values) (wire.Values, error) {
	for arn, s := range w.Secrets {
		if arn == in.Str("SecretId") || s.Str("Name") == in.Str("SecretId") {
			return s, nil
		}
	}
	return nil, fail("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
}

// describeParameters knows the filter by name alone.
func (w *World) describeParameters(in wire.Values) (wire.Values, error) {
	out := []wire.Values{}
	for _, name := range sortedKeys(w.Parameters) {
		if namedBy(in.Maps("ParameterFilters"), name) {
			out = append(out, w.Parameters[name])
		}
	}
	return wire.Values{"Parameters": out}, nil
}

func namedBy(filters []wire.Values, name string) bool {
	for _, f := range filters {
		if f.Str("Key") != "Name" {
			continue
		}
		found := false
		for _, v := range f.Strs("Values") {
			found = found || v == name
		}
		if !found {
			return false
		}
	}
	return true
}

func wafHandlers() map[string]handler {
	return map[string]handler{
		"wafv2.AssociateWebACL":      (*World).associateACL,
		"wafv2.DisassociateWebACL":   (*World).disassociateACL,
		"wafv2.GetWebACLForResource": (*World).getACLFor,
	}
}

// AddWebACL makes a regional web ACL as a fixture, and gives its ARN.
func (w *World) AddWebACL(name string) string {
	arn := w.arn("wafv2", "regional/webacl/"+name+"/11111111-2222-3333-4444-555555555555")
	w.WebACLs[arn] = true
	return arn
}

func wafMissing() error {
	return fail("WAFNonexistentItemException", "AWS WAF couldn’t perform the operation because your resource doesn’t exist.")
}

func (w *World) associateACL(in wire.Values) (wire.Values, error) {
	resource, acl := in.Str("ResourceArn"), in.Str("WebACLArn")
	if !w.WebACLs[acl] || strings.Contains(resource, ":apigateway:") && !w.hasStage(resource) {
		return nil, wafMissing()
	}
	w.WebACLFor[resource] = acl
	return wire.Values{}, nil
}

func (w *World) disassociateACL(in wire.Values) (wire.Values, error) {
	delete(w.WebACLFor, in.Str("ResourceArn"))
	return wire.Values{}, nil
}

func (w *World) getACLFor(in wire.Values) (wire.Values, error) {
	acl, ok := w.WebACLFor[in.Str("ResourceArn")]
	if !ok {
		return wire.Values{}, nil
	}
	parts := strings.Split(acl, "/")
	return wire.Values{"WebACL": wire.Values{
		"ARN": acl, "Name": parts[len(parts)-2], "Id": parts[len(parts)-1], "DefaultAction": wire.Values{"Allow": wire.Values{}},
		"VisibilityConfig": wire.Values{"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "acl"},
	}}, nil
}
