package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// resource is a plan resource with the readers that adapters need, and what the adapters of AWS share.
type resource struct {
	base.View
	b *builder
}

func (b *builder) resource(r *plan.Resource) resource {
	return resource{base.View{Resource: r, B: b.Builder}, b}
}

type (
	adapter                 = base.Adapter[resource]
	types                   = base.Types[resource]
	setting[T model.Object] = base.Setting[T, resource]
)

// holedText is a text known from the HCL but for its holes.
type holedText struct{ base.Holed }

func (r resource) holedText(path string) (holedText, bool) {
	t, ok := r.Holed(path)
	return holedText{t}, ok
}

// alwaysSet tells attributes that every resource that has them has a value for.
func alwaysSet(attribute string) bool {
	return attribute == "id" || attribute == "arn" || strings.HasSuffix(attribute, "_arn")
}
