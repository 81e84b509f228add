package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

func TestPathsStandBetweenSingleCausesAndOpenQuestions(t *testing.T) {
	text := render(t, writeText, sampleReport(), sampleOptions())
	var order []int
	for _, rule := range []string{" SLS501 no-tracing", " SLS902 internet-to-data", "unknown SLS107"} {
		order = append(order, strings.Index(text, rule))
	}
	if order[0] < 0 || !slices.IsSorted(order) {
		t.Errorf("findings stand at %v in\n%s", order, text)
	}
}

func TestAPathNamesSingleCausesThatStandOnIt(t *testing.T) {
	const also = "(fixing SLS101 above also breaks this path)"
	rep := sampleReport()
	if text := render(t, writeText, rep, sampleOptions()); !strings.Contains(text, also) {
		t.Errorf("no %q in\n%s", also, text)
	}
	rep.Findings[0].Verdict = finding.Unknown // then it is not above, and nothing is known to be fixed
	if text := render(t, writeText, rep, sampleOptions()); strings.Contains(text, also) {
		t.Error("an open question is named as a fix")
	}
}

func TestAPathWithoutHopsIsShownAsAFinding(t *testing.T) {
	f := internetToData()
	f.Evidence = nil
	text := render(t, writeText, &finding.Report{Findings: []finding.Finding{f}}, Options{})
	if !strings.Contains(text, "resource  aws_iam_role_policy.hook") || strings.Contains(text, "attack path") {
		t.Error(text)
	}
}

func TestPathsInSARIFHaveOneLocationAHop(t *testing.T) {
	rep := &finding.Report{Findings: []finding.Finding{internetToData(), publicURL()}}
	for name, opts := range map[string]Options{"with sources": sampleOptions(), "without": {}} {
		var log sarifLog
		if err := json.Unmarshal([]byte(render(t, writeSARIF, rep, opts)), &log); err != nil {
			t.Fatal(err)
		}
		results := log.Runs[0].Results
		flows := results[0].CodeFlows
		if len(flows) != 1 || len(flows[0].ThreadFlows) != 1 || len(flows[0].ThreadFlows[0].Locations) != 4 {
			t.Fatalf("%s: flows are %+v", name, flows)
		}
		for i, hop := range flows[0].ThreadFlows[0].Locations {
			if hop.Location.Physical.Artifact.URI == "" || hop.Location.Message.Text != plainMessage(rep.Findings[0].Evidence[i].Note) {
				t.Errorf("%s: hop %d is %+v", name, i, hop.Location)
			}
		}
		if len(results[1].CodeFlows) != 0 {
			t.Errorf("%s: a single cause has flows", name)
		}
	}
}

func TestHopsAreCleaned(t *testing.T) {
	f := internetToData()
	f.Evidence[1].Hop = &finding.Hop{From: "a\x1b[31m", Label: "b\n::error::", To: "c\u202e"}
	for _, opts := range []Options{{}, {ASCII: true}} {
		text := render(t, writeText, &finding.Report{Findings: []finding.Finding{f}}, opts)
		if strings.ContainsAny(text, "\x1b\u202e") || strings.Contains(text, "\n::error::") {
			t.Errorf("%q", text)
		}
	}
}
