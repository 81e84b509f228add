package azure

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// PowerKind is what an identity can do that matters.
type PowerKind uint8

// The kinds of powers.
const (
	Admin            PowerKind = iota + 1 // everything, or to give every role, in a whole subscription or more
	WholeService                          // everything in a service, or in a resource group or resource; Name says in what
	WildcardResource                      // reads or writes data in every resource of a group or subscription
	Escalation                            // a way to more rights; Name is the operation
	SecretRead                            // reads secrets, or decrypts, in every vault of a group or subscription
	CodeUpdate                            // changes what apps run
	Inverted                              // a custom role that allows everything but a list
	LogTamper                             // deletes logs, or stops them
	Impersonate                           // acts as another identity
)

// Power is one thing that an identity can do that matters.
type Power struct {
	Kind       PowerKind
	Name       string
	Operations []string
	By         *Assignment
	Narrow     bool // it holds for one resource only
	Limited    bool // by a condition
	// Implied is true for what follows from a WholeService power of the same assignment, which says more.
	Implied bool
	Certain iam.Tri
	Why     string
}

// Everything names, as a power's Name, what Owner and Contributor may use: every service.
const Everything = "every service"

// Powers lists what the identity can do that matters, assignment by assignment.
func (id *Identity) Powers() []Power {
	var out []Power
	for _, a := range id.Assignments {
		p := powers{id: id, a: a}
		p.all()
		out = append(out, p.out...)
	}
	return out
}

// Unread gives the reasons for which the identity may have more powers than Powers lists.
func (id *Identity) Unread() []string {
	var out []string
	for _, a := range id.Assignments {
		if a.Role.Why != "" {
			out = append(out, a.Role.Why)
		}
	}
	return out
}

// powers collects what one assignment gives.
type powers struct {
	id  *Identity
	a   *Assignment
	out []Power
}

// wide tells whether the assignment holds for more than one resource.
func (p *powers) wide() bool { return p.level() >= ResourceGroup }

// level is that of the assignment's scope. A scope of which nothing is known may be a whole subscription.
func (p *powers) level() Level {
	if s := &p.a.Scope; s.Why != "" && len(s.Keys) == 0 {
		return max(s.Level, Subscription)
	}
	return p.a.Scope.Level
}

func (p *powers) all() {
	if p.a.Role.Why != "" {
		return
	}
	everything := p.everything()
	if everything {
		p.inverted()
	}
	if p.level() >= Subscription && p.admin(everything) {
		return
	}
	p.wholeServices(everything)
	if p.wide() {
		p.escalations(everything)
		p.implied(WildcardResource, stores())
		p.some(SecretRead, secrets())
		if everything {
			p.imply(SecretRead)
		}
	}
	p.narrowPowers(everything)
}

// narrowPowers are those that matter on a single resource, too.
func (p *powers) narrowPowers(everything bool) {
	if p.wide() || strings.EqualFold(p.a.Scope.Type, "Microsoft.Web/sites") {
		p.some(CodeUpdate, CodeUpdates())
	}
	if !everything && (p.wide() || keepsLogs(p.a.Scope.Type)) {
		p.some(LogTamper, logs())
	}
	if strings.EqualFold(p.a.Scope.Type, identityType) && !p.onSelf() {
		p.some(Impersonate, Impersonations())
	}
}

const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities"

// Impersonations are the operations that let somebody act as a user-assigned identity.
func Impersonations() []Operation {
	return append(assignments(), control(identityType+"/federatedIdentityCredentials/write")...)
}

func keepsLogs(typ string) bool {
	return strings.EqualFold(typ, "Microsoft.OperationalInsights/workspaces") ||
		strings.EqualFold(typ, "Microsoft.Insights/components")
}

func (p *powers) onSelf() bool {
	return slices.ContainsFunc(p.a.Scope.Keys, func(k string) bool { return slices.Contains(p.id.Self.Keys, k) })
}

// everything tells whether one of the role's permissions allows all control actions, but perhaps for some.
func (p *powers) everything() bool {
	return slices.ContainsFunc(p.a.Role.Permissions, func(q Permission) bool { return q.Actions.everything() })
}

// add keeps a power of some operations, each of which the assignment gives, or may.
func (p *powers) add(kind PowerKind, name string, ops ...Operation) {
	power := Power{Kind: kind, Name: name, By: p.a, Narrow: !p.wide(), Certain: iam.Yes}
	for _, op := range ops {
		given, h, why := p.a.holds(op)
		if given == iam.No {
			return
		}
		power.Operations = append(power.Operations, op.Name)
		power.Limited = power.Limited || h == narrow
		if given < power.Certain {
			power.Certain, power.Why = given, why
		}
	}
	if power.Certain == iam.Yes && p.a.Scope.Why != "" {
		power.Certain, power.Why = iam.Maybe, p.a.Scope.Why
	}
	p.out = append(p.out, power)
}

// some adds one power for all of some operations that the assignment gives.
func (p *powers) some(kind PowerKind, ops []Operation) {
	first := len(p.out)
	for _, op := range ops {
		p.add(kind, service(op.Name), op)
	}
	p.out = append(p.out[:first], merged(p.out[first:])...)
}

// implied adds powers like some; those in a service of which the assignment gives everything follow from that.
func (p *powers) implied(kind PowerKind, ops []Operation) {
	p.some(kind, ops)
	for i := range p.out {
		for j := range p.out {
			whole := p.out[j].Kind == WholeService && (p.out[j].Name == Everything || service(p.out[j].Name) == p.out[i].Name)
			p.out[i].Implied = p.out[i].Implied || p.out[i].Kind == kind && whole
		}
	}
}

// imply marks the powers of a kind as following from others.
func (p *powers) imply(kind PowerKind) {
	for i := range p.out {
		p.out[i].Implied = p.out[i].Implied || p.out[i].Kind == kind
	}
}

// merged makes one power of those of one service that are as certain and as limited as each other.
func merged(powers []Power) []Power {
	var out []Power
	for _, p := range powers {
		i := slices.IndexFunc(out, func(q Power) bool {
			return q.Name == p.Name && q.Certain == p.Certain && q.Limited == p.Limited
		})
		if i < 0 {
			out = append(out, p)
			continue
		}
		out[i].Operations = append(out[i].Operations, p.Operations...)
	}
	return out
}

// service gives the service of an operation: "Microsoft.Storage".
func service(op string) string {
	name, _, _ := strings.Cut(op, "/")
	return name
}

// admin adds the power of an administrator, and tells whether it says all that there is to say.
func (p *powers) admin(everything bool) bool {
	first := len(p.out)
	switch {
	case everything:
		p.add(Admin, Everything, Operation{Name: "*"})
	case p.covers("Microsoft.Authorization/*"):
		p.add(Admin, "Microsoft.Authorization", Operation{Name: writeAssignments})
	}
	sure := len(p.out) > first && (p.out[first].Certain == iam.Yes || p.level() != p.a.Scope.Level)
	return sure && !p.out[first].Limited
}

// covers tells whether a role writes a pattern that takes in a whole one, such as "Microsoft.Web/sites/*".
func (p *powers) covers(pattern string) bool {
	return slices.ContainsFunc(p.a.Role.Permissions, func(q Permission) bool {
		return slices.ContainsFunc(q.Actions.Texts, func(text string) bool {
			return strings.HasSuffix(text, "*") && glob(text, pattern)
		})
	})
}

func (p *powers) wholeServices(everything bool) {
	if everything {
		p.add(WholeService, Everything, Operation{Name: "*"})
		return
	}
	if !p.wide() {
		return
	}
	for _, typ := range services() {
		if p.covers(typ + "/*") {
			p.add(WholeService, typ, Operation{Name: typ + "/write"})
		}
	}
}

// escalations adds the sets of which the assignment gives each step, itself or, but for the first, together with others.
// Of a role that may use everything only what goes beyond that is told.
func (p *powers) escalations(everything bool) {
	for _, s := range escalations() {
		if everything && s.name != writeAssignments && s.name != writeDefinitions {
			continue
		}
		if ops, ok := p.steps(s); ok {
			p.add(Escalation, s.name, ops...)
		}
	}
}

// steps gives what the assignment itself gives of a set, if the rest is had from elsewhere.
func (p *powers) steps(s set) ([]Operation, bool) {
	var own []Operation
	for i, anyOf := range s.steps {
		j := slices.IndexFunc(anyOf, func(op Operation) bool { return p.a.given(op) })
		switch {
		case j >= 0:
			own = append(own, anyOf[j])
		case i == 0 || !p.elsewhere(anyOf):
			return nil, false
		}
	}
	return own, true
}

func (a *Assignment) given(op Operation) bool {
	given, _, _ := a.holds(op)
	return given != iam.No
}

// elsewhere tells whether another assignment certainly gives one of some operations.
func (p *powers) elsewhere(anyOf []Operation) bool {
	return slices.ContainsFunc(p.id.Assignments, func(a *Assignment) bool {
		return slices.ContainsFunc(anyOf, func(op Operation) bool {
			given, h, _ := a.holds(op)
			return given == iam.Yes && h == free
		})
	})
}

// inverted adds a custom role's permission that allows everything but what it lists.
func (p *powers) inverted() {
	if p.a.Role.Builtin {
		return
	}
	for i := range p.a.Role.Permissions {
		q := &p.a.Role.Permissions[i]
		if q.Actions.everything() && len(q.NotActions.Texts) > 0 {
			p.add(Inverted, "not_actions", Operation{Name: "*"})
			return
		}
	}
}
