package model

import "strings"

// Function is a serverless function.
type Function struct {
	Head
	// Outside is true for a function that the plan grants or opens, but does not declare: only its Grants and
	// Endpoints are known, and nothing else may be asked of it.
	Outside bool
	Runtime Value[string]
	// Host is the version of what the cloud runs the runtime in, as facts.FindRuntime knows it; absent where that can't be
	// chosen.
	Host     Value[string]
	Image    Value[string] // container image, absent for a zip package
	Timeout  Value[int]    // seconds; NoLimit where it may run for ever
	Loop     Value[bool]   // true when the cloud's recursion detection is switched off
	Bounded  Value[int]    // concurrent executions reserved for (and so the limit of) the function
	Identity Link[*Identity]
	// MoreIdentities are those that it can act as besides Identity.
	MoreIdentities []Link[*Identity]
	Grants         []*Grant // its resource policy: who may invoke or change it
	Variables      []*Variable
	EnvKey         Link[*Key]     // the customer's key for its environment
	Code           Link[*Channel] // the bucket that its code is read from
	DeadLetter     Link[*Channel]
	Failure        []Link[*Channel] // destinations for failed asynchronous events
	// Success and Next are where the results of asynchronous events go on to.
	Success []Link[*Channel]
	Next    []Link[*Function]
	// Writes are what its output bindings put into channels.
	Writes []Write
	// EventAge is how long an asynchronous event is retried, in seconds.
	EventAge Value[int]
	// Provisioned is how many environments one alias or version keeps ready.
	Provisioned Value[int]
	// RuntimeUpdates says when the cloud patches the runtime: "Auto", "FunctionUpdate" or "Manual" on AWS; "OnDeploy" where
	// only a deployment does.
	RuntimeUpdates Value[string]
	Signing        Link[*CodeSigning]
	Subnets        []Link[*Subnet]
	SecurityGroups []Link[*SecurityGroup]
	// InNetwork tells whether it runs in a network of the account's own; NetworkPlace is where that stands.
	InNetwork    Truth
	NetworkPlace Place
	// DefaultNetwork tells whether that is the network that the cloud makes in every project, with its own ready-made
	// firewall rules; DefaultPlace is where it stands.
	DefaultNetwork Truth
	DefaultPlace   Place
	Layers         []Link[*Layer]
	Filesystem     []Link[*Encrypted]
	Retries        Value[int]    // of failed asynchronous events
	Signed         Value[string] // code signing configuration
	Tracing        Value[bool]
	Package        Package
	Logs           FunctionLogs
	// Job is true for what runs to its end when it is told to, and answers no requests.
	Job bool
	// OpenNetwork tells whether requests of any network get as far as its own check of who sends them; OpenNetworkPlace is
	// where that is decided. Never for functions without an address, and where a Site says so.
	OpenNetwork      Truth
	OpenNetworkPlace Place
	// Requests is how many requests one copy of it works on at once; absent where that is one.
	Requests Value[int]
	// Bypass tells whether what it sends to the internet goes past the network that it stands in.
	Bypass      Truth
	BypassPlace Place
	// Mounts are shares and buckets in its file system.
	Mounts []*Mount
	// Site is the host that it runs on; nil where functions have none.
	Site *Site

	// Filled from the other side by Connect.
	Endpoints []*Endpoint
	Triggers  []*Trigger
}

// NoLimit is the Timeout of a function that nothing stops.
const NoLimit = -1

// Write is an output binding: what the code returns goes there by itself.
type Write struct {
	Channel Link[*Channel]
	// Prefix is how the keys begin that are written to a bucket; "" where that is open.
	Prefix string
}

// Hits tells whether the binding writes what a trigger looks at.
func (w *Write) Hits(t *Trigger, c *Channel) bool {
	to, ok := w.Channel.One()
	prefix, _ := t.Prefix.Get()
	return ok && to == c && (strings.HasPrefix(prefix, w.Prefix) || strings.HasPrefix(w.Prefix, prefix))
}

// Variable is one environment variable. One without a name stands for the environment as a whole: what it is known
// to hold, where the plan does not tell which of the variables holds it.
type Variable struct {
	Name  string
	Value Value[string]
	From  []Provenance // where the value comes from, when it refers to other resources
}

// Provenance says what kind of thing a value was read from.
type Provenance struct {
	Place Place
	Holds Content
	Note  string // names it: "random_password.db.result"
}

const markedNote = "a value that Terraform marks as sensitive"

// MarkedSensitive is the source of a value of which the plan tells only that Terraform marks it as sensitive.
func MarkedSensitive(at Place) Provenance {
	return Provenance{Place: at, Holds: Unclassified, Note: markedNote}
}

// Marked tells what MarkedSensitive gives: it names no source.
func (p Provenance) Marked() bool { return p.Holds == Unclassified && p.Note == markedNote }

// Content is what a value read from another resource is.
type Content string

// What a value can be, as far as secrets go.
const (
	Harmless     Content = ""             // names, ARNs, URLs
	SecretValue  Content = "secret value" // the content of a secret store
	Password     Content = "password"     // a password or token attribute
	PrivateKey   Content = "private key"
	AccessKey    Content = "long-lived access key" // credentials of a user or account
	Unclassified Content = "sensitive value"       // Terraform marks it as sensitive, nothing more is known
)

// CodeSigning says whose signature code must bear, and what happens to code without one.
type CodeSigning struct {
	Head
	Enforced   Value[bool] // false: it is deployed all the same, with a warning
	Publishers []Link[*SigningProfile]
}

// SigningProfile is a key, kept by the cloud, that signs code.
type SigningProfile struct {
	Head
	Grants []*Grant // who else may sign with it, or change it
}

// Layer is a version of shared code that the plan publishes for functions.
type Layer struct {
	Head
	Outside bool // the plan grants it, but does not publish it: only its Grants are known
	Grants  []*Grant
}

// WorkloadKind is the kind of a Workload.
type WorkloadKind string

// The kinds of workloads.
const (
	StateMachine WorkloadKind = "state machine"
	LogicApp     WorkloadKind = "logic app"
	Pipe         WorkloadKind = "pipe"
	Schedule     WorkloadKind = "schedule"
	EventRule    WorkloadKind = "event rule"
	Build        WorkloadKind = "build project"
	Deployment   WorkloadKind = "deployment"
	OtherCompute WorkloadKind = "workload"
	Gateway      WorkloadKind = "API gateway" // calls what stands behind it
)

// Workload is something other than a function that acts with an identity of its own.
type Workload struct {
	Head
	Kind     WorkloadKind
	Identity Link[*Identity]
	// Untrusted are fields of the incoming event that it uses as the name of a resource.
	Untrusted []UntrustedField
	// UntrustedWhy says why Untrusted may not be all (its definition is not known yet); "" when it is.
	UntrustedWhy string
	// Calls are the functions that it runs, one link each.
	Calls []Link[*Function]
	// TracesData is true when its logs hold the data that passes through it.
	TracesData Value[bool]
	// HandlesSecrets tells whether secrets pass through it.
	HandlesSecrets Truth
}

// Noun is the cloud's word for what it is, in messages.
func (w *Workload) Noun() string {
	if w.Kind == StateMachine && w.Cloud != AWS {
		return "workflow"
	}
	return string(w.Kind)
}

// UntrustedField is a part of an event that decides which resource is used.
type UntrustedField struct {
	Place Place
	Path  string // "$.detail.bucket"
	Use   string // the parameter it fills: "Bucket"
}

// Text is a piece of text in which a literal secret could stand.
type Text struct {
	Head
	Place Place
	Kind  string // "environment variable", "stage variable", "state machine definition"
	Name  string // of the variable or field, "" for a document
	Value Value[string]
	// Document is true when the value is a longer text (a definition, a script) in which to look for secrets,
	// false when it is the value of Name.
	Document bool
	// Meant is true when the attribute is there to hold a secret (an API key of a connection), so that
	// any literal in it is one.
	Meant bool
	// From says where the value comes from, when it refers to other resources.
	From []Provenance
}

// Output is a root module's output value.
type Output struct {
	Head
	Sensitive bool
	From      []Provenance
}

// Unmodelled is a resource of a serverless service that the checker does not model yet.
type Unmodelled struct {
	Head
	Why string // why this one can't be modelled, though its type is known; "" for an unknown type
}
