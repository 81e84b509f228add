package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// googleServices are the services whose permissions rules ask about: what serverless systems are made of, keep data in,
// and can be taken over through.
var googleServices = strings.Fields("apigateway appengine artifactregistry bigquery bigtable binaryauthorization cloudbuild " +
	"clouddeploy cloudfunctions cloudkms cloudscheduler cloudsql cloudtasks config datastore deploymentmanager eventarc " +
	"firebasedatabase iam logging orgpolicy pubsub pubsublite redis resourcemanager run secretmanager source spanner storage " +
	"workflows")

// googlePermissions are those of other services: ways to run code as a service account, or to reach machines that do.
var googlePermissions = strings.Fields("aiplatform.customJobs.create composer.environments.create compute.instances.create " +
	"compute.instances.osAdminLogin compute.instances.setMetadata compute.instances.setServiceAccount " +
	"compute.projects.setCommonInstanceMetadata container.clusters.create container.clusterRoleBindings.create " +
	"container.pods.exec container.secrets.get dataflow.jobs.create dataproc.clusters.create notebooks.instances.create " +
	"monitoring.alertPolicies.delete serviceusage.apiKeys.create")

type googleRole struct {
	Name        string   `json:"name"`
	Stage       string   `json:"stage"`
	Permissions []string `json:"permissions"`
}

// googleRoles writes google-roles.gz: a line with the permissions that are kept, sorted, then one line a role: its name
// without "roles/", and its permissions as their places in that line, runs of them as FIRST-LAST, in base 36.
func googleRoles(data []byte) (map[string][]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var roles []googleRole
	if err := json.NewDecoder(r).Decode(&roles); err != nil {
		return nil, err
	}
	slices.SortFunc(roles, func(a, b googleRole) int { return strings.Compare(a.Name, b.Name) })
	kept, place := keptPermissions(roles)
	var out bytes.Buffer
	fmt.Fprintln(&out, strings.Join(kept, " "))
	for _, role := range roles {
		name, ok := strings.CutPrefix(role.Name, "roles/")
		if !ok {
			return nil, fmt.Errorf("%q: not the name of a predefined role", role.Name)
		}
		fmt.Fprintf(&out, "%s\t%s\n", name, strings.Join(runs(places(role.Permissions, place)), " "))
	}
	packed, err := squeeze(out.Bytes())
	return map[string][]byte{"google-roles.gz": packed}, err
}

// keptPermissions gives the permissions that the table holds, sorted, and the place of each.
func keptPermissions(roles []googleRole) (kept []string, place map[string]int) {
	for _, role := range roles {
		for _, p := range role.Permissions {
			if keepPermission(p) {
				kept = append(kept, p)
			}
		}
	}
	slices.Sort(kept)
	kept = slices.Compact(kept)
	place = make(map[string]int, len(kept))
	for i, p := range kept {
		place[p] = i
	}
	return kept, place
}

// keepPermission leaves out what only lists or describes, tags and policy bindings.
func keepPermission(p string) bool {
	if slices.Contains(googlePermissions, p) {
		return true
	}
	service, rest, _ := strings.Cut(p, ".")
	if !slices.Contains(googleServices, service) || strings.HasPrefix(rest, "googleapis.com/workforce") {
		return false
	}
	verb := p[strings.LastIndexByte(p, '.')+1:]
	switch {
	case p == "storage.objects.get", p == "datastore.entities.get", p == "firebasedatabase.instances.get":
		return true
	case strings.HasPrefix(verb, "get") && verb != "getData" && !strings.HasPrefix(verb, "getAccess") && verb != "getOpenIdToken":
		return false
	case strings.HasPrefix(verb, "list"), strings.HasPrefix(verb, "search"), strings.Contains(verb, "Tag"):
		return false
	}
	return !strings.HasSuffix(verb, "PolicyBinding")
}

func places(permissions []string, place map[string]int) []int {
	var found []int
	for _, p := range permissions {
		if i, ok := place[p]; ok {
			found = append(found, i)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// runs writes sorted numbers with runs of neighbours as FIRST-LAST.
func runs(sorted []int) []string {
	const base = 36
	var out []string
	for i := 0; i < len(sorted); {
		last := i
		for last+1 < len(sorted) && sorted[last+1] == sorted[last]+1 {
			last++
		}
		text := strconv.FormatInt(int64(sorted[i]), base)
		if last > i {
			text += "-" + strconv.FormatInt(int64(sorted[last]), base)
		}
		out = append(out, text)
		i = last + 1
	}
	return out
}
