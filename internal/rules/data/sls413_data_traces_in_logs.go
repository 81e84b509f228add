package data

import (
	"regexp"
	"sync"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// dataTraces finds logs that hold the data, and the credentials, that pass through.
func dataTraces() rule.Rule {
	return rule.Rule{
		ID: "SLS413", Name: "data-traces-in-logs",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "Request data or credentials are written to logs",
		Why: "Logs are read by more people than the data is meant for, are kept longer, and are copied to other systems. With whole " +
			"requests in them, they hold passwords, tokens and personal data in clear text.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "settings {\n  data_trace_enabled = false\n}",
			model.Azure:  "frontend_request {\n  body_bytes = 0\n}",
			model.Google: "call_log_level = \"LOG_ERRORS_ONLY\"",
		},
		Unknown: "Whether data is logged, or what the data is, depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
			"https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html",
			"https://learn.microsoft.com/azure/api-management/diagnostic-logs-reference",
			"https://cloud.google.com/workflows/docs/log-workflow",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A10:2017"}, CSA: []string{"SAS-5", "SAS-7"}, CWE: []int{532}, NIST: []string{"AU-9", "SI-11"},
		},
		Covers: []string{"checkov:CKV_AWS_276"},
		Check: rule.Join(
			rule.ForEach(allStages, checkStageTraces(sync.OnceValue(credentialFormat))),
			rule.ForEach(model.APIs, checkAPITraces),
			rule.ForEach(model.Workloads, checkWorkloadTraces),
		),
	}
}

// allStages gives each stage of the system's APIs once.
func allStages(s *model.System) []*model.Stage {
	var all []*model.Stage
	seen := map[*model.Stage]bool{}
	for _, a := range s.APIs {
		for _, stage := range a.Stages {
			if !seen[stage] {
				seen[stage] = true
				all = append(all, stage)
			}
		}
	}
	return all
}

func checkStageTraces(credentials func() *regexp.Regexp) func(*model.Stage, *rule.Reporter) {
	return func(s *model.Stage, r *rule.Reporter) {
		checkStage(s, r, func(format string) bool { return credentials().MatchString(format) })
	}
}

func checkStage(s *model.Stage, r *rule.Reporter, showsCredentials func(format string) bool) {
	r.Pass()
	for _, trace := range s.DataTrace {
		r.FailIf(model.IsTrue(trace), trace.Place, traceWords(s.Cloud), s.Label()).
			RemedyOn(model.AWS, "data_trace_enabled = false")
	}
	r.FailIf(s.LogFormat.Match(showsCredentials), s.LogFormat.Place, "The access log of stage %q holds the credentials of callers.", s.Label()).
		Remedy("format = jsonencode({ requestId = \"$context.requestId\", apiKeyId = \"$context.identity.apiKeyId\" })")
}

// traceWords says what is logged too much.
func traceWords(c model.Cloud) string {
	if c == model.AWS {
		return "Stage %q writes whole requests and responses to its log."
	}
	return "The bodies of requests to %q, or of its responses, are kept in its log."
}

// credentialFormat matches the variables of an access log that hold what a caller proves its identity with
// (API Gateway developer guide, "Variables for access logging").
func credentialFormat() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\$(?:context\.identity\.apiKey\b|context\.authorizer\.(?:token|authorization)\b|` +
		`(?:context|request|input|method\.request)\.?(?:headers?|params)[.('"]*(?:authorization|x-api-key|cookie)\b)`)
}

func checkAPITraces(a *model.API, r *rule.Reporter) {
	if a.Kind == model.GraphQLAPI {
		r.FailIf(model.IsTrue(a.DataTrace), a.DataTrace.Place, "API %q writes whole requests and responses to its log.", a.Label()).
			Remedy("log_config {\n  exclude_verbose_content = true\n}")
	}
}

func checkWorkloadTraces(w *model.Workload, r *rule.Reporter) {
	traces := model.IsTrue(w.TracesData)
	switch w.Kind {
	case model.Pipe:
		r.FailIf(traces, w.TracesData.Place, "Pipe %q writes the events that pass through it to its log.", w.Label()).
			As(rule.Medium).Remedy("include_execution_data = [] # or leave it out")
	case model.StateMachine:
		r.FailIf(traces.And(w.HandlesSecrets), w.TracesData.Place,
			"%s %q reads secrets and writes what it handles to its log.", rule.Capital(w.Noun()), w.Label()).
			As(rule.Medium).RemedyOn(model.AWS, "logging_configuration {\n  include_execution_data = false\n}")
		if w.Cloud == model.Google {
			r.FailIf(traces.And(w.HandlesSecrets.Not()), w.TracesData.Place,
				"Workflow %q writes the results of all its calls to its log.", w.Label()).As(rule.Low)
		}
	}
}
