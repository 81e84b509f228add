package report

import "github.com/slsguard/terraform-provider-slsguard/internal/finding"

// hopsMost is what GitHub keeps of the locations of a flow.
const hopsMost = 1_000

// codeFlows gives an attack path in SARIF's form, which code scanning shows hop by hop. A hop whose place in the source
// is not known stands at the finding's own, as code scanning wants a file for each.
func (s *sarifWriter) codeFlows(f *finding.Finding, where place) []sarifCodeFlow {
	if !f.Path || len(f.Evidence) == 0 {
		return nil
	}
	var hops []sarifFlowLocation
	for i := range f.Evidence[:min(len(f.Evidence), hopsMost)] {
		hops = append(hops, s.flowLocation(&f.Evidence[i], where))
	}
	return []sarifCodeFlow{{
		Message:     sarifText{plainMessage(sentence(firstOf(f.Message, f.Title, f.Rule)))},
		ThreadFlows: []sarifThreadFlow{{Locations: hops}},
	}}
}

func (s *sarifWriter) flowLocation(e *finding.Evidence, where place) sarifFlowLocation {
	physical := where.physical
	if e.Location != nil {
		if own, ok := s.at.physical(*e.Location); ok {
			physical = own
		}
	}
	return sarifFlowLocation{Importance: "essential", Location: sarifLocation{
		Physical: physical,
		Logical:  []sarifLogical{{FullyQualifiedName: firstOf(e.Address, "plan"), Kind: "resource"}},
		Message:  &sarifText{plainMessage(firstOf(e.Note, e.Address, "hop"))},
	}}
}
