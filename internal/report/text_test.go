package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

func TestEmptyRuns(t *testing.T) {
	clean := finding.Summary{Functions: 9, Triggers: 1, Endpoints: 6, Rules: 97, Checked: 120, Suppressed: 2}
	plan := finding.Input{Path: "plan.json", TerraformVersion: "1.14.2", Resources: 214, Complete: true}
	stdin := finding.Input{Path: "-", Resources: 1, Complete: true}
	for _, test := range []struct {
		name    string
		inputs  []finding.Input
		summary finding.Summary
		want    string
	}{
		{
			"clean",
			[]finding.Input{plan},
			clean,
			"Checked plan.json (Terraform 1.14.2, 214 resources) without HCL\n\nNo findings. 97 rules of profile " +
				"recommended on 9 functions, 1 trigger, 6 endpoints; 0 unknown, 2\nexcepted.\n",
		},
		{
			"nothing to judge",
			[]finding.Input{stdin},
			finding.Summary{Rules: 97},
			"Checked standard input (1 resource) without HCL\n\n" +
				"No serverless resources in standard input (1 resource); nothing was judged.\n",
		},
		{
			"several plans",
			[]finding.Input{plan, stdin},
			finding.Summary{},
			"Checked plan.json (Terraform 1.14.2, 214 resources) without HCL\n" +
				"Checked standard input (1 resource) without HCL\n\n" +
				"No serverless resources in 2 plans (215 resources); nothing was judged.\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			rep := &finding.Report{Inputs: test.inputs, Summary: test.summary, Profile: finding.Recommended}
			if diff := cmp.Diff(test.want, render(t, writeText, rep, Options{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestManyPlansAreCounted(t *testing.T) {
	rep := sampleReport()
	for range 20 {
		rep.Inputs = append(rep.Inputs, rep.Inputs[0])
	}
	text := render(t, writeText, rep, Options{})
	if strings.Count(text, "Checked ") != inputsShown || !strings.Contains(text, "\nand 11 more plans\n") {
		t.Error(text)
	}
	if !strings.Contains(text, "  plan      plan.json\n") {
		t.Error("findings do not name their plan")
	}
}

func TestSnippets(t *testing.T) {
	wide := `  policy = "` + strings.Repeat("x", 300) + `" # end`
	for _, test := range []struct {
		name, source string
		loc          finding.Location
		want         []string
	}{
		{
			"tab", "\ta = 1",
			finding.Location{Position: at("f", 1, 2), EndLine: 1, EndColumn: 7},
			[]string{"   1 |   a = 1", "     |   ^^^^^"},
		},
		{
			"wide characters", `name = "世界" + bad`,
			finding.Location{Position: at("f", 1, 15), EndLine: 1, EndColumn: 18},
			[]string{`   1 | name = "世界" + bad`, "     |                 ^^^"},
		},
		{
			"escaped characters", "\x1bx",
			finding.Location{Position: at("f", 1, 2), EndLine: 1, EndColumn: 3},
			[]string{`   1 | \x1bx`, "     |     ^"},
		},
		{
			"many lines", "a = <<E\nb\nE",
			finding.Location{Position: at("f", 1, 1), EndLine: 3, EndColumn: 2},
			[]string{"   1 | a = <<E", "     | ^^^^^^^"},
		},
		{
			"columns past the line", "ab",
			finding.Location{Position: at("f", 1, 900), EndLine: 1, EndColumn: 905},
			[]string{"   1 | ab", "     |   ^"},
		},
		{
			"no columns", "ab",
			finding.Location{Position: at("f", 1, 0)},
			[]string{"   1 | ab", "     | ^"},
		},
		{
			"empty line", "",
			finding.Location{Position: at("f", 1, 1), EndLine: 1, EndColumn: 1, Missing: true},
			[]string{"   1 | ", "     | ^"},
		},
		{
			"long line", wide,
			finding.Location{Position: at("f", 1, 317), EndLine: 1, EndColumn: 320},
			[]string{`   1 | …xxxx" # end`, "     |          ^^^"},
		},
		{
			"start of a long line", wide,
			finding.Location{Position: at("f", 1, 3), EndLine: 1, EndColumn: 9},
			[]string{`   1 |   policy = "` + strings.Repeat("x", 76) + "…", "     |   ^^^^^^"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newTextWriter(&finding.Report{}, Options{Sources: textSources{"f": test.source}})
			s, ok := w.snippet(&finding.Finding{Location: &test.loc})
			if !ok {
				t.Fatal("no snippet")
			}
			w.draw(s, plain)
			lines := strings.Split(w.buf.String(), "\n")
			if diff := cmp.Diff(test.want, lines[1:3]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Only a remedy that replaces exactly the located line gets that line's number.
func TestFix(t *testing.T) {
	line := finding.Location{Position: at("f", 1, 1), EndLine: 1, EndColumn: 8}
	many, missing := line, line
	many.EndLine, missing.Missing = 2, true
	for _, test := range []struct {
		name, remedy string
		loc          *finding.Location
		want         string
	}{
		{"same attribute", "mode = 2", &line, "  fix     1 |   mode = 2\n"},
		{"other attribute", "made = 2", &line, "  fix       made = 2\n"},
		{"several lines", "mode = 2\nx", &line, "  fix       mode = 2\n            x\n"},
		{"value of several lines", "mode = 2", &many, "  fix       mode = 2\n"},
		{"missing", "mode = 2", &missing, "  fix       mode = 2\n"},
		{"no place", "mode = 2", nil, "  fix       mode = 2\n"},
		{"a sentence", "mode is wrong", &line, "  fix       mode is wrong\n"},
		{"none", "", &line, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newTextWriter(&finding.Report{}, Options{Sources: textSources{"f": "  mode = 1\n"}})
			w.fix(&finding.Finding{Remediation: test.remedy, Location: test.loc})
			if diff := cmp.Diff(test.want, w.buf.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRedact(t *testing.T) {
	for _, test := range []struct {
		line   string
		column int
		want   string
	}{
		{`  DB_PASSWORD = "hunter2"`, 3, `  DB_PASSWORD = "…"`},
		{`  DB_PASSWORD = "hunter2"`, 17, `  DB_PASSWORD = "…"`},
		{`  DB_PASSWORD = hunter2`, 17, `  DB_PASSWORD = "…"`},
		{`  "DB_PASSWORD" = "hunter2"`, 3, `  "DB_PASSWORD" = "…"`},
		{`  variables = { A = "hunter2", B = "hunter3" }`, 32, `  variables = { A = "…"`},
		{`  variables = { A = local.x, B = 7 }`, 17, `  variables = { A = "…"`},
		{`  a = "${base64encode("hunter2")}" # hunter3`, 3, `  a = "…"`},
		{`  a = <<EOT`, 3, `  a = "…"`},
		{`hunter2`, 1, `"…"`},
		{`password = hunter2`, 1, `password = "…"`},
		{`"hunter2" == var.x`, 1, `"…"`},
		{`  cond ? "hunter2" : "b"`, 900, `  cond ? "…"`},
		{``, 1, `"…"`},
	} {
		if got := string(redact([]rune(test.line), test.column, "…")); got != test.want {
			t.Errorf("redact(%q, %d) = %q, want %q", test.line, test.column, got, test.want)
		}
	}
}

// TestHarmless checks what is shown of a line at which a rule about secrets points: only what holds no value at all.
func TestHarmless(t *testing.T) {
	for line, want := range map[string]bool{
		`resource "azurerm_logic_app_trigger_http_request" "flow" {`:   true,
		`  value        = var.payment_api_key`:                         true,
		"\turi = google_cloud_run_service.api.status[0].url ":          true,
		`resource "a" "b" { x = "hunter2" }`:                           false,
		`  push_endpoint = "${google_cloud_run_service.api.uri}/push"`: false,
		`  value = var.a # hunter2`:                                    false,
		`  value = hunter2`:                                            false,
		`  value = base64decode(local.hunter2)`:                        false,
		`  value = var.a ? "hunter2" : var.b`:                          false,
		`hunter2.hunter3`:                                              false,
		`EOT`:                                                          false,
	} {
		loc := &finding.Location{Position: at("f", 2, 1), EndLine: 2, EndColumn: 9}
		places := findSecrets([]finding.Finding{{Redact: true, Location: loc}})
		if got := places.column("f", 2, line) == 0; got != want {
			t.Errorf("%q is shown: %t, want %t", line, got, want)
		}
		loc.EndLine = 3
		if places.column("f", 2, line) == 0 || places.column("f", 3, line) == 0 {
			t.Errorf("%q is shown in a heredoc", line)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, test := range []struct{ first, other, want string }{
		{`a.b["x"]`, `a.b["y"]`, `["y"]`},
		{`module.m["x"].a.b[0]`, `module.m["y"].a.b[0]`, `["y"]`},
		{`module.m["x"].a.b[0]`, `module.m["y"].a.b[1]`, `["y"][1]`},
		{`a.b["x]"]`, `a.b["\"]"]`, `["\"]"]`},
		{`a.b[0]`, `a.c[1]`, `a.c[1]`},
		{`a.b`, `a.b[0]`, `a.b[0]`},
		{`a.b[0]`, `a.b[0]`, `a.b[0]`},
		{`a.b[`, `a.b["`, `a.b["`},
	} {
		if got := shorten(test.first, test.other); got != test.want {
			t.Errorf("shorten(%q, %q) = %q, want %q", test.first, test.other, got, test.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"", 5, []string{""}},
		{"a   b", 5, []string{"a   b"}},
		{"ab cd ef", 5, []string{"ab cd", "ef"}},
		{"a verylongword b", 5, []string{"a", "verylongword", "b"}},
		{"  ab cd", 4, []string{"  ab", "  cd"}},
		{"世界 世界", 5, []string{"世界", "世界"}},
		{"      ", 3, []string{""}},
	} {
		if diff := cmp.Diff(test.want, wrap(test.text, test.limit)); diff != "" {
			t.Errorf("wrap(%q, %d): %s", test.text, test.limit, diff)
		}
	}
}

func TestPascalCase(t *testing.T) {
	for name, want := range map[string]string{"public-invocation": "PublicInvocation", "team_tag": "TeamTag", "": "", "été x": "ÉtéX"} {
		if got := pascalCase(name); got != want {
			t.Errorf("pascalCase(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSemantic(t *testing.T) {
	for version, want := range map[string]string{"1.2.3": "1.2.3", "v1.2.3-rc1": "1.2.3-rc1", "dev": "", "": "", "1.2": ""} {
		if got := semantic(version); got != want {
			t.Errorf("semantic(%q) = %q, want %q", version, got, want)
		}
	}
}
