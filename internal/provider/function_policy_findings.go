package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ function.Function = policyFindings{}

// policyFindings is provider::slsguard::policy_findings.
type policyFindings struct{}

// policyFinding is one element of what the function returns.
type policyFinding struct {
	Rule     string `tfsdk:"rule"`
	Name     string `tfsdk:"name"`
	Severity string `tfsdk:"severity"`
	Verdict  string `tfsdk:"verdict"`
	Message  string `tfsdk:"message"`
	Remedy   string `tfsdk:"remedy"`
}

func (policyFindings) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "policy_findings"
}

func (policyFindings) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Judges an IAM policy document",
		MarkdownDescription: "Judges an IAM policy document by slsguard's rules, as if it were attached to a function's role " +
			"(a policy without principals), to the role itself (a trust policy) or to a queue (any other policy with " +
			"principals). Returns one object for each finding, worst first; an empty list means that nothing was found. " +
			"Each has `rule` (`SLS105`), `name` (`admin-identity`), `severity` (`critical`, `high`, `medium` or `low`), " +
			"`verdict` (`fail`, or `unknown` where the policy alone does not decide), `message` and `remedy`.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "json",
			MarkdownDescription: "The policy document as JSON, such as `data.aws_iam_policy_document.x.json`. At most 256 KiB.",
		}},
		Return: function.ListReturn{ElementType: policyFindingType()},
	}
}

func policyFindingType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"rule": types.StringType, "name": types.StringType, "severity": types.StringType,
		"verdict": types.StringType, "message": types.StringType, "remedy": types.StringType,
	}}
}

func (policyFindings) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var document string
	if resp.Error = req.Arguments.Get(ctx, &document); resp.Error != nil {
		return
	}
	found, err := judgePolicy(ctx, document)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	out := make([]policyFinding, len(found))
	for i := range found {
		f := &found[i]
		out[i] = policyFinding{
			Rule: f.Rule, Name: f.Name, Severity: string(f.Severity), Verdict: string(f.Verdict),
			Message: f.Message, Remedy: f.Remediation,
		}
	}
	resp.Error = resp.Result.Set(ctx, out)
}
