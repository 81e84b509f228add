package provider_test

import (
	"context"
	"errors"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/provider"
)

// asked gives a provider that notes the settings that it is connected with.
func asked(got *provider.AWSSettings, a *account) map[string]func() (tfprotov6.ProviderServer, error) {
	factory := provider.New(provider.Options{Version: "1.2.3", Now: today, ConnectAWS: func(_ context.Context, s provider.AWSSettings) (cloud.Deployer, error) {
		*got = s
		return a, nil
	}})
	return map[string]func() (tfprotov6.ProviderServer, error){"slsguard": providerserver.NewProtocol6WithError(factory())}
}

func TestProviderSettings(t *testing.T) {
	needTerraform(t)
	var got provider.AWSSettings
	config := `provider "slsguard" {
  aws {
    region              = "eu-west-1"
    profile             = "deploy"
    max_retries         = 0
    retry_mode          = "adaptive"
    allowed_account_ids = ["123456789012"]
    assume_role {
      role_arn     = "arn:aws:iam::123456789012:role/deploy"
      session_name = "ci"
      duration     = "1h"
      external_id  = "x"
      tags         = { team = "shop" }
    }
    default_tags {
      tags = { project = "shop" }
    }
    endpoints {
      lambda = "https://lambda.example.com"
    }
  }
}
` + function(code(t, "x"), `tags = { team = "orders" }`)
	a := newAccount()
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: asked(&got, a),
		Steps: []resource.TestStep{{Config: config, Check: resource.ComposeTestCheckFunc(
			resource.TestCheckResourceAttr(theFunction, "tags.%", "1"),
		)}, empty(config)},
	})
	got.TerraformVersion = ""
	want := provider.AWSSettings{
		Region: "eu-west-1", Profile: "deploy", MaxRetries: provider.NoRetries, RetryMode: "adaptive",
		AllowedAccounts: []string{"123456789012"}, DefaultTags: map[string]string{"project": "shop"},
		Endpoints: map[string]string{"lambda": "https://lambda.example.com"}, ProviderVersion: "1.2.3",
		AssumeRole: &provider.AssumeRole{
			Session:    provider.Session{RoleARN: "arn:aws:iam::123456789012:role/deploy", Name: "ci", Duration: 3600e9},
			ExternalID: "x", Tags: map[string]string{"team": "shop"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProviderSettingsRefused(t *testing.T) {
	needTerraform(t)
	for name, test := range map[string]struct{ inside, want string }{
		"short account":           {`allowed_account_ids = ["12"]`, `12\s+digits`},
		"both lists":              {"allowed_account_ids = [\"123456789012\"]\nforbidden_account_ids = [\"210987654321\"]", `[Cc]onflict|cannot\s+be\s+specified`},
		"role without ARN":        {"assume_role {\n}", `role_arn\s+must\s+be\s+given`},
		"role is no role":         {"assume_role {\nrole_arn = \"deploy\"\n}", `not\s+an\s+ARN`},
		"long session":            {"assume_role {\nrole_arn = \"arn:aws:iam::123456789012:role/x\"\nduration = \"13h\"\n}", `15m\s+to\s+12h`},
		"unknown retry mode":      {`retry_mode = "never"`, `standard`},
		"endpoint is no URL":      {"endpoints {\nlambda = \"localhost\"\n}", `want\s+a\s+URL`},
		"keys in version control": {`access_key = "x"`, `[Uu]nsupported\s+argument`},
	} {
		t.Run(name, func(t *testing.T) {
			config := "provider \"slsguard\" {\n  aws {\n" + test.inside + "\n  }\n}\n" + function(code(t, "x"))
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: serve(newAccount()),
				Steps:                    []resource.TestStep{{Config: config, PlanOnly: true, ExpectError: regexp.MustCompile(test.want)}},
			})
		})
	}
}

// TestUnknownSettings: what the provider does not know yet keeps nobody from a plan.
func TestUnknownSettings(t *testing.T) {
	needTerraform(t)
	var got provider.AWSSettings
	config := "resource \"terraform_data\" \"region\" {\n  input = \"eu-central-1\"\n}\n" +
		"provider \"slsguard\" {\n  aws {\n    region = terraform_data.region.output\n  }\n}\n" + function(code(t, "x"))
	a := newAccount()
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: asked(&got, a),
		Steps:                    []resource.TestStep{{Config: config}, empty(config)},
	})
	if got.Region != "eu-central-1" {
		t.Errorf("connected to %q", got.Region)
	}
}

// TestUnused: without a resource no cloud is set up.
func TestUnused(t *testing.T) {
	needTerraform(t)
	factory := provider.New(provider.Options{Now: today, ConnectAWS: func(context.Context, provider.AWSSettings) (cloud.Deployer, error) {
		t.Error("connected")
		return nil, errors.New("connected")
	}})
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){"slsguard": providerserver.NewProtocol6WithError(factory())},
		Steps:                    []resource.TestStep{{Config: "provider \"slsguard\" {\n  aws {}\n}\n" + output(`provider::slsguard::runtime_supported("python3.13")`)}},
	})
}
