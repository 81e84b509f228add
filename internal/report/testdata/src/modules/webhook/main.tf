resource "aws_iam_role" "hook" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_lambda_function" "hook" {
  function_name = "github-webhook"
  role          = aws_iam_role.hook.arn
  handler       = "app.handler"
  runtime       = "python3.13"
}

# The URL is public, for the webhook.
resource "aws_lambda_function_url" "hook" {
  function_name      = aws_lambda_function.hook.function_name
  authorization_type = "NONE"
}
