# The connection keeps its key in Secrets Manager, but here it stands in the code and in the state.
resource "aws_cloudwatch_event_connection" "partner" {
  name               = "partner"
  authorization_type = "API_KEY"
  auth_parameters {
    api_key {
      key   = "X-Api-Key"
      value = "a8f5f167f44f4964e6c998dee827110c" # want SLS401
    }
  }
}
