package provider

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// optionalText is an attribute that may be left out; what it says in documentation tells what happens then.
func optionalText(description string, checks ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: description,
		Validators: append([]validator.String{stringvalidator.LengthAtLeast(1)}, checks...),
	}
}

// requiredText is an attribute that must be given.
func requiredText(description string, checks ...validator.String) schema.StringAttribute {
	a := optionalText(description, checks...)
	a.Optional, a.Required = false, true
	return a
}

// replacing makes a resource be made anew when the attribute changes.
func replacing(a schema.StringAttribute) schema.StringAttribute {
	a.PlanModifiers = append(a.PlanModifiers, stringplanmodifier.RequiresReplace())
	a.MarkdownDescription += " Changing it replaces the resource."
	return a
}

func replacingList(a schema.ListAttribute) schema.ListAttribute {
	a.PlanModifiers = append(a.PlanModifiers, listplanmodifier.RequiresReplace())
	a.MarkdownDescription += " Changing it replaces the resource."
	return a
}

// textWithDefault is an attribute whose default shows in plans, so that drift from it does too.
func textWithDefault(def, description string, checks ...validator.String) schema.StringAttribute {
	a := optionalText(description, checks...)
	a.Computed, a.Default = true, stringdefault.StaticString(def)
	return a
}

func numberWithDefault(def int64, description string, checks ...validator.Int64) schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional: true, Computed: true, Default: int64default.StaticInt64(def),
		MarkdownDescription: description, Validators: checks,
	}
}

func optionalNumber(description string, checks ...validator.Int64) schema.Int64Attribute {
	return schema.Int64Attribute{Optional: true, MarkdownDescription: description, Validators: checks}
}

func flagWithDefault(def bool, description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, Default: booldefault.StaticBool(def), MarkdownDescription: description,
	}
}

// optionalTexts is a list of texts; one that is given is not empty, so that [] never means "all".
func optionalTexts(description string, checks ...validator.String) schema.ListAttribute {
	return schema.ListAttribute{
		Optional: true, ElementType: types.StringType, MarkdownDescription: description,
		Validators: []validator.List{
			listvalidator.SizeAtLeast(1),
			listvalidator.ValueStringsAre(append([]validator.String{stringvalidator.LengthAtLeast(1)}, checks...)...),
		},
	}
}

func requiredTexts(description string, checks ...validator.String) schema.ListAttribute {
	a := optionalTexts(description, checks...)
	a.Optional, a.Required = false, true
	return a
}

func textMap(description string, checks ...validator.Map) schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, ElementType: types.StringType, MarkdownDescription: description, Validators: checks,
	}
}

// output is a value that other resources refer to. It is settled in ModifyPlan, not by a plan modifier, because what
// keeps it known depends on other attributes.
func output(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

// steady is an output that never changes while the resource exists.
func steady(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseNonNullStateForUnknown()},
	}
}

// matching checks the form of a text.
func matching(form, message string) validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(form), message)
}

func exceptionsAttribute() schema.Attribute {
	return schema.ListNestedAttribute{
		Optional: true,
		MarkdownDescription: "Rules that this resource may break, each for a reason and until a day. It is the only way to loosen " +
			"what is hardened. An exception that has expired fails the next plan; one that excepts nothing is a warning.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"rule":   requiredText("Id (`SLS201`) or name of the rule.", ruleValidator{}),
			"reason": requiredText("Why it is acceptable here, for whoever reads it later.", matching(`\S`, "must not be blank")),
			"expires": requiredText("Last day (`YYYY-MM-DD`, UTC) on which the exception holds: not past, and at most 366 days "+
				"ahead.", dayValidator{}),
		}},
	}
}

func hardenedAttribute(what string) schema.Attribute {
	return schema.MapAttribute{
		Computed: true, ElementType: types.StringType,
		MarkdownDescription: "Settings of " + what + " that the resource fixes and that have no attribute of their own, as they " +
			"are in the cloud. A difference between what is and what shall be is drift: the next apply puts it right.",
	}
}

func tagsAttribute(what string) schema.Attribute {
	return textMap("Tags for " + what + ". They win over the provider's `default_tags`.")
}

// unfinishedAttribute is planned as null, so that it shows in no plan.
func unfinishedAttribute() schema.Attribute {
	return schema.StringAttribute{
		Computed: true, Sensitive: true, PlanModifiers: []planmodifier.String{plannedNull{}},
		MarkdownDescription: "Record of what exists of the resource after a create or delete that failed, for the next apply; null " +
			"for a resource that is whole.",
	}
}

// plannedNull plans null, whatever the state has.
type plannedNull struct{}

func (plannedNull) Description(context.Context) string { return "null for a resource that is whole" }

func (plannedNull) MarkdownDescription(context.Context) string {
	return "null for a resource that is whole"
}

func (plannedNull) PlanModifyString(_ context.Context, _ planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	resp.PlanValue = types.StringNull()
}
