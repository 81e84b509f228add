package aws

import (
	"encoding/json"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

const batchProperties = "container_properties"

// batchJob adapts aws_batch_job_definition, whose containers act as the job role.
func batchJob(r resource) {
	w := &model.Workload{Head: r.Head(), Kind: model.OtherCompute}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	document(r, batchProperties, "container definition")
}

// batchIdentity follows the job role in the JSON of the container properties. Where that is known only after apply, its
// references lead to the role, or to the one that pulls the image.
func batchIdentity(r resource) {
	w, ok := base.Own[*model.Workload](r)
	if !ok {
		return
	}
	l := base.Link[*model.Identity](r, batchProperties)
	text, known := l.Text.Get()
	if !known {
		if len(l.To) > 1 {
			l.Why = base.Either(l.Why, "the job role is one of several that "+batchProperties+" names")
		}
		w.Identity = l
		return
	}
	var properties struct {
		JobRole string `json:"jobRoleArn"`
	}
	if json.Unmarshal([]byte(text), &properties) != nil || properties.JobRole == "" {
		w.Identity = model.Link[*model.Identity]{Place: l.Place}
		return
	}
	w.Identity = model.Link[*model.Identity]{
		Place: l.Place, Text: model.Known(properties.JobRole, l.Place), To: base.Named(r.b.Sys.Identities, properties.JobRole),
	}
}
