package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/view"
)

const graphHelp = `Graph draws a plan as a flow of events, from left to right: who is outside, endpoints and channels,
triggers, functions, the identities they run as, and what those may do. Findings stand on what they are about, and
attack paths can be followed hop by hop.

  slsguard graph plan.json --output graph.html

html is one page that needs no network: it can be searched, filtered and folded, by keyboard too. dot is for Graphviz,
mermaid for Markdown (a plan too large for Mermaid is drawn with a node for each module), json for programs.

Findings do not change the exit code: 0, or 2 for wrong usage or input that cannot be read.`

func newGraph(env Env) *cobra.Command {
	c := &check{env: env}
	format, output := "", ""
	cmd := &cobra.Command{
		Use: "graph PLAN", Short: "Draw functions, triggers, identities and attack paths", Long: graphHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("graph: want one plan (a file, or - for standard input)")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.graph(cmd.Context(), args[0], format, output) },
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "", strings.Join(view.Names(), ", ")+` (default: by the ending of --output, else "dot")`)
	f.StringVarP(&output, "output", "o", "", "write to FILE instead of standard output")
	f.StringVar(&c.source, "source", "", "directory of the root module's .tf files")
	f.StringVar(&c.profile, "profile", string(finding.Recommended), "rules whose findings to show: essential, recommended, strict")
	return cmd
}

// graph reads one plan, judges it and draws it.
func (c *check) graph(ctx context.Context, path, format, output string) error {
	c.started = time.Now()
	if format == "" {
		format = formatOf(output)
	}
	write, ok := view.ByName(format)
	if !ok {
		return fmt.Errorf("--format %q is not known (want %s)", format, strings.Join(view.Names(), ", "))
	}
	if !oneOf(c.profile, finding.Profiles()) {
		return fmt.Errorf("--profile %q is not known (want essential, recommended or strict)", c.profile)
	}
	d, err := c.drawing(ctx, input{path: path})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, d); err != nil {
		return fmt.Errorf("write %s graph: %w", format, err)
	}
	return c.emit(sink{format, output}, b.Bytes())
}

// formatOf gives the format that the ending of a file name asks for.
func formatOf(file string) string {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".html", ".htm":
		return "html"
	case ".mmd", ".mermaid", ".md":
		return "mermaid"
	case ".json":
		return "json"
	default:
		return "dot"
	}
}

func (c *check) drawing(ctx context.Context, in input) (*view.Drawing, error) {
	var err error
	if c.catalogue, err = choose(rules.All(), nil, nil, finding.Profile(c.profile)); err != nil {
		return nil, err
	}
	x, err := c.examine(ctx, in, &sources{})
	if err != nil {
		return nil, err
	}
	drawn := view.Input{
		Tool: finding.Tool{Name: "slsguard", Version: c.env.Version}, Plan: in.path,
		System: x.system, Graph: graph.Of(x.system), Findings: x.result.Findings,
	}
	if x.tree != nil {
		drawn.Locate = x.tree.Locate
	}
	return view.Draw(drawn), nil
}
