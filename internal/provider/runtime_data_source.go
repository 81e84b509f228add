package provider

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
)

var _ datasource.DataSource = runtimeData{}

// runtimeData is the data source slsguard_runtime.
type runtimeData struct{ now func() time.Time }

type runtimeModel struct {
	Cloud        types.String `tfsdk:"cloud"`
	ID           types.String `tfsdk:"id"`
	Language     types.String `tfsdk:"language"`
	Version      types.String `tfsdk:"version"`
	DeprecatedOn types.String `tfsdk:"deprecated_on"`
	BlockedOn    types.String `tfsdk:"blocked_on"`
	Supported    types.Bool   `tfsdk:"supported"`
	DaysLeft     types.Int64  `tfsdk:"days_left"`
	Source       types.String `tfsdk:"source"`
	Note         types.String `tfsdk:"note"`
}

func (runtimeData) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_runtime"
}

func (runtimeData) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Tells until when a vendor supports a runtime, from the table that slsguard's rules use. " +
			"No cloud is asked: the provider needs no credentials for it.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Id of the runtime as the cloud's API writes it, such as `python3.13` on AWS. " +
					"An id that is not in the table is an error.",
			},
			"cloud": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Cloud whose runtime is meant: `aws` (default), `azure` or `google`.",
				Validators:          []validator.String{stringvalidator.OneOf(clouds()...)},
			},
			"language":      text("Programming language."),
			"version":       text("Version of the language."),
			"deprecated_on": text("Day (`YYYY-MM-DD`) on which the vendor's support ends; null when no date is known."),
			"blocked_on": text("Day (`YYYY-MM-DD`) from which functions with the runtime can no longer be updated (AWS) or deployed " +
				"(Google); null when no date is known or there is none."),
			"supported": schema.BoolAttribute{
				Computed:            true,
				MarkdownDescription: "Whether it is supported today; null when no date is known.",
			},
			"days_left": schema.Int64Attribute{
				Computed:            true,
				MarkdownDescription: "Days until support ends, `0` when it has ended; null when no date is known.",
			},
			"source": text("Where the dates come from."),
			"note":   text("What else there is to know; null when nothing."),
		},
	}
}

func (d runtimeData) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m runtimeModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	if m.Cloud.IsNull() {
		m.Cloud = types.StringValue(clouds()[0])
	}
	row, ok := facts.FindRuntime(m.Cloud.ValueString(), m.ID.ValueString())
	if !ok {
		resp.Diagnostics.AddAttributeError(path.Root("id"), "Unknown runtime",
			fmt.Sprintf("slsguard's table has no runtime %q of %s.", m.ID.ValueString(), m.Cloud.ValueString()))
		return
	}
	m.fill(row, d.now())
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// fill takes over a row of the table.
func (m *runtimeModel) fill(row facts.Runtime, now time.Time) {
	m.Language, m.Version = types.StringValue(row.Language), types.StringValue(row.Version)
	m.DeprecatedOn, m.BlockedOn = dayOrNull(row.Deprecated), dayOrNull(row.Blocked)
	m.Supported = types.BoolPointerValue(supported(row, now))
	m.DaysLeft = types.Int64Null()
	if !row.Deprecated.IsZero() {
		m.DaysLeft = types.Int64Value(max(0, int64(row.Deprecated.Sub(now).Hours()/24)))
	}
	m.Source, m.Note = textOrNull(row.Source), textOrNull(row.Note)
}

func dayOrNull(t time.Time) types.String {
	if t.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(t.Format(time.DateOnly))
}

// textOrNull gives null for an empty text, so that what is not known is not mistaken for a value.
func textOrNull(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}
