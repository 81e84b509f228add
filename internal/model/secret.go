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
	// Ends tells whether it has an end, after which it is of no use to whoever got hold of it; EndsPlace is where that
	// would be said, unset where secrets have none.
	Ends      Truth
	EndsPlace Place
	// ContentType says what its value is, for whoever rotates it; its place is unset where secrets have none.
	ContentType Value[string]
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
	// Ends tells whether the key has an end, after which nothing more is encrypted with it; EndsPlace is where that would
	// be said, unset where keys have none.
	Ends      Truth
	EndsPlace Place
	Grants    []*Grant
	PolicyWhy string
	UsedBy    []Object // filled by Connect
}

// Vault holds secrets and keys.
type Vault struct {
	Head
	// Protected tells whether what is deleted stays until its time is over, whoever wants it gone; Window is that time, in
	// days.
	Protected Value[bool]
	Window    Value[int]
	// ByRoles tells whether role assignments decide who gets in, and not policies of the vault's own.
	ByRoles Value[bool]
	// Unlimited are its access policies that give every permission on secrets; each a place, and whether it surely does.
	Unlimited []*Grant
	// OpenNetwork tells whether clients in any network may reach it, NetworkPlace where that is decided.
	OpenNetwork  Truth
	NetworkPlace Place
}

// Vaults gives what holds secrets and keys.
func Vaults(s *System) []*Vault { return s.Vaults }

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
