package slsguard

import (
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// plannedValue is a value of a declaration in a plan.
type plannedValue struct {
	plan.Value
	path string // as plans write it: aws.permissions.0.actions
	gaps *gaps
}

var _ spec.Value = plannedValue{}

// Text fills what is not known with gaps that say what will stand there, and keeps in mind what is sensitive.
func (v plannedValue) Text() string {
	switch {
	case v.IsUnknown():
		return v.gaps.fill(v.path)
	case v.Sensitive():
		v.gaps.secret(v.Value.Text())
	}
	return v.Value.Text()
}

// Items gives the elements of a list.
func (v plannedValue) Items() []spec.Value {
	var items []spec.Value
	for i, item := range v.Value.Items() {
		items = append(items, v.part(strconv.Itoa(i), item))
	}
	return items
}

// Get gives an attribute of an object. Of one that is unknown it is absent: there is no telling whether it will be given.
func (v plannedValue) Get(name string) spec.Value {
	if v.IsUnknown() {
		return v.part(name, plan.Value{})
	}
	return v.part(name, v.Value.Get(name))
}

func (v plannedValue) part(name string, value plan.Value) plannedValue {
	return plannedValue{value, strings.TrimPrefix(v.path+"."+name, "."), v.gaps}
}
