package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestImageNames(t *testing.T) {
	const digest = "@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"
	for image, want := range map[string]string{
		"repo" + digest:                      "true false",
		"repo:v1" + digest:                   "true false",
		"repo:v1":                            "false false",
		"repo:latest":                        "false true",
		"repo":                               "false true",
		"host:5000/repo":                     "false true",
		"host:5000/repo:v1":                  "false false",
		model.Gap + ":latest":                "false true",
		model.Gap + ":v1":                    "false false",
		model.Gap + "@" + model.Gap:          "true false",
		"repo:" + model.Gap:                  "u u",
		model.Gap + "/orders:" + model.Gap:   "u u",
		model.Gap + "/orders@" + model.Gap:   "true false",
		"repo:build-" + model.Gap + "-final": "u u",
	} {
		if got := short(base.Digested(image)) + " " + short(base.Tagged(image)); got != want {
			t.Errorf("%q: pinned and latest are %s, want %s", image, got, want)
		}
	}
}

func short(t model.Truth) string {
	got := t.String()
	if len(got) > len("false") {
		return "u"
	}
	return got
}

func TestQualifiedNames(t *testing.T) {
	const arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
	const path = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/"
	for text, want := range map[string]bool{
		arn:                                   false,
		arn + ":live":                         true,
		arn + ":7":                            true,
		arn + ":$LATEST":                      false,
		path + arn + "/invocations":           false,
		path + arn + ":live/invocations":      true,
		"https://example.com/orders:function": false,
	} {
		if got := qualified(text); got != want {
			t.Errorf("%s: qualified is %t, want %t", text, got, want)
		}
	}
}

func TestMetricNames(t *testing.T) {
	at := model.Place{}
	known := func(s string) model.Value[string] { return model.Known(s, at) }
	if a, b := metricName(known("Shop"), known("Errors")), metricName(known("ShopErrors"), known("")); a == b {
		t.Errorf("two metrics have one name, %q", a)
	}
	if got := metricName(model.UnknownValue[string]("why", at), known("Errors")); got != "" {
		t.Errorf("a metric that is not known has the name %q", got)
	}
}
