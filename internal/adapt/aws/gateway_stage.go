package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// restStage adds a stage of a REST API. Its cache cluster is off unless enabled.
func restStage(r resource) {
	s := newStage(r, "stage_name", "variables")
	s.CacheOn = r.Flag("cache_cluster_enabled").Or(false)
	// An ACL that is attached outside of the plan is known from the stage's state.
	s.Firewall = r.Str("web_acl_arn").Match(func(arn string) bool { return arn != "" })
}

// restDeployment adds the stage that a deployment makes when it is given a name for one (aws provider before 6).
func restDeployment(r resource) {
	name := r.Str("stage_name")
	if model.Never(name.IsSet()) || name.IsKnown() && r.Attr("stage_name").Text() == "" {
		return
	}
	newStage(r, "stage_name", "variables").CacheOn = model.NotSet[bool](r.Place("stage_name"))
}

func httpStage(r resource) {
	s := newStage(r, "name", "stage_variables")
	s.DataTrace = dataTraces(r, "default_route_settings", "route_settings")
	throttleRoutes(r, s)
}

// newStage adds a stage with its variables, which hold settings and addresses.
func newStage(r resource, name, variables string) *model.Stage {
	s := &model.Stage{Head: r.HeadNamed(name), LogFormat: r.Str("access_log_settings.0.format")}
	r.b.Declare(r, s)
	stageVariables(r, variables)
	stageVariables(r, "canary_settings.0.stage_variable_overrides")
	return s
}

func stageVariables(r resource, attribute string) {
	for _, v := range r.entries(attribute) {
		path := attribute + "." + v.name
		textAt(r, path, "stage variable", v.name, v.value)
		if address, ok := v.value.Get(); ok && overHTTP(address) {
			r.deliver(model.StageVariable, path, model.False())
		}
	}
}

// dataTraces reads data_trace_enabled of every settings block; it is false unless set.
func dataTraces(r resource, blocks ...string) []model.Value[bool] {
	var traces []model.Value[bool]
	for _, block := range blocks {
		n, known := r.Blocks(block)
		for i := range n {
			traces = append(traces, r.Flag(block+"."+base.Itoa(i)+".data_trace_enabled").Or(false))
		}
		if !known {
			traces = append(traces, model.UnknownValue[bool](r.WhyUnknown(block), r.Place(block)))
		}
	}
	return traces
}

func linkRESTStage(r resource) { linkStage(r, "rest_api_id") }

func linkHTTPStage(r resource) { linkStage(r, "api_id") }

func linkStage(r resource, path string) {
	s, ok := r.b.Objects[r.Resource].(*model.Stage)
	if !ok {
		return
	}
	r.logsTo("access_log_settings.0.destination_arn")
	s.API = apiLink(r, path)
	for _, api := range s.API.To {
		api.Stages = append(api.Stages, s)
	}
}

// finishMethodSettings gives a stage what the settings of its methods say. In a settings block everything is
// off unless set (API Gateway, MethodSetting).
func finishMethodSettings(r resource) {
	stages := stagesOf(r)
	throttleMethods(r, stages)
	traces := dataTraces(r, "settings")
	caching := r.Flag("settings.0.caching_enabled").Or(false)
	safe := r.Flag("settings.0.cache_data_encrypted").Or(false)
	cached := model.IsTrue(caching)
	for _, s := range stages {
		s.DataTrace = append(s.DataTrace, traces...)
		s.CacheSafe = safe
		if s.Type == "aws_api_gateway_stage" {
			cached = cached.And(model.IsTrue(s.CacheOn))
		}
	}
	r.cache(cached, safe)
}

// cache adds the cache of a stage's methods. One that may not exist is as unknown as that.
func (r resource) cache(on model.Truth, safe model.Value[bool]) {
	c := &model.Encrypted{Head: r.unnamed(), Kind: "API cache", Serverless: true}
	on.Decide(
		func() { c.Encryption.Kind = model.Map(safe, cacheEncryption) },
		func() { c = nil },
		func(why string) {
			c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, safe.Place)
			if encrypted, ok := safe.Get(); ok && encrypted {
				c.Encryption.Kind = model.Known(model.CloudKey, safe.Place)
			}
		},
	)
	if c != nil {
		r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, c)
	}
}

func cacheEncryption(encrypted bool) model.EncryptionKind {
	if encrypted {
		return model.CloudKey
	}
	return model.Unencrypted
}

// stagesOf finds the stages that settings of methods are for.
func stagesOf(r resource) []*model.Stage { return stagesAt(r, "rest_api_id", "stage_name") }

// stagesAt finds the stages that a resource is about: by reference, else by the stage's name in its API.
func stagesAt(r resource, apiPath, stagePath string) []*model.Stage {
	var stages []*model.Stage
	for _, o := range r.b.Plan.Resolve(r.Resource, stagePath).Origins {
		if s, ok := r.b.Objects[o.Resource].(*model.Stage); ok {
			stages = append(stages, s)
		}
	}
	name, known := r.Str(stagePath).Get()
	if len(stages) > 0 || !known {
		return base.Unique(stages)
	}
	for _, api := range apiLink(r, apiPath).To {
		for _, s := range api.Stages {
			if n, ok := s.Name.Get(); ok && n == name {
				stages = append(stages, s)
			}
		}
	}
	return base.Unique(stages)
}
