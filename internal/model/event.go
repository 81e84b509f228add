package model

// ChannelKind is the kind of a Channel.
type ChannelKind string

// The kinds of channels.
const (
	Queue          ChannelKind = "queue"
	Topic          ChannelKind = "topic"
	Stream         ChannelKind = "stream"
	Bus            ChannelKind = "event bus"
	Bucket         ChannelKind = "bucket"
	Table          ChannelKind = "table"
	Registry       ChannelKind = "image repository"
	Archive        ChannelKind = "archive"
	LogDestination ChannelKind = "log destination"
	Inbox          ChannelKind = "subscription"    // keeps a topic's messages for one receiver
	StorageAccount ChannelKind = "storage account" // holds buckets, queues, tables and file shares
	Namespace      ChannelKind = "namespace"       // holds queues, topics and streams
	FileShare      ChannelKind = "file share"
	Documents      ChannelKind = "document database" // holds tables
	ConfigStore    ChannelKind = "configuration store"
	Dataset        ChannelKind = "dataset" // holds tables
	CodeRepository ChannelKind = "code repository"
)

// Channel is something that keeps or passes events and data.
type Channel struct {
	Head
	Kind ChannelKind
	// In is the channel that it stands in, which carries the settings of network, transport and keys for all of them: the
	// storage account of a container or queue, the namespace of a topic. Unset where a channel stands alone.
	In Link[*Channel]
	// OpenNetwork tells whether clients in any network may reach it, NetworkPlace where that is decided. Never for clouds
	// where networks have no say about channels.
	OpenNetwork  Truth
	NetworkPlace Place
	// LocalAuth tells whether whoever has a key, connection string or local user may use it, without an identity that the
	// cloud knows.
	LocalAuth Value[bool]
	// OldTLS tells whether it takes connections with TLS before 1.2; absent where that can't be chosen.
	OldTLS Value[bool]
	// Anonymous tells whether what stands in it may be opened to everyone; absent where nothing can be.
	Anonymous Value[bool]
	// Attempts is how often a message is handed out before it goes to the dead letters that the service keeps itself.
	Attempts Value[int]
	// DropsExpired tells whether messages that nobody takes in time vanish, where the service could keep them; DropsPlace
	// is where that is decided.
	DropsExpired Truth
	DropsPlace   Place
	// Outside is true for a channel of which only Grants, PublicACL and what they need are known: one that the plan opens
	// by a policy but does not declare, or a further door to one (an access point, a log destination).
	Outside   bool
	Grants    []*Grant      // its resource policy
	PolicyWhy string        // why the resource policy is not (fully) known
	PublicACL Value[string] // an ACL that opens it to everyone: "public-read"
	// PublicOff tells whether a public access block of the plan takes effect on policies and on ACLs:
	// PublicACLsOff and PublicPoliciesOff together.
	PublicOff         Truth
	PublicACLsOff     Truth
	PublicPoliciesOff Truth
	Block             PublicBlock
	BlockPlace        Place // of that block, or where it is missing
	Encryption        Encryption
	TLSOnly           Truth // whether its policy denies plain HTTP
	Policy            Place // where its policy stands, or would
	Versioned         Value[bool]
	Undelete          Value[int]  // for how long what was deleted or overwritten can be brought back, seconds; 0 for not at all
	Recovery          Value[bool] // point-in-time recovery
	Retention         Value[int]  // seconds
	// Validated tells whether what is published is checked against a schema; ValidatorPlace is where that stands, unset
	// for channels that know no schemas.
	Validated      Truth
	ValidatorPlace Place
	// Tries is how often a queue hands out a task that fails, NoLimit without end; absent where that is not the queue's to say.
	Tries Value[int]
	// Refused tells whether the service that puts failed messages there may not, as far as the plan shows.
	Refused Truth
	// Unread is true for a topic that keeps nothing, of which nobody takes what is published.
	Unread Truth
	Hidden Value[int] // visibility timeout, seconds
	// DeadLettersOf says whose undelivered messages a queue takes: "allowAll", "byQueue" or "denyAll".
	DeadLettersOf Value[string]
	Logs          Value[bool] // its own logs are on (event buses)
	TracesData    Value[bool] // these logs hold the events
	Images        ImageRules  // of an image repository
	// ACLsOff tells whether objects in a bucket can have no ACLs of their own, besides the bucket's permissions. Absent where
	// that is no question.
	ACLsOff    Value[bool]
	CORS       []*CORS // what scripts of other sites may do with a bucket
	DeadLetter Link[*Channel]
	DLQFor     []*Channel  // filled by Connect
	Collects   []Collected // whose failed events it takes, filled by Connect

	Feeds []*Trigger // triggers that read from it, filled by Connect
	// UsedBy are functions that name it in a variable, a trigger or their permissions; filled by Connect.
	UsedBy []Object
}

// Noun is the cloud's own word for a channel of the kind, in messages.
func (c *Channel) Noun() string {
	switch c.Type {
	case "google_bigtable_instance":
		return "Bigtable instance"
	case "google_firestore_database", "google_spanner_database":
		return "database"
	}
	if c.Cloud != Azure {
		return string(c.Kind)
	}
	switch c.Kind {
	case Bucket:
		return "container"
	case Stream:
		return "event hub"
	case Registry:
		return "container registry"
	default:
		return string(c.Kind)
	}
}

// PublicBlock is what the public access block of a bucket says, or that of its account.
type PublicBlock struct {
	// Declared tells whether the plan has one for the bucket. Buckets made since April 2023 start with all
	// four switched on, but a plan that says nothing also keeps nobody from opening them.
	Declared       Truth
	RefuseACLs     Value[bool] // new public ACLs are refused
	IgnoreACLs     Value[bool] // public ACLs have no effect
	RefusePolicies Value[bool] // new public policies are refused
	Restrict       Value[bool] // public policies have no effect on strangers
}

// EncryptionKind is how data is encrypted at rest.
type EncryptionKind string

// The kinds of encryption at rest, weakest first.
const (
	Unencrypted EncryptionKind = "none"
	CloudKey    EncryptionKind = "cloud-owned key"   // no key in the customer's account
	ManagedKey  EncryptionKind = "cloud-managed key" // a key in the account that only the cloud can change
	CustomerKey EncryptionKind = "customer-managed key"
)

// Encryption at rest. Kind's place is the attribute that decides it.
type Encryption struct {
	Kind Value[EncryptionKind]
	Key  Link[*Key]
	// Always is true for services that encrypt in any case, so that only the key can be chosen.
	Always bool
	// Twice tells whether the infrastructure encrypts a second time, with a key of its own; absent where that can't be
	// chosen.
	Twice Value[bool]
}

// Encrypted is a thing other than a channel or secret that holds data at rest: a log group, a state machine, an
// API cache, a file system.
type Encrypted struct {
	Head
	Grants     []*Grant // its resource policy (file systems)
	PolicyWhy  string   // why that is not (fully) known
	TLSOnly    Truth    // whether that denies clients without TLS
	Kind       string   // "log group", "API cache"
	Encryption Encryption
	InTransit  bool // it is about data on its way within the service, not at rest
	Serverless bool // whether a function or workload uses it
}

// TriggerKind is the kind of a Trigger.
type TriggerKind string

// The kinds of triggers.
const (
	Mapping      TriggerKind = "event source mapping"
	Subscription TriggerKind = "subscription"
	Notification TriggerKind = "notification"
	RuleTarget   TriggerKind = "rule target"
	Timer        TriggerKind = "schedule"
	PipeSource   TriggerKind = "pipe"
)

// Trigger brings events from a channel (or the clock) to a function or workload.
type Trigger struct {
	Head
	Kind     TriggerKind
	Source   Link[*Channel]
	Function Link[*Function]
	Workload Link[*Workload] // when it feeds a state machine
	Channel  Link[*Channel]  // when it feeds another channel
	Identity Link[*Identity] // what it acts as
	Rule     Link[*Rule]     // of a rule target: the rule that it belongs to

	Filtered    Truth         // whether anything narrows what reaches the target
	TakesAll    bool          // its kind has no filters: it takes all that its channel has
	FilterPlace Place         // where the filter stands, or would
	CatchAll    Truth         // for rules: whether the pattern matches everything
	NamesSource Truth         // for rules: whether the pattern says who may have sent the event
	Prefix      Value[string] // object key prefix of a notification
	Suffix      Value[string]

	BatchSize Value[int]
	Bisect    Value[bool]
	// PartialFailures tells whether the target says which records of a batch failed, so that only those come again.
	PartialFailures Truth
	Concurrency     Value[int] // how many executions it may take up at once
	MaxAge          Value[int] // seconds after which a record is given up; -1 for never
	Retries         Value[int] // -1 for without end
	DeadLetter      Link[*Channel]
	Enabled         Value[bool]

	// Patterns are patterns of resource names, of which events are taken.
	Patterns []Value[string]
	// ForeignSource names the project of another owner that the events come from; absent where it is the trigger's own, or
	// can't be told.
	ForeignSource Value[string]
	// Push is true when the source waits for the answer of what it starts, AckWait for how many seconds.
	Push    bool
	AckWait Value[int]
}

// Rule picks events from a bus and hands them to its targets. It is an object of its own, so that one rule is
// judged once, however many targets it has.
type Rule struct {
	Head
	Bus         Link[*Channel]
	Pattern     Value[string] // absent for a rule that only runs on a schedule
	CatchAll    Truth         // whether the pattern matches everything
	NamesSource Truth         // whether the pattern says who may have sent the event; true for the clock
	Enabled     Value[bool]
	Targets     []*Trigger
}

// Running tells whether a trigger or a rule of a bus is switched on. One that says nothing is.
func Running(enabled Value[bool]) Truth { return Equals(enabled, false).Not() }

// Rules gives the rules of event buses.
func Rules(s *System) []*Rule { return s.Rules }

// DeliveryKind is the kind of a Delivery.
type DeliveryKind string

// The kinds of deliveries.
const (
	TopicDelivery  DeliveryKind = "topic subscription"
	APIDestination DeliveryKind = "API destination"
	Integration    DeliveryKind = "API integration"
	// GatewayProtocol is how clients may talk to an API.
	GatewayProtocol DeliveryKind = "API protocol"
	// WorkflowStart is the address at which requests start a workflow.
	WorkflowStart DeliveryKind = "workflow trigger"
	StageVariable DeliveryKind = "stage variable"
	CDNOrigin     DeliveryKind = "CDN origin"
	CDNViewer     DeliveryKind = "CDN viewer"
	Listener      DeliveryKind = "load balancer listener"
	// PushDelivery, JobDelivery, TaskDelivery and CallDelivery are requests of subscriptions, of scheduled jobs, of task
	// queues and of workflows.
	PushDelivery DeliveryKind = "push subscription"
	JobDelivery  DeliveryKind = "scheduled job"
	TaskDelivery DeliveryKind = "task queue"
	CallDelivery DeliveryKind = "workflow call"
	// PipeDelivery is what an event pipeline sends.
	PipeDelivery DeliveryKind = "event pipeline"
	// WebHook is an address that takes events or notices.
	WebHook DeliveryKind = "web hook"
)

// Delivery is a request that the system sends to, or takes at, an address.
type Delivery struct {
	Head
	Kind DeliveryKind
	URL  Value[string]
	// Plain tells whether unencrypted HTTP is used or allowed.
	Plain Truth
	// Private is true when it stays within a private network (a VPC link, an internal load balancer).
	Private Truth
	// Place of the attribute that decides it.
	Place Place
	// Unverified tells whether the receiver is sent events without proof of who sends them.
	Unverified Truth
	// LiteralKey tells whether the credential that it is sent with stands in the configuration; KeyPlace is
	// where.
	LiteralKey Truth
	KeyPlace   Place
	// OwnPlatform tells whether the receiver is a function or service of the same cloud, which takes the sender's identity
	// for proof.
	OwnPlatform Truth
	Function    Link[*Function] // that receives it
}
