// Package provider is slsguard's Terraform provider: it translates between Terraform and internal/spec, runs the rule
// catalogue over what is declared, and leaves everything else to internal/cloud.
package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
)

// Address is where Terraform finds the provider.
const Address = "registry.terraform.io/slsguard/slsguard"

var (
	_ provider.Provider              = (*plugin)(nil)
	_ provider.ProviderWithFunctions = (*plugin)(nil)
)

// Options are what a provider is made of besides its configuration.
type Options struct {
	Version string
	// ConnectAWS gives the deployer for an account; nil is AWS itself. It is called when the first resource needs it.
	ConnectAWS func(context.Context, AWSSettings) (cloud.Deployer, error)
	// Now tells the time by which runtimes and exceptions are judged; nil is the clock's.
	Now func() time.Time
}

// New makes the provider; Terraform's plugin server calls the function that it returns.
func New(opts Options) func() provider.Provider {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.ConnectAWS == nil {
		opts.ConnectAWS = connectAWS
	}
	return func() provider.Provider { return &plugin{opts} }
}

type plugin struct{ opts Options }

func (p *plugin) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = "slsguard", p.opts.Version
}

func (p *plugin) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerSchema()
}

// Configure only reads the settings: a cloud is set up when a resource first uses it.
func (p *plugin) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m providerModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	settings, known := m.aws()
	if !known && req.ClientCapabilities.DeferralAllowed {
		resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
	}
	settings.TerraformVersion, settings.ProviderVersion = req.TerraformVersion, p.opts.Version
	resp.ResourceData = newClouds(p.opts, settings, known)
}

func (p *plugin) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		newSecureFunction,
		newSecureTrigger,
	}
}

func (p *plugin) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		func() datasource.DataSource { return runtimeData{p.opts.Now} },
	}
}

func (p *plugin) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		func() function.Function { return policyFindings{} },
		func() function.Function { return runtimeSupported{p.opts.Now} },
		func() function.Function { return arnParse{} },
		func() function.Function { return arnBuild{} },
	}
}
