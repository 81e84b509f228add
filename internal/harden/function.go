package harden

import "github.com/slsguard/terraform-provider-slsguard/internal/spec"

// The hardened defaults.
const (
	DefaultMemory       = 128  // MB; Lambda's own
	DefaultTimeout      = 30   // seconds
	DefaultConcurrency  = 20   // executions at once
	DefaultStorage      = 512  // MB; Lambda's own
	DefaultEventAge     = 3600 // seconds; Lambda's own is 6 h
	DefaultEventRetries = 2
	DefaultRetention    = 365 // days
	DefaultArchitecture = "arm64"
	DefaultLogLevel     = "INFO"

	queueRetention = 14 * 24 * 3600 // seconds; the longest that SQS keeps a message

	// KeyWindow is how many days a deleted key can still be brought back; the longest that KMS allows.
	KeyWindow = 30
)

// Unreserved is the concurrency of a function without a limit of its own.
const Unreserved = -1

// Function is the hardened desired state of a function on AWS: everything that shall exist for it.
type Function struct {
	Scope       Scope
	Name        string
	Description string
	Runtime     string // "" for an image
	Handler     string // "" for an image
	Code        Code

	Architecture     string
	Memory           int // MB
	Timeout          int // seconds
	EphemeralStorage int // MB
	Concurrency      int // reserved; Unreserved for none
	Environment      map[string]string
	Layers           []string
	Network          *Network
	FileSystem       *spec.FileSystem
	CodeSigning      string // ARN
	Tracing          string // Active or PassThrough
	Logging          Logging
	Events           Events
	RecursiveLoop    string // Terminate
	RuntimeUpdates   string // Auto

	// OpenGrants are statements of the function's policy that let anyone run it, or a service for anybody's resources. It
	// is always empty in a desired state: who may run the function is for triggers to say, which pin their source.
	OpenGrants []string

	Role       Role
	LogGroup   LogGroup
	Key        Key
	DeadLetter DeadLetter

	Alias   string // "" for none
	Publish bool
	Tags    map[string]string
}

// ARN gives the function's ARN, without version or alias.
func (f *Function) ARN() string { return f.Scope.ARN("lambda", "function:"+f.Name) }

// Code is where the code comes from: one of Path, Directory, Bucket and Image is given.
type Code struct {
	Path      string // a zip file
	Directory string // packed when it is deployed
	Bucket    string
	Key       string
	Version   string
	Image     string
	SHA256    string // in base64; "" when not stated
}

// Network is where the function has its interfaces. Both lists are sorted.
type Network struct {
	SubnetIDs        []string
	SecurityGroupIDs []string
}

// Logging is how the function logs.
type Logging struct {
	Format      string // JSON
	Application string // level
	System      string // level
	Group       string
}

// Events bounds asynchronous invocations.
type Events struct {
	MaximumAge     int // seconds
	MaximumRetries int
}

// Role is a role made for one function or schedule.
type Role struct {
	Name        string
	Description string
	Trust       Policy
	PolicyName  string // of its one inline policy
	Policy      Policy
	Boundary    string // ARN
	// Foreign are policies that the role has but should not: attached ones by ARN, inline ones by name. It is always
	// empty in a desired state.
	Foreign []string
}

// ARN gives the role's ARN in a scope.
func (r *Role) ARN(s Scope) string { return s.Global("iam", "role/"+r.Name) }

// LogGroup is where a function or an API logs.
type LogGroup struct {
	Name      string
	Retention int    // days
	Key       string // ARN or OwnKey
}

// ARN gives the log group's ARN in a scope, without the ":*" that stands for its streams.
func (g *LogGroup) ARN(s Scope) string { return s.ARN("logs", "log-group:"+g.Name) }

// Key is the customer-managed key.
type Key struct {
	ARN string // of a given key, which is left as it is; OwnKey for one that is made
	// The rest is for a key that is made.
	Alias       string
	Description string
	Policy      Policy
	Rotation    bool
	Window      int // days until it is gone after deletion
}

// Made tells whether the key is made by the resource.
func (k *Key) Made() bool { return k.ARN == OwnKey }

// DeadLetter is where events go that could not be handled.
type DeadLetter struct {
	ARN   string // of a queue or topic; "" for none
	Queue *Queue // when it is made by the resource
	// Grant is a statement that a given queue's policy must have; nil when the sender acts with a role.
	Grant *Statement
}

// Queue is a dead-letter queue made by a resource.
type Queue struct {
	Name      string
	Key       string // ARN or OwnKey
	Retention int    // seconds
	Policy    Policy
}
