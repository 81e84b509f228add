package access

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// longLivedCredentials finds functions that are handed the access key of a user.
func longLivedCredentials() rule.Rule {
	return rule.Rule{
		ID: "SLS113", Name: "long-lived-credentials",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function is handed a user's access key",
		Why: "An access key works from anywhere until somebody revokes it. In a variable it is readable by everyone who may " +
			"look at the function's configuration, and stands in the state; the function's own role needs no key.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# drop the variable and grant the function's role what the key was for\n" +
				"role = aws_iam_role.orders.arn",
		},
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{522, 798}, FSBP: []string{"IAM.3"}, NIST: []string{"IA-5"},
		},
		Check: rule.ForEach(model.Functions, checkLongLived),
	}
}

func checkLongLived(f *model.Function, r *rule.Reporter) {
	found := map[string]bool{}
	// The key's id alone is no secret, but goes with one: it is found where nothing says more of the same key.
	for _, isID := range []bool{false, true} {
		for _, v := range f.Variables {
			r.Pass()
			for _, from := range v.From {
				if from.Holds != model.AccessKey || found[from.Place.Address] || (from.Place.Attribute == "id") != isID {
					continue
				}
				found[from.Place.Address] = true
				r.FailIf(model.True(), v.Value.Place, "Function %q is handed the access key of a user in %s.", f.Label(), variableWords(v)).
					Hop(from.Place, "%s is a long-lived credential", from.Note)
			}
		}
	}
}

func variableWords(v *model.Variable) string {
	if v.Name == "" {
		return "its environment"
	}
	return "variable " + v.Name
}
