package graph_test

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestStrangersOfEachCloud(t *testing.T) {
	domain := grant(model.AnyAccount, "", model.Publish)
	domain.Limits = []model.Limit{{Kind: model.Organisation, Values: model.Known([]string{"example.com"}, model.Place{})}}
	for _, test := range []struct {
		cloud model.Cloud
		grant *model.Grant
		want  string
	}{
		{model.AWS, grant(model.Anyone, "", model.Publish), "any AWS account -admits-> channel.q"},
		{model.Azure, grant(model.Anyone, "", model.Publish), "internet -admits-> channel.q"},
		{model.Azure, grant(model.AnyAccount, "", model.Publish), "any Azure account -admits-> channel.q"},
		{model.Google, grant(model.Anyone, "", model.Publish), "internet -admits-> channel.q"},
		{model.Google, grant(model.AnyAccount, "", model.Publish), "any Google account -admits-> channel.q"},
		{model.Google, grant(model.AccountPrincipal, "partner", model.Publish), "Google Cloud project partner -admits-> channel.q"},
		{model.Google, grant(model.IdentityHolder, "partner", model.Publish), ""}, // one account of one of many projects
		{model.Google, domain, ""},
	} {
		w := newWorld()
		w.channel(model.Topic, "q", test.grant).Cloud = test.cloud
		g := graph.Of(w.sys)
		if got := strings.Join(edges(g), ", "); got != test.want {
			t.Errorf("%s, %s: got %q, want %q", test.cloud, test.grant.Principal.Kind, got, test.want)
		}
		for _, n := range g.Outside {
			if n.Stranger == strings.HasPrefix(n.Label, "Google Cloud project") {
				t.Errorf("%s counts as a stranger: %v", n.Label, n.Stranger)
			}
		}
	}
}

func TestGoalsOfEachCloud(t *testing.T) {
	for cloud, want := range map[model.Cloud]string{
		model.AWS: "administrator of the account", model.Azure: "administrator of the subscription", model.Google: "administrator of the project",
	} {
		w := newWorld()
		id := w.role("r", admin())
		id.Cloud = cloud
		w.function("f", id)
		found := false
		for _, n := range graph.Of(w.sys).Nodes {
			found = found || n.Kind == graph.Privilege && n.Goal == graph.Administrator && n.Label == want
		}
		if !found {
			t.Errorf("%s: no %q", cloud, want)
		}
	}
}

func TestPowersOfOtherClouds(t *testing.T) {
	narrow := power(model.AnyResource, model.True(), "storage.objects.get")
	narrow.Narrow = true
	for name, test := range map[string]struct {
		power *model.Power
		want  string
	}{
		"Google's secrets":    {power(model.BroadSecrets, model.True(), "secretmanager.versions.access"), graph.EverySecret},
		"Google's keys":       {power(model.BroadSecrets, model.True(), "cloudkms.cryptoKeyVersions.useToDecrypt"), ""},
		"Google's buckets":    {power(model.AnyResource, model.True(), "storage.objects.get"), graph.EveryStore},
		"one of them":         {narrow, ""},
		"Google's topics":     {power(model.AnyResource, model.True(), "pubsub.topics.publish"), ""},
		"Azure's blobs":       {power(model.AnyResource, model.True(), "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"), graph.EveryStore},
		"to lend an identity": {power(model.ImpersonateOther, model.True(), "iam.serviceAccounts.actAs"), ""},
	} {
		w := newWorld()
		w.function("f", w.role("r", test.power))
		got := ""
		for _, e := range edges(graph.Of(w.sys)) {
			if after, ok := strings.CutPrefix(e, "role.r -holds-> "); ok {
				got = after
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// Where permissions alone decide, nobody has to be named on the other side.
func TestActingByPermissionAlone(t *testing.T) {
	for _, alone := range []bool{true, false} {
		w := newWorld()
		first, second := w.role("first"), w.role("second", admin())
		second.ByPermission = alone
		w.allow(first, model.Assume, model.True(), second)
		w.function("f", first)
		found := strings.Contains(strings.Join(edges(graph.Of(w.sys)), ", "), "role.first -may assume-> role.second")
		if found != alone {
			t.Errorf("by permission alone %v: found %v", alone, found)
		}
	}
}
