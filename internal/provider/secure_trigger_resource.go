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
	_ resource.ResourceWithConfigure        = (*secureTrigger)(nil)
	_ resource.ResourceWithConfigValidators = (*secureTrigger)(nil)
	_ resource.ResourceWithIdentity         = (*secureTrigger)(nil)
	_ resource.ResourceWithImportState      = (*secureTrigger)(nil)
	_ resource.ResourceWithModifyPlan       = (*secureTrigger)(nil)
)

// secureTrigger is the resource slsguard_secure_trigger.
type secureTrigger struct {
	lifecycle[spec.Trigger, harden.Trigger, cloud.TriggerState]
}

func newSecureTrigger() resource.Resource {
	r := &secureTrigger{}
	r.kind = triggerKind{}
	return r
}

// Metadata: an event source mapping that is lost and made again has a new ARN, so the identity can change.
func (r *secureTrigger) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_secure_trigger"
	resp.ResourceBehavior.MutableIdentity = true
}

func (r *secureTrigger) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = triggerSchema(ctx)
}

func (r *secureTrigger) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = triggerIdentity()
}

// ConfigValidators ask for exactly one kind of event.
func (r *secureTrigger) ConfigValidators(context.Context) []resource.ConfigValidator {
	return []resource.ConfigValidator{resourcevalidator.ExactlyOneOf(
		path.MatchRoot("http"), path.MatchRoot("queue"), path.MatchRoot("stream"), path.MatchRoot("topic"),
		path.MatchRoot("bus"), path.MatchRoot("storage"), path.MatchRoot("schedule"),
	)}
}

func (r *secureTrigger) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.configure(req)
}

func (r *secureTrigger) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.modifyPlan(ctx, req, resp)
}

func (r *secureTrigger) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	r.create(ctx, req, resp)
}

func (r *secureTrigger) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	r.refresh(ctx, triggerBindings, req, resp)
}

func (r *secureTrigger) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	r.update(ctx, req, resp)
}

func (r *secureTrigger) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	r.delete(ctx, req, resp)
}
