// Package spec is what a user declares with slsguard_secure_function and slsguard_secure_trigger, free of Terraform
// and of any cloud's SDK. internal/harden makes the hardened desired state of it, which internal/cloud deploys.
//
// A zero value means: not given, take the hardened default. What Terraform does not know yet is a Gap (texts, also as
// elements of lists and maps) or is listed in Unknown (all else).
package spec

import "time"

// Function is a declared function.
type Function struct {
	Name        string // 1 to 64 letters, digits, "-" and "_"
	Description string // up to 256 characters
	Runtime     string // absent for an image
	Handler     string // absent for an image
	Source      Source
	Environment map[string]string
	Secrets     map[string]string // variable name to the ARN of a secret or parameter, never a value
	Memory      int               // MB, 128 (default) to 10240
	Timeout     int               // seconds, 1 to 900; 30 by default
	Concurrency *int              // executions at once; nil for 20, -1 for no limit (an exception)
	Tags        map[string]string
	Exceptions  []Exception

	AWS *AWSFunction // exactly one cloud is given

	Unknown Unknowns
}

// Source is where the code comes from: exactly one field is given.
type Source struct {
	Path      string // a zip file
	Directory string // packed reproducibly: sorted names, fixed times
	Object    *Object
	Image     string // by digest: repository@sha256:…

	// SHA256 of the zip, in base64, as Lambda gives it (CodeSha256); "" while the code is not there to be read, and for
	// an image. Archive computes it for Path and Directory; for Object it is what the user states, if anything.
	SHA256 string
}

// Object is a zip in S3.
type Object struct{ Bucket, Key, Version string }

// AWSFunction is what only a function on AWS has.
type AWSFunction struct {
	Permissions      []Permission
	Boundary         string // ARN of the permissions boundary
	Architecture     string // arm64 (default) or x86_64
	EphemeralStorage int    // MB, 512 (default) to 10240
	Layers           []string
	SubnetIDs        []string
	SecurityGroupIDs []string
	FileSystem       *FileSystem
	CodeSigning      string   // ARN of a code signing configuration
	Key              string   // ARN of the KMS key; "" makes one
	SecretKeys       []string // ARNs of the KMS keys that encrypt the secrets; nil: any key, for these secrets only
	DeadLetter       string   // ARN of the queue or topic for failed events; "" makes a queue
	MaximumEventAge  int      // seconds, 60 to 21600; 3600 by default
	MaximumRetries   *int     // of a failed asynchronous event, 0 to 2 (default)
	LogRetention     int      // days, one of those that CloudWatch Logs knows; 365 by default
	LogLevel         string   // application log level: TRACE, DEBUG, INFO (default), WARN, ERROR, FATAL
	Tracing          *bool    // active tracing; on by default
	Alias            string   // name of an alias that points at the published version
	Publish          bool     // publish a version at each change; implied by Alias
}

// Permission is one thing that the function may do, besides what every function needs.
type Permission struct {
	Actions   []string
	Resources []string
	// Conditions by operator, then key: {"StringEquals": {"aws:ResourceTag/team": ["orders"]}}.
	Conditions map[string]map[string][]string
}

// FileSystem is an EFS access point and where it is mounted.
type FileSystem struct {
	AccessPoint string // ARN
	Path        string // below /mnt/
}

// Exception loosens one rule, for a reason, until a day.
type Exception struct {
	Rule    string // id or name
	Reason  string
	Expires time.Time // the last day on which it holds
}
