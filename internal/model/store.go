package model

// StoreKind is the kind of a Store.
type StoreKind string

// The kinds of stores.
const (
	Database      StoreKind = "database"
	Cache         StoreKind = "cache"
	Warehouse     StoreKind = "data warehouse"
	SearchDomain  StoreKind = "search domain"
	MessageBroker StoreKind = "message broker"
)

// Store is something with a network address in which functions keep data, such as a database.
type Store struct {
	Head
	Kind StoreKind
	// Public tells whether it has an address on the internet; Addressable whether it can have one.
	Public      Value[bool]
	Addressable bool
	Groups      []Link[*SecurityGroup]
	// Admits are its own rules on which addresses may connect. Guarded is true where a public address by itself takes
	// connections only from these, and from clients that the cloud knows.
	Admits  []*TrafficRule
	Guarded bool
	// Plain tells whether it takes connections without TLS, PlainPlace where that is decided.
	Plain      Truth
	PlainPlace Place
	// OldTLS tells whether it takes connections with TLS before 1.2; absent where that can't be chosen.
	OldTLS   Value[bool]
	Recovery Value[bool] // backups are made; absent where that is no question
	UsedBy   []StoreUse  // filled by Connect
}

// StoreUse is how one function comes to a store.
type StoreUse struct {
	Function *Function
	Place    Place
	Note     string // "is told its address in variable DB_HOST"
}

// Stores gives databases, caches and brokers.
func Stores(s *System) []*Store { return s.Stores }
