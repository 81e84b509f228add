package azure

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// Condition is what must hold for an assignment to count (attribute-based access control); the zero value is none.
// Source: https://learn.microsoft.com/azure/role-based-access-control/conditions-format.
type Condition struct {
	Text string
	Why  string // why it is not known; "" when it is
}

// hold is what a condition makes of an operation.
type hold uint8

const (
	free   hold = iota // it does not speak of the operation, or leaves what matters
	narrow             // it ties the operation to something
	doubt              // it is not known
)

// on tells what the condition makes of an operation.
func (c Condition) on(op Operation) hold {
	switch {
	case c.Why != "":
		return doubt
	case c.Text == "" || !c.speaksOf(op):
		return free
	case strings.EqualFold(op.Name, writeAssignments) && c.leavesPrivileged():
		return free
	default:
		return narrow
	}
}

// speaksOf tells whether the condition is about an operation: it names those that it is about, or none for all.
func (c Condition) speaksOf(op Operation) bool {
	named := actionMatches().FindAllStringSubmatch(c.Text, -1)
	return len(named) == 0 || slices.ContainsFunc(named, func(m []string) bool { return glob(m[1], op.Name) })
}

// leavesPrivileged tells a condition on role assignments that lets roles be given that give everything.
func (c Condition) leavesPrivileged() bool {
	for _, m := range guidLists().FindAllStringSubmatch(c.Text, -1) {
		named := slices.ContainsFunc(privilegedRoles(), func(id string) bool {
			return strings.Contains(strings.ReplaceAll(strings.ToLower(m[2]), "-", ""), id)
		})
		if named != strings.EqualFold(m[1], "GuidNotEquals") {
			return true
		}
	}
	return false
}

// privilegedRoles are the GUIDs, without dashes, of Owner, Contributor, User Access Administrator and Role Based Access
// Control Administrator.
func privilegedRoles() []string {
	return []string{
		"8e3af657a8ff443ca75c2fe8c4bcb635", "b24988ac618042a0ab8820f7382dd24c",
		"18d7d88dd35e4fb5a5c37773c20a72d9", "f58310d9a9f6439a9e8df62e7b41a168",
	}
}

// container tells whether the condition, in the form in which the portal writes it, lets an operation be done in a blob
// container of a name; Maybe for conditions on something else.
func (c Condition) container(name string) iam.Tri {
	tests := attributes().FindAllString(c.Text, -1)
	named := containerNames().FindStringSubmatch(c.Text)
	if len(tests) != 1 || named == nil || name == "" {
		return iam.Maybe
	}
	if glob(named[2], name) && (strings.EqualFold(named[1], "Like") || !strings.Contains(named[2], "*")) {
		return iam.Yes
	}
	return iam.No
}
