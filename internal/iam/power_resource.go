package iam

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
)

// wildcardResource adds the statement's actions that write, or read data, on every resource of the account
// though they could be held to one.
func (p *powers) wildcardResource(by Source) {
	s := by.Statement
	if s.NotActions != nil || s.widestResource("", "") < guessed {
		return
	}
	var actions []string
	certain, why := No, ""
	for _, a := range s.Actions {
		t, w := p.onWildcard(a, s)
		if t == No || slices.Contains(actions, a.Text) {
			continue
		}
		actions = append(actions, a.Text)
		if t > certain {
			certain, why = t, w
		}
	}
	if len(actions) > 0 {
		p.add(p.of(WildcardResource, "", by, actions), certain, why)
	}
}

func (p *powers) onWildcard(a Term, s *Statement) (Tri, string) {
	service, _, _ := strings.Cut(a.Text, ":")
	if a.Unknown || wideOpen(a.Text) {
		return No, ""
	}
	wide := s.widestResource(service, "")
	if wide != broad && wide != guessed || !worthPinning(a.Text) {
		return No, ""
	}
	left, why := p.leftOf(a.Text, s)
	if left == No && p.boundary != nil && !isLiteral(a.Text) {
		left, why = p.someLeft(a.Text, s)
	}
	if wide == guessed && left == Yes {
		left, why = Maybe, reason("the resource is unknown", s.why())
	}
	return left, why
}

// someLeft: a boundary that doesn't allow a pattern as a whole may still allow some of its actions.
func (p *powers) someLeft(pattern string, s *Statement) (best Tri, why string) {
	for _, action := range facts.MatchActions(pattern) {
		if !worthPinning(action) {
			continue
		}
		if t, w := p.leftOf(action, s); t > best {
			best, why = t, w
		}
		if best == Yes {
			break
		}
	}
	return best, why
}

// wideOpen: "*" and "*:*" are Admin's, or nobody's.
func wideOpen(action string) bool { return strings.Trim(action, "*:") == "" }

// worthPinning says whether an action, or one that a pattern stands for, supports resource-level permissions
// and writes or reads data.
func worthPinning(pattern string) bool {
	if isLiteral(pattern) {
		a, ok := facts.FindAction(pattern)
		return ok && pinnable(a)
	}
	service, name, ok := strings.Cut(pattern, ":")
	if !ok || !strings.ContainsAny(name, "*?") {
		return false
	}
	for _, a := range facts.PrefixActions(service, name[:strings.IndexAny(name, "*?")]) {
		if pinnable(a) && covers(name, a.Name, true) {
			return true
		}
	}
	return false
}

func pinnable(a facts.Action) bool {
	if !a.Resource || customary(a) {
		return false
	}
	switch a.Level {
	case facts.Write, facts.PermissionsManagement:
		return true
	case facts.Read, facts.List:
		return a.Data
	}
	return false
}

// customary: what AWS's own policies for execution roles grant on "*", since the log group or network
// interface doesn't exist before the function runs: AWSLambdaBasicExecutionRole,
// AWSLambdaVPCAccessExecutionRole (2026-08-22). X-Ray's and CloudWatch's actions have no resources anyway.
func customary(a facts.Action) bool {
	switch a.Service {
	case "logs":
		return a.Name == "CreateLogGroup" || a.Name == "CreateLogStream" || a.Name == "PutLogEvents"
	case "ec2":
		switch a.Name {
		case "CreateNetworkInterface", "DeleteNetworkInterface", "AssignPrivateIpAddresses",
			"UnassignPrivateIpAddresses", "CreateNetworkInterfacePermission":
			return true
		}
	case "xray", "cloudwatch":
		return true
	}
	return false
}
