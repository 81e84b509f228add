package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestPatternFacts(t *testing.T) {
	for _, c := range []struct{ pattern, catchAll, namesSource string }{
		{`{}`, "true", "false"},
		{`{"account": ["123456789012"]}`, "true", "false"},
		{`{"version": ["0"], "region": ["eu-west-1"]}`, "true", "false"},
		{`{"source": [{"prefix": ""}]}`, "true", "false"},
		{`{"source": [{"prefix": {"equals-ignore-case": ""}}]}`, "true", "false"},
		{`{"source": [{"wildcard": "*"}]}`, "true", "false"},
		{`{"source": [{"exists": true}]}`, "true", "false"},
		{`{"source": [{"anything-but": []}]}`, "true", "false"},
		{`{"source": [{"anything-but": [""]}], "detail-type": [{"exists": true}]}`, "true", "false"},
		{`{"source": ["shop.orders", {"prefix": ""}]}`, "true", "false"},
		{`{"detail": {}}`, "true", "false"},
		{`{"$or": [{"source": ["a"]}, {"account": ["1"]}]}`, "true", "false"},

		{`{"source": ["shop.orders"]}`, "false", "true"},
		{`{"source": [{"prefix": "aws."}]}`, "false", "true"},
		{`{"source": [{"wildcard": "shop.*"}], "account": ["1"]}`, "false", "true"},
		{`{"$or": [{"source": ["a"]}, {"source": ["b"]}]}`, "false", "true"},

		{`{"detail-type": ["order"]}`, "false", "false"},
		{`{"source": [{"anything-but": ["aws.ec2"]}]}`, "false", "false"},
		{`{"source": [{"anything-but": {"prefix": "aws."}}]}`, "false", "false"},
		{`{"source": [{"exists": false}]}`, "false", "false"},
		{`{"detail": {"kind": [{"exists": true}]}}`, "false", "false"},
		{`{"source": [{"exists": true}], "detail-type": ["order"]}`, "false", "false"},
		{`{"$or": [{"source": ["a"]}, {"detail-type": ["b"]}]}`, "false", "false"},
		{`{"source": []}`, "false", "false"},
		{`{"source": "shop"}`, "false", "false"},

		{`[]`, "unknown: event_pattern is not a JSON object", "unknown: event_pattern is not a JSON object"},
		{`{"source": [`, "unknown: event_pattern is not a JSON object", "unknown: event_pattern is not a JSON object"},
	} {
		catchAll, namesSource := patternFacts(model.Known(c.pattern, model.Place{}))
		if catchAll.String() != c.catchAll || namesSource.String() != c.namesSource {
			t.Errorf("%s: catch-all %s, names source %s", c.pattern, catchAll, namesSource)
		}
	}
}

func TestPatternFactsOfClock(t *testing.T) {
	catchAll, namesSource := patternFacts(model.NotSet[string](model.Place{}))
	if catchAll.String() != "false" || namesSource.String() != "true" {
		t.Errorf("catch-all %s, names source %s", catchAll, namesSource)
	}
}

func TestTemplateFields(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{`{"Bucket": "<$.body.b>"}`, "Bucket=$.body.b"},
		{`{"QueueUrl" : <$.body.q>}`, "QueueUrl=$.body.q"},
		{`{"TopicArn": "arn:aws:sns:eu-west-1:1:<$.body.t>"}`, "TopicArn=$.body.t"},
		{`{"a": "x", "Bucket": "<$.b>"`, "Bucket=$.b"},
		{`{"Bucket": "fixed", "note": "<$.body.b>"}`, ""},
		{`{"Bucket": "<aws.pipes.pipe-name>"}`, ""},
		{`{"Bucket": "<$.account>"}`, ""},
		{`{"Bucket": "<$.b`, ""},
		{`<$.b>`, ""},
		{`:<$.b>`, ""},
		{`":<$.b>`, ""},
	} {
		got := ""
		for _, f := range templateFields(c.template, model.Place{}, pipeField) {
			got += f.Use + "=" + f.Path
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.template, got, c.want)
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add(`{"$or": [{"source": [{"prefix": {"equals-ignore-case": ""}}]}]}`)
	f.Add(`{"Bucket": "arn:aws:s3:::<$.b>"}`)
	f.Fuzz(func(_ *testing.T, text string) {
		patternFacts(model.Known(text, model.Place{}))
		templateFields(text, model.Place{}, pipeField)
		filterNarrows(text)
	})
}
