package aws

import (
	"net/url"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// namedOutside reads an ARN or the URL of a queue.
func namedOutside(text string, at model.Place) (name, id model.Value[string]) {
	if arn, queue := queueOf(text); arn != "" {
		return model.Known(queue, at), model.Known(arn, at)
	}
	if strings.HasPrefix(text, "arn:") {
		id = model.Known(text, at)
	}
	return name, id
}

// queueOf reads the URL of a queue: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME (SQS developer guide, "Queue
// and message identifiers").
func queueOf(text string) (arn, name string) {
	u, err := url.Parse(text)
	if err != nil || !strings.HasPrefix(u.Host, "sqs.") {
		return "", ""
	}
	region := strings.Split(u.Host, ".")[1]
	account, name, ok := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if !ok {
		return "", ""
	}
	return "arn:" + partitionOf(region) + ":sqs:" + region + ":" + account + ":" + name, name
}

func outsideLayer(r resource, head model.Head) *model.Layer {
	l := &model.Layer{Head: head, Outside: true}
	r.b.Sys.Layers = append(r.b.Sys.Layers, l)
	return l
}

func outsideAPI(r resource, head model.Head) *model.API {
	unknown := model.Undecided(base.NotInPlan)
	api := &model.API{
		Head: head, Kind: model.RESTAPI, Outside: true, Private: unknown, HasEndpoints: unknown, Firewall: unknown,
		Policy: r.Place("policy"), DefaultOff: model.UnknownValue[bool](base.NotInPlan, r.Place("")),
	}
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
	return api
}

func anyManaged[T model.Object](objects []T) bool {
	for _, o := range objects {
		if o.Base().Managed {
			return true
		}
	}
	return false
}
