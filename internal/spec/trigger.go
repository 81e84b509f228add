package spec

import (
	"errors"
	"fmt"
)

// Trigger is a declared trigger: exactly one of the event kinds is given.
type Trigger struct {
	Name       string   // 1 to 48 letters, digits, "-" and "_"
	Function   string   // ARN of the function, perhaps of an alias
	Filter     []string // patterns as JSON; at least one for queue, stream, topic, bus and storage
	BatchSize  int      // records; 10 for queues, 100 for streams by default
	Enabled    *bool    // on by default
	DeadLetter string   // ARN of the queue for events that fail; "" makes one where the kind has one
	Key        string   // ARN of the KMS key for what the trigger makes; "" makes one where something is made
	Tags       map[string]string
	Exceptions []Exception

	HTTP     *HTTP
	Queue    *Queue
	Stream   *Stream
	Topic    *Topic
	Bus      *Bus
	Storage  *Storage
	Schedule *Schedule

	Unknown Unknowns
}

// Kind names an event kind as the attribute of slsguard_secure_trigger does.
type Kind string

// The event kinds.
const (
	HTTPKind     Kind = "http"
	QueueKind    Kind = "queue"
	StreamKind   Kind = "stream"
	TopicKind    Kind = "topic"
	BusKind      Kind = "bus"
	StorageKind  Kind = "storage"
	ScheduleKind Kind = "schedule"
)

// Kind gives the trigger's one event kind.
func (t *Trigger) Kind() (Kind, error) {
	var given []Kind
	for _, k := range []struct {
		kind Kind
		is   bool
	}{
		{HTTPKind, t.HTTP != nil},
		{QueueKind, t.Queue != nil},
		{StreamKind, t.Stream != nil},
		{TopicKind, t.Topic != nil},
		{BusKind, t.Bus != nil},
		{StorageKind, t.Storage != nil},
		{ScheduleKind, t.Schedule != nil},
	} {
		if k.is {
			given = append(given, k.kind)
		}
	}
	switch len(given) {
	case 0:
		return "", errors.New("no event is given; write one of http, queue, stream, topic, bus, storage, schedule")
	case 1:
		return given[0], nil
	default:
		return "", fmt.Errorf("several events are given (%s and %s); write a trigger for each", given[0], given[1])
	}
}

// Queue takes messages of an SQS queue.
type Queue struct {
	Source             string // ARN
	Key                string // ARN of the KMS key that encrypts the queue; "" when SQS's own does
	MaximumConcurrency int    // executions at once, 2 to 1000; 10 by default
	BatchingWindow     int    // seconds, 0 to 300
}

// Stream takes records of a Kinesis or DynamoDB stream, or a Kafka topic.
type Stream struct {
	Source           string   // ARN of the stream or cluster; "" with Brokers
	Key              string   // ARN of the KMS key that encrypts a Kinesis stream; "" when the service's own does
	Brokers          []string // of a self-managed Kafka: host:port
	Topic            string   // Kafka
	ConsumerGroup    string   // Kafka; "" lets Lambda choose
	Credentials      string   // ARN of the secret with the Kafka user's name and password (SASL/SCRAM-512)
	SubnetIDs        []string // where the brokers of a self-managed Kafka are reached from
	SecurityGroupIDs []string
	StartingPosition string // LATEST (default) or TRIM_HORIZON
	MaximumRetries   *int   // 0 to 10000; 2 by default
	MaximumAge       int    // seconds, 60 to 604800; 3600 by default
	Parallelization  int    // batches of a shard at once, 1 (default) to 10
	BatchingWindow   int    // seconds, 0 to 300
}

// Topic takes messages of an SNS topic.
type Topic struct {
	Source string // ARN
	// FilterOn says what the filter looks at: MessageBody (default) or MessageAttributes.
	FilterOn string
}

// Bus takes events of an EventBridge bus.
type Bus struct {
	Name string // or ARN; "" is the default bus
}

// Storage takes the events of a bucket, through EventBridge.
type Storage struct {
	Bucket string   // name
	Events []string // detail types; "Object Created" by default
	Prefix string   // of the object's key
	Suffix string   // of the object's key
}

// Schedule runs the function by the clock.
type Schedule struct {
	Expression     string // rate(…), cron(…), at(…)
	TimeZone       string // IANA name; UTC by default
	Input          string // JSON
	FlexibleWindow *int   // minutes, 0 (off) to 1440; 5 by default
}

// HTTP is a REST API in front of the function.
type HTTP struct {
	Authorizer    Authorizer
	Routes        []Route
	ThrottleRate  float64  // requests a second; 50 by default
	ThrottleBurst int      // requests at once; 20 by default
	SourceVPCEs   []string // resource policy: only from these VPC endpoints; the API is then a private one
	SourceCIDRs   []string // resource policy: only from these networks
	WebACL        string   // ARN of a regional web ACL
	Domain        *Domain
	LogRetention  int    // days; 365 by default
	StageName     string // v1 by default
}

// AuthorizerKind is how callers of an API are known.
type AuthorizerKind string

// The kinds of authorizers.
const (
	IAMAuthorizer     AuthorizerKind = "iam"
	CognitoAuthorizer AuthorizerKind = "cognito"
	JWTAuthorizer     AuthorizerKind = "jwt"
)

// Authorizer says how callers are known.
type Authorizer struct {
	Kind      AuthorizerKind // iam by default
	UserPools []string       // cognito: ARNs
	Scopes    []string       // cognito: OAuth scopes of which a token must have one
	Function  string         // jwt: ARN of the Lambda authorizer, which checks issuer and audience
	Pattern   string         // jwt: what the Authorization header must look like before the authorizer is asked
	// APIKeys are the ids of API keys, one of which every request must carry besides being authorized.
	APIKeys []string
}

// Route is one method and path with the schema that requests must fit.
type Route struct {
	Method string   // GET, POST, …; ANY is refused: a schema is for one method
	Path   string   // "/orders/{id}"
	Schema string   // JSON schema (draft 4) of the body
	Query  []string // query parameters that must be there
	// Headers that must be there.
	Headers []string
}

// Domain is a custom domain with, when Truststore is given, mutual TLS.
type Domain struct {
	Name        string
	Certificate string // ARN of a certificate in ACM, in the API's region
	Truststore  string // s3:// URI
	// TruststoreVersion is the version of that object.
	TruststoreVersion string
}
