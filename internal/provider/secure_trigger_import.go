package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ImportState finds every object of a trigger by its ARN or identity.
func (r *secureTrigger) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id := importID(ctx, req, &resp.Diagnostics)
	deployer, err := r.clouds.AWS(ctx)
	if err != nil {
		resp.Diagnostics.AddError("Cannot use AWS", sentence(err.Error()))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	found, err := deployer.ImportTrigger(ctx, id)
	if err != nil {
		resp.Diagnostics.AddError("Cannot import the trigger", sentence(err.Error()))
		return
	}
	r.adopt(ctx, found, &resp.State, &resp.Diagnostics)
	r.record(ctx, resp.Private, found, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("arn"), found.Computed["arn"])...)
}
