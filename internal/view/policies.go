package view

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// policies notes which other resources say something of an object: findings on them are shown on the object, even where
// they let in nobody that an edge comes from.
func (s *sketch) policies(o model.Object, id int) {
	switch o := o.(type) {
	case *model.Function:
		s.grants(o.Grants, id)
	case *model.Channel:
		s.grants(o.Grants, id)
		s.note(o.Policy.Address(), id)
	case *model.Layer:
		s.grants(o.Grants, id)
	case *model.API:
		s.grants(o.Grants, id)
		s.stagesOf(o, id)
	case *model.Identity:
		s.grants(o.Trust, id)
		for _, p := range o.AllPowers() {
			s.note(p.Place.Address(), id)
		}
	}
}

// outside tells objects that the plan only names.
func outside(o model.Object) bool {
	switch o := o.(type) {
	case *model.Function:
		return o.Outside
	case *model.Channel:
		return o.Outside
	case *model.API:
		return o.Outside
	case *model.Secret:
		return o.Outside
	default:
		return false
	}
}

func (s *sketch) grants(gs []*model.Grant, id int) {
	for _, g := range gs {
		s.note(g.Place.Address(), id)
	}
}

func (s *sketch) stagesOf(api *model.API, id int) {
	for _, stage := range api.Stages {
		s.note(stage.Address, id)
	}
	for _, d := range api.Domains {
		s.note(d.Place.Address(), id)
	}
}
