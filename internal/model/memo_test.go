package model_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestMemoBuildsOnceForEachSystemAndType(t *testing.T) {
	type counted struct{ n int }
	builds := 0
	build := func(s *model.System) *counted {
		builds++
		return &counted{len(s.Functions)}
	}
	a, b := &model.System{Functions: []*model.Function{{}}}, &model.System{}
	first := model.Memo(a, build)
	if model.Memo(a, build) != first || builds != 1 {
		t.Errorf("built %d times for one system", builds)
	}
	if got := model.Memo(b, build); got == first || got.n != 0 {
		t.Errorf("two systems share %+v", got)
	}
	if n := model.Memo(a, func(*model.System) int { return 7 }); n != 7 {
		t.Errorf("another type gives %d", n)
	}
}

func TestLaterPowersAreWorkedOutOnceAndKeptApart(t *testing.T) {
	asked := 0
	id := &model.Identity{LaterPowers: func() []*model.Power {
		asked++
		return []*model.Power{{Kind: model.Admin}}
	}}
	first, again := id.AllPowers(), id.AllPowers()
	if len(first) != 1 || len(again) != 1 || asked != 1 || id.Powers != nil {
		t.Errorf("asked %d times; Powers are %v", asked, id.Powers)
	}
	if used := (&model.Identity{Powers: []*model.Power{{}, {}}}); len(used.AllPowers()) != 2 {
		t.Error("the powers of an identity in use are not all")
	}
}
