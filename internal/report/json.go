package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// writeJSON writes the published form; docs/report-schema.json describes it. Findings are encoded one by one: encoding
// and indenting a long list as a whole takes several times its size.
func writeJSON(w io.Writer, rep *finding.Report, _ Options) error {
	var frame bytes.Buffer
	if err := encode(&frame, published(rep)); err != nil {
		return fmt.Errorf("write JSON report: %w", err)
	}
	// A number of findings stands before their list, and quotes in texts are escaped: this is found once.
	before, after, _ := bytes.Cut(frame.Bytes(), []byte(`"findings": [`))
	parts := &writer{w: w}
	parts.write(before, []byte(`"findings": [`))
	if err := parts.findings(rep.Findings); err != nil {
		return fmt.Errorf("write JSON report: %w", err)
	}
	parts.write(after)
	if parts.err != nil {
		return fmt.Errorf("write JSON report: %w", parts.err)
	}
	return nil
}

// writer keeps the first error.
type writer struct {
	w   io.Writer
	err error
}

func (w *writer) write(parts ...[]byte) {
	for _, p := range parts {
		if w.err == nil {
			_, w.err = w.w.Write(p)
		}
	}
}

func (w *writer) findings(all []finding.Finding) error {
	var one bytes.Buffer
	enc := json.NewEncoder(&one)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	for i := range all {
		one.Reset()
		if err := enc.Encode(publishedFinding(all[i])); err != nil {
			return err
		}
		separator := ",\n    "
		if i == 0 {
			separator = separator[1:]
		}
		w.write([]byte(separator), bytes.TrimSuffix(one.Bytes(), []byte("\n")))
	}
	if len(all) > 0 {
		w.write([]byte("\n  "))
	}
	return nil
}

func encode(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

// published gives a copy without findings in which every list is there, if empty, and every severity has its count:
// programs read the report without asking for null.
func published(rep *finding.Report) *finding.Report {
	out := *rep
	out.Inputs = list(rep.Inputs)
	out.Summary.BySeverity = map[finding.Severity]int{}
	for _, severity := range finding.Severities() {
		out.Summary.BySeverity[severity] = rep.Summary.BySeverity[severity]
	}
	out.Findings = []finding.Finding{}
	return &out
}

func publishedFinding(f finding.Finding) *finding.Finding {
	f.Instances, f.Actions, f.Evidence = list(f.Instances), list(f.Actions), list(f.Evidence)
	f.Location = publishedLocation(f.Location)
	for k := range f.Evidence {
		f.Evidence[k].Location = publishedLocation(f.Evidence[k].Location)
	}
	return &f
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
