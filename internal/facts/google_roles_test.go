package facts

import (
	"slices"
	"strings"
	"testing"
)

func TestGoogleRole(t *testing.T) {
	tests := []struct {
		role  string
		has   string
		lacks string
	}{
		{"roles/owner", "resourcemanager.projects.setIamPolicy", ""},
		{"roles/editor", "iam.serviceAccounts.actAs", "resourcemanager.projects.setIamPolicy"},
		{"roles/viewer", "", "cloudfunctions.functions.update"},
		{"roles/run.invoker", "run.routes.invoke", "run.services.update"},
		{"roles/secretmanager.secretAccessor", "secretmanager.versions.access", "secretmanager.secrets.setIamPolicy"},
		{"roles/iam.serviceAccountTokenCreator", "iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.actAs"},
		{"roles/storage.objectViewer", "storage.objects.get", "storage.objects.create"},
		{"roles/storage.objectCreator", "storage.objects.create", "storage.objects.get"},
		{"roles/pubsub.publisher", "pubsub.topics.publish", "pubsub.subscriptions.consume"},
		{"roles/logging.logWriter", "logging.logEntries.create", "logging.logs.delete"},
	}
	for _, tt := range tests {
		got, ok := GoogleRole(tt.role)
		if !ok {
			t.Errorf("%s is not known", tt.role)
			continue
		}
		if tt.has != "" && !slices.Contains(got, tt.has) {
			t.Errorf("%s: lacks %s", tt.role, tt.has)
		}
		if tt.lacks != "" && slices.Contains(got, tt.lacks) {
			t.Errorf("%s: has %s", tt.role, tt.lacks)
		}
	}
	for _, none := range []string{"", "roles/", "roles/other", "run.invoker", "projects/p/roles/run.invoker", "roles/Owner"} {
		if got, ok := GoogleRole(none); ok || got != nil {
			t.Errorf("%q is known: %v", none, got)
		}
	}
}

func TestEveryGoogleRole(t *testing.T) {
	names := GoogleRoleNames()
	if len(names) != 2461 {
		t.Errorf("the table holds %d roles, want the source's 2461", len(names))
	}
	for _, name := range names {
		permissions, _ := GoogleRole(name)
		if !slices.IsSorted(permissions) || slices.ContainsFunc(permissions, func(p string) bool { return strings.Count(p, ".") < 2 }) {
			t.Errorf("%s: %v", name, permissions)
		}
	}
}

func TestGooglePermissions(t *testing.T) {
	for service, has := range map[string]string{
		"secretmanager": "secretmanager.versions.access", "run": "run.routes.invoke", "iam": "iam.serviceAccountKeys.create",
	} {
		got := GooglePermissions(service)
		if !slices.Contains(got, has) || slices.ContainsFunc(got, func(p string) bool { return !strings.HasPrefix(p, service+".") }) {
			t.Errorf("%s: %v", service, got)
		}
	}
	if got := GooglePermissions("nosuch"); len(got) > 0 {
		t.Errorf("nosuch: %v", got)
	}
}

func TestPick(t *testing.T) {
	all := []string{"a", "b", "c", "d"}
	for places, want := range map[string]string{"": "", "0": "a", "1-3": "b c d", "0 2-3": "a c d", "9": "", "3-1": "", "-1": "", "x y": ""} {
		if got := strings.Join(pick(all, places), " "); got != want {
			t.Errorf("%q: %q, want %q", places, got, want)
		}
	}
}
