package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
)

// triggerImporter is a deployer that finds triggers which slsguard made.
type triggerImporter interface {
	ImportTrigger(ctx context.Context, id string) (cloud.TriggerState, error)
}

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
	importer, ok := deployer.(triggerImporter)
	if !ok {
		resp.Diagnostics.AddError("Cannot import the trigger", "Triggers of this cloud cannot be imported.")
		return
	}
	found, err := importer.ImportTrigger(ctx, id)
	if err != nil {
		resp.Diagnostics.AddError("Cannot import the trigger", sentence(err.Error()))
		return
	}
	r.adopt(ctx, found, &resp.State, &resp.Diagnostics)
	r.record(ctx, resp.Private, found, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("arn"), found.Computed["arn"])...)
}
