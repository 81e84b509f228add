package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// policy is a resource policy as far as the plan knows it.
type policy struct {
	grants []*model.Grant // already judged against what the policy denies
	// tlsOnly tells whether it denies requests without TLS.
	tlsOnly model.Truth
	set     model.Truth // whether there is a policy at all
	why     string      // why it is not fully known; "" when it is
	place   model.Place
}

// policy reads the resource policy in an attribute: a JSON string, or a reference to a policy document data
// source that cannot be read yet and is rebuilt from its statements.
func (r resource) policy(path string) policy {
	d := r.documents(path)
	p := policy{tlsOnly: d.tlsOnly(), set: d.set, why: d.why, place: d.place}
	for _, h := range d.held {
		p.grants = append(p.grants, grants(h, r.b.policies.rows)...)
		if h.doc.Unknown && p.why == "" {
			p.why = h.doc.Why
		}
	}
	return p
}

// tlsOnly tells whether requests without TLS are denied: by each document that it may be.
func (d documents) tlsOnly() model.Truth {
	some, every := model.False(), model.Of(d.why == "" && len(d.held) > 0)
	for _, h := range d.held {
		denies := truth(h.doc.DeniesInsecureTransport(), h.doc.Why)
		some, every = some.Or(denies.And(h.certain)), every.And(denies)
	}
	if d.why != "" {
		some = some.Or(model.Undecided(d.why))
	}
	return some.Or(every)
}

// truth turns an answer of the evaluator into the model's.
func truth(t iam.Tri, why string) model.Truth {
	return base.Truth(t, base.Either(why, "a part of the policy is known only after apply"))
}

// grantsOf is grants for a document that stands in no policy attribute.
func grantsOf(h held) []*model.Grant { return grants(h, allActions(actionsByAbility())) }

// grants turns the Allow statements of a document into grants. What a Deny takes back is left out; what it
// only may take back becomes an uncertain grant of its own.
func grants(h held, rows []actionAbility) []*model.Grant {
	if h.doc.Unknown {
		return nil
	}
	var out []*model.Grant
	for _, g := range h.doc.Grants() {
		l := remaining(h.doc, g, rows)
		if len(l.certain) > 0 || len(l.maybe) == 0 && !l.taken {
			out = append(out, grantOf(g, l.certain, h.certain))
		}
		if len(l.maybe) > 0 {
			out = append(out, grantOf(g, l.maybe, truth(iam.Maybe, l.why)))
		}
	}
	return out
}

func grantOf(g iam.Grant, abilities []model.Ability, certain model.Truth) *model.Grant {
	return &model.Grant{
		Place: base.PlaceOf(g.By.Statement.Place), Sid: g.By.Statement.Sid,
		Principal: principalOf(g.To), Abilities: abilities, Actions: actionTexts(g),
		Wildcard: wildcard(g), Inverted: g.Inverted, Limits: limits(g), Certain: certain,
	}
}

func principalOf(g iam.Grantee) model.Principal {
	p := model.Principal{Text: strings.ReplaceAll(g.ID, iam.Hole, "(unknown)"), Account: g.Account}
	switch g.Kind {
	case iam.Anyone:
		p.Kind = model.Anyone
	case iam.AccountRoot:
		p.Kind = model.AccountPrincipal
	case iam.Role, iam.User, iam.UniqueID, iam.CanonicalUser, iam.OriginAccessUser:
		p.Kind = model.IdentityHolder
	case iam.Service:
		p.Kind = model.ServicePrincipal
	case iam.Federated:
		p.Kind = model.Federated
	default:
		p.Kind, p.Why = model.UnknownPrincipal, g.Why
	}
	if len(g.Refs) > 0 {
		p.Text = "${" + strings.Join(g.Refs, "} or ${") + "}"
		if p.Kind == model.UnknownPrincipal && identityRefs(g.Refs) {
			p.Kind, p.Why = model.IdentityHolder, ""
		}
	}
	return p
}

// identityRefs tells whether all addresses are those of IAM identities, whose ARNs are principals of their own.
func identityRefs(refs []string) bool {
	for _, ref := range refs {
		kind := typeOf(ref)
		if kind != "aws_iam_role" && kind != "aws_iam_user" && kind != "aws_cloudfront_origin_access_identity" {
			return false
		}
	}
	return true
}

// typeOf reads the resource type out of the address of a managed resource:
// module.a["x.y"].aws_iam_role.r["k"] is an aws_iam_role. A key may hold dots; a type is the word after the
// last module.
func typeOf(address string) string {
	for strings.HasPrefix(address, "module.") {
		rest := address[len("module."):]
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			return ""
		}
		if rest[end] == '[' {
			closing := strings.Index(rest, "].")
			if closing < 0 {
				return ""
			}
			end = closing + 1
		}
		address = rest[end+1:]
	}
	kind, _, _ := strings.Cut(address, ".")
	return kind
}

// actionTexts gives the actions as written, for messages.
func actionTexts(g iam.Grant) []string {
	var texts []string
	for _, a := range g.Actions {
		texts = append(texts, a.String())
	}
	for _, a := range g.NotActions {
		texts = append(texts, "everything but "+a.String())
	}
	return texts
}

// wildcard tells whether a grant's actions are all actions of a service, or of all services.
func wildcard(g iam.Grant) bool {
	for _, a := range g.Actions {
		service, name, ok := strings.Cut(a.Text, ":")
		if !a.Unknown && (service == "*" && !ok || ok && name == "*") {
			return true
		}
	}
	return false
}

func limits(g iam.Grant) []model.Limit {
	out := make([]model.Limit, 0, len(g.Limits))
	for _, l := range g.Limits {
		out = append(out, model.Limit{Kind: limitKind(l.Kind), Values: limitValues(g, l), Weak: l.Narrows == iam.No})
	}
	return out
}

// limitKind says what a kind of condition ties a grant to. Tags of the caller are not among them: in an
// account of one's own one sets them at will. Nor is what any client may claim, such as aws:Referer.
func limitKind(kind iam.LimitKind) model.LimitKind {
	switch kind {
	case iam.BySourceArn:
		return model.SourceResource
	case iam.BySourceAccount:
		return model.SourceAccount
	case iam.BySourceOrg, iam.ByPrincipalOrgID, iam.ByPrincipalOrgPaths:
		return model.Organisation
	case iam.ByPrincipalAccount:
		return model.CallerAccount
	case iam.ByPrincipalArn, iam.ByPrincipalID, iam.ByPrincipalService:
		return model.CallerIdentity
	case iam.BySourceVpce, iam.BySourceVpc, iam.BySourceIP:
		return model.Network
	case iam.ByViaService:
		return model.ViaService
	case iam.ByFunctionURLAuthType:
		return model.URLAuth
	case iam.ByFederatedSubject:
		return model.Subject
	case iam.ByFederatedAudience:
		return model.Audience
	case iam.ByExternalID:
		return model.ExternalID
	case iam.BySecureTransport:
		return model.Transport
	default:
		return model.OtherLimit
	}
}

// limitValues gives a condition's values. Whether the limit holds anyone back may be unknown as a whole; that
// its values are known only after apply does not make it so.
func limitValues(g iam.Grant, l iam.Limit) model.Value[[]string] {
	at := base.PlaceOf(g.By.Statement.Place)
	if l.Narrows == iam.Maybe {
		why := l.Why
		for _, v := range l.Condition.Values {
			if v.Unknown && v.Why != "" {
				why = v.Why
			}
		}
		return model.UnknownValue[[]string](why, at)
	}
	texts := make([]string, 0, len(l.Condition.Values))
	unknown, shapeless := "", false
	for _, v := range l.Condition.Values {
		if v.Unknown && unknown == "" {
			unknown = v.String() + " is known only after apply"
		}
		shapeless = shapeless || v.Unknown && v.Text == ""
		texts = append(texts, strings.ReplaceAll(v.Text, iam.Hole, model.Gap))
	}
	switch {
	case unknown == "":
		return model.Known(texts, at)
	case shapeless:
		return model.UnknownSet[[]string](unknown, at)
	}
	return model.UnknownSet[[]string](unknown, at).Shaped(texts...)
}
