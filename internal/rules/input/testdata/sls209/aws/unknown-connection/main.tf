# The connection is not in the plan.
resource "aws_cloudwatch_event_api_destination" "partner" {
  name                = "partner"
  invocation_endpoint = "https://partner.example.com/events"
  http_method         = "POST"
  connection_arn      = "arn:aws:events:eu-central-1:123456789012:connection/partner/0a1b2c3d" # want SLS209 unknown
}
