package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// workflow adapts google_workflows_workflow. Unless told otherwise it logs no calls, which is not the same as what its own
// steps log (Workflows documentation, "Send logs to Cloud Logging").
func workflow(r resource) {
	w := &model.Workload{Head: r.Head(), Kind: model.StateMachine}
	level := r.Str("call_log_level").Or("CALL_LOG_LEVEL_UNSPECIFIED")
	w.TracesData = model.Map(level, func(s string) bool { return s == "LOG_ALL_CALLS" })
	source := r.Str("source_contents")
	w.HandlesSecrets = source.Match(readsSecrets)
	if shape, ok := source.Shape(); ok {
		w.HandlesSecrets = model.Of(readsSecrets(shape))
	}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	r.b.Sys.Observations = append(r.b.Sys.Observations, &model.Observation{
		Head: w.Head, Kind: model.WorkflowLog, Of: "workflow", At: level.Place, Serverless: true,
		On: model.In(level, "LOG_ALL_CALLS", "LOG_ERRORS_ONLY"),
	})
}

// readsSecrets tells whether the source of a workflow fetches secrets.
func readsSecrets(text string) bool {
	return strings.Contains(text, "googleapis.secretmanager") || strings.Contains(text, "secretmanager.googleapis.com")
}

func workflowLinks(r resource) {
	w, ok := base.Own[*model.Workload](r)
	if !ok {
		return
	}
	w.Identity = serviceAccountOf(r, "service_account")
	w.Calls = calledBy(r, "source_contents")
	document(r, "source_contents", "workflow source")
	mapTexts(r, "user_env_vars", "workflow variable")
	keepWith(r, w.Head, "workflow", "crypto_key_name")
	sourceFacts(r, w)
}

// calledBy gives the functions that a longer text refers to, one link each.
func calledBy(r resource, path string) []model.Link[*model.Function] {
	l := base.Link[*model.Function](r, path)
	var calls []model.Link[*model.Function]
	for _, f := range l.To {
		calls = append(calls, model.Link[*model.Function]{Place: l.Place, To: []*model.Function{f}})
	}
	return calls
}
