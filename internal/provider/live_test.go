package provider_test

import (
	"crypto/rand"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/slsguard/terraform-provider-slsguard/internal/provider"
)

// TestLive takes a function and a trigger through their life in a real account: the one that the environment leads to.
// docs/guides/verify-on-aws.md lists what only a real account can show.
func TestLive(t *testing.T) {
	if os.Getenv("SLSGUARD_LIVE") != "1" {
		t.Skip("NOT TESTED: no real account. SLSGUARD_LIVE=1 with credentials and AWS_REGION makes objects there and removes them")
	}
	needTerraform(t)
	factory := provider.New(provider.Options{Version: "0.0.0-live"})
	liveOn(t, map[string]func() (tfprotov6.ProviderServer, error){
		"slsguard": providerserver.NewProtocol6WithError(factory()),
	})
}

// TestLiveRehearsal runs the live test against the stand-in, so that it is known to work when it costs something.
func TestLiveRehearsal(t *testing.T) {
	needTerraform(t)
	t.Parallel()
	s := openAWS(t, slow())
	liveOn(t, s.providers())
	s.nothingLeft(t)
}

// liveOn uses names of its own, so that runs side by side don't meet, and nobody's objects are touched. The schedule is years
// away: nothing runs.
func liveOn(t *testing.T, providers map[string]func() (tfprotov6.ProviderServer, error)) {
	t.Helper()
	name := "slsguard-live-" + strings.ToLower(rand.Text()[:8])
	zip := code(t, "def handler(event, context):\n    return None\n")
	trigger := strings.Replace(aTrigger(`schedule = { expression = "at(2099-01-01T00:00:00)" }`), `"`+functionARN+`"`, theFunction+".id", 1)
	config := function(zip, `name = "`+name+`"`, `concurrency = 1`) + strings.Replace(trigger, `"orders"`, `"`+name+`"`, 1)
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: providers,
		Steps: []resource.TestStep{
			does(theFunction, config, plancheck.ResourceActionCreate),
			empty(config),
			{ResourceName: theFunction, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"source"}},
			{ResourceName: theTrigger, ImportState: true, ImportStateVerify: true},
		},
	})
}
