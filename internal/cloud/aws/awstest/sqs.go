package awstest

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Queue is an SQS queue. Attributes are those that can be set, each with its default when it is not set.
type Queue struct {
	Attributes map[string]string
	Tags       map[string]string

	created time.Time
}

func sqsHandlers() map[string]handler {
	return map[string]handler{
		"sqs.CreateQueue":        (*World).createQueue,
		"sqs.GetQueueUrl":        (*World).getQueueURL,
		"sqs.GetQueueAttributes": (*World).getQueueAttributes,
		"sqs.SetQueueAttributes": (*World).setQueueAttributes,
		"sqs.DeleteQueue":        (*World).deleteQueue,
		"sqs.TagQueue":           (*World).tagQueue,
		"sqs.UntagQueue":         (*World).untagQueue,
		"sqs.ListQueueTags":      (*World).listQueueTags,
	}
}

// AddQueue makes a queue as a fixture, and gives its ARN.
func (w *World) AddQueue(name string, attributes map[string]string) string {
	q := &Queue{Attributes: queueDefaults(), Tags: map[string]string{}, created: w.now()}
	maps.Copy(q.Attributes, attributes)
	w.Queues[name] = q
	return w.arn("sqs", name)
}

// queueDefaults: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
func queueDefaults() map[string]string {
	return map[string]string{
		"DelaySeconds": "0", "MaximumMessageSize": "262144", "MessageRetentionPeriod": "345600",
		"ReceiveMessageWaitTimeSeconds": "0", "VisibilityTimeout": "30", "SqsManagedSseEnabled": "true",
	}
}

func (w *World) queueURL(name string) string {
	return "https://sqs." + w.Region + ".amazonaws.com/" + w.Account + "/" + name
}

func (w *World) queue(in wire.Values) (string, *Queue, error) {
	url := in.Str("QueueUrl")
	name := url[strings.LastIndex(url, "/")+1:]
	if q, ok := w.Queues[name]; ok {
		return name, q, nil
	}
	return name, nil, fail("QueueDoesNotExist", "The specified queue does not exist.")
}

func (w *World) createQueue(in wire.Values) (wire.Values, error) {
	name, attributes := in.Str("QueueName"), in.StrMap("Attributes")
	if err := w.checkQueueName(name, attributes); err != nil {
		return nil, err
	}
	q := &Queue{Attributes: queueDefaults(), Tags: in.StrMap("tags"), created: w.now()}
	if err := w.setAttributes(q, attributes); err != nil {
		return nil, err
	}
	if old, ok := w.Queues[name]; ok {
		// Creating again is no error if nothing differs:
		// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
		for key := range attributes {
			if old.Attributes[key] != q.Attributes[key] {
				return nil, fail("QueueNameExists", "A queue already exists with the same name and a different value for attribute %s", key)
			}
		}
		return wire.Values{"QueueUrl": w.queueURL(name)}, nil
	}
	w.Queues[name] = q
	return wire.Values{"QueueUrl": w.queueURL(name)}, nil
}

func (w *World) checkQueueName(name string, attributes map[string]string) error {
	base := name
	if attributes["FifoQueue"] == "true" {
		base = strings.TrimSuffix(name, ".fifo")
	}
	allowed := func(r rune) bool {
		return r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if base == "" || len(name) > 80 || strings.ContainsFunc(base, func(r rune) bool { return !allowed(r) }) {
		return fail("InvalidParameterValue", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length")
	}
	if gone, ok := w.deleted["sqs "+name]; ok && w.clock().Before(gone.Add(w.Delays.QueueReuse)) {
		return fail("QueueDeletedRecently", "You must wait 60 seconds after deleting a queue before you can create another with the same name.")
	}
	return nil
}

// setAttributes checks and sets attributes; an empty policy or key removes it.
func (w *World) setAttributes(q *Queue, attributes map[string]string) error {
	for _, key := range sortedKeys(attributes) {
		if err := w.checkQueueAttribute(key, attributes[key]); err != nil {
			return err
		}
	}
	for key, value := range attributes {
		q.Attributes[key] = value
		if value == "" {
			delete(q.Attributes, key)
		}
	}
	if q.Attributes["KmsMasterKeyId"] != "" {
		// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
		q.Attributes["SqsManagedSseEnabled"] = "false"
		if _, ok := q.Attributes["KmsDataKeyReusePeriodSeconds"]; !ok {
			q.Attributes["KmsDataKeyReusePeriodSeconds"] = "300"
		}
	}
	return nil
}

func (w *World) checkQueueAttribute(key, value string) error {
	ranges := map[string][2]int64{
		"DelaySeconds": {0, 900}, "MaximumMessageSize": {1024, 1048576}, "MessageRetentionPeriod": {60, 1209600},
		"ReceiveMessageWaitTimeSeconds": {0, 20}, "VisibilityTimeout": {0, 43200}, "KmsDataKeyReusePeriodSeconds": {60, 86400},
	}
	if r, ok := ranges[key]; ok {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n < r[0] || n > r[1] {
			return fail("InvalidAttributeValue", "Invalid value for the parameter %s.", key)
		}
		return nil
	}
	switch key {
	case "Policy":
		return checkChannelPolicy(value, fail("InvalidAttributeValue", "Invalid value for the parameter Policy."))
	case "RedrivePolicy":
		return w.checkRedrive(value)
	case "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled", "FifoQueue", "ContentBasedDeduplication",
		"DeduplicationScope", "FifoThroughputLimit":
		return nil
	default:
		return fail("InvalidAttributeName", "Unknown Attribute %s.", key)
	}
}

// checkChannelPolicy wants a resource policy that parses and names principals; empty removes it.
func checkChannelPolicy(text string, refusal error) error {
	if text == "" {
		return nil
	}
	d, err := parsePolicy(text, "")
	if err != nil {
		return refusal
	}
	if slices.ContainsFunc(d.Statement, func(s statement) bool { return len(s.Principal)+len(s.NotPrincipal) == 0 }) {
		return refusal
	}
	return nil
}

func (w *World) checkRedrive(text string) error {
	if text == "" {
		return nil
	}
	var p struct {
		DeadLetterTargetArn string          `json:"deadLetterTargetArn"`
		MaxReceiveCount     json.RawMessage `json:"maxReceiveCount"`
	}
	if json.Unmarshal([]byte(text), &p) != nil || len(p.MaxReceiveCount) == 0 {
		return fail("InvalidParameterValue", "Value %s for parameter RedrivePolicy is invalid. Reason: Redrive policy is not a valid JSON map.", text)
	}
	if _, ok := w.Queues[lastPart(p.DeadLetterTargetArn)]; !ok {
		return fail("InvalidParameterValue", "Value %s for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.", text)
	}
	return nil
}

func (w *World) getQueueURL(in wire.Values) (wire.Values, error) {
	name, _, err := w.queue(wire.Values{"QueueUrl": in.Str("QueueName")})
	if err != nil {
		return nil, err
	}
	return wire.Values{"QueueUrl": w.queueURL(name)}, nil
}

func (w *World) getQueueAttributes(in wire.Values) (wire.Values, error) {
	name, q, err := w.queue(in)
	if err != nil {
		return nil, err
	}
	all := maps.Clone(q.Attributes)
	all["QueueArn"] = w.arn("sqs", name)
	stamp := strconv.FormatInt(q.created.Unix(), 10)
	all["CreatedTimestamp"], all["LastModifiedTimestamp"] = stamp, stamp
	all["ApproximateNumberOfMessages"] = "0"
	asked := in.Strs("AttributeNames")
	maps.DeleteFunc(all, func(key, _ string) bool { return !slices.Contains(asked, "All") && !slices.Contains(asked, key) })
	return wire.Values{"Attributes": all}, nil
}

func (w *World) setQueueAttributes(in wire.Values) (wire.Values, error) {
	_, q, err := w.queue(in)
	if err != nil {
		return nil, err
	}
	return nil, w.setAttributes(q, in.StrMap("Attributes"))
}

func (w *World) deleteQueue(in wire.Values) (wire.Values, error) {
	name, _, err := w.queue(in)
	if err != nil {
		return nil, err
	}
	delete(w.Queues, name)
	w.deleted["sqs "+name] = w.clock()
	return nil, nil
}

func (w *World) tagQueue(in wire.Values) (wire.Values, error) {
	_, q, err := w.queue(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(q.Tags, in.StrMap("Tags"))
	return nil, nil
}

func (w *World) untagQueue(in wire.Values) (wire.Values, error) {
	_, q, err := w.queue(in)
	if err != nil {
		return nil, err
	}
	for _, k := range in.Strs("TagKeys") {
		delete(q.Tags, k)
	}
	return nil, nil
}

func (w *World) listQueueTags(in wire.Values) (wire.Values, error) {
	_, q, err := w.queue(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"Tags": q.Tags}, nil
}

// queueTakes says whether a queue's policy lets a service send for a source.
func (w *World) queueTakes(arn, service, source string) bool {
	q, ok := w.Queues[lastPart(arn)]
	return ok && policyAllows(q.Attributes["Policy"], request{service: service, action: "sqs:SendMessage", context: fromSource(source)})
}

func policyAllows(text string, r request) bool {
	d, err := parsePolicy(text, "")
	return err == nil && allowed([]policyDocument{d}, r)
}
