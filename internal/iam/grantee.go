package iam

import "strings"

// GranteeKind is what a grant is made to.
type GranteeKind uint8

// The kinds of grantees.
const (
	GranteeUnknown   GranteeKind = iota // known after apply, or a principal that AWS doesn't have
	Anyone                              // "*": whoever has the address, with or without an AWS account
	AccountRoot                         // a whole account: its number, or its root's ARN
	Role                                // a role, or a session of one (assumed-role)
	User                                // an IAM or federated user
	Service                             // an AWS service principal, such as s3.amazonaws.com
	Federated                           // an identity provider: OIDC, SAML, Cognito
	CanonicalUser                       // an account's or origin access identity's canonical id, on S3
	OriginAccessUser                    // a CloudFront origin access identity
	UniqueID                            // AIDA..., AROA...: a principal that has since been deleted
)

// Grantee is a principal, normalised.
type Grantee struct {
	Kind    GranteeKind
	ID      string   // account id, ARN, service, provider or canonical id; of an unknown one what is known of it
	Account string   // the account id in the ARN, if any; "aws" never
	Refs    []string // the objects that an unknown principal comes from
	Why     string   // why it is unknown
}

// Grantee normalises a principal.
func (p Principal) Grantee() Grantee {
	g := Grantee{ID: p.ID.Text, Refs: p.ID.Refs}
	switch p.Type {
	case PrincipalAny:
		g.Kind = Anyone
	case PrincipalService:
		g.Kind = Service
	case PrincipalFederated:
		g.Kind = Federated
		_, g.Account, _ = arnParts(p.ID.Text)
	case PrincipalCanonical:
		g.Kind = CanonicalUser
	case PrincipalAWS:
		g.Kind, g.Account = awsPrincipal(p.ID.Text)
	}
	if p.ID.Unknown {
		g.Why = reason("the principal is unknown", p.ID.Why)
		if p.Type == PrincipalAWS && len(p.ID.Refs) == 0 || strings.Contains(g.Account, Hole) {
			g.Account = ""
		}
		return unknownGrantee(g, p)
	}
	if g.Kind == GranteeUnknown {
		g.Why = "not a principal that AWS has: " + p.ID.Text
	}
	return g
}

// unknownGrantee keeps the kind where the type alone tells it: a service stays a service.
func unknownGrantee(g Grantee, p Principal) Grantee {
	if p.Type == PrincipalAWS && g.Kind == UniqueID {
		g.Kind = GranteeUnknown
	}
	return g
}

// awsPrincipal takes an AWS principal apart.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
func awsPrincipal(id string) (GranteeKind, string) {
	if id == "*" {
		return Anyone, ""
	}
	if isAccount(id) {
		return AccountRoot, id
	}
	service, account, resource := arnParts(id)
	kind, _, _ := strings.Cut(resource, "/")
	switch {
	case service == "" && isUniqueID(id):
		return UniqueID, ""
	case service == "iam" && account == "cloudfront":
		return OriginAccessUser, ""
	case service == "iam" && resource == "root":
		return AccountRoot, account
	case service == "iam" && kind == "role", service == "sts" && kind == "assumed-role":
		return Role, account
	case service == "iam" && kind == "user", service == "sts" && kind == "federated-user":
		return User, account
	}
	return GranteeUnknown, account
}

// arnParts gives the service, account and resource of an ARN; all "" for what is none.
func arnParts(arn string) (service, account, resource string) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" {
		return "", "", ""
	}
	return parts[2], parts[4], parts[5]
}

func isAccount(s string) bool {
	return len(s) == 12 && strings.Trim(s, "0123456789") == ""
}

// isUniqueID knows IAM's ids of users (AIDA) and roles (AROA).
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
func isUniqueID(s string) bool {
	return len(s) >= 16 && (strings.HasPrefix(s, "AIDA") || strings.HasPrefix(s, "AROA"))
}

// covers says whether the statement's principals take in everyone on earth; a statement without principals,
// in an identity policy, is of no concern to strangers.
func (s *Statement) coversAnyone() Tri {
	if s.Unknown {
		return Maybe
	}
	if s.NotPrincipals != nil {
		return Yes // all but a few
	}
	out := No
	for _, p := range s.Principals {
		switch {
		case p.Type == PrincipalAny:
			return Yes
		case p.ID.Unknown && mayBeAnyone(p):
			out = Maybe
		}
	}
	return out
}

// mayBeAnyone: an unknown principal that is built from an object's ARN is that object's.
func mayBeAnyone(p Principal) bool {
	ofAccounts := p.Type == PrincipalAWS || p.Type == PrincipalUnknown
	return ofAccounts && len(p.ID.Refs) == 0 && strings.Trim(p.ID.Text, Hole) == ""
}
