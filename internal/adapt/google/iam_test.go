package google

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

func TestParseMember(t *testing.T) {
	tests := []struct {
		text    string
		kind    model.PrincipalKind
		account string
		limits  string
	}{
		{"allUsers", model.Anyone, "", ""},
		{"allusers", model.Anyone, "", ""},
		{"allAuthenticatedUsers", model.AnyAccount, "", ""},
		{"user:jane@example.com", model.IdentityHolder, "", ""},
		{"group:team@example.com", model.IdentityHolder, "", ""},
		{"serviceAccount:app@shop.iam.gserviceaccount.com", model.IdentityHolder, "shop", ""},
		{"serviceAccount:1-compute@developer.gserviceaccount.com", model.IdentityHolder, "", ""},
		{"1-compute@developer.gserviceaccount.com", model.IdentityHolder, "", ""},
		{"serviceAccount:shop@appspot.gserviceaccount.com", model.IdentityHolder, "shop", ""},
		{"serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com", model.ServicePrincipal, "", ""},
		{"serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com", model.ServicePrincipal, "", ""},
		{"serviceAccount:service-orders@shop.iam.gserviceaccount.com", model.IdentityHolder, "shop", ""},
		{"serviceAccount:1@cloudservices.gserviceaccount.com", model.ServicePrincipal, "", ""},
		{"serviceAccount:shop.svc.id.goog[default/app]", model.IdentityHolder, "", ""},
		{"domain:example.com", model.AnyAccount, "", "organisation"},
		{"projectEditor:shop", model.AccountPrincipal, "shop", ""},
		{"principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/subject/x", model.Federated, "", "token subject"},
		{
			"principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/a/b",
			model.Federated, "", "token subject",
		},
		{"principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/*", model.Federated, "", ""},
		{"principalSet://cloudresourcemanager.googleapis.com/organizations/1", model.AnyAccount, "", "organisation"},
		{"principalSet://cloudresourcemanager.googleapis.com/projects/1", model.AccountPrincipal, "1", ""},
		{"principalSet://goog/public:all", model.Anyone, "", ""},
		{"nobody", model.UnknownPrincipal, "", ""},
		{"", model.UnknownPrincipal, "", ""},
	}
	for _, tt := range tests {
		m, ok := parseMember(tt.text)
		var limits []string
		for _, l := range m.limits {
			limits = append(limits, string(l.Kind))
		}
		if !ok || m.principal.Kind != tt.kind || m.principal.Account != tt.account || strings.Join(limits, " ") != tt.limits {
			t.Errorf("%q: %+v %v", tt.text, m.principal, limits)
		}
		if (m.principal.Kind == model.UnknownPrincipal) != (m.principal.Why != "") {
			t.Errorf("%q: no reason", tt.text)
		}
	}
	if _, ok := parseMember("deleted:user:joe@example.com?uid=1"); ok {
		t.Error("a deleted member is still there")
	}
}

func readPlan(t *testing.T, name string) *plan.Plan {
	t.Helper()
	p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func systemOf(p *plan.Plan) *model.System {
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	return sys
}

func accountAt(t *testing.T, sys *model.System, address string) *model.Identity {
	t.Helper()
	i := slices.IndexFunc(sys.Identities, func(id *model.Identity) bool { return id.Address == address })
	if i < 0 {
		t.Fatalf("no %s", address)
	}
	return sys.Identities[i]
}

func TestPowersOfAccounts(t *testing.T) {
	sys := systemOf(readPlan(t, "iam"))
	for name, want := range map[string]string{
		"owner":  "admin roles/owner on project shop",
		"reader": "any resource roles/storage.objectViewer on project shop",
		"worker": "any resource roles/storage.objectViewer on project shop; " +
			`any resource limited sender on project shop while "one bucket"; any resource limited sender on project shop ` +
			`while "one bucket"; impersonate roles/iam.serviceAccountTokenCreator on target`,
		"denied": "",
		"free":   "",
	} {
		id := accountAt(t, sys, "google_service_account."+name)
		var got []string
		for _, p := range id.AllPowers() {
			text := string(p.Kind)
			if p.Limited {
				text += " limited"
			}
			got = append(got, text+" "+p.Note)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: %q, want %q", name, s, want)
		}
		if id.Bare != (name == "free") || id.Incomplete != "" {
			t.Errorf("%s: bare %v, incomplete %q", name, id.Bare, id.Incomplete)
		}
	}
}

func TestWhatAccountsMay(t *testing.T) {
	sys := systemOf(readPlan(t, "iam"))
	objects := map[string]model.Object{}
	for _, c := range sys.Channels {
		objects[c.Address] = c
	}
	for _, id := range sys.Identities {
		objects[id.Address] = id
	}
	tests := []struct {
		account string
		ability model.Ability
		object  string
		want    model.Truth
	}{
		{"owner", model.Publish, "google_pubsub_topic.orders", model.True()},
		{"owner", model.Assume, "google_service_account.target", model.True()},
		{"reader", model.Read, "google_storage_bucket.orders", model.True()},
		{"reader", model.Publish, "google_storage_bucket.orders", model.False()},
		{"reader", model.Publish, "google_pubsub_topic.orders", model.True()},
		{"worker", model.Publish, "google_storage_bucket.orders", model.True()},
		{"worker", model.Assume, "google_service_account.target", model.True()},
		{"worker", model.Assume, "google_service_account.owner", model.False()},
		{"free", model.Read, "google_storage_bucket.orders", model.False()},
	}
	for _, tt := range tests {
		id, o := accountAt(t, sys, "google_service_account."+tt.account), objects[tt.object]
		if o == nil {
			t.Fatalf("no %s", tt.object)
		}
		answer := id.May(tt.ability, o)
		if answer.Allowed != tt.want {
			t.Errorf("%s may %s %s: %v (%s)", tt.account, tt.ability, tt.object, answer.Allowed, answer.Note)
		}
		if model.Certainly(answer.Allowed) && !reaches(id.Reach(tt.ability), o) {
			t.Errorf("%s may %s %s, which it does not reach", tt.account, tt.ability, tt.object)
		}
	}
}

func reaches(r model.Reach, o model.Object) bool {
	for _, set := range r.All {
		r.Named = append(r.Named, set.Objects)
	}
	return slices.ContainsFunc(r.Named, func(list []model.Object) bool { return slices.Contains(list, o) })
}

func TestTrustOfAccounts(t *testing.T) {
	sys := systemOf(readPlan(t, "iam"))
	target := accountAt(t, sys, "google_service_account.target")
	var got []string
	for _, g := range target.Trust {
		got = append(got, fmt.Sprint(g.Principal.Kind, " ", g.Principal.Text, " ", g.Actions, " ", g.Certain))
	}
	sort.Strings(got)
	want := []string{
		"identity ${google_service_account.worker} [roles/iam.serviceAccountTokenCreator] true",
		"identity provider principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/* " +
			"[roles/iam.workloadIdentityUser] true",
		"identity user:jane@example.com [roles/iam.serviceAccountUser] true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(target.Credentials) != 1 || target.Credentials[0].Place.Address() != "google_service_account_key.target" {
		t.Errorf("keys: %+v", target.Credentials)
	}
}

func TestGrantsOnChannels(t *testing.T) {
	sys := systemOf(readPlan(t, "iam"))
	var got []string
	for _, c := range sys.Channels {
		for _, g := range c.Grants {
			got = append(got, fmt.Sprint(c.Address, " ", g.Principal.Text, " ", g.Abilities, " ", g.Place.Attribute(), " ", len(g.Limits)))
		}
	}
	sort.Strings(got)
	want := []string{
		"google_pubsub_topic.orders ${google_service_account.reader} [publish] member 0",
		"google_pubsub_topic.orders domain:example.com [publish] members 1",
		"google_pubsub_topic.orders serviceAccount:other@elsewhere.iam.gserviceaccount.com [publish] members 0",
		"google_storage_bucket.orders allUsers [read] member 0",
		"google_storage_bucket_iam_member.elsewhere allAuthenticatedUsers [delete manage publish read] member 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestConflicts(t *testing.T) {
	sys := systemOf(readPlan(t, "iam"))
	var got []string
	for _, c := range sys.Conflicts {
		got = append(got, fmt.Sprint(c.Address, " with ", c.With.Address(), " ", c.Whole, " ", c.Role))
	}
	sort.Strings(got)
	want := []string{
		"google_pubsub_topic_iam_binding.orders with google_pubsub_topic_iam_member.orders false roles/pubsub.publisher",
		"google_service_account_iam_policy.target with google_service_account_iam_member.tokens true ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The order of a plan's resources must not show in what is found.
func TestAccountsInAnyOrder(t *testing.T) {
	want := lines(systemOf(readPlan(t, "iam")))
	for seed := range uint64(5) {
		p := readPlan(t, "iam")
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(p.Resources), func(i, j int) { p.Resources[i], p.Resources[j] = p.Resources[j], p.Resources[i] })
		if diff := cmp.Diff(want, lines(systemOf(p))); diff != "" {
			t.Fatal(diff)
		}
	}
}

func lines(sys *model.System) []string {
	var out []string
	for _, id := range sys.Identities {
		for _, p := range id.AllPowers() {
			out = append(out, fmt.Sprint(id.Address, p.Kind, p.Note, p.Place, p.Certain))
		}
		for _, g := range id.Trust {
			out = append(out, fmt.Sprint(id.Address, g.Principal, g.Place))
		}
	}
	sort.Strings(out)
	return out
}

func TestScopes(t *testing.T) {
	sys := systemOf(readPlan(t, "iam_scopes"))
	undecided := model.Undecided("the plan does not say which projects are in folder 200")
	for _, tt := range []struct {
		account     string
		here, there model.Truth
	}{
		{"app", model.True(), model.False()},
		{"folder", undecided, model.True()},
		{"organisation", model.True(), model.True()},
	} {
		id := accountAt(t, sys, "google_service_account."+tt.account)
		for _, c := range sys.Channels {
			want := tt.here
			if c.Address == "google_pubsub_topic.there" {
				want = tt.there
			}
			if got := id.May(model.Publish, c).Allowed; got != want {
				t.Errorf("%s may publish to %s: %v, want %v", tt.account, c.Address, got, want)
			}
		}
	}
}

func TestConstraints(t *testing.T) {
	sys := systemOf(readPlan(t, "iam_scopes"))
	app := accountAt(t, sys, "google_service_account.app")
	if len(app.Credentials) != 1 || app.Credentials[0].Certain != model.False() {
		t.Errorf("keys can be made though the organisation forbids them: %+v", app.Credentials)
	}
	b := &builder{iam: newIAMWork()}
	only := "shop"
	b.iam.only = &only
	b.iam.limits = []orgLimit{
		{constraint: memberDomains, project: "other", enforced: model.True()},
		{constraint: noPublicAccess, enforced: model.True()},
	}
	if b.strangersAllowed() != model.True() || b.orgEnforced(noPublicAccess) != model.True() || b.orgEnforced(noAccountKeys) != model.False() {
		t.Error("constraints hold for the wrong project")
	}
}
