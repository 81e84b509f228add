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
	UsedBy      []StoreUse // filled by Connect
}

// StoreUse is how one function comes to a store.
type StoreUse struct {
	Function *Function
	Place    Place
	Note     string // "is told its address in variable DB_HOST"
}

// Stores gives databases, caches and brokers.
func Stores(s *System) []*Store { return s.Stores }
