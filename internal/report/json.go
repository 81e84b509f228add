package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// writeJSON writes the published form; docs/report-schema.json describes it.
func writeJSON(w io.Writer, rep *finding.Report, _ Options) error {
	if err := encode(w, published(rep)); err != nil {
		return fmt.Errorf("write JSON report: %w", err)
	}
	return nil
}

func encode(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

// published gives a copy in which every list is there, if empty, and every severity has its count: programs
// read the report without asking for null.
func published(rep *finding.Report) *finding.Report {
	out := *rep
	out.Inputs = list(rep.Inputs)
	out.Summary.BySeverity = map[finding.Severity]int{}
	for _, severity := range finding.Severities() {
		out.Summary.BySeverity[severity] = rep.Summary.BySeverity[severity]
	}
	out.Findings = list(rep.Findings)
	for i := range out.Findings {
		f := &out.Findings[i]
		f.Instances, f.Actions, f.Evidence = list(f.Instances), list(f.Actions), list(f.Evidence)
		f.Location = publishedLocation(f.Location)
		for k := range f.Evidence {
			f.Evidence[k].Location = publishedLocation(f.Evidence[k].Location)
		}
	}
	return &out
}

func publishedLocation(loc *finding.Location) *finding.Location {
	if loc == nil {
		return nil
	}
	out := *loc
	out.CalledFrom = list(loc.CalledFrom)
	return &out
}

// list copies a list; never null.
func list[T any](items []T) []T { return append(make([]T, 0, len(items)), items...) }
