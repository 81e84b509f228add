package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// dirSources reads sources below a directory.
type dirSources string

func (d dirSources) Bytes(file string) ([]byte, bool) {
	text, err := os.ReadFile(filepath.Join(string(d), file))
	return text, err == nil
}

func (d dirSources) Lines(file string, from, to int) ([]string, bool) {
	text, ok := d.Bytes(file)
	lines := strings.Split(string(text), "\n")
	if !ok || from < 1 || to > len(lines) || from > to {
		return nil, false
	}
	return lines[from-1 : to], true
}

// textSources holds sources in memory.
type textSources map[string]string

func (s textSources) Bytes(file string) ([]byte, bool) {
	text, ok := s[file]
	return []byte(text), ok
}

func (s textSources) Lines(file string, from, to int) ([]string, bool) {
	text, ok := s[file]
	lines := strings.Split(text, "\n")
	if !ok || from < 1 || to > len(lines) {
		return nil, false
	}
	return lines[from-1 : to], true
}

func at(file string, line, column int) finding.Position {
	return finding.Position{File: file, Line: line, Column: column}
}

// sampleReport has one finding for each way in which a finding may look.
func sampleReport() *finding.Report {
	return &finding.Report{
		SchemaVersion: finding.SchemaVersion,
		Tool:          finding.Tool{Name: "slsguard", Version: "0.1.0"},
		Inputs: []finding.Input{{
			Path: "plan.json", FormatVersion: "1.2", TerraformVersion: "1.14.2", Resources: 214, Complete: true,
		}},
		Summary: finding.Summary{
			Functions: 9, Triggers: 14, Endpoints: 6, Rules: 97, Checked: 412, Findings: 6, Unknown: 1,
			BySeverity: map[finding.Severity]int{finding.Critical: 3, finding.High: 1, finding.Medium: 1, finding.Low: 1},
		},
		Findings: []finding.Finding{
			publicURL(), wildcardRole(), unknownPolicy(), internetToData(), literalSecret(), lostEvents(), unlocated(),
		},
		Profile: finding.Recommended,
		HCL:     true,
	}
}

// publicURL stands in a called module and has folded instances; its snippet tells its evidence.
func publicURL() finding.Finding {
	return finding.Finding{
		Rule: "SLS101", Name: "public-invocation", Title: "Anyone can invoke the function",
		Severity: finding.Critical, Profile: finding.Essential, Verdict: finding.Fail, State: finding.New,
		Address: `module.webhook["github"].aws_lambda_function_url.hook`,
		Instances: []string{
			`module.webhook["gitlab"].aws_lambda_function_url.hook`,
			`module.webhook["stripe"].aws_lambda_function_url.hook`,
		},
		Actions:     []string{"create"},
		Attribute:   "authorization_type",
		Message:     `Anyone on the internet can run function "github-webhook" (and 2 more).`,
		Remediation: `authorization_type = "AWS_IAM"`,
		Location: &finding.Location{
			Position: at("modules/webhook/main.tf", 15, 24), EndLine: 15, EndColumn: 30,
			CalledFrom: []finding.Position{at("main.tf", 1, 1)},
			Block:      at("modules/webhook/main.tf", 13, 1),
		},
		Evidence: []finding.Evidence{{
			Address:   `module.webhook["github"].aws_lambda_function_url.hook`,
			Attribute: "authorization_type",
			Note:      "no caller is authenticated",
		}},
		Fingerprint: "6f1c2a90d4b7e853",
	}
}

// wildcardRole stands in a registry module, whose files are not in the repository, and has a path of evidence.
func wildcardRole() finding.Finding {
	return finding.Finding{
		Rule: "SLS107", Name: "wildcard-resources", Title: "The function may act on every resource",
		Severity: finding.Critical, Profile: finding.Essential, Verdict: finding.Fail, State: finding.Known,
		Address: "module.jobs.aws_iam_role.this", Actions: []string{"delete", "create"}, Attribute: "inline_policy",
		Message:     "Function \"jobs\" may read every secret of the account.",
		Remediation: "resources = [aws_secretsmanager_secret.github.arn]\nand one statement for each secret that the function reads",
		Location: &finding.Location{
			Position: at(".terraform/modules/jobs/iam.tf", 22, 3), EndLine: 22, EndColumn: 30,
			CalledFrom: []finding.Position{at("main.tf", 1, 1)},
		},
		Evidence: []finding.Evidence{
			{
				Address: `module.webhook["github"].aws_lambda_function.hook`, Attribute: "role", Note: "runs as",
				Location: &finding.Location{Position: at("modules/webhook/main.tf", 7, 3), EndLine: 7, EndColumn: 40},
			},
			{Address: "module.jobs.aws_iam_role.this", Note: "secretsmanager:GetSecretValue on *"},
		},
		Fingerprint: "02b8", Plan: "plan.json",
	}
}

func unknownPolicy() finding.Finding {
	return finding.Finding{
		Rule: "SLS107", Name: "wildcard-resources", Title: "The function may act on every resource",
		Severity: finding.Critical, Profile: finding.Essential, Verdict: finding.Unknown, State: finding.New,
		Address: "aws_iam_role_policy.report", Actions: []string{"create"}, Attribute: "policy",
		Message: `Cannot tell whether "report" may write to every bucket.`,
		Reason:  "its statement uses aws_s3_bucket.out.arn, created in this plan, inside format()",
		Location: &finding.Location{
			Position: at("data plane/orders.tf", 20, 3), EndLine: 20, EndColumn: 52,
			Block: at("data plane/orders.tf", 18, 1),
		},
		Fingerprint: "11aa",
	}
}

func literalSecret() finding.Finding {
	return finding.Finding{
		Rule: "SLS402", Name: "secret-by-value", Title: "A secret stands in the environment",
		Severity: finding.High, Profile: finding.Recommended, Verdict: finding.Fail, State: finding.New,
		Address: "aws_lambda_function.orders", Actions: []string{"update"},
		Attribute:   `environment[0].variables["DB_PASSWORD"]`,
		Message:     `Variable DB_PASSWORD of "orders" holds a secret in clear text (sha256 1b2c3d4e).`,
		Remediation: "DB_SECRET_ARN = aws_secretsmanager_secret.db.arn\nand read it at run time with secretsmanager:GetSecretValue",
		Location: &finding.Location{
			Position: at("data plane/orders.tf", 8, 7), EndLine: 8, EndColumn: 37,
			Block: at("data plane/orders.tf", 1, 1),
		},
		Fingerprint: "7e57",
		Redact:      true,
	}
}

// lostEvents misses an attribute, in a file with tabs, in a plan that changes nothing.
func lostEvents() finding.Finding {
	return finding.Finding{
		Rule: "SLS601", Name: "lost-events", Title: "Events that fail are dropped",
		Severity: finding.Medium, Profile: finding.Recommended, Verdict: finding.Fail, State: finding.New,
		Address: "aws_lambda_function_event_invoke_config.orders", Actions: []string{"no-op"},
		Attribute:   "destination_config",
		Message:     `Events of "orders" that fail three times are dropped: no dead-letter queue, no failure destination.`,
		Remediation: "destination_config {\n  on_failure {\n    destination = aws_sqs_queue.dead.arn\n  }\n}",
		Location: &finding.Location{
			Position: at("data plane/orders.tf", 13, 1), EndLine: 13, EndColumn: 60,
			Block: at("data plane/orders.tf", 13, 1), Missing: true,
		},
		Fingerprint: "900d",
	}
}

func unlocated() finding.Finding {
	return finding.Finding{
		Rule: "SLS501", Name: "no-tracing", Title: "Calls are not traced",
		Severity: finding.Low, Profile: finding.Strict, Verdict: finding.Fail, State: finding.New,
		Address: "aws_lambda_function.generated[0]", Attribute: "tracing_config[0].mode", Actions: []string{"create"},
		Instances: []string{
			"aws_lambda_function.generated[1]", "aws_lambda_function.generated[2]", "aws_lambda_function.generated[3]",
			"aws_lambda_function.generated[4]", "aws_lambda_function.generated[5]", "aws_lambda_function.generated[6]",
			"aws_lambda_function.generated[7]", "aws_lambda_function.generated[8]",
		},
		Message:     `Function "generated-0" (and 8 more) is not traced.`,
		Remediation: `tracing_config { mode = "Active" }`,
		Fingerprint: "caf3",
	}
}

// internetToData is an attack path. Its first hop is what publicURL is about; its last one stands in no file, and one has
// a place so long that it needs a line of its own.
func internetToData() finding.Finding {
	const url, hook = `module.webhook["github"].aws_lambda_function_url.hook`, `module.webhook["github"].aws_lambda_function.hook`
	const role = `module.webhook["github"].aws_iam_role.hook`
	hop := func(address, attribute, from, label, to string, line int) finding.Evidence {
		h := finding.Hop{From: from, Label: label, To: to}
		e := finding.Evidence{Address: address, Attribute: attribute, Note: h.String(), Hop: &h}
		if line > 0 {
			e.Location = &finding.Location{Position: at("modules/webhook/main.tf", line, 3), EndLine: line, EndColumn: 20}
		}
		return e
	}
	return finding.Finding{
		Rule: "SLS902", Name: "internet-to-data", Title: "A stranger can read every secret or data store of the account",
		Severity: finding.Critical, Profile: finding.Essential, Verdict: finding.Fail, State: finding.New, Path: true,
		Address: "aws_iam_role_policy.hook", Actions: []string{"create"}, Attribute: "policy",
		Message:     "Anyone on the internet reads every secret of the account through function \"github-webhook\".",
		Remediation: "# " + finding.CheapestCut + "narrow what " + role + " may do\nresources = [aws_secretsmanager_secret.github.arn]",
		Location: &finding.Location{
			Position: at("main.tf", 1, 1), EndLine: 1, EndColumn: 10, Block: at("main.tf", 1, 1),
		},
		Evidence: []finding.Evidence{
			hop(url, "authorization_type", "internet", "no caller is authenticated", url, 15),
			hop(url, "function_name", url, "invokes", hook, 14),
			hop(hook, "role", hook, "runs as", role, 7),
			hop("aws_iam_role_policy.hook", "policy", role,
				"secretsmanager:GetSecretValue, secretsmanager:BatchGetSecretValue, ssm:GetParameter, ssm:GetParameters on *",
				"every secret of the account", 0),
		},
		Fingerprint: "9a7b",
	}
}

func sampleRules() []RuleInfo {
	return []RuleInfo{
		{
			ID: "SLS101", Name: "public-invocation", Title: "Anyone can invoke the function",
			Severity: finding.Critical, Profile: finding.Essential,
			Why:         "Whoever learns the address runs your code with its permissions. No credential is needed.",
			Remediation: `authorization_type = "AWS_IAM"`,
			References:  []string{"https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"},
			Tags:        []string{"aws", "access-control"}, CWE: []int{306},
		},
		{
			ID: "SLS107", Name: "wildcard-resources", Title: "The function may act on every resource",
			Severity: finding.Critical, Profile: finding.Essential,
			Why:  "One injection flaw in the handler is then enough to reach everything.",
			Help: "# SLS107\n\nName the resources.", HelpURI: "https://cwe.mitre.org/data/definitions/250.html",
			CWE: []int{250}, Precision: "very-high",
		},
	}
}

func sampleOptions() Options {
	return Options{
		Sources: dirSources("testdata/src"), Rules: sampleRules(), RepoRoot: "/repo", WorkDir: "/repo/live",
		RootFile: "main.tf", ExitLine: "exit 1: 4 findings at or above medium",
	}
}

func render(t *testing.T, format Format, rep *finding.Report, opts Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := format(&b, rep, opts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestGolden(t *testing.T) {
	noHCL := sampleReport()
	noHCL.HCL = false
	noHCL.Inputs[0].Complete = false
	for i := range noHCL.Findings {
		noHCL.Findings[i].Location = nil
	}
	narrow := sampleOptions()
	narrow.Width, narrow.ASCII, narrow.Elapsed = 60, true, 84*time.Millisecond
	strict := sampleOptions()
	strict.Strict, strict.Rules, strict.Category = true, nil, "network/live"
	bare := Options{RepoRoot: "/repo", WorkDir: "/repo"}

	for _, test := range []struct {
		name   string
		format Format
		rep    *finding.Report
		opts   Options
	}{
		{"text", writeText, sampleReport(), sampleOptions()},
		{"text-narrow-ascii", writeText, sampleReport(), narrow},
		{"text-no-hcl", writeText, noHCL, bare},
		{"json", writeJSON, sampleReport(), sampleOptions()},
		{"sarif", writeSARIF, sampleReport(), sampleOptions()},
		{"sarif-strict", writeSARIF, sampleReport(), strict},
		{"sarif-no-hcl", writeSARIF, noHCL, bare},
	} {
		t.Run(test.name, func(t *testing.T) {
			golden(t, test.name, render(t, test.format, test.rep, test.opts))
		})
	}
}

func TestNames(t *testing.T) {
	if diff := cmp.Diff([]string{"text", "json", "sarif"}, Names()); diff != "" {
		t.Error(diff)
	}
	for _, name := range Names() {
		if _, ok := ByName(name); !ok {
			t.Errorf("ByName(%q) finds nothing", name)
		}
	}
	if _, ok := ByName("xml"); ok {
		t.Error(`ByName("xml") finds a format`)
	}
}
