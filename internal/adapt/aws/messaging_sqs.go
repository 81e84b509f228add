package aws

import (
	"encoding/json"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeQueue adapts aws_sqs_queue. Defaults: messages kept for four days, hidden for 30 s (SQS API reference,
// CreateQueue).
func makeQueue(r resource) {
	c := addChannel(r, model.Queue, r.Head())
	c.Retention = r.Num("message_retention_seconds").Or(345600)
	c.Hidden = r.Num("visibility_timeout_seconds").Or(30)
}

func linkQueue(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(c, queueEncryption(r))
		c.DeadLetter = redrive(r)
		c.DeadLettersOf = deadLettersOf(r)
	}
}

// queueEncryption: without a KMS key, SQS encrypts new queues with a key of its own (SSE-SQS, the default since
// October 2022) unless that is switched off.
func queueEncryption(r resource) model.Encryption {
	managed := r.Flag("sqs_managed_sse_enabled").Or(true)
	e := keyed(r, "kms_master_key_id", model.CloudKey)
	if model.Certainly(model.Equals(e.Kind, model.CloudKey)) {
		e.Kind = model.Map(managed, func(on bool) model.EncryptionKind {
			if on {
				return model.CloudKey
			}
			return model.Unencrypted
		})
	}
	return e
}

// redriveSetting adapts aws_sqs_queue_redrive_policy.
func redriveSetting() adapter {
	return setting[*model.Channel]{
		Path: "queue_url", All: channels(model.Queue),
		Set: func(r resource, c *model.Channel) { c.DeadLetter = redrive(r) },
		May: func(_ resource, c *model.Channel, why string) {
			if model.Never(c.DeadLetter.IsSet()) {
				c.DeadLetter.Text = model.UnknownValue[string](why, c.DeadLetter.Place)
			}
		},
	}.Adapter()
}

// redrive follows the dead-letter queue in the JSON of a redrive policy.
func redrive(r resource) model.Link[*model.Channel] {
	l := base.Link[*model.Channel](r, "redrive_policy")
	text, ok := textOrShape(l.Text)
	if !ok {
		return l
	}
	var policy struct {
		Target string `json:"deadLetterTargetArn"`
	}
	if json.Unmarshal([]byte(text), &policy) != nil || policy.Target == "" {
		return model.Link[*model.Channel]{Place: l.Place, Text: model.NotSet[string](l.Place)}
	}
	if strings.Contains(policy.Target, model.Gap) {
		return l // its references lead to the queue
	}
	l.Text = model.Known(policy.Target, l.Place)
	if len(l.To) != 1 {
		l.To = base.Named(r.b.Sys.Channels, policy.Target)
	}
	l.Why, l.Elsewhere = "", len(l.To) == 0 && l.Elsewhere
	return l
}
