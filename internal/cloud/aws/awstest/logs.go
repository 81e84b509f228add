package awstest

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// LogGroup is a CloudWatch Logs group.
type LogGroup struct {
	Class     string
	Retention int64 // days; 0 keeps logs for ever
	KMSKey    string
	Protected bool
	Tags      map[string]string

	created time.Time
}

func logsHandlers() map[string]handler {
	return map[string]handler{
		"logs.CreateLogGroup":                (*World).createLogGroup,
		"logs.DescribeLogGroups":             (*World).describeLogGroups,
		"logs.DeleteLogGroup":                (*World).deleteLogGroup,
		"logs.PutRetentionPolicy":            (*World).putRetention,
		"logs.DeleteRetentionPolicy":         (*World).deleteRetention,
		"logs.AssociateKmsKey":               (*World).associateKey,
		"logs.DisassociateKmsKey":            (*World).disassociateKey,
		"logs.PutLogGroupDeletionProtection": (*World).protectLogGroup,
		"logs.TagResource":                   (*World).tagLogGroup,
		"logs.UntagResource":                 (*World).untagLogGroup,
		"logs.ListTagsForResource":           (*World).listLogGroupTags,
	}
}

func (w *World) logGroup(name string) (*LogGroup, error) {
	if g, ok := w.LogGroups[name]; ok {
		return g, nil
	}
	return nil, fail("ResourceNotFoundException", "The specified log group does not exist.")
}

func (w *World) createLogGroup(in wire.Values) (wire.Values, error) {
	name := in.Str("logGroupName")
	if _, ok := w.LogGroups[name]; ok {
		return nil, fail("ResourceAlreadyExistsException", "The specified log group already exists")
	}
	if err := w.checkLogKey(in.Str("kmsKeyId"), name); err != nil {
		return nil, err
	}
	in.Or("logGroupClass", "STANDARD")
	w.LogGroups[name] = &LogGroup{
		Class: in.Str("logGroupClass"), KMSKey: in.Str("kmsKeyId"), Protected: in.Bool("deletionProtectionEnabled"),
		Tags: in.StrMap("tags"), created: w.now(),
	}
	return nil, nil
}

// checkLogKey wants a key that lets CloudWatch Logs of this region encrypt:
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
func (w *World) checkLogKey(key, group string) error {
	if key == "" {
		return nil
	}
	k, ok := w.Keys[key[strings.LastIndex(key, "/")+1:]]
	arn := w.arn("logs", "log-group:"+group)
	context := map[string]string{"kms:encryptioncontext:aws:logs:arn": arn}
	if ok && k.State == keyEnabled && w.keyAllows(k, "logs."+w.Region+".amazonaws.com", "kms:GenerateDataKey", context) {
		return nil
	}
	return fail("AccessDeniedException", "The specified KMS key does not exist or is not allowed to be used with Arn '%s'", arn)
}

func (w *World) describeLogGroups(in wire.Values) (wire.Values, error) {
	out := []wire.Values{}
	for _, name := range sortedKeys(w.LogGroups) {
		if strings.HasPrefix(name, in.Str("logGroupNamePrefix")) && strings.Contains(name, in.Str("logGroupNamePattern")) {
			out = append(out, w.logGroupView(name))
		}
	}
	return page(w, in, "logGroups", out, logsPaging())
}

func (w *World) logGroupView(name string) wire.Values {
	g := w.LogGroups[name]
	arn := w.arn("logs", "log-group:"+name)
	v := wire.Values{
		"logGroupName": name, "arn": arn + ":*", "logGroupArn": arn, "creationTime": g.created.UnixMilli(),
		"logGroupClass": g.Class, "metricFilterCount": 0, "storedBytes": 0, "deletionProtectionEnabled": g.Protected,
	}
	if g.Retention > 0 {
		v["retentionInDays"] = g.Retention
	}
	if g.KMSKey != "" {
		v["kmsKeyId"] = g.KMSKey
	}
	return v
}

func (w *World) deleteLogGroup(in wire.Values) (wire.Values, error) {
	g, err := w.logGroup(in.Str("logGroupName"))
	if err != nil {
		return nil, err
	}
	if g.Protected {
		return nil, fail("ValidationException", "The specified log group has deletion protection enabled.")
	}
	delete(w.LogGroups, in.Str("logGroupName"))
	return nil, nil
}

func (w *World) putRetention(in wire.Values) (wire.Values, error) {
	g, err := w.logGroup(in.Str("logGroupName"))
	if err != nil {
		return nil, err
	}
	// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
	days := []int64{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
	if !slices.Contains(days, in.Int("retentionInDays")) {
		return nil, fail("InvalidParameterException",
			"1 validation error detected: Value '%d' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: %v",
			in.Int("retentionInDays"), days)
	}
	g.Retention = in.Int("retentionInDays")
	return nil, nil
}

func (w *World) deleteRetention(in wire.Values) (wire.Values, error) {
	g, err := w.logGroup(in.Str("logGroupName"))
	if err != nil {
		return nil, err
	}
	g.Retention = 0
	return nil, nil
}

// keyTarget is the group that a key call means, by name or by ARN.
func (w *World) keyTarget(in wire.Values) (string, *LogGroup, error) {
	name := in.Str("logGroupName")
	if name == "" {
		name = logGroupOf(in.Str("resourceIdentifier"))
	}
	g, err := w.logGroup(name)
	return name, g, err
}

func (w *World) associateKey(in wire.Values) (wire.Values, error) {
	name, g, err := w.keyTarget(in)
	if err != nil {
		return nil, err
	}
	if err := w.checkLogKey(in.Str("kmsKeyId"), name); err != nil {
		return nil, err
	}
	g.KMSKey = in.Str("kmsKeyId")
	return nil, nil
}

func (w *World) disassociateKey(in wire.Values) (wire.Values, error) {
	_, g, err := w.keyTarget(in)
	if err != nil {
		return nil, err
	}
	g.KMSKey = ""
	return nil, nil
}

func (w *World) protectLogGroup(in wire.Values) (wire.Values, error) {
	g, err := w.logGroup(logGroupOf(in.Str("logGroupIdentifier")))
	if err != nil {
		return nil, err
	}
	g.Protected = in.Bool("deletionProtectionEnabled")
	return nil, nil
}

// logGroupOf gives the name in a log group's ARN, with or without ":*"; a name is given back.
func logGroupOf(arn string) string {
	_, name, ok := strings.Cut(arn, ":log-group:")
	if !ok {
		return arn
	}
	return strings.TrimSuffix(name, ":*")
}

// taggedGroup finds the group of a tag call. Its ARN must be the one without ":*":
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html
func (w *World) taggedGroup(in wire.Values) (*LogGroup, error) {
	arn := in.Str("resourceArn")
	if strings.HasSuffix(arn, ":*") {
		return nil, fail("InvalidParameterException", "The specified resourceArn is not valid: %s", arn)
	}
	return w.logGroup(logGroupOf(arn))
}

func (w *World) tagLogGroup(in wire.Values) (wire.Values, error) {
	g, err := w.taggedGroup(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(g.Tags, in.StrMap("tags"))
	return nil, nil
}

func (w *World) untagLogGroup(in wire.Values) (wire.Values, error) {
	g, err := w.taggedGroup(in)
	if err != nil {
		return nil, err
	}
	for _, k := range in.Strs("tagKeys") {
		delete(g.Tags, k)
	}
	return nil, nil
}

func (w *World) listLogGroupTags(in wire.Values) (wire.Values, error) {
	g, err := w.taggedGroup(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"tags": g.Tags}, nil
}
