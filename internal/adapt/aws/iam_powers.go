package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// powers turns what the evaluator finds dangerous into the model's terms. Under a boundary of which nothing is
// known the identity may have all that its policies give, or less.
func powers(who *iam.Identity) []*model.Power {
	within := model.True()
	if who.Boundary != nil && who.Boundary.Unknown {
		within = model.Undecided("the permissions boundary may not allow it: " + who.Boundary.Why)
		free := *who
		free.Boundary = nil
		who = &free
	}
	found := who.Powers()
	out := make([]*model.Power, 0, len(found))
	for _, p := range found {
		m := power(p)
		m.Certain = m.Certain.And(within)
		out = append(out, m)
	}
	return out
}

func power(p iam.Power) *model.Power {
	m := &model.Power{
		Kind: powerKind(p), Name: p.Name, Actions: p.Actions, Note: powerNote(p),
		Limited: limited(p.Conditions), Certain: truth(p.Certain, p.Why).And(doubt(p.Conditions)),
	}
	if len(p.By) > 0 && p.By[0].Statement != nil {
		m.Place = base.PlaceOf(p.By[0].Statement.Place)
	}
	m.Prescribed = len(p.By) == 1 && prescribed(p.By[0].Document)
	return m
}

// prescribed knows the policies that AWS made for the role of one service: their path is service-role/, but for
// that of Lambda's capacity providers (Lambda developer guide, "Operator role for Lambda Managed Instances").
func prescribed(doc *iam.Document) bool {
	return doc != nil && (strings.Contains(doc.Managed, ":aws:policy/service-role/") ||
		strings.HasSuffix(doc.Managed, ":aws:policy/AWSLambdaManagedEC2ResourceOperator"))
}

func powerKind(p iam.Power) model.PowerKind {
	switch p.Kind {
	case iam.Admin:
		return model.Admin
	case iam.ServiceWildcard:
		return model.WholeService
	case iam.WildcardResource:
		return model.AnyResource
	case iam.SecretRead:
		return model.BroadSecrets
	case iam.CodeUpdate:
		return model.ChangeCode
	case iam.Inverted:
		return model.InvertedGrant
	case iam.LogTamper:
		return model.TamperWithLogs
	default:
		return model.Escalation // also sts:AssumeRole on every role
	}
}

// powerNote says what is allowed on what: "s3:* on *".
func powerNote(p iam.Power) string {
	actions := p.Actions
	const most = 4
	note := strings.Join(actions[:min(len(actions), most)], ", ")
	if len(actions) > most {
		note += ", …"
	}
	switch {
	case len(p.By) > 1:
		return note
	case len(p.By) == 1 && p.By[0].Statement != nil:
		return statementNote(note, p.By[0].Statement)
	}
	return note
}

func statementNote(actions string, s *iam.Statement) string {
	if actions == "" {
		var but []string
		for _, a := range s.NotActions {
			but = append(but, a.String())
		}
		actions = "everything but " + strings.Join(but, ", ")
	}
	if on := resourceTexts(s); on != "" {
		return actions + " on " + on
	}
	return actions
}

// limited tells whether conditions tie a power down. That a request must come over TLS, or go to a certain
// region, does not.
func limited(conditions []iam.Condition) bool {
	for _, c := range conditions {
		l := c.Limit()
		switch {
		case l.Kind == iam.BySecureTransport, l.Kind == iam.BySpoofable, strings.EqualFold(c.Key, "aws:RequestedRegion"):
		case l.Narrows == iam.Yes:
			return true
		}
	}
	return false
}

// doubt is unknown when a condition is: a policy that only may be attached stands under one.
func doubt(conditions []iam.Condition) model.Truth {
	for _, c := range conditions {
		if c.Unknown {
			return model.Undecided(c.Why)
		}
	}
	return model.True()
}
