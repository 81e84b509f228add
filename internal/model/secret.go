package model

// SecretKind is the kind of a Secret.
type SecretKind string

// The kinds of secrets.
const (
	StoredSecret SecretKind = "secret"
	Parameter    SecretKind = "parameter"
)

// Secret is a secret or a parameter in the cloud's store.
type Secret struct {
	Head
	Kind       SecretKind
	Outside    bool        // the plan grants it, but does not declare it: only its Grants are known
	Plain      Value[bool] // kept without encryption (an SSM String)
	Rotated    Truth
	Recovery   Value[int] // days until a deletion is final; 0 at once
	Grants     []*Grant
	PolicyWhy  string
	BlockOpen  Value[bool] // the cloud refuses public policies on it
	Encryption Encryption
	// Literals are values written in HCL or read from elsewhere, which then stand in the state.
	Literals []SecretLiteral
}

// SecretLiteral is a value that is put into a secret.
type SecretLiteral struct {
	Value Value[string]
	From  []Provenance // where it comes from, when it refers to something
}

// Key is an encryption key.
type Key struct {
	Head
	Outside   bool // the plan grants it, but does not declare it: only its Grants are known
	Rotated   Value[bool]
	Period    Value[int] // days from one rotation to the next; absent where that can't be chosen
	CanRotate Truth      // keys that can't be rotated by the cloud (asymmetric, imported)
	Window    Value[int] // days until a deletion is final
	Grants    []*Grant
	PolicyWhy string
	UsedBy    []Object // filled by Connect
}

// SecretRead is a place where the configuration reads the value of a secret.
type SecretRead struct {
	Head
	Version Value[string] // the one version that is read; absent for that of Stage
	Stage   Value[string] // the staging label: AWSCURRENT unless given
	// Newest tells whether it is whichever version is newest when the function starts, Use what the version is read into.
	Newest Truth
	Use    string
	// Refreshed is true where a newer version is seen without a new start.
	Refreshed bool
}

// SecretReads gives the places where secrets are read.
func SecretReads(s *System) []*SecretRead { return s.SecretReads }
