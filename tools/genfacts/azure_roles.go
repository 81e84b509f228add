package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// azureRole is a built-in role as the data set has it.
type azureRole struct {
	Name        string            `json:"name"`
	ID          string            `json:"id"`
	Permissions []azurePermission `json:"permissions"`
}

type azurePermission struct {
	Actions        []string `json:"actions"`
	NotActions     []string `json:"notActions"`
	DataActions    []string `json:"dataActions"`
	NotDataActions []string `json:"notDataActions"`
	Condition      string   `json:"condition"`
}

// azureProviders are the resource providers of serverless systems, of what they keep data in, and of what gives or
// takes permissions. Operations of others are left out: no rule asks for them.
func azureProviders() []string {
	return strings.Fields("apimanagement app appconfiguration authorization automation blueprint cache compute " +
		"containerinstance containerregistry dbformysql dbforpostgresql documentdb eventgrid eventhub insights keyvault logic " +
		"managedidentity management operationalinsights resources servicebus signalrservice sql storage subscription web")
}

// azureRoles writes one section a role, "=GUID name", with one line an operation: a letter that says in which list it
// stands, and the operation. "-" begins a further permission.
func azureRoles(packed []byte) (map[string][]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	var roles []azureRole
	if err := json.NewDecoder(r).Decode(&roles); err != nil {
		return nil, err
	}
	slices.SortFunc(roles, func(a, b azureRole) int { return strings.Compare(a.Name+a.ID, b.Name+b.ID) })
	var out bytes.Buffer
	for _, role := range roles {
		if role.Name == "" || len(role.ID) != len("8e3af657-a8ff-443c-a75c-2fe8c4bcb635") {
			return nil, fmt.Errorf("%q: want a name and a GUID", role.Name)
		}
		writeAzureRole(&out, role)
	}
	data, err := squeeze(out.Bytes())
	return map[string][]byte{"azure-roles.gz": data}, err
}

func writeAzureRole(out *bytes.Buffer, role azureRole) {
	fmt.Fprintf(out, "=%s\t%s\n", strings.ToLower(role.ID), strings.TrimSpace(role.Name))
	for i, p := range role.Permissions {
		if i > 0 {
			out.WriteString("-\n")
		}
		writeOperations(out, 'a', p.Actions)
		writeOperations(out, 'n', p.NotActions)
		writeOperations(out, 'd', p.DataActions)
		writeOperations(out, 'x', p.NotDataActions)
		if p.Condition != "" {
			fmt.Fprintf(out, "c%s\n", strings.Join(strings.Fields(p.Condition), " "))
		}
	}
}

func writeOperations(out *bytes.Buffer, list byte, operations []string) {
	for _, o := range operations {
		provider, _, _ := strings.Cut(strings.ToLower(o), "/")
		if strings.Contains(provider, "*") || slices.Contains(azureProviders(), strings.TrimPrefix(provider, "microsoft.")) {
			fmt.Fprintf(out, "%c%s\n", list, strings.TrimSpace(o))
		}
	}
}
