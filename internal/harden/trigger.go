package harden

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// The hardened defaults of triggers.
const (
	DefaultQueueBatch      = 10
	DefaultStreamBatch     = 100
	DefaultQueueConcurrent = 10   // executions at once for one queue; half of what a function has
	DefaultRetries         = 2    // of records, events and schedules
	DefaultRecordAge       = 3600 // seconds
	DefaultFlexibleWindow  = 5    // minutes
	DefaultThrottleRate    = 50   // requests a second
	DefaultThrottleBurst   = 20   // requests at once
	DefaultStage           = "v1"
)

// Trigger is the hardened desired state of a trigger on AWS. What the kind does not need is nil or empty.
type Trigger struct {
	Scope    Scope
	Name     string
	Kind     spec.Kind
	Function string // ARN, perhaps of an alias
	Enabled  bool

	Key        Key        // ARN "" when nothing is encrypted
	DeadLetter DeadLetter // ARN "" for kinds whose source has its own
	Consumer   *Consumer
	// Grants let services run a function: pinned by source ARN and account.
	Grants []Grant

	Mapping      *Mapping
	Subscription *Subscription
	Rule         *Rule
	Bucket       string // whose events must go to EventBridge; "" for kinds other than storage
	Schedule     *Schedule
	API          *API

	Tags map[string]string
}

// Consumer is an inline policy for the role of the function, with just what Lambda needs to take events for it.
type Consumer struct {
	Name   string
	Policy Policy
}

// Grant is one statement of a function's resource policy.
type Grant struct {
	Sid           string
	Function      string // ARN of the function or alias
	Principal     string
	SourceARN     string // with OwnAPI in it for an API
	SourceAccount string
}

// Mapping is an event source mapping.
type Mapping struct {
	Source             string   // ARN; "" for a self-managed Kafka
	Brokers            []string // of a self-managed Kafka
	Topic              string   // Kafka
	ConsumerGroup      string   // Kafka
	Access             []Access // Kafka: credentials and network
	Filters            []string // patterns as JSON in a normal form, sorted
	BatchSize          int
	BatchingWindow     int  // seconds
	PartialFailures    bool // ReportBatchItemFailures
	MaximumConcurrency int  // 0 for kinds that have none
	StartingPosition   string
	// The rest is for Kinesis and DynamoDB.
	Bisect          bool
	MaximumRetries  int // -1 where the service has no such setting
	MaximumAge      int // seconds; -1 where the service has no such setting
	Parallelization int // 0 where the service has no such setting
}

// Access is how a self-managed Kafka is reached.
type Access struct{ Type, URI string }

// Subscription is a subscription of an SNS topic.
type Subscription struct {
	Topic    string // ARN
	Filter   string // policy as JSON in a normal form; "" for none
	FilterOn string // MessageBody or MessageAttributes
}

// Rule is an EventBridge rule with the function as its one target.
type Rule struct {
	Name        string
	Description string
	Bus         string // name or ARN
	Pattern     string // JSON in a normal form
	Retries     int
	MaximumAge  int // seconds
}

// ARN gives the rule's ARN in a scope. A rule on the default bus has none of its name in it.
func (r *Rule) ARN(s Scope) string {
	if bus := busName(r.Bus); bus != "default" {
		return s.ARN("events", "rule/"+bus+"/"+r.Name)
	}
	return s.ARN("events", "rule/"+r.Name)
}

// Schedule is an EventBridge Scheduler schedule in the default group.
type Schedule struct {
	Name       string
	Expression string
	TimeZone   string
	Input      string // JSON; "" for none
	Window     int    // minutes; 0 is off
	Retries    int
	MaximumAge int // seconds
	Role       Role
}

// API is a REST API with one stage.
type API struct {
	Name       string
	Private    bool
	DefaultOff bool   // whether its execute-api address is switched off
	TLS        string // least version, as API Gateway's security policy: TLS_1_2
	Policy     Policy // with OwnAPI in it

	Authorizer *Authorizer
	APIKeys    []string // ids; when given, each method asks for one
	Routes     []APIRoute

	Stage    Stage
	LogGroup LogGroup
	Domain   *Domain
}

// Authorizer of a REST API.
type Authorizer struct {
	Name      string
	Type      string   // COGNITO_USER_POOLS or TOKEN
	UserPools []string // ARNs
	Function  string   // ARN of the Lambda authorizer
	Source    string   // the header with the token
	Pattern   string   // that the token must match before the authorizer is asked
	TTL       int      // seconds that a decision is kept
}

// APIRoute is one method of one resource of the API.
type APIRoute struct {
	Method     string
	Path       string
	Model      string   // name of the model; "" when the body has no schema
	Schema     string   // JSON in a normal form
	Parameters []string // that must be there: "method.request.querystring.page"
	Validated  bool     // whether body and parameters are checked before the function runs

	Authorization string   // AWS_IAM, COGNITO_USER_POOLS or CUSTOM
	Scopes        []string // of which a token must have one
	NeedsKey      bool
	Function      string // ARN of the function that it runs
}

// Stage of a REST API.
type Stage struct {
	Name      string
	LogFormat string // of the access log: JSON, without bodies, tokens and query
	LogLevel  string // of execution logs
	DataTrace bool   // always false: bodies don't belong into logs
	Metrics   bool
	Tracing   bool
	Rate      float64 // requests a second
	Burst     int
	WebACL    string // ARN
	// Definition stands for the routes, authorizer and policy that the stage serves: what is deployed may be older.
	Definition string
}

// Domain is a custom domain name.
type Domain struct {
	Name              string
	Certificate       string
	SecurityPolicy    string // TLS_1_2
	Truststore        string // "" without mutual TLS
	TruststoreVersion string
}

// excused tells whether a declaration has an exception for a rule that holds on a day. The exception itself is judged
// elsewhere.
func excused(exceptions []spec.Exception, rules ...string) bool {
	for _, e := range exceptions {
		for _, rule := range rules {
			if e.Rule == rule {
				return true
			}
		}
	}
	return false
}
