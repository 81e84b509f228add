package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// workflowTypes are Step Functions, and what builds, deploys or runs beside functions with a role of its own.
func workflowTypes() types {
	return types{
		"aws_sfn_state_machine":      {Make: stateMachine, Link: stateMachineLinks, Finish: literalCalls},
		"data.aws_sfn_state_machine": {Make: stateMachine},
		"aws_sfn_activity":           {Link: activity},
		"aws_sfn_alias":              {Follow: "routing_configuration.0.state_machine_version_arn"},

		"aws_codebuild_project":           {Make: buildProject, Link: buildIdentity},
		"aws_codedeploy_deployment_group": {Link: deploymentGroup},
		"aws_codepipeline":                {Make: pipelineSecrets, Link: pipelineIdentities},
		"aws_ecs_task_definition":         {Make: taskDefinition, Link: taskIdentity},
		"aws_batch_job_definition":        {Make: batchJob, Link: batchIdentity},

		// Rules, schedules and state machines lead to these as well. Known to be neither function nor
		// channel, they leave no doubt about where a target leads.
		"aws_athena_workgroup":              nothing(),
		"aws_batch_job_queue":               nothing(),
		"aws_ecs_cluster":                   nothing(),
		"aws_eks_cluster":                   nothing(),
		"aws_emr_cluster":                   nothing(),
		"aws_emrserverless_application":     nothing(),
		"aws_glue_crawler":                  nothing(),
		"aws_glue_job":                      nothing(),
		"aws_glue_workflow":                 nothing(),
		"aws_inspector_assessment_template": nothing(),
		"aws_sagemaker_pipeline":            nothing(),
		"aws_ssm_document":                  nothing(),
	}
}

func stateMachine(r resource) {
	w := &model.Workload{Head: r.Head(), Kind: model.StateMachine, TracesData: machineTraces(r)}
	definition := r.Str("definition")
	w.Untrusted, w.UntrustedWhy = machineUntrusted(definition)
	if text, ok := textOrShape(definition); ok {
		w.HandlesSecrets = model.Of(readsSecrets(text))
	} else {
		w.HandlesSecrets = model.Undecided(w.UntrustedWhy)
	}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	if w.Managed {
		document(r, "definition", "state machine definition")
	}
}

// machineUntrusted finds what the event decides in a definition, or says why that can't be told.
func machineUntrusted(definition model.Value[string]) (found []model.UntrustedField, why string) {
	text, why := plainText(definition)
	switch {
	case why != "":
		return nil, why
	case text == "":
		return nil, "definition is not in the plan" // though it has to be given
	}
	d, err := parseDefinition(text)
	if err != nil {
		return nil, "definition is not a state machine in JSON"
	}
	return d.untrusted(definition.Place), ""
}

// machineTraces tells whether executions are logged with their data. Both settings are off by default (Step
// Functions API, LoggingConfiguration).
func machineTraces(r resource) model.Value[bool] {
	const block = "logging_configuration.0."
	if leftOut(r, "logging_configuration") {
		return model.Known(false, r.Place("logging_configuration"))
	}
	level := r.Str(block + "level").Or("OFF")
	traces := r.Flag(block + "include_execution_data").Or(false)
	if l, ok := level.Get(); ok && l == "OFF" {
		return model.Known(false, traces.Place)
	}
	if on, ok := traces.Get(); ok && on && !level.IsKnown() {
		return model.UnknownValue[bool](level.Why(), level.Place)
	}
	return traces
}

// readsSecrets reports whether a definition fetches a secret, so that it becomes data of the execution.
func readsSecrets(definition string) bool {
	text := strings.ToLower(definition)
	if strings.Contains(text, ":secretsmanager:getsecretvalue") || strings.Contains(text, ":secretsmanager:batchgetsecretvalue") ||
		strings.Contains(text, ":kms:decrypt") {
		return true
	}
	return strings.Contains(text, ":ssm:getparameter") && strings.Contains(text, `"withdecryption"`)
}

func stateMachineLinks(r resource) {
	w, ok := r.b.Objects[r.Resource].(*model.Workload)
	if !ok {
		return
	}
	w.Identity = base.Link[*model.Identity](r, "role_arn")
	w.Calls = referredFunctions(r, "definition")
	r.logsTo("logging_configuration.0.log_destination")
	keepWith(r, "state machine")
}

// referredFunctions gives the functions that a longer text refers to, one link each.
func referredFunctions(r resource, path string) []model.Link[*model.Function] {
	l := base.Link[*model.Function](r, path)
	calls := make([]model.Link[*model.Function], 0, len(l.To)+1)
	for _, f := range l.To {
		calls = append(calls, model.Link[*model.Function]{Place: l.Place, To: []*model.Function{f}})
	}
	if l.Why != "" && !l.Text.IsKnown() {
		calls = append(calls, model.Link[*model.Function]{Place: l.Place, Why: l.Why, Text: l.Text})
	}
	return calls
}

// literalCalls adds the functions of the plan that a definition names in full rather than refers to.
func literalCalls(r resource) {
	w, ok := r.b.Objects[r.Resource].(*model.Workload)
	text, known := r.Str("definition").Get()
	if !ok || !known {
		return
	}
	d, err := parseDefinition(text)
	if err != nil {
		return
	}
	names := d.functionNames()
	for _, f := range r.b.Sys.Functions {
		name, ok := f.Name.Get()
		if ok && names[name] && !calls(w, f) {
			w.Calls = append(w.Calls, model.Link[*model.Function]{Place: r.Place("definition"), To: []*model.Function{f}})
		}
	}
}

func calls(w *model.Workload, f *model.Function) bool {
	for _, l := range w.Calls {
		for _, to := range l.To {
			if to == f {
				return true
			}
		}
	}
	return false
}

// keepWith adds an encrypted object of Step Functions, whose block has a type besides the key: AWS_OWNED_KEY is
// the default (Step Functions API, EncryptionConfiguration).
func keepWith(r resource, kind string) {
	const block = "encryption_configuration.0."
	if leftOut(r, "encryption_configuration") {
		owned := model.Known(model.CloudKey, r.Place("encryption_configuration"))
		addEncrypted(r, kind, model.Encryption{Kind: owned, Always: true})
		return
	}
	e := alwaysEncrypted(r, block+"kms_key_id", model.CloudKey)
	if typ, ok := r.Str(block + "type").Get(); ok && typ == "AWS_OWNED_KEY" {
		e.Kind = model.Known(model.CloudKey, r.Place(block+"type"))
	}
	e.Key = base.Link[*model.Key](r, block+"kms_key_id")
	addEncrypted(r, kind, e)
}

func activity(r resource) { keepWith(r, "activity") }
