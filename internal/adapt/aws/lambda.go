package aws

// lambdaTypes lists AWS Lambda: functions, who may invoke them, and what brings them events.
func lambdaTypes() map[string]adapter {
	return map[string]adapter{
		"aws_lambda_function":                       {make: makeFunction, link: linkFunction, finish: nameChannels},
		"aws_lambda_alias":                          {follow: "function_name"},
		"aws_lambda_function_recursion_config":      recursion(),
		"aws_lambda_function_event_invoke_config":   asyncSettings(),
		"aws_lambda_permission":                     {link: linkPermission, finish: finishPermission},
		"aws_lambda_function_url":                   {make: makeFunctionURL, link: linkFunctionURL, finish: finishFunctionURL},
		"aws_lambda_event_source_mapping":           {link: linkMapping},
		"aws_lambda_layer_version":                  {make: makeLayer},
		"aws_lambda_layer_version_permission":       layerPermission(),
		"aws_lambda_invocation":                     {make: makeInvocation},
		"aws_lambda_provisioned_concurrency_config": functionSetting(setProvisioned),
		"aws_lambda_runtime_management_config":      runtimeUpdates(),
		"aws_lambda_code_signing_config":            {make: makeCodeSigning, link: linkCodeSigning},
		"aws_signer_signing_profile":                {make: makeSigningProfile},
		"aws_signer_signing_profile_permission":     signingPermission(),

		"data.aws_lambda_function":            {make: makeDataFunction, link: linkDataFunction},
		"data.aws_lambda_alias":               {follow: "function_name"},
		"data.aws_lambda_layer_version":       {make: makeLayer},
		"data.aws_lambda_function_url":        {follow: "function_name"},
		"data.aws_lambda_code_signing_config": {make: makeCodeSigning},
		"data.aws_signer_signing_profile":     {make: makeSigningProfile},
	}
}
