package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// runtimeUpdatesOff finds functions whose runtime the cloud may not patch.
func runtimeUpdatesOff() rule.Rule {
	return rule.Rule{
		ID: "SLS311", Name: "runtime-updates-off",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "The runtime stays at one version and gets no patches",
		Why: "The cloud patches the language and the operating system below the function by itself. A pinned runtime keeps every flaw " +
			"that is found from now on, for as long as nobody remembers to raise it.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `update_runtime_on = "Auto"`,
			model.Azure:  `functions_extension_version = "~4"`,
			model.Google: "automatic_update_policy {}",
		},
		Unknown: "How the runtime is updated, or which function that is about, is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html",
			"https://learn.microsoft.com/azure/azure-functions/set-runtime-version",
			"https://cloud.google.com/functions/docs/securing/execution-environment-security",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A9:2017"}, CSA: []string{"SAS-6"}, CWE: []int{1104}, NIST: []string{"SI-2"},
		},
		Check: rule.ForEach(functions, checkRuntimeUpdates),
	}
}

func checkRuntimeUpdates(f *model.Function, r *rule.Reporter) {
	if f.Cloud == model.Google {
		r.FailIf(model.Equals(f.RuntimeUpdates, "OnDeploy"), f.RuntimeUpdates.Place,
			"Security patches of its runtime reach function %q only when it is deployed again.", f.Label()).
			Hop(f.Runtime.Place, "this function's runtime")
		return
	}
	r.FailIf(model.Equals(f.RuntimeUpdates, "Manual"), f.RuntimeUpdates.Place, "The runtime of function %q is pinned: security patches don't reach it.", f.Label()).
		Hop(f.Runtime.Place, "this function's runtime")
}
