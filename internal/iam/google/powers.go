package google

import (
	"slices"
	"strings"
	"sync"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// PowerKind is a class of dangerous permission.
type PowerKind uint8

// The kinds of powers.
const (
	Admin         PowerKind = iota // everything, or the say over who may do what
	WholeService                   // everything in a service
	AnyResource                    // to write or read data, in every resource of a service
	Escalation                     // a known way to more permissions
	Impersonation                  // to act as other service accounts
	BroadSecrets                   // to read every secret, or to decrypt with every key
	ChangeCode                     // to change functions
	LogTamper                      // to remove logs, or to turn them off
	Inverted                       // bound under a condition that only names exceptions
)

// Power is one dangerous permission of an identity.
type Power struct {
	Kind        PowerKind
	Name        string // of the service or the way: "storage", "iam.serviceAccounts.actAs + run.services.create"
	Permissions []string
	By          *Binding
	Limited     bool // by a condition that ties it down
	Implied     bool // it follows from the whole say over the service, by the same binding
	Certain     iam.Tri
	Why         string
}

// Powers gives the dangerous permissions of an identity. self is the key of the identity as a scope: what it may do with
// itself leads nowhere.
func (id *Identity) Powers(self string) []Power {
	var found []Power
	for i := range id.Bindings {
		b := &id.Bindings[i]
		if b.Certain == iam.No {
			continue
		}
		s := search{id: id, by: b}
		if b.Scope.Level >= Project {
			s.wide()
		} else if b.Scope.Key == "" || b.Scope.Key != self {
			s.narrow()
		}
		found = append(found, s.found...)
	}
	return found
}

// search looks for the powers that one binding gives.
type search struct {
	id    *Identity
	by    *Binding
	found []Power
}

// wide looks at a role on a project or above.
func (s *search) wide() {
	reading := s.by.Condition.Read()
	if reading.Inverted {
		s.add(Inverted, s.by.Role.Name, nil)
	}
	if s.administers() {
		s.add(Admin, s.by.Role.Name, nil)
		if !s.by.Role.Basic() && !s.everything() {
			s.data() // a security administrator has no data, but others may
		}
		return
	}
	s.services()
	s.escalations()
	s.data()
	s.secrets()
	s.add(ChangeCode, "functions", s.by.Role.GivesAny(codePermissions()...))
	s.add(LogTamper, "logs", s.by.Role.GivesAny(logPermissions()...))
}

// narrow looks at a role on one resource.
func (s *search) narrow() {
	s.add(Impersonation, s.by.Scope.Label, s.by.Role.GivesAny(append(impersonations(), "iam.serviceAccounts.actAs")...))
	s.add(ChangeCode, "functions", s.by.Role.GivesAny(codePermissions()...))
}

// add records a power, less the permissions that a deny policy takes back; none is recorded without permissions, but
// where they don't matter.
func (s *search) add(kind PowerKind, name string, permissions []string) {
	p := Power{Kind: kind, Name: name, By: s.by, Certain: s.by.Certain, Why: s.by.Why, Limited: s.limited(kind)}
	if permissions != nil {
		p.Permissions = s.left(permissions, &p)
		if len(p.Permissions) == 0 {
			return
		}
	} else if kind != Admin && kind != WholeService && kind != Inverted {
		return
	}
	p.Implied = kind == AnyResource && s.by.Role.Whole(name)
	if why := s.by.Condition.Why; why != "" {
		p.Certain, p.Why = p.Certain.And(iam.Maybe), why
	}
	s.found = append(s.found, p)
}

// limited tells whether the condition ties a power down. Where it asks for a type of resource, that leaves of an
// administrator's powers only those over that type.
func (s *search) limited(kind PowerKind) bool {
	r := s.by.Condition.Read()
	switch kind {
	case Admin, Escalation:
		return r.Narrows() || len(r.Types) > 0
	case Inverted:
		return false
	default:
		return r.Narrows()
	}
}

// left gives the permissions that no deny policy takes back for certain.
func (s *search) left(permissions []string, p *Power) []string {
	var left []string
	for _, permission := range permissions {
		worst, why := iam.No, ""
		for i := range s.id.Denies {
			if forbids, w := s.id.Denies[i].forbids(permission, s.example()); forbids > worst {
				worst, why = forbids, w
			}
		}
		if worst == iam.Yes {
			continue
		}
		if worst == iam.Maybe && p.Certain == iam.Yes {
			p.Certain, p.Why = iam.Maybe, why
		}
		left = append(left, permission)
	}
	return left
}

// example is something in the scope of the binding.
func (s *search) example() Target {
	switch scope := s.by.Scope; scope.Level {
	case Project:
		return Target{Project: scope.Key}
	case Folder:
		return Target{Folder: scope.Key}
	case Resource:
		return Target{Key: scope.Key}
	case Organization:
	}
	return Target{}
}

// administers tells roles that give (nearly) everything, or the say over who may do what.
func (s *search) administers() bool {
	r := &s.by.Role
	if r.Name == "roles/owner" || r.Name == "roles/editor" || s.everything() {
		return true
	}
	return len(s.left(r.GivesAny("resourcemanager.projects.setIamPolicy", "resourcemanager.folders.setIamPolicy",
		"resourcemanager.organizations.setIamPolicy"), &Power{})) > 0
}

// everything tells custom roles that amount to an editor: with most services whole or nearly so.
func (s *search) everything() bool {
	const most = 600 // of the 700 that an editor has
	return s.by.Role.Custom && len(s.by.Role.Permissions) >= most
}

// services finds services over which the role has the whole say.
func (s *search) services() {
	for _, service := range s.by.Role.Services() {
		if service != "iam" && service != "resourcemanager" && s.by.Role.Whole(service) {
			s.add(WholeService, service, nil)
		}
	}
}

// escalations finds the known ways to more permissions that start with the role.
// https://rhinosecuritylabs.com/gcp/privilege-escalation-google-cloud-platform-part-1/
func (s *search) escalations() {
	r := &s.by.Role
	if acts := r.GivesAny(impersonations()...); len(acts) > 0 {
		s.add(Escalation, acts[0], acts)
	}
	for _, p := range escalating() {
		s.add(Escalation, p, r.GivesAny(p))
	}
	acts := r.GivesAny("iam.serviceAccounts.actAs")
	if len(acts) == 0 {
		return
	}
	if starts := s.starts(); starts != "" {
		s.add(Escalation, acts[0]+" + "+starts, acts)
		return
	}
	s.add(Impersonation, "every service account", acts)
}

// MayStart tells whether the identity may run something as a service account of its choice.
func (id *Identity) MayStart() bool {
	s := search{id: id}
	return s.starts() != ""
}

// starts gives a permission of the identity to run something as a service account of its choice, "" for none.
func (s *search) starts() string {
	for i := range s.id.Bindings {
		b := &s.id.Bindings[i]
		if b.Certain != iam.Yes || b.Scope.Level < Project {
			continue
		}
		if given := b.Role.GivesAny(starting()...); len(given) > 0 {
			return given[0]
		}
	}
	return ""
}

// data finds the services in all of whose resources the role writes or reads data.
func (s *search) data() {
	byService := map[string][]string{}
	var services []string
	for _, p := range s.by.Role.GivesAny(dataPermissions()...) {
		service, _, _ := strings.Cut(p, ".")
		if byService[service] == nil {
			services = append(services, service)
		}
		byService[service] = append(byService[service], p)
	}
	slices.Sort(services)
	for _, service := range services {
		s.add(AnyResource, service, byService[service])
	}
}

func (s *search) secrets() {
	s.add(BroadSecrets, "Secret Manager", s.by.Role.GivesAny("secretmanager.versions.access"))
	s.add(BroadSecrets, "Cloud KMS", s.by.Role.GivesAny("cloudkms.cryptoKeyVersions.useToDecrypt",
		"cloudkms.cryptoKeyVersions.useToDecryptViaDelegation"))
}

// impersonations are permissions with which one acts as a service account at once.
// https://cloud.google.com/iam/docs/service-account-permissions
func impersonations() []string {
	return []string{
		"iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.signJwt", "iam.serviceAccounts.signBlob",
		"iam.serviceAccounts.implicitDelegation", "iam.serviceAccountKeys.create",
	}
}

// escalating are further permissions that alone lead to more, on a project.
func escalating() []string {
	return []string{
		"iam.serviceAccounts.setIamPolicy", "iam.roles.update", "deploymentmanager.deployments.create", "orgpolicy.policy.set",
	}
}

// starting are permissions to run code as a service account that one may act as.
var starting = sync.OnceValue(func() []string {
	return strings.Fields("cloudfunctions.functions.create cloudfunctions.functions.update cloudfunctions.functions.sourceCodeSet " +
		"run.services.create run.services.update run.jobs.create run.jobs.update compute.instances.create " +
		"compute.instances.setMetadata compute.instances.setServiceAccount compute.projects.setCommonInstanceMetadata " +
		"cloudbuild.builds.create cloudscheduler.jobs.create workflows.workflows.create workflows.workflows.update " +
		"dataflow.jobs.create dataproc.clusters.create composer.environments.create notebooks.instances.create " +
		"appengine.versions.create aiplatform.customJobs.create config.deployments.create cloudtasks.tasks.create")
})

// codePermissions change what a function runs.
func codePermissions() []string {
	return strings.Fields("cloudfunctions.functions.update cloudfunctions.functions.sourceCodeSet run.services.update run.jobs.update")
}

// logPermissions remove logs, or keep them from being written or kept.
// https://cloud.google.com/logging/docs/access-control
func logPermissions() []string {
	return strings.Fields("logging.sinks.delete logging.sinks.update logging.logs.delete logging.buckets.delete " +
		"logging.buckets.update logging.exclusions.create logging.settings.update")
}

// dataPermissions write or read data in resources that can each be bound on their own. Those of Datastore and
// Firestore can't, nor can Cloud SQL's.
func dataPermissions() []string {
	return strings.Fields("storage.objects.get storage.objects.create storage.objects.delete storage.objects.update " +
		"pubsub.topics.publish pubsub.subscriptions.consume bigquery.tables.getData bigquery.tables.updateData " +
		"spanner.databases.read spanner.databases.select spanner.databases.write bigtable.tables.readRows " +
		"bigtable.tables.mutateRows cloudtasks.tasks.create run.routes.invoke run.jobs.run cloudfunctions.functions.invoke " +
		"artifactregistry.repositories.uploadArtifacts secretmanager.versions.add eventarc.channels.publish " +
		"eventarc.messageBuses.publish")
}
