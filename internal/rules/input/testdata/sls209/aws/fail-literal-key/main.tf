# Whoever can read this file can send events as this system does.
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
      value = "kx82Hs0qPz71LmVd" # want SLS209 SLS401
    }
  }
}
