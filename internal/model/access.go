package model

// Ability is what a principal can do with an object, independent of the cloud.
type Ability string

// The abilities.
const (
	Invoke     Ability = "invoke"      // run a function, call an API
	Publish    Ability = "publish"     // put an event or object into a channel
	Read       Ability = "read"        // receive, get or list data
	Delete     Ability = "delete"      // remove data
	UpdateCode Ability = "update code" // change code, configuration, layers or event sources of a function
	Manage     Ability = "manage"      // change policies, grants or settings
	Assume     Ability = "assume"      // act as an identity
	UseKey     Ability = "use key"     // encrypt or decrypt
	WriteLog   Ability = "write log"   // add lines to a log group
)

// PrincipalKind is the kind of a Principal.
type PrincipalKind string

// The kinds of principals.
const (
	Anyone           PrincipalKind = "anyone"            // the whole internet, or any account of the cloud
	AnyAccount       PrincipalKind = "any account"       // authenticated, but from any account of the cloud
	AccountPrincipal PrincipalKind = "account"           // every identity of one account
	IdentityHolder   PrincipalKind = "identity"          // one role, user or service account
	ServicePrincipal PrincipalKind = "service"           // a cloud service
	Federated        PrincipalKind = "identity provider" // OIDC or SAML
	UnknownPrincipal PrincipalKind = "unknown"
)

// Principal is who a grant is for.
type Principal struct {
	Kind    PrincipalKind
	Text    string // as written: "*", an ARN, "s3.amazonaws.com"; "" when unknown
	Account string // the account it belongs to, when it can be read from Text
	Why     string // why it is unknown
}

// Is tells whether the principal is of a kind; unknown principals may be of any.
func (p Principal) Is(kinds ...PrincipalKind) Truth {
	if p.Kind == UnknownPrincipal {
		return Undecided(p.Why)
	}
	for _, k := range kinds {
		if p.Kind == k {
			return True()
		}
	}
	return False()
}

// LimitKind is what a condition of a grant ties it to.
type LimitKind string

// The kinds of limits.
const (
	SourceResource LimitKind = "source resource" // aws:SourceArn
	SourceAccount  LimitKind = "source account"  // aws:SourceAccount, aws:SourceOwner
	Organisation   LimitKind = "organisation"    // aws:PrincipalOrgID, aws:SourceOrgID, org paths
	CallerAccount  LimitKind = "caller account"  // aws:PrincipalAccount, kms:CallerAccount
	CallerIdentity LimitKind = "caller identity" // aws:PrincipalArn, aws:userid, principal tags
	Network        LimitKind = "network"         // aws:SourceVpc, aws:SourceVpce, aws:SourceIp other than everything
	Subject        LimitKind = "token subject"   // OIDC sub
	Audience       LimitKind = "token audience"  // OIDC aud
	ExternalID     LimitKind = "external id"
	ViaService     LimitKind = "calling service"    // kms:ViaService, aws:CalledVia
	URLAuth        LimitKind = "function URL auth"  // lambda:FunctionUrlAuthType
	Transport      LimitKind = "transport security" // aws:SecureTransport
	OtherLimit     LimitKind = "other condition"
)

// Limit is one condition of a grant, read as what it ties the grant to.
type Limit struct {
	Kind   LimitKind
	Values Value[[]string]
	// Weak limits do not hold for every caller (an IfExists operator), or match anything (a bare *).
	Weak bool
}

// Grant is one statement of a resource policy, for one principal, on the object that holds it.
type Grant struct {
	Place     Place // of the policy or permission
	Through   Place // of the resource that puts a policy in force which stands elsewhere; no address for others
	Sid       string
	Principal Principal
	Abilities []Ability
	Actions   []string // as written, for messages
	Wildcard  bool     // its actions are * or service:*
	Inverted  bool     // written with NotAction, NotResource or NotPrincipal
	Limits    []Limit
	// Certain is true for an allow statement; unknown when the plan does not know a part of it, or when a
	// deny statement may take it back.
	Certain Truth
}

// Can tells whether the grant gives one of the abilities.
func (g *Grant) Can(abilities ...Ability) bool {
	for _, a := range g.Abilities {
		for _, b := range abilities {
			if a == b {
				return true
			}
		}
	}
	return false
}

// LimitedBy tells whether a condition of one of the kinds holds the grant back.
func (g *Grant) LimitedBy(kinds ...LimitKind) Truth {
	limited := False()
	for _, l := range g.Limits {
		for _, k := range kinds {
			if l.Kind == k && !l.Weak {
				limited = limited.Or(l.Values.IsSet())
			}
		}
	}
	return limited
}

// Pinned tells whether a condition ties the grant to certain resources, accounts, callers or networks.
func (g *Grant) Pinned() Truth {
	return g.LimitedBy(SourceResource, SourceAccount, Organisation, CallerAccount, CallerIdentity, Network)
}

// IdentityKind is the kind of an Identity.
type IdentityKind string

// The kinds of identities.
const (
	Role           IdentityKind = "role"
	User           IdentityKind = "user"
	Group          IdentityKind = "group"
	ServiceAccount IdentityKind = "service account"
	// ManagedIdentity is an identity whose credentials the cloud keeps: an app's own, or one that several may be given.
	ManagedIdentity IdentityKind = "managed identity"
)

// Identity is what a function acts as.
type Identity struct {
	Head
	Kind     IdentityKind
	Trust    []*Grant // who may act as it
	TrustWhy string   // why the trust policy is not (fully) known; "" when it is
	// ByPermission is true where another identity may act as it by its own permissions alone, without being named in Trust.
	ByPermission bool
	Boundary     Value[string] // permissions boundary
	// Own is true for one that a function or workload has for itself, at whose address it stands.
	Own     bool
	Default Truth // whether it is one that the cloud makes for everybody
	// Credentials are keys of it that work from anywhere until somebody revokes them.
	Credentials []Credential

	Powers []*Power
	// LaterPowers works out the Powers of an identity that nothing in the plan runs as; nil for all others.
	LaterPowers func() []*Power
	later       []*Power // what it gave
	worked      bool     // whether it was asked
	// Incomplete says why its permissions are not fully known (a policy that is not in the plan); ""
	// when all are.
	Incomplete string
	// Bare is true when the plan gives it no permissions at all.
	Bare bool
	// Evaluate answers what it may do with an object of the plan; nil when nothing is known.
	Evaluate func(Ability, Object) Answer
	// Reach gives the objects that it may certainly have an ability on, and perhaps others. Nil when nothing is
	// known.
	Reach func(Ability) Reach

	Users []RunsAs // filled by Connect
}

// CredentialKind is the kind of a Credential.
type CredentialKind string

// The kinds of credentials.
const (
	AccountKey CredentialKind = "service account key"
	HMACKey    CredentialKind = "HMAC key" // for the XML API of Cloud Storage
)

// Credential is a long-lived key of an identity.
type Credential struct {
	Kind    CredentialKind
	Place   Place
	Certain Truth
}

// RunsAs is one object that acts as an identity.
type RunsAs struct {
	Object  Object
	Place   Place // the attribute that says so
	Kind    string
	Certain Truth
}

// Functions gives the functions that run as the identity, each once.
func (i *Identity) Functions() []*Function {
	var fs []*Function
	seen := map[*Function]bool{}
	for _, u := range i.Users {
		if f, ok := u.Object.(*Function); ok && !seen[f] {
			seen[f] = true
			fs = append(fs, f)
		}
	}
	return fs
}

// Answer is whether an identity may do something, and the statement that says so.
type Answer struct {
	Allowed Truth
	Place   Place
	Note    string // "s3:PutObject on *"
	// Wide is true where the permission is for everything, so that it can't be said that this object was meant.
	Wide bool
}

// May answers whether the identity has an ability on an object.
func (i *Identity) May(a Ability, o Object) Answer {
	if i.Evaluate == nil {
		return Answer{Allowed: Undecided("the permissions of " + i.Label() + " are not in the plan")}
	}
	return i.Evaluate(a, o)
}

// AllPowers gives the powers of an identity, also of one that nothing in the plan runs as. Powers stays as it is, so that
// what other rules see does not depend on who asked before.
func (i *Identity) AllPowers() []*Power {
	if i.LaterPowers == nil {
		return i.Powers
	}
	if !i.worked {
		i.later, i.worked = i.LaterPowers(), true
	}
	return i.later
}

// PowerKind is a class of dangerous permission.
type PowerKind string

// The kinds of powers.
const (
	Admin            PowerKind = "admin"          // everything, or everything that leads to it
	WholeService     PowerKind = "whole service"  // every action of a service
	AnyResource      PowerKind = "any resource"   // write or data-read actions on every resource
	Escalation       PowerKind = "escalation"     // a known way to more permissions
	BroadSecrets     PowerKind = "broad secrets"  // read or decrypt every secret
	ChangeCode       PowerKind = "change code"    // change the code or configuration of functions
	InvertedGrant    PowerKind = "inverted grant" // allowed by exclusion
	TamperWithLogs   PowerKind = "tamper with logs"
	ImpersonateOther PowerKind = "impersonate" // act as other identities
)

// Power is one dangerous permission of an identity.
type Power struct {
	Kind PowerKind
	// Name is that of the service, escalation set or secret store: "s3", "iam:PassRole + lambda:CreateFunction"; "" where all
	// services are meant.
	Name    string
	Actions []string // the actions that make it up
	Place   Place    // the policy that grants it
	Note    string   // "s3:* on *"
	// Prescribed is true when it comes from a policy that the cloud itself made for the role of one service.
	Prescribed bool
	// Within says in words where it holds, if that is less than the whole realm of the cloud: `resource group "orders"`.
	Within string
	// Narrow is true when it holds for one resource only.
	Narrow bool
	// Implied is true for what follows from another power of the same policy, which says more.
	Implied bool
	// Limited is true when the power is limited by conditions that tie it down (tags, services).
	Limited bool
	// Certain is unknown when a part of the policy is, or a deny may take it back.
	Certain Truth
}

// RoleDefinition is a set of permissions that the plan defines, for whoever is given it.
type RoleDefinition struct {
	Head
	// Everything tells whether it allows every action, GivesRoles whether whoever has it may give or change roles.
	Everything, GivesRoles Truth
	Place                  Place // of what it allows
}

// GuestPool hands credentials to users.
type GuestPool struct {
	Head
	Guests        Value[bool] // whether it also does so for users who have not logged in
	GuestIdentity []Link[*Identity]
}

// UserPool is a directory of users.
type UserPool struct {
	Head
	SelfSignUp     Value[bool]
	PasswordLength Value[int]
	MultiFactor    Value[bool] // whether a second factor is asked for, always or optionally
	Firewall       Truth       // whether a firewall is attached to it
	Guards         []*Endpoint // endpoints that take its users, filled by Connect
}
