package facts

import (
	_ "embed" // the table of actions
	"slices"
	"sort"
	"strings"
	"sync"
)

//go:embed data/actions.gz
var packedActions []byte

// Level is an action's access level, in AWS's own terms.
type Level uint8

// The access levels of AWS's Service Authorization Reference.
const (
	List Level = iota + 1
	Read
	Write
	Tagging
	PermissionsManagement
)

// String gives the level as AWS writes it.
func (l Level) String() string {
	switch l {
	case List:
		return "List"
	case Read:
		return "Read"
	case Write:
		return "Write"
	case Tagging:
		return "Tagging"
	case PermissionsManagement:
		return "Permissions management"
	}
	return "unknown"
}

// Action is one row of the Service Authorization Reference.
type Action struct {
	Service string // "s3"
	Name    string // "PutObject"
	Level   Level
	// Resource says that the action supports resource-level permissions; without it, it only works on "*".
	Resource bool
	Data     bool // see DataRead
}

// String gives the action as policies write it: "s3:PutObject".
func (a Action) String() string { return a.Service + ":" + a.Name }

// ActionLevel gives the access level of an action such as "s3:PutObject", whatever its case; false for an
// action that the table doesn't know.
func ActionLevel(action string) (Level, bool) {
	a, ok := FindAction(action)
	return a.Level, ok
}

// ResourceLevel says whether an action supports resource-level permissions; false for one that works on "*"
// only, and for one that the table doesn't know.
func ResourceLevel(action string) bool {
	a, ok := FindAction(action)
	return ok && a.Resource
}

// FindAction gives the row of an action such as "s3:PutObject", whatever its case.
func FindAction(action string) (Action, bool) {
	service, name, _ := strings.Cut(action, ":")
	rows := ServiceActions(service)
	i, ok := slices.BinarySearchFunc(rows, name, func(a Action, name string) int {
		return compareFold(a.Name, name)
	})
	if !ok {
		return Action{}, false
	}
	return rows[i], true
}

// ServiceActions gives the actions of a service, by its prefix in policies ("s3"), sorted by name without
// regard to case. The caller must not change them.
func ServiceActions(service string) []Action {
	section, ok := actionTable()[lower(service)]
	if !ok {
		return nil
	}
	return section()
}

// PrefixActions gives the actions of a service whose names begin with a prefix, whatever its case.
func PrefixActions(service, prefix string) []Action {
	rows := ServiceActions(service)
	first := sort.Search(len(rows), func(i int) bool { return compareFold(rows[i].Name, prefix) >= 0 })
	end := first
	for end < len(rows) && hasPrefixFold(rows[end].Name, prefix) {
		end++
	}
	return rows[first:end]
}

// MatchActions gives the actions that a pattern such as "s3:Put*" stands for, sorted; "*" and "*:*" stand for
// all of them. The service may only be spelled out or be "*", as in IAM.
func MatchActions(pattern string) []string {
	service, name, ok := strings.Cut(pattern, ":")
	if !ok {
		name = service
	}
	var out []string
	for _, s := range matchingServices(service) {
		for _, a := range ServiceActions(s) {
			if globFold(name, a.Name) {
				out = append(out, a.String())
			}
		}
	}
	return out
}

func matchingServices(service string) []string {
	if service != "*" {
		return []string{service}
	}
	table := actionTable()
	all := make([]string, 0, len(table))
	for s := range table {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}

// actionTable has one entry a service; its rows are read when they are first asked for, as a run needs a few
// of the 450 services.
var actionTable = sync.OnceValue(func() map[string]func() []Action {
	text := inflate(packedActions)
	table := make(map[string]func() []Action, strings.Count(text, "="))
	for section := range strings.SplitSeq(text, "=") {
		service, rows, ok := strings.Cut(section, "\n")
		if ok && service != "" {
			table[service] = sync.OnceValue(func() []Action { return parseActions(service, rows) })
		}
	}
	return table
})

func parseActions(service, rows string) []Action {
	out := make([]Action, 0, strings.Count(rows, "\n"))
	for row := range strings.SplitSeq(rows, "\n") {
		if len(row) < 2 {
			continue
		}
		level, ok := levelLetter(row[0])
		if ok {
			a := Action{Service: service, Name: row[1:], Level: level, Resource: row[0] < 'a'}
			a.Data = DataRead(a.String())
			out = append(out, a)
		}
	}
	return out
}

func levelLetter(c byte) (Level, bool) {
	switch c | 0x20 {
	case 'l':
		return List, true
	case 'r':
		return Read, true
	case 'w':
		return Write, true
	case 't':
		return Tagging, true
	case 'p':
		return PermissionsManagement, true
	}
	return 0, false
}
