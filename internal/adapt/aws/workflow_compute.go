package aws

import (
	"encoding/json"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// buildProject adapts aws_codebuild_project.
func buildProject(r resource) {
	w := &model.Workload{Head: r.head(), Kind: model.Build}
	r.b.sys.Workloads = append(r.b.sys.Workloads, w)
	r.b.declare(r, w)
	const variables = "environment.0.environment_variable"
	for i := range r.Attr(variables).Items() {
		at := variables + "." + itoa(i) + "."
		// The other types name a parameter or secret instead of holding one. PLAINTEXT is the default
		// (CodeBuild API, EnvironmentVariable: type).
		if typ, ok := r.str(at + "type").Or("PLAINTEXT").Get(); ok && typ == "PLAINTEXT" {
			name, _ := r.str(at + "name").Get()
			field(r, at+"value", "build environment variable", name, false)
		}
	}
	document(r, "source.0.buildspec", "build specification")
}

func buildIdentity(r resource) {
	if w, ok := r.b.objects[r.Resource].(*model.Workload); ok {
		w.Identity = linkTo[*model.Identity](r, "service_role")
	}
}

func deploymentGroup(r resource) {
	w := addWorkload(r, model.Deployment, "service_role_arn")
	if w != nil {
		w.Name = r.str("deployment_group_name")
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
			f("stage." + itoa(i) + ".action." + itoa(j) + ".")
		}
	}
}

// taskDefinition adapts aws_ecs_task_definition, whose containers act as the task role.
func taskDefinition(r resource) {
	w := &model.Workload{Head: r.headNamed("family"), Kind: model.OtherCompute}
	r.b.sys.Workloads = append(r.b.sys.Workloads, w)
	r.b.declare(r, w)
	containerVariables(r)
}

func taskIdentity(r resource) {
	if w, ok := r.b.objects[r.Resource].(*model.Workload); ok {
		w.Identity = linkTo[*model.Identity](r, "task_role_arn")
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
	definitions := r.str(path)
	text, ok := definitions.Get()
	t, holed := r.holedText(path)
	if holed {
		text, ok = t.text, true
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
			r.b.sys.Texts = append(r.b.sys.Texts, &model.Text{
				Head: r.headNamed("family"), Place: r.place(path), Kind: "container environment variable",
				Name: t.with("(unknown)", v.Name), Value: value, From: from,
			})
		}
	}
}

// containerValue gives the value of a container's variable, and where the unknown pieces of it come from.
func containerValue(r resource, t *holedText, text string) (model.Value[string], []model.Provenance) {
	at := r.place("container_definitions")
	holes := t.in(text)
	if len(holes) == 0 {
		return model.Known(text, at), nil
	}
	var res plan.Resolution
	for _, p := range holes {
		if p.Resource != nil {
			res.Origins = append(res.Origins, plan.Origin{Resource: p.Resource, Attribute: p.Attribute})
		}
	}
	value := model.UnknownSet[string](whyHole(holes[0]), at).Shaped(t.with(model.Gap, text))
	return value, r.b.provenance(res)
}
