package provider

import (
	"maps"
	"math/big"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// terraformValue is a value of a plan, configuration or state as Terraform hands it over.
type terraformValue struct{ raw tftypes.Value }

var _ spec.Value = terraformValue{}

func (v terraformValue) IsAbsent() bool  { return v.raw.IsNull() }
func (v terraformValue) IsUnknown() bool { return !v.raw.IsKnown() }

func (v terraformValue) Text() string {
	var text string
	if v.IsUnknown() {
		return spec.Gap
	}
	if v.raw.As(&text) != nil {
		return ""
	}
	return text
}

func (v terraformValue) Number() (number float64, ok bool) {
	exact := new(big.Float)
	if v.IsAbsent() || v.raw.As(exact) != nil {
		return 0, false
	}
	number, _ = exact.Float64()
	return number, true
}

func (v terraformValue) Bool() (flag, ok bool) {
	ok = !v.IsAbsent() && v.raw.As(&flag) == nil
	return flag, ok
}

func (v terraformValue) Items() []spec.Value {
	var elements []tftypes.Value
	if v.raw.As(&elements) != nil {
		return nil
	}
	items := make([]spec.Value, len(elements))
	for i, e := range elements {
		items[i] = terraformValue{e}
	}
	return items
}

func (v terraformValue) Names() []string { return slices.Collect(maps.Keys(v.parts())) }

func (v terraformValue) Get(name string) spec.Value { return terraformValue{v.parts()[name]} }

// parts are those of an object or map, if it is known.
func (v terraformValue) parts() map[string]tftypes.Value {
	var parts map[string]tftypes.Value
	if v.raw.As(&parts) != nil {
		return nil
	}
	return parts
}
