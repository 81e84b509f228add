package facts

import (
	_ "embed" // the built-in roles
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed data/azure-roles.gz
var packedAzureRoles []byte

// AzureRole is a built-in role of Azure. Operations of services that serverless systems have nothing to do with are
// left out of it.
type AzureRole struct {
	ID          string // the GUID at the end of its role definition id, in lower case
	Name        string // "Storage Blob Data Reader"
	Permissions []AzurePermission
}

// AzurePermission is one permission of a role: what is in Actions and not in NotActions is allowed, and the same of data.
// "*" stands for any text. Source: https://learn.microsoft.com/azure/role-based-access-control/role-definitions.
type AzurePermission struct {
	Actions, NotActions, DataActions, NotDataActions []string
	// Condition must hold for what it speaks of (ABAC); "" for none.
	Condition string
}

// FindAzureRole gives a built-in role by its name, its GUID or a role definition id that ends in the GUID, whatever the
// case. False for one that the table doesn't know.
func FindAzureRole(role string) (AzureRole, bool) {
	key := lower(strings.TrimSpace(role))
	if i := strings.LastIndexByte(key, '/'); i >= 0 && strings.Contains(key, "/roledefinitions/") {
		key = key[i+1:]
	}
	found, ok := azureRoleTable()[key]
	if !ok {
		return AzureRole{}, false
	}
	return found(), true
}

// AzureRoleNames lists the names of the built-in roles that the table holds, sorted.
func AzureRoleNames() []string {
	names := map[string]bool{}
	for _, role := range azureRoleTable() {
		names[role().Name] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// azureRoleTable has two entries a role, by name and by GUID; its permissions are read when they are first asked for.
var azureRoleTable = sync.OnceValue(func() map[string]func() AzureRole {
	text := inflate(packedAzureRoles)
	table := make(map[string]func() AzureRole, 2*strings.Count(text, "\t"))
	for section := range strings.SplitSeq(text, "\n=") {
		head, rows, _ := strings.Cut(strings.TrimPrefix(section, "="), "\n")
		id, name, ok := strings.Cut(head, "\t")
		if !ok {
			continue
		}
		role := sync.OnceValue(func() AzureRole {
			return AzureRole{ID: id, Name: name, Permissions: parseAzurePermissions(rows)}
		})
		table[id], table[lower(name)] = role, role
	}
	return table
})

func parseAzurePermissions(rows string) []AzurePermission {
	out := []AzurePermission{{}}
	for row := range strings.SplitSeq(rows, "\n") {
		if row == "" {
			continue
		}
		p := &out[len(out)-1]
		switch row[0] {
		case 'a':
			p.Actions = append(p.Actions, row[1:])
		case 'n':
			p.NotActions = append(p.NotActions, row[1:])
		case 'd':
			p.DataActions = append(p.DataActions, row[1:])
		case 'x':
			p.NotDataActions = append(p.NotDataActions, row[1:])
		case 'c':
			p.Condition = row[1:]
		case '-':
			out = append(out, AzurePermission{})
		}
	}
	return out
}
