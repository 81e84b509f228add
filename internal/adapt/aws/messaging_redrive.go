package aws

import (
	"encoding/json"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// redriveAllow adapts aws_sqs_queue_redrive_allow_policy.
func redriveAllow() adapter {
	return setting[*model.Channel]{
		Path: "queue_url", All: channels(model.Queue),
		Set: func(r resource, c *model.Channel) { c.DeadLettersOf = deadLettersOf(r) },
		May: func(_ resource, c *model.Channel, why string) {
			if c.DeadLettersOf.Place.Address() == c.Address {
				c.DeadLettersOf = model.UnknownSet[string](why, c.DeadLettersOf.Place)
			}
		},
	}.Adapter()
}

// deadLettersOf reads whose dead letters a queue takes: every queue's of the account unless its policy says less (SQS
// API reference, SetQueueAttributes: RedriveAllowPolicy).
func deadLettersOf(r resource) model.Value[string] {
	const everybody = "allowAll"
	policy := r.Str("redrive_allow_policy")
	if text, ok := policy.Get(); ok && text == "" {
		policy = model.NotSet[string](policy.Place)
	}
	return model.Map(policy, func(text string) string {
		var p struct {
			Permission string `json:"redrivePermission"`
		}
		if json.Unmarshal([]byte(text), &p) != nil || p.Permission == "" {
			return everybody
		}
		return p.Permission
	}).Or(everybody)
}
