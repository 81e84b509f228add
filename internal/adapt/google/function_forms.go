package google

import (
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// What the clouds do where nothing is said (Cloud Run functions documentation, "Quotas and limits" and "Function timeout";
// Cloud Run documentation, "About maximum instances", "Request timeout", "Maximum concurrent requests", "Task timeout").
const (
	functionTimeout = 60
	serviceTimeout  = 300
	taskTimeout     = 600
	defaultCopies   = 100
	defaultRequests = 80
)

// firstGeneration adapts google_cloudfunctions_function. Its copies have no limit of their own unless they are given one.
func firstGeneration() functionForm {
	return functionForm{
		runtime: "runtime", account: "service_account_email", builder: "build_service_account", updates: "on_deploy_update_policy",
		variables: "environment_variables", building: "build_environment_variables",
		timeout: func(r resource) model.Value[int] { return r.Num("timeout").Or(functionTimeout) },
		limit:   func(r resource) model.Value[int] { return positive(r.Num("max_instances")) },
		ingress: func(r resource) model.Value[string] { return r.Str("ingress_settings").Or("ALLOW_ALL") },
		key:     keyAt("kms_key_name"),
		network: connector("vpc_connector", "vpc_connector_egress_settings"),
		signed:  notSigned,
		more:    firstGenerationOnly,
	}
}

// secondGeneration adapts google_cloudfunctions2_function.
func secondGeneration() functionForm {
	const service = "service_config.0."
	return functionForm{
		runtime: "build_config.0.runtime", account: service + "service_account_email", builder: "build_config.0.service_account",
		updates: "build_config.0.on_deploy_update_policy", variables: service + "environment_variables",
		building: "build_config.0.environment_variables",
		timeout:  func(r resource) model.Value[int] { return r.Num(service + "timeout_seconds").Or(functionTimeout) },
		limit: func(r resource) model.Value[int] {
			return positive(r.Num(service + "max_instance_count")).Or(defaultCopies)
		},
		requests: func(r resource) model.Value[int] { return r.Num(service + "max_instance_request_concurrency").Or(1) },
		ingress:  func(r resource) model.Value[string] { return r.Str(service + "ingress_settings").Or("ALLOW_ALL") },
		key:      keyAt("kms_key_name"),
		network:  connector(service+"vpc_connector", service+"vpc_connector_egress_settings"),
		signed:   func(r resource) model.Value[string] { return nonEmpty(r.Str(service + "binary_authorization_policy")) },
		more:     secondGenerationOnly,
	}
}

// runService adapts google_cloud_run_service, most settings of which are annotations.
func runService() functionForm {
	const spec, outer, inner = "template.0.spec.0.", "metadata.0.annotations", "template.0.metadata.0.annotations"
	return functionForm{
		account: spec + "service_account_name", containers: spec + "containers", volumes: spec + "volumes",
		timeout: func(r resource) model.Value[int] { return positive(r.Num(spec + "timeout_seconds")).Or(serviceTimeout) },
		limit: func(r resource) model.Value[int] {
			return positive(numeral(annotation(r, inner, "autoscaling.knative.dev/maxScale"))).Or(defaultCopies)
		},
		requests: func(r resource) model.Value[int] {
			return positive(r.Num(spec + "container_concurrency")).Or(defaultRequests)
		},
		ingress: func(r resource) model.Value[string] {
			return annotation(r, outer, "run.googleapis.com/ingress").Or("all")
		},
		key: func(r resource) model.Link[*model.Key] {
			v := annotation(r, inner, "run.googleapis.com/encryption-key")
			l := base.Link[*model.Key](r, inner)
			return model.Link[*model.Key]{Place: v.Place, Text: v, To: onlyIf(given(v), l.To)}
		},
		network: annotatedNetwork,
		signed: func(r resource) model.Value[string] {
			return nonEmpty(annotation(r, outer, "run.googleapis.com/binary-authorization"))
		},
	}
}

// runServiceV2 adapts google_cloud_run_v2_service.
func runServiceV2() functionForm {
	return functionForm{
		account: "template.0.service_account", builder: "build_config.0.service_account",
		building: "build_config.0.environment_variables", containers: "template.0.containers", volumes: "template.0.volumes",
		timeout: func(r resource) model.Value[int] { return seconds(r.Str("template.0.timeout")).Or(serviceTimeout) },
		limit:   limitOfService,
		requests: func(r resource) model.Value[int] {
			return positive(r.Num("template.0.max_instance_request_concurrency")).Or(defaultRequests)
		},
		ingress: func(r resource) model.Value[string] { return r.Str("ingress").Or("INGRESS_TRAFFIC_ALL") },
		key:     keyAt("template.0.encryption_key"),
		network: directNetwork("template.0.vpc_access"),
		signed:  binaryAuthorization,
		more:    runServiceOnly,
	}
}

// limitOfService reads the limit of a revision, or since version 6 of the provider that of the service. A service that is
// scaled by hand has as many copies as it says.
func limitOfService(r resource) model.Value[int] {
	if mode, _ := r.Str("scaling.0.scaling_mode").Get(); mode == "MANUAL" {
		return r.Num("scaling.0.manual_instance_count").Or(0)
	}
	whole := positive(base.InBlock(r, "scaling", r.Num("scaling.0.max_instance_count")))
	if whole.IsKnown() {
		return whole
	}
	return positive(base.InBlock(r, "template.0.scaling", r.Num("template.0.scaling.0.max_instance_count"))).Or(defaultCopies)
}

// runJob adapts google_cloud_run_v2_job. A job runs as many tasks as it says.
func runJob() functionForm {
	const task = "template.0.template.0."
	return functionForm{
		account: task + "service_account", containers: task + "containers", volumes: task + "volumes", job: true,
		timeout: func(r resource) model.Value[int] { return seconds(r.Str(task + "timeout")).Or(taskTimeout) },
		limit:   func(r resource) model.Value[int] { return positive(r.Num("template.0.task_count")).Or(1) },
		key:     keyAt(task + "encryption_key"),
		network: directNetwork(task + "vpc_access"),
		signed:  binaryAuthorization,
	}
}

// runWorkers adapts google_cloud_run_v2_worker_pool, which pulls its work and answers nobody.
func runWorkers() functionForm {
	return functionForm{
		account: "template.0.service_account", containers: "template.0.containers", volumes: "template.0.volumes", job: true,
		timeout: func(r resource) model.Value[int] { return model.NotSet[int](r.Place("")) },
		limit: func(r resource) model.Value[int] {
			return positive(base.InBlock(r, "scaling", r.Num("scaling.0.manual_instance_count"))).Or(defaultCopies)
		},
		key:     keyAt("template.0.encryption_key"),
		network: directNetwork("template.0.vpc_access"),
		signed:  binaryAuthorization,
	}
}

// notSigned is of functions of the first generation, for which Google checks no signatures.
func notSigned(r resource) model.Value[string] { return model.NotSet[string](r.Place("")) }

// binaryAuthorization reads which policy decides about the images that may run.
func binaryAuthorization(r resource) model.Value[string] {
	const block = "binary_authorization.0."
	if standard, ok := r.Flag(block + "use_default").Get(); ok && standard {
		return model.Known("default", r.Place(block+"use_default"))
	}
	v := nonEmpty(r.Str(block + "policy"))
	v.Place = r.Place("binary_authorization")
	return v
}

func keyAt(path string) func(resource) model.Link[*model.Key] {
	return func(r resource) model.Link[*model.Key] { return base.Link[*model.Key](r, path) }
}

// onlyIf gives the objects, or none where there certainly is no edge.
func onlyIf[T any](set model.Truth, to []T) []T {
	if model.Never(set) {
		return nil
	}
	return to
}

// annotation reads one of a map of annotations, whose names have dots.
func annotation(r resource, path, name string) model.Value[string] {
	all, at := r.Attr(path), r.Place(path)
	if all.IsUnknown() {
		if r.LeftOut(path) || base.Omitted(r, strings.TrimSuffix(path, ".0.annotations")) {
			return model.NotSet[string](at)
		}
		return model.UnknownValue[string](r.WhyUnknown(path), at)
	}
	switch v := all.Get(name); {
	case v.IsUnknown():
		return model.UnknownSet[string](name+" is known only after apply", at)
	case v.IsAbsent() || v.Text() == "":
		return model.NotSet[string](at)
	default:
		return model.Known(v.Text(), at)
	}
}

// positive takes 0, which the providers write for "not given", for an absent value.
func positive(v model.Value[int]) model.Value[int] {
	if n, ok := v.Get(); ok && n <= 0 {
		return model.NotSet[int](v.Place)
	}
	return v
}

// nonEmpty takes an empty text for an absent one.
func nonEmpty(v model.Value[string]) model.Value[string] {
	if text, ok := v.Get(); ok && text == "" {
		return model.NotSet[string](v.Place)
	}
	return v
}

// seconds reads a duration as Google's APIs write it: "300s", "3.5s". What is no duration counts as not given.
func seconds(v model.Value[string]) model.Value[int] {
	text, known := v.Get()
	n, err := strconv.ParseFloat(strings.TrimSuffix(text, "s"), 64)
	if known && (err != nil || !(n >= 0 && n <= 1e9)) {
		return model.NotSet[int](v.Place)
	}
	return model.Map(v, func(string) int { return int(n) })
}

// numeral reads a number that is written as text.
func numeral(v model.Value[string]) model.Value[int] {
	text, known := v.Get()
	n, err := strconv.Atoi(text)
	if known && err != nil {
		return model.NotSet[int](v.Place)
	}
	return model.Map(v, func(string) int { return n })
}
