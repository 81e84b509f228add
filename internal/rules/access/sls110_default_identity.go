package access

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// defaultIdentity finds functions that run as a role which the cloud's console makes.
func defaultIdentity() rule.Rule {
	return rule.Rule{
		ID: "SLS110", Name: "default-identity",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function runs as a role that the console made",
		Why: "Such a role was made for another purpose, is shared by whatever was clicked together since, and is changed " +
			"by hand: nobody reviews what this function may do.",
		Remedy: map[model.Cloud]string{
			model.AWS: "role = aws_iam_role.orders.arn # declared with the function",
		},
		Unknown: "The role comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
		},
		Mappings: rule.Mappings{OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-4"}, CWE: []int{1188}, NIST: []string{"AC-6", "CM-6"}},
		Check:    rule.ForEach(model.Functions, checkDefaultIdentity),
	}
}

func checkDefaultIdentity(f *model.Function, r *rule.Reporter) {
	made := f.Identity.Text.Match(consoleRole)
	if len(f.Identity.To) > 0 {
		// A role that the plan knows was declared by somebody, whatever it is called.
		made = f.Identity.Leads(func(id *model.Identity) model.Truth { return id.Default })
	}
	r.FailIf(made, f.Identity.Place, "Function %q runs as %s, a role that the console makes for everybody.",
		f.Label(), model.Show(f.Identity.Text))
}

// consoleRole knows the roles that the Lambda console has made: service-role/NAME-role-abcd1234 for each function
// since 2018, and one lambda_basic_execution for all before.
func consoleRole(arn string) bool {
	_, name, ok := strings.Cut(arn, ":role/")
	if !ok {
		return false
	}
	return name == "lambda_basic_execution" ||
		strings.HasPrefix(name, "service-role/") && strings.Contains(name, "-role-")
}
