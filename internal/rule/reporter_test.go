package rule_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

func system(functions ...*model.Function) *model.System { return &model.System{Functions: functions} }

func function(managed bool) *model.Function {
	return &model.Function{Head: model.Head{Cloud: model.AWS, Address: "aws_lambda_function.f", Managed: managed}}
}

func judge(f *model.Function, ask func(*model.Function, *rule.Reporter)) []rule.Judgement {
	return rule.ForEach(model.Functions, ask)(system(f))
}

func TestVerdicts(t *testing.T) {
	at := model.PlaceOf("aws_lambda_function.f", "timeout")
	for name, c := range map[string]struct {
		bad     model.Truth
		outcome rule.Outcome
	}{
		"fail":    {model.True(), rule.Fail},
		"unknown": {model.Undecided("why"), rule.Unknown},
	} {
		js := judge(function(true), func(_ *model.Function, r *rule.Reporter) {
			r.FailIf(c.bad, at, "bad %s", "thing").As(rule.Low).In(rule.Strict).Remedy("x = 1").Hop(at, "hop %d", 1)
		})
		if len(js) != 1 || len(js[0].Verdicts) != 1 {
			t.Fatalf("%s: %+v", name, js)
		}
		v := js[0].Verdicts[0]
		if v.Outcome != c.outcome || v.Message != "bad thing" || v.Severity != rule.Low || v.Profile != rule.Strict ||
			v.Fix != "x = 1" || len(v.Evidence) != 1 || v.Evidence[0].Note != "hop 1" || !v.Place.Equal(at) {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestAPassLeavesAJudgementWithoutVerdicts(t *testing.T) {
	js := judge(function(true), func(_ *model.Function, r *rule.Reporter) {
		r.FailIf(model.False(), model.Place{}, "never").As(rule.Low).In(rule.Strict).Remedy("").Hop(model.Place{}, "")
	})
	if len(js) != 1 || len(js[0].Verdicts) != 0 {
		t.Errorf("got %+v", js)
	}
}

func TestNothingAskedIsNotApplicable(t *testing.T) {
	if js := judge(function(true), func(*model.Function, *rule.Reporter) {}); len(js) != 0 {
		t.Errorf("got %+v", js)
	}
	if js := judge(function(false), func(_ *model.Function, r *rule.Reporter) { r.Pass() }); len(js) != 0 {
		t.Errorf("an object that the plan does not manage was judged: %+v", js)
	}
}

func TestAVerdictWithoutPlaceIsAboutTheObject(t *testing.T) {
	js := judge(function(true), func(_ *model.Function, r *rule.Reporter) { r.FailIf(model.True(), model.Place{}, "bad") })
	if got := js[0].Verdicts[0].Place.Address(); got != "aws_lambda_function.f" {
		t.Errorf("place is %q", got)
	}
}
