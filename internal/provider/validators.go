package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// arnValidator wants an ARN, of one of a few services when service or others are given.
type arnValidator struct {
	service string
	others  []string
}

func (v arnValidator) Description(context.Context) string {
	if v.service == "" {
		return "value must be an ARN"
	}
	return fmt.Sprintf("value must be an ARN of %s", v.services())
}

func (v arnValidator) services() string {
	words := v.service
	for _, s := range v.others {
		words += " or " + s
	}
	return words
}

func (v arnValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v arnValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	a, err := parseARN(req.ConfigValue.ValueString())
	if err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Not an ARN", sentence(err.Error()))
		return
	}
	if !v.accepts(a.Service) {
		resp.Diagnostics.AddAttributeError(req.Path, "ARN of the wrong service",
			fmt.Sprintf("%q is an ARN of %s; want one of %s.", a, a.Service, v.services()))
	}
}

func (v arnValidator) accepts(service string) bool {
	if v.service == "" || v.service == service {
		return true
	}
	for _, s := range v.others {
		if s == service {
			return true
		}
	}
	return false
}

// durationValidator wants the length of a session.
type durationValidator struct{}

func (durationValidator) Description(context.Context) string {
	return "value must be a duration from 15m to 12h"
}

func (v durationValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v durationValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
	d, err := time.ParseDuration(req.ConfigValue.ValueString())
	if err != nil || d < 15*time.Minute || d > 12*time.Hour {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid duration",
			fmt.Sprintf("%q: %s.", req.ConfigValue.ValueString(), v.Description(ctx)))
	}
}

// jsonValidator wants JSON, an object when object is set.
type jsonValidator struct{ object bool }

func (v jsonValidator) Description(context.Context) string {
	if v.object {
		return "value must be a JSON object"
	}
	return "value must be JSON"
}

func (v jsonValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v jsonValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	var value any
	err := json.Unmarshal([]byte(req.ConfigValue.ValueString()), &value)
	if _, isObject := value.(map[string]any); err == nil && v.object && !isObject {
		err = fmt.Errorf("found %T", value)
	}
	if err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid JSON",
			fmt.Sprintf("%s: %s. Write it with jsonencode({ … }).", sentenceStart(v.Description(ctx)), err))
	}
}

// dayValidator wants a day.
type dayValidator struct{}

func (dayValidator) Description(context.Context) string {
	return "value must be a day as YYYY-MM-DD"
}

func (v dayValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v dayValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := time.Parse(time.DateOnly, req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a day",
			fmt.Sprintf("%q: %s.", req.ConfigValue.ValueString(), v.Description(ctx)))
	}
}

// exactlyOneIn wants one of a nested object's attributes. Terraform's stock validator cannot tell an absent object from
// one without attributes.
type exactlyOneIn []string

func (v exactlyOneIn) Description(context.Context) string {
	return "exactly one must be given of " + strings.Join(v, ", ")
}

func (v exactlyOneIn) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v exactlyOneIn) ValidateObject(ctx context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	given, unknown := 0, false
	for _, name := range v {
		switch value := req.ConfigValue.Attributes()[name]; {
		case value.IsUnknown():
			unknown = true
		case !value.IsNull():
			given++
		}
	}
	if given > 1 || given == 0 && !unknown {
		resp.Diagnostics.AddAttributeError(req.Path, "Wrong number of attributes",
			fmt.Sprintf("%s; %d are.", sentenceStart(v.Description(ctx)), given))
	}
}

// ruleValidator wants the id or name of a rule.
type ruleValidator struct{}

func (ruleValidator) Description(context.Context) string {
	return "value must be the id or name of one of slsguard's rules"
}

func (v ruleValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v ruleValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, ok := findRule(req.ConfigValue.ValueString()); !ok {
		resp.Diagnostics.AddAttributeError(req.Path, "Unknown rule",
			fmt.Sprintf("slsguard has no rule %q; \"slsguard rules\" lists them.", req.ConfigValue.ValueString()))
	}
}

// jsonObjects wants a list of texts that are JSON objects.
func jsonObjects() validator.List { return listvalidator.ValueStringsAre(jsonValidator{object: true}) }

// needs wants certain attributes of a block, which the schema cannot ask for: it would ask for them too when the block
// itself is left out.
type needs []string

func (v needs) Description(context.Context) string {
	return "must be given: " + strings.Join(v, ", ")
}

func (v needs) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v needs) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	for _, name := range v {
		if req.ConfigValue.Attributes()[name].IsNull() {
			resp.Diagnostics.AddAttributeError(req.Path.AtName(name), "Missing attribute", fmt.Sprintf("%s must be given in this block.", name))
		}
	}
}
