package awstest

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

func sortedKeys[T any](m map[string]T) []string {
	keys := slices.Sorted(maps.Keys(m))
	if keys == nil {
		return []string{} // an empty list is there, unlike nil
	}
	return keys
}

// urlEncode writes a policy as IAM gives it: URL-encoded as of RFC 3986.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
func urlEncode(document string) string {
	return strings.ReplaceAll(url.QueryEscape(document), "+", "%20")
}

// roleByARN finds a role by its ARN.
func (w *World) roleByARN(arn string) (*Role, bool) {
	r, ok := w.Roles[arn[strings.LastIndex(arn, "/")+1:]]
	return r, ok
}

// assumable says whether another service sees that it may assume a role. The context has what the service is known
// to tell.
func (w *World) assumable(arn, service string, context map[string]string) bool {
	r, ok := w.roleByARN(arn)
	if !ok || !r.trustLag.over(w.clock()) {
		return false
	}
	d, err := parsePolicy(r.Trust, "")
	return err == nil && allowed([]policyDocument{d}, request{service: service, action: "sts:AssumeRole", context: context})
}

// codeOnly are the condition keys that only calls of a function's own code have, none that Lambda makes with its role.
// https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
func codeOnly() []string { return []string{"lambda:sourcefunctionarn"} }

// roleMay says whether another service sees that a role may do something, for the service's own calls.
func (w *World) roleMay(arn, action, resource string) bool {
	r, ok := w.roleByARN(arn)
	if !ok {
		return false
	}
	documents := r.seen
	if r.policyLag.over(w.clock()) {
		documents = w.documents(r)
	}
	ask := request{action: action, resource: resource, absent: codeOnly()}
	if r.Boundary != "" && !allowed(w.managed(r.Boundary), ask) {
		return false
	}
	return allowed(documents, ask)
}

// documents are a role's policies, inline and attached.
func (w *World) documents(r *Role) []policyDocument {
	var out []policyDocument
	for _, text := range r.Inline {
		if d, err := parsePolicy(text, ""); err == nil {
			out = append(out, d)
		}
	}
	for _, arn := range r.Attached {
		out = append(out, w.managed(arn)...)
	}
	return out
}

// managed gives a managed policy. Of AWS's own only those for Lambda are known; others allow nothing.
func (w *World) managed(arn string) []policyDocument {
	if text, ok := w.Policies[arn]; ok {
		if d, err := parsePolicy(text, ""); err == nil {
			return []policyDocument{d}
		}
	}
	actions := awsManaged(arn[strings.LastIndex(arn, "/")+1:])
	if len(actions) == 0 {
		return nil
	}
	return []policyDocument{{Statement: []statement{{Effect: "Allow", Action: actions, Resource: []string{"*"}}}}}
}

// awsManaged gives the actions of an AWS managed policy, all on any resource; from
// https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html
func awsManaged(name string) []string {
	logs := []string{"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
	switch name {
	case "AdministratorAccess":
		return []string{"*"}
	case "AWSLambdaBasicExecutionRole":
		return logs
	case "AWSLambdaSQSQueueExecutionRole":
		return append(logs, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
	case "AWSLambdaVPCAccessExecutionRole":
		return append(logs, "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
			"ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses")
	case "AWSXRayDaemonWriteAccess":
		return []string{"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
	default:
		return nil
	}
}

func stsHandlers() map[string]handler {
	return map[string]handler{"sts.GetCallerIdentity": (*World).getCallerIdentity, "sts.AssumeRole": (*World).assumeRole}
}

func (w *World) getCallerIdentity(wire.Values) (wire.Values, error) {
	return wire.Values{
		"Account": w.Account, "Arn": w.globalARN("iam", "user/slsguard"), "UserId": "AIDASTANDIN0000000000",
	}, nil
}

func (w *World) assumeRole(in wire.Values) (wire.Values, error) {
	arn := in.Str("RoleArn")
	if _, ok := w.roleByARN(arn); !ok {
		return nil, &wire.Error{
			Code: "AccessDenied", Status: 403,
			Message: "User: " + w.globalARN("iam", "user/slsguard") + " is not authorized to perform: sts:AssumeRole on resource: " + arn,
		}
	}
	session := in.Str("RoleSessionName")
	name := arn[strings.LastIndex(arn, "/")+1:]
	return wire.Values{
		"AssumedRoleUser": wire.Values{
			"Arn": w.globalARN("sts", "assumed-role/"+name+"/"+session), "AssumedRoleId": "AROASTANDIN0000000000:" + session,
		},
		"Credentials": wire.Values{
			"AccessKeyId": "ASIASTANDIN000000000", "SecretAccessKey": "stand-in", "SessionToken": "stand-in",
			"Expiration": w.now().Add(3600e9),
		},
	}, nil
}
