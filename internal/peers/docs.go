package main

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"os"
	"slices"
	"strings"
)

// reasonsTSV says of each check that no rule covers why that is so.
//
//go:embed reasons.tsv
var reasonsTSV string

// check is one check of a peer.
type check struct {
	peer, id, title string
	types           []string // or the peer's names of services
}

func (c check) key() string { return c.peer + ":" + c.id }

// reason is why no rule covers a check.
type reason struct {
	class string
	rules []string
	note  string
}

// scope lists beginnings of the resource types, and trivy's names of the services, of which the page is about.
func scope() (types, services []string) {
	return []string{
		"aws_lambda_", "aws_api_gateway_", "aws_apigatewayv2_", "aws_sqs_", "aws_sns_", "aws_cloudwatch_", "aws_scheduler_",
		"aws_pipes_", "aws_sfn_", "aws_appsync_", "aws_kinesis_", "aws_schemas_", "aws_serverlessapplicationrepository_",
		"aws_cognito_", "aws_s3_", "aws_dynamodb_", "aws_kms_", "aws_secretsmanager_", "aws_ssm_", "aws_iam_", "aws_ecr_",
		"aws_efs_", "aws_cloudfront_", "aws_lb", "aws_alb", "aws_waf", "aws_codebuild_", "aws_privilege_escalation",
	}, []string{
		"apigateway", "cloudfront", "cloudwatch", "dynamodb", "ecr", "efs", "elb", "iam", "kinesis", "kms", "lambda", "s3",
		"sns", "sqs", "ssm",
	}
}

func (c check) inScope() bool {
	types, services := scope()
	return slices.ContainsFunc(c.types, func(typ string) bool {
		return slices.Contains(services, typ) ||
			slices.ContainsFunc(types, func(prefix string) bool { return strings.HasPrefix(typ, prefix) })
	})
}

// docs writes docs/peers.md from the list of checks.
func docs(list, out string) error {
	b, err := os.ReadFile(list)
	if err != nil {
		return fmt.Errorf("read checks: %w", err)
	}
	checks, err := parseChecks(string(b))
	if err != nil {
		return err
	}
	reasons, err := parseReasons(reasonsTSV)
	if err != nil {
		return err
	}
	text, err := page(checks, reasons, claimed())
	if err != nil {
		return err
	}
	return os.WriteFile(out, []byte(text), 0o644) //nolint:gosec // documentation is for everybody
}

// lines gives the fields of each line of a table, without comments.
func lines(text string, fields int) ([][]string, error) {
	var all [][]string
	s := bufio.NewScanner(strings.NewReader(text))
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		row := strings.Split(s.Text(), "\t")
		if len(row) != fields {
			return nil, fmt.Errorf("line %d has %d fields instead of %d: %s", n, len(row), fields, s.Text())
		}
		all = append(all, row)
	}
	return all, s.Err()
}

// parseChecks reads the checks on AWS: peer, id, title, severity, cloud, types.
func parseChecks(text string) ([]check, error) {
	rows, err := lines(text, 6)
	if err != nil {
		return nil, fmt.Errorf("checks: %w", err)
	}
	var all []check
	for _, row := range rows {
		if row[4] == "aws" {
			all = append(all, check{peer: row[0], id: row[1], title: row[2], types: strings.Split(row[5], ",")})
		}
	}
	slices.SortFunc(all, func(a, b check) int { return cmp.Or(cmp.Compare(a.peer, b.peer), cmp.Compare(a.id, b.id)) })
	return all, nil
}

// parseReasons reads peer, id, class, rules and note, by peer:id.
func parseReasons(text string) (map[string]reason, error) {
	rows, err := lines(text, 5)
	if err != nil {
		return nil, fmt.Errorf("reasons: %w", err)
	}
	all := map[string]reason{}
	for _, row := range rows {
		key := row[0] + ":" + row[1]
		if _, twice := all[key]; twice {
			return nil, fmt.Errorf("reasons: %s has two", key)
		}
		r := reason{class: row[2], rules: strings.Fields(row[3]), note: row[4]}
		if r.sentence() == "" {
			return nil, fmt.Errorf("reasons: %s has the unknown class %q, or misses its rules or note", key, r.class)
		}
		all[key] = r
	}
	return all, nil
}

// sentence is the reason in words; empty if the class is unknown or something is missing.
func (r reason) sentence() string {
	var links []string
	for _, id := range r.rules {
		links = append(links, ruleLink(id))
	}
	by := strings.Join(links, " and ")
	switch {
	case r.class == "property" && r.note != "":
		return "Not a security property: " + r.note + "."
	case r.class == "cost" && r.note != "":
		return "Cost or availability, not security: " + r.note + "."
	case r.class == "cost":
		return "Cost or availability, not security."
	case r.class == "judged" && by != "" && r.note != "":
		return "Judged by " + by + " together with " + r.note + "; narrower than the rule."
	case r.class == "partly" && by != "" && r.note != "":
		return "Judged by " + by + " only for " + r.note + "."
	case r.class == "otherwise" && by != "" && r.note != "":
		return "Judged otherwise by " + by + ": " + r.note + "."
	case r.class == "service" && r.note != "":
		return "Outside of serverless systems: " + r.note + "."
	case r.class == "default" && r.note != "" && by != "":
		return "AWS does this by default since " + r.note + " (" + by + ")."
	case r.class == "default" && r.note != "":
		return "AWS does this by default since " + r.note + "."
	case r.class == "unseen" && r.note != "":
		return "The plan cannot show it: " + r.note + "."
	case r.class == "contrary" && by != "" && r.note != "":
		return "Contrary to " + by + ": " + r.note + "."
	case r.class == "later" && r.note != "":
		return "Not yet: " + r.note + "."
	default:
		return ""
	}
}

func ruleLink(id string) string { return "[" + id + "](rules/" + id + ".md)" }

const intro = `# Checks of other tools

Made by ` + "`go run ./internal/peers -docs`" + ` from lists of the checks of checkov, trivy and kics, from what the rules say that
they cover, and from internal/peers/reasons.tsv.

Each check of these tools on serverless, event or identity resources of AWS, and on what stands around them, is listed with
the rules that cover it, or with the reason why none does. A rule covers a check if it finds what the check finds, and leaves
alone what the check lets pass, as far as the plan tells. A rule that finds what a check does, but among other things, or
only where functions have to do with it, is named in the reason instead.

`

// page is the text of docs/peers.md.
func page(checks []check, reasons map[string]reason, claims map[string][]string) (string, error) {
	var tables strings.Builder
	var peers, counts []string
	covered, listed, other := map[string]int{}, map[string]int{}, 0
	known := map[string]bool{}
	for _, c := range checks {
		ids := claims[c.key()]
		why, excused := reasons[c.key()]
		known[c.key()] = true
		if len(ids) == 0 && !c.inScope() {
			if excused {
				return "", fmt.Errorf("%s is out of scope, but has a reason", c.key())
			}
			other++
			continue
		}
		if len(ids) > 0 == excused {
			return "", fmt.Errorf("%s (%s) must have either a rule that covers it or a reason", c.key(), c.title)
		}
		if !slices.Contains(peers, c.peer) {
			peers = append(peers, c.peer)
			tables.WriteString("\n## " + c.peer + "\n\n| check | what it asks | rule, or why none |\n|---|---|---|\n")
		}
		listed[c.peer]++
		answer := why.sentence()
		if len(ids) > 0 {
			covered[c.peer]++
			answer = links(ids)
		}
		fmt.Fprintf(&tables, "| %s | %s | %s |\n", c.id, title(c.title), answer)
	}
	for key := range reasons {
		if !known[key] {
			return "", fmt.Errorf("%s has a reason, but is no check", key)
		}
	}
	for _, p := range peers {
		counts = append(counts, fmt.Sprintf("| %s | %d | %d | %d |", p, listed[p], covered[p], listed[p]-covered[p]))
	}
	return intro + "| tool | checks | covered | not covered |\n|---|---|---|---|\n" + strings.Join(counts, "\n") +
		fmt.Sprintf("\n\nAnother %d checks of these tools on AWS are on other services, such as machines and databases.\n", other) +
		tables.String(), nil
}

func links(ids []string) string {
	var all []string
	for _, id := range ids {
		all = append(all, ruleLink(id))
	}
	return strings.Join(all, ", ")
}

// title makes a check's title fit into a table; some have none.
func title(text string) string {
	const longest = 160
	text = strings.Trim(strings.TrimSpace(strings.NewReplacer("|", `\|`, `\'`, "'", "*", `\*`, "<", "&lt;").Replace(text)), `"`)
	if text == "" {
		return "–"
	}
	if cut := strings.LastIndex(text[:min(longest, len(text))], " "); len(text) > longest && cut > 0 {
		text = text[:cut] + " …"
	}
	return text
}
