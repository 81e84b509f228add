package integrity

import (
	"fmt"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unsupportedRuntime finds functions on runtimes that get no more patches.
func unsupportedRuntime() rule.Rule {
	return rule.Rule{
		ID: "SLS301", Name: "unsupported-runtime",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function's runtime gets no more security patches",
		Why: "Flaws that are found in the language or the operating system below it stay open, and are public. What every " +
			"scanner can try works against this function for good, and one day it can't even be updated any more.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `runtime = "python3.14" # a supported version of the function's language`,
			model.Azure:  "site_config {\n  application_stack {\n    python_version = \"3.13\" # a supported version of the function's language\n  }\n}",
			model.Google: "runtime = \"python313\" # a supported version of the function's language",
		},
		Unknown: "The runtime comes from a value known only after apply, or slsguard does not know its end of support.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html",
			"https://learn.microsoft.com/azure/azure-functions/supported-languages",
			"https://learn.microsoft.com/azure/azure-functions/functions-versions",
			"https://cloud.google.com/functions/docs/runtime-support",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A9:2017"}, CSA: []string{"SAS-6", "SAS-11"}, CWE: []int{1104},
			FSBP: []string{"Lambda.2"}, NIST: []string{"SA-22", "SI-2"},
		},
		Covers: []string{"checkov:CKV_AWS_363", "fsbp:Lambda.2"},
		Check:  rule.Join(rule.ForEachIn(functions, checkRuntime), rule.ForEachIn(model.Sites, checkStack)),
	}
}

func checkRuntime(f *model.Function, s *model.System, r *rule.Reporter) {
	checkEnd(f, f.Runtime, s, r)
	if model.Certainly(f.Host.IsSet()) {
		checkEnd(f, f.Host, s, r)
	}
}

// checkStack judges plain web applications, as far as functions have the same runtimes.
func checkStack(site *model.Site, s *model.System, r *rule.Reporter) {
	id, _ := site.Stack.Get()
	runtime, listed := facts.FindRuntime(string(site.Cloud), id)
	if site.Function != nil || !listed {
		return
	}
	r.FailIf(model.Of(ended(runtime.Deprecated, s.Now)), site.Stack.Place, "%s %q runs on %s, which has had no security patches since %s.",
		rule.SiteTitle(site), site.Label(), runtimeWords(runtime), day(runtime.Deprecated)).
		In(rule.Strict).Remedy(newerRuntime(runtime, site.Stack.Place))
}

// checkEnd judges one of the things that a function runs on.
func checkEnd(f *model.Function, on model.Value[string], s *model.System, r *rule.Reporter) {
	id, known := on.Get()
	if !known {
		r.FailIf(on.Match(func(string) bool { return false }), on.Place, "The runtime of function %q may get no more patches.", f.Label())
		return
	}
	runtime, listed := facts.FindRuntime(string(f.Cloud), id)
	if !listed {
		r.FailIf(model.Undecided("slsguard knows no runtime "+id), on.Place, "Runtime %s of function %q may get no more patches.", id, f.Label())
		return
	}
	r.FailIf(model.Of(ended(runtime.Deprecated, s.Now)), on.Place,
		"Function %q runs on %s, which has had no security patches since %s%s.", f.Label(), runtimeWords(runtime), day(runtime.Deprecated), blockedWords(runtime, s.Now)).
		Remedy(newerRuntime(runtime, on.Place))
}

// runtimeWords names a runtime as users write it; ids of Azure's are put together from several attributes.
func runtimeWords(r facts.Runtime) string {
	if r.Cloud != string(model.Azure) {
		return r.ID
	}
	return r.Language + " " + r.Version
}

// ended tells whether a day is known and past.
func ended(day, now time.Time) bool { return !day.IsZero() && now.After(day) }

func day(t time.Time) string { return t.Format(time.DateOnly) }

// blockedWords adds what the cloud refuses of such functions.
func blockedWords(r facts.Runtime, now time.Time) string {
	switch {
	case r.Blocked.IsZero():
		return ""
	case ended(r.Blocked, now):
		return ", and can't be updated any more"
	default:
		return fmt.Sprintf(", and can't be updated from %s on", day(r.Blocked))
	}
}

// newerRuntime names what to write for the language; "" for the rule's own remedy.
func newerRuntime(r facts.Runtime, at model.Place) string {
	if r.Cloud == string(model.Azure) {
		return newerStack(r, at)
	}
	if r.Cloud == string(model.Google) {
		return newerOnGoogle(r)
	}
	if r.Cloud != string(model.AWS) {
		return ""
	}
	newest, ok := map[string]string{
		"Node.js": "nodejs24.x", "Python": "python3.14", "Java": "java25", ".NET": "dotnet10", ".NET Core": "dotnet10",
		"Ruby": "ruby3.4", "Custom": "provided.al2023", "Go": "provided.al2023",
	}[r.Language]
	if !ok {
		return ""
	}
	return fmt.Sprintf("runtime = %q", newest)
}

// newerStack writes a supported version under the name of the attribute that has the old one.
func newerStack(r facts.Runtime, at model.Place) string {
	newest, ok := map[string]string{
		"Node.js": "24", "Python": "3.13", "Java": "21", "PowerShell": "7.6", ".NET (isolated)": "10.0", "Functions host": "~4",
	}[r.Language]
	name := at.Attribute()[strings.LastIndexByte(at.Attribute(), '.')+1:]
	switch {
	case r.Language == ".NET (in-process)":
		return "application_stack {\n  dotnet_version              = \"10.0\"\n  use_dotnet_isolated_runtime = true\n}"
	case !ok || name == "linux_fx_version":
		return ""
	default:
		return fmt.Sprintf("%s = %q", name, newest)
	}
}

// newerOnGoogle names a runtime of Cloud Run functions.
func newerOnGoogle(r facts.Runtime) string {
	newest, ok := map[string]string{
		"Node.js": "nodejs24", "Python": "python314", "Java": "java25", ".NET": "dotnet10", ".NET Core": "dotnet10",
		"Ruby": "ruby34", "PHP": "php84", "Go": "go125",
	}[r.Language]
	if !ok {
		return ""
	}
	return fmt.Sprintf("runtime = %q", newest)
}
