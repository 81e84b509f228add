package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// Deny is one rule of a deny policy, as it concerns one identity.
type Deny struct {
	Permissions []string // "iam.googleapis.com/serviceAccounts.create"
	Exceptions  []string // permissions that it leaves alone
	Unread      string   // why the permissions are not known; "" when they are
	Scope       Scope
	// Concerns tells whether the identity is among the denied principals; Why says why that is open.
	Concerns iam.Tri
	Why      string
	// Conditional is true when it only holds under a condition (on tags).
	Conditional bool
}

// forbids tells whether the rule takes a permission away on a resource.
func (d *Deny) forbids(permission string, t Target) (iam.Tri, string) {
	if d.Unread == "" && !denied(d.Permissions, permission) || denied(d.Exceptions, permission) {
		return iam.No, ""
	}
	if d.Unread != "" {
		return d.Concerns.And(iam.Maybe), d.Unread
	}
	covers, why := d.Scope.Covers(t)
	forbids := covers.And(d.Concerns)
	if d.Why != "" {
		why = d.Why
	}
	if d.Conditional {
		forbids, why = forbids.And(iam.Maybe), "a deny policy takes it back under a condition"
	}
	return forbids, why
}

// denied tells whether permissions in the form of deny policies (SERVICE.googleapis.com/RESOURCE.ACTION, with a * for
// all actions) hold one in the form of roles.
// https://cloud.google.com/iam/docs/deny-permissions-support
func denied(list []string, permission string) bool {
	service, rest, _ := strings.Cut(permission, ".")
	for _, p := range list {
		host, action, ok := strings.Cut(p, "/")
		if !ok || !sameService(host, service) {
			continue
		}
		group, all := strings.CutSuffix(action, "*")
		if action == rest || all && strings.HasPrefix(rest, group) {
			return true
		}
	}
	return false
}

// sameService compares the host of a service with the prefix of its permissions, which differ for a few.
func sameService(host, prefix string) bool {
	name := strings.TrimSuffix(host, ".googleapis.com")
	switch name {
	case "cloudresourcemanager":
		name = "resourcemanager"
	case "sqladmin":
		name = "cloudsql"
	}
	return name == prefix
}
