package iam

import (
	"net/netip"
	"strings"
)

// LimitKind is what a condition looks at.
type LimitKind uint8

// The kinds of limits, with their condition keys.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
const (
	OtherLimit            LimitKind = iota // a key that says nothing about who asks
	BySourceArn                            // aws:SourceArn
	BySourceAccount                        // aws:SourceAccount, aws:SourceOwner
	BySourceOrg                            // aws:SourceOrgID, aws:SourceOrgPaths
	ByPrincipalOrgID                       // aws:PrincipalOrgID
	ByPrincipalOrgPaths                    // aws:PrincipalOrgPaths
	ByPrincipalAccount                     // aws:PrincipalAccount, kms:CallerAccount
	ByPrincipalArn                         // aws:PrincipalArn
	ByPrincipalID                          // aws:userid, aws:username
	ByPrincipalTag                         // aws:PrincipalTag/...
	ByPrincipalService                     // aws:PrincipalServiceName, aws:PrincipalIsAWSService
	BySourceVpce                           // aws:SourceVpce, aws:VpceAccount, aws:VpceOrgID
	BySourceVpc                            // aws:SourceVpc, aws:SourceVpcArn
	BySourceIP                             // aws:SourceIp, aws:VpcSourceIp
	ByViaService                           // aws:ViaAWSService, aws:CalledVia, kms:ViaService
	ByFunctionURLAuthType                  // lambda:FunctionUrlAuthType
	ByFederatedSubject                     // an identity provider's :sub, and claims as narrow as it
	ByFederatedAudience                    // an identity provider's :aud
	ByFederatedOther                       // another claim of an identity provider
	ByExternalID                           // sts:ExternalId
	BySecureTransport                      // aws:SecureTransport, s3:TlsVersion
	ByMFA                                  // aws:MultiFactorAuthPresent, aws:MultiFactorAuthAge
	BySpoofable                            // aws:Referer, aws:UserAgent: whatever the caller says
	ByPassedToService                      // iam:PassedToService
	ByResourceTag                          // aws:ResourceTag/...
	ByPermissionsBoundary                  // iam:PermissionsBoundary
	ByPolicyARN                            // iam:PolicyARN
	BySubscriptionTarget                   // sns:Endpoint, sns:Protocol
)

// Limit is one condition, judged.
type Limit struct {
	Kind      LimitKind
	Condition Condition
	// Narrows says whether it keeps anyone out. A value that matches everything does not, nor a negated
	// operator, nor one that holds too when the request lacks the key.
	Narrows Tri
	Why     string // why it doesn't, or isn't known to
}

// pins says that the kind tells strangers from those whom the policy names.
func (k LimitKind) pins() bool {
	switch k {
	case BySourceArn, BySourceAccount, BySourceOrg, ByPrincipalOrgID, ByPrincipalOrgPaths, ByPrincipalAccount,
		ByPrincipalArn, ByPrincipalID, BySourceVpce, BySourceVpc, BySourceIP, ByFederatedSubject, ByPrincipalService:
		return true
	}
	return false
}

// Limits judges the statement's conditions.
func (s *Statement) Limits() []Limit {
	if len(s.Conditions) == 0 {
		return nil
	}
	out := make([]Limit, len(s.Conditions))
	for i, c := range s.Conditions {
		out[i] = c.Limit()
	}
	return out
}

// Limit judges a condition of an Allow statement.
func (c Condition) Limit() Limit {
	l := Limit{Kind: kindOf(c.Key), Condition: c}
	if c.Unknown {
		l.Narrows, l.Why = Maybe, reason("the condition is unknown", c.Why)
		return l
	}
	l.Narrows, l.Why = c.narrows(l.Kind)
	return l
}

func (c *Condition) narrows(kind LimitKind) (Tri, string) {
	op, ok := parseOperator(c.Operator)
	switch {
	case !ok:
		return Maybe, "there is no condition operator " + c.Operator
	case op.negated:
		return No, c.Operator + " lets all others in"
	case op.ifExists:
		return No, c.Operator + " lets in who lacks " + c.Key
	case op.allVals:
		return No, "ForAllValues lets in who lacks " + c.Key
	case op.family == null:
		return No, "Null only asks for the key, not for a value"
	}
	return widest(c.Values, func(v Term) Tri { return valueNarrows(kind, op, v) }),
		"a value takes in everything"
}

// widest: values are alternatives, so the widest one counts; a condition without values never holds.
func widest(values []Term, narrows func(Term) Tri) Tri {
	out := Yes
	for _, v := range values {
		out = out.And(narrows(v))
	}
	return out
}

func valueNarrows(kind LimitKind, op operator, v Term) Tri {
	if v.Unknown && len(v.Refs) == 0 && strings.Trim(v.Text, Hole) == "" {
		return Maybe
	}
	switch {
	case op.family == ipAddress:
		return addressNarrows(v)
	case op.family == boolean:
		return boolNarrows(kind, v)
	case op.family != stringLike || v.Unknown && strings.HasPrefix(orHole(v.Text), Hole):
		return Yes
	case kind == BySourceArn || kind == ByPrincipalArn:
		return arnNarrows(v.Text)
	case kind == ByFederatedSubject:
		return subjectNarrows(v.Text)
	}
	if strings.Trim(v.Text, "*?:/") == "" {
		return No
	}
	return Yes
}

// arnNarrows: a pattern of ARNs keeps strangers out when it names the account, or, as a bucket's ARN has
// none, the resource. "arn:aws:sns:*:*:orders" is a topic that anyone can make.
func arnNarrows(pattern string) Tri {
	parts := strings.SplitN(pattern, ":", 6)
	if len(parts) < 6 {
		return No
	}
	account, resource := parts[4], parts[5]
	switch {
	case strings.ContainsAny(account, "*?"):
		return No
	case account != "":
		return Yes
	}
	if strings.HasPrefix(resource, "*") || strings.HasPrefix(resource, "?") {
		return No
	}
	return Yes
}

// subjectNarrows: "repo:*" and "repo:*/app:ref:refs/heads/main" are repositories that anyone can make.
// Source: https://docs.github.com/actions/concepts/security/openid-connect
func subjectNarrows(pattern string) Tri {
	for _, prefix := range []string{"repo:", "project_path:", "organization:", "*"} {
		pattern = strings.TrimPrefix(pattern, prefix)
	}
	if pattern == "" || strings.HasPrefix(pattern, "*") || strings.HasPrefix(pattern, "/") {
		return No
	}
	return Yes
}

func addressNarrows(v Term) Tri {
	if v.Unknown {
		return Maybe
	}
	prefix, err := netip.ParsePrefix(v.Text)
	if err != nil {
		return Yes // one address, or nothing at all
	}
	// Two halves of the internet are the internet: /1 narrows nothing worth the name.
	if prefix.Bits() <= 1 {
		return No
	}
	return Yes
}

// boolNarrows: only the services' own flag keeps people out.
func boolNarrows(kind LimitKind, v Term) Tri {
	if kind == ByPrincipalService && !strings.EqualFold(v.Text, "true") {
		return No
	}
	return Yes
}

func kindOf(key string) LimitKind {
	key = strings.ToLower(key)
	if k, ok := limitKeys()[key]; ok {
		return k
	}
	switch {
	case strings.HasPrefix(key, "aws:principaltag/"):
		return ByPrincipalTag
	case strings.HasPrefix(key, "aws:resourcetag/"), strings.Contains(key, ":resourcetag/"):
		return ByResourceTag
	}
	return claimKind(key)
}

// claimKind knows an identity provider's claims: "token.actions.githubusercontent.com:sub".
func claimKind(key string) LimitKind {
	provider, claim, ok := cutLast(key, ":")
	if !ok || !strings.Contains(provider, ".") && provider != "saml" {
		return OtherLimit
	}
	switch claim {
	case "sub", "repository", "repository_id", "job_workflow_ref", "project_path":
		return ByFederatedSubject
	case "aud", "oaud":
		return ByFederatedAudience
	}
	return ByFederatedOther
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
