resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn

  environment {
    variables = {
      STAGE       = "live"
      DB_PASSWORD = "canary-hunter2" # was canary-hunter1
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "orders" {
	function_name          = aws_lambda_function.orders.function_name
	maximum_retry_attempts = 2
}

resource "aws_iam_role_policy" "report" {
  role   = aws_iam_role.report.id
  policy = data.aws_iam_policy_document.report.json
}
