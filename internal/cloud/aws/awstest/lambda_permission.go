package awstest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

func permissionHandlers() map[string]handler {
	return map[string]handler{
		"lambda.AddPermission":    (*World).addPermission,
		"lambda.RemovePermission": (*World).removePermission,
		"lambda.GetPolicy":        (*World).getFunctionPolicy,
	}
}

func (w *World) addPermission(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	sid := in.Str("StatementId")
	if slices.ContainsFunc(f.Policy[qualifier], func(s statement) bool { return s.Sid == sid }) {
		return nil, fail("ResourceConflictException", "The statement id (%s) provided already exists. Please provide a new statement id, or remove the existing statement.", sid)
	}
	s := w.permission(in, w.functionARN(name, qualifier))
	if len(policyText(append(f.Policy[qualifier], s))) > 20480 {
		// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
		return nil, fail("PolicyLengthExceededException", "The final policy size is bigger than the limit (20480).")
	}
	f.Policy[qualifier] = append(f.Policy[qualifier], s)
	text, err := json.Marshal(s)
	return wire.Values{"Statement": string(text)}, err
}

// permission writes a grant as Lambda does:
// https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
func (w *World) permission(in wire.Values, function string) statement {
	s := statement{
		Sid: in.Str("StatementId"), Effect: "Allow", Action: []string{in.Str("Action")}, Resource: []string{function},
		Principal: w.principal(in.Str("Principal")),
	}
	equals, like := conditionKeys{}, conditionKeys{}
	for key, member := range map[string]string{
		"AWS:SourceAccount": "SourceAccount", "aws:PrincipalOrgID": "PrincipalOrgID",
		"lambda:FunctionUrlAuthType": "FunctionUrlAuthType", "lambda:EventSourceToken": "EventSourceToken",
	} {
		if in.Has(member) {
			equals[key] = oneOrMany[any]{in.Str(member)}
		}
	}
	if in.Has("SourceArn") {
		like["AWS:SourceArn"] = oneOrMany[any]{in.Str("SourceArn")}
	}
	s.Condition = map[string]conditionKeys{}
	for operator, keys := range map[string]conditionKeys{"StringEquals": equals, "ArnLike": like} {
		if len(keys) > 0 {
			s.Condition[operator] = keys
		}
	}
	return s
}

// principal writes an account as the ARN of its root, which is what AWS makes of it.
func (w *World) principal(p string) principals {
	switch {
	case p == "*" || strings.HasPrefix(p, "arn:"):
		return principals{"AWS": {p}}
	case strings.Contains(p, "."):
		return principals{"Service": {p}}
	default:
		return principals{"AWS": {"arn:aws:iam::" + p + ":root"}}
	}
}

func policyText(statements []statement) string {
	text, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Id": "default", "Statement": statements})
	if err != nil {
		return err.Error() // strings and lists of strings always marshal
	}
	return string(text)
}

func (w *World) removePermission(in wire.Values) (wire.Values, error) {
	f, _, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	left, ok := without(f.Policy[qualifier], in.Str("StatementId"))
	if !ok {
		return nil, fail("ResourceNotFoundException", "Statement %s is not found in resource policy.", in.Str("StatementId"))
	}
	f.Policy[qualifier] = left
	return nil, nil
}

func (w *World) getFunctionPolicy(in wire.Values) (wire.Values, error) {
	f, _, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if len(f.Policy[qualifier]) == 0 {
		return nil, fail("ResourceNotFoundException", "The resource you requested does not exist.")
	}
	return wire.Values{"Policy": policyText(f.Policy[qualifier]), "RevisionId": f.revision}, nil
}

// mayInvoke says whether a function's policies let a service invoke it for a source.
func (w *World) mayInvoke(functionARN, service, sourceARN string) bool {
	f, _, qualifier, err := w.function(wire.Values{"FunctionName": functionARN})
	if err != nil {
		return false
	}
	d := policyDocument{Statement: f.Policy[qualifier]}
	return allowed([]policyDocument{d}, request{service: service, action: "lambda:InvokeFunction", context: fromSource(sourceARN)})
}
