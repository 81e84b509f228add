// Package model is the cloud-neutral model of a serverless system: functions, the identities they run as, the
// channels and endpoints that bring them events, and who may use each of them. Adapters fill it from a plan
// (or the provider from what a user declares); rules read it. It knows no provider, no SDK and no output.
package model

import "time"

// Cloud names a cloud provider as reports do.
type Cloud string

// The clouds.
const (
	AWS    Cloud = "aws"
	Azure  Cloud = "azure"
	Google Cloud = "google"
)

// Head is what all objects of the model have in common.
type Head struct {
	Cloud   Cloud
	Address string        // of the resource instance that declares the object
	Type    string        // Terraform's resource type
	Name    Value[string] // the cloud's name of it
	ID      Value[string] // what other resources refer to it by: on AWS its ARN
	// Managed is false for data sources: they describe something outside of the plan, which is not judged.
	Managed bool
}

// Object is anything that a rule can judge.
type Object interface{ Base() *Head }

// Base gives the head; with it, every type that embeds Head is an Object.
func (h *Head) Base() *Head { return h }

// Place is the place of the whole object.
func (h *Head) Place() Place { return h.At("") }

// At is the place of one of the object's attributes.
func (h *Head) At(attribute string) Place {
	for _, near := range []Place{h.Name.Place, h.ID.Place} {
		if near.Address() == h.Address {
			return near.At(attribute)
		}
	}
	return PlaceOf(h.Address, attribute)
}

// Label names the object in messages: its name when known, else its address.
func (h *Head) Label() string {
	if name, ok := h.Name.Get(); ok && name != "" && !h.Name.Sensitive() {
		return name
	}
	return h.Address
}

// Link is an edge from one object to others of the same plan.
type Link[T any] struct {
	Place Place         // the attribute that makes the edge
	To    []T           // every object it may lead to; more than one for a conditional or an unresolved index
	Why   string        // not "": it may (also) lead somewhere that could not be followed, for this reason
	Text  Value[string] // the attribute's own value: an ARN, a name, a URL
	// Elsewhere is true when it certainly leads to something that is no T: a queue where a topic was asked for.
	Elsewhere bool
}

// IsSet tells whether the attribute that makes the edge is given at all.
func (l Link[T]) IsSet() Truth {
	if len(l.To) > 0 && l.Why == "" || l.Elsewhere {
		return True()
	}
	return l.Text.IsSet()
}

// Leads asks a question of every object the edge may lead to. One object: its answer. Several: true when all say
// so, false when none does, else unknown. None: false when the edge is not set or leads out of the plan by a
// known value, else unknown.
func (l Link[T]) Leads(ask func(T) Truth) Truth {
	if len(l.To) == 0 {
		if l.Elsewhere || l.Text.IsKnown() && l.Why == "" {
			return False()
		}
		return l.Text.IsSet().And(Undecided(l.unresolved()))
	}
	answers := make([]Truth, 0, len(l.To)+1)
	for _, to := range l.To {
		answers = append(answers, ask(to))
	}
	if l.Why != "" {
		answers = append(answers, Undecided(l.Why))
	}
	every, some := All(answers...), Any(answers...)
	if every == some {
		return every
	}
	return every.Or(some.And(Undecided(l.Place.Attribute() + " may lead to several resources")))
}

func (l Link[T]) unresolved() string {
	switch {
	case l.Why != "":
		return l.Why
	case l.Text.Why() != "":
		return l.Text.Why()
	default:
		return l.Place.Attribute() + " is known only after apply"
	}
}

// ToOne tells whether the edge certainly leads to the one object that is known of it.
func (l Link[T]) ToOne() Truth {
	switch _, one := l.One(); {
	case one:
		return True()
	case l.Why != "":
		return Undecided(l.Why)
	default:
		return Undecided(l.Place.Attribute() + " may lead to several resources")
	}
}

// One gives the object when the edge leads to exactly one and certainly there.
func (l Link[T]) One() (to T, ok bool) {
	if len(l.To) == 1 && l.Why == "" {
		return l.To[0], true
	}
	return to, false
}

// System is everything the model knows of one plan.
type System struct {
	// Account is the account, subscription or project that the plan works in, when it can be told.
	Account Value[string]

	Functions       []*Function
	Workloads       []*Workload
	Triggers        []*Trigger
	Rules           []*Rule
	Channels        []*Channel
	Endpoints       []*Endpoint
	APIs            []*API
	Authorizers     []*Authorizer
	Identities      []*Identity
	Conflicts       []*Conflict
	RoleDefinitions []*RoleDefinition
	GuestPools      []*GuestPool
	UserPools       []*UserPool
	Secrets         []*Secret
	SecretReads     []*SecretRead
	Keys            []*Key
	Vaults          []*Vault
	Layers          []*Layer
	Deliveries      []*Delivery
	Texts           []*Text
	Encrypted       []*Encrypted
	Outputs         []*Output
	Unmodelled      []*Unmodelled
	Origins         []*Origin

	CodeSigning     []*CodeSigning
	SigningProfiles []*SigningProfile
	Alarms          []*Alarm
	Sites           []*Site
	APIServices     []*APIService
	HostPlans       []*HostPlan

	SecurityGroups   []*SecurityGroup
	Subnets          []*Subnet
	NetworkEndpoints []*NetworkEndpoint
	Stores           []*Store
	CostGuards       []*CostGuard

	LogGroups    []*LogGroup
	Observations []*Observation
	TLSFloors    []*TLSFloor
	Audits       []*Audit
	AccessPoints []*AccessPoint

	// Declarations says of objects, by their address, what they are a part of.
	Declarations map[string]*Part

	// Now is the day of the run, RuntimeNotice how long before its end a runtime is to be replaced, and LogRetention for
	// how many days logs are to be kept.
	Now           time.Time
	RuntimeNotice time.Duration
	LogRetention  int

	writers map[*Channel][]Writer
	memo    memo
}

// The functions below are what rule.ForEach ranges over.

// Functions gives the system's functions.
func Functions(s *System) []*Function { return s.Functions }

// Workloads gives what else runs as an identity: state machines, pipes, schedules, rules.
func Workloads(s *System) []*Workload { return s.Workloads }

// Triggers gives everything that brings events to a function or workload.
func Triggers(s *System) []*Trigger { return s.Triggers }

// Channels gives queues, topics, streams, buses, buckets, tables and registries.
func Channels(s *System) []*Channel { return s.Channels }

// OwnChannels gives the channels that the plan itself declares, for rules that ask for more than grants.
func OwnChannels(s *System) []*Channel {
	var own []*Channel
	for _, c := range s.Channels {
		if !c.Outside {
			own = append(own, c)
		}
	}
	return own
}

// Endpoints gives function URLs, routes and what else answers requests.
func Endpoints(s *System) []*Endpoint { return s.Endpoints }

// APIs gives the gateways that hold routes.
func APIs(s *System) []*API { return s.APIs }

// Authorizers gives the API authorizers.
func Authorizers(s *System) []*Authorizer { return s.Authorizers }

// Identities gives roles and service accounts.
func Identities(s *System) []*Identity { return s.Identities }

// RoleDefinitions gives the roles that the plan defines.
func RoleDefinitions(s *System) []*RoleDefinition { return s.RoleDefinitions }

// GuestPools gives identity pools.
func GuestPools(s *System) []*GuestPool { return s.GuestPools }

// UserPools gives user directories.
func UserPools(s *System) []*UserPool { return s.UserPools }

// Secrets gives secrets and parameters.
func Secrets(s *System) []*Secret { return s.Secrets }

// OwnSecrets gives the secrets that the plan itself declares, for rules that ask for more than grants.
func OwnSecrets(s *System) []*Secret {
	var own []*Secret
	for _, secret := range s.Secrets {
		if !secret.Outside {
			own = append(own, secret)
		}
	}
	return own
}

// Keys gives encryption keys.
func Keys(s *System) []*Key { return s.Keys }

// Layers gives shared code layers that the plan publishes.
func Layers(s *System) []*Layer { return s.Layers }

// Deliveries gives requests that the system sends to an address.
func Deliveries(s *System) []*Delivery { return s.Deliveries }

// Texts gives every place where a literal secret could stand.
func Texts(s *System) []*Text { return s.Texts }

// EncryptedObjects gives everything that is encrypted at rest, or should be, and is not a channel or secret.
func EncryptedObjects(s *System) []*Encrypted { return s.Encrypted }

// Outputs gives the root module's outputs.
func Outputs(s *System) []*Output { return s.Outputs }

// UnmodelledObjects gives resources of serverless services that the checker does not know yet.
func UnmodelledObjects(s *System) []*Unmodelled { return s.Unmodelled }
