# The key comes from a secret store.
resource "aws_cloudwatch_event_api_destination" "partner" {
  name                = "partner"
  invocation_endpoint = "https://partner.example.com/events"
  http_method         = "POST"
  connection_arn      = aws_cloudwatch_event_connection.partner.arn
}

resource "aws_cloudwatch_event_connection" "partner" {
  name               = "partner"
  authorization_type = "API_KEY"
  auth_parameters {
    api_key {
      key   = "x-api-key"
      value = data.aws_secretsmanager_secret_version.partner.secret_string
    }
  }
}

data "aws_secretsmanager_secret_version" "partner" {
  secret_id = "partner"
}
