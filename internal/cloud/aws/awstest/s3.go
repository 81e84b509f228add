package awstest

import (
	"crypto/md5" //nolint:gosec // S3's entity tags are MD5 sums
	"encoding/hex"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Bucket is an S3 bucket.
type Bucket struct {
	Notification wire.Values // NotificationConfiguration
	Objects      []*Object   `json:"-"`
}

// Object is a version of an object.
type Object struct {
	Key, Version string
	Body         []byte
	Signed       bool // by AWS Signer
	Modified     time.Time
}

// AddObject puts an object as a fixture, and gives its version.
func (w *World) AddObject(bucket, key string, body []byte) string {
	b, ok := w.Buckets[bucket]
	if !ok {
		b = &Bucket{Notification: wire.Values{}}
		w.Buckets[bucket] = b
	}
	o := &Object{Key: key, Version: w.id("object version", "version", 10), Body: body, Modified: w.now()}
	b.Objects = append(b.Objects, o)
	return o.Version
}

// object finds a version, or the newest if none is asked for.
func (b *Bucket) object(key, version string) (*Object, bool) {
	for i := len(b.Objects) - 1; i >= 0; i-- {
		if o := b.Objects[i]; o.Key == key && (version == "" || o.Version == version) {
			return o, true
		}
	}
	return nil, false
}

func s3Handlers() map[string]handler {
	return map[string]handler{
		"s3.HeadBucket":                         (*World).headBucket,
		"s3.GetBucketLocation":                  (*World).getBucketLocation,
		"s3.GetBucketNotificationConfiguration": (*World).getNotification,
		"s3.PutBucketNotificationConfiguration": (*World).putNotification,
		"s3.HeadObject":                         (*World).headObject,
		"s3.GetObjectAttributes":                (*World).getObjectAttributes,
	}
}

func (w *World) bucket(in wire.Values) (*Bucket, error) {
	if b, ok := w.Buckets[in.Str("Bucket")]; ok {
		return b, nil
	}
	return nil, &wire.Error{Code: "NoSuchBucket", Message: "The specified bucket does not exist", Status: 404}
}

func (w *World) headBucket(in wire.Values) (wire.Values, error) {
	if _, err := w.bucket(in); err != nil {
		return nil, err
	}
	return wire.Values{"BucketRegion": w.Region}, nil
}

// getBucketLocation: us-east-1 is told as none.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
func (w *World) getBucketLocation(in wire.Values) (wire.Values, error) {
	if _, err := w.bucket(in); err != nil {
		return nil, err
	}
	if w.Region == "us-east-1" {
		return wire.Values{}, nil
	}
	return wire.Values{"LocationConstraint": w.Region}, nil
}

func (w *World) getNotification(in wire.Values) (wire.Values, error) {
	b, err := w.bucket(in)
	if err != nil {
		return nil, err
	}
	return b.Notification, nil
}

// putNotification replaces the whole configuration:
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
func (w *World) putNotification(in wire.Values) (wire.Values, error) {
	b, err := w.bucket(in)
	if err != nil {
		return nil, err
	}
	config := in.Map("NotificationConfiguration")
	if !in.Bool("SkipDestinationValidation") {
		if err := w.checkDestinationsOf("arn:aws:s3:::"+in.Str("Bucket"), config); err != nil {
			return nil, err
		}
	}
	for kind := range destinationMembers() {
		if err := checkOverlap(config.Maps(kind)); err != nil {
			return nil, err
		}
		for _, c := range config.Maps(kind) {
			c.Or("Id", w.uuid("notification"))
		}
	}
	b.Notification = config
	return nil, nil
}

// destinationMembers gives the member with the destination by kind of configuration.
func destinationMembers() map[string]string {
	return map[string]string{
		"LambdaFunctionConfigurations": "LambdaFunctionArn", "QueueConfigurations": "QueueArn", "TopicConfigurations": "TopicArn",
	}
}

func (w *World) checkDestinationsOf(bucket string, config wire.Values) error {
	for kind, member := range destinationMembers() {
		for _, c := range config.Maps(kind) {
			if !w.takes(c.Str(member), "s3.amazonaws.com", bucket) {
				return fail("InvalidArgument", "Unable to validate the following destination configurations")
			}
		}
	}
	return nil
}

// takes says whether a function, queue or topic exists and takes a service's messages for a source.
func (w *World) takes(arn, service, source string) bool {
	switch {
	case isQueue(arn):
		return w.queueTakes(arn, service, source)
	case strings.Contains(arn, ":sns:"):
		t, ok := w.Topics[arn]
		return ok && policyAllows(t.Attributes["Policy"], request{service: service, action: "sns:Publish", context: fromSource(source)})
	default:
		return w.mayInvoke(arn, service, source)
	}
}

// checkOverlap: no two configurations may take the same event of the same keys.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
func checkOverlap(configs []wire.Values) error {
	for i, a := range configs {
		for _, b := range configs[i+1:] {
			if shareEvent(a, b) && related(prefixOf(a), prefixOf(b), strings.HasPrefix) &&
				related(suffixOf(a), suffixOf(b), strings.HasSuffix) {
				return fail("InvalidArgument", "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.")
			}
		}
	}
	return nil
}

func shareEvent(a, b wire.Values) bool {
	for _, x := range a.Strs("Events") {
		for _, y := range b.Strs("Events") {
			if glob(x, y) || glob(y, x) {
				return true
			}
		}
	}
	return false
}

func related(a, b string, contains func(s, part string) bool) bool {
	return contains(a, b) || contains(b, a)
}

func prefixOf(c wire.Values) string { return filterOf(c, "prefix") }
func suffixOf(c wire.Values) string { return filterOf(c, "suffix") }

func filterOf(c wire.Values, name string) string {
	for _, r := range c.Map("Filter").Map("Key").Maps("FilterRules") {
		if strings.EqualFold(r.Str("Name"), name) {
			return r.Str("Value")
		}
	}
	return ""
}

func (w *World) objectOf(in wire.Values) (*Object, error) {
	b, err := w.bucket(in)
	if err != nil {
		return nil, err
	}
	o, ok := b.object(in.Str("Key"), in.Str("VersionId"))
	if !ok {
		return nil, &wire.Error{Code: "NoSuchKey", Message: "The specified key does not exist.", Status: 404}
	}
	return o, nil
}

func entityTag(body []byte) string {
	sum := md5.Sum(body) //nolint:gosec // see the import
	return hex.EncodeToString(sum[:])
}

func (w *World) headObject(in wire.Values) (wire.Values, error) {
	o, err := w.objectOf(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{
		"ContentLength": len(o.Body), "VersionId": o.Version, "ETag": `"` + entityTag(o.Body) + `"`, "LastModified": o.Modified,
	}, nil
}

func (w *World) getObjectAttributes(in wire.Values) (wire.Values, error) {
	o, err := w.objectOf(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{
		"ObjectSize": len(o.Body), "VersionId": o.Version, "ETag": entityTag(o.Body), "LastModified": o.Modified,
	}, nil
}
