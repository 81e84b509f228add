package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// defaultEventAge is how long Lambda keeps an asynchronous event, in seconds: six hours (Lambda API reference,
// PutFunctionEventInvokeConfig: MaximumEventAgeInSeconds).
const defaultEventAge = 21600

// runtimeUpdates adapts aws_lambda_runtime_management_config. Auto is the default (Lambda API reference,
// PutRuntimeManagementConfig: UpdateRuntimeOn).
func runtimeUpdates() adapter {
	return setting[*model.Function]{
		Path: "function_name", All: model.Functions,
		Set: func(r resource, f *model.Function) { f.RuntimeUpdates = r.Str("update_runtime_on").Or("Auto") },
		May: func(r resource, f *model.Function, why string) {
			if f.RuntimeUpdates.Place.Address() == f.Address {
				f.RuntimeUpdates = model.UnknownValue[string](why, r.Place("update_runtime_on"))
			}
		},
	}.Adapter()
}

// setProvisioned adapts aws_lambda_provisioned_concurrency_config.
func setProvisioned(r resource, f *model.Function) {
	f.Provisioned = r.Num("provisioned_concurrent_executions")
}
