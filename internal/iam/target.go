package iam

import "strings"

// Target is a resource that an action is held against: by its ARN, or, when that is known only after apply,
// by what is known of it.
type Target struct {
	ARN string // with "*" for every resource; "" when unknown
	Ref string // the caller's id of the object, as in Term.Refs; "" when it isn't an object of the plan
	// What is known of an unknown ARN; "" is unknown. Resource is the last part of the ARN ("function:orders");
	// when it is "", Name and Service give it for the services that have one kind of resource here.
	Service, Region, Account, Resource, Name string
	// Suffix follows the ARN: "/*" or "/key" for objects of a bucket, ":*" for a log group's streams.
	Suffix string
	// Part is true when the suffix is only a part of what is below the ARN, so that a term which begins with
	// the ARN and goes on in a way that isn't known may be about another part.
	Part bool
}

// Everything is the target "*": only what is allowed on every resource is allowed on it.
func Everything() Target { return Target{ARN: "*"} }

// Resource parts of an ARN, by service, for the kind of resource that functions meet most; "@" is the name.
// Source: the Service Authorization Reference, "Resource types defined by ...".
func resourceForm(service string) string {
	switch service {
	case "sqs", "sns", "s3":
		return "@"
	case "lambda":
		return "function:@"
	case "dynamodb":
		return "table/@"
	case "kinesis":
		return "stream/@"
	case "firehose":
		return "deliverystream/@"
	case "events":
		return "event-bus/@"
	case "logs":
		return "log-group:@"
	case "secretsmanager":
		return "secret:@-??????" // AWS appends six random characters
	case "states":
		return "stateMachine:@"
	case "ssm":
		return "parameter/@"
	case "ecr":
		return "repository/@"
	}
	return ""
}

// subject gives the ARN with a Hole for each unknown part.
func (t Target) subject() string {
	if t.ARN != "" {
		return t.ARN + t.Suffix
	}
	if t.Service == "" && t.Resource == "" {
		return Hole
	}
	region, account := orHole(t.Region), orHole(t.Account)
	switch t.Service {
	case "s3":
		region, account = "", ""
	case "iam":
		region = ""
	}
	parts := []string{"arn", partition(t.Region), orHole(t.Service), region, account, t.resource() + t.Suffix}
	return strings.Join(parts, ":")
}

// partition gives the partition of a region, a Hole for an unknown one and for those that few can reach.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
func partition(region string) string {
	switch {
	case region == "", strings.Contains(region, "-iso"):
		return Hole
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	default:
		return "aws"
	}
}

func (t Target) resource() string {
	form := resourceForm(t.Service)
	if t.Resource != "" || t.Name == "" || form == "" {
		return orHole(t.Resource)
	}
	name := t.Name
	if t.Service == "ssm" {
		name = strings.TrimPrefix(name, "/") // the parameter /a/b has the ARN parameter/a/b
	}
	return strings.Replace(form, "@", name, 1)
}

func orHole(s string) string {
	if s == "" {
		return Hole
	}
	return s
}

// targetOf makes a target of a statement's own resource, to hold it against other statements.
func targetOf(t Term) Target {
	switch {
	case !t.Unknown:
		return Target{ARN: resolveVariables(t.Text)}
	case len(t.Refs) == 1 && strings.HasPrefix(t.Text, Hole):
		return Target{Ref: t.Refs[0], Suffix: t.Text[1:]}
	case len(t.Refs) == 1 && t.Text == "":
		return Target{Ref: t.Refs[0]}
	}
	return Target{ARN: orHole(t.Text)}
}
