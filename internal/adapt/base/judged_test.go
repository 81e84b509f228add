package base_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestPlaceText(t *testing.T) {
	for _, p := range []model.Place{
		{},
		model.PlaceOf("aws_iam_role.a", ""), model.PlaceOf("aws_iam_role.a", "inline_policy.0.policy"),
		model.PlaceOf(`module.m["a b"].azurerm_role_assignment.x["c d"]`, "role_definition_name"),
		model.PlaceOf(`aws_iam_role.a["b c"]`, ""),
	} {
		if got := base.PlaceOf(base.PlaceText(p)); !got.Equal(p) {
			t.Errorf("%q %q became %q %q", p.Address(), p.Attribute(), got.Address(), got.Attribute())
		}
	}
	if got := base.PlaceOf("aws_iam_role.a"); got.Address() != "aws_iam_role.a" || got.Attribute() != "" {
		t.Errorf("a text without attribute became %q %q", got.Address(), got.Attribute())
	}
}
