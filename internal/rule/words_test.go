package rule_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

func head(cloud model.Cloud, address, name string) model.Head {
	return model.Head{Cloud: cloud, Address: address, Name: model.Known(name, model.PlaceOf(address, ""))}
}

func TestTargetName(t *testing.T) {
	f := &model.Function{Head: head(model.AWS, "aws_lambda_function.f", "orders")}
	c := &model.Channel{Head: head(model.AWS, "aws_sqs_queue.q", "jobs"), Kind: model.Queue}
	to := model.Trigger{Head: head(model.AWS, "aws_lambda_event_source_mapping.m", "")}
	if got := rule.TargetName(&to); got != "the target of aws_lambda_event_source_mapping.m" {
		t.Error(got)
	}
	to.Channel.To = []*model.Channel{c}
	if got := rule.TargetName(&to); got != `queue "jobs"` {
		t.Error(got)
	}
	to.Function.To = []*model.Function{f}
	if got := rule.TargetName(&to); got != `function "orders"` {
		t.Error(got)
	}
}

func TestStageName(t *testing.T) {
	api := &model.API{Head: head(model.AWS, "api", "shop")}
	for want, s := range map[string]*model.Stage{
		`API "shop"`:                   {Head: head(model.AWS, "api", "shop")},
		`stage "live" of API "shop"`:   {Head: head(model.AWS, "stage", "live")},
		`gateway "live" of API "shop"`: {Head: head(model.Google, "gateway", "live")},
	} {
		if got := rule.StageName(s, api); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "queue": "Queue", "API": "API", "über": "Über", "4th": "4th"} {
		if got := rule.Capital(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
