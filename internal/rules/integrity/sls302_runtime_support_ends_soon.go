package integrity

import (
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// runtimeSupportEndsSoon finds functions whose runtime is about to get no more patches.
func runtimeSupportEndsSoon() rule.Rule {
	return rule.Rule{
		ID: "SLS302", Name: "runtime-support-ends-soon",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "The support of the function's runtime ends soon",
		Why: "From that day on nobody patches the runtime, and moving to the next one takes time: dependencies have to be raised and " +
			"tested. Who starts late runs unpatched code, or moves in a hurry.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `runtime = "python3.14" # plan the move before support ends`,
			model.Azure:  "site_config {\n  application_stack {\n    python_version = \"3.13\" # plan the move before support ends\n  }\n}",
			model.Google: "runtime = \"python314\" # plan the move before support ends",
		},
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
			"https://learn.microsoft.com/azure/azure-functions/language-support-policy",
			"https://cloud.google.com/functions/docs/runtime-support",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A9:2017"}, CSA: []string{"SAS-6", "SAS-11"}, CWE: []int{1104}, NIST: []string{"SA-22"},
		},
		Check: rule.ForEachIn(functions, checkRuntimeEnd),
	}
}

// checkRuntimeEnd leaves what is not known to SLS301.
func checkRuntimeEnd(f *model.Function, s *model.System, r *rule.Reporter) {
	id, _ := f.Runtime.Get()
	runtime, listed := facts.FindRuntime(string(f.Cloud), id)
	if !listed || ended(runtime.Deprecated, s.Now) {
		return
	}
	soon := !runtime.Deprecated.IsZero() && s.Now.Add(s.RuntimeNotice).After(runtime.Deprecated)
	r.FailIf(model.Of(soon), f.Runtime.Place, "Function %q runs on %s, which gets security patches only until %s, in %d days.",
		f.Label(), runtimeWords(runtime), day(runtime.Deprecated), int(runtime.Deprecated.Sub(s.Now)/(24*time.Hour))).Remedy(newerRuntime(runtime, f.Runtime.Place))
}
