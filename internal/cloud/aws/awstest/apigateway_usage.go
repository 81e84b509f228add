package awstest

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// UsagePlan is a usage plan of API Gateway.
type UsagePlan struct {
	Config wire.Values
	Keys   []string // ids of API keys
}

func usageHandlers() map[string]handler {
	return map[string]handler{
		"apigateway.CreateUsagePlan":    (*World).createUsagePlan,
		"apigateway.GetUsagePlan":       (*World).getUsagePlan,
		"apigateway.GetUsagePlans":      (*World).getUsagePlans,
		"apigateway.UpdateUsagePlan":    (*World).updateUsagePlan,
		"apigateway.DeleteUsagePlan":    (*World).deleteUsagePlan,
		"apigateway.CreateUsagePlanKey": (*World).createUsagePlanKey,
		"apigateway.GetUsagePlanKey":    (*World).getUsagePlanKey,
		"apigateway.GetUsagePlanKeys":   (*World).getUsagePlanKeys,
		"apigateway.DeleteUsagePlanKey": (*World).deleteUsagePlanKey,
		"apigateway.GetApiKey":          (*World).getAPIKey,
	}
}

// AddAPIKey makes an API key as a fixture, and gives its id.
func (w *World) AddAPIKey(name string) string {
	id := w.id("api key", "k", 9)
	w.APIKeys[id] = wire.Values{"id": id, "name": name, "enabled": true, "createdDate": w.now(), "lastUpdatedDate": w.now()}
	return id
}

func (w *World) getAPIKey(in wire.Values) (wire.Values, error) {
	if k, ok := w.APIKeys[in.Str("apiKey")]; ok {
		return k, nil
	}
	return nil, fail("NotFoundException", "Invalid API Key identifier specified")
}

func (w *World) usagePlan(in wire.Values) (*UsagePlan, error) {
	if p, ok := w.UsagePlans[in.Str("usagePlanId")]; ok {
		return p, nil
	}
	return nil, fail("NotFoundException", "Invalid Usage Plan ID specified")
}

func (w *World) createUsagePlan(in wire.Values) (wire.Values, error) {
	p := &UsagePlan{Config: wire.Values{"apiStages": []any{}, "tags": wire.Values{}}}
	p.Config.Take(in, "name", "description", "apiStages", "throttle", "quota", "tags")
	if err := w.checkPlanStages(p.Config.Maps("apiStages")); err != nil {
		return nil, err
	}
	id := w.id("usage plan", "p", 5)
	w.UsagePlans[id] = p
	return planView(id, p), nil
}

func planView(id string, p *UsagePlan) wire.Values { return p.Config.With(wire.Values{"id": id}) }

func (w *World) checkPlanStages(stages []wire.Values) error {
	for _, s := range stages {
		a, ok := w.APIs[s.Str("apiId")]
		if !ok || a.Stages[s.Str("stage")] == nil {
			return fail("NotFoundException", "API Stage not found: %s:%s", s.Str("apiId"), s.Str("stage"))
		}
	}
	return nil
}

func (w *World) getUsagePlan(in wire.Values) (wire.Values, error) {
	p, err := w.usagePlan(in)
	if err != nil {
		return nil, err
	}
	return planView(in.Str("usagePlanId"), p), nil
}

func (w *World) getUsagePlans(in wire.Values) (wire.Values, error) {
	out := []wire.Values{}
	for _, id := range sortedKeys(w.UsagePlans) {
		if p := w.UsagePlans[id]; !in.Has("keyId") || slices.Contains(p.Keys, in.Str("keyId")) {
			out = append(out, planView(id, p))
		}
	}
	return page(w, in, "items", out, apiPaging())
}

// updateUsagePlan patches; a stage is added and removed as "api:stage".
// https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateUsagePlan-Patch
func (w *World) updateUsagePlan(in wire.Values) (wire.Values, error) {
	p, err := w.usagePlan(in)
	if err != nil {
		return nil, err
	}
	config := p.Config.With(nil)
	for _, op := range in.Maps("patchOperations") {
		if op.Str("path") == "/apiStages" {
			err = w.patchPlanStages(config, op)
		} else {
			err = planPatches().apply(config, op)
		}
		if err != nil {
			return nil, err
		}
	}
	p.Config = config
	return planView(in.Str("usagePlanId"), p), nil
}

func planPatches() patchable {
	return patchable{
		"/name": patchText, "/description": patchText, "/throttle": patchText, "/throttle/rateLimit": patchFloat,
		"/throttle/burstLimit": patchInt, "/quota": patchText, "/quota/limit": patchInt, "/quota/offset": patchInt,
		"/quota/period": patchText,
	}
}

func (w *World) patchPlanStages(config, op wire.Values) error {
	api, stage, _ := strings.Cut(op.Str("value"), ":")
	same := func(s wire.Values) bool { return s.Str("apiId") == api && s.Str("stage") == stage }
	stages := config.Maps("apiStages")
	switch {
	case op.Str("op") == "remove" && slices.ContainsFunc(stages, same):
		stages = slices.DeleteFunc(stages, same)
	case op.Str("op") == "add" && !slices.ContainsFunc(stages, same):
		stages = append(stages, wire.Values{"apiId": api, "stage": stage})
		if err := w.checkPlanStages(stages); err != nil {
			return err
		}
	default:
		return badRequest("Invalid patch operation %s of %s on /apiStages", op.Str("op"), op.Str("value"))
	}
	config["apiStages"] = wire.Plain(append([]wire.Values{}, stages...))
	return nil
}

// deleteUsagePlan refuses a plan that still has stages; AWS does not document its text.
func (w *World) deleteUsagePlan(in wire.Values) (wire.Values, error) {
	p, err := w.usagePlan(in)
	if err != nil {
		return nil, err
	}
	if n := len(p.Config.Maps("apiStages")); n > 0 {
		return nil, badRequest("Usage Plan %s has %d API stages; remove them first", in.Str("usagePlanId"), n)
	}
	delete(w.UsagePlans, in.Str("usagePlanId"))
	return nil, nil
}

func (w *World) planKeyView(id string) wire.Values {
	return wire.Values{"id": id, "type": "API_KEY", "name": w.APIKeys[id].Str("name")}
}

func (w *World) createUsagePlanKey(in wire.Values) (wire.Values, error) {
	p, err := w.usagePlan(in)
	if err != nil {
		return nil, err
	}
	id := in.Str("keyId")
	switch {
	case in.Str("keyType") != "API_KEY":
		return nil, badRequest("Invalid key type: %s", in.Str("keyType"))
	case w.APIKeys[id] == nil:
		return nil, fail("NotFoundException", "Invalid API Key identifier specified")
	case slices.Contains(p.Keys, id):
		return nil, fail("ConflictException", "Usage plan key already exists")
	}
	p.Keys = append(p.Keys, id)
	return w.planKeyView(id), nil
}

// planKey finds the place of a key in its plan.
func (w *World) planKey(in wire.Values) (*UsagePlan, int, error) {
	p, err := w.usagePlan(in)
	if err != nil {
		return nil, 0, err
	}
	i := slices.Index(p.Keys, in.Str("keyId"))
	if i < 0 {
		return nil, 0, fail("NotFoundException", "Invalid Usage Plan Key identifier specified")
	}
	return p, i, nil
}

func (w *World) getUsagePlanKey(in wire.Values) (wire.Values, error) {
	if _, _, err := w.planKey(in); err != nil {
		return nil, err
	}
	return w.planKeyView(in.Str("keyId")), nil
}

func (w *World) getUsagePlanKeys(in wire.Values) (wire.Values, error) {
	p, err := w.usagePlan(in)
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, id := range p.Keys {
		out = append(out, w.planKeyView(id))
	}
	return page(w, in, "items", out, apiPaging())
}

func (w *World) deleteUsagePlanKey(in wire.Values) (wire.Values, error) {
	p, i, err := w.planKey(in)
	if err != nil {
		return nil, err
	}
	p.Keys = slices.Delete(p.Keys, i, i+1)
	return nil, nil
}
