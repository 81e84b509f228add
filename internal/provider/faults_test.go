package provider_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

// TestFaultsOnAWS fails every write of a create once: AWS refuses it, or does it and the answer is lost. The next apply
// must end in the same state as a run without faults, and a destroy leave nothing. Package aws does the same for reads,
// updates and deletions; here it is about what Terraform keeps in between. By default it tries a sample (awstest.SparseSample).
func TestFaultsOnAWS(t *testing.T) {
	needTerraform(t)
	if testing.Short() {
		t.Skip("takes a minute")
	}
	zip := code(t, "def handler(e, c): pass")
	config := withFunction(zip, triggerCases()["schedule"].first)
	writes, calm := undisturbed(t, config)
	if writes < 10 {
		t.Fatalf("only %d writes", writes)
	}
	for kind, effect := range map[string]awstest.Effect{"denied": awstest.Denied(), awstest.LostAnswer: awstest.AnswerLost()} {
		for _, nth := range awstest.SparseSample(kind, writes) {
			t.Run(fmt.Sprintf("%s %d", kind, nth), func(t *testing.T) {
				t.Parallel()
				disturbed(t, config, awstest.Fault{WritesOnly: true, First: nth, Count: 1, Do: effect}, calm)
			})
		}
	}
}

// undisturbed gives the number of writes of a create, and what there is after it.
func undisturbed(t *testing.T, config string) (writes int, state []string) {
	t.Helper()
	s := openAWS(t, awstest.Delays{})
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: s.providers(),
		Steps: []resource.TestStep{{Config: config, Check: func(*terraform.State) error {
			for _, c := range s.Calls() {
				if !c.IsRead() {
					writes++
				}
			}
			state = s.withoutTokens()
			return nil
		}}},
	})
	return writes, state
}

// withoutTokens is the account's snapshot without the marks by which a resource knows its own: each try has another.
func (s *standIn) withoutTokens() []string {
	token := regexp.MustCompile(`token\d+`)
	all := s.Snapshot()
	for i, object := range all {
		all[i] = token.ReplaceAllString(object, "token")
	}
	return all
}

func disturbed(t *testing.T, config string, fault awstest.Fault, calm []string) {
	t.Helper()
	s := openAWS(t, awstest.Delays{})
	remove, faulty := func() {}, false
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: s.providers(),
		// The deployer may well find out what became of a lost answer, so that nothing fails at all.
		ErrorCheck: func(err error) error {
			if faulty {
				return nil
			}
			return err
		},
		Steps: []resource.TestStep{
			{PreConfig: func() { remove, faulty = s.Inject(fault), true }, Config: config},
			{PreConfig: func() { remove(); faulty = false }, Config: config, Check: func(*terraform.State) error {
				if diff := cmp.Diff(calm, s.withoutTokens()); diff != "" {
					return fmt.Errorf("not what an undisturbed run makes: %s", diff)
				}
				return nil
			}},
			empty(config),
		},
	})
	s.nothingLeft(t)
}
