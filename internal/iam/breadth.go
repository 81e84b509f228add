package iam

import "strings"

// breadth is how many resources of its kind a statement's resource takes in.
type breadth uint8

const (
	narrow  breadth = iota // one resource, or what lies below it
	guessed                // known after apply: it may be a wildcard
	partial                // some, by a part of their name
	broad                  // all of the account
)

// tri says whether the resource is broad.
func (b breadth) tri() Tri {
	switch b {
	case narrow:
		return No
	case broad:
		return Yes
	}
	return Maybe
}

// breadthOf judges a resource of a statement: "*" and "arn:aws:kms:*:123456789012:key/*" are broad,
// "arn:aws:iam::*:role/app-*" is partial, "arn:aws:s3:::bucket/*" is narrow.
func breadthOf(t Term) breadth {
	text := t.Text
	if t.Unknown {
		if text == "" || strings.HasPrefix(text, Hole) {
			return unknownBreadth(t)
		}
	} else if text == "*" || strings.Trim(text, "*:") == "" {
		return broad
	}
	service, resource, ok := resourcePart(text)
	if !ok {
		if strings.HasSuffix(text, "*") {
			return broad // "arn:aws:iam::*", "arn:aws:s3*"
		}
		return narrow
	}
	b := nameBreadth(service, resource)
	if b == narrow && t.Unknown && strings.Contains(resource, Hole) {
		return unknownBreadth(t)
	}
	return b
}

// unknownBreadth: what comes from an object of the plan is that object.
func unknownBreadth(t Term) breadth {
	if len(t.Refs) > 0 {
		return narrow
	}
	return guessed
}

func resourcePart(arn string) (service, resource string, ok bool) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 {
		return "", "", false
	}
	return parts[2], parts[5], true
}

// nameBreadth judges the last part of an ARN. What follows the name, such as the key of an object in a
// bucket, is of no account, except in IAM, whose names have paths before them.
func nameBreadth(service, resource string) breadth {
	name := resource
	if !untyped(service) {
		if i := strings.IndexAny(resource, ":/"); i >= 0 {
			name = resource[i+1:]
		}
	}
	first := name
	if i := strings.IndexAny(strings.TrimLeft(name, "/"), ":/"); i >= 0 && service != "iam" {
		first = strings.TrimLeft(name, "/")[:i]
	}
	switch {
	case !strings.ContainsAny(first, "*?"):
		return narrow
	case strings.Trim(name, "*/:") == "":
		return broad
	}
	return partial
}

// untyped: the resource part of these services' ARNs is a bare name.
func untyped(service string) bool {
	switch service {
	case "s3", "sns", "sqs", "execute-api":
		return true
	}
	return false
}

// speaksOf says whether a resource can be one of the action's service. A few actions work on resources of
// another service (ssm:SendCommand on instances); those ask with "".
func speaksOf(t Term, service string) bool {
	if service == "" || t.Unknown && (t.Text == "" || strings.HasPrefix(t.Text, Hole)) {
		return true
	}
	of, _, ok := resourcePart(t.Text)
	return !ok || !isLiteral(of) || of == "" || strings.EqualFold(of, service)
}

// widestResource gives the broadest of the statement's resources for an action of a service and, for IAM, a
// kind of resource ("role"; "" for any). NotResources leave nearly everything, and are broad.
func (s *Statement) widestResource(service, kind string) breadth {
	out := narrow
	if s.NotResources != nil {
		return broad
	}
	for _, t := range s.Resources {
		if speaksOf(t, service) && ofKind(t, kind) {
			out = max(out, breadthOf(t))
		}
	}
	return out
}

// ofKind: "arn:aws:iam::*:user/*" lets nobody pass a role.
func ofKind(t Term, kind string) bool {
	if kind == "" {
		return true
	}
	_, resource, ok := resourcePart(t.Text)
	typ, _, typed := strings.Cut(resource, "/")
	return !ok || !typed || relate(typ, kind, false) != No
}
