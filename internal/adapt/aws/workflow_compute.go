package aws

import (
	"encoding/json"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// buildProject adapts aws_codebuild_project.
func buildProject(r resource) {
	w := &model.Workload{Head: r.Head(), Kind: model.Build}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	const variables = "environment.0.environment_variable"
	for i := range r.Attr(variables).Items() {
		at := variables + "." + base.Itoa(i) + "."
		// The other types name a parameter or secret instead of holding one. PLAINTEXT is the default
		// (CodeBuild API, EnvironmentVariable: type).
		if typ, ok := r.Str(at + "type").Or("PLAINTEXT").Get(); ok && typ == "PLAINTEXT" {
			name, _ := r.Str(at + "name").Get()
			field(r, at+"value", "build environment variable", name, false)
		}
	}
	document(r, "source.0.buildspec", "build specification")
}

func buildIdentity(r resource) {
	if w, ok := r.b.Objects[r.Resource].(*model.Workload); ok {
		w.Identity = base.Link[*model.Identity](r, "service_role")
	}
}

func deploymentGroup(r resource) {
	w := addWorkload(r, model.Deployment, "service_role_arn")
	if w != nil {
		w.Name = r.Str("deployment_group_name")
	}
}

// pipelineSecrets adds what the actions of an aws_codepipeline are configured with. OAuthToken is the one that
// holds a credential (CodePipeline User Guide, "GitHub (via OAuth app) source action reference").
func pipelineSecrets(r resource) {
	eachAction(r, func(action string) {
		for _, name := range r.Attr(action + "configuration").Names() {
			field(r, action+"configuration."+name, "pipeline action setting", name, name == "OAuthToken")
		}
	})
}

// pipelineIdentities adds the pipeline's role and those that single actions take on.
func pipelineIdentities(r resource) {
	addWorkload(r, model.Deployment, "role_arn")
	eachAction(r, func(action string) { addWorkload(r, model.Deployment, action+"role_arn") })
}

// eachAction calls f with the path of every action of a pipeline.
func eachAction(r resource, f func(path string)) {
	for i, stage := range r.Attr("stage").Items() {
		for j := range stage.Get("action").Items() {
			f("stage." + base.Itoa(i) + ".action." + base.Itoa(j) + ".")
		}
	}
}

// taskDefinition adapts aws_ecs_task_definition, whose containers act as the task role.
func taskDefinition(r resource) {
	w := &model.Workload{Head: r.HeadNamed("family"), Kind: model.OtherCompute}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	containerVariables(r)
}

func taskIdentity(r resource) {
	if w, ok := r.b.Objects[r.Resource].(*model.Workload); ok {
		w.Identity = base.Link[*model.Identity](r, "task_role_arn")
	}
}

// container is the part of a container definition that can hold secrets. What stands under secrets only names
// them.
type container struct {
	Environment []struct {
		Name  string
		Value string
	}
}

// containerVariables adds the variables of a task's containers, one by one when the JSON is known.
func containerVariables(r resource) {
	const path = "container_definitions"
	definitions := r.Str(path)
	text, ok := definitions.Get()
	t, holed := r.holedText(path)
	if holed {
		text, ok = t.Text, true
	}
	var containers []container
	if !ok || json.Unmarshal([]byte(text), &containers) != nil {
		document(r, path, "container definition")
		return
	}
	for _, c := range containers {
		for _, v := range c.Environment {
			value, from := containerValue(r, &t, v.Value)
			if definitions.Sensitive() {
				value = value.Secret()
			}
			r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
				Head: r.HeadNamed("family"), Place: r.Place(path), Kind: "container environment variable",
				Name: t.With("(unknown)", v.Name), Value: value, From: from,
			})
		}
	}
}

// containerValue gives the value of a container's variable, and where the unknown pieces of it come from.
func containerValue(r resource, t *holedText, text string) (model.Value[string], []model.Provenance) {
	at := r.Place("container_definitions")
	holes := t.In(text)
	if len(holes) == 0 {
		return model.Known(text, at), nil
	}
	var res plan.Resolution
	for _, p := range holes {
		if p.Resource != nil {
			res.Origins = append(res.Origins, plan.Origin{Resource: p.Resource, Attribute: p.Attribute})
		}
	}
	value := model.UnknownSet[string](whyHole(holes[0]), at).Shaped(t.With(model.Gap, text))
	return value, r.b.Provenance(res)
}
