package model

// SiteKind is what a Site serves.
type SiteKind string

// The kinds of sites.
const (
	FunctionApp SiteKind = "function app"
	WebApp      SiteKind = "web app"
	WorkflowApp SiteKind = "logic app" // of the plan that runs workflows on the host of functions
	StaticApp   SiteKind = "static web app"
)

// Site is a web host: what functions, workflows or a plain web application answer from, with the switches that hold for
// all of them. Its deployment site is the second address, at which code and settings are put in.
type Site struct {
	Head
	Kind SiteKind
	// Slot tells a deployment slot, an address and settings of its own next to SlotOf.
	Slot   bool
	SlotOf Link[*Site]
	// Function is the function that runs on it; nil for a plain web application.
	Function *Function
	Enabled  Value[bool] // false: it is stopped

	// HTTPSOnly is true when plain HTTP is redirected.
	HTTPSOnly Value[bool]
	// MinTLS and DeployMinTLS are the lowest versions of TLS that are taken, such as "1.2", by it and its deployment site.
	MinTLS, DeployMinTLS Value[string]
	HTTP2                Value[bool]
	ClientCertificates   Value[ClientCertificates]
	RemoteDebugging      Value[bool]
	// FTP is how files can be put in: "AllAllowed" (also without encryption), "FtpsOnly" or "Disabled".
	FTP Value[string]
	// FTPPassword and DeployPassword tell whether the site's own user name and password open FTP and the deployment site;
	// absent where the resource has no say in it.
	FTPPassword, DeployPassword Value[bool]
	// Stack is the runtime of a plain web application, as Function.Runtime.
	Stack Value[string]

	// Identity tells whether it has an identity of its own or was given one.
	Identity      Truth
	IdentityPlace Place

	Plan   Link[*HostPlan]
	CORS   *CORS
	Login  SiteLogin
	Doors  SiteDoors
	Mounts []*Mount
}

// ClientCertificates is what a site asks of clients by mutual TLS.
type ClientCertificates string

// What a site can ask for.
const (
	CertificatesIgnored  ClientCertificates = "ignored"
	CertificatesOptional ClientCertificates = "optional" // asked for, but a client without one is served
	CertificatesRequired ClientCertificates = "required"
)

// SiteLogin is the login that a site asks for before requests reach what it serves.
type SiteLogin struct {
	Place Place // where it is switched on, or would be
	// On tells whether callers are looked at, Required whether one without a login is turned away.
	On, Required  Truth
	RequiredPlace Place
	// Open are paths for which no login is asked.
	Open Value[[]string]
	// HTTPSOnly is false when tokens may come by plain HTTP.
	HTTPSOnly Value[bool]
	Nonce     Value[bool] // whether a login can't be replayed
	// OldRuntime tells whether the version of the login is one that gets no more changes.
	OldRuntime Truth
	Runtime    Place
	Providers  []LoginProvider
}

// LoginProvider is one issuer of tokens that a site takes.
type LoginProvider struct {
	Place Place
	Kind  string // "active directory", "google"
	// Issuer is where tokens come from.
	Issuer Value[string]
	// AnyTenant tells whether the users of every organisation may log in.
	AnyTenant Truth
	// Pinned tells whether it says which applications', identities' or users' tokens it takes.
	Pinned Truth
}

// SiteDoors say from which networks a site can be reached.
type SiteDoors struct {
	// Open tells whether clients in any network reach the site, Deploy whether they reach its deployment site; the places
	// are where that is decided.
	Open, Deploy           Truth
	OpenPlace, DeployPlace Place
	// Restricted tells whether it has rules about networks at all.
	Restricted Truth
	// AnyFront tells whether it lets in requests of everybody's content delivery profiles, and not only those of one.
	AnyFront      Truth
	AnyFrontPlace Place
	// Fronts are the content delivery networks and gateways that pass requests on to the site, filled by the adapter.
	Fronts []Place
	// AllTraffic tells whether, in a network, everything that it sends goes there, and not only what is for private
	// addresses.
	AllTraffic      Truth
	AllTrafficPlace Place
}

// Mount is a network share in the file system of a site.
type Mount struct {
	Place   Place
	Account Link[*Channel] // that holds the share
	// Key is the key of that account by which it is mounted.
	Key      Value[string]
	ReadOnly Truth
	Share    Value[string]
}

// Sites gives the web hosts that the plan declares.
func Sites(s *System) []*Site { return s.Sites }

// HostPlan is what sites run on: how many workers there may be, and where they stand.
type HostPlan struct {
	Head
	// Zones tells whether its workers are spread over zones, ZonesPossible whether its size can be.
	Zones         Value[bool]
	ZonesPossible Truth
	// Internal tells whether it has addresses in a private network only.
	Internal Truth
	// Workers is how many there may be at most; absent where the cloud adds as many as it needs.
	Workers Value[int]
	Sites   []*Site
}

// HostPlans gives what the sites of the plan run on.
func HostPlans(s *System) []*HostPlan { return s.HostPlans }
