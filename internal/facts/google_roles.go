package facts

import (
	_ "embed" // the roles
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/google-roles.gz
var packedGoogleRoles []byte

// GoogleRole gives the permissions of a predefined role such as "roles/run.invoker", sorted, as far as rules ask about
// them: those that change something, hand out data or secrets, or lend identities, of the services that serverless
// systems are made of. A role that only lists and describes has none. ok is false for a role that Google does not
// define. The caller must not change them.
func GoogleRole(name string) (permissions []string, ok bool) {
	short, ok := strings.CutPrefix(name, "roles/")
	if !ok {
		return nil, false
	}
	row, ok := googleTable().roles[short]
	if !ok {
		return nil, false
	}
	return row(), true
}

// GoogleRoleNames lists the predefined roles that the table holds, sorted.
func GoogleRoleNames() []string {
	table := googleTable()
	names := make([]string, 0, len(table.roles))
	for name := range table.roles {
		names = append(names, "roles/"+name)
	}
	slices.Sort(names)
	return names
}

// GooglePermissions gives the permissions that the table keeps of a service, by its prefix in permissions ("storage"),
// sorted.
func GooglePermissions(service string) []string {
	all, prefix := googleTable().permissions, service+"."
	first, _ := slices.BinarySearch(all, prefix)
	end := first
	for end < len(all) && strings.HasPrefix(all[end], prefix) {
		end++
	}
	return all[first:end]
}

type googleRoles struct {
	permissions []string
	roles       map[string]func() []string // without "roles/"; a role is spelled out when it is first asked for
}

var googleTable = sync.OnceValue(func() googleRoles {
	head, rows, _ := strings.Cut(inflate(packedGoogleRoles), "\n")
	t := googleRoles{permissions: strings.Fields(head), roles: make(map[string]func() []string, strings.Count(rows, "\n"))}
	for line := range strings.SplitSeq(rows, "\n") {
		if name, numbers, ok := strings.Cut(line, "\t"); ok {
			t.roles[name] = sync.OnceValue(func() []string { return pick(t.permissions, numbers) })
		}
	}
	return t
})

// pick gives the elements at places such as "0 2-4 a", in base 36.
func pick(all []string, places string) []string {
	var picked []string
	for run := range strings.FieldsSeq(places) {
		from, to, ranged := strings.Cut(run, "-")
		if !ranged {
			to = from
		}
		first, err1 := strconv.ParseInt(from, 36, 32)
		last, err2 := strconv.ParseInt(to, 36, 32)
		if err1 != nil || err2 != nil || first < 0 || first > last || last >= int64(len(all)) {
			continue
		}
		picked = append(picked, all[first:last+1]...)
	}
	return picked
}
