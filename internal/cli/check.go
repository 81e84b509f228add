package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/report"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

const checkHelp = `Check reads plans and reports what is insecure in them.

  terraform plan -out tfplan
  terraform show -json tfplan > plan.json
  slsguard check plan.json

A plan is a file (also gzipped), a directory that is searched for *.json and *.json.gz, or - for standard input.
With the .tf files at hand (--source, else the plan's directory, else the working directory) findings
name file, line and column.

Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or input that cannot be read;
3 with --strict: a rule could not decide, or there was nothing to judge.`

// check holds the flags of one run.
type check struct {
	env     Env
	format  string
	outputs []string
	profile string
	failOn  string
	strict  bool
	source  string
	changed bool
	against string
	only    []string
	skip    []string

	catalogue []rule.Rule
	started   time.Time
}

func newCheck(env Env) *cobra.Command {
	c := &check{env: env}
	cmd := &cobra.Command{
		Use: "check PLAN...", Short: "Check plans", Long: checkHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("check: no plan given (want a file, a directory or - for standard input)")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.StringVar(&c.format, "format", "text", "report format: "+strings.Join(report.Names(), ", "))
	f.StringArrayVarP(&c.outputs, "output", "o", nil,
		"write the report to FILE instead of standard output, or a further report as FORMAT=FILE; repeatable")
	f.StringVar(&c.profile, "profile", string(finding.Recommended), "rules to run: essential, recommended, strict")
	f.StringVar(&c.failOn, "fail-on", string(finding.Low), "lowest severity that makes exit code 1: critical, high, medium, low, none")
	f.BoolVar(&c.strict, "strict", false, "exit with 3 when a rule could not decide or nothing was judged")
	f.StringVar(&c.source, "source", "", "directory of the root module's .tf files")
	f.BoolVar(&c.changed, "changed-only", false, "judge everything, report only findings on what the plan creates or changes, or that rest on it")
	f.StringVar(&c.against, "against", "", "report only findings that this other plan, of the base branch say, does not have")
	f.StringSliceVar(&c.only, "rule", nil, "run only these rules, by id, name or a peer's id; repeatable")
	f.StringSliceVar(&c.skip, "skip", nil, "leave out these rules; repeatable")
	return cmd
}

// run is the whole of a check, in order.
func (c *check) run(ctx context.Context, args []string) error {
	c.started = time.Now()
	if err := c.validate(); err != nil {
		return err
	}
	inputs, err := c.collect(args)
	if err != nil {
		return err
	}
	rep, srcs, err := c.judge(ctx, inputs)
	if err != nil {
		return err
	}
	if c.against != "" {
		if err := c.compare(ctx, rep, srcs); err != nil {
			return err
		}
	}
	code, why := c.decide(rep)
	if err := c.write(rep, srcs, why); err != nil {
		return err
	}
	if code != ExitOK {
		return exit{code}
	}
	return nil
}

// judge reads, models and judges every input, one after the other.
func (c *check) judge(ctx context.Context, inputs []input) (*finding.Report, *sources, error) {
	rep := &finding.Report{
		SchemaVersion: finding.SchemaVersion,
		Tool:          finding.Tool{Name: "slsguard", Version: c.env.Version},
		Inputs:        []finding.Input{},
		Profile:       finding.Profile(c.profile),
	}
	srcs := &sources{}
	all := []finding.Finding{}
	var counts finding.Summary
	open := 0
	for _, in := range inputs {
		one, err := c.judgeOne(ctx, in, srcs)
		if err != nil {
			return nil, nil, err
		}
		if one.skipped {
			continue
		}
		rep.Inputs = append(rep.Inputs, one.input)
		all = append(all, one.findings...)
		counts.Checked += one.checked
		open += one.open
		counts.Functions += one.functions
		counts.Triggers += one.triggers
		counts.Endpoints += one.endpoints
	}
	if len(rep.Inputs) == 0 {
		return nil, nil, fmt.Errorf("check: none of the %d JSON files is a plan; make one with: terraform show -json FILE > plan.json", len(inputs))
	}
	counts.Rules = len(c.catalogue)
	counts.UnknownPercent = percent(open, counts.Checked)
	rep.Summary, rep.HCL = counts, len(srcs.trees) > 0
	settle(rep, all)
	return rep, srcs, nil
}

// settle puts findings into a report, in order, with their counts.
func settle(rep *finding.Report, all []finding.Finding) {
	engine.Sort(all)
	s := engine.Summarise(all)
	rep.Findings = all
	rep.Summary.Findings, rep.Summary.Unknown = s.Findings, s.Unknown
	rep.Summary.Suppressed, rep.Summary.BySeverity = s.Suppressed, s.BySeverity
}

// compare leaves in a report what another plan does not have.
func (c *check) compare(ctx context.Context, rep *finding.Report, srcs *sources) error {
	base, err := c.judgeOne(ctx, input{path: c.against, base: true}, srcs)
	if err != nil {
		return fmt.Errorf("--against: %w", err)
	}
	settle(rep, engine.Against(rep.Findings, base.findings))
	return nil
}

// percent gives part of whole with one decimal; 0 of nothing.
func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return math.Round(float64(part)*1000/float64(whole)) / 10
}

// judged is what one plan contributes to a report.
type judged struct {
	input                                   finding.Input
	findings                                []finding.Finding
	checked, functions, triggers, endpoints int
	open                                    int  // checks that could not be decided
	skipped                                 bool // found in a directory, and no plan
}

func (c *check) judgeOne(ctx context.Context, in input, srcs *sources) (judged, error) {
	r, err := c.examine(ctx, in, srcs)
	if err != nil {
		if in.found && plan.IsNotAPlan(err) {
			_, _ = fmt.Fprintf(c.env.Stderr, "slsguard: note: %s is no plan and was left out\n", oneLine(in.path))
			return judged{skipped: true}, nil
		}
		return judged{}, err
	}
	if c.changed && !in.base {
		r.result.Findings = engine.Changed(r.result.Findings, r.plan.ActionsOf)
	}
	return judged{
		input: finding.Input{
			Path: in.path, FormatVersion: r.plan.FormatVersion, TerraformVersion: r.plan.TerraformVersion,
			Resources: r.plan.Count, Complete: r.plan.PartialWhy == "",
		},
		findings: r.result.Findings, checked: r.result.Checked, open: r.result.Open,
		functions: functions(r.system), triggers: managed(r.system.Triggers), endpoints: managed(r.system.Endpoints),
	}, nil
}

// examined is one plan with all that was made of it.
type examined struct {
	plan   *plan.Plan
	tree   *source.Tree // nil without HCL
	system *model.System
	result engine.Result
}

// examine reads one plan, joins it with its HCL, models it and judges it.
func (c *check) examine(ctx context.Context, in input, srcs *sources) (examined, error) {
	var x examined
	var err error
	if x.plan, err = c.read(ctx, in); err != nil {
		return x, err
	}
	opts := engine.Options{
		Rules: c.catalogue, Catalogue: rules.All(), Profile: c.runProfile(), Actions: x.plan.ActionsOf, Plan: in.path,
	}
	if x.tree, err = c.tree(ctx, in, srcs); err != nil {
		return x, err
	}
	if x.tree != nil {
		attach(x.plan, x.tree)
		opts.Locator = x.tree
	}
	defer c.bound(len(x.plan.Resources))()
	x.system = adapt.Model(x.plan)
	if x.tree == nil {
		adapt.Release(x.plan, x.system)
	}
	c.expect(x.system)
	x.result, err = engine.Run(ctx, x.system, opts)
	return x, err
}

// attach lets a plan and its HCL answer each other's questions.
func attach(p *plan.Plan, tree *source.Tree) {
	p.SetLocals(tree)
	p.SetTemplates(tree)
	tree.SetValues(p.Text)
	tree.SetPlan(p)
}

// expect tells the system the day, and what is expected of runtimes and logs.
func (c *check) expect(sys *model.System) {
	sys.Now, sys.RuntimeNotice, sys.LogRetention = c.started, model.DefaultRuntimeNotice, model.DefaultLogRetention
}

// runProfile is the profile to filter findings by: rules that were asked for by name are shown whole.
func (c *check) runProfile() finding.Profile {
	if len(c.only) > 0 {
		return finding.Strict
	}
	return finding.Profile(c.profile)
}

// functions counts the functions that the plan declares, not those it only names.
func functions(sys *model.System) int {
	n := managed(sys.Functions)
	for _, f := range sys.Functions {
		if f.Outside && f.Managed {
			n--
		}
	}
	return n
}

func managed[T model.Object](objects []T) int {
	n := 0
	for _, o := range objects {
		if o.Base().Managed {
			n++
		}
	}
	return n
}

// decide gives the exit code and the line that says why.
func (c *check) decide(rep *finding.Report) (code int, why string) {
	over := 0
	for _, sev := range finding.Severities() {
		if c.failOn != "none" && sev.Rank() <= finding.Severity(c.failOn).Rank() {
			over += rep.Summary.BySeverity[sev]
		}
	}
	switch s := rep.Summary; {
	case over > 0:
		return ExitFindings, fmt.Sprintf("exit 1: %s at or above %s", count(over, "finding"), c.failOn)
	case c.strict && s.Unknown > 0:
		return ExitUndecided, fmt.Sprintf("exit 3: %s could not be decided (--strict)", count(s.Unknown, "question"))
	case c.strict && s.Checked == 0:
		return ExitUndecided, "exit 3: there was nothing to judge (--strict)"
	default:
		return ExitOK, ""
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// validate checks the flags and chooses the rules.
func (c *check) validate() error {
	if _, ok := report.ByName(c.format); !ok {
		return fmt.Errorf("--format %q is not known (want %s)", c.format, strings.Join(report.Names(), ", "))
	}
	if !oneOf(c.profile, finding.Profiles()) {
		return fmt.Errorf("--profile %q is not known (want essential, recommended or strict)", c.profile)
	}
	if c.failOn != "none" && !oneOf(c.failOn, finding.Severities()) {
		return fmt.Errorf("--fail-on %q is not known (want critical, high, medium, low or none)", c.failOn)
	}
	var err error
	c.catalogue, err = choose(rules.All(), c.only, c.skip, finding.Profile(c.profile))
	return err
}

func oneOf[T ~string](word string, known []T) bool {
	for _, k := range known {
		if string(k) == word {
			return true
		}
	}
	return false
}
