package access

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// permissionBoundaryMissing finds function roles without a permissions boundary.
func permissionBoundaryMissing() rule.Rule {
	return rule.Rule{
		ID: "SLS116", Name: "permission-boundary-missing",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "The function's role has no permissions boundary",
		Why: "A boundary is the upper limit of what a role can ever do. Without one, a careless policy, or a pipeline that was " +
			"broken into, can give the function any permission.",
		Remedy: map[model.Cloud]string{
			model.AWS: "permissions_boundary = aws_iam_policy.function_boundary.arn",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "Azure has no permissions boundaries: what an identity may do is what its role assignments give, and only Azure itself " +
				"makes deny assignments.",
			model.Google: "Service accounts have no permissions boundary: what limits them are deny policies and principal access boundaries, which hold for projects and organisations.",
		},
		Unknown:    "The boundary comes from a value that the plan does not know, which may be null.",
		References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"},
		Mappings:   rule.Mappings{CSA: []string{"SAS-4"}, CWE: []int{250}, NIST: []string{"AC-6"}},
		Check: rule.ForEach(model.Identities, func(id *model.Identity, r *rule.Reporter) {
			if id.Kind == model.Role && len(id.Functions()) > 0 {
				r.FailIf(id.Boundary.IsSet().Not(), id.Boundary.Place, "Role %q of %s has no permissions boundary.", id.Label(), usersOf(id))
			}
		}),
	}
}
