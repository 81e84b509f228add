package model

// EndpointKind is the kind of an Endpoint.
type EndpointKind string

// The kinds of endpoints.
const (
	FunctionURL  EndpointKind = "function URL"
	RESTMethod   EndpointKind = "REST method"
	HTTPRoute    EndpointKind = "HTTP route"
	WebSocket    EndpointKind = "WebSocket route"
	GraphQL      EndpointKind = "GraphQL API"
	EventChannel EndpointKind = "event channel"
	CDN          EndpointKind = "CDN behaviour"
	LoadBalancer EndpointKind = "load balancer rule"
	HTTPTrigger  EndpointKind = "HTTP trigger" // of a function, at the address of the site that it runs on
)

// AuthKind is how an endpoint knows its callers.
type AuthKind string

// The kinds of authentication.
const (
	NoAuth     AuthKind = "none"
	IAMAuth    AuthKind = "IAM"
	TokenAuth  AuthKind = "token"      // JWT or user pool
	CustomAuth AuthKind = "authorizer" // a function decides
	APIKeyAuth AuthKind = "API key"
	OtherAuth  AuthKind = "other"
)

// Endpoint is one address at which requests reach a function: a function URL, a route, a GraphQL API.
type Endpoint struct {
	Head
	Kind   EndpointKind
	Method Value[string] // GET, POST, ANY; absent where there is no method
	Path   Value[string]
	Auth   Value[AuthKind] // the main kind
	APIKey Value[bool]     // whether an API key is asked for (besides Auth)
	// Also are further kinds of authentication that it takes in place of Auth (AppSync).
	Also       []Value[AuthKind]
	Authorizer Link[*Authorizer]
	API        *API // nil for a function URL
	Function   Link[*Function]
	// Channel and Workload are what a gateway passes requests on to by itself, without a function.
	Channel  Link[*Channel]
	Workload Link[*Workload]
	// CORS is its own: of a function URL or a REST method. What holds for a whole gateway is API.CORS.
	CORS *CORS
	// Validated tells whether requests are checked against a schema; ValidatorPlace is where that stands.
	Validated      Truth
	ValidatorPlace Place
	// Preflight is true for a CORS OPTIONS method, which must be open.
	Preflight Truth
	// Mock is true when the gateway answers by itself: no request gets any further.
	Mock Truth
	// Private is true when it can be reached only from within a private network.
	Private Truth
	// Behind is the route at which the callers of a WebSocket API are checked ($connect); Auth is then that
	// route's, and only that route is to be judged. Nil for all others.
	Behind *Endpoint
	// Firewall tells whether a web application firewall stands in front.
	Firewall Truth
	// FirewallPossible is true when one can be attached to it or to its stage; to others (function URLs, HTTP
	// APIs) it can't, so that only a CDN in front can bring one.
	FirewallPossible bool
	FirewallPlace    Place // where one is attached, or would be; the whole object when empty
	// Fronts are the APIs and function URLs that a CDN passes requests on to.
	Fronts []Object
	// FrontedBy are CDNs and the like that pass requests on to it.
	FrontedBy []Place
	// PlainHTTP tells whether it answers plain HTTP, PlainHTTPPlace where that is decided.
	PlainHTTP      Truth
	PlainHTTPPlace Place
	// Latest tells whether it runs whatever was deployed last, and not a published version or an alias.
	Latest Truth
}

// CORS is what browsers of other sites may do.
type CORS struct {
	Place       Place
	Origins     Value[[]string]
	Methods     Value[[]string]
	Headers     Value[[]string]
	Credentials Value[bool]
}

// APIKind is the kind of an API.
type APIKind string

// The kinds of APIs.
const (
	RESTAPI      APIKind = "REST API"
	HTTPAPI      APIKind = "HTTP API"
	WebSocketAPI APIKind = "WebSocket API"
	GraphQLAPI   APIKind = "GraphQL API"
	EventAPI     APIKind = "event API"
)

// API is a gateway with routes.
type API struct {
	Head
	Kind      APIKind
	Outside   bool     // the plan gives it a policy, but does not declare it: only its Grants are known
	Private   Truth    // reachable only from within a private network
	Grants    []*Grant // its resource policy
	PolicySet Truth    // whether it has a resource policy
	PolicyWhy string   // why the policy is not (fully) known
	Policy    Place
	// DefaultOff tells whether its cloud-given address is switched off.
	DefaultOff   Value[bool]
	Domains      []*Domain
	Stages       []*Stage
	Endpoints    []*Endpoint
	Firewall     Truth // whether a firewall is attached to it (GraphQL)
	FrontedBy    []Place
	CORS         *CORS
	HasEndpoints Truth       // unknown when its definition could not be read
	DataTrace    Value[bool] // request and response bodies in its own logs (GraphQL; others: Stage.DataTrace)
}

// Domain is a custom domain name of an API.
type Domain struct {
	Place     Place
	Name      Value[string]
	MutualTLS Truth
	MinTLS    Value[string]
}

// Stage is one deployment of an API.
type Stage struct {
	Head
	API      Link[*API]
	Firewall Truth
	// OwnFirewall tells whether one is attached to the stage itself, and not only to a CDN in front of it.
	OwnFirewall Truth
	DataTrace   []Value[bool] // request and response bodies in logs, per method setting
	LogFormat   Value[string] // of the access log
	CacheOn     Value[bool]
	CacheSafe   Value[bool] // the cache is encrypted
	Throttles   []*Throttle
	// ThrottleWhy says why there may be more limits than Throttles; "" when there are not.
	ThrottleWhy string
}

// Authorizer decides who may call a route.
type Authorizer struct {
	Head
	Kind        AuthKind // TokenAuth or CustomAuth
	Issuer      Value[string]
	Audience    Value[[]string]
	Sources     Value[[]string] // identity sources: which parts of the request are looked at
	Pattern     Value[string]   // what a token must look like before the authorizer is asked
	TokenOnly   bool            // a TOKEN authorizer, for which Pattern can be given
	TTL         Value[int]      // seconds that a decision is cached
	UserPools   []Link[*UserPool]
	Function    Link[*Function]
	NeedsSource bool // whether the kind has identity sources at all
}
