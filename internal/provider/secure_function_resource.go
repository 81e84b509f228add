package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

var (
	_ resource.ResourceWithConfigure        = (*secureFunction)(nil)
	_ resource.ResourceWithConfigValidators = (*secureFunction)(nil)
	_ resource.ResourceWithIdentity         = (*secureFunction)(nil)
	_ resource.ResourceWithImportState      = (*secureFunction)(nil)
	_ resource.ResourceWithModifyPlan       = (*secureFunction)(nil)
	_ resource.ResourceWithMoveState        = (*secureFunction)(nil)
)

// secureFunction is the resource slsguard_secure_function.
type secureFunction struct {
	lifecycle[spec.Function, harden.Function, cloud.FunctionState]
}

func newSecureFunction() resource.Resource {
	r := &secureFunction{}
	r.kind = functionKind{}
	return r
}

func (r *secureFunction) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_secure_function"
}

func (r *secureFunction) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = functionSchema(ctx)
}

func (r *secureFunction) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = functionIdentity()
}

// ConfigValidators ask for exactly one cloud; there is one so far.
func (r *secureFunction) ConfigValidators(context.Context) []resource.ConfigValidator {
	return []resource.ConfigValidator{resourcevalidator.ExactlyOneOf(path.MatchRoot("aws"))}
}

func (r *secureFunction) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.configure(req)
}

func (r *secureFunction) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.modifyPlan(ctx, req, resp)
}

func (r *secureFunction) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	r.create(ctx, req, resp)
}

func (r *secureFunction) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	r.refresh(ctx, func(spec.Function) []functionBinding { return functionBindings() }, req, resp)
}

func (r *secureFunction) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	r.update(ctx, req, resp)
}

func (r *secureFunction) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	r.delete(ctx, req, resp)
}
