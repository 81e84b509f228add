package google

import (
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

func project(key string) Scope { return Scope{Level: Project, Key: key, Label: "project " + key} }

func bind(role string, scope Scope) Binding {
	return Binding{Role: Predefined(role), Scope: scope, Certain: iam.Yes}
}

func TestRole(t *testing.T) {
	owner := Predefined("roles/owner")
	if !owner.Basic() || !owner.Gives("resourcemanager.projects.setIamPolicy") || owner.Custom {
		t.Errorf("owner: %+v", owner.Name)
	}
	for _, name := range []string{"roles/other", "projects/p/roles/x", ""} {
		if r := Predefined(name); r.Why == "" || len(r.Permissions) > 0 {
			t.Errorf("%q: %+v", name, r)
		}
	}
	custom := CustomRole("c", []string{"b.x.y", "a.x.y", "b.x.y"})
	if !custom.Gives("a.x.y") || len(custom.Permissions) != 2 || !slices.Equal(custom.Services(), []string{"a", "b"}) {
		t.Errorf("custom: %+v", custom)
	}
}

func TestWhole(t *testing.T) {
	for role, want := range map[string]string{
		"roles/storage.admin": "storage", "roles/pubsub.admin": "pubsub", "roles/run.admin": "run",
		"roles/secretmanager.admin": "secretmanager", "roles/cloudfunctions.admin": "cloudfunctions",
		"roles/pubsub.editor": "", "roles/storage.objectAdmin": "", "roles/run.developer": "", "roles/bigquery.admin": "bigquery",
		"roles/logging.logWriter": "", "roles/secretmanager.secretAccessor": "",
	} {
		r := Predefined(role)
		var whole []string
		for _, service := range r.Services() {
			if r.Whole(service) {
				whole = append(whole, service)
			}
		}
		if want != "" && !slices.Contains(whole, want) || want == "" && len(whole) > 0 {
			t.Errorf("%s: %v, want %q", role, whole, want)
		}
	}
}

func TestCondition(t *testing.T) {
	bucket := Target{Service: "storage", Name: "projects/_/buckets/orders"}
	tests := []struct {
		expression string
		holds      iam.Tri
		narrows    bool
		inverted   bool
	}{
		{``, iam.Yes, false, false},
		{`request.time < timestamp("2030-01-01T00:00:00Z")`, iam.Yes, false, false},
		{`resource.name == "projects/_/buckets/orders"`, iam.Yes, true, false},
		{`resource.name.startsWith("projects/_/buckets/orders")`, iam.Yes, true, false},
		{`resource.name.startsWith("projects/_/buckets/orders/objects/in/")`, iam.Yes, true, false},
		{`resource.name.startsWith("projects/_/buckets/other")`, iam.No, true, false},
		{`resource.name.startsWith("projects/_/buckets/")`, iam.Yes, false, false},
		{`resource.type == "storage.googleapis.com/Object"`, iam.Yes, false, false},
		{`resource.service == "secretmanager.googleapis.com"`, iam.No, false, false},
		{`(resource.type == "storage.googleapis.com/Bucket" || resource.type == "storage.googleapis.com/Object") && ` +
			`resource.name.startsWith("projects/_/buckets/orders")`, iam.Yes, true, false},
		{`(resource.name == "a" && request.time < timestamp("2030-01-01T00:00:00Z"))`, iam.No, true, false},
		{`resource.name != "projects/_/buckets/orders"`, iam.Maybe, false, true},
		{`!resource.name.startsWith("projects/_/buckets/orders")`, iam.Maybe, false, true},
		{`resource.name == "a || b"`, iam.No, true, false},
		{`resource.matchTag("123/env", "prod")`, iam.Maybe, true, false},
		{`resource.name == "a" || request.time < timestamp("2030-01-01T00:00:00Z")`, iam.Maybe, true, false},
		{`((((`, iam.Maybe, true, false},
		{`"`, iam.Maybe, true, false},
	}
	for _, tt := range tests {
		c := Condition{Expression: tt.expression}
		r := c.Read()
		holds, why := c.Holds(bucket)
		if holds != tt.holds || r.Narrows() != tt.narrows || r.Inverted != tt.inverted || (holds == iam.Maybe) != (why != "") {
			t.Errorf("%s: %v (%s), narrows %v, inverted %v", tt.expression, holds, why, r.Narrows(), r.Inverted)
		}
	}
}

func FuzzCondition(f *testing.F) {
	f.Add(`resource.name.startsWith("a") && (request.time < timestamp("x") || !b)`)
	f.Fuzz(func(t *testing.T, expression string) {
		c := Condition{Expression: expression}
		if holds, why := c.Holds(Target{Service: "storage", Name: "n"}); holds == iam.Maybe && why == "" {
			t.Error("no reason")
		}
	})
}

func TestMay(t *testing.T) {
	topic := Target{Key: "google_pubsub_topic.a", Project: "shop", Service: "pubsub"}
	publish := []string{"pubsub.topics.publish"}
	expires := bind("roles/pubsub.publisher", project("shop"))
	expires.Condition = Condition{Expression: `resource.name == "x"`}
	maybe := bind("roles/pubsub.publisher", project("shop"))
	maybe.Certain, maybe.Why = iam.Maybe, "which"
	everyone := Deny{Permissions: []string{"pubsub.googleapis.com/topics.publish"}, Scope: project("shop"), Concerns: iam.Yes}
	others := everyone
	others.Concerns = iam.No
	groups := Deny{Permissions: []string{"pubsub.googleapis.com/topics.*"}, Scope: Scope{Level: Organization}, Concerns: iam.Yes}
	spared := groups
	spared.Exceptions = []string{"pubsub.googleapis.com/topics.publish"}
	tests := []struct {
		name string
		id   Identity
		want iam.Tri
	}{
		{"nothing", Identity{}, iam.No},
		{"project", Identity{Bindings: []Binding{bind("roles/pubsub.publisher", project("shop"))}}, iam.Yes},
		{"other project", Identity{Bindings: []Binding{bind("roles/pubsub.publisher", project("other"))}}, iam.No},
		{"unknown project", Identity{Bindings: []Binding{bind("roles/pubsub.publisher", project(""))}}, iam.Maybe},
		{"organisation", Identity{Bindings: []Binding{bind("roles/editor", Scope{Level: Organization})}}, iam.Yes},
		{"folder", Identity{Bindings: []Binding{bind("roles/editor", Scope{Level: Folder, Key: "f"})}}, iam.Maybe},
		{"itself", Identity{Bindings: []Binding{bind("roles/pubsub.admin", Scope{Key: topic.Key})}}, iam.Yes},
		{"another", Identity{Bindings: []Binding{bind("roles/pubsub.admin", Scope{Key: "google_pubsub_topic.b"})}}, iam.No},
		{"other role", Identity{Bindings: []Binding{bind("roles/pubsub.subscriber", project("shop"))}}, iam.No},
		{"unknown role", Identity{Bindings: []Binding{bind("roles/other", project("shop"))}}, iam.Maybe},
		{"condition", Identity{Bindings: []Binding{expires}}, iam.Maybe},
		{"may be bound", Identity{Bindings: []Binding{maybe}}, iam.Maybe},
		{"one of two", Identity{Bindings: []Binding{maybe, bind("roles/pubsub.publisher", project("shop"))}}, iam.Yes},
		{"denied", Identity{Bindings: []Binding{bind("roles/owner", project("shop"))}, Denies: []Deny{everyone}}, iam.No},
		{"others denied", Identity{Bindings: []Binding{bind("roles/owner", project("shop"))}, Denies: []Deny{others}}, iam.Yes},
		{"group denied", Identity{Bindings: []Binding{bind("roles/owner", project("shop"))}, Denies: []Deny{groups}}, iam.No},
		{"exception", Identity{Bindings: []Binding{bind("roles/owner", project("shop"))}, Denies: []Deny{spared}}, iam.Yes},
	}
	for _, tt := range tests {
		d, _ := tt.id.May(publish, topic)
		if d.Allowed != tt.want || (d.Allowed == iam.Maybe) != (d.Why != "") {
			t.Errorf("%s: %v (%s), want %v", tt.name, d.Allowed, d.Why, tt.want)
		}
	}
}

func TestPowers(t *testing.T) {
	one := Scope{Key: "google_service_account.b", Label: "service account b"}
	limited := bind("roles/editor", project("shop"))
	limited.Condition = Condition{Expression: `resource.name.startsWith("projects/_/buckets/a")`}
	tests := []struct {
		name     string
		bindings []Binding
		want     string
	}{
		{"owner", []Binding{bind("roles/owner", project("shop"))}, "admin"},
		{"editor", []Binding{bind("roles/editor", Scope{Level: Folder})}, "admin"},
		{"viewer", []Binding{bind("roles/viewer", project("shop"))}, "data"},
		{"limited", []Binding{limited}, "admin limited"},
		{"security", []Binding{bind("roles/iam.securityAdmin", project("shop"))}, "admin"},
		{"storage", []Binding{bind("roles/storage.admin", project("shop"))}, "whole data"},
		{"one bucket", []Binding{bind("roles/storage.admin", Scope{Key: "b"})}, ""},
		{"objects", []Binding{bind("roles/storage.objectViewer", project("shop"))}, "data"},
		{"firestore", []Binding{bind("roles/datastore.user", project("shop"))}, ""},
		{"secrets", []Binding{bind("roles/secretmanager.secretAccessor", project("shop"))}, "secrets"},
		{"decrypt", []Binding{bind("roles/cloudkms.cryptoKeyDecrypter", project("shop"))}, "secrets"},
		{"one secret", []Binding{bind("roles/secretmanager.secretAccessor", Scope{Key: "s"})}, ""},
		{"tokens", []Binding{bind("roles/iam.serviceAccountTokenCreator", project("shop"))}, "escalation"},
		{"user", []Binding{bind("roles/iam.serviceAccountUser", project("shop"))}, "impersonation"},
		{
			"user and deployer",
			[]Binding{bind("roles/iam.serviceAccountUser", project("shop")), bind("roles/run.developer", project("shop"))},
			"escalation data code",
		},
		{"tokens of one", []Binding{bind("roles/iam.serviceAccountTokenCreator", one)}, "impersonation"},
		{"developer of one", []Binding{bind("roles/run.developer", Scope{Key: "f"})}, "code"},
		{"logs", []Binding{bind("roles/logging.configWriter", project("shop"))}, "logs"},
		{"writer", []Binding{bind("roles/logging.logWriter", project("shop"))}, ""},
	}
	names := map[PowerKind]string{
		Admin: "admin", WholeService: "whole", AnyResource: "data", Escalation: "escalation", Impersonation: "impersonation",
		BroadSecrets: "secrets", ChangeCode: "code", LogTamper: "logs", Inverted: "inverted",
	}
	for _, tt := range tests {
		id := Identity{Bindings: tt.bindings}
		var got []string
		for _, p := range id.Powers("google_service_account.a") {
			name := names[p.Kind]
			if p.Limited {
				name += " limited"
			}
			if !slices.Contains(got, name) {
				got = append(got, name)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, s, tt.want)
		}
	}
}

func TestPowersDenied(t *testing.T) {
	id := Identity{
		Bindings: []Binding{bind("roles/secretmanager.secretAccessor", project("shop"))},
		Denies:   []Deny{{Permissions: []string{"secretmanager.googleapis.com/versions.access"}, Scope: project("shop"), Concerns: iam.Yes}},
	}
	if got := id.Powers(""); len(got) > 0 {
		t.Errorf("denied all the same: %+v", got)
	}
	id.Denies[0].Conditional = true
	if got := id.Powers(""); len(got) != 1 || got[0].Certain != iam.Maybe || got[0].Why == "" {
		t.Errorf("denied under a condition: %+v", got)
	}
}

func TestPowersPerhapsDenied(t *testing.T) {
	id := Identity{
		Bindings: []Binding{bind("roles/secretmanager.secretAccessor", project("shop"))},
		Denies:   []Deny{{Unread: "var.denied is not known", Scope: project("shop"), Concerns: iam.Yes}},
	}
	if got := id.Powers(""); len(got) != 1 || got[0].Certain != iam.Maybe || got[0].Why != "var.denied is not known" {
		t.Errorf("%+v", got)
	}
}

func TestOwnAccount(t *testing.T) {
	id := Identity{Bindings: []Binding{bind("roles/iam.serviceAccountTokenCreator", Scope{Key: "self"})}}
	if got := id.Powers("self"); len(got) > 0 {
		t.Errorf("over itself: %+v", got)
	}
}
