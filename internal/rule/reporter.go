package rule

import (
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Outcome of one question asked about an object.
type Outcome uint8

// The outcomes that are kept; a pass leaves nothing but the fact that the object was judged.
const (
	Fail Outcome = iota + 1
	Unknown
)

// Verdict is the answer to one question about one object, where it is not a pass. A nil *Verdict is a pass:
// all its methods may be called and do nothing.
type Verdict struct {
	Outcome  Outcome
	Place    model.Place
	Message  string
	Reason   string           // why it is unknown
	Severity finding.Severity // "" for the rule's own
	Profile  finding.Profile  // "" for the rule's own
	Fix      string           // "" for the rule's own remedy
	Evidence []finding.Evidence
	cloud    model.Cloud // of the object
}

// Reporter takes the verdicts of a check on one object.
type Reporter struct {
	object   model.Object
	judged   bool
	verdicts []*Verdict
}

// FailIf records what is wrong at a place: a failure when bad is true, unknown when it is, a pass when it is
// false. The message says what is wrong, as a sentence; for an unknown verdict it is shown together with
// the reason. The verdict returned takes options (As, In, Remedy, Hop); they do nothing for a pass.
func (r *Reporter) FailIf(bad model.Truth, at model.Place, format string, args ...any) *Verdict {
	r.judged = true
	var v *Verdict
	bad.Decide(
		func() { v = &Verdict{Outcome: Fail} },
		func() {},
		func(why string) { v = &Verdict{Outcome: Unknown, Reason: why} },
	)
	if v == nil {
		return nil
	}
	v.Place, v.Message, v.cloud = at, fmt.Sprintf(format, args...), r.object.Base().Cloud
	if v.Place.Address() == "" {
		v.Place = r.object.Base().At(v.Place.Attribute())
	}
	r.verdicts = append(r.verdicts, v)
	return v
}

// Pass records that the object was judged and nothing was found, where a check has no question left to ask.
func (r *Reporter) Pass() { r.judged = true }

// As gives the finding another severity than the rule's.
func (v *Verdict) As(s finding.Severity) *Verdict {
	if v != nil {
		v.Severity = s
	}
	return v
}

// In puts the finding into another profile than the rule's: a form of the weakness that is more (or less) a
// matter of taste than the rule's main form.
func (v *Verdict) In(p finding.Profile) *Verdict {
	if v != nil {
		v.Profile = p
	}
	return v
}

// Remedy gives the finding a remedy of its own: the HCL to write.
func (v *Verdict) Remedy(hcl string) *Verdict {
	if v != nil {
		v.Fix = hcl
	}
	return v
}

// RemedyOn is Remedy for objects of one cloud; for others nothing changes.
func (v *Verdict) RemedyOn(cloud model.Cloud, hcl string) *Verdict {
	if v != nil && v.cloud == cloud {
		v.Fix = hcl
	}
	return v
}

// ByGrant adds to a finding on a grant what puts it in force, where it stands elsewhere, and on Google Cloud the HCL that names
// one account of the plan instead of those whom it is for.
func (v *Verdict) ByGrant(g *model.Grant, account string) *Verdict {
	if g.Through.Address() != "" {
		v.Hop(g.Through, "puts the policy in force")
	}
	member := `"serviceAccount:${google_service_account.` + account + `.email}"`
	if strings.Contains(g.Place.Attribute(), "members") {
		return v.RemedyOn(model.Google, "members = ["+member+"]")
	}
	return v.RemedyOn(model.Google, "member = "+member)
}

// Hop adds a fact that the finding rests on. Order counts: for a path, first hop first.
func (v *Verdict) Hop(at model.Place, format string, args ...any) *Verdict {
	if v != nil {
		v.Evidence = append(v.Evidence, finding.Evidence{
			Address: at.Address(), Attribute: at.Attribute(), Note: fmt.Sprintf(format, args...),
		})
	}
	return v
}

// Step adds a hop of an attack path, first hop first.
func (v *Verdict) Step(at model.Place, hop finding.Hop) *Verdict {
	if v != nil {
		v.Evidence = append(v.Evidence, finding.Evidence{
			Address: at.Address(), Attribute: at.Attribute(), Note: hop.String(), Hop: &hop,
		})
	}
	return v
}
