// Package google reads Identity and Access Management of Google Cloud: what roles give, what conditions take back, what
// bindings cover through organisation, folder, project and resource, and what deny policies forbid. Every answer is
// three-valued, and says why when it is Maybe.
//
// Source: https://cloud.google.com/iam/docs/overview, .../conditions-overview, .../deny-overview.
package google

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
)

// Role is what a role gives.
type Role struct {
	Name        string   // "roles/run.invoker", "projects/orders/roles/worker"
	Permissions []string // sorted
	// Why says why the permissions are not (all) known; "" when they are.
	Why string
	// Custom is true for a role that a customer has made.
	Custom bool
}

// Predefined gives a role that Google defines, by name.
func Predefined(name string) Role {
	if permissions, ok := facts.GoogleRole(name); ok {
		return Role{Name: name, Permissions: permissions}
	}
	if strings.HasPrefix(name, "roles/") {
		return Role{Name: name, Why: "what " + name + " gives is not known"}
	}
	return Role{Name: name, Why: name + " is not declared in this plan", Custom: true}
}

// CustomRole makes a role of the permissions that a customer gives it.
func CustomRole(name string, permissions []string) Role {
	sorted := slices.Clone(permissions)
	slices.Sort(sorted)
	return Role{Name: name, Permissions: slices.Compact(sorted), Custom: true}
}

// UnknownRole is a role of which nothing is known.
func UnknownRole(name, why string) Role { return Role{Name: name, Why: why, Custom: true} }

// Gives tells whether the role has a permission.
func (r *Role) Gives(permission string) bool {
	_, ok := slices.BinarySearch(r.Permissions, permission)
	return ok
}

// GivesAny gives those of some permissions that the role has.
func (r *Role) GivesAny(permissions ...string) []string {
	var given []string
	for _, p := range permissions {
		if r.Gives(p) {
			given = append(given, p)
		}
	}
	return given
}

// Basic tells the roles owner, editor and viewer, which reach over all services.
func (r *Role) Basic() bool {
	return r.Name == "roles/owner" || r.Name == "roles/editor" || r.Name == "roles/viewer"
}

// Whole tells whether the role gives (nearly) everything of a service, above all the say over who else may use it. Of
// large services even the role "admin" leaves some out: a role is whole from three quarters on.
func (r *Role) Whole(service string) bool {
	all := facts.GooglePermissions(service)
	given, rules, ruled := 0, false, false
	for _, p := range all {
		has := r.Gives(p)
		if has {
			given++
		}
		if strings.HasSuffix(p, ".setIamPolicy") {
			rules, ruled = true, ruled || has
		}
	}
	return len(all) > 1 && 4*given >= 3*len(all) && (ruled || !rules)
}

// Services gives the services of which the role has permissions, sorted.
func (r *Role) Services() []string {
	var services []string
	for _, p := range r.Permissions {
		service, _, _ := strings.Cut(p, ".")
		if n := len(services); n == 0 || services[n-1] != service {
			services = append(services, service)
		}
	}
	return services
}
