package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

func newRules(env Env) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "rules", Short: "List the rules", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			switch format {
			case "text":
				return listRules(env.Stdout, rules.All())
			case "json":
				return writeJSON(env.Stdout, catalogueDocument(rules.All()))
			default:
				return fmt.Errorf("--format %q is not known (want text or json)", format)
			}
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

func listRules(w io.Writer, all []rule.Rule) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range all {
		_, _ = fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Name, r.Severity, r.Profile, clouds(&r), r.Title)
	}
	return tw.Flush()
}

// clouds names those in which a rule can be violated: "aws azure google".
func clouds(r *rule.Rule) string {
	names := make([]string, 0, len(model.Clouds()))
	for _, c := range r.Clouds() {
		names = append(names, string(c))
	}
	return strings.Join(names, " ")
}

// catalogue is the published form of "rules --format json".
type catalogue struct {
	SchemaVersion string         `json:"schema_version"`
	Rules         []ruleDocument `json:"rules"`
}

type ruleDocument struct {
	ID       string           `json:"id"`
	Name     string           `json:"name"`
	Severity finding.Severity `json:"severity"`
	Profile  finding.Profile  `json:"profile"`
	Clouds   []model.Cloud    `json:"clouds"` // in which the rule can be violated
	Title    string           `json:"title"`
	// Remedy is the HCL to write, by cloud; Impossible says why the rule does not apply to the others.
	Remedy     map[model.Cloud]string `json:"remedy"`
	Impossible map[model.Cloud]string `json:"impossible"`
	Covers     []string               `json:"covers"`
	Mappings   mappingsDocument       `json:"mappings"`
}

type mappingsDocument struct {
	OWASP []string `json:"owasp"`
	CSA   []string `json:"csa"`
	CWE   []string `json:"cwe"`
	FSBP  []string `json:"fsbp"`
	NIST  []string `json:"nist"`
}

func catalogueDocument(all []rule.Rule) catalogue {
	doc := catalogue{SchemaVersion: finding.SchemaVersion, Rules: []ruleDocument{}}
	for i := range all {
		doc.Rules = append(doc.Rules, document(&all[i], ""))
	}
	return doc
}

// document describes a rule; with only, as it is about one cloud.
func document(r *rule.Rule, only model.Cloud) ruleDocument {
	cwe := []string{}
	for _, n := range r.Mappings.CWE {
		cwe = append(cwe, "CWE-"+strconv.Itoa(n))
	}
	m := r.Mappings
	return ruleDocument{
		ID: r.ID, Name: r.Name, Severity: r.Severity, Profile: r.Profile, Title: r.Title,
		Clouds: slices.DeleteFunc(r.Clouds(), func(c model.Cloud) bool { return only != "" && c != only }),
		Remedy: about(r.Remedy, only), Impossible: about(r.Impossible, only), Covers: list(r.Covers),
		Mappings: mappingsDocument{
			OWASP: list(m.OWASP), CSA: list(m.CSA), CWE: cwe, FSBP: list(m.FSBP), NIST: list(m.NIST),
		},
	}
}

// about gives what is said of one cloud, or of all of them. It is never null.
func about(said map[model.Cloud]string, only model.Cloud) map[model.Cloud]string {
	kept := map[model.Cloud]string{}
	for c, text := range said {
		if only == "" || c == only {
			kept[c] = text
		}
	}
	return kept
}

// list makes an empty list of a missing one: readers of the JSON never meet null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
