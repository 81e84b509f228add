package engine_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

func TestChanged(t *testing.T) {
	actions := func(address string) []string {
		return map[string][]string{
			"aws_x.new": {"create"}, "aws_x.old": {"no-op"}, "aws_x.swap": {"delete", "create"}, "data.aws_x.d": {"read"},
		}[address]
	}
	for name, c := range map[string]struct {
		finding finding.Finding
		kept    bool
	}{
		"created":              {finding.Finding{Address: "aws_x.new"}, true},
		"replaced":             {finding.Finding{Address: "aws_x.swap"}, true},
		"unchanged":            {finding.Finding{Address: "aws_x.old"}, false},
		"read":                 {finding.Finding{Address: "data.aws_x.d"}, false},
		"another instance":     {finding.Finding{Address: "aws_x.old", Instances: []string{"aws_x.new"}}, true},
		"through a changed":    {finding.Finding{Address: "aws_x.old", Evidence: []finding.Evidence{{Address: "aws_x.new"}}}, true},
		"through an unchanged": {finding.Finding{Address: "aws_x.old", Evidence: []finding.Evidence{{Address: "aws_x.old"}}}, false},
	} {
		if got := len(engine.Changed([]finding.Finding{c.finding}, actions)) == 1; got != c.kept {
			t.Errorf("%s: kept %t, want %t", name, got, c.kept)
		}
	}
}

func TestAgainst(t *testing.T) {
	fail, open := finding.Fail, finding.Unknown
	for name, c := range map[string]struct {
		base, now finding.Verdict
		kept      bool
	}{
		"known":             {fail, fail, false},
		"still open":        {open, open, false},
		"open, now failing": {open, fail, true},
		"failing, now open": {fail, open, false},
	} {
		now := []finding.Finding{{Fingerprint: "a", Verdict: c.now}, {Fingerprint: "b", Verdict: fail}}
		got := engine.Against(now, []finding.Finding{{Fingerprint: "a", Verdict: c.base}})
		if kept := len(got) == 2; kept != c.kept || got[len(got)-1].Fingerprint != "b" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
