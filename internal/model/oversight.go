package model

import "time"

// What is expected where nobody says otherwise: half a year to move to another runtime, and logs of a quarter.
const (
	DefaultRuntimeNotice = 180 * 24 * time.Hour
	DefaultLogRetention  = 90
)

// LogGroup keeps the log lines of functions, gateways and workflows.
type LogGroup struct {
	Head
	Outside   bool       // the plan does not declare it: the cloud makes it with the first line
	Retention Value[int] // days; 0 for ever
	// Writers are the functions, stages and workflows that certainly write to it.
	Writers []Object
}

// LogGroups gives the log groups that the plan declares or reads.
func LogGroups(s *System) []*LogGroup { return s.LogGroups }

// FunctionLogs is where and how a function logs.
type FunctionLogs struct {
	Group Link[*LogGroup] // that of the plan; To is empty where the plan declares none
	// Expected is the group that it writes to, also where the plan does not declare it; nil where that can't be told.
	Expected *LogGroup
	Format   Value[string] // "JSON" or "Text"
	Level    Value[string] // the lowest level that is kept; absent for all
	// Off tells whether nothing is logged at all, because that was switched off at OffPlace.
	Off      Truth
	OffPlace Place
	// Dropped tells whether its lines are thrown away before they are kept, DroppedBy where that is said.
	Dropped   Truth
	DroppedBy Place
}

// ObservationKind is one way of watching.
type ObservationKind string

// The kinds of observations.
const (
	AccessLog    ObservationKind = "access log"    // each request, as the gateway saw it
	ExecutionLog ObservationKind = "execution log" // what the gateway did with it
	WorkflowLog  ObservationKind = "workflow log"  // what a workflow, pipe or bus did
	Traces       ObservationKind = "traces"
)

// Observation is a way of watching that something has on or off.
type Observation struct {
	Head
	Kind ObservationKind
	Of   string // what is watched: "stage", "state machine"
	On   Truth
	At   Place // the attribute that decides it
	// Serverless tells whether something serverless is, or stands behind, what is watched.
	Serverless bool
}

// Observations gives what is, or is not, watched.
func Observations(s *System) []*Observation { return s.Observations }

// TLSFloor is an address that says which versions of TLS it takes.
type TLSFloor struct {
	Head
	Of      string        // "API domain name", "distribution"
	Version Value[string] // the policy or version as written; absent where the cloud chooses
	Weak    Truth         // whether versions before 1.2 are taken
	// Fixed is true where the cloud's own name is used, for which nothing can be chosen.
	Fixed bool
}

// TLSFloors gives the addresses that say which versions of TLS they take.
func TLSFloors(s *System) []*TLSFloor { return s.TLSFloors }

// AuditKind is the kind of an Audit.
type AuditKind string

// The kinds of audits.
const (
	Trail    AuditKind = "trail"           // records calls to the cloud's API
	Detector AuditKind = "threat detector" // looks for attacks in what is recorded
	// AuditConfiguration says what of a project, folder or organisation is recorded besides changes.
	AuditConfiguration AuditKind = "audit configuration"
	// VaultAudit records who uses the secrets and keys of a vault; of its fields only On counts.
	VaultAudit AuditKind = "vault audit"
	// QueueAudit records who uses the queues of a storage account; of its fields only On counts.
	QueueAudit AuditKind = "queue audit"
)

// Audit records what is done in the account.
type Audit struct {
	Head
	Kind AuditKind
	On   Value[bool]
	// Functions, Objects and Rows tell whether the use of functions, buckets and tables is recorded, and not only changes
	// to them. A detector only has Functions.
	Functions, Objects, Rows Truth
	Place                    Place // where that is said, or would be
	// Exempt are identities whose use is not recorded.
	Exempt Value[[]string]
}

// Audits gives what records, or looks at, what is done in the account.
func Audits(s *System) []*Audit { return s.Audits }

// AccessPoint is a door into a file system, with the user that whoever comes in by it becomes.
type AccessPoint struct {
	Head
	User, Group Value[int] // ids; absent where clients choose their own
	Root        Value[string]
	Filesystem  Link[*Encrypted]
	Users       []*Function
}

// AccessPoints gives the doors into file systems.
func AccessPoints(s *System) []*AccessPoint { return s.AccessPoints }

// Package is how a function's code is named: what is deployed should be what was built and looked at.
type Package struct {
	ImagePinned Truth         // an image named by its digest
	ImageLatest Truth         // an image named by the tag that every push moves, or by none
	InBucket    Truth         // a package that is read from a bucket
	Key         Value[string] // of that package in the bucket
	Version     Truth         // whether the version of the object is given
	Hash        Truth         // whether a hash of the content is given
	// Branch is where it is built from, if that is a branch of a repository and no commit of it.
	Branch Value[string]
	// Base is the image of a runtime that the code is put on, where that is not the cloud's choice.
	Base Value[string]
}

// ImageRules are what a repository of images says of them.
type ImageRules struct {
	Mutable Value[bool] // a tag can be moved to another image
	Scanned Value[bool] // what is pushed is looked through for known flaws
	// SharedAdmin tells whether it has one user with a password and all rights, Anonymous whether everybody may pull
	// without any; absent where neither can be.
	SharedAdmin Value[bool]
	Anonymous   Value[bool]
}
