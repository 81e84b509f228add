package rule

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Outcome of one question asked about an object.
type Outcome uint8

// The outcomes.
const (
	Pass Outcome = iota
	Fail
	Unknown
)

// Verdict is the answer to one question about one object.
type Verdict struct {
	Outcome  Outcome
	Place    model.Place
	Message  string
	Reason   string           // why it is unknown
	Severity finding.Severity // "" for the rule's own
	Profile  finding.Profile  // "" for the rule's own
	Fix      string           // "" for the rule's own remedy
	Evidence []finding.Evidence
}

// Reporter takes the verdicts of a check on one object.
type Reporter struct {
	object   model.Object
	verdicts []*Verdict
}

// FailIf records what is wrong at a place: a failure when bad is true, unknown when it is, a pass when it is
// false. The message says what is wrong, as a sentence; for an unknown verdict it is shown together with
// the reason. Options that the returned verdict takes change nothing for a pass.
func (r *Reporter) FailIf(bad model.Truth, at model.Place, format string, args ...any) *Verdict {
	v := &Verdict{Place: at, Message: fmt.Sprintf(format, args...)}
	if v.Place.Address == "" {
		v.Place.Address = r.object.Base().Address
	}
	bad.Decide(
		func() { v.Outcome = Fail },
		func() { v.Outcome = Pass },
		func(why string) { v.Outcome, v.Reason = Unknown, why },
	)
	r.verdicts = append(r.verdicts, v)
	return v
}

// Pass records that the object was judged and nothing was found, where a check has no single question to ask.
func (r *Reporter) Pass() { r.FailIf(model.False(), model.Place{}, "") }

// As gives the finding another severity than the rule's.
func (v *Verdict) As(s finding.Severity) *Verdict {
	v.Severity = s
	return v
}

// In puts the finding into another profile than the rule's: a form of the weakness that is more (or less) a
// matter of taste than the rule's main form.
func (v *Verdict) In(p finding.Profile) *Verdict {
	v.Profile = p
	return v
}

// Remedy gives the finding a remedy of its own: the HCL to write.
func (v *Verdict) Remedy(hcl string) *Verdict {
	v.Fix = hcl
	return v
}

// Hop adds a fact that the finding rests on. Order counts: for a path, first hop first.
func (v *Verdict) Hop(at model.Place, format string, args ...any) *Verdict {
	v.Evidence = append(v.Evidence, finding.Evidence{
		Address: at.Address, Attribute: at.Attribute, Note: fmt.Sprintf(format, args...),
	})
	return v
}
