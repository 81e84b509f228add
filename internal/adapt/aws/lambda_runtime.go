package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// defaultEventAge is how long Lambda keeps an asynchronous event, in seconds: six hours (Lambda API reference,
// PutFunctionEventInvokeConfig: MaximumEventAgeInSeconds).
const defaultEventAge = 21600

// runtimeUpdates adapts aws_lambda_runtime_management_config. Auto is the default (Lambda API reference,
// PutRuntimeManagementConfig: UpdateRuntimeOn).
func runtimeUpdates() adapter {
	return setting[*model.Function]{
		path: "function_name", all: model.Functions,
		set: func(r resource, f *model.Function) { f.RuntimeUpdates = r.str("update_runtime_on").Or("Auto") },
		may: func(r resource, f *model.Function, why string) {
			if f.RuntimeUpdates.Place.Address == f.Address {
				f.RuntimeUpdates = model.UnknownValue[string](why, r.place("update_runtime_on"))
			}
		},
	}.adapter()
}

// setProvisioned adapts aws_lambda_provisioned_concurrency_config.
func setProvisioned(r resource, f *model.Function) {
	f.Provisioned = r.num("provisioned_concurrent_executions")
}
