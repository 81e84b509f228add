package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// observe adds a way of watching.
func observe(r resource, head model.Head, kind model.ObservationKind, of string, on model.Truth, at string, serverless bool) {
	r.b.Sys.Observations = append(r.b.Sys.Observations, &model.Observation{
		Head: head, Kind: kind, Of: of, On: on, At: r.Place(at), Serverless: serverless,
	})
}

// within gives the path of an attribute in a block, or that of the block where there is none.
func within(r resource, block, attribute string) string {
	if n, _ := r.Blocks(block); n == 0 {
		return block
	}
	return block + ".0." + attribute
}

// block tells whether a block is there.
func block(r resource, path string) model.Truth {
	n, known := r.Blocks(path)
	switch {
	case n > 0:
		return model.True()
	case known || base.Omitted(r, path):
		return model.False()
	default:
		return model.Undecided(r.WhyUnknown(path))
	}
}

// flagOf tells whether a flag is on in a block that may be missing.
func flagOf(r resource, outer, path string) model.Truth {
	return model.IsTrue(base.InBlock(r, outer, r.Flag(path)).Or(false))
}

// leveled tells whether a level of logging is anything but off.
func leveled(r resource, outer, path string) model.Truth {
	level := base.InBlock(r, outer, r.Str(path)).Or("OFF")
	return model.In(level, "OFF", "NONE", "").Not()
}

// observeMethods judges settings that a stage has for its methods: without a level, its own log is off (API Gateway API,
// MethodSetting).
func observeMethods(r resource) {
	observe(r, r.HeadNamed("method_path"), model.ExecutionLog, "method settings", leveled(r, "settings", "settings.0.logging_level"),
		"settings.0.logging_level", true)
}

func observeRESTStage(r resource) {
	head := r.HeadNamed("stage_name")
	observe(r, head, model.AccessLog, "stage", block(r, "access_log_settings"), "access_log_settings", true)
	observe(r, head, model.Traces, "stage", model.IsTrue(r.Flag("xray_tracing_enabled").Or(false)), "xray_tracing_enabled", true)
}

func observeHTTPStage(r resource) {
	observe(r, r.Head(), model.AccessLog, "stage", block(r, "access_log_settings"), "access_log_settings", true)
}

// observeDeployment: a stage that a deployment makes by itself can have no access log of its own.
func observeDeployment(r resource) {
	if _, ok := base.Own[*model.Stage](r); ok {
		observe(r, r.HeadNamed("stage_name"), model.AccessLog, "stage", model.False(), "stage_name", true)
	}
}

func observeGraphAPI(r resource) {
	observe(r, r.Head(), model.AccessLog, "GraphQL API", block(r, "log_config"), "log_config", true)
	if on := block(r, "log_config"); !model.Never(on) {
		observe(r, r.Head(), model.ExecutionLog, "GraphQL API", on.And(leveled(r, "log_config", "log_config.0.field_log_level")),
			"log_config.0.field_log_level", true)
	}
	observe(r, r.Head(), model.Traces, "GraphQL API", model.IsTrue(r.Flag("xray_enabled").Or(false)), "xray_enabled", true)
}

func observeEventAPI(r resource) {
	observe(r, r.Head(), model.AccessLog, "event API", block(r, "event_config.0.log_config"), "event_config", true)
}

func observeMachine(r resource) {
	log, trace := "logging_configuration", "tracing_configuration"
	on := leveled(r, log, log+".0.level")
	if leftOut(r, log) {
		on = model.False()
	}
	observe(r, r.Head(), model.WorkflowLog, "state machine", on, within(r, log, "level"), true)
	traced := flagOf(r, trace, trace+".0.enabled")
	if leftOut(r, trace) {
		traced = model.False()
	}
	observe(r, r.Head(), model.Traces, "state machine", traced, within(r, trace, "enabled"), true)
}

func observePipe(r resource) {
	observe(r, r.Head(), model.WorkflowLog, "pipe", leveled(r, "log_configuration", "log_configuration.0.level"),
		within(r, "log_configuration", "level"), true)
}

func observeBus(r resource) {
	if bus, ok := base.Own[*model.Channel](r); ok {
		observe(r, r.Head(), model.WorkflowLog, "event bus", model.IsTrue(bus.Logs), within(r, "log_config", "level"), true)
	}
}

func observeTopic(r resource) {
	observe(r, r.Head(), model.Traces, "topic", model.Equals(r.Str("tracing_config"), "Active"), "tracing_config", true)
}

// observeBalancer judges the load balancers that keep a log of requests or connections.
func (o *overseer) observeBalancer(r resource) {
	if kind, ok := r.Str("load_balancer_type").Or("application").Get(); !ok || kind == "gateway" {
		return
	}
	observe(r, r.Head(), model.AccessLog, "load balancer", flagOf(r, "access_logs", "access_logs.0.enabled"),
		within(r, "access_logs", "enabled"), o.beforeFunctions()[r.Resource])
}

// beforeFunctions gives the load balancers of which a listener hands requests to functions. It is worked out once.
func (o *overseer) beforeFunctions() map[*plan.Resource]bool {
	if o.balancers != nil {
		return o.balancers
	}
	o.balancers = map[*plan.Resource]bool{}
	for _, e := range o.b.Sys.Endpoints {
		at, ok := o.b.Plan.Resource(e.Address)
		if e.Kind != model.LoadBalancer || !ok {
			continue
		}
		listener := o.b.resource(at)
		if origin, ok := onlyOrigin(o.b.Plan.Resolve(at, "listener_arn")); ok {
			listener = o.b.resource(origin.Resource)
		}
		if balancer := balancerOf(listener); balancer != nil {
			o.balancers[balancer] = true
		}
	}
	return o.balancers
}

func observeDistribution(r resource) {
	observe(r, r.unnamed(), model.AccessLog, "distribution", block(r, "logging_config"), "logging_config", frontsServerless(r))
}

func frontsServerless(r resource) bool {
	return len(cdnOrigins(r)) > 0 || len(edgeFunctions(r)) > 0
}

// delivered adapts aws_cloudwatch_log_delivery, by which newer services hand out their logs: it takes those of a source,
// and the source says whose they are.
func delivered(r resource) {
	sources := r.b.Plan.Resolve(r.Resource, "delivery_source_name").Origins
	for _, source := range sources {
		if source.Resource.Type == "aws_cloudwatch_log_delivery_source" {
			deliveredFrom(r.b.resource(source.Resource))
		}
	}
	for _, o := range r.b.Sys.Observations {
		if len(sources) == 0 && o.Of == "distribution" {
			o.On = o.On.Or(model.Undecided("which logs " + r.Address + " delivers is not known"))
		}
	}
}

func deliveredFrom(source resource) {
	const path = "resource_arn"
	res := source.b.Plan.Resolve(source.Resource, path)
	at := map[string]bool{}
	for _, o := range res.Origins {
		at[o.Resource.Address] = true
	}
	for _, o := range source.b.Sys.Observations {
		switch {
		case o.Kind == model.Traces:
		case at[o.Address]:
			o.On = model.True()
		case !res.Complete && o.Of == "distribution":
			o.On = o.On.Or(model.Undecided(base.WhyUnknown(path, res)))
		}
	}
}

// gatewayTLS adapts the security policy of an API's domain name. TLS_1_0 takes TLS 1.0 and 1.1 as well (API Gateway
// developer guide, "Security policies").
func gatewayTLS(path string) func(resource) {
	return func(r resource) {
		version := r.Str(path)
		r.b.Sys.TLSFloors = append(r.b.Sys.TLSFloors, &model.TLSFloor{
			Head: r.HeadNamed("domain_name"), Of: "API domain name", Version: version, Weak: model.Equals(version, "TLS_1_0"),
		})
	}
}

// distributionTLS adapts the viewer certificate of a distribution. With the certificate of cloudfront.net the policy is
// TLSv1, whatever is asked for (CloudFront API, ViewerCertificate).
func distributionTLS(r resource) {
	const certificate = "viewer_certificate.0."
	version := r.Str(certificate + "minimum_protocol_version").Or("TLSv1")
	own := r.Flag(certificate + "cloudfront_default_certificate").Or(false)
	fixed := model.Certainly(model.IsTrue(own)) || model.Never(r.Str(certificate+"acm_certificate_arn").IsSet()) && model.Never(r.Str(certificate+"iam_certificate_id").IsSet())
	r.b.Sys.TLSFloors = append(r.b.Sys.TLSFloors, &model.TLSFloor{
		Head: r.unnamed(), Of: "distribution", Version: version, Fixed: fixed,
		Weak: model.IsTrue(own).Or(version.Match(func(v string) bool {
			return !strings.HasPrefix(v, "TLSv1.2") && !strings.HasPrefix(v, "TLSv1.3")
		})),
	})
}
