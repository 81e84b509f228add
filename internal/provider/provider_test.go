package provider_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/provider"
)

// today is the day of all tests.
func today() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

func TestMain(m *testing.M) {
	// A configuration of the machine's own must not decide what a test sees.
	// Where terraform is, is found here too: tests that set variables of their own cannot run in parallel.
	terraform, _ := exec.LookPath("terraform") // without it, the tests that need it skip
	for _, set := range [][2]string{
		{"TF_CLI_CONFIG_FILE", os.DevNull}, {"CHECKPOINT_DISABLE", "1"}, {"TF_ACC_TERRAFORM_PATH", terraform},
	} {
		if err := os.Setenv(set[0], set[1]); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// needTerraform skips loudly without a terraform in PATH.
func needTerraform(t *testing.T) {
	t.Helper()
	if os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		t.Skip("NOT TESTED: terraform is not in PATH, so nothing here shows that Terraform takes the provider")
	}
}

// serve gives a provider that deploys with d.
func serve(d cloud.Deployer) map[string]func() (tfprotov6.ProviderServer, error) {
	connect := func(context.Context, provider.AWSSettings) (cloud.Deployer, error) {
		if d == nil {
			return nil, errors.New("no credentials in this test")
		}
		return d, nil
	}
	factory := provider.New(provider.Options{Version: "0.0.0-test", ConnectAWS: connect, Now: today})
	return map[string]func() (tfprotov6.ProviderServer, error){
		"slsguard": providerserver.NewProtocol6WithError(factory()),
	}
}

func TestSchema(t *testing.T) {
	server, err := serve(nil)["slsguard"]()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	identities, err := server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(schema.Diagnostics, identities.Diagnostics...) {
		t.Errorf("%s: %s", d.Summary, d.Detail)
	}
	for name, resource := range schema.ResourceSchemas {
		if identities.IdentitySchemas[name] == nil {
			t.Errorf("%s has no identity", name)
		}
		checkBlock(t, name, resource.Block)
	}
	checkBlock(t, "provider", schema.Provider.Block)
	for name, source := range schema.DataSourceSchemas {
		checkBlock(t, name, source.Block)
	}
	if len(schema.ResourceSchemas) != 2 || len(schema.DataSourceSchemas) != 1 || len(schema.Functions) != 4 {
		t.Errorf("%d resources, %d data sources, %d functions", len(schema.ResourceSchemas), len(schema.DataSourceSchemas), len(schema.Functions))
	}
}

// checkBlock holds every attribute to a description that ends like a sentence.
func checkBlock(t *testing.T, at string, b *tfprotov6.SchemaBlock) {
	t.Helper()
	for _, a := range b.Attributes {
		checkAttribute(t, at+"."+a.Name, a)
	}
	for _, nested := range b.BlockTypes {
		if nested.TypeName == "timeouts" {
			continue
		}
		checkDescription(t, at+"."+nested.TypeName, nested.Block.Description)
		checkBlock(t, at+"."+nested.TypeName, nested.Block)
	}
}

func checkAttribute(t *testing.T, at string, a *tfprotov6.SchemaAttribute) {
	t.Helper()
	checkDescription(t, at, a.Description)
	if a.NestedType == nil {
		return
	}
	for _, nested := range a.NestedType.Attributes {
		checkAttribute(t, at+"."+nested.Name, nested)
	}
}

func checkDescription(t *testing.T, at, text string) {
	t.Helper()
	if !strings.HasSuffix(text, ".") {
		t.Errorf("%s is described as %q, which is no sentence", at, text)
	}
}
