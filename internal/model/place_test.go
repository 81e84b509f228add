package model_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestPlaces(t *testing.T) {
	places := model.NewPlaces()
	whole := places.Of("aws_x.y")
	name := places.Attribute(whole, "name")
	tests := []struct {
		at                 model.Place
		address, attribute string
	}{
		{model.Place{}, "", ""},
		{model.PlaceOf("", ""), "", ""},
		{model.PlaceOf("", "name"), "", "name"},
		{model.PlaceOf("aws_x.y", ""), "aws_x.y", ""},
		{model.PlaceOf("aws_x.y", "name"), "aws_x.y", "name"},
		{model.Place{}.At("name"), "", "name"},
		{whole, "aws_x.y", ""},
		{name, "aws_x.y", "name"},
		{name.At("arn"), "aws_x.y", "arn"},
		{name.At("").At("name"), "aws_x.y", "name"},
		{places.Attribute(name, ""), "aws_x.y", ""},
		{model.PlaceOf("aws_x.y", "name").At("arn"), "aws_x.y", "arn"},
	}
	for i, tt := range tests {
		if tt.at.Address() != tt.address || tt.at.Attribute() != tt.attribute {
			t.Errorf("%d: %q %q, want %q %q", i, tt.at.Address(), tt.at.Attribute(), tt.address, tt.attribute)
		}
		for j, other := range tests {
			same := tt.address == other.address && tt.attribute == other.attribute
			if tt.at.Equal(other.at) != same {
				t.Errorf("%d and %d are the same: %v, want %v", i, j, !same, same)
			}
		}
	}
	if places.Attribute(whole, "name") != name || name.At("").At("name") != name {
		t.Error("places of one plan do not share their texts")
	}
}

func TestPlaceOfHead(t *testing.T) {
	place := model.PlaceOf("aws_x.y", "name")
	elsewhere := model.PlaceOf("aws_x.z", "arn")
	for _, h := range []model.Head{
		{Address: "aws_x.y", Name: model.Known("n", place), ID: model.NotSet[string](elsewhere)},
		{Address: "aws_x.y", Name: model.Known("n", elsewhere), ID: model.Known("n", place)},
		{Address: "aws_x.y", Name: model.Known("n", elsewhere)},
		{Address: "aws_x.y"},
	} {
		if !h.At("arn").Equal(model.PlaceOf("aws_x.y", "arn")) || !h.Place().Equal(model.PlaceOf("aws_x.y", "")) {
			t.Errorf("%+v is at %v, %v", h, h.Place(), h.At("arn"))
		}
	}
}
