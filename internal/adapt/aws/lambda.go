package aws

// lambdaTypes lists AWS Lambda: functions, who may invoke them, and what brings them events.
func lambdaTypes() types {
	return types{
		"aws_lambda_function":                       {Make: makeFunction, Link: linkFunction, Finish: nameChannels},
		"aws_lambda_alias":                          {Follow: "function_name"},
		"aws_lambda_function_recursion_config":      recursion(),
		"aws_lambda_function_event_invoke_config":   asyncSettings(),
		"aws_lambda_permission":                     {Link: linkPermission, Finish: finishPermission},
		"aws_lambda_function_url":                   {Make: makeFunctionURL, Link: linkFunctionURL, Finish: finishFunctionURL},
		"aws_lambda_event_source_mapping":           {Link: linkMapping},
		"aws_lambda_layer_version":                  {Make: makeLayer},
		"aws_lambda_layer_version_permission":       layerPermission(),
		"aws_lambda_invocation":                     {Make: makeInvocation},
		"aws_lambda_provisioned_concurrency_config": functionSetting(setProvisioned),
		"aws_lambda_runtime_management_config":      runtimeUpdates(),
		"aws_lambda_code_signing_config":            {Make: makeCodeSigning, Link: linkCodeSigning},
		"aws_signer_signing_profile":                {Make: makeSigningProfile},
		"aws_signer_signing_profile_permission":     signingPermission(),

		"data.aws_lambda_function":            {Make: makeDataFunction, Link: linkDataFunction},
		"data.aws_lambda_alias":               {Follow: "function_name"},
		"data.aws_lambda_layer_version":       {Make: makeLayer},
		"data.aws_lambda_function_url":        {Follow: "function_name"},
		"data.aws_lambda_code_signing_config": {Make: makeCodeSigning},
		"data.aws_signer_signing_profile":     {Make: makeSigningProfile},
	}
}
