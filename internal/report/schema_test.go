package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

const (
	reportSchema = "../../docs/report-schema.json"
	sarif210     = "testdata/sarif-schema-2.1.0.json"
)

func compile(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decode(t *testing.T, text string) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestJSONFollowsItsSchema(t *testing.T) {
	schema := compile(t, reportSchema)
	for name, rep := range map[string]*finding.Report{"sample": sampleReport(), "hostile": hostileReport("\x00\xff\u202e")} {
		if err := schema.Validate(decode(t, render(t, writeJSON, rep, Options{}))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	empty := &finding.Report{SchemaVersion: finding.SchemaVersion, Tool: finding.Tool{Name: "slsguard"}}
	text := render(t, writeJSON, empty, Options{})
	if err := schema.Validate(decode(t, text)); err != nil {
		t.Error(err)
	}
	if strings.Contains(text, "null") {
		t.Errorf("an empty report holds null:\n%s", text)
	}
	if !strings.HasSuffix(text, "}\n") {
		t.Error("the report does not end with a line end")
	}
}

// The schema allows fields that it does not know, for the sake of old readers. So a field that was forgotten
// there has to be found here.
func TestSchemaNamesEveryField(t *testing.T) {
	text, err := os.ReadFile(reportSchema)
	if err != nil {
		t.Fatal(err)
	}
	const object = `"type": "object",`
	closed := strings.ReplaceAll(string(text), object, object+` "unevaluatedProperties": false,`)
	closed = strings.ReplaceAll(closed, `"$ref": "#/$defs/position",`, `"$ref": "#/$defs/position", "unevaluatedProperties": false,`)
	closed = strings.Replace(closed, "\"position\": {\n      \"type\": \"object\", \"unevaluatedProperties\": false,", `"position": {`, 1)
	file := filepath.Join(t.TempDir(), "closed.json")
	if err := os.WriteFile(file, []byte(closed), 0o600); err != nil {
		t.Fatal(err)
	}
	schema := compile(t, file)
	value := decode(t, render(t, writeJSON, sampleReport(), Options{}))
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
	value.(map[string]any)["findings"].([]any)[0].(map[string]any)["novelty"] = 1
	if err := schema.Validate(value); err == nil {
		t.Error("a field that the schema does not name passes")
	}
}

func TestJSONSchemaRefuses(t *testing.T) {
	schema := compile(t, reportSchema)
	good := render(t, writeJSON, sampleReport(), Options{})
	for _, change := range [][2]string{
		{`"schema_version": "1.0"`, `"schema_version": "2.0"`},
		{`"verdict": "fail"`, `"verdict": "pass"`},
		{`"severity": "critical"`, `"severity": "bad"`},
		{`"instances": []`, `"instances": null`},
		{`"line": 15`, `"line": 0`},
		{`"called_from": []`, `"called": []`},
		{`"reason": ""`, `"reason": "a fail has none"`},
		{`"low": 1`, `"lowest": 1`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Errorf("the report does not hold %s", change[0])
		} else if schema.Validate(decode(t, bad)) == nil {
			t.Errorf("%s is taken", change[1])
		}
	}
}

func TestJSONLeavesTheReportAlone(t *testing.T) {
	rep := sampleReport()
	rep.Findings[5].Instances, rep.Summary.BySeverity = nil, nil
	for _, name := range Names() {
		format, _ := ByName(name)
		render(t, format, rep, sampleOptions())
	}
	if rep.Findings[5].Instances != nil || rep.Summary.BySeverity != nil || rep.Findings[0].Evidence[0].Note == "" {
		t.Error("a format changed the report")
	}
}

func TestSARIFFollowsTheOASISSchema(t *testing.T) {
	schema := compile(t, sarif210)
	goldens, err := filepath.Glob("testdata/sarif*.golden")
	if err != nil || len(goldens) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, file := range goldens {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(decode(t, string(text))); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for name, rep := range map[string]*finding.Report{"empty": {}, "hostile": hostileReport("\x00\xff\u202e")} {
		text := render(t, writeSARIF, rep, Options{})
		if err := schema.Validate(decode(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// code scanning wants more than the schema (UX.md 3.1).
func TestSARIFAsCodeScanningWantsIt(t *testing.T) {
	opts := sampleOptions()
	opts.Strict = true
	for name, rep := range map[string]*finding.Report{
		"sample": sampleReport(), "hostile": hostileReport("](1)"), "bare": {Findings: []finding.Finding{{}}},
	} {
		var log sarifLog
		if err := json.Unmarshal([]byte(render(t, writeSARIF, rep, opts)), &log); err != nil {
			t.Fatal(err)
		}
		run := log.Runs[0]
		if len(run.Results) != len(rep.Findings) {
			t.Errorf("%s: %d results for %d findings", name, len(run.Results), len(rep.Findings))
		}
		for i := range run.Results {
			for _, problem := range problems(&run.Results[i], run.Tool.Driver.Rules) {
				t.Errorf("%s: result %d: %s", name, i, problem)
			}
		}
		for _, rule := range run.Tool.Driver.Rules {
			texts := []string{rule.Name, rule.ShortDescription.Text, rule.FullDescription.Text, rule.Help.Text, rule.Help.Markdown}
			if name != "bare" && slices.Contains(texts, "") {
				t.Errorf("%s: rule %s has an empty text: %q", name, rule.ID, texts)
			}
		}
		if !strings.HasSuffix(run.AutomationDetails.ID, "/") {
			t.Errorf("%s: automation id %q lacks the slash at its end", name, run.AutomationDetails.ID)
		}
	}
}

func problems(result *sarifResult, rules []sarifRule) (found []string) {
	if result.RuleIndex >= len(rules) || rules[result.RuleIndex].ID != result.RuleID {
		found = append(found, fmt.Sprintf("rule index %d is not %s", result.RuleIndex, result.RuleID))
	}
	if len(result.Locations) != 1 {
		return append(found, "has not one location")
	}
	for _, loc := range append(result.RelatedLocations, result.Locations...) {
		uri, region := loc.Physical.Artifact.URI, loc.Physical.Region
		if uri == "" || strings.HasPrefix(uri, "/") || strings.Contains(uri, "..") || strings.Contains(uri, ":") {
			found = append(found, "bad uri "+uri)
		}
		if region.StartLine < 1 || region.EndLine != region.StartLine || region.EndColumn <= region.StartColumn {
			found = append(found, fmt.Sprintf("bad region %+v", region))
		}
	}
	if result.PartialFingerprints["slsguardFingerprint/v1"] == "" {
		found = append(found, "has no fingerprint")
	}
	links := strings.Count(result.Message.Text, "](")
	if links != len(result.RelatedLocations) {
		found = append(found, fmt.Sprintf("%d links to %d places: %s", links, len(result.RelatedLocations), result.Message.Text))
	}
	return found
}

func TestSARIFLeavesOutWhatCodeScanningRefuses(t *testing.T) {
	rep := sampleReport()
	for len(rep.Findings) <= resultsMost+2 {
		rep.Findings = append(rep.Findings, unlocated())
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(render(t, writeSARIF, rep, Options{})), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	notes := run.Invocations[0].Notifications
	if len(run.Results) != resultsMost || !strings.HasPrefix(notes[len(notes)-1].Message.Text, "2 more findings") {
		t.Errorf("%d results, notes %+v", len(run.Results), notes)
	}
}

func TestSARIFRuleTexts(t *testing.T) {
	rule := newSarifRule(&RuleInfo{
		ID: "SLS1", Title: strings.Repeat("é", 2000), Remediation: "```\ncode\n```", Tags: slices.Repeat([]string{"a", "b"}, 20),
	})
	if got := len([]rune(rule.ShortDescription.Text)); got != ruleTextMost {
		t.Errorf("the short description has %d characters", got)
	}
	if want := "````hcl\n```\ncode\n```\n````"; !strings.Contains(rule.Help.Markdown, want) {
		t.Errorf("the fix is not fenced: %s", rule.Help.Markdown)
	}
	if !slices.Equal(rule.Properties.Tags, []string{"security", "a", "b"}) {
		t.Errorf("tags are %q", rule.Properties.Tags)
	}
}

func TestSARIFMarksExceptions(t *testing.T) {
	rep := sampleReport()
	rep.Findings = rep.Findings[:1]
	rep.Findings[0].State = finding.Excepted
	if text := render(t, writeSARIF, rep, Options{}); strings.Count(text, `"kind": "external"`) != 1 {
		t.Error(text)
	}
}

func TestSARIFPlaces(t *testing.T) {
	sources := textSources{"main.tf": "a\nbcd\n", "../other.tf": "x\n", "/repo/live/abs.tf": "x\n", ".terraform/modules/m/a.tf": "x\n"}
	for _, test := range []struct {
		name    string
		loc     *finding.Location
		root    string
		plan    string
		uri     string
		noted   bool
		endLine int
	}{
		{"own", &finding.Location{Position: at("main.tf", 2, 1), EndLine: 2, EndColumn: 3}, "", "p", "live/main.tf", false, 2},
		{"first line of many", &finding.Location{Position: at("main.tf", 1, 1), EndLine: 2, EndColumn: 9}, "", "p", "live/main.tf", false, 1},
		{"above the working directory", &finding.Location{Position: at("../other.tf", 1, 1), EndLine: 1, EndColumn: 2}, "", "p", "other.tf", false, 1},
		{"absolute", &finding.Location{Position: at("/repo/live/abs.tf", 1, 1), EndLine: 1, EndColumn: 2}, "", "p", "live/abs.tf", false, 1},
		{"outside, called", &finding.Location{
			Position: at("/cache/m.tf", 9, 1), CalledFrom: []finding.Position{at("../../x.tf", 1, 1), at("main.tf", 2, 1)},
		}, "", "p", "live/main.tf", true, 2},
		{"git module", &finding.Location{Position: at("git::https:/github.com/x/y/main.tf", 9, 1)}, "main.tf", "p", "live/main.tf", true, 1},
		{"installed module", &finding.Location{Position: at(".terraform/modules/m/a.tf", 1, 1)}, "main.tf", "p", "live/main.tf", true, 1},
		{"missing file", &finding.Location{Position: at("gone.tf", 9, 1)}, "main.tf", "p", "live/main.tf", true, 1},
		{"plan", nil, "", "a b/plan:1.json", "live/a%20b/plan%3A1.json", true, 1},
		{"plan outside", nil, "", "/tmp/plan.json", "plan.json", true, 1},
		{"plan from standard input", nil, "", "-", "plan.json", true, 1},
		{"plan without a name", nil, "", "", "plan.json", true, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			opts := Options{Sources: sources, RepoRoot: "/repo", WorkDir: "/repo/live", RootFile: test.root}
			p := placer{opts: opts, hashes: map[string][]string{}}
			got := p.primary(&finding.Finding{Location: test.loc}, test.plan)
			if got.physical.Artifact.URI != test.uri || (got.note != "") != test.noted || got.physical.Region.EndLine != test.endLine {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestFailedWrite(t *testing.T) {
	for _, name := range Names() {
		format, _ := ByName(name)
		if err := format(brokenWriter{}, sampleReport(), sampleOptions()); err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

type brokenWriter struct{ bytes.Buffer }

func (brokenWriter) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }
